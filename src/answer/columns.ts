import { rateFields } from '../question/measure.ts'
import type { Query, Wanted, Way } from '../question/query.ts'
import { isCount, type Share, sharesOf } from '../question/shares.ts'
import { rates } from '../report/rates.ts'
import { fullName, type HeldReport } from './answer.ts'
import { changesOf } from './changes.ts'
import { type Column, cellsOf, columnFrom, excessOf, sumsOf } from './column.ts'
import { fieldFound, find, wayWords } from './list.ts'
import { ratio, shareLabel, shareOf, sharesOfAll } from './ratios.ts'

/** 各区申请占比: no whole is named, and the counts of many reports are shares of their sum. */
export const ofAll = ({ what, scope, operation }: Query, wanted: Wanted[]): boolean =>
  what.kind === 'share' &&
  what.of === null &&
  !what.across &&
  scope !== 'named' &&
  operation.kind !== 'breakdown' &&
  wanted.length > 0 &&
  wanted.every(([id]) => isCount(id!))

/** The columns that a query compares: one for each field, sum, rate, share or change. */
export function columnsOf(query: Query, reports: HeldReport[], asked: Wanted[]): Column[] {
  const wanted = asked.map(field => oneField(reports, field))
  const { what, years, operation } = query
  const listed = years?.kind === 'list' ? years.years : []
  const groups = [...Map.groupBy(reports, ({ issuer }) => fullName(issuer)).values()]
  switch (what.kind) {
    case 'cells':
      return wanted.map(field => signed(cellsOf(reports, field), field, what.way ?? null))
    case 'sum':
      return listed.length > 1 && groups.length > 1
        ? [sumsOf(groups, wanted, listed)]
        : [
            sumsOf(
              reports.map(report => [report]),
              wanted,
              [],
            ),
          ]
    case 'excess':
      return [excessOf(reports, wanted)]
    case 'rate':
      return (inBothSenses(query) ? withNarrower(what.rates) : what.rates)
        .flatMap(rate => rateFields(rate, query.measure))
        .map(part =>
          columnFrom(
            part.label,
            reports.map(report => ratio(report, part)),
          ),
        )
    case 'share':
      if (ofAll(query, wanted)) return wanted.map(field => sharesOfAll(cellsOf(reports, field)))
      return (sharesOf(wanted, query.measure, what.of, what.joint) ?? []).map(share => shareColumn(reports, share))
    case 'change': {
      const everyStep = groups.length === 1 || (operation.kind === 'rank' && operation.each)
      return wanted.map(field => changesOf(groups, field, listed, what, everyStep))
    }
  }
}

/** A row that the older form prints in the place of another is the answer to it alone; beside reports that have the other it is not. */
function oneField(reports: HeldReport[], wanted: Wanted): Wanted {
  const found = reports.map(report => find(report, wanted)).filter(each => 'figure' in each)
  return new Set(found.map(fieldFound)).size > 1 ? wanted.slice(0, 1) : wanted
}

/** 公开率多少, 公开率68%对吗, of those that are named. */
const inBothSenses = ({ operation, scope }: Query): boolean =>
  scope === 'named' && (operation.kind === 'value' || (operation.kind === 'filter' && operation.test === 'equal'))

/** 公开率 alone: with what was disclosed in part, and without it. A ranking or a bound holds one of them against the others. */
const withNarrower = (ids: string[]): string[] => [
  ...new Set(ids.flatMap(id => [id, rates.find(rate => rate.id === id)?.narrower ?? id])),
]

/** 减少最多的, 减少的单位: the column 本年增/减 by the side of zero that is meant. */
const signed = (column: Column, [field]: Wanted, way: Way | null): Column =>
  way === null || !field!.endsWith('.change')
    ? column
    : {
        ...column,
        label: `${column.label}（${way === 'either' ? '不论增减' : wayWords[way]}）`,
        way,
        size: ({ value }) => (way === 'down' ? -value : way === 'up' ? value : Math.abs(value)),
      }

/** One share of every report. */
export function shareColumn(reports: HeldReport[], share: Share): Column {
  const first = (list: Wanted[]) => list.map(([field]) => field!)
  return columnFrom(
    shareLabel(first(share.numerator), first(share.denominator), share.relation),
    reports.map(report => shareOf(report, share)),
  )
}
