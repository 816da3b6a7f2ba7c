import { fieldOf } from '../report/fields.ts'
import {
  applicants,
  disclosureColumns,
  disclosureRows,
  disputeBlocks,
  disputeResults,
  requestGroups,
  requestRows,
} from '../report/form.ts'
import type { HeldReport, SourceLine } from './answer.ts'

const sections = {
  2: '二、主动公开政府信息情况（表）',
  3: '三、收到和处理政府信息公开申请情况（表）',
  4: '四、政府信息公开行政复议、行政诉讼情况（表）',
}

const labelIn = (headings: readonly { id: string; label: string }[], id: string): string | undefined =>
  headings.find(heading => heading.id === id)?.label

/** Row and column where a field stands, in the form's words. */
function cellName(id: string): string {
  const field = fieldOf(id)
  const column =
    labelIn(applicants, field.column) ??
    labelIn(disclosureColumns, field.column) ??
    labelIn(disputeResults, field.column) ??
    '法人或其他组织各列'
  const own = requestRows.find(row => row.id === field.row)
  const group = labelIn(requestGroups, own?.group ?? field.row)
  const requestRow = own && group && own.label !== group ? `${group} ${own.label}` : (own?.label ?? `${group}各行`)
  const row = {
    2: labelIn(disclosureRows, field.row),
    3: requestRow,
    4: labelIn(disputeBlocks, field.row) ?? '行政诉讼两栏',
  }[field.table]
  return `“${row}”行“${column}”列`
}

/** Tables, rows and columns where fields stand; a long list is cut after its first entries. */
export function placeOfFields(ids: string[]): string {
  const tables = [...new Set(ids.map(id => fieldOf(id).table))]
  return tables
    .map(table => {
      const cells = [...new Set(ids.filter(id => fieldOf(id).table === table).map(cellName))]
      return `${sections[table]}${cells.slice(0, 4).join('、')}${cells.length > 4 ? '等' : ''}`
    })
    .join('；')
}

/** The source line of some fields of one report. */
export function sourceOf(report: HeldReport, fields: string[]): SourceLine {
  const where = 'url' in report.source ? { url: report.source.url } : { file: report.source.file }
  return { title: report.title, ...where, place: placeOfFields(fields) }
}
