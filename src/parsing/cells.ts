import type { Field } from '../report/fields.ts'
import type { Cell } from '../report/report.ts'
import { confirmWrapped, type Slot, type Sum } from './align.ts'
import { type Measure, type MoneyUnit, mayBeTwo, readCell } from './numbers.ts'
import type { RowReading } from './rows.ts'

/** Readings of a row → its cells. */

export const notedTwice = '报告中印有两处，数字不同'

/** How the cells of a column are to be read. */
export interface ColumnReading {
  measure: Measure
  unit?: MoneyUnit
}

/**
 * A table may be printed twice (a page and its attachment in one file): readings that agree are one, readings that differ are none.
 */
export function cellsOf(
  fields: Field[],
  readings: RowReading<unknown>[],
  columns: ColumnReading[],
  sums: Sum[],
): Cell[] {
  const read = readings.flatMap(({ slots }) => (slots === null ? [] : [confirmWrapped(slots, sums)]))
  const raw = readings.map(reading => reading.raw).find(text => text !== '') ?? ''
  if (read.length === 0) {
    const state = readings.every(reading => reading.empty) ? 'blank' : 'unreadable'
    const note = state === 'unreadable' ? readings.find(reading => reading.note)?.note : undefined
    return fields.map(field => ({
      field: field.id,
      label: field.label,
      value: null,
      state,
      raw,
      ...(note === undefined ? {} : { note }),
    }))
  }
  return fields.map((field, at) => {
    const cells = read.map(slots => cellOf(field, slots[at]!, columns[at]!))
    const different = cells.filter(cell => cell.value !== cells[0]!.value)
    if (different.length === 0) return cells[0]!
    const both = [cells[0]!, ...different].map(cell => cell.raw || '空').join(' / ')
    return {
      field: field.id,
      label: field.label,
      value: null,
      state: 'unreadable',
      raw: both,
      note: notedTwice,
    }
  })
}

function cellOf(field: Field, slot: Slot, column: ColumnReading): Cell {
  const { value, state } =
    slot.kind === 'odd'
      ? ({ value: null, state: 'unreadable' } as const)
      : readCell(slot.text, column.measure, column.unit)
  const note =
    slot.note ?? (state === 'unreadable' && mayBeTwo(slot.text) ? '一格中的数字分开印，可能不止一个数' : undefined)
  return {
    field: field.id,
    label: field.label,
    value,
    state,
    raw: slot.text,
    ...(note === undefined ? {} : { note }),
  }
}

/** Fields that the report's form asks for and that could not be found in it. */
export function missingCells(fields: Field[]): Cell[] {
  return fields.map(field => ({
    field: field.id,
    label: field.label,
    value: null,
    state: 'unreadable',
    raw: '',
    note: '报告中没有找到这一行',
  }))
}
