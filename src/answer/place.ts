import {
  applicants,
  disclosureColumns,
  disclosureRows,
  disputeBlocks,
  disputeResults,
  fieldOf,
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

/** Table, row and column where a field stands, in the form's words. */
export function placeOfField(id: string): string {
  const field = fieldOf(id)
  const column =
    labelIn(applicants, field.column) ??
    labelIn(disclosureColumns, field.column) ??
    labelIn(disputeResults, field.column) ??
    '法人或其他组织各列'
  const own = requestRows.find(row => row.id === field.row)
  const group = labelIn(requestGroups, own?.group ?? field.row)
  const row =
    field.table === 2
      ? labelIn(disclosureRows, field.row)
      : field.table === 4
        ? (labelIn(disputeBlocks, field.row) ?? '行政诉讼两栏')
        : own && group && own.label !== group
          ? `${group} ${own.label}`
          : (own?.label ?? `${group}各行`)
  return `${sections[field.table]}“${row}”行“${column}”列`
}

/** The source line of some fields of one report. */
export function sourceOf(report: HeldReport, fields: string[]): SourceLine {
  const place = [...new Set(fields.map(placeOfField))].slice(0, 3).join('；')
  const where = 'url' in report.source ? { url: report.source.url } : { file: report.source.file }
  return { title: report.title, ...where, place }
}
