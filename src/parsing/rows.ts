import {
  align,
  balances,
  evidenceOf,
  fillGaps,
  linesPerBlank,
  type PrintedRow,
  type Slot,
  type Sum,
  stream,
} from './align.ts'
import { type Atom, isCell } from './atoms.ts'
import { breakNote, doubtEnd, endsBehind } from './ending.ts'
import { headingOf } from './headings.ts'
import type { Printed } from './layout.ts'
import { type Mark, meaningOf } from './marks.ts'
import { beginsFigure, plain } from './numbers.ts'

/** Row labels of one table → what is printed behind each of them. */

/** A label to read values for. */
export interface Wanted<T> {
  row: T
  mark: Mark
  /** How many columns the form has here, and what these add up to. */
  columns: number
  sums: Sum[]
  /** The label stands where the form has it, seen from the labels before. */
  inOrder: boolean
  /** The form's table ends with this row. */
  last: boolean
}

export interface RowReading<T> {
  row: T
  /** By column; null where the values cannot be told. */
  slots: Slot[] | null
  /** Nothing at all is printed for the row. */
  empty: boolean
  /** Everything printed behind the label. */
  raw: string
  note?: string
}

interface Behind {
  /** Cells of the label's own row. */
  own: Atom[]
  /** Cells of the rows after it, up to the next label. */
  following: Atom[]
  gapAfter: number
  /** Text that nothing explains stands between label and values: they may be another label's. */
  doubtful: boolean
  /** More values than one row has: some are torn from their labels. */
  torn: boolean
  /** Behind text that nothing explains there are values yet: another row's, whose label could not be read. */
  orphans: boolean
  /** Text between this label and the next that is neither a heading nor of the form: it may be the cell. */
  remark: string
}

/** `tornSpreads`: once some row's values are torn from their labels, no label is trusted but those in one printed row with their values. */
export function readRows<T>(printed: Printed, wanted: Wanted<T>[], tornSpreads: boolean): RowReading<T>[] {
  const behind = wanted.map(each => cellsBehind(printed, each))
  const anyTorn = behind.some(each => each.torn)
  const anyOrphans = behind.some(each => each.orphans) || valuesBehindGroup(printed)
  const before = valuesBefore(printed, wanted)
  const rows = wanted.map((each, at) =>
    rowOf(printed, each, behind[at]!, before || (tornSpreads ? anyTorn : behind[at]!.torn)),
  )
  const readable = rows.filter(row => row !== null)
  const evidence = evidenceOf(readable)
  const lines = linesPerBlank(readable.filter(row => row.table === stream))
  const anyValues = readable.some(row => row.slots.some(({ kind }) => kind !== 'blank'))
  const unplaced = before || anyTorn || anyOrphans || printed.linesLost || (!anyValues && hasFigures(printed, wanted))
  return wanted.map(({ row }, at) => {
    const printedRow = rows[at]!
    const { own, following, remark } = behind[at]!
    const cells = [...own, ...following]
    const short = printedRow?.table === stream && printedRow.slots.length < printedRow.columns
    const aligned = printedRow && align(short && lines !== null ? fillGaps(printedRow, lines) : printedRow, evidence)
    const broken = isBroken(printed, wanted[at]!, wanted[at + 1])
    const breaksOff = broken && cells.length < wanted[at]!.columns
    const whole = breaksOff || !aligned ? null : doubtBlanks(aligned, printedRow.sums)
    const slots = whole && (broken ? doubtEnd(whole, cells, printedRow.sums, printed) : whole)
    const raw = (before ? own : cells).map(atom => atom.text).filter(text => text !== '')
    return {
      row,
      slots,
      empty: cells.length + remark.length === 0 && !breaksOff && !unplaced && !isWithinRow(printed, wanted[at]!.mark),
      raw: raw.join(' ') || remark,
      ...(breaksOff && { note: breakNote }),
    }
  })
}

/** No other row of the table follows, though the form has more; or, behind its last row, the document ends. */
function isBroken<T>(printed: Printed, { mark, last }: Wanted<T>, next: Wanted<T> | undefined): boolean {
  return !next?.inOrder && (!last || endsBehind(printed, mark.last))
}

/** Figures right behind 不予公开, which has none of its own, belong to a row whose label lies before it. */
function valuesBehindGroup({ atoms, marks }: Printed): boolean {
  return marks.some(mark => meaningOf(mark, 'group') && atoms[mark.last + 1]?.kind === 'number')
}

/** As many figures as a row has, above the first label and right behind headings: values stand above their labels, those below are the next one's. */
function valuesBefore<T>({ atoms, marks }: Printed, wanted: Wanted<T>[]): boolean {
  const widths = new Map(wanted.map(({ mark, columns }) => [mark, columns]))
  return marks.some((mark, index) => {
    const columns = widths.get(mark)
    const previous = marks[index - 1]
    if (columns === undefined || (previous && widths.has(previous))) return false
    const { row } = atoms[mark.first]!
    let figures = 0
    let at = mark.first - 1
    for (; at > (previous?.last ?? -1) && isCell(atoms[at]); at--)
      if (isFilled(atoms[at]!) && atoms[at]!.row !== row) figures++
    if (figures < columns) return false
    const isHeading = previous?.phrase.meanings.some(({ kind }) => headingKinds.has(kind)) ?? false
    return isHeading || (at >= 0 && at !== previous?.last && isTop(atoms[at]!))
  })
}

const isTop = ({ kind, text }: Atom): boolean => kind === 'prose' || headingOf(text) !== null
const headingKinds = new Set(['item', 'disclosureColumn', 'applicant', 'furniture'])

/** Figures between the labels, in whatever way they stand there. */
function hasFigures<T>({ atoms, loose }: Printed, wanted: Wanted<T>[]): boolean {
  const from = wanted[0]?.mark.first ?? 0
  const to = wanted.at(-1)?.mark.last ?? -1
  return atoms
    .slice(from, to + 20)
    .some((atom, at) => atom.kind === 'number' || (loose[from + at] && holdsFigure(atom.text)))
}

const holdsFigure = (text: string) => /(?:^|\s)\d+(?:$|\s)/.test(text.normalize('NFKC'))

/** The label has no place for values behind it: the printed row goes on with other words of the form, or figures stand before it. */
function isWithinRow({ atoms, nextMark, loose }: Printed, mark: Mark): boolean {
  const { row } = atoms[mark.last]!
  const next = nextMark.get(mark)
  if (next && atoms[next.first]!.row === row) return true
  for (let at = mark.first; atoms[at]?.row === row; at--) {
    if (atoms[at]!.kind === 'number' || (loose[at] && holdsFigure(atoms[at]!.text))) return true
  }
  return false
}

/** A cell that looks empty in a row whose printed sum is more than the others come to: its figure may have strayed into the label. */
function doubtBlanks(slots: Slot[], sums: Sum[]): Slot[] {
  const printed = (at: number) => slots[at]?.kind === 'number'
  const doubtful = sums.some(sum => printed(sum.total) && sum.parts.some(part => slots[part]?.kind === 'blank'))
  if (!doubtful || balances(slots, sums)) return slots
  return slots.map(slot => (slot.kind === 'blank' ? { kind: 'odd', text: '' } : slot))
}

function rowOf<T>(printed: Printed, wanted: Wanted<T>, behind: Behind, torn: boolean): PrintedRow | null {
  const { own, following, gapAfter } = behind
  const { mark, columns, sums } = wanted
  const label = printed.atoms[mark.last]!
  const ownFilled = filled(own)
  // Figures right behind a row that looks whole may be the rest of its last one: its sum tells, where it has one.
  const goesOn = filled(following) > 0 || beginsFigure(behind.remark)
  const right = sums.length > 0 && balances(own.map(slotOf), sums)
  if (ownFilled > 0 && own.length >= columns && goesOn && !right) return null
  if (ownFilled > 0 && (own.length >= columns || filled(following) === 0)) {
    return {
      slots: own.map(slotOf),
      columns,
      sums,
      table: `${label.table}`,
      build: `${label.table}:${label.col}:${columns}`,
      width: printed.widths.get(label.row)!,
      offset: own[0]!.col,
      gaps: own.map(() => 0),
    }
  }
  const cells = [...own, ...following]
  if (cells.length === 0) return null
  if (filled(following) > 0 && (behind.doubtful || torn || !wanted.inOrder)) return null
  // A row broken over lines is taken only where it is complete.
  if (ownFilled > 0 && (filled(cells) !== cells.length || cells.length < columns)) return null
  if (own.length > 0 && filled(following) > 0) {
    // What follows may as well be a page's number, with the row's first figure run into its label.
    const isWhole = cells.every(atom => atom.kind === 'number' || atom.kind === 'nothing')
    if (!isWhole || /[\d/—-]$/.test(plain(label.text)) || !balances(cells.map(slotOf), sums)) return null
  }
  return {
    slots: cells.map(slotOf),
    columns,
    sums,
    table: stream,
    build: `${stream}:${columns}`,
    width: cells.length + 1,
    offset: 1,
    gaps: [...cells.map(atom => atom.gap), gapAfter],
  }
}

function cellsBehind<T>(printed: Printed, { mark, columns }: Wanted<T>): Behind {
  const { atoms, loose } = printed
  const next = printed.nextMark.get(mark)
  const end = next?.first ?? atoms.length
  const row = atoms[mark.last]!.row
  const behind = mark.last + 1
  let at = behind
  const own: Atom[] = []
  for (; at < end && atoms[at]!.row === row; at++) {
    // A bracket or a closing quote left over from a broken label is no cell.
    if (own.length > 0 || atoms[at]!.kind !== 'text' || loose[at]) own.push(atoms[at]!)
  }
  const behindOwn = own.length > 0 ? at : behind
  let following: Atom[] = []
  let unexplained: Atom[] = []
  let doubtful = false
  for (; at < end && atoms[at]!.kind !== 'prose'; at++) {
    const atom = atoms[at]!
    if (atom.kind === 'text') {
      if (!loose[at]) continue
      if (filled(own) >= columns || filled(following) >= columns) break
      if (filled(own) + filled(following) === 0) doubtful = true
      unexplained.push(atom)
    } else {
      following.push(...unexplained, atom)
      unexplained = []
    }
  }
  const continues = at === end && unexplained.length === 0 && next !== undefined && !meaningOf(next, 'disputeBlock')
  const orphans = atoms.slice(at, end).some(atom => atom.kind === 'number')
  // Empty cells in one row with a label's text belong to that label, and so does the number that counts the table's rows.
  const labelRows = new Set<number>()
  for (let each = behind; each <= end; each++) if (atoms[each]?.kind === 'text') labelRows.add(atoms[each]!.row)
  const isOfLabel = (atom: Atom) => atom.kind === 'blank' || (own.length >= columns && atom.row === atoms[end]?.row)
  following = following.filter(atom => !labelRows.has(atom.row) || !isOfLabel(atom))
  const kept = continues ? following : withoutSoftEnd(following)
  const values = filled(following)
  const text = remarkBehind(printed, behindOwn, end)
  return {
    own,
    following: kept,
    gapAfter: continues ? atoms[end]!.gap : 0,
    doubtful,
    torn: values >= 2 * columns || (columns > 1 && filled(own) >= columns && values >= columns),
    orphans,
    // Behind the last label of all stand the page's own lines too.
    remark: next !== undefined || beginsFigure(text) ? text : '',
  }
}

/** Text that is neither a heading nor of the form. */
export function remarkBehind({ atoms, loose }: Printed, from: number, to = atoms.length): string {
  let end = from
  while (end < to && atoms[end]!.kind !== 'prose' && headingOf(atoms[end]!.text) === null) end++
  return atoms
    .slice(from, end)
    .filter((atom, at) => atom.kind === 'text' && loose[from + at])
    .map(atom => atom.text)
    .join(' ')
}

const isFilled = (atom: Atom) => atom.kind !== 'blank'
const filled = (cells: Atom[]) => cells.filter(isFilled).length

/** Behind a table's last row, a line with nothing but a space is spacing and no cell. */
function withoutSoftEnd(cells: Atom[]): Atom[] {
  return cells.slice(0, cells.findLastIndex(atom => !atom.soft) + 1)
}

export const slotOf = ({ kind, text }: Atom): Slot => ({
  kind: kind === 'number' || kind === 'nothing' || kind === 'blank' ? kind : 'odd',
  text,
  ...(kind === 'merged' && { note: '一格跨几行合印，分不清是哪一行的数' }),
})
