import { fieldOf, printedFields } from '../../src/report/fields.ts'
import { applicants, disputeBlocks, disputeResults, requestRows } from '../../src/report/form.ts'
import type { Edition } from '../../src/report/report.ts'
import type { Dice, Figures, FormTable } from './form-layouts.ts'

export interface Invented {
  figures: Figures
  /** What must be read back: null for a blank cell. */
  expected: Map<string, number | null>
}

export interface Wishes {
  edition: Edition
  oneOther: boolean
  /** One cell in so many is blank; none without it. */
  blankOneIn?: number
}

/** Figures that balance row by row, printed in the ways of real reports. */
export function inventFigures({ edition, oneOther, blankOneIn }: Wishes, dice: Dice): Invented {
  const numbers = new Map<string, number>()
  for (const field of fieldsPrinted(edition, oneOther)) numbers.set(field, numberFor(field, dice))
  for (const row of requestRows) {
    addUp(
      applicants.slice(0, 6).map(({ id }) => `requests.${row.id}.${id}`),
      `requests.${row.id}.total`,
      numbers,
    )
  }
  for (const block of disputeBlocks) {
    addUp(
      disputeResults.slice(0, 4).map(({ id }) => `${block.id}.${id}`),
      `${block.id}.total`,
      numbers,
    )
  }
  const figures: Figures = new Map()
  const expected = new Map<string, number | null>()
  for (const [field, number] of numbers) {
    const blank = blankOneIn !== undefined && dice.chance(blankOneIn)
    figures.set(field, blank ? '' : dressed(number, field, dice))
    expected.set(field, blank ? null : number)
  }
  return { figures, expected }
}

export function fieldsPrinted(edition: Edition, oneOther: boolean): string[] {
  const fields = new Set(printedFields(edition).filter(field => !field.startsWith('requests.other.')))
  const rows = requestRows.filter(row => (oneOther ? row.id === 'other' : row.group === 'other'))
  for (const row of rows) for (const { id } of applicants) fields.add(`requests.${row.id}.${id}`)
  return [...fields]
}

function addUp(parts: string[], total: string, numbers: Map<string, number>) {
  if (numbers.has(total))
    numbers.set(
      total,
      parts.reduce((sum, part) => sum + numbers.get(part)!, 0),
    )
}

function numberFor(field: string, dice: Dice): number {
  if (fieldOf(field).table !== 2) return dice.chance(4) ? dice.roll(dice.pick([10, 100, 1000])) : 0
  if (field.endsWith('.change')) return dice.roll(400) - 200
  const size = dice.pick([1, 10, 1000, 100000])
  return field.endsWith('.amount') ? dice.roll(size * 100) / 100 : dice.roll(size)
}

function dressed(number: number, field: string, dice: Dice): string {
  const plain = field.endsWith('.change') && number > 0 && dice.chance(2) ? `+${number}` : String(number)
  if (field.endsWith('.amount') && dice.chance(3)) return `${plain}万元`
  if (Number.isInteger(number) && Math.abs(number) >= 1000 && dice.chance(3)) return number.toLocaleString('en-US')
  return dice.chance(6) ? fullWidth(plain) : plain
}

const fullWidth = (text: string) => text.replace(/[\d.+-]/g, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

/** The tables without one of their values, or with one of them printed as two. */
export function spoil(tables: FormTable[], fault: 'lost' | 'split', dice: Dice): FormTable[] {
  const candidates = tables.flatMap((table, at) =>
    table.flatMap((row, line) =>
      row.flatMap((each, column) => (each.field && isFit(each.text, fault) ? [{ at, line, column }] : [])),
    ),
  )
  if (candidates.length === 0) return tables
  const { at, line, column } = dice.pick(candidates)
  return tables.map((table, index) =>
    index !== at
      ? table
      : table.map((row, number) =>
          number !== line ? row : row.flatMap((each, place) => (place !== column ? [each] : halves(each, fault, dice))),
        ),
  )
}

const isFit = (text: string, fault: 'lost' | 'split') => (fault === 'lost' ? text !== '' : /^[1-9]\d+$/.test(text))

function halves(each: FormTable[number][number], fault: 'lost' | 'split', dice: Dice): FormTable[number] {
  if (fault === 'lost') return [{ ...each, lost: true }]
  const cut = 1 + dice.roll(each.text.length - 1)
  return [
    { ...each, text: each.text.slice(0, cut) },
    { ...each, text: each.text.slice(cut), extra: true },
  ]
}
