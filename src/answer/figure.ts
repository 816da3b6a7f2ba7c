import { fieldOf, printedFields } from '../report/fields.ts'
import { type Figure, type FigureUnit, fullName, type HeldReport, statedInProse } from './answer.ts'

/** The only maker of figures: from a stored cell, or from other figures with the formula. */

const make = (parts: Omit<Figure, symbol>): Figure => parts as Figure

/** Sums of money are decimals: six places keep 0.01 元 of a figure in 万元 and drop binary noise. */
const exact = (value: number): number => Math.round(value * 1e6) / 1e6

const shown = ({ value, unit }: Figure): string => (unit === '%' ? `${value}%` : `${value}`)

/** Why a field has no figure in a report. */
export interface Gap {
  state: 'blank' | 'notApplicable' | 'notInForm' | 'unreadable' | 'incomplete'
  field: string
  raw: string
  /** Figures of the cells that are there where the field itself is not: to be offered, never substituted. */
  related: Figure[]
}

export type Lookup = { figure: Figure } | { gap: Gap }

/** The figure of one field in one report: its printed cell, or the sum of its parts where the form prints no such cell. */
export function lookup(report: HeldReport, field: string): Lookup {
  const printed = report.cellOf(field)
  if (printed && printed.value !== null) {
    const { label, value, state, raw } = printed
    const unit = fieldOf(field).unit
    return {
      figure: make({
        report: report.id,
        issuer: fullName(report.issuer),
        year: report.year,
        field,
        label: fieldOf(field).label || label,
        value,
        unit,
        state,
        raw,
      }),
    }
  }
  const parts = fieldOf(field).parts.map(part => lookup(report, part))
  const figures = parts.flatMap(part => ('figure' in part ? [part.figure] : []))
  if (printed) {
    const state = printed.state === 'reported' ? 'unreadable' : printed.state
    return { gap: { state, field, raw: printed.raw, related: columnsBeside(report, field) } }
  }
  const gaps = parts.flatMap(part => ('gap' in part ? [part.gap] : []))
  if (parts.length === 0 || (gaps.every(gap => gap.state === 'notInForm') && figures.length === 0)) {
    return { gap: { state: 'notInForm', field, raw: '', related: rowBeside(report, field) } }
  }
  if (gaps.length > 0) return { gap: { state: 'incomplete', field, raw: gaps[0]!.raw, related: figures } }
  return { figure: sum(figures, fieldOf(field).label, field) }
}

/** The applicant columns of a row whose 总计 is missing. */
function columnsBeside(report: HeldReport, field: string): Figure[] {
  if (!field.startsWith('requests.') || !field.endsWith('.total')) return []
  const row = field.slice(0, -'.total'.length)
  return ['naturalPerson', 'business', 'research', 'publicInterest', 'legalService', 'otherOrganization'].flatMap(
    column => {
      const beside = report.cellOf(`${row}.${column}`)
      if (!beside || beside.value === null) return []
      const found = lookup(report, `${row}.${column}`)
      return 'figure' in found ? [found.figure] : []
    },
  )
}

/** What the report's own edition prints in the row of table 2 whose column it does not have: 新制作 and 新公开 for 制发. */
function rowBeside(report: HeldReport, field: string): Figure[] {
  const { table, row } = fieldOf(field)
  if (table !== 2) return []
  return printedFields(report.edition).flatMap(id => {
    const beside = fieldOf(id)
    if (beside.table !== 2 || beside.row !== row || report.cellOf(id)?.value == null) return []
    const found = lookup(report, id)
    return 'figure' in found ? [found.figure] : []
  })
}

const reportsOf = (figures: Figure[]): string => [...new Set(figures.map(figure => figure.report))].join('+')
const issuersOf = (figures: Figure[]): string => [...new Set(figures.map(figure => figure.issuer))].join('、')
const latest = (figures: Figure[]): number => Math.max(...figures.map(figure => figure.year))

function computed(
  figures: Figure[],
  parts: { label: string; field: string; value: number; unit: FigureUnit; formula: string },
): Figure {
  return make({
    report: reportsOf(figures),
    issuer: issuersOf(figures),
    year: latest(figures),
    state: 'reported',
    raw: parts.formula,
    ...parts,
  })
}

/** A number that a sentence of the report's prose states, in the sentence's own unit. */
export function stated(
  report: HeldReport,
  { value, unit, label, sentence }: { value: number; unit: string; label: string; sentence: string },
): Figure {
  const { id, year } = report
  const issuer = fullName(report.issuer)
  return make({ report: id, issuer, year, field: statedInProse, label, value, unit, state: 'reported', raw: sentence })
}

/** A number below zero is put in brackets behind a sign. */
const added = (figure: Figure, at: number): string =>
  at > 0 && figure.value < 0 ? `(${shown(figure)})` : shown(figure)

/** a + b + … of one unit. */
export function sum(figures: Figure[], label: string, field: string): Figure {
  const value = exact(figures.reduce((total, figure) => total + figure.value, 0))
  return computed(figures, {
    label,
    field,
    value,
    unit: figures[0]!.unit,
    formula: `${figures.map(added).join(' + ')} = ${value}`,
  })
}

/** a − b of one unit; of two percentages in percentage points. */
export function difference(a: Figure, b: Figure, label: string): Figure {
  const value = exact(a.value - b.value)
  const subtrahend = b.value < 0 ? `(${shown(b)})` : shown(b)
  return computed([a, b], {
    label,
    field: a.field,
    value,
    unit: a.unit === '%' ? '个百分点' : a.unit,
    formula: `${shown(a)} - ${subtrahend} = ${value}`,
  })
}

const sumText = (figures: Figure[]): string =>
  figures.length === 1 ? shown(figures[0]!) : `(${figures.map(shown).join(' + ')})`
const total = (figures: Figure[]): number => figures.reduce((all, figure) => all + figure.value, 0)

/** Numerators over denominators in percent, to two places; null where the denominator is 0. */
export function percentage(numerator: Figure[], denominator: Figure[], label: string): Figure | null {
  if (total(denominator) === 0) return null
  const value = Math.round((total(numerator) / total(denominator)) * 10000) / 100
  const formula = `${sumText(numerator)} ÷ ${sumText(denominator)} = ${value}%`
  return computed([...numerator, ...denominator], { label, field: numerator[0]!.field, value, unit: '%', formula })
}

/** How many times b goes into a, to two places; null where b is 0. */
export function times(a: Figure, b: Figure, label: string): Figure | null {
  if (b.value === 0) return null
  const value = Math.round((a.value / b.value) * 100) / 100
  return computed([a, b], { label, field: a.field, value, unit: '倍', formula: `${shown(a)} ÷ ${shown(b)} ≈ ${value}` })
}

/** What one of so many comes to, in the unit of the whole, to two places; null where there are none. */
export function perItem(whole: Figure, count: Figure, label: string): Figure | null {
  if (count.value === 0) return null
  const value = Math.round((whole.value / count.value) * 100) / 100
  const formula = `${shown(whole)} ÷ ${shown(count)} ≈ ${value}`
  return computed([whole, count], { label, field: whole.field, value, unit: whole.unit, formula })
}

/** Arithmetic mean, to two places. */
export function average(figures: Figure[], label: string): Figure {
  const value = Math.round((total(figures) / figures.length) * 100) / 100
  const formula = `${sumText(figures)} ÷ ${figures.length} = ${value}`
  return computed(figures, { label, field: figures[0]!.field, value, unit: figures[0]!.unit, formula })
}

/** The one in the middle by size, or the mean of the two there. */
export function median(figures: Figure[], label: string): Figure {
  const sorted = figures.toSorted((a, b) => a.value - b.value)
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
  const value = exact(total(middle) / middle.length)
  const formula = `中位数(${sorted.map(shown).join(', ')}) = ${value}`
  return computed(figures, { label, field: figures[0]!.field, value, unit: figures[0]!.unit, formula })
}

/** What a person reads: value and unit, money with its unit, a share with the sign. */
export function figureText({ value, unit }: Figure): string {
  return unit === '%' ? `${value}%` : `${value} ${unit}`
}
