import { type Field, fieldOf } from '../report/fields.ts'
import { type DisclosureColumnId, type DisclosureRow, disclosureRows } from '../report/form.ts'
import type { Cell, Edition } from '../report/report.ts'
import { type ColumnReading, cellsOf, missingCells } from './cells.ts'
import { solid } from './fold.ts'
import type { Printed } from './layout.ts'
import { type Mark, meaningOf } from './marks.ts'
import type { MoneyUnit } from './numbers.ts'
import { type RowReading, readRows, type Wanted } from './rows.ts'

/** Table 2: 主动公开政府信息情况. Its blocks may follow different editions; each says so in its own headings. */

export interface DisclosureRowFound {
  row: DisclosureRow
  mark: Mark
  /** What the headings above the row say; null where they leave it open. */
  edition: Edition | null
  /** In the order of the headings, where all are printed. */
  columns: DisclosureColumnId[] | null
  unit: MoneyUnit | undefined
}

interface Block {
  columns: DisclosureColumnId[]
  unit: MoneyUnit | undefined
  rows: number
}

/** Finds the table's rows and, above each, the headings of its block. */
export function findDisclosure(printed: Printed): DisclosureRowFound[] {
  const rows: DisclosureRowFound[] = []
  let block: Block | null = null
  let last = -1
  printed.marks.forEach((mark, index) => {
    if (block && hasProse(printed, last, mark.first)) block = null
    last = mark.last
    const column = meaningOf(mark, 'disclosureColumn')?.column
    const row = meaningOf(mark, 'disclosureRow')?.row
    if (meaningOf(mark, 'item')) block = { columns: [], unit: undefined, rows: 0 }
    else if (column) {
      if (!block || block.rows > 0) block = { columns: [], unit: undefined, rows: 0 }
      if (!block.columns.includes(column)) block.columns.push(column)
      if (measureOf(column) === 'money') block.unit = unitBehind(printed, mark, index)
    } else if (row && block) {
      block.rows++
      const reading = readingOf(row, block)
      if (reading) rows.push({ row, mark, ...reading })
    }
  })
  return rows
}

function hasProse(printed: Printed, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) if (printed.atoms[at]!.kind === 'prose') return true
  return false
}

/** The unit is part of the heading, or stands in the lines between it and the row. */
function unitBehind(printed: Printed, heading: Mark, index: number): MoneyUnit | undefined {
  let next = index + 1
  while (printed.marks[next] && meaningOf(printed.marks[next]!, 'furniture')) next++
  const end = Math.min(printed.marks[next]?.first ?? printed.atoms.length, heading.last + 4)
  const atoms = printed.atoms.slice(heading.first, Math.max(end, heading.last + 1))
  return /亿元|万元|元/.exec(solid(atoms.map(atom => atom.text).join('')))?.[0] as MoneyUnit | undefined
}

/** Null where the headings are no edition's: the values below them could be anything. */
function readingOf(row: DisclosureRow, block: Block): Pick<DisclosureRowFound, 'edition' | 'columns' | 'unit'> | null {
  const { columns, unit } = block
  for (const edition of editionsOf(row)) {
    const form = row.columns[edition]!
    if (columns.length === form.length && form.every(column => columns.includes(column)))
      return { edition, columns, unit }
  }
  const possible = editionsOf(row).filter(edition => columns.every(column => row.columns[edition]!.includes(column)))
  if (possible.length === 0) return null
  return { edition: columns.length > 0 && possible.length === 1 ? possible[0]! : null, columns: null, unit }
}

const editionsOf = (row: DisclosureRow) => Object.keys(row.columns) as Edition[]

/** `edition`: of the report, for rows whose own headings leave it open. */
export function readDisclosure(printed: Printed, rows: DisclosureRowFound[], edition: Edition): Cell[] {
  const wanted: Wanted<DisclosureRowFound & { columns: readonly DisclosureColumnId[] }>[] = []
  rows.forEach(found => {
    const columns = found.columns ?? found.row.columns[found.edition ?? edition]
    if (!columns) return
    const row = { ...found, columns: [...columns] }
    const last = found.row === disclosureRows.findLast(each => each.columns[edition])
    wanted.push({ row, mark: found.mark, columns: columns.length, sums: [], inOrder: true, last })
  })
  const readings = readRows(printed, wanted, false)
  return disclosureRows.flatMap(row => {
    const mine = readings.filter(reading => reading.row.row === row)
    if (mine.length > 0) return cellsOfRow(mine)
    const columns = row.columns[edition] ?? []
    return missingCells(columns.map(column => fieldIn(row, column)))
  })
}

function cellsOfRow(readings: RowReading<DisclosureRowFound & { columns: readonly DisclosureColumnId[] }>[]): Cell[] {
  const { row, columns, unit } = (readings.find(reading => reading.slots) ?? readings[0]!).row
  const alike = readings.filter(reading => reading.row.columns.join() === columns.join())
  const asForm: ColumnReading[] = columns.map(column => ({
    measure: measureOf(column),
    ...(unit === undefined ? {} : { unit }),
  }))
  return cellsOf(
    columns.map(column => fieldIn(row, column)),
    alike,
    asForm,
    [],
  )
}

function fieldIn(row: DisclosureRow, column: DisclosureColumnId): Field {
  return fieldOf(`disclosure.${row.id}.${column === 'procurementAmount' ? 'amount' : column}`)
}

function measureOf(column: DisclosureColumnId): ColumnReading['measure'] {
  if (column === 'change') return 'change'
  return column === 'amount' || column === 'procurementAmount' ? 'money' : 'count'
}

/** Which edition most blocks of the table follow. */
export function editionOfDisclosure(rows: DisclosureRowFound[]): Edition | null {
  const votes = { '2019': 0, '2021': 0 }
  for (const { edition, row } of rows) if (edition && editionsOf(row).length > 1) votes[edition]++
  return votes['2019'] === votes['2021'] ? null : votes['2019'] > votes['2021'] ? '2019' : '2021'
}
