import { wantedOf } from '../question/measure.ts'
import type { IssuerRef, Query } from '../question/query.ts'
import { fieldOf } from '../report/fields.ts'
import { type Figure, fullName, type HeldReport, type Line, type Outcome, type SourceLine, told } from './answer.ts'
import { refTo } from './asking-back.ts'
import { type Computed, compute } from './compute.ts'
import { absentLine, gapReason } from './gaps.ts'
import { sourceOf } from './place.ts'
import { printedChanges } from './printed-change.ts'
import type { Scoped, Target } from './scope.ts'

/** Answers that are figures, with where they stand and what is to be said of them. */

/** More figures than this are not listed one by one in a chat; a ranking or a sum still covers them all. */
export const mostListed = 30

/** Reports whose parts are listed one by one. */
const mostBroken = 12

/** More sources than this are not named; the figures say whose they are. */
const mostSources = 8

/** Reports of more than a whole province's counties are not fetched for one question: at 5 kB each that takes seconds. */
export const mostComputed = 5000

export function tooMany(targets: Target[], query: Query): Outcome {
  const lines: Line[] = [[`符合条件的报告有 ${targets.length} 份，太多了。请问您想查哪个省、市或县范围内的？`]]
  return { kind: 'clarify', slot: 'issuer', choices: [], ...told(query, lines) }
}

/** Reports in the order of their targets. */
export const inOrder = (reports: HeldReport[], targets: Target[]): HeldReport[] => {
  const byId = new Map(reports.map(report => [report.id, report]))
  return targets.flatMap(({ holding }) => byId.get(holding.id) ?? [])
}

/** 谁多, 差多少, 加起来 after a single figure: the other side is yet to be named. */
function needsAnother({ operation, what, measure, scope, origins }: Query): boolean {
  const joins = ['compare', 'difference', 'times'].includes(operation.kind)
  const adds = operation.kind === 'sum' && origins.measure === 'inherited'
  const single =
    what.kind === 'rate' ? what.rates.length === 1 : what.kind === 'cells' && wantedOf(measure).length === 1
  return scope === 'named' && single && (joins || adds)
}

/** What a query with its reports comes to. */
export function figures(
  { targets, absent, query, focus, remarks }: Exclude<Scoped, { outcome: Outcome }>,
  reports: HeldReport[],
): Outcome {
  if (needsAnother(query) && reports.length === 1 && absent.length === 0) {
    return {
      kind: 'clarify',
      slot: 'issuer',
      choices: [],
      ...told(query, [['请问要和哪个单位、哪一年或哪一项比较？请一次说出要比较的两方。']]),
    }
  }
  // 各区的不予公开原因: as many lines of each report as it has parts.
  if (query.operation.kind === 'breakdown' && query.operation.parts && reports.length > mostBroken)
    return tooMany(targets, query)
  // 不予公开原因最多的是哪个: the greatest of one figure is no answer.
  if (
    query.operation.kind === 'rank' &&
    query.scope === 'named' &&
    query.issuers.length > 0 &&
    reports.length === 1 &&
    absent.length === 0
  ) {
    const line = '只有一份报告的一个数，没有可以排名的。想看它的各个组成部分，请加上“明细”再问。'
    return { kind: 'missing', reason: 'notComputable', choices: [], ...told(query, [[line]]) }
  }
  const computed = computedFrom(query, reports, focus)
  const lines = [
    ...guessLine(query),
    ...inheritedLine(query, reports),
    ...computed.lines,
    ...heads(query, computed.figures),
    ...absent.map(absentLine),
    ...remarks.map((remark): Line => [remark]),
  ]
  const cut = lines.length > mostListed
  if (cut)
    lines.splice(mostListed, lines.length, [
      reports.length > 1
        ? `……共 ${reports.length} 份报告，请缩小范围。`
        : `……还有 ${lines.length - mostListed} 行，请缩小范围。`,
    ])
  const shown = new Set(lines.flat())
  const figures = cut ? computed.figures.filter(figure => shown.has(figure)) : computed.figures
  const sources = sourcesOf(computed)
  const lead = leaderOf(query, computed.figures)
  const first = targets.find(({ holding }) => holding.id === lead)
  const common = {
    ...told(
      { ...query, lead: first ? refTo(first.holder) : null, found: foundBy(query, computed, targets, focus) },
      lines,
    ),
    sources,
    notices: noticesFor(computed.used),
  }
  if (figures.length > 0) return { kind: 'answer', figures, ...common }
  const reason = computed.gaps[0] ? gapReason[computed.gaps[0].gap.state] : 'notComputable'
  return { kind: 'missing', reason, choices: [], ...common }
}

/** Where the figures stand, a line a report. */
const sourcesOf = ({ used }: Computed): SourceLine[] =>
  [...Map.groupBy(used, ({ report }) => report.id).values()]
    .slice(0, mostSources)
    .map(own => sourceOf(own[0]!.report, [...new Set(own.flatMap(({ fields }) => fields))]))

/** Those that a ranking or a condition over one column left, the bound itself not among them. */
function foundBy(query: Query, { used }: Computed, targets: Target[], focus: ReadonlySet<string>): IssuerRef[] {
  const { operation, measure } = query
  if (!['rank', 'filter'].includes(operation.kind) || wantedOf(measure).length > 1) return []
  const ids = [...new Set(used.map(({ report }) => report.id))].filter(id => !focus.has(id))
  const left = ids.flatMap(id => targets.find(({ holding }) => holding.id === id) ?? [])
  const oneIssuer = new Set(targets.map(({ holder }) => holder.key)).size === 1
  if (oneIssuer) return left.map(({ holder, holding }) => ({ ...refTo(holder), year: holding.year }))
  return [...new Map(left.map(({ holder }) => [holder.key, refTo(holder)])).values()].slice(0, mostListed)
}

/** The report that a ranking puts first; null where several share that place or several fields were ranked. */
function leaderOf({ operation, what, measure }: Query, figures: Figure[]): string | null {
  if (operation.kind !== 'rank' || operation.from !== 1 || operation.order === 'both' || wantedOf(measure).length > 1)
    return null
  if (what.kind === 'change' || what.kind === 'sum' || operation.yearly) return null
  const sign = operation.order === 'least' ? -1 : 1
  const ranked = figures.filter(({ unit }) => unit === figures[0]!.unit)
  const [first, second] = ranked.toSorted((a, b) => sign * (b.value - a.value))
  return first && first.value !== second?.value ? first.report : null
}

/** A change that cannot be computed, for want of the year before, may be printed. */
function computedFrom(query: Query, reports: HeldReport[], focus: ReadonlySet<string>): Computed {
  const computed = compute(query, reports, focus)
  const isCompared = computed.figures.some(({ formula }) => formula !== undefined)
  return (query.what.kind === 'change' && !isCompared && printedChanges(query, reports)) || computed
}

/** 有多少人申请, 几家企业: the form counts requests, of which one may make several. */
function heads({ unit, operation, scope }: Query, figures: Figure[]): Line[] {
  const asked =
    unit !== null &&
    /^[人名位家户]$/.test(unit) &&
    scope === 'named' &&
    ['value', 'exists', 'breakdown'].includes(operation.kind)
  const counted = figures.length > 0 && figures.every(figure => figure.unit === '件')
  return asked && counted ? [['（报告按件数统计，没有统计有多少人或多少家；同一申请人可能不止一件。）']] : []
}

/** A slip of the pen that was understood is named. */
const guessLine = ({ guesses }: Query): Line[] =>
  guesses.length > 0 ? [[`（${guesses.map(({ written, heard }) => `“${written}”按“${heard}”理解`).join('；')}）`]] : []

/** Three names at the most, and how many there are. */
const inheritedNames = (names: string[]): string =>
  `${names.slice(0, 3).join('、')}${names.length > 3 ? `等 ${names.length} 个单位` : ''}`

/** What was taken over from the conversation is said, so that a wrong guess is seen at once. */
function inheritedLine(query: Query, reports: HeldReport[]): Line[] {
  const { issuers, years, measure } = query.origins
  const parts = [
    issuers === 'inherited' ? inheritedNames([...new Set(reports.map(report => fullName(report.issuer)))]) : '',
    years === 'inherited' && query.years?.kind === 'list' ? query.years.years.map(year => `${year}年`).join('、') : '',
    measure === 'inherited'
      ? wantedOf(query.measure)
          .slice(0, 3)
          .map(([id]) => fieldOf(id!).label)
          .join('、')
      : '',
  ].filter(Boolean)
  return parts.length > 0 ? [[`（沿用上文：${parts.join('；')}）`]] : []
}

/** Findings of the report's own checks that touch a field of the answer. A group's sum rests on its rows. */
export function noticesFor(used: { report: HeldReport; fields: string[] }[]): string[] {
  const notices = used.flatMap(({ report, fields }) => {
    const touched = new Set(fields.flatMap(field => [field, ...fieldOf(field).parts]))
    return report.findings
      .filter(finding => finding.fields.some(field => touched.has(field)))
      .map(finding => `提示（${fullName(report.issuer)}${report.year}年）：${finding.message}`)
  })
  return [...new Set(notices)].slice(0, 6)
}
