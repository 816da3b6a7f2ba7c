import type { Query } from '../../question/query.ts'
import type { Passage } from '../../report/passages.ts'
import { fullName, type Line, type Outcome, type ReportLine } from '../answer.ts'
import type { Library } from '../reply.ts'
import type { Scoped, Target } from '../scope.ts'
import { scopeOf, whereOf } from './mentions.ts'

/**
 * Which reports do not mention something. The index tells which have the words, and the rest are read: nothing is said to be absent
 * from a report that was not searched letter by letter.
 */

/** More reports than this are not read for one answer. */
const mostRead = 1000
/** Reports read with one request. */
const together = 100
const mostNamed = 30

/** Letters alone: spaces and full-width forms do not tell words apart. */
const letters = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

const has = (passages: readonly Passage[], words: readonly string[]): boolean => {
  const text = letters(passages.map(({ path, text }) => `${path.join('|')}|${text}`).join('|'))
  return words.some(word => text.includes(letters(word)))
}

interface Read {
  without: Target[]
  /** Reports of which no prose is there. */
  bare: Target[]
}

async function read(targets: readonly Target[], words: readonly string[], { prose }: Library): Promise<Read> {
  const found: Read = { without: [], bare: [] }
  for (let at = 0; at < targets.length; at += together) {
    const some = targets.slice(at, at + together)
    const texts = new Map(
      (await prose(some.map(({ holding }) => holding.id))).map(({ report, passages }) => [report, passages]),
    )
    for (const target of some) {
      const passages = texts.get(target.holding.id) ?? []
      if (passages.length === 0) found.bare.push(target)
      else if (!has(passages, words)) found.without.push(target)
    }
  }
  return found
}

const linesOf = (targets: readonly Target[]): ReportLine[] =>
  [...Map.groupBy(targets, ({ holder }) => holder)].map(([holder, own]) => ({
    id: holder.key,
    issuer: fullName(holder.issuer),
    years: own.map(({ holding }) => holding.year),
  }))

const told = (query: Query, lines: Line[]) => ({ query, lines, notices: [], sources: [] })

/** Reports of the scope whose prose has none of the words, by issuer. */
export async function unmentioned(
  asked: Query,
  scoped: Extract<Scoped, { targets: unknown }>,
  library: Library,
): Promise<Outcome> {
  const { targets } = scoped
  // All years there are is no year that somebody named: what follows does not inherit it.
  const query = asked.years === null ? { ...scoped.query, years: null } : scoped.query
  const words = [...query.topics, ...query.keywords]
  const having = await library.mentioning(words, scopeOf(scoped))
  const others = targets.filter(({ holding }) => !having.has(holding.id))
  const where = whereOf(query)
  const what = `“${words.join('”“')}”`
  if (others.length > mostRead) {
    const line = `没有提到${what}的报告太多，无法逐份核实。请说出省、市、县或年份缩小范围。`
    return { kind: 'clarify', slot: 'issuer', choices: [], ...told(query, [[line]]) }
  }
  const { without, bare } = await read(others, words, library)
  const reports = linesOf(without)
  const searched = targets.length - bare.length
  const all = `在已收录的${where} ${searched} 份报告中`
  const head =
    without.length === 0
      ? `${all}，每一份的正文都出现了${what}${words.length > 1 ? '之一' : ''}。`
      : `${all}，下列 ${without.length} 份的正文没有出现${what}这些字（可能换了说法）：`
  const lines: Line[] = [
    [head],
    ...reports
      .slice(0, mostNamed)
      .map(({ issuer, years }): Line => [`· ${issuer}：${years.map(year => `${year}年`).join('、')}`]),
    ...(reports.length > mostNamed ? [[`……还有 ${reports.length - mostNamed} 个单位，请缩小范围。`] as Line] : []),
    ...(bare.length > 0 ? [[`另有 ${bare.length} 份没有读出正文，不计在内。`] as Line] : []),
  ]
  return { kind: 'reports', reports: reports.slice(0, mostNamed), ...told(query, lines) }
}
