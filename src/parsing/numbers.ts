import type { CellState } from '../report/report.ts'

/** Printed cells → numbers. Nothing here guesses: what is not plainly one number is `unreadable`, with its text kept. */

/** What kind of number the form asks for. `item` counts are 项, `change` is signed, `money` is stored in 万元. */
export type Measure = 'count' | 'change' | 'money'

export type MoneyUnit = '元' | '万元' | '亿元'

export interface CellValue {
  value: number | null
  state: Exclude<CellState, 'notInForm'>
}

/** Marks of footnotes: in half width they would pass for digits (27① is 27, and no 271). */
const marks = /[¹²³⁰⁴-⁹₀-₉①-⒛⓪-⓿❶-➓]/
const marksAtEnd = /(?<=[\d０-９件项]\s*)[¹²³⁰⁴-⁹₀-₉①-⒛⓪-⓿❶-➓]+$/

/** Text that may be a figure, or a piece of one that is broken off. */
export const beginsFigure = (text: string): boolean => /^[\d.,]/.test(plain(text))

/** Half-width, without white space, Markdown's emphasis and marks of footnotes behind a number. */
export function plain(text: string): string {
  const unmarked = marks.test(text) ? text.trimEnd().replace(marksAtEnd, '').replace(new RegExp(marks, 'g'), '※') : text
  return unmarked
    .normalize('NFKC')
    .replace(/[\s*`]+/g, '')
    .replace(/[−–﹣]/g, '-')
}

/** Nearly all cells are of this kind. */
const plainCount = /^\d{1,9}$/
/** A number with a remark in brackets; beyond that, text. */
const longestValue = 60
const number = /^([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(件|项|条|宗|个|起|份|次|元|万元?|亿元?)?(\(.*\))?$/
const changeInWords = /^(增加?|新增|减少?)(\d+)(项|件)?$/
const nothing = /^(?:[-—―_/\\]+|N\/?A|无|暂无|没有|不涉及|未涉及|不适用|无此项|无此项目)$/i

/** A number that is not told exactly, or not of the cell alone: 4000余, 约27, 27件次, 27[1]. It stands in a cell and cannot be read. */
const looseNumber =
  /^(?:(?:约|近|超|逾|→|↑|↓)[+-]?\d[\d,]*|[+-]?\d[\d,]*(?:余|多|余件|多件|件次|人次|条次|%|\+|以上|左右|\[\d{1,2}\]|※+)|["“]\d+["”]|\[\d+\])$/

/** Whether the text stands where a value stands: a number in any dress, or a sign for “not applicable”. */
export function isValue(text: string): boolean {
  if (plainCount.test(text)) return true
  if (text.length > longestValue) return false
  const bare = plain(text)
  return number.test(bare) || nothing.test(bare) || changeInWords.test(bare) || looseNumber.test(bare)
}

export function isNothing(text: string): boolean {
  return !plainCount.test(text) && nothing.test(plain(text))
}

/** Figures parted by more than a blank: a line's end, or a gap as wide as a figure. */
const wideGap = /[\d０-９](?:\s\s+|[^\S \u00a0])[\d０-９]/

/** `1 395 000`: a blank before every third digit. Any other blank may part two numbers. */
const grouped = /^\D*\d{1,3}(?: \d{3})+(?!\d| \d)/

/** Whether what `plain` makes one number of may be two that share a cell. */
export function mayBeTwo(text: string): boolean {
  const own = text.split(/[(（]/)[0]!.normalize('NFKC')
  return wideGap.test(own) || (/\d \d/.test(own) && !grouped.test(own.trim()))
}

/** One cell. `headerUnit` is the unit that the column's heading prints; the form's own is 万元. */
export function readCell(text: string, measure: Measure, headerUnit: MoneyUnit = '万元'): CellValue {
  const bare = plainCount.test(text) ? text : plain(text)
  if (bare === '') return { value: null, state: 'blank' }
  if (nothing.test(bare)) return { value: null, state: 'notApplicable' }
  const value = measure === 'change' ? changeOf(bare) : measure === 'money' ? moneyOf(bare, headerUnit) : countOf(bare)
  return value === null || mayBeTwo(text) ? { value: null, state: 'unreadable' } : { value, state: 'reported' }
}

function countOf(bare: string): number | null {
  const match = number.exec(bare)
  if (match?.[1] !== '') return null
  return wholeNumber(match[2]!, match[3])
}

function changeOf(bare: string): number | null {
  const words = changeInWords.exec(bare)
  if (words) {
    const size = wholeNumber(words[2]!, words[3])
    return size === null ? null : words[1]!.startsWith('减') ? negative(size) : size
  }
  const match = number.exec(bare)
  if (!match) return null
  const size = wholeNumber(match[2]!, match[3])
  return size === null ? null : match[1] === '-' ? negative(size) : size
}

/** Not −0. */
const negative = (size: number) => (size === 0 ? 0 : -size)

function wholeNumber(digits: string, unit: string | undefined): number | null {
  if (unit !== undefined && /[元万亿]/.test(unit)) return null
  const size = digits.replaceAll(',', '')
  if (!/^(?:0|[1-9]\d{0,11})$/.test(size)) return null
  return Number(size)
}

function moneyOf(bare: string, headerUnit: MoneyUnit): number | null {
  const match = number.exec(bare)
  if (match?.[1] !== '') return null
  const amount = match[2]!.replaceAll(',', '')
  if (!/^(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(amount)) return null
  const unit = match[3]
  if (unit !== undefined && !/[元万亿]/.test(unit)) return null
  const shift = toTenThousands(unit ?? headerUnit)
  return Number(shiftPoint(amount, shift))
}

function toTenThousands(unit: string): number {
  if (unit === '元') return -4
  return unit.startsWith('亿') ? 4 : 0
}

/** Moves the decimal point in the text itself, so that no binary fraction comes into it. */
function shiftPoint(amount: string, by: number): string {
  const [whole = '', fraction = ''] = amount.split('.')
  if (by >= 0) return `${whole}${fraction.slice(0, by).padEnd(by, '0')}.${fraction.slice(by)}0`
  const padded = whole.padStart(-by + 1, '0')
  return `${padded.slice(0, by)}.${padded.slice(by)}${fraction}`
}
