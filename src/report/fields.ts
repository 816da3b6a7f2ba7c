import {
  applicants,
  disclosureColumns,
  disclosureRows,
  disputeBlocks,
  disputeResults,
  organizationApplicants,
  requestGroups,
  requestRows,
} from './form.ts'
import type { Edition, Unit } from './report.ts'

/** The edition that reports of a year are to print: the second since the reports of 2021 (国办公开办函〔2021〕30号). */
export const editionOf = (year: number): Edition => (year >= 2021 ? '2021' : '2019')

/** One figure that the form asks for, or (with `parts`) a sum of such figures that people ask for and no edition prints. */
export interface Field {
  id: string
  table: 2 | 3 | 4
  row: string
  column: string
  /** In full, as an answer prints it. */
  label: string
  unit: Unit
  /** Editions that print the field as a cell; empty for a pure sum. */
  editions: Edition[]
  /** Ids that add up to this field where it is not printed. */
  parts: string[]
}

const itemColumns = new Set<string>(['previousItems', 'change', 'projects'])
const moneyColumns = new Set<string>(['amount', 'procurementAmount'])

const disclosureFields: Field[] = disclosureRows.flatMap(row =>
  disclosureColumns.flatMap(column => {
    const editions = column.editions.filter(edition => row.columns[edition]?.includes(column.id))
    if (editions.length === 0) return []
    const id = column.id === 'procurementAmount' ? 'amount' : column.id
    const unit: Unit = moneyColumns.has(column.id) ? '万元' : itemColumns.has(column.id) ? '项' : '件'
    const label = `${row.label} ${column.label}`
    return [
      {
        id: `disclosure.${row.id}.${id}`,
        table: 2,
        row: row.id,
        column: column.id,
        label,
        unit,
        editions,
        parts: [],
      } satisfies Field,
    ]
  }),
)

/** Rows of table 3 as people ask for them: the printed rows and the sums of the four groups. */
const requestRowsAndGroups: { id: string; label: string; editions: Edition[]; rows: string[] }[] = [
  ...requestRows
    .filter(row => row.id !== 'other')
    .map(row => {
      const group = requestGroups.find(({ id }) => id === row.group)
      return { id: row.id, label: group ? `${group.label}/${row.label}` : row.label, editions: row.editions, rows: [] }
    }),
  ...requestGroups.map(group => ({
    id: group.id,
    label: group.id === 'other' ? group.label : `${group.label}（合计）`,
    editions: requestRows.find(({ id }) => id === group.id)?.editions ?? [],
    rows: requestRows.filter(row => row.group === group.id).map(row => row.id),
  })),
]

const requestFields: Field[] = requestRowsAndGroups.flatMap(row => [
  ...applicants.map(
    applicant =>
      ({
        id: `requests.${row.id}.${applicant.id}`,
        table: 3,
        row: row.id,
        column: applicant.id,
        label: applicant.id === 'total' ? row.label : `${row.label}（${applicant.label}）`,
        unit: '件',
        editions: row.editions,
        parts: row.rows.map(id => `requests.${id}.${applicant.id}`),
      }) satisfies Field,
  ),
  {
    id: `requests.${row.id}.organizations`,
    table: 3,
    row: row.id,
    column: 'organizations',
    label: `${row.label}（法人或其他组织）`,
    unit: '件',
    editions: [],
    parts: organizationApplicants.map(id => `requests.${row.id}.${id}`),
  } satisfies Field,
])

const disputeFields: Field[] = disputeResults.flatMap(result => [
  ...disputeBlocks.map(
    block =>
      ({
        id: `${block.id}.${result.id}`,
        table: 4,
        row: block.id,
        column: result.id,
        label: `${block.id === 'review' ? '' : '行政诉讼/'}${block.label} ${result.label}`,
        unit: '件',
        editions: ['2019', '2021'],
        parts: [],
      }) satisfies Field,
  ),
  {
    id: `litigation.${result.id}`,
    table: 4,
    row: 'litigation',
    column: result.id,
    label: `行政诉讼 ${result.label}（合计）`,
    unit: '件',
    editions: [],
    parts: [`litigation.direct.${result.id}`, `litigation.afterReview.${result.id}`],
  } satisfies Field,
])

/** Every field of both editions and every sum, by id. */
export const fields: ReadonlyMap<string, Field> = new Map(
  [...disclosureFields, ...requestFields, ...disputeFields].map(field => [field.id, field]),
)

/** The field with this id; throws on an id that the form does not know, which is a fault of the program. */
export function fieldOf(id: string): Field {
  const field = fields.get(id)
  if (!field) throw new Error(`no such field in the form: ${id}`)
  return field
}

/** Ids of all cells that an edition prints. */
export function printedFields(edition: Edition): string[] {
  return [...fields.values()].filter(field => field.editions.includes(edition)).map(field => field.id)
}
