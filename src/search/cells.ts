import { fields } from '../report/fields.ts'
import type { Cell, CellState } from '../report/report.ts'

/**
 * Cells as one text, nothing lost. Meilisearch takes a document apart to its last number whenever it is read, even for one of its
 * other fields; as one text the same cells are read four times as fast and, with the row said once, take half the room.
 */

/** A plain number where value, state, printed text and label follow from it; otherwise everything that does not. */
type Entry = number | [value: number | null, state: CellState, raw: string, note?: string | null, label?: string]

/** Neighbouring cells of one row: the row's id, then column and entry by turns. */
type Row = [row: string, ...cells: (string | Entry)[]]

function canonicalLabel(field: string): string {
  return fields.get(field)?.label ?? field
}

function entryOf(cell: Cell): Entry {
  const { value, state, raw, note, label } = cell
  const ownLabel = label !== canonicalLabel(cell.field)
  if (ownLabel) return [value, state, raw, note ?? null, label]
  if (note !== undefined) return [value, state, raw, note]
  const plain = value !== null && state === 'reported' && raw === String(value)
  return plain ? value : [value, state, raw]
}

/** Id and label of a field. */
interface Named {
  field: string
  label: string
}

/** Fields of the form by row and column: a report has two hundred, and making their ids anew took most of the time of decoding. */
const named: ReadonlyMap<string, ReadonlyMap<string, Named>> = (() => {
  const rows = new Map<string, Map<string, Named>>()
  for (const { id, label } of fields.values()) {
    const [row, column] = partsOf(id)
    rows.set(row, (rows.get(row) ?? new Map<string, Named>()).set(column, { field: id, label }))
  }
  return rows
})()

const otherField = (row: string, column: string): Named => {
  const field = row ? `${row}.${column}` : column
  return { field, label: field }
}

function cellFrom({ field, label: ownLabel }: Named, entry: Entry): Cell {
  if (typeof entry === 'number') return { field, label: ownLabel, value: entry, state: 'reported', raw: String(entry) }
  const [value, state, raw, note, label] = entry
  const cell: Cell = { field, label: label ?? ownLabel, value, state, raw }
  return note == null ? cell : { ...cell, note }
}

/** The cell whose column stands at a place of its row. */
function cellAt(row: Row, at: number): Cell {
  const column = row[at] as string
  return cellFrom(named.get(row[0])?.get(column) ?? otherField(row[0], column), row[at + 1] as Entry)
}

/** Row and column of a field: what stands before its last point, and behind it. */
function partsOf(field: string): [row: string, column: string] {
  const dot = field.lastIndexOf('.')
  return [field.slice(0, Math.max(dot, 0)), field.slice(dot + 1)]
}

/** All cells, in their order, as one text. */
export function encodeCells(cells: readonly Cell[]): string {
  const rows: Row[] = []
  for (const cell of cells) {
    const [row, column] = partsOf(cell.field)
    if (rows.at(-1)?.[0] !== row) rows.push([row])
    rows.at(-1)!.push(column, entryOf(cell))
  }
  return JSON.stringify(rows)
}

/** The cells that `encodeCells` was given: all, in their order, or one field's, undefined where there is none. */
interface CodedCells {
  all: () => Cell[]
  cellOf: (field: string) => Cell | undefined
}

/** Takes the text apart and no further: a question is about a few of two hundred cells, and each is made when it is asked for. */
export function decodeCells(text: string): CodedCells {
  const rows = JSON.parse(text) as Row[]
  return {
    all: () => rows.flatMap(row => row.flatMap((_, at) => (at % 2 === 1 ? [cellAt(row, at)] : []))),
    cellOf: field => {
      const [name, column] = partsOf(field)
      for (const row of rows) {
        const at = row[0] === name ? row.indexOf(column, 1) : -1
        if (at > 0) return cellAt(row, at)
      }
      return undefined
    },
  }
}
