import { type ApplicantId, applicants, fieldOf, organizationApplicants, requestRows } from '../report/form.ts'
import type { Cell, Edition } from '../report/report.ts'
import type { Sum } from './align.ts'
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
const rowTotal: Sum[] = [{ parts: [0, 1, 2, 3, 4, 5], total: 6 }]
const at = (id: string) => requestRows.findIndex(row => row.id === id)
const one = at('other')
const firstOfThree = at('other.notCorrected')
const secondOfThree = at('other.feeUnpaid')
const remaining = at('other.remaining')
const handled = at('handled')
const lastRow = at('carriedOut')
const lastBeforeOther = at('notProcessed.confirmation')

export function parseRequests(printed: Printed, edition: Edition): RequestsTable | null {
  const wanted = rowsWanted(printed)
  if (new Set(wanted.map(each => each.row)).size < fewestRows) return null
  const readings = readRows(printed, wanted, true)
  const seen = new Set(wanted.map(each => each.row))
  const printedAs = seen.has(firstOfThree) || seen.has(secondOfThree) ? '2021' : seen.has(one) ? '2019' : null
  const rows = requestRows
    .map((row, index) => ({ row, index }))
    .filter(({ row }) => row.editions.includes(printedAs ?? edition))
  const order = columnOrder(printed, wanted[0]!.mark)
  const inOrder = rows.flatMap(({ row, index }) => {
    const mine = readings.filter(reading => reading.row === index)
    if (mine.length === 0) return missingCells(fieldsOf(row))
    const inForm = fieldsOf(row)
    const places = order ?? inForm.map((_, column) => column)
    const asPrinted = cellsOf(
      places.map(column => inForm[column]!),
      mine,
      counts,
      rowTotal,
    )
    return inForm.map(field => asPrinted.find(cell => cell.field === field.id)!)
  })
  const cells = addUp(inOrder, order !== null) ? inOrder : inOrder.map(unread)
  return { cells, edition: printedAs }
}

const unread = (cell: Cell): Cell => (cell.value === null ? cell : { ...cell, value: null, state: 'unreadable' })

/**
 * Rows whose sums fail are mistakes of the source; where hardly any comes out, the columns are not those that they are taken for. Where
 * the headings leave one out, which may as well be lost in reading, the sums must show that it is there.
 */
function addUp(cells: Cell[], headed: boolean): boolean {
  const rows = Array.from({ length: cells.length / columns }, (_, row) =>
    cells.slice(row * columns, (row + 1) * columns).map(({ value }) => value),
  )
  const whole = rows.filter(row => row.every(value => value !== null) && row.some(value => value! > 0))
  const failing = whole.filter(row => row.slice(0, -1).reduce((sum: number, value) => sum + value!, 0) !== row.at(-1))
  if (!headed) return whole.length >= fewestTelling && failing.length * 2 < whole.length
  return failing.length < fewestTelling || failing.length * 2 < whole.length
}

/** So many rows tell: that fail, they are no mistakes any more. */
const fewestTelling = 5

export function missingRequests(edition: Edition): Cell[] {
  return missingCells(requestRows.filter(row => row.editions.includes(edition)).flatMap(fieldsOf))
}

const fieldsOf = (row: (typeof requestRows)[number]) =>
  applicants.map(applicant => fieldOf(`requests.${row.id}.${applicant.id}`))

/**
 * Which column of the form stands in which place: some reports print the organisations in another order. Only headings that name all of
 * them say so. Null where the headings are not the form's: one of the organisations is left out.
 */
function columnOrder(printed: Printed, firstRow: Mark): number[] | null {
  const headings: (ApplicantId | undefined)[] = []
  for (let at = printed.marks.indexOf(firstRow) - 1; at >= 0; at--) {
    const mark = printed.marks[at]!
    const applicant = meaningOf(mark, 'applicant')?.applicant as ApplicantId | undefined
    if (applicant === undefined && !meaningOf(mark, 'furniture')) break
    headings.unshift(applicant)
  }
  const named = headings.filter(id => organizationApplicants.some(each => each === id))
  // 法人或者其他组织, above them all, is none of them.
  const organizations = [...new Set(named.slice(named.findIndex(id => id !== 'otherOrganization')))]
  const inForm = applicants.map((_, column) => column)
  // 其他 is a word of several headings, and often lost; the four others are not.
  const plain = organizations.filter(id => id !== 'otherOrganization').length
  if (plain === organizationApplicants.length - 2) return null
  if (organizations.length !== organizationApplicants.length) return inForm
  const places = organizations.map(id => applicants.findIndex(applicant => applicant.id === id))
  return [0, ...places, columns - 1]
}

/** Fewer labels than this are words in a text, not the table. */
const fewestRows = 3

/** Row labels, those left out that are column headings, group headings, or sums of another table. */
function rowsWanted(printed: Printed): Wanted<number>[] {
  const wanted: Wanted<number>[] = []
  let furthest = -1
  printed.marks.forEach((mark, index) => {
    const row = rowOf(printed, mark, printed.marks[index + 1], wanted.at(-1)?.row ?? -1)
    if (row === null) return
    // The table printed a second time starts over.
    if (row === 0) furthest = -1
    wanted.push({ row, mark, columns, sums: rowTotal, inOrder: row > furthest, last: row === lastRow })
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
