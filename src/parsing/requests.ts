import { fieldOf } from '../report/fields.ts'
import { applicants, requestRows } from '../report/form.ts'
import type { Cell, Edition } from '../report/report.ts'
import { type ApplicantColumns, applicantColumns } from './applicant-columns.ts'
import { isCell } from './atoms.ts'
import { cellsOf, missingCells } from './cells.ts'
import type { Printed } from './layout.ts'
import { type Mark, meaningOf } from './marks.ts'
import { readRows, type Wanted } from './rows.ts'

/** Table 3: 收到和处理政府信息公开申请情况. */

export interface RequestsTable {
  cells: Cell[]
  /** The edition whose 其他处理 is printed: one row (2019) or three (2021); null where neither is seen. */
  edition: Edition | null
}

const columns = applicants.length
const counts = applicants.map(() => ({ measure: 'count' }) as const)
const at = (id: string) => requestRows.findIndex(row => row.id === id)
const one = at('other')
const firstOfThree = at('other.notCorrected')
const secondOfThree = at('other.feeUnpaid')
const remaining = at('other.remaining')
const handled = at('handled')
const lastRow = at('carriedOut')
const lastBeforeOther = at('notProcessed.confirmation')

export function parseRequests(printed: Printed, edition: Edition): RequestsTable | null {
  const labels = rowsWanted(printed)
  if (new Set(labels.map(each => each.row)).size < fewestRows) return null
  const { order, sums, ...headings } = applicantColumns(printed, labels[0]!.mark)
  const wanted = labels.map(each => ({ ...each, sums }))
  const readings = readRows(printed, wanted, true)
  const seen = new Set(wanted.map(each => each.row))
  const printedAs = seen.has(firstOfThree) || seen.has(secondOfThree) ? '2021' : seen.has(one) ? '2019' : null
  const rows = requestRows
    .map((row, index) => ({ row, index }))
    .filter(({ row }) => row.editions.includes(printedAs ?? edition))
  const inOrder = rows.flatMap(({ row, index }) => {
    const mine = readings.filter(reading => reading.row === index)
    if (mine.length === 0) return missingCells(fieldsOf(row))
    const inForm = fieldsOf(row)
    const asPrinted = cellsOf(
      order.map(column => inForm[column]!),
      mine,
      counts,
      sums,
    )
    return inForm.map(field => asPrinted.find(cell => cell.field === field.id)!)
  })
  const isTrusted =
    addUp(inOrder, headings) &&
    !isShifted(
      inOrder,
      rows.map(({ index }) => index),
    )
  const cells = isTrusted ? inOrder : inOrder.map(unread)
  return { cells, edition: printedAs }
}

/** Nor is blank what stands in a row of others. */
function unread(cell: Cell, at: number, cells: Cell[]): Cell {
  const first = at - (at % columns)
  const hasValues = cells.slice(first, first + columns).some(({ value }) => value !== null)
  return hasValues ? { ...cell, value: null, state: 'unreadable' } : cell
}

/**
 * Rows whose sums fail are mistakes of the source; where hardly any comes out, the columns are not those that they are taken for. Where
 * the headings leave one out, which may as well be lost in reading, the sums must show that it is there.
 */
function addUp(cells: Cell[], { certain, strict, unknown }: Omit<ApplicantColumns, 'order' | 'sums'>): boolean {
  if (unknown) return false
  const rows = Array.from({ length: cells.length / columns }, (_, row) =>
    cells.slice(row * columns, (row + 1) * columns).map(({ value }) => value),
  )
  const whole = rows.filter(row => row.every(value => value !== null) && row.some(value => value! > 0))
  const failing = whole.filter(row => row.slice(0, -1).reduce((sum: number, value) => sum + value!, 0) !== row.at(-1))
  const enough = whole.length >= fewestTelling && failing.length * 2 < whole.length
  // Of columns in another order those rows come out that have one figure and the sum: all must.
  if (strict) return failing.length === 0 && (enough || cells.every(({ state }) => state !== 'unreadable'))
  return certain ? failing.length < fewestTelling || failing.length * 2 < whole.length : enough
}

/**
 * （七）总计 is the sum of the rows above it. Where it is not in several columns, and in every one it would be if all values stood one row
 * further up or down, they do not stand beside their labels.
 */
function isShifted(cells: Cell[], rows: number[]): boolean {
  const [from, to] = [rows.indexOf(at('granted')), rows.indexOf(handled)]
  const printed = (row: number, column: number): number => {
    const cell = cells[row * columns + column]
    return cell === undefined || cell.state === 'unreadable' ? Number.NaN : (cell.value ?? 0)
  }
  const comesOut = (column: number, shift: number): boolean => {
    let sum = 0
    for (let row = from; row < to; row++) sum += printed(row + shift, column)
    return sum === printed(to + shift, column)
  }
  const all = applicants.map((_, column) => column)
  if (all.filter(column => !comesOut(column, 0)).length < 2) return false
  return [-1, 1].some(
    shift =>
      all.every(column => comesOut(column, shift)) && all.filter(column => printed(to + shift, column) > 0).length >= 2,
  )
}

/** So many rows tell: that fail, they are no mistakes any more. */
const fewestTelling = 5

export function missingRequests(edition: Edition): Cell[] {
  return missingCells(requestRows.filter(row => row.editions.includes(edition)).flatMap(fieldsOf))
}

const fieldsOf = (row: (typeof requestRows)[number]) =>
  applicants.map(applicant => fieldOf(`requests.${row.id}.${applicant.id}`))

/** Fewer labels than this are words in a text, not the table. */
const fewestRows = 3

/** Row labels, those left out that are column headings, group headings, or sums of another table. */
function rowsWanted(printed: Printed): Omit<Wanted<number>, 'sums'>[] {
  const wanted: Omit<Wanted<number>, 'sums'>[] = []
  let furthest = -1
  printed.marks.forEach((mark, index) => {
    const row = rowOf(printed, mark, printed.marks[index + 1], wanted.at(-1)?.row ?? -1)
    if (row === null) return
    // The table printed a second time starts over.
    if (row === 0) furthest = -1
    wanted.push({ row, mark, columns, inOrder: row > furthest, last: row === lastRow })
    furthest = Math.max(furthest, row)
  })
  return wanted
}

function rowOf(printed: Printed, mark: Mark, next: Mark | undefined, previous: number): number | null {
  const row = meaningOf(mark, 'requestRow')?.index
  const valuesFollow = mark.closes && isCell(printed.atoms[mark.last + 1])
  if (row === undefined) return null
  if (row === one) {
    const nextRow = next && meaningOf(next, 'requestRow')?.index
    return valuesFollow && nextRow !== firstOfThree ? one : nextRow === handled && next?.number === '七' ? one : null
  }
  if (row === remaining) {
    if (mark.number === '六') return valuesFollow ? one : null
    return mark.number === '3' || (valuesFollow && previous === secondOfThree) ? remaining : null
  }
  if (row === handled && mark.phrase.meanings.length > 1) {
    return mark.number === '七' || (valuesFollow && previous >= lastBeforeOther && previous < handled) ? handled : null
  }
  return row
}
