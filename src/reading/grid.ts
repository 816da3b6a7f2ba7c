import { type Block, type GridCell, picture, ReadingError } from './document.ts'
import { limits } from './limits.ts'

/** Tables as page and word-processor formats write them, and what becomes of them: grids with their merged cells resolved. */

export interface RawCell {
  blocks: RawBlock[]
  colSpan: number
  rowSpan: number
  /** Word's way of merging downwards: this cell belongs to the one above it. */
  continuesAbove?: boolean
}

export interface RawTable {
  kind: 'table'
  rows: RawCell[][]
}

export type RawBlock = { kind: 'paragraph'; text: string } | RawTable

/** A cell with more text than this holds prose: its table only lays out the page. */
const proseLength = 600

/**
 * Blocks in reading order: tables that only lay out the page are replaced by what they hold, all others become grids.
 * @throws ReadingError when there are more of grids, lines or characters than any report has.
 */
export function settleBlocks(raw: RawBlock[]): Block[] {
  const budget = { spots: limits.gridCells }
  const blocks = raw.flatMap(block => settle(block, budget))
  const texts = blocks.flatMap(block =>
    block.kind === 'paragraph' ? [block.text] : block.rows.flat().map(spot => spot.text),
  )
  if (blocks.length > limits.lines || texts.reduce((sum, text) => sum + text.length, 0) > limits.characters)
    throw new ReadingError('文字过多，不像一份年度报告，无法读取')
  return blocks
}

function settle(block: RawBlock, budget: { spots: number }): Block[] {
  if (block.kind === 'paragraph') return [block]
  if (isLayout(block)) {
    return block.rows.flat().flatMap(cell => cell.blocks.flatMap(inner => settle(inner, budget)))
  }
  const rows = resolveSpans(block.rows, budget)
  return rows.length === 0 ? [] : [{ kind: 'table', rows }]
}

function isLayout(table: RawTable): boolean {
  const cells = table.rows.flat()
  if (cells.length <= 1) return true
  const innerCells = cells
    .flatMap(cell => cell.blocks)
    .reduce((sum, block) => (block.kind === 'table' ? sum + block.rows.flat().length : sum), 0)
  return innerCells >= cells.length || cells.some(cell => cellText(cell.blocks).length > proseLength)
}

/** The lines of a cell; a table within it is read line by line. */
export function cellText(blocks: RawBlock[]): string {
  return blocks
    .map(block =>
      block.kind === 'paragraph'
        ? block.text
        : block.rows.map(row => row.map(cell => cellText(cell.blocks)).join('\t')).join('\n'),
    )
    .filter(text => text !== '')
    .join('\n')
}

/** A cell's blocks where a picture stands in it, too: beside words it is an ornament, else it may be a figure, or a part of one. */
export const withPicture = (blocks: RawBlock[]): RawBlock[] =>
  /\p{L}/u.test(cellText(blocks)) ? blocks : [...blocks, { kind: 'paragraph', text: picture }]

/** Puts every cell on its spots. `budget.spots` is what all grids of the document may still take. */
export function resolveSpans(rows: RawCell[][], budget: { spots: number }): GridCell[][] {
  const grid: GridCell[][] = []
  /** By column: how many more rows a cell from above covers. */
  const covered: number[] = []
  /** By column: what the cell that covers it from above prints. */
  const printedAbove: string[] = []
  for (const row of rows) {
    const spots: GridCell[] = []
    const place = (text: string, continued: boolean, above = '') => {
      budget.spots--
      if (budget.spots < 0 || spots.length >= limits.columns) throw new ReadingError('表格过大，无法读取')
      spots.push({ text, continued, ...(above !== '' && { above }) })
    }
    const passCovered = () => {
      while ((covered[spots.length] ?? 0) > 0) {
        covered[spots.length]!--
        place('', true, printedAbove[spots.length])
      }
    }
    for (const cell of row) {
      passCovered()
      const spotAbove = cell.continuesAbove === true ? grid.at(-1)?.[spots.length] : undefined
      const first = spots.length
      const text = spotAbove ? '' : cellText(cell.blocks)
      place(text, spotAbove !== undefined, spotAbove && (spotAbove.above ?? spotAbove.text))
      while (spots.length < first + cell.colSpan) place('', true)
      for (let column = first; column < spots.length; column++) {
        covered[column] = Math.max((covered[column] ?? 0) - 1, cell.rowSpan - 1, 0)
        printedAbove[column] = column === first ? text : ''
      }
    }
    // A row that ends before a column covered from above: nothing is printed in between.
    const lastCovered = covered.findLastIndex(rowsLeft => rowsLeft > 0)
    while (spots.length <= lastCovered) {
      covered[spots.length] = Math.max((covered[spots.length] ?? 0) - 1, 0)
      place('', true, printedAbove[spots.length])
    }
    grid.push(spots)
  }
  return grid.filter(row => row.length > 0)
}

/** A cell by where it stands on the page, as formats without a grid of columns give it; `left` and `right` in points. */
export interface PlacedCell {
  text: string
  left: number
  right: number
  rowSpan: number
  continuesAbove: boolean
}

/** The columns are where any row's cells begin or end; edges that differ by less than `tolerance` points are one. */
export function tableOfPlacedCells(rows: PlacedCell[][], tolerance: number): RawTable {
  const edges = cluster(
    rows.flat().flatMap(cell => [cell.left, cell.right]),
    tolerance,
  )
  const column = (x: number) => edges.indexOf(nearest(edges, x))
  return {
    kind: 'table',
    rows: rows.map(row =>
      row.map(({ text, left, right, rowSpan, continuesAbove }) => ({
        blocks: linesAsBlocks(text),
        colSpan: Math.max(1, column(right) - column(left)),
        rowSpan,
        continuesAbove,
      })),
    ),
  }
}

/** A text of several lines, as a cell of blocks holds it. */
export const linesAsBlocks = (text: string): RawBlock[] =>
  text.split('\n').map(line => ({ kind: 'paragraph', text: line }))

/** Means of groups of values that lie within the tolerance of their group, in ascending order. */
export function cluster(values: number[], tolerance: number): number[] {
  const groups: { sum: number; count: number }[] = []
  for (const value of values.toSorted((a, b) => a - b)) {
    const group = groups.at(-1)
    if (group !== undefined && value - group.sum / group.count <= tolerance) {
      group.sum += value
      group.count++
    } else groups.push({ sum: value, count: 1 })
  }
  return groups.map(group => group.sum / group.count)
}

export const nearest = (places: number[], value: number): number =>
  places.reduce((best, place) => (Math.abs(place - value) < Math.abs(best - value) ? place : best), places[0] ?? value)

/** Of any number of values: as arguments of one call they might be too many. */
export const least = (values: number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
export const greatest = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
