import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Block, Document, GridCell } from '../../src/reading/document.ts'
import { applicants, disclosureRows, requestRows } from '../../src/report/form.ts'
import type { CellState, Edition } from '../../src/report/report.ts'

const folder = join(import.meta.dirname, '../fixtures')

export const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)))

export type Expected = Record<string, { value: number | null; state: CellState }>

export const expectedOf = (report: string): Expected => JSON.parse(readFileSync(join(folder, `${report}.json`), 'utf8'))

export const tablesOf = (document: Document): GridCell[][][] =>
  document.blocks.flatMap(block => (block.kind === 'table' ? [block.rows] : []))

export const paragraphsOf = (document: Document): string[] =>
  document.blocks.flatMap(block => (block.kind === 'paragraph' ? [block.text] : []))

/** A row as one line: cells between bars, covered spots as `~`, white space gone. */
export const rowLine = (row: GridCell[]): string =>
  row.map(cell => (cell.continued ? '~' : cell.text.replace(/\s/g, ''))).join('|')

/** The whole document in lines, for comparing formats. */
export const outline = (blocks: Block[]): string[] =>
  blocks.flatMap(block => (block.kind === 'paragraph' ? [block.text.replace(/\s/g, '')] : block.rows.map(rowLine)))

/** The figures of the three statutory tables by field, taken from where the form prints them. */
export function figuresOf(document: Document, edition: Edition): Record<string, string> {
  const [disclosure, requests, outcomes] = tablesOf(document)
  const figures: Record<string, string> = {}
  for (const row of disclosure ?? []) {
    const printed = disclosureRows.find(({ label, printed }) => [label, ...printed].includes(row[0]!.text))
    const cells = row.slice(1).filter(cell => !cell.continued)
    for (const [index, column] of (printed?.columns[edition] ?? []).entries()) {
      const name = column === 'procurementAmount' ? 'amount' : column
      figures[`disclosure.${printed!.id}.${name}`] = cells[index]!.text
    }
  }
  const rows = requestRows.filter(row => row.editions.includes(edition))
  for (const [index, row] of rows.entries()) {
    for (const [column, applicant] of applicants.entries()) {
      figures[`requests.${row.id}.${applicant.id}`] = requests![index + 3]![column + 3]!.text
    }
  }
  const results = ['review', 'litigation.direct', 'litigation.afterReview'].flatMap(block =>
    ['upheld', 'corrected', 'other', 'pending', 'total'].map(column => `${block}.${column}`),
  )
  for (const [index, field] of results.entries()) figures[field] = outcomes!.at(-1)![index]!.text
  return figures
}

/** What a printed figure says, for fixtures only: blank, not applicable, or a number in the form's unit. */
export function printedValue(text: string): { value: number | null; state: CellState } {
  const plain = text.replace(/[\s,]/g, '')
  if (plain === '') return { value: null, state: 'blank' }
  const amount = plain.match(/^([+-]?[\d.]+)(元)?$/)
  if (amount === null) return { value: null, state: 'notApplicable' }
  return { value: amount[2] === undefined ? Number(amount[1]) : Number(amount[1]) / 10_000, state: 'reported' }
}
