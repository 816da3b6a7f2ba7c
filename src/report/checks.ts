import { narrativeFindings } from './checks-narrative.ts'
import { fieldOf } from './fields.ts'
import { applicants, disputeBlocks, disputeResults, organizationApplicants, requestRows } from './form.ts'
import type { Finding, Report } from './report.ts'

/**
 * 勾稽: what must balance within a report, and between the reports of two years. Findings are for the reader; nothing is repaired.
 * An operand that is no number leaves a check undecided.
 */

/** Value of a reported cell by field id; null for every other state. */
export type Values = (field: string) => number | null

export function valuesOf(report: Pick<Report, 'cells'>): Values {
  const values = new Map(report.cells.map(cell => [cell.field, cell.state === 'reported' ? cell.value : null]))
  return field => values.get(field) ?? null
}

/** Rules 1–4 (the tables) and 6 (text against tables) of one report. */
export function checkReport(report: Report): Finding[] {
  const value = valuesOf(report)
  const printed = new Set(report.cells.map(cell => cell.field))
  return [
    ...applicants.flatMap(applicant => [...flowOf(applicant, value), ...resultsOf(applicant, printed, value)]),
    ...rowTotals(printed, value),
    ...disputeTotals(value),
    ...narrativeFindings(report, value),
  ]
}

/** Rule 1: what came in is what was handled or goes on. */
function flowOf(applicant: { id: string; label: string }, value: Values): Finding[] {
  const fields = ['received', 'carriedIn', 'handled', 'carriedOut'].map(row => `requests.${row}.${applicant.id}`)
  const [received, carriedIn, handled, carriedOut] = numbers(fields, value) ?? []
  if (received === undefined || received + carriedIn! === handled! + carriedOut!) return []
  const message = `依申请表“${applicant.label}”一列：本年新收${received}件＋上年结转${carriedIn}件＝${received + carriedIn!}件，办理结果总计${handled}件＋结转下年度${carriedOut}件＝${handled! + carriedOut!}件，两边不相等`
  return [{ check: 'requests.flow', message, fields }]
}

/** Rule 2: the results add up to （七）总计. */
function resultsOf(applicant: { id: string; label: string }, printed: Set<string>, value: Values): Finding[] {
  const handledField = `requests.handled.${applicant.id}`
  const parts = requestRows
    .filter(isResult)
    .map(row => `requests.${row.id}.${applicant.id}`)
    .filter(field => printed.has(field))
  const results = numbers(parts, value)
  const handled = value(handledField)
  if (results === null || handled === null || parts.length === 0) return []
  const sum = total(results)
  if (sum === handled) return []
  const message = `依申请表“${applicant.label}”一列：各项办理结果相加为${sum}件，（七）总计印为${handled}件`
  return [{ check: 'requests.results', message, fields: [handledField, ...parts] }]
}

const notResults = new Set(['received', 'carriedIn', 'handled', 'carriedOut'])
const isResult = (row: { id: string }) => !notResults.has(row.id)

/** Rule 3: in each row of table 3 the applicants add up to the total. */
function rowTotals(printed: Set<string>, value: Values): Finding[] {
  const rows = requestRows.filter(row => printed.has(`requests.${row.id}.total`))
  return rows.flatMap(row => {
    const parts = ['naturalPerson', ...organizationApplicants].map(id => `requests.${row.id}.${id}`)
    const totalField = `requests.${row.id}.total`
    const counts = numbers(parts, value)
    const sum = value(totalField)
    if (counts === null || sum === null || total(counts) === sum) return []
    const message = `依申请表“${fieldOf(totalField).label}”一行：各类申请人相加为${total(counts)}件，总计印为${sum}件`
    return [{ check: 'requests.applicants', message, fields: [totalField, ...parts] }]
  })
}

/** Rule 4: in each block of table 4 the results add up to the total. */
function disputeTotals(value: Values): Finding[] {
  return disputeBlocks.flatMap(block => {
    const parts = disputeResults.filter(result => result.id !== 'total').map(result => `${block.id}.${result.id}`)
    const counts = numbers(parts, value)
    const printed = value(`${block.id}.total`)
    if (counts === null || printed === null || total(counts) === printed) return []
    const message = `复议诉讼表“${block.label}”：各种结果相加为${total(counts)}件，总计印为${printed}件`
    return [{ check: 'disputes.total', message, fields: [`${block.id}.total`, ...parts] }]
  })
}

/** What the rules between years look at. */
export type YearFigures = Pick<Report, 'year' | 'edition' | 'cells'>

/**
 * Rule 5: two reports of one issuer, of a year and the year after. What was carried out of the one is carried into the other; documents
 * in force are those of before, and those issued, without those repealed. Which report is the later one does not matter.
 */
export function checkYears(one: YearFigures, other: YearFigures): Finding[] {
  const [before, after] = one.year < other.year ? [one, other] : [other, one]
  if (after.year !== before.year + 1) return []
  const earlier = valuesOf(before)
  const later = valuesOf(after)
  return [
    ...carriedOver(before, after, earlier, later),
    ...['regulations', 'normativeDocuments'].flatMap(row => inForce(row, before, after, earlier, later)),
  ]
}

function carriedOver(before: YearFigures, after: YearFigures, earlier: Values, later: Values): Finding[] {
  const fields = ['requests.carriedOut.total', 'requests.carriedIn.total']
  const out = earlier(fields[0]!)
  const into = later(fields[1]!)
  if (out === null || into === null || out === into) return []
  return [
    {
      check: 'years.carriedOver',
      message: `${before.year}年报告结转下年度${out}件，${after.year}年报告上年结转${into}件，两年不衔接`,
      fields,
    },
  ]
}

function inForce(row: string, before: YearFigures, after: YearFigures, earlier: Values, later: Values): Finding[] {
  const field = (column: string) => `disclosure.${row}.${column}`
  const base = earlier(field('inForce'))
  const issued = later(field('issued'))
  const repealed = later(field('repealed'))
  const now = later(field('inForce'))
  if (base === null || issued === null || repealed === null || now === null || now === base + issued - repealed)
    return []
  const label = fieldOf(field('inForce')).label
  const message = `${label}：${before.year}年末${base}件＋${after.year}年制发${issued}件－废止${repealed}件＝${base + issued - repealed}件，${after.year}年报告印为${now}件`
  return [{ check: 'years.inForce', message, fields: [field('inForce'), field('issued'), field('repealed')] }]
}

/** All of them, or null where one is no number. */
function numbers(fields: string[], value: Values): number[] | null {
  const found = fields.map(value)
  return found.every(number => number !== null) ? found : null
}

const total = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0)
