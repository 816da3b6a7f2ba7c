import type { Before } from './follow.ts'
import { isEmpty } from './measure.ts'
import type { Operation, Query, Trace, Understanding } from './query.ts'
import { asksForm } from './steps.ts'

/** Questions that stand side by side in one message: each is read by itself, and answered by itself. */

/** Each question of a message read by itself, with the place and year of the one before it; null where one of them asks for more than figures or a part of the report. */
export function sideBySide(
  questions: string[],
  read: (question: string, before: Before | null) => Understanding,
): Query[] | null {
  const queries: Query[] = []
  if (questions.length < 2 || questions.slice(1).some(each => leans.test(each))) return null
  for (const question of questions) {
    // 自然人占比多少，公开率多少: the applicant is the share's.
    const last = queries.findLast(({ what }) => what.kind !== 'share') ?? queries.at(-1)
    // 其中…最多的: of those that another answer tells.
    const picked =
      last && (last.operation.kind === 'rank' || (last.operation.kind === 'filter' && last.scope !== 'named'))
    if (picked && /^(?:那|这)?其中/.test(question)) return null
    const understood = read(question, last ? startingFrom(last, queries) : null)
    if (understood.kind !== 'query' || (asksForm(question) && understood.query.topic === 'figures')) return null
    // 锡山区2022年收到几件？惠山区处罚多少？: of the same year, where each counts something.
    const same = questions.every(each => /多少|几/.test(each)) ? (last?.years ?? null) : null
    const query = { ...understood.query, years: understood.query.years ?? same }
    const found = { query, trace: understood.trace }
    if (!(asksFigures(found) || asksSection(query) || asksProse(found))) return null
    // 申请超过200件，处罚超过2000件的有哪些: two conditions, and one question.
    // 没有复议的年份里，诉讼各多少: what is chosen is not asked for, and the next clause is of it.
    const picks = query.operation.kind === 'filter' && (query.scope !== 'named' || query.years?.kind === 'every')
    if (picks && !/[哪谁]/.test(question)) return null
    // 各是多少 is said of the questions, and of no parts.
    const operation =
      query.operation.kind === 'breakdown' && !query.operation.parts ? ({ kind: 'value' } as const) : query.operation
    queries.push({ ...query, operation, origins: { issuers: 'said', years: 'said', measure: 'said' } })
  }
  return queries
}

/** 自然人申请多少，企业申请多少，公开率多少: of all, since it can be of neither alone. */
function startingFrom(last: Query, queries: Query[]): Before {
  const several = new Set(queries.map(({ measure }) => measure.applicants.join())).size > 1
  const measure = several ? { ...last.measure, applicants: [] } : last.measure
  return { query: { ...last, measure }, trail: [], others: [], refused: false, offered: [] }
}

const ofEach: Operation['kind'][] = [
  'value',
  'breakdown',
  'exists',
  'stated',
  'compare',
  'difference',
  'times',
  'trend',
]
const overSets: Operation['kind'][] = ['sum', 'rank', 'average', 'median', 'filter']
/** 平均多少, 哪种最多: of what the question before it named. */
const ofNamed: Operation['kind'][] = [...overSets, 'largest']

/** 它的处罚多少: of what the answer to another question tells. */
const leans = /[它其该这那](?!中)|同年|同期|当年/

/** 存在哪些问题: the part of the report that tells of it. */
const asksSection = ({ topic, section, issuers, scope, topics, keywords }: Query): boolean =>
  topic === 'narrative' &&
  section !== null &&
  issuers.length > 0 &&
  scope === 'named' &&
  topics.length + keywords.length === 0

/** 主动公开多少条, 政策解读怎么做的: what only the prose can tell, by a subject that is one of its own. */
const asksProse = ({ query, trace }: { query: Query; trace: Trace }): boolean =>
  query.topic === 'narrative' &&
  query.issuers.length > 0 &&
  query.scope === 'named' &&
  query.keywords.length === 0 &&
  query.topics.length > 0 &&
  query.topics.every(topic => trace.findings.some(({ text, means }) => text === topic && means.startsWith('topic')))

/** Figures, or rates, of its own fields, and of places and years that are said. */
function asksFigures({ query, trace }: { query: Query; trace: Trace }): boolean {
  const { topic, scope, issuers, origins, what, operation, topics, keywords, measure } = query
  const rated = what.kind === 'rate' && trace.findings.some(({ means }) => means.startsWith('rate '))
  const named = origins.measure === 'said' || ofNamed.includes(operation.kind)
  const counted = what.kind !== 'rate' && named && !isEmpty(measure)
  return (
    topic === 'figures' &&
    (scope === 'named' || overSets.includes(operation.kind)) &&
    (issuers.length > 0 || scope !== 'named') &&
    (rated || counted) &&
    [...ofEach, ...ofNamed].includes(operation.kind) &&
    topics.length + keywords.length === 0
  )
}
