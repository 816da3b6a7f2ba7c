import { type Measure, noMeasure, wantedOf } from '../question/measure.ts'
import type { Query } from '../question/query.ts'
import { type DisclosureRow, disclosureRows } from '../report/form.ts'
import type { Figure, HeldReport, Line } from './answer.ts'
import { cellsOf } from './column.ts'
import { type Computed, find, join, who } from './list.ts'
import { ranked } from './ranking.ts'

/** The column 本年增/减 of table 2: what a report prints of a change when the year before is not indexed. */

const rows: readonly DisclosureRow[] = disclosureRows

const rowsWithChange = new Set(
  rows.filter(({ columns }) => Object.values(columns).some(list => list.includes('change'))).map(({ id }) => id),
)

const rowsAlone = ({ rows2, columns2, ...others }: Measure): boolean =>
  rows2.length > 0 && columns2.length === 0 && Object.values(others).every(part => part.length === 0)

/** The printed changes that answer a question about a change, in the asked years; null where its reports print none. */
export function printedChanges(
  { measure, unit, years, what, operation }: Query,
  all: readonly HeldReport[],
): Computed | null {
  if (unit === '件' || !rowsAlone(measure) || !measure.rows2.every(row => rowsWithChange.has(row))) return null
  const wanted = wantedOf({ ...noMeasure, rows2: measure.rows2, columns2: ['change'] })
  // A change of 2020 was taken to be between two years; the report of the later one prints it.
  const last = years?.kind === 'list' && years.years.length < 3 ? Math.max(...years.years) : null
  const reports = all.filter(({ year }) => last === null || year === last)
  if (operation.kind === 'rank' && wanted.length === 1) {
    const way = what.kind === 'change' ? what.way : null
    const size = ({ value }: Figure) => (way === 'down' ? -value : value)
    const cells = cellsOf(reports, wanted[0]!)
    const named = way === 'down' ? '（减少）' : way === 'up' ? '（增加）' : ''
    const column = { ...cells, label: cells.label + named, way, size }
    return column.rows.length > 0 ? ranked(column, operation) : null
  }
  const found = reports.flatMap(report => wanted.map(each => ({ report, found: find(report, each) })))
  const printed = found.flatMap(({ report, found: each }): Computed[] => {
    if (!('figure' in each)) return []
    const { figure } = each
    const word = figure.value > 0 ? '，比上年增加' : figure.value < 0 ? '，比上年减少' : '，与上年持平'
    const line: Line = [`${who(report)}：报告印着${figure.label} `, figure, `${word}。`]
    return [{ lines: [line], figures: [figure], gaps: [], used: [{ report, fields: [figure.field] }] }]
  })
  return printed.length > 0 ? join(printed) : null
}
