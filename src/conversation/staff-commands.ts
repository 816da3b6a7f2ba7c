import { csvOf, markdownOf, type SourceOf } from '../answer/finding/export.ts'
import type { Findings, NoFindings, Wish } from '../answer/finding/find.ts'
import { outcomeOf } from '../answer/finding/outcome.ts'
import { readSearch } from '../question/search-words.ts'
import type { PassageHit } from '../search/search.ts'
import type { Feedback, FeedbackStore } from '../store/feedback.ts'
import { askedOf } from './asked.ts'
import { type Call, type Command, type ForStaff, type Said, saying } from './commands.ts'
import type { Staff } from './staff.ts'
import { memberCommands } from './staff-members.ts'
import { reportCommands, type Shelf } from './staff-reports.ts'

/** Commands for staff: search with export, reports, checks, feedback, members. Others are told how to become staff. */

/** What searching needs from the index, handed in. */
export interface Finder {
  find: (wish: Wish, now: Date) => Promise<Findings | NoFindings>
  sources: (hits: readonly PassageHit[]) => Promise<SourceOf>
}

/** Passages on a page of a chat, and in a file. */
const perPage = 5
const mostExported = 1000
const mostFeedback = 10

const say = (...lines: string[]): Said => ({ kind: 'say', outcome: saying(...lines) })

async function searched({ find, sources }: Finder, { words, now }: Call): Promise<Said> {
  const { text, page, like, file } = askedOf(words)
  const found = await find({ text, like, page: file ? 1 : page, perPage: file ? mostExported : perPage }, now)
  if ('advice' in found) return { kind: 'say', outcome: outcomeOf(found, () => '') }
  const said = like ? `同类 ${like}` : text.trim()
  if (file) {
    const write = file === 'csv' ? csvOf : markdownOf
    const data = Buffer.from(write(found.hits, await sources(found.hits)))
    const more = found.total > found.hits.length ? `（共 ${found.total} 段，只导出前 ${found.hits.length} 段）` : ''
    return { ...say(`已导出 ${found.hits.length} 段${more}。`), files: [{ name: `检索结果.${file}`, data }] } as Said
  }
  return {
    kind: 'say',
    outcome: outcomeOf(found, next => `看下一页：搜索 ${said} 第${next}页`),
    offers: [
      ...(found.page < found.pages ? [{ label: '下一页', says: `/search ${said} 第${found.page + 1}页` }] : []),
      ...found.hits.slice(0, 1).map(({ id }) => ({ label: '第一段的同类提法', says: `/search 同类 ${id}` })),
      { label: '导出表格', says: `/search ${said} 导出` },
    ],
  }
}

const feedbackLine = ({ at, helpful, question, comment }: Feedback): string =>
  [
    `· ${at.toISOString().slice(0, 10)}`,
    helpful === null ? '' : helpful ? '有用' : '没用',
    question ? `问：${question.slice(0, 60)}` : '',
    comment ? `意见：${comment.slice(0, 120)}` : '',
  ]
    .filter(Boolean)
    .join(' ')

/** The last opinions, unhelpful answers and comments first. */
function feedbackSaid(feedback: FeedbackStore): Said {
  const all = feedback.list().toReversed()
  if (all.length === 0) return say('还没有反馈。')
  const telling = all.filter(({ helpful, comment }) => helpful === false || comment !== null)
  return say(
    `共 ${all.length} 条反馈，认为没用的 ${all.filter(({ helpful }) => helpful === false).length} 条。最近的：`,
    ...(telling.length > 0 ? telling : all).slice(0, mostFeedback).map(feedbackLine),
  )
}

/** For everybody else the prose is searched as a question is answered: whole sentences, cited, of the place that was named. */
function searchedByOthers({ words, now }: Call): Said {
  const { issuers, years, words: said, phrases } = readSearch(words, now)
  const wanted = [...phrases, ...said]
  if (wanted.length === 0 || issuers.length > 0) return { kind: 'ask', question: words }
  const when = years?.kind === 'list' ? years.years.map(year => `${year}年`).join('') : ''
  return { kind: 'ask', question: `${when}哪些地方提到${wanted.map(word => `“${word}”`).join(' ')}` }
}

const notStaff = say('这是工作人员使用的功能。有邀请码的，请发送：邀请码 后面空一格写上邀请码。')

/** All commands that staff have more than others, or have in another way. */
export function staffCommands(staff: Staff, finder: Finder & Shelf, feedback: FeedbackStore): Command[] {
  const isStaff = (call: Call) => staff.is(call.incoming, call.person)
  const forStaff: ForStaff = run => ({ run: call => (isStaff(call) ? run(call) : notStaff), only: isStaff })
  return [
    {
      name: 'search',
      words: ['搜索', '检索', '搜', '查找'],
      takes: 'words',
      description: '在报告正文里找，例如：搜索 阿城区 政策解读',
      run: call => {
        if (!isStaff(call))
          return call.words
            ? searchedByOthers(call)
            : say('请在“搜索”后面空一格写出要找的词，例如：搜索 阿城区 政策解读')
        return call.words
          ? searched(finder, call)
          : say(
              '请在“搜索”后面空一格写出要找的词，例如：搜索 政策解读 "不够通俗" -培训',
              '词里可以写地方、年份和部分（例如：2021年 黑龙江 部分：存在的问题）；末尾写“第2页”翻页，写“导出”或“导出md”得到文件。',
            )
      },
    },
    ...reportCommands(finder, forStaff, isStaff),
    {
      name: 'opinions',
      words: ['反馈列表', '查看反馈'],
      takes: 'nothing',
      description: '查看群众的反馈',
      ...forStaff(() => feedbackSaid(feedback)),
    },
    ...memberCommands(staff, forStaff),
  ]
}
