import type { OtherSource, Report, Source } from '../report/report.ts'
import { locator } from './known.ts'

/** One report for each issuer and year: which of several sources it is taken from, and why. The order in which they come does not matter. */

const sameSource = (a: Source, b: Source): boolean => locator(a) === locator(b)

/** Cells that could not be read from the report with certainty. */
export const unreadCells = (report: Report): number => report.cells.filter(cell => cell.state === 'unreadable').length

/** Formats from the one that keeps tables best to the one that keeps them worst. */
const formats = ['html', 'htm', 'docx', 'doc', 'pdf', 'md', 'txt']
const formatRank = (source: Source): number => {
  const ending = /\.([a-z]+)(?:[?#].*)?$/i.exec(locator(source))?.[1]?.toLowerCase() ?? 'html'
  const rank = formats.indexOf(ending)
  return rank < 0 ? 0 : rank
}

interface Rule {
  /** Below 0: the first is better. */
  compare: (a: Report, b: Report) => number
  reason: string
}

const descending = (a: string, b: string): number => (a > b ? -1 : Number(a < b))

/**
 * In the order in which they count. Each alone is an order over all reports, and so are they together: a rule that held of some pairs only
 * (of two dated reports) could lead from a report over others back to itself.
 */
const rules: Rule[] = [
  {
    compare: (a, b) => Number(a.sample !== undefined) - Number(b.sample !== undefined),
    reason: '不是样例',
  },
  {
    compare: (a, b) => Number(a.publishedOn === null) - Number(b.publishedOn === null),
    reason: '印有公布日期',
  },
  {
    compare: (a, b) => descending(a.publishedOn ?? '', b.publishedOn ?? ''),
    reason: '公布日期更晚，视为更正后重新公布',
  },
  { compare: (a, b) => unreadCells(a) - unreadCells(b), reason: '未能读出的格子更少' },
  { compare: (a, b) => formatRank(a.source) - formatRank(b.source), reason: '格式更能保留表格' },
  { compare: (a, b) => (locator(a.source) < locator(b.source) ? -1 : 1), reason: '内容相当，取名称在前的' },
]

/** Joins two readings of the same report. `incoming` replaces a reading of the very same source; otherwise the better source wins. */
export function joined(existing: Report, incoming: Report): Report {
  if (sameSource(existing.source, incoming.source))
    return withOthers(incoming, [...(existing.others ?? []), ...(incoming.others ?? [])])
  const rule = rules.find(({ compare }) => compare(existing, incoming) !== 0)!
  const [winner, loser] = rule.compare(existing, incoming) < 0 ? [existing, incoming] : [incoming, existing]
  const { source, readBy } = loser
  return withOthers(winner, [
    ...(winner.others ?? []),
    ...(loser.others ?? []).map(other => ({ ...other, reason: firstOf(other.reason, rule.reason) })),
    { source, reason: rule.reason, ...(readBy !== undefined && { readBy }) },
  ])
}

/** Why something is worse than the best, where it is worse than the second for one reason and the second than the best for the other. */
const firstOf = (one: string, other: string): string =>
  rules.find(({ reason }) => reason === one || reason === other)?.reason ?? other

function withOthers(report: Report, others: OtherSource[]): Report {
  const { others: _, ...bare } = report
  const bySource = new Map(others.map(other => [locator(other.source), other]))
  bySource.delete(locator(report.source))
  const sorted = [...bySource.values()].toSorted((a, b) => (locator(a.source) < locator(b.source) ? -1 : 1))
  return sorted.length > 0 ? { ...bare, others: sorted } : bare
}
