import { fields } from '../report/fields.ts'
import { applicants, disclosureColumns, disclosureRows, requestGroups, requestRows } from '../report/form.ts'
import { rateBlocks, rates } from '../report/rates.ts'
import type { Wanted } from './query.ts'

/** What of the form a question names, still in pieces, so that a later “那自然人呢” can exchange one of them. */
export interface Measure {
  rows2: string[]
  columns2: string[]
  /** Rows and row groups of table 3. */
  rows3: string[]
  applicants: string[]
  blocks: string[]
  results: string[]
  /** Where the message pairs rows with columns, the ids of those cells; empty where every row is meant with every column. */
  cells: string[]
}

export const noMeasure: Measure = {
  rows2: [],
  columns2: [],
  rows3: [],
  applicants: [],
  blocks: [],
  results: [],
  cells: [],
}

export function isEmpty(measure: Measure): boolean {
  return Object.values(measure).every(part => part.length === 0)
}

/** Whether a measure names pieces of this part and of no other. */
export const onlyPart = (measure: Measure, part: keyof Measure): boolean =>
  measure[part].length > 0 &&
  (Object.keys(measure) as (keyof Measure)[]).every(key => key === part || measure[key].length === 0)

/** Whether two measures are of the same table, and of the same block where both name one. */
export function isOfSamePart(a: Measure, b: Measure): boolean {
  if (a.blocks.length > 0 && b.blocks.length > 0) return a.blocks.join() === b.blocks.join()
  const tables = ({ rows2, columns2, rows3, applicants, blocks, results }: Measure) => [
    rows2.length + columns2.length > 0,
    rows3.length + applicants.length > 0,
    blocks.length + results.length > 0,
  ]
  const other = tables(b)
  return tables(a).every((has, at) => has === other[at])
}

const known = (id: string): string[] => (fields.has(id) ? [id] : [])

/** 多少件行政许可/处罚/强制 means the decisions; documents and the other rows are answered with the whole row. */
const mainColumns: Record<string, string[]> = {
  licensing: ['decisions'],
  otherServices: ['decisions'],
  penalties: ['decisions'],
  coercion: ['decisions'],
}

/** 收费最高, 收费总额: of many reports the money is compared, not the number of items. */
const comparedColumns: Record<string, string[]> = { ...mainColumns, fees: ['amount'] }

function disclosureWanted({ rows2, columns2 }: Measure, main: Record<string, string[]>): Wanted[] {
  const rows = rows2.length > 0 ? rows2 : disclosureRows.map(row => row.id)
  // 许可和规范性文件废止各几件: where another row takes the column, a row that has none such is asked for as ever.
  const money = ['amount', 'procurementAmount']
  const taken = rows2.length > 1 && columns2.every(id => !money.includes(id) && rows2.some(row => fitsRow(row, id)))
  return rows.flatMap(row => {
    const printed = disclosureColumns
      .map(column => column.id)
      .filter(id => known(`disclosure.${row}.${columnPart(id)}`).length > 0)
    const fitting = columns2.filter(id => fitsRow(row, id))
    const asEver = columns2.length === 0 || (fitting.length === 0 && taken)
    const columns = asEver ? (main[row] ?? printed).filter(id => fitsRow(row, id)) : fitting
    return columns.flatMap(id => known(`disclosure.${row}.${columnPart(id)}`)).map(id => [id])
  })
}

/** 制发几件，处罚多少: a column or a row of table 2 that nothing else named goes with, and that would be left out. */
export function lacksPair(measure: Measure): boolean {
  const { rows2, columns2 } = measure
  const wanted = wantedOf(measure)
  if (rows2.length === 0 || wanted.length === 0) return false
  return (
    rows2.some(row => !wanted.some(([id]) => id!.startsWith(`disclosure.${row}.`))) ||
    columns2.some(id => !rows2.some(row => fitsRow(row, id)))
  )
}

/** `amount` stands for two columns of the form, 收费金额 and 采购总金额; the row tells them apart, and so does the id. */
const columnPart = (id: string): string => (id === 'procurementAmount' ? 'amount' : id)
const fitsRow = (row: string, column: string): boolean =>
  disclosureRows.some(
    ({ id, columns }) =>
      id === row && Object.values(columns).some(list => (list as readonly string[]).includes(column)),
  )

function requestWanted({ rows3, applicants: named }: Measure): Wanted[] {
  const rows = rows3.length > 0 ? rows3 : ['received']
  const columns = named.length > 0 ? named : ['total']
  return rows.flatMap(row =>
    columns.map(column => {
      const id = `requests.${row}.${column}`
      // “其他” of 办理结果 is 3.其他 in the 2021 edition and the one row 其他处理 before it.
      return row === 'other.remaining' ? [id, `requests.other.${column}`] : [id]
    }),
  )
}

function disputeWanted({ blocks, results }: Measure): Wanted[] {
  const named = blocks.length > 0 ? blocks : [...rateBlocks]
  const columns = results.length > 0 ? results : ['total']
  return named.flatMap(block => columns.map(result => [`${block}.${result}`]))
}

/** The fields that the pieces name together, in the order of the tables; `compared`: to be held against each other. */
export function wantedOf(measure: Measure, compared = false): Wanted[] {
  const product = productOf(measure, compared)
  const paired = product.filter(([id]) => measure.cells.includes(id!))
  // A piece that a later message exchanged (那自然人呢) has no part in the pairs.
  return paired.length > 0 && paired.length === measure.cells.length ? paired : product
}

/** 采购金额, 采购项目: the only row that has such a column; null of a column of several rows. */
export function ownerOf(column: string): string | null {
  const [owner, ...others] = disclosureRows.filter(({ id }) => fitsRow(id, column))
  return owner && others.length === 0 ? owner.id : null
}

/** Every row with every column. */
export function productOf(measure: Measure, compared = false): Wanted[] {
  return [
    ...(measure.rows2.length + measure.columns2.length > 0
      ? disclosureWanted(measure, compared ? comparedColumns : mainColumns)
      : []),
    ...(measure.rows3.length + measure.applicants.length > 0 ? requestWanted(measure) : []),
    ...(measure.blocks.length + measure.results.length > 0 ? disputeWanted(measure) : []),
  ]
}

/** What a breakdown of one field shows: the parts that the form prints of it, rows before columns. Empty where it has none. */
export function partsOf(id: string): Wanted[] {
  const [table, ...rest] = id.split('.')
  const column = rest.at(-1)!
  const row = rest.slice(0, -1).join('.')
  if (table === 'requests' && row === 'handled') {
    return ['granted', 'partlyGranted', 'refused', 'unavailable', 'notProcessed', 'other'].map(part => [
      `requests.${part}.${column}`,
    ])
  }
  if (table === 'requests' && requestGroups.some(group => group.id === row)) {
    return requestRows.filter(part => part.group === row).map(part => [`requests.${part.id}.${column}`])
  }
  if (table === 'requests' && column === 'organizations') return (fields.get(id)?.parts ?? []).map(part => [part])
  if (table === 'requests' && column === 'total') {
    return applicants.filter(({ id: part }) => part !== 'total').map(({ id: part }) => [`requests.${row}.${part}`])
  }
  if (table === 'disclosure') {
    return disclosureColumns
      .map(({ id: part }) => `disclosure.${rest[0]}.${columnPart(part)}`)
      .flatMap(part => known(part).map(found => [found]))
  }
  const block = id.slice(0, id.lastIndexOf('.'))
  if (column === 'total') return ['upheld', 'corrected', 'other', 'pending'].map(result => [`${block}.${result}`])
  return (fields.get(id)?.parts ?? []).map(part => [part])
}

/** 国家秘密 of 不予公开, 自然人 of all applicants, 维持 of 复议: what the other figure counts already. */
export function isPartOf(part: string, whole: string): boolean {
  if (whole.startsWith('disclosure.')) return false
  const parts = [...new Set([...partsOf(whole).map(([id]) => id!), ...(fields.get(whole)?.parts ?? [])])]
  return parts.some(id => id === part || isPartOf(part, id))
}

/** 未经复议直接起诉 and 复议后起诉 are parts of 行政诉讼. */
export const isWithinBlock = (block: string, whole: string): boolean => block === whole || block.startsWith(`${whole}.`)

/** Numerators and denominators of a rate over the columns or blocks that the question names. */
export function rateFields(
  rateId: string,
  measure: Measure,
): { label: string; numerator: string[]; denominator: string[] }[] {
  const rate = rates.find(({ id }) => id === rateId)
  if (!rate) throw new Error(`no such rate: ${rateId}`)
  if (rate.table === 3) {
    const columns = measure.applicants.length > 0 ? measure.applicants : ['total']
    return columns.map(column => ({
      label: rate.label,
      numerator: rate.numerator.map(row => `requests.${row}.${column}`),
      denominator: rate.denominator.map(row => `requests.${row}.${column}`),
    }))
  }
  const named = rate.block ? measure.blocks.filter(block => isWithinBlock(block, rate.block!)) : measure.blocks
  const blocks = named.length > 0 ? named : rate.block ? [rate.block] : [...rateBlocks]
  return blocks.map(block => ({
    label: rate.label,
    numerator: rate.numerator.map(result => `${block}.${result}`),
    denominator: rate.denominator.map(result => `${block}.${result}`),
  }))
}

/** What a field is a share of when the question does not say: results of 办理结果总计, columns of their row, disputes of their block. */
export function wholeOf(id: string): string[] | null {
  const [table, ...rest] = id.split('.')
  const column = rest.at(-1)!
  const row = rest.slice(0, -1).join('.')
  if (table === 'requests') {
    if (column !== 'total') return [`requests.${row}.total`]
    // 收到多少申请 / 占比: of what, nobody can tell.
    if (row === 'received') return null
    if (row === 'carriedIn' || row === 'carriedOut' || row === 'handled') {
      return ['requests.received.total', 'requests.carriedIn.total']
    }
    return ['requests.handled.total']
  }
  if (table === 'review' || table === 'litigation') {
    const block = id.slice(0, id.lastIndexOf('.'))
    if (column !== 'total') return [`${block}.total`]
    return block.startsWith('litigation.') ? ['litigation.total'] : null
  }
  return null
}
