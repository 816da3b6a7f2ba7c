import type { HeldReport, Outcome } from '../../src/answer/answer.ts'
import { isWithin } from '../../src/places/places.ts'
import { rateFields, wantedOf } from '../../src/question/measure.ts'
import type { Query } from '../../src/question/query.ts'
import { fieldOf } from '../../src/report/fields.ts'

/**
 * Rankings and filters worked out once more from the stored cells, by the shortest way: which reports must be shown, and no others. Covers one
 * field, one rate or one change over everything indexed or everything below one place; for the rest it says nothing.
 */

/** A number and the ids of the reports that it comes from. */
interface Point {
  ids: string
  value: number
}

/** The number of a field, added up from its parts where no cell prints it; null where anything is missing. */
function numberOf(report: HeldReport, field: string): number | null {
  const cell = report.cellOf(field)
  if (cell) return cell.value
  const parts = fieldOf(field).parts.map(part => numberOf(report, part))
  return parts.length === 0 || parts.includes(null) ? null : parts.reduce<number>((sum, part) => sum + part!, 0)
}

const first = (report: HeldReport, fields: string[]): number | null =>
  fields.map(field => numberOf(report, field)).find(value => value !== null) ?? null

const total = (report: HeldReport, fields: string[]): number | null => {
  const values = fields.map(field => numberOf(report, field))
  return values.includes(null) ? null : values.reduce<number>((sum, value) => sum + value!, 0)
}

/** Reports that the query is over; null where that is not plain. */
function setOf({ scope, among, issuers, except, years }: Query, stored: HeldReport[]): HeldReport[] | null {
  if (among !== null || except.length > 0 || years?.kind !== 'list' || scope === 'named') return null
  const inYears = stored.filter(({ year }) => years.years.includes(year))
  if (scope === 'all') return issuers.length === 0 ? inYears : null
  const [place, ...others] = issuers[0]?.places ?? []
  if (issuers.length !== 1 || !place || others.length > 0 || issuers[0]!.body?.kind === 'department') return null
  return inYears.filter(({ issuer: { division, kind } }) => {
    const inside = division !== null && isWithin(division.code, place.code)
    return inside && (division.code !== place.code || kind === 'department' || kind === 'other')
  })
}

function pointsOf(query: Query, reports: HeldReport[]): Point[] | null {
  const { what, years, measure } = query
  const wanted = wantedOf(measure, true)
  if (what.kind === 'rate') {
    const [part, ...others] = what.rates.flatMap(rate => rateFields(rate, measure))
    if (!part || others.length > 0) return null
    return reports.flatMap(report => {
      const [above, below] = [total(report, part.numerator), total(report, part.denominator)]
      return above === null || !below ? [] : [{ ids: report.id, value: Math.round((above / below) * 10000) / 100 }]
    })
  }
  if (wanted.length !== 1) return null
  if (what.kind === 'cells')
    return reports.flatMap(report => {
      const value = first(report, wanted[0]!)
      return value === null ? [] : [{ ids: report.id, value }]
    })
  if (what.kind !== 'change' || what.by !== 'number' || years?.kind !== 'list' || wanted[0]!.length > 1) return null
  const [from, to] = [Math.min(...years.years), Math.max(...years.years)]
  return [...Map.groupBy(reports, ({ id }) => id.replace(/-\d{4}$/, '')).values()].flatMap(own => {
    const [earlier, later] = [from, to].map(year => own.find(report => report.year === year))
    const [a, b] = [earlier, later].map(report => (report ? first(report, wanted[0]!) : null))
    const sign = what.way === 'down' ? -1 : 1
    if (a == null || b == null) return []
    const change = Math.round((b - a) * 1e6) / 1e6
    return [{ ids: `${later!.id}+${earlier!.id}`, value: what.way === null ? Math.abs(change) : sign * change }]
  })
}

const tests = {
  above: (value: number, from: number) => value > from,
  below: (value: number, from: number) => value < from,
  atLeast: (value: number, from: number) => value >= from,
  atMost: (value: number, from: number) => value <= from,
  equal: (value: number, from: number) => value === from,
  between: (value: number, from: number, to: number) => value >= from && value <= to,
}

function expected({ operation, what }: Query, points: Point[]): Point[] | null {
  if (operation.kind === 'filter') {
    if (operation.always || operation.bound.kind === 'issuer') return null
    const { bound, test } = operation
    // 增加不到20的: of those that rose.
    const rises = what.kind === 'change' && what.way !== null
    const sorted = points.map(({ value }) => value).toSorted((a, b) => a - b)
    const middle = sorted.length / 2
    const held =
      bound.kind === 'number'
        ? bound
        : bound.kind === 'average'
          ? { from: sorted.reduce((sum, value) => sum + value, 0) / sorted.length, to: 0 }
          : { from: (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2, to: 0 }
    return points.length < 2 && bound.kind !== 'number'
      ? null
      : points.filter(({ value }) => tests[test](value, held.from, held.to) && (!rises || value > 0))
  }
  if (operation.kind !== 'rank' || operation.each || operation.then || operation.order === 'both') return null
  const own =
    what.kind === 'change' && what.way && operation.count !== null ? points.filter(each => each.value > 0) : points
  const sign = operation.order === 'least' ? 1 : -1
  const sorted = own.toSorted((a, b) => sign * (a.value - b.value))
  const values = sorted
    .slice(operation.from - 1, operation.count === null ? undefined : operation.from - 1 + operation.count)
    .map(({ value }) => value)
  return sorted.filter(({ value }) => values.includes(value))
}

/** What is wrong with a ranking or a filter; null where nothing is, or where the oracle says nothing. */
export function misjudged(outcome: Outcome, stored: ReadonlyMap<string, HeldReport>): string | null {
  const { query } = outcome
  if (outcome.kind !== 'answer' || !query || query.topic !== 'figures' || outcome.lines.length >= 30) return null
  const reports = setOf(query, [...stored.values()])
  const points = reports && pointsOf(query, reports)
  const wanted = points && expected(query, points)
  if (!wanted) return null
  const unit = query.what.kind === 'rate' ? '%' : null
  const field = query.what.kind === 'rate' ? null : wantedOf(query.measure, true)[0]!
  const isShown = (label: string) => (query.what.kind === 'change' ? label.endsWith('变化') : true)
  const shown = outcome.figures.filter(
    figure =>
      isShown(figure.label) &&
      figure.report.includes('+') === (query.what.kind === 'change') &&
      (unit ? figure.unit === unit : field!.includes(figure.field)),
  )
  const have = new Set(shown.map(({ report }) => report.split('+').toSorted().join('+')))
  const want = new Set(wanted.map(({ ids }) => ids.split('+').toSorted().join('+')))
  const lacking = [...want].filter(id => !have.has(id))
  const besides = [...have].filter(id => !want.has(id))
  return lacking.length + besides.length > 0
    ? `should show ${lacking.join(', ') || 'no more'}, and not ${besides.join(', ') || 'less'}`
    : null
}
