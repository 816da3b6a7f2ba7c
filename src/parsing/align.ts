import { mayBeTwo, plain, readCell } from './numbers.ts'

/**
 * The values printed behind a row's label → the row's columns. Layouts put the blanks of merged cells before and after the values, split
 * a number in two, or lose a cell. A reading is taken only where no other is likely; where there is doubt the row has none.
 */

/** What is printed in one column of a row. */
export interface Slot {
  kind: 'number' | 'nothing' | 'blank' | 'odd'
  text: string
  note?: string
}

/** A printed sum within a row: the columns that add up to a column. */
export interface Sum {
  parts: number[]
  total: number
}

/** The values behind one label, before they are put into columns. */
export interface PrintedRow {
  slots: Slot[]
  /** How many columns the form has here. */
  columns: number
  sums: Sum[]
  /** Rows of one physical table share it. */
  table: string
  /** Rows of one build stand in one table, with their labels in the same cell of the row and as many columns behind. */
  build: string
  /** Cells of the printed row, all of them. */
  width: number
  /** Which of these cells the first slot is. */
  offset: number
  /** Lines left empty before each slot, and before what follows the last, beyond those between any two. */
  gaps: number[]
}

/** Table of the rows of documents that print one value a line, without row ends. */
export const stream = 'stream'

/** What the complete rows show: such a row allows no second reading. */
export interface Evidence {
  /** build → width → first cell of the values → how many rows. */
  starts: Map<string, Map<number, Map<number, number>>>
  /** By table. */
  tables: Map<string, TableEvidence>
}

interface TableEvidence {
  /** Of all rows that are not blank. */
  widths: Set<number>
  complete: number
  /** Rows with more figures than columns. */
  overfull: number
  /** Some row has more cells than columns, or fewer, or is blank in part. */
  padded: boolean
  short: boolean
  blanks: boolean
}

export function evidenceOf(rows: PrintedRow[]): Evidence {
  const evidence: Evidence = { starts: new Map(), tables: new Map() }
  for (const row of rows) {
    const table = evidence.tables.get(row.table) ?? {
      widths: new Set(),
      complete: 0,
      overfull: 0,
      padded: false,
      short: false,
      blanks: false,
    }
    evidence.tables.set(row.table, table)
    table.padded ||= row.slots.length > row.columns
    table.short ||= row.slots.length < row.columns
    const span = filledSpan(row.slots)
    if (span) table.widths.add(row.width)
    if (span && row.sums.length > 0 && span.end - span.start > row.columns) table.overfull++
    table.blanks ||= span !== null && row.slots.length >= row.columns && !isComplete(row, span)
    if (!span || !isComplete(row, span)) continue
    table.complete++
    const widths = evidence.starts.get(row.build) ?? new Map<number, Map<number, number>>()
    const starts = widths.get(row.width) ?? new Map<number, number>()
    const start = row.offset + span.start
    evidence.starts.set(row.build, widths.set(row.width, starts.set(start, (starts.get(start) ?? 0) + 1)))
  }
  return evidence
}

/** The row's columns, or null where what is printed has no reading, or more than one. */
export function align(row: PrintedRow, evidence: Evidence): Slot[] | null {
  const span = filledSpan(row.slots)
  if (!span) return Array.from({ length: row.columns }, () => ({ kind: 'blank', text: '' }) as const)
  const length = span.end - span.start
  const table = evidence.tables.get(row.table)
  // A column more than the form has: what looks like a whole row lacks one of its figures.
  if (table && table.overfull > table.complete && row.sums.length > 0) return null
  if (length > row.columns) return joinSplitNumber(row, span) ?? passMergedSpots(row, span)
  if (row.slots.length < row.columns) return separateZeros(row)
  if (length === row.columns) return isFirm(row, span, evidence) ? cut(row, span.start) : null
  const start = startByEvidence(row, evidence)
  return start === null ? null : cut(row, start)
}

interface Span {
  start: number
  end: number
}

/** From the first slot that is not blank to behind the last. */
function filledSpan(slots: Slot[]): Span | null {
  const start = slots.findIndex(slot => slot.kind !== 'blank')
  return start < 0 ? null : { start, end: slots.findLastIndex(slot => slot.kind !== 'blank') + 1 }
}

function isComplete(row: PrintedRow, span: Span): boolean {
  return (
    span.end - span.start === row.columns && row.slots.slice(span.start, span.end).every(slot => slot.kind !== 'blank')
  )
}

const cut = (row: PrintedRow, start: number) => row.slots.slice(start, start + row.columns)

/**
 * As many filled cells as columns. A row with a number in two halves and a blank cell has as many too, where the layout hides blanks or
 * puts the cells of merged ones beside the values: its sum fails. A sum that fails is the source's own mistake only where another row of
 * the same build, or the rest of the table, leaves no room for that.
 */
function isFirm(row: PrintedRow, span: Span, evidence: Evidence): boolean {
  const slots = cut(row, span.start)
  const hasSums = row.sums.length > 0
  const right = hasSums && balances(slots, row.sums)
  const table = evidence.tables.get(row.table)
  // A blank first cell and behind the last one a remark, or the number that counts the next row.
  const trails = row.slots.length > row.columns && span.start > 0
  if (trails && (row.slots[span.end - 1]!.kind === 'odd' || (row.table === stream && !hasSums))) return false
  // A page's number among values a line makes up for one that is lost.
  if (row.table === stream && hasSums) return right || !(table?.blanks || table?.short || table?.padded)
  if (row.slots.length === row.columns) return right || !hasSums || !table?.short || table.blanks
  const widths = evidence.starts.get(row.build)
  const rowsAlike = widths?.get(row.width)?.get(row.offset + span.start) ?? 0
  const others = rowsAlike - (isComplete(row, span) ? 1 : 0)
  // Where other rows begin elsewhere, this one has a blank first and a remark behind its last.
  if (rowsAlike === 0 && (widths?.get(row.width)?.size ?? 0) > 0) return false
  const whole = hasSums && !table?.blanks && !table?.short
  return others > 0 || joins(slots).length === 0 || (right && !widths?.has(row.width - 1)) || whole
}

/**
 * Blank cells at an end. In a table without cells beside the values, the cells are the columns; in one whose rows all are as wide, those
 * cells are where the complete rows have none. A lost cell makes a row narrower, so in any other table it could pass for a blank one.
 */
function startByEvidence(row: PrintedRow, evidence: Evidence): number | null {
  const table = evidence.tables.get(row.table)
  if (!table?.padded) return row.slots.length === row.columns ? 0 : null
  const starts = evidence.starts.get(row.build)?.get(row.width)
  if (table.widths.size !== 1 || table.complete < fewestAlike || starts?.size !== 1) return null
  const start = [...starts.keys()][0]! - row.offset
  const span = filledSpan(row.slots)!
  const fits = start >= 0 && start <= span.start && start + row.columns >= span.end
  return fits && start + row.columns <= row.slots.length ? start : null
}

/** Fewer rows may be as wide as one another by chance. */
const fewestAlike = 4

/** One number printed as two: joined where exactly one way of joining makes every printed sum right. */
function joinSplitNumber(row: PrintedRow, span: Span): Slot[] | null {
  const slots = row.slots.slice(span.start, span.end)
  if (slots.length !== row.columns + 1 || row.sums.length === 0) return null
  if (slots.some(slot => slot.kind !== 'number')) return null
  const readings = joins(slots).filter(reading => balances(reading, row.sums))
  return readings.length === 1 ? readings[0]! : null
}

/**
 * Two or three columns of a grid that has more: merged cells leave blanks between the values. No two values may be halves of one,
 * and none a remark.
 */
function passMergedSpots(row: PrintedRow, span: Span): Slot[] | null {
  const slots = row.slots.slice(span.start, span.end)
  const values = slots.filter(slot => slot.kind !== 'blank')
  const isPlain = values.every(slot => slot.kind !== 'odd') && joins(slots).length === 0
  return values.length === row.columns && row.sums.length === 0 && isPlain ? values : null
}

/** Every way to join two neighbours into one whole number. */
function joins(slots: Slot[]): Slot[][] {
  const readings: Slot[][] = []
  for (let at = 0; at + 1 < slots.length; at++) {
    const left = plain(slots[at]!.text)
    const right = plain(slots[at + 1]!.text)
    if (!/^[1-9]\d*$/.test(left) || !/^\d+$/.test(right)) continue
    const text = left + right
    const joined: Slot = { kind: 'number', text, note: `原文将${text}分开印作“${left}”和“${right}”，按本行合计还原` }
    readings.push([...slots.slice(0, at), joined, ...slots.slice(at + 2)])
  }
  return readings
}

/** Cells run together: as many zeros as columns can only be a zero each; any other digits could be cut in several ways. */
function separateZeros(row: PrintedRow): Slot[] | null {
  const digits = plain(row.slots.map(slot => slot.text).join(''))
  if (row.slots.length !== 1 || row.columns < 2 || digits !== '0'.repeat(row.columns)) return null
  return [...digits].map(digit => ({ kind: 'number', text: digit, note: `原文各格连印作“${digits}”` }) as const)
}

/** Whether every printed sum is right; blanks count nothing. */
export function balances(slots: Slot[], sums: Sum[]): boolean {
  return sums.every(
    ({ parts, total }) => parts.reduce((sum, part) => sum + countIn(slots[part]), 0) === countIn(slots[total]),
  )
}

const countIn = (slot: Slot | undefined) => readCell(plain(slot?.text ?? ''), 'count').value ?? 0

/**
 * Figures on two lines of a cell are one number where that alone makes the row's sum right. With two such cells the lines could as well
 * be two rows, whose sums would be right line by line.
 */
export function confirmWrapped(slots: Slot[], sums: Sum[]): Slot[] {
  const wrapped = slots.findIndex(slot => mayBeTwo(slot.text))
  if (wrapped < 0 || slots.filter(slot => mayBeTwo(slot.text)).length > 1) return slots
  const proof = sums.filter(({ parts, total }) => total === wrapped || parts.includes(wrapped))
  if (proof.length === 0 || !balances(slots, proof)) return slots
  const text = plain(slots[wrapped]!.text)
  const printed = slots[wrapped]!.text.replace(/\s+/g, ' ')
  return slots.with(wrapped, { kind: 'number', text, note: `原文将${text}分开印作“${printed}”，按本行合计还原` })
}

/**
 * Puts blanks where a layout of one cell a paragraph shows them as empty lines. `linesEach` is what one blank cell takes; see
 * `linesPerBlank`.
 */
export function fillGaps(row: PrintedRow, linesEach: number): PrintedRow {
  const slots: Slot[] = []
  row.gaps.forEach((lines, at) => {
    for (let blanks = lines / linesEach; blanks >= 1; blanks--) slots.push({ kind: 'blank', text: '' })
    if (at < row.slots.length) slots.push(row.slots[at]!)
  })
  return { ...row, slots }
}

/**
 * How many empty lines stand for one blank cell, told from all rows of a table: none but complete rows may be without extra lines, and
 * every other row must come out complete in the same way.
 */
export function linesPerBlank(rows: PrintedRow[]): number | null {
  const short = rows.filter(row => row.slots.length > 0 && row.slots.length < row.columns)
  const full = rows.filter(row => row.slots.length >= row.columns)
  if (short.length === 0 || full.some(row => row.gaps.some(lines => lines > 0))) return null
  const fits = [1, 2].filter(each =>
    short.every(
      row => row.gaps.every(lines => lines % each === 0) && row.slots.length + sum(row.gaps) / each === row.columns,
    ),
  )
  return fits.length === 1 ? fits[0]! : null
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)
