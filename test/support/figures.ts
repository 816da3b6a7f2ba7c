import type { Outcome } from '../../src/answer/answer.ts'
import { type Figure, fullName, type HeldReport } from '../../src/answer/answer.ts'
import { lookup } from '../../src/answer/figure.ts'
import { plainText } from '../../src/channels/plain.ts'
import { wantedOf } from '../../src/question/measure.ts'
import { fieldOf, fields } from '../../src/report/fields.ts'
import { evaluate } from './corpus.ts'

/**
 * Holds every figure of an outcome against the stored reports: a figure of one field must be that field of that report, a computed one a
 * formula that comes out and whose operands are fields of its reports; and the text must name issuer, year and field.
 */
export function groundless(outcome: Outcome, stored: ReadonlyMap<string, HeldReport>): string | null {
  const text = plainText(outcome)
  if (text.trim() === '') return 'says nothing'
  if (outcome.kind !== 'answer') return null
  for (const figure of outcome.figures) {
    const problem = isField(figure)
      ? problemWithCell(figure, stored, text)
      : problemWithFormula(figure, stored, outcome)
    if (problem) return `${figure.label} ${figure.value}${figure.unit}: ${problem}`
  }
  return null
}

const isField = (figure: Figure): boolean =>
  fields.has(figure.field) && !figure.report.includes('+') && figure.label === fieldOf(figure.field).label

function problemWithCell(figure: Figure, stored: ReadonlyMap<string, HeldReport>, text: string): string | null {
  const report = stored.get(figure.report)
  if (!report) return `no such report: ${figure.report}`
  const found = lookup(report, figure.field)
  if (!('figure' in found) || found.figure.value !== figure.value) return 'not what the report has'
  if (figure.year !== report.year || figure.issuer !== fullName(report.issuer)) return 'another issuer or year'
  // A list names its issuer once for all; figures that only serve a ratio are named with it.
  const named = [fullName(report.issuer), `${report.year}年`, figure.label].filter(words => !text.includes(words))
  return named.length > 0 ? `not named: ${named.join(', ')}` : null
}

/** Printed numbers of a report, and the sums that the form makes of them. */
function numbersOf(report: HeldReport): Set<number> {
  return new Set(
    [...fields.keys()].flatMap(field => {
      const found = lookup(report, field)
      return 'figure' in found ? [found.figure.value] : []
    }),
  )
}

const known = new WeakMap<HeldReport, Set<number>>()
const numbers = (report: HeldReport): Set<number> => {
  const set = known.get(report) ?? numbersOf(report)
  known.set(report, set)
  return set
}

/** What the wanted fields of a report add up to, where a question takes their sum. */
function sumsOf(query: Outcome['query'], reports: readonly HeldReport[]): number[] {
  if (query?.what.kind !== 'sum') return []
  const own = (report: HeldReport) =>
    wantedOf(query.measure, true).reduce((sum, fields) => {
      const found = fields.map(field => lookup(report, field)).find(each => 'figure' in each)
      return sum + (found && 'figure' in found ? found.figure.value : Number.NaN)
    }, 0)
  const byIssuer = [...Map.groupBy(reports, ({ issuer }) => fullName(issuer)).values()]
  return [
    ...reports.map(own),
    ...byIssuer.map(group => Math.round(group.reduce((sum, report) => sum + own(report), 0) * 1e6) / 1e6),
  ]
}

function problemWithFormula(
  figure: Figure,
  stored: ReadonlyMap<string, HeldReport>,
  { query, figures: beside }: Extract<Outcome, { kind: 'answer' }>,
): string | null {
  const reports = figure.report.split('+').map(id => stored.get(id))
  if (reports.some(report => !report)) return `no such report: ${figure.report}`
  const formula = figure.formula
  if (!formula) return 'neither a field nor a formula'
  const sums = sumsOf(query, reports as HeldReport[])
  if (formula.startsWith('中位数(')) return problemWithMedian(figure, reports as HeldReport[], beside, sums)
  const [left, right] = formula.split(/ [=≈] /)
  const tokens = (left ?? '').match(/[()]|(?<= )[-+÷](?= )|-?\d+(?:\.\d+)?/g) ?? []
  const value = evaluate(tokens.map(token => (token === '÷' ? '/' : token)))
  const shown = Number((right ?? '').replace('%', ''))
  if (Math.abs(value * (figure.unit === '%' ? 100 : 1) - shown) > 0.00501 || shown !== figure.value)
    return `does not come out: ${formula}`
  const operands = tokens.filter(token => /\d/.test(token)).map(Number)
  const differences = figure.label.endsWith('变化率') ? 1 : 0
  const divisor = figure.label.endsWith('平均') ? 1 : 0
  const foreign = operands.filter(
    (operand, at) =>
      !isComputed(operand, figure, beside) &&
      !sums.includes(operand) &&
      !(divisor && at === operands.length - 1) &&
      !(differences && at === 0) &&
      !reports.some(report => numbers(report!).has(operand)),
  )
  return foreign.length > 0 ? `operands from nowhere: ${foreign.join(', ')} in ${formula}` : null
}

/** What was computed before, from reports of this figure: the percentages of a difference, the mean that a figure is held against. */
const isComputed = (operand: number, figure: Figure, beside: readonly Figure[]): boolean =>
  beside.some(
    ({ value, formula, report }) =>
      formula !== undefined &&
      formula !== figure.formula &&
      Math.abs(value) === Math.abs(operand) &&
      report.split('+').every(id => figure.report.split('+').includes(id)),
  )

function problemWithMedian(
  figure: Figure,
  reports: HeldReport[],
  beside: readonly Figure[],
  sums: readonly number[],
): string | null {
  const [list = '', shown] = figure.formula!.slice('中位数('.length).split(') = ')
  const values = list.split(', ').map(text => Number(text.replace('%', '')))
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2
  if (Math.abs(middle - figure.value) > 0.00501 || Number(shown) !== figure.value)
    return `not the middle: ${figure.formula}`
  const foreign = values.filter(
    value =>
      !isComputed(value, figure, beside) &&
      !sums.includes(value) &&
      !reports.some(report => numbers(report).has(value)),
  )
  return foreign.length > 0 ? `operands from nowhere: ${foreign.join(', ')}` : null
}
