import { isEmpty, noMeasure, wantedOf } from '../../question/measure.ts'
import type { Query, Wanted } from '../../question/query.ts'
import { fieldOf } from '../../report/fields.ts'
import { disclosureRows } from '../../report/form.ts'
import {
  type Choice,
  type Figure,
  fullName,
  type HeldReport,
  type Line,
  type Outcome,
  type SourceLine,
} from '../answer.ts'
import { absentLine } from '../gaps.ts'
import { find } from '../list.ts'
import { sourceOf } from '../place.ts'
import type { Absent } from '../scope.ts'
import { type Found, type Prose, passagesFor, type Quotation } from './passages.ts'
import { statementOf } from './statement.ts'

/** The outcome for questions that a report's prose answers: its own words, quoted and cited, never put differently. */

export interface Asked {
  query: Query
  /** Places and years that were asked for and are not indexed. */
  absent: Absent[]
}

interface Answered {
  report: HeldReport
  found: Found
}

const inBrackets = (text: string): string => (text.startsWith('（') ? text : `（${text}）`)

/** 培训次数最多的: what each says is quoted, and not ranked. */
export const unranked: Line = ['正文里的数字没有统一的口径，这里不排名次。']

export const headingOf = (path: readonly string[]): string => path.join(' › ')

const nameOf = (report: HeldReport): string => `${fullName(report.issuer)}${report.year}年`

const wordsOf = ({ topics, keywords }: Query): string[] => [...topics, ...keywords]

/** The number that a quoted sentence states, where one was asked for. */
function statement(report: HeldReport, { sentence, passage }: Quotation, query: Query): Figure | null {
  if (!query.counts || sentence === null) return null
  return statementOf(report, sentence, wordsOf(query), query.unit, passage.path.at(-1)!)
}

interface Quoted {
  line: Line
  figure: Figure | null
}

function quotedLine(report: HeldReport, quotation: Quotation, query: Query): Quoted {
  const { text, passage } = quotation
  const figure = statement(report, quotation, query)
  const words = `“${text}”${inBrackets(headingOf(passage.path))}`
  return { figure, line: figure ? [`正文写“${figure.label}”`, figure, `，原句：${words}`] : [words] }
}

function linesOf({ report, found }: Answered, quoted: readonly Quoted[]): Line[] {
  const lacking: Line[] =
    found.lacking.length > 0 ? [[`${nameOf(report)}的报告正文没有提到${found.lacking.join('、')}。`]] : []
  return [[`${nameOf(report)}报告写道：`], ...quoted.map(({ line }) => line), ...lacking]
}

/** What the report's own checks found between these words and its tables. */
function notices({ report, found }: Answered): string[] {
  const texts = found.quotations.map(({ passage }) => passage.text.replace(/\s+/g, ''))
  return report.findings
    .filter(({ check, message }) => {
      const words = check === 'narrative' && /（“(.+?)”）/.exec(message)?.[1]
      return words && texts.some(text => text.includes(words))
    })
    .map(({ message }) => `提示（${nameOf(report)}）：${message}`)
}

const source = ({ report, found }: Answered): SourceLine => ({
  ...sourceOf(report, []),
  place: [...new Set(found.quotations.map(({ passage }) => headingOf(passage.path)))].join('；'),
})

const hasFigure = (reports: readonly HeldReport[], wanted: Wanted[]): boolean =>
  reports.some(report => wanted.some(each => 'figure' in find(report, each)))

/** The cell that the words may mean as well, as far as it holds a number. */
function tableChoice(query: Query, reports: readonly HeldReport[]): Choice[] {
  // Columns that the form of these reports does not have are no choice.
  const wanted = isEmpty(query.measure) ? [] : wantedOf(query.measure).filter(each => hasFigure(reports, [each]))
  if (wanted.length === 0) return []
  const labels = wanted.slice(0, 2).map(([id]) => fieldOf(id!).label)
  return [{ label: labels.join('、'), query: { ...query, topic: 'figures', topics: [], keywords: [] } }]
}

/** 主动公开多少: no report counts it as a whole, but table 2 counts each kind. */
function disclosedKinds(query: Query, reports: readonly HeldReport[]): Choice[] {
  if (!query.counts || query.topics.length === 0 || !query.topics.every(topic => /^主动公开/.test(topic))) return []
  return disclosureRows.flatMap(({ id, label }) => {
    const measure = { ...noMeasure, rows2: [id] }
    const asked: Query = { ...query, topic: 'figures', topics: [], keywords: [], measure }
    return hasFigure(reports, wantedOf(measure)) ? [{ label, query: asked }] : []
  })
}

/** Answers from the prose of the asked reports, and from nothing else. */
export function narrative({ query, absent }: Asked, reports: readonly HeldReport[], prose: readonly Prose[]): Outcome {
  const answered = reports.flatMap((report): Answered[] => {
    const own = prose.find(each => each.report === report.id)
    const found = own ? passagesFor(own, query) : { quotations: [], lacking: [] }
    return found.quotations.length > 0 ? [{ report, found }] : []
  })
  if (answered.length === 0) {
    const unnumbered = { ...query, counts: false }
    const isSpokenOf = query.counts && prose.some(each => passagesFor(each, unnumbered).quotations.length > 0)
    const asked = { query, absent }
    return isSpokenOf ? notStated(asked, reports, unnumbered) : (apart(asked, prose) ?? notStated(asked, reports, null))
  }
  const quoted = answered.map(({ report, found }) =>
    found.quotations.map(quotation => quotedLine(report, quotation, query)),
  )
  const choices = tableChoice(query, reports)
  const others: Line[] = choices.length > 0 ? [['表格里另有一栏，是按固定口径统计的：']] : []
  return {
    kind: 'passages',
    query,
    lines: [
      ...answered.flatMap((each, at) => linesOf(each, quoted[at]!)),
      ...(query.operation.kind === 'rank' ? [unranked] : []),
      ...absent.map(absentLine),
      ...others,
    ],
    passages: answered.flatMap(({ report, found }) =>
      found.quotations.map(({ passage, text }) => ({ report: report.id, heading: headingOf(passage.path), text })),
    ),
    figures: quoted.flat().flatMap(({ figure }) => figure ?? []),
    choices,
    notices: [...new Set(answered.flatMap(notices))],
    sources: answered.map(source),
  }
}

const partNames: Record<NonNullable<Query['section']>, string> = {
  overview: '总体情况',
  disclosure: '主动公开的情况',
  requests: '依申请公开的情况',
  disputes: '行政复议、行政诉讼的情况',
  problems: '存在的问题',
  improvements: '改进措施',
  problemsAndImprovements: '存在的问题和改进措施',
  contact: '联系方式',
  other: '其他需要报告的事项',
}

/** The part that was asked for, without the subject that it does not speak of. */
function wholePart(query: Query): Choice[] {
  if (!query.section || query.section === 'contact' || wordsOf(query).length === 0) return []
  return [{ label: `看“${partNames[query.section]}”全文`, query: { ...query, topics: [], keywords: [] } }]
}

/** Of several subjects the reports speak of one here and another there: each is a question of its own. Null where they speak of none. */
function apart({ query, absent }: Asked, prose: readonly Prose[]): Outcome | null {
  const { topics, keywords } = query
  // 微信公众号发: a verb beside the subject is no other subject.
  const others = keywords.filter(word => !topics.some(topic => word.includes(topic)))
  const words = [...new Set([...topics, ...others])]
  if (words.length < 2 || !isEmpty(query.measure) || query.section === 'contact') return null
  const alone = (word: string): Query => ({ ...query, topics: [word], keywords: [], counts: false, unread: false })
  const spoken = words.filter(word => prose.some(each => passagesFor(each, alone(word)).quotations.length > 0))
  if (spoken.length === 0) return null
  return {
    kind: 'missing',
    reason: 'notStated',
    query,
    choices: spoken.map(word => ({ label: `看提到“${word}”的段落`, query: alone(word) })),
    notices: [],
    sources: [],
    lines: [
      [`报告正文没有提到${words.map(word => `“${word}”`).join('')}合在一起的内容。分开来说到的有：`],
      ...absent.map(absentLine),
    ],
  }
}

/** `unnumbered`: the question without its 多少, where that is what the reports do not answer. */
function notStated({ query, absent }: Asked, reports: readonly HeldReport[], unnumbered: Query | null): Outcome {
  const names = reports.slice(0, 4).map(nameOf).join('、')
  const more = reports.length > 4 ? `等 ${reports.length} 份` : ''
  const all = wordsOf(query)
  // 考核扣分 is what is not mentioned; 考核 may well be.
  const words = all.filter(word => !all.some(other => other !== word && other.includes(word)))
  const part = query.section ? partNames[query.section] : ''
  const what = [part, words.length > 0 ? `“${words.join('、')}”` : ''].filter(Boolean).join('中的') || '这方面的内容'
  const measured = !isEmpty(query.measure)
  const kinds = disclosedKinds(query, reports)
  const choices = measured
    ? tableChoice(query, reports)
    : kinds.length > 0
      ? kinds
      : unnumbered
        ? [{ label: `看提到${what}的段落`, query: unnumbered }]
        : wholePart(query)
  const offer: Line[] = measured
    ? [[`表格只按固定的栏目统计，${choices.length > 0 ? '您是不是想问下面这一项？' : '没有这样细分。'}`]]
    : kinds.length > 0
      ? [['主动公开的情况在表格里分项统计，请问您想看哪一项？']]
      : [['我只能回答年度报告里写到的内容。']]
  return {
    kind: 'missing',
    reason: measured ? 'notInTables' : 'notStated',
    choices,
    query,
    notices: [],
    sources: [],
    lines: [
      [
        query.unread
          ? `没有读懂问题里的${what}，没有找到能回答它的内容。`
          : unnumbered
            ? `${names}${more}的报告里没有找到${what}的数量。`
            : `${names}${more}的报告正文没有提到${what}。`,
      ],
      ...offer,
      ...absent.map(absentLine),
    ],
  }
}
