import { csvOf, markdownOf, type SourceOf } from '../answer/finding/export.ts'
import type { Findings, NoFindings, Wish } from '../answer/finding/find.ts'
import { outcomeOf } from '../answer/finding/outcome.ts'
import type { PassageHit } from '../search/search.ts'
import type { Feedback, FeedbackStore } from '../store/feedback.ts'
import { type Call, type Command, type Said, saying } from './commands.ts'
import { invitationHours, type Staff } from './staff.ts'

/** Commands for staff: search with export, feedback, invitations. Others are told how to become staff. */

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

interface Asked {
  text: string
  page: number
  like: string | undefined
  file: 'csv' | 'md' | null
}

const pageWords = /\s*第\s*(\d{1,5})\s*页\s*$/
const fileWords = /\s*导出\s*(csv|表格|md|markdown)?\s*$/i

/** 政策解读 不够通俗 第2页 · 政策解读 导出 · 同类 230112-government-2021_7 */
export function askedOf(words: string): Asked {
  const file = fileWords.exec(words)
  const rest = file ? words.slice(0, file.index) : words
  const page = pageWords.exec(rest)
  const text = page ? rest.slice(0, page.index) : rest
  const like = /^同类(?:提法)?\s+([A-Za-z0-9_-]+)$/.exec(text.trim())?.[1]
  return {
    text: like ? '' : text,
    page: Math.max(1, Number(page?.[1] ?? 1)),
    like,
    file: file ? (/^m/i.test(file[1] ?? '') ? 'md' : 'csv') : null,
  }
}

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

const notStaff = say('这是工作人员使用的功能。有邀请码的，请发送：邀请码 后面空一格写上邀请码。')

export function staffCommands(staff: Staff, finder: Finder, feedback: FeedbackStore): Command[] {
  const forStaff = (run: (call: Call) => Said | Promise<Said>) => (call: Call) =>
    staff.is(call.incoming, call.person) ? run(call) : notStaff
  return [
    {
      name: 'search',
      words: ['搜索', '检索', '搜', '查找'],
      takes: 'words',
      description: '在报告正文中检索（工作人员）',
      run: forStaff(call =>
        call.words
          ? searched(finder, call)
          : say(
              '请在“搜索”后面空一格写出要找的词，例如：搜索 政策解读 "不够通俗" -培训',
              '词里可以写地方和年份；末尾写“第2页”翻页，写“导出”得到表格。',
            ),
      ),
    },
    {
      name: 'opinions',
      words: ['反馈列表', '查看反馈'],
      takes: 'nothing',
      description: '查看群众的反馈（工作人员）',
      run: forStaff(() => feedbackSaid(feedback)),
    },
    {
      name: 'invite',
      words: ['邀请', '邀请同事'],
      takes: 'nothing',
      description: '邀请同事（工作人员）',
      run: forStaff(({ incoming, person, now }) => {
        // Everybody in a group would read the code.
        if (incoming.group) return say('请与我单独对话时再要邀请码。')
        const { code } = staff.invite(person, now)
        return say(`邀请码：${code}`, `${invitationHours} 小时内有效，只能用一次。请对方发送：邀请码 ${code}`)
      }),
    },
    {
      name: 'join',
      words: ['邀请码'],
      takes: 'words',
      description: '用邀请码成为工作人员',
      run: ({ words, incoming, person, now }) => {
        if (staff.is(incoming, person)) return say('您已经是工作人员。')
        if (!words) return say('请在“邀请码”后面空一格写上邀请码。')
        return staff.redeem(words, person, now)
          ? say('您已成为工作人员，可以使用“搜索”“反馈列表”“邀请”。')
          : say('邀请码不对，或已用过、已过期，请向给您邀请码的人再要一个。')
      },
    },
  ]
}
