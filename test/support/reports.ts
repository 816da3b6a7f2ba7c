import type { HeldReport } from '../../src/answer/answer.ts'
import { fieldOf, printedFields } from '../../src/report/fields.ts'
import type { Cell, CellState, Edition, Report } from '../../src/report/report.ts'

/** A number that the report prints as such, or value, state, printed text and note. */
export type CellSpec = number | [value: number | null, state: CellState, raw: string, note?: string]

export interface ReportSpec extends Partial<Omit<Report, 'cells' | 'issuer'>> {
  /** By default the issuer is the government of 清河县 (410199), which does not exist. */
  issuer?: Partial<Report['issuer']>
  cells?: Record<string, CellSpec>
}

function makeCell(field: string, spec: CellSpec): Cell {
  const label = fieldOf(field).label
  if (typeof spec === 'number') return { field, label, value: spec, state: 'reported', raw: String(spec) }
  const [value, state, raw, note] = spec
  return { field, label, value, state, raw, ...(note === undefined ? {} : { note }) }
}

/** A report as an answer takes it from the library. */
export const heldOf = (report: Report): HeldReport => {
  const cells = new Map(report.cells.map(cell => [cell.field, cell]))
  return { ...report, cellOf: field => cells.get(field) }
}

/** A small report, invented but for what the test says about it. */
export function makeReport({ issuer, cells = {}, ...rest }: ReportSpec = {}): Report {
  const year = rest.year ?? 2023
  const id = rest.id ?? `qinghe-${year}`
  const name = issuer?.name ?? '清河县人民政府'
  return {
    id,
    title: `${name}${year}年政府信息公开工作年度报告`,
    year,
    edition: year >= 2021 ? '2021' : '2019',
    publishedOn: `${year + 1}-01-20`,
    sections: [{ number: '一', heading: '总体情况', text: `本县${year}年的概况。` }],
    findings: [],
    source: { file: `${id}.html`, sha256: '0'.repeat(64) },
    ...rest,
    issuer: { kind: 'government', division: { code: '410199', path: ['河南省', '郑州市', '清河县'] }, ...issuer, name },
    cells: Object.entries(cells).map(([field, spec]) => makeCell(field, spec)),
  }
}

/** A report that prints every cell of its edition, each with the number that `value` gives for it. */
export function makeFullReport(spec: ReportSpec, value: (field: string, index: number) => CellSpec): Report {
  const edition: Edition = spec.edition ?? ((spec.year ?? 2023) >= 2021 ? '2021' : '2019')
  const cells = Object.fromEntries(printedFields(edition).map((field, index) => [field, value(field, index)]))
  return makeReport({ ...spec, edition, cells })
}
