import { balances, type Slot, type Sum } from './align.ts'
import type { Atom } from './atoms.ts'
import { fold } from './fold.ts'
import type { Printed } from './layout.ts'
import { plain } from './numbers.ts'
import { isWithinPhrase } from './phrases.ts'

/** Documents that end within their tables: what they did not come to print is not blank, and a figure at the very end may be longer. */

/** Where the last text stands that is neither the form's nor a piece of a figure or of a label. */
export const lastTextOf = (atoms: Atom[], loose: boolean[]): number =>
  atoms.findLastIndex(({ kind, text }, at) => kind === 'prose' || (loose[at] && !isPiece(text)))

/** Whether the document ends behind this atom: nothing but values is printed there, and maybe a piece of one or of the next label. */
export const endsBehind = ({ lastText }: Printed, last: number): boolean => lastText <= last

const isPiece = (text: string) => /^[\d.,]+$/.test(plain(text)) || isWithinPhrase(fold(text))

/**
 * Of the row with which the document ends, the figure at the very end is read only where the sums show that it is whole, and what looks
 * blank only where a grid shows its cells: it may be what is left of a merged cell, with the row's own cells cut off.
 */
export function doubtEnd(slots: Slot[], cells: Atom[], sums: Sum[], { unfinished }: Printed): Slot[] {
  const kept = slots.map(slot =>
    slot.kind === 'blank' && !cells[0]!.regular ? { kind: 'odd' as const, text: '', note: breakNote } : slot,
  )
  if (unfinished === undefined || cells.at(-1) !== unfinished) return kept
  if (sums.length > 0 && balances(slots, sums)) return kept
  const at = kept.findLastIndex(slot => slot.kind === 'number')
  if (at < 0) return kept
  return kept.with(at, { kind: 'odd', text: kept[at]!.text, note: '文件在这个数字处中断，可能没有印完' })
}

/** Said of rows at which the document ends, or the table without its other rows. */
export const breakNote = '报告在这一行中断，没有印完'
