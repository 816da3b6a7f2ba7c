import { partsOf, rateFields, wantedOf } from '../question/measure.ts'
import { comparedParts } from '../question/named-parts.ts'
import type { Query, Wanted } from '../question/query.ts'
import { sharesOf, sharesOfParts } from '../question/shares.ts'
import { type Figure, fullName, type HeldReport } from './answer.ts'
import { largest } from './largest.ts'
import { type Computed, find, join, values } from './list.ts'
import { added, aggregated, filtered, ranked, tested } from './ranking.ts'
import { ratio, ratios, sharedAcross, shareOf } from './ratios.ts'
import { changed, compared, comparedFields, related } from './relations.ts'

export type { Computed } from './list.ts'

/** The field itself and what it consists of; several fields stay as they are. */
function broken(wanted: Wanted[]): Wanted[] {
  const parts = wanted.length === 1 ? [...wanted, ...partsOf(wanted[0]![0]!)] : wanted
  return parts.filter((part, i) => parts.findIndex(other => other[0] === part[0]) === i)
}

/** 有没有…: said first, as far as the figure says it. */
const yesOrNo = ({ value }: Figure): string => (value > 0 ? '有，' : value === 0 ? '没有，' : '')

/** A list over many says of how many reports it speaks: those that are indexed, and not all that exist. */
const over = ({ scope }: Query, { length }: HeldReport[]): Computed[] =>
  scope !== 'named' && length > 1
    ? [{ lines: [[`已收录的有关报告共 ${length} 份：`]], figures: [], gaps: [], used: [] }]
    : []

const isPrinted = (report: HeldReport, wanted: Wanted): boolean => {
  const found = find(report, wanted)
  return 'figure' in found || found.gap.state !== 'notInForm'
}

/** 行政许可废止几件: row and column are of the form, but no edition has a cell where they would meet. */
const noSuchCell: Computed = {
  lines: [['表格里没有这一项：问到的行没有这样的栏目。']],
  figures: [],
  gaps: [],
  used: [],
}

const noSuchShare: Computed = {
  lines: [['没有说清楚是哪一项占哪一项的比例，无法计算占比。请这样问：不予公开占办理结果的比例。']],
  figures: [],
  gaps: [],
  used: [],
}

/** Carries out the operation of a query over the reports that it is about, in the order given. */
export function compute(query: Query, reports: HeldReport[]): Computed {
  const wanted = wantedOf(query.measure)
  const explicit = query.measure.columns2.length > 0 || query.measure.rows2.length === 0
  const one = reports.length === 1
  const ofOneIssuer = !one && new Set(reports.map(report => fullName(report.issuer))).size === 1
  const each = (list: Wanted[], named: boolean): Computed =>
    join([...over(query, reports), ...reports.map(report => values(report, list, named))])
  // A whole row is asked for by its name: columns that no report's form has are no part of it.
  const printed = wanted.filter(field => reports.some(report => isPrinted(report, field)))
  const perField = (run: (field: Wanted) => Computed): Computed =>
    join((explicit || printed.length === 0 ? wanted : printed).map(run))
  const { operation, scope } = query
  if (wanted.length === 0 && operation.kind !== 'rate') return noSuchCell
  switch (operation.kind) {
    case 'rate':
      return join(
        operation.rates
          .flatMap(rate => rateFields(rate, query.measure))
          .map(part =>
            ratios(
              reports.map(report => ratio(report, part)),
              operation.order,
            ),
          ),
      )
    case 'share': {
      if (operation.across && reports.length === 2 && wanted.length === 1)
        return sharedAcross(reports[0]!, reports[1]!, wanted[0]!)
      const shares = operation.parts
        ? sharesOfParts(
            broken(wanted).slice(wanted.length === 1 ? 1 : 0),
            operation.of ? wantedOf(operation.of) : wanted,
          )
        : sharesOf(wanted, query.measure, operation.of, operation.joint)
      if (!shares) return noSuchShare
      return join(
        shares.map(share =>
          ratios(
            reports.map(report => shareOf(report, share)),
            operation.order,
          ),
        ),
      )
    }
    case 'rank':
      return perField(field => ranked(reports, field, operation))
    case 'largest': {
      const parts = comparedParts(query.measure, operation.columns)
      return join(reports.map(report => largest(report, parts, operation.order)))
    }
    case 'filter':
      return perField(field => (scope === 'named' ? tested : filtered)(reports, field, operation))
    case 'sum':
      if (one) return addedUp(reports[0]!, wanted, explicit)
      return perField(field => aggregated(reports, field, 'sum'))
    case 'average':
      if (one) return { lines: [['只有一份报告，没有可以平均的数。']], figures: [], gaps: [], used: [] }
      return perField(field => aggregated(reports, field, 'average'))
    case 'difference':
    case 'times':
      if (ofOneIssuer && wanted.length === 1 && operation.kind === 'difference') return changed(reports, wanted[0]!)
      return related(ofOneIssuer ? inOrderSaid(reports, query) : reports, wanted, operation.kind)
    case 'compare':
      if (one) return comparedFields(reports[0]!, wanted)
      return perField(field => (ofOneIssuer ? changed : compared)(reports, field))
    case 'change':
    case 'trend':
      return perField(field => changed(reports, field))
    case 'breakdown':
      return scope === 'named' && one ? each(broken(wanted), false) : each(wanted, explicit)
    case 'exists':
      return one && wanted.length === 1 ? values(reports[0]!, wanted, explicit, yesOrNo) : each(wanted, explicit)
    case 'value':
      return each(wanted, explicit)
  }
}

/** 2023年是2022年的几倍: the years stand in the order in which they were named. */
function inOrderSaid(reports: HeldReport[], { years }: Query): HeldReport[] {
  if (years?.kind !== 'list') return reports
  const place = ({ year }: HeldReport) => years.years.indexOf(year)
  return reports.toSorted((a, b) => place(a) - place(b))
}

function addedUp(report: HeldReport, wanted: Wanted[], explicit: boolean): Computed {
  const listed = values(report, wanted, explicit)
  const figures = wanted.flatMap(each => {
    const found = find(report, each)
    return 'figure' in found ? [found.figure] : []
  })
  return added(report, listed, figures)
}
