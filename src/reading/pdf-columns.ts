import { linesAsBlocks, type RawCell, type RawTable } from './grid.ts'
import type { Line, Piece } from './pdf-lines.ts'

/** Tables without ruling lines: figures that stand below one another make a column. */

const figure = /^([+\-−]?\d[\d,，.]*|[/—–-]+)$/

/**
 * Reads lines that follow one another as a table: one row for each line that carries figures, with the lines of a broken label.
 * Undefined where the figures do not stand in columns.
 */
export function columnTable(lines: Line[]): RawTable | undefined {
  const columns = columnsOf(lines)
  const rows = rowsOf(lines)
  if (columns.length < 2 || rows.length < 3) return undefined
  const cells = rows.map(row => cellsOf(row, columns))
  return cells.includes(undefined) ? undefined : { kind: 'table', rows: cells.filter(row => row !== undefined) }
}

const figuresOf = (line: Line): Piece[] => line.pieces.filter(piece => figure.test(piece.text))

interface Column {
  left: number
  right: number
}

function columnsOf(lines: Line[]): Column[] {
  const columns: Column[] = []
  for (const { left, right } of lines.flatMap(figuresOf).sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1)
    if (last !== undefined && left <= last.right) last.right = Math.max(last.right, right)
    else columns.push({ left, right })
  }
  return columns
}

/** Lines set close to one another are one row as long as only one of them has figures. */
function rowsOf(lines: Line[]): Line[][] {
  const rows: Line[][] = []
  for (const line of lines) {
    const row = rows.at(-1)
    const last = row?.at(-1)
    const gap = last === undefined ? 0 : line.top - last.bottom
    // A line above the one before it stands on the next page.
    const close = gap > -0.5 * line.size && gap < 0.42 * line.size
    const oneWithFigures = row?.some(other => figuresOf(other).length > 0) === false || figuresOf(line).length === 0
    if (row !== undefined && close && oneWithFigures) row.push(line)
    else rows.push([line])
  }
  return rows
}

/** The label first, then one cell a column; undefined where two pieces claim one column. */
function cellsOf(row: Line[], columns: Column[]): RawCell[] | undefined {
  const label: string[] = []
  const texts: string[] = columns.map(() => '')
  for (const piece of row.flatMap(line => line.pieces)) {
    const middle = (piece.left + piece.right) / 2
    if (middle < columns[0]!.left && !figure.test(piece.text)) {
      label.push(piece.text)
      continue
    }
    const column = nearestColumn(columns, middle)
    if (texts[column] !== '' && figure.test(piece.text)) return undefined
    texts[column] = texts[column] === '' ? piece.text : `${texts[column]}\n${piece.text}`
  }
  return [label.join('\n'), ...texts].map(text => ({
    blocks: linesAsBlocks(text),
    colSpan: 1,
    rowSpan: 1,
  }))
}

function nearestColumn(columns: Column[], middle: number): number {
  const distances = columns.map(column => Math.max(column.left - middle, middle - column.right, 0))
  return distances.indexOf(Math.min(...distances))
}
