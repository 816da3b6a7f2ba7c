import { requestRows } from '../report/form.ts'
import { type Measure, wantedOf, wholeOf } from './measure.ts'
import type { Wanted } from './query.ts'

/** One figure set against another: which fields stand above and below the line. */
export interface Share {
  numerator: Wanted[]
  denominator: Wanted[]
  /**
   * `part`: the form counts the numerator within the denominator · `beside`: two figures set against each other as the question says ·
   * `apart`: results that exclude each other, of which a share is a mistake about the form (信访类占不予公开的).
   */
  relation: 'part' | 'beside' | 'apart'
}

const groupOf = new Map<string, string>(requestRows.flatMap(row => (row.group ? [[row.id, row.group] as const] : [])))

/** Rows of table 3 that are no results of requests. */
const counts = ['received', 'carriedIn', 'carriedOut', 'handled']
const isResult = (row: string): boolean => !counts.includes(row)

const requests = ({ rows3, applicants }: Measure): boolean => rows3.length + applicants.length > 0
const disputes = ({ blocks, results }: Measure): boolean => blocks.length + results.length > 0
const disclosure = ({ rows2, columns2 }: Measure): boolean => rows2.length + columns2.length > 0
const tables = (measure: Measure): string =>
  [disclosure(measure) ? '2' : '', requests(measure) ? '3' : '', disputes(measure) ? '4' : ''].join('')

/** `other.remaining` is the one row 其他处理 in the older edition. */
const cell = (row: string, column: string): Wanted => [
  `requests.${row}.${column}`,
  ...(row === 'other.remaining' ? [`requests.other.${column}`] : []),
]

/** The rows that a part is counted within where only a column is named as the whole: 自然人里予以公开占多少. */
const rowsAbove = (row: string): string[] => (isResult(row) ? ['handled'] : ['received', 'carriedIn'])

const isWithin = (row: string, whole: string): boolean =>
  row === whole || groupOf.get(row) === whole || (whole === 'handled' && isResult(row)) || whole === 'received'

function relationOf(
  part: { row: string; column: string },
  whole: { rows: string[]; columns: string[] },
): Share['relation'] {
  const inColumn = whole.columns.some(column => column === 'total' || column === part.column)
  if (whole.rows.some(row => isWithin(part.row, row))) return inColumn ? 'part' : 'beside'
  return isResult(part.row) && whole.rows.every(isResult) ? 'apart' : 'beside'
}

const carriedBoth = ({ rows3 }: Measure): boolean => rows3.join() === 'carriedIn,carriedOut'

function requestShares(part: Measure, whole: Measure): Share[] {
  const rows = part.rows3.length > 0 ? part.rows3 : whole.rows3.length > 0 ? whole.rows3 : ['received']
  const columns =
    part.applicants.length > 0 ? part.applicants : whole.applicants.length > 0 ? whole.applicants : ['total']
  // 自然人占公开和部分公开的: of all the rows that the whole names.
  if (part.rows3.length === 0 && whole.rows3.length > 1 && whole.applicants.length === 0 && !carriedBoth(whole))
    return columns.map(column => ({
      numerator: rows.map(row => cell(row, column)),
      denominator: rows.map(row => cell(row, 'total')),
      relation: 'part',
    }))
  return rows.flatMap(row =>
    columns.map((column): Share => {
      // 自然人占结转的: each of the two rows has its own total.
      const own = part.rows3.length === 0 && carriedBoth(whole)
      const inside = part.applicants.length === 0 && whole.applicants.length > 0
      const below = own ? [row] : whole.rows3.length > 0 ? whole.rows3 : inside ? rowsAbove(row) : [row]
      // 自然人的予以公开占予以公开的: of one row the columns are parts; of another row the same column is meant.
      const beside =
        whole.applicants.length > 0 ? whole.applicants : below.every(each => each === row) ? ['total'] : [column]
      return {
        numerator: [cell(row, column)],
        denominator: below.flatMap(each => beside.map(other => cell(each, other))),
        relation: relationOf({ row, column }, { rows: below, columns: beside }),
      }
    }),
  )
}

function disputeShares(part: Measure, whole: Measure): Share[] {
  const blocks = part.blocks.length > 0 ? part.blocks : whole.blocks
  const results = part.results.length > 0 ? part.results : ['total']
  const below = whole.results.length > 0 ? whole.results : ['total']
  return blocks.flatMap(block =>
    results.map((result): Share => {
      const beside =
        whole.blocks.length === 0 || (part.blocks.length === 0 && whole.blocks.length > 1) ? [block] : whole.blocks
      return {
        numerator: [[`${block}.${result}`]],
        denominator: beside.flatMap(other => below.map(each => [`${other}.${each}`])),
        relation:
          below.includes('total') && beside.some(other => block === other || block.startsWith(`${other}.`))
            ? 'part'
            : 'beside',
      }
    }),
  )
}

/** What the form makes a field a part of: results of 办理结果总计, columns of their row; a result in one column is a part of both. */
function ownWholes(field: Wanted): Share[] {
  const [id] = field as [string]
  const [table, ...rest] = id.split('.')
  const column = rest.at(-1)!
  const row = rest.slice(0, -1).join('.')
  const whole = wholeOf(id)
  if (!whole) return []
  const own: Share = { numerator: [field], denominator: whole.map(each => [each]), relation: 'part' }
  return table === 'requests' && column !== 'total' && isResult(row)
    ? [{ ...own, denominator: [cell('handled', column)] }, own]
    : [own]
}

/**
 * The shares that a question asks for: of `whole` where it names one, else of what the form makes each field a part of. `joint`: of
 * all fields together. Null where the words do not settle both sides of the line.
 */
export function sharesOf(fields: Wanted[], part: Measure, whole: Measure | null, joint: boolean): Share[] | null {
  const shares = whole ? sharesIn(part, whole) : fields.flatMap(ownWholes)
  if (!joint || shares.length < 2) return shares.length > 0 ? shares : null
  const [first] = shares as [Share]
  const same = shares.every(({ denominator }) => JSON.stringify(denominator) === JSON.stringify(first.denominator))
  return same ? [{ ...first, numerator: shares.flatMap(({ numerator }) => numerator) }] : null
}

/** Whether a field counts something whole, which a share over many reports is then taken of: requests, reviews, decisions. */
export function isCount(id: string): boolean {
  const [table, ...rest] = id.split('.')
  if (table === 'disclosure') return true
  return rest.at(-1) === 'total' && (table !== 'requests' || counts.includes(rest.slice(0, -1).join('.')))
}

/** Each part of one field in the field itself, or in what the question names; null where that is not one field. */
export function sharesOfParts(parts: Wanted[], whole: Wanted[]): Share[] | null {
  if (parts.length === 0 || whole.length !== 1) return null
  return parts.map(part => ({ numerator: [part], denominator: whole, relation: 'part' }))
}

function sharesIn(part: Measure, whole: Measure): Share[] {
  const table = tables(whole)
  const own = tables(part)
  if (table === '3' && (own === '3' || own === '')) return requestShares(part, whole)
  if (table === '4' && (own === '4' || own === '')) return disputeShares(part, whole)
  const above = wantedOf(part)
  const below = wantedOf(whole)
  return above.length === 1 && below.length === 1 ? [{ numerator: above, denominator: below, relation: 'beside' }] : []
}
