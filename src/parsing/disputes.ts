import { fieldOf } from '../report/fields.ts'
import { disputeBlocks, disputeResults } from '../report/form.ts'
import type { Cell } from '../report/report.ts'
import { align, balances, evidenceOf, type Slot, type Sum } from './align.ts'
import { type Atom, isCell } from './atoms.ts'
import { cellsOf, missingCells } from './cells.ts'
import { breakNote, doubtEnd, endsBehind } from './ending.ts'
import { headingOf } from './headings.ts'
import type { Printed } from './layout.ts'
import { type Mark, meaningOf } from './marks.ts'
import { plain } from './numbers.ts'
import { type RowReading, remarkBehind, slotOf } from './rows.ts'

/** Table 4: 政府信息公开行政复议、行政诉讼情况: one row of three times five values, or three tables of five. */

const perBlock = disputeResults.length
const blockSum: Sum = { parts: [0, 1, 2, 3], total: 4 }
const allSums: Sum[] = disputeBlocks.map((_, block) => ({
  parts: blockSum.parts.map(part => part + block * perBlock),
  total: blockSum.total + block * perBlock,
}))
const counts = disputeResults.map(() => ({ measure: 'count' }) as const)
const fieldsOfBlocks = disputeBlocks.map(block => disputeResults.map(result => fieldOf(`${block.id}.${result.id}`)))

/** One stretch of the table's headings and the values behind it. */
interface Group {
  /** Blocks that the headings name. */
  blocks: Set<number>
  atoms: Atom[]
  /** The document ends with it; and before all its values are printed. */
  ends: boolean
  breaksOff: boolean
  /** The headings stand as the form has them. */
  inOrder: boolean
  /** Text where the values should be. */
  remark: string
}

/** `hasBlanks`: other tables of the report leave cells blank, so this one may too. */
export function parseDisputes(printed: Printed, hasBlanks: boolean): Cell[] | null {
  const groups = groupsOf(printed)
  if (groups.length === 0) return null
  if (valuesBefore(printed)) return missingCells(fieldsOfBlocks.flat()).map(({ note, ...cell }) => cell)
  const readings = groups.flatMap(group => readingsOf(group, printed, hasBlanks))
  return fieldsOfBlocks.flatMap((fields, block) => {
    const mine = readings.filter(reading => reading.row === block)
    return mine.length === 0 ? missingCells(fields) : cellsOf(fields, mine, counts, [blockSum])
  })
}

/** A block's values stand above its name, and so do those of the blocks behind it: right below the table's heading. */
function valuesBefore({ atoms, marks }: Printed): boolean {
  return marks.some((mark, index) => {
    if (!meaningOf(mark, 'disputeBlock')) return false
    let at = mark.first - 1
    let figures = 0
    for (; isCell(atoms[at]); at--) if (atoms[at]!.kind === 'number') figures++
    const behind = marks[index - 1]?.last
    return figures >= perBlock && at >= 0 && at !== behind && headingOf(atoms[at]!.text) !== null
  })
}

export function missingDisputes(): Cell[] {
  return missingCells(fieldsOfBlocks.flat())
}

/** Headings and values in turn; whatever is not this table's ends a stretch. */
function groupsOf(printed: Printed): Group[] {
  const groups: Group[] = []
  let open: Group | null = null
  printed.marks.forEach((mark, index) => {
    const block = meaningOf(mark, 'disputeBlock')
    const own = block !== undefined || (meaningOf(mark, 'disputeResult') && mark.phrase.meanings.length === 1)
    if (own) open ??= { blocks: new Set(), atoms: [], ends: false, breaksOff: false, inOrder: true, remark: '' }
    else if (!isHeading(mark)) open = null
    if (!open) return
    if (block) {
      open.inOrder &&=
        [...open.blocks].every(above => above <= block.block) &&
        !isBehindLitigation(printed, mark, printed.marks[index - 1])
      open.blocks.add(block.block)
    }
    open.inOrder &&= follows(mark, printed.marks[index - 1])
    const { values, ended, again } = valuesBehind(printed, mark, printed.marks[index + 1])
    open.inOrder &&= !again
    const last = ended || !isHeading(printed.marks[index + 1])
    if (last || values.some(atom => atom.kind !== 'blank')) {
      const columns = perBlock * (open.blocks.size === 1 ? 1 : disputeBlocks.length)
      const ends = endsBehind(printed, mark.last)
      const remark = values.length > 0 ? '' : remarkBehind(printed, mark.last + 1, printed.marks[index + 1]?.first)
      groups.push({ ...open, atoms: values, ends, breaksOff: ends && values.length < columns, remark })
      open = null
    }
  })
  return groups
}

/** Of two results side by side the second stands behind the first in the form, unless it begins the next block. */
function follows(mark: Mark, before: Mark | undefined): boolean {
  const [result, previous] = [resultOf(mark), before && resultOf(before)]
  if (result === undefined || previous === undefined || mark.first > before!.last + 1) return true
  return result > previous || (result === 0 && previous === lastResult)
}

/** 总计 is said in other tables too. */
const lastResult = disputeResults.length - 2
const resultOf = (mark: Mark): number | undefined =>
  mark.phrase.meanings.length === 1 ? meaningOf(mark, 'disputeResult')?.result : undefined

/** 总计 and 其他, which other tables have too, leave the stretch open: a broken 其他结果 reads as 其他. */
function isHeading(mark: Mark | undefined): boolean {
  return mark?.phrase.meanings.some(({ kind }) => headingKinds.has(kind)) ?? false
}

const headingKinds = new Set(['disputeBlock', 'disputeResult', 'furniture', 'applicant'])

/** 行政诉讼 in one row with 行政复议, or right above it, and before it. */
function isBehindLitigation({ atoms }: Printed, mark: Mark, before: Mark | undefined): boolean {
  if (meaningOf(mark, 'disputeBlock')?.block !== 0 || before?.phrase.wording !== '行政诉讼') return false
  return mark.first <= before.last + 1 || atoms[mark.first]!.row === atoms[before.last]!.row
}

interface Values {
  values: Atom[]
  ended: boolean
  /** A second row follows: of another year, say. */
  again: boolean
}

function valuesBehind(printed: Printed, mark: Mark, next: Mark | undefined): Values {
  const end = next?.first ?? printed.atoms.length
  const values: Atom[] = []
  for (let at = mark.last + 1; at < end; at++) {
    const atom = printed.atoms[at]!
    const textAfterValues = atom.kind === 'text' && values.some(value => value.kind !== 'blank')
    if (atom.kind === 'prose' || textAfterValues) return { values, ended: true, again: hasFigures(printed, at, end) }
    if (atom.kind !== 'text') values.push(atom)
  }
  return { values, ended: false, again: false }
}

function hasFigures({ atoms }: Printed, from: number, to: number): boolean {
  let figures = 0
  for (let at = from; at < to && atoms[at]!.kind !== 'prose' && headingOf(atoms[at]!.text) === null; at++)
    if (atoms[at]!.kind === 'number') figures++
  return figures >= perBlock
}

function readingsOf(group: Group, printed: Printed, hasBlanks: boolean): RowReading<number>[] {
  const filled = group.atoms.filter(isFilled).length
  const texts = group.atoms.map(atom => atom.text).filter(text => text !== '')
  const raw = texts.join(' ') || group.remark
  const empty = group.atoms.length === 0 && !/\d/.test(plain(group.remark)) && !group.breaksOff && !printed.linesLost
  const blocks =
    group.blocks.size === 1 && filled <= 2 * perBlock ? [...group.blocks] : disputeBlocks.map((_, block) => block)
  const sums = blocks.length === 1 ? [blockSum] : allSums
  const whole = group.breaksOff || !group.inOrder ? null : slotsOf(group, blocks.length * perBlock, sums, hasBlanks)
  const slots = whole && (group.ends ? doubtEnd(whole, group.atoms, sums, printed) : whole)
  return blocks.map((row, at) => ({
    row,
    slots: slots?.slice(at * perBlock, (at + 1) * perBlock) ?? null,
    empty,
    raw,
    ...(group.breaksOff && { note: breakNote }),
  }))
}

/**
 * The values stand in one printed row, below rows of blanks or not, or one a line. There is no second row to show where the columns are:
 * unless all sums are right, blanks taken for nothing, nothing but just as many filled cells as columns will do.
 */
function slotsOf({ atoms }: Group, columns: number, sums: Sum[], hasBlanks: boolean): Slot[] | null {
  const rows = [...Map.groupBy(atoms, atom => atom.row).values()].map(row => spreadNothing(row, columns))
  const filled = rows.filter(row => row.some(isFilled))
  if (filled.length === 0) return atoms.length === 0 ? null : new Array<Slot>(columns).fill({ kind: 'blank', text: '' })
  const wide = filled.filter(row => row.length >= columns)
  // Beside the row there may be a page's number, but no second row: of another year, say.
  const alone = filled.every(row => row === wide[0] || row.length === 1)
  const row = wide.length === 1 && alone ? wide[0]! : filled.length === 1 ? filled[0]! : null
  const printed = row ?? withoutBlankEnds(filled.flat())
  const slots = align({ ...unplaced, slots: printed.map(slotOf), columns, sums, width: printed.length }, evidenceOf([]))
  if (!slots || balances(slots, sums)) return slots
  // One block's sum may be the source's mistake; of two, the figures stand in other columns.
  if (sums.filter(sum => fails(slots, sum)).length > 1) return null
  if (row !== null && row.length > columns && slots[0]!.text !== row[0]!.text) return null
  const endsFilled = row !== null && slots[0]!.kind !== 'blank' && slots.at(-1)!.kind !== 'blank'
  const firm = printed[0]!.regular || endsFilled || slots.every(slot => slot.kind !== 'blank')
  return firm && (!hasBlanks || (row ?? atoms).length === columns) ? slots : null
}

/** One sign for nothing over a whole block, or over all: said of each of its cells, where the row has just as many columns as the form. */
function spreadNothing(row: Atom[], columns: number): Atom[] {
  const spread = row.flatMap(atom => new Array<Atom>(atom.span).fill(atom))
  return row.length < columns && spread.length === columns ? spread : row
}

/** Of a block without blanks. */
const fails = (slots: Slot[], sum: Sum): boolean =>
  [...sum.parts, sum.total].every(at => slots[at]!.kind === 'number') && !balances(slots, [sum])

const unplaced = { table: '', build: '', offset: 0, gaps: [] }

const isFilled = (atom: Atom) => atom.kind !== 'blank'

function withoutBlankEnds(atoms: Atom[]): Atom[] {
  return atoms.slice(atoms.findIndex(isFilled), atoms.findLastIndex(isFilled) + 1)
}
