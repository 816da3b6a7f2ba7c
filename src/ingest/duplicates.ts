import type { OtherSource, Report, Source } from '../report/report.ts'

/** One report for each issuer and year: which of several sources it is taken from, and why. The order in which they come does not matter. */

const locator = (source: Source): string => ('file' in source ? source.file : source.url)

const sameSource = (a: Source, b: Source): boolean => locator(a) === locator(b)

const unread = (report: Report): number => report.cells.filter(cell => cell.state === 'unreadable').length

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

const rules: Rule[] = [
  {
    compare: (a, b) =>
      a.publishedOn && b.publishedOn ? (a.publishedOn > b.publishedOn ? -1 : Number(a.publishedOn < b.publishedOn)) : 0,
    reason: '公布日期更晚，视为更正后重新公布',
  },
  { compare: (a, b) => unread(a) - unread(b), reason: '未能读出的格子更少' },
  { compare: (a, b) => formatRank(a.source) - formatRank(b.source), reason: '格式更能保留表格' },
  { compare: (a, b) => (locator(a.source) < locator(b.source) ? -1 : 1), reason: '内容相当，取名称在前的' },
]

/** Joins two readings of the same report. `incoming` replaces a reading of the very same source; otherwise the better source wins. */
export function joined(existing: Report, incoming: Report): Report {
  const others = [...(existing.others ?? []), ...(incoming.others ?? [])].filter(
    other => !sameSource(other.source, incoming.source),
  )
  if (sameSource(existing.source, incoming.source)) return withOthers(incoming, others)
  const rule = rules.find(({ compare }) => compare(existing, incoming) !== 0)!
  const [winner, loser] = rule.compare(existing, incoming) < 0 ? [existing, incoming] : [incoming, existing]
  return withOthers(winner, [
    ...others.filter(other => !sameSource(other.source, winner.source) && !sameSource(other.source, loser.source)),
    { source: loser.source, reason: rule.reason },
  ])
}

function withOthers(report: Report, others: OtherSource[]): Report {
  const { others: _, ...bare } = report
  const sorted = others.toSorted((a, b) => (locator(a.source) < locator(b.source) ? -1 : 1))
  return sorted.length > 0 ? { ...bare, others: sorted } : bare
}
