import { applicants } from '../report/form.ts'
import { type Measure, wantedOf } from './measure.ts'
import { excluded } from './named-issuers.ts'
import { words } from './named-measure.ts'
import { type Segment, textOf } from './segment.ts'
import { asksIfSo } from './whether.ts'

/** Columns that a message means without naming them: 各类申请人, all but the natural persons, the whole that a part is held against. */

/** 各类申请人各结转多少: every column of the rows that are named. */
function eachApplicant(segments: Segment[], measure: Measure): Measure {
  const each = words(segments).some(({ meaning, text }) => meaning.kind === 'applicants' && /^各/.test(text))
  const rows = measure.rows3.length > 0 && measure.rows3.join() !== 'received' && measure.applicants.length === 0
  return each && rows ? { ...measure, applicants: applicants.map(({ id }) => id) } : measure
}

/** 都维持了吗, 全部公开了吗, 只有自然人申请吗: whether the part is the whole. */
const asksAll = (segments: Segment[]): boolean => {
  const text = textOf(segments)
  return (
    asksIfSo(text) &&
    /都|全部|全都|全是|只有|仅有?|光是/.test(text) &&
    !/多少|几|哪|什么|[一半\d][件个条份宗]/.test(text)
  )
}

/** The part of one row, column or block with what it is a part of. */
function withWhole(measure: Measure): Measure {
  const { rows3, applicants: columns, blocks, results } = measure
  // 只有个人和企业申请吗.
  if (columns.length > 1 && rows3.length === 1)
    return { ...measure, applicants: ['total', ...columns.filter(id => id !== 'total')] }
  if (wantedOf(measure).length !== 1) return measure
  // 诉讼都是复议以后起诉的吗.
  const [block] = blocks
  if (block?.includes('.') && results.length === 0)
    return { ...measure, blocks: [block.slice(0, block.indexOf('.')), block] }
  if (blocks.length > 0)
    return results.length > 0 ? { ...measure, results: ['total', ...results.filter(id => id !== 'total')] } : measure
  if (columns.length > 0) return { ...measure, applicants: ['total', ...columns.filter(id => id !== 'total')] }
  const [row] = rows3
  if (!row || row === 'received' || row === 'carriedIn' || row === 'carriedOut') return measure
  // 不予公开的都是国家秘密吗.
  if (row.includes('.')) return { ...measure, rows3: [row.slice(0, row.indexOf('.')), row] }
  return { ...measure, rows3: row === 'handled' ? ['received', 'carriedIn', 'handled'] : ['handled', row] }
}

/** 除了自然人还有谁: the others one by one, and no sum of them. */
const asksEachOther = (segments: Segment[]): boolean =>
  /还有[谁哪]|各|分别|都有|哪[类种些]|什么人/.test(textOf(segments))

/** 除自然人外: the other columns of table 3, for which the form has one sum where only the natural persons are left out. */
function otherApplicants(segments: Segment[]): string[] | null {
  const left = [...excluded(segments)].flatMap(part =>
    part.kind === 'word' && part.meaning.kind === 'applicant' ? [part.meaning.id] : [],
  )
  if (left.length === 0 || left.includes('organizations')) return left.length > 0 ? ['naturalPerson'] : null
  if (left.join() === 'naturalPerson' && !asksEachOther(segments)) return ['organizations']
  return applicants.map(({ id }) => id).filter(id => id !== 'total' && !left.includes(id))
}

/** The measure with the columns that are meant; `added`: of those that are left only the sum is asked. */
export function meantColumns(segments: Segment[], named: Measure): { measure: Measure; added: boolean } {
  const others = otherApplicants(segments)
  const own = others ? { ...named, applicants: others } : eachApplicant(segments, named)
  return {
    measure: asksAll(segments) ? withWhole(own) : own,
    added: others !== null && others.length > 1 && !asksEachOther(segments),
  }
}
