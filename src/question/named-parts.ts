import { type Measure, partsOf, wantedOf } from './measure.ts'
import { has, ids, words } from './named-measure.ts'
import { asksYears } from './named-sum.ts'
import type { Filter } from './operations.ts'
import type { Among, IssuerRef, Operation, Years } from './query.ts'
import { type Segment, spokenIn, textOf } from './segment.ts'

/** Which part of one report's figures is the greatest: 哪个原因最多, 哪类申请人最多, 许可处罚强制哪个最多, 维持的多还是纠正的多. */

interface Beside {
  issuers: IssuerRef[]
  scope: 'below' | 'all' | null
  among: Among
  years: Years | null
  measure: Measure
}

/** 办理情况, 申请人, 行政处罚情况: all parts, unless one of them is named. */
export function asksParts(segments: Segment[]): boolean {
  // 办结的申请都是什么结果: the results are the parts of that row.
  const row = ids(segments, 'row3').some(id => id !== 'handled') || has(segments, 'column2', 'result', 'otherRow')
  const leaf = row || has(segments, 'applicant')
  return (
    (has(segments, 'results') && !row && !has(segments, 'group')) ||
    // 自然人申请的办理结果, of a body that is named.
    (!row &&
      segments.some(({ kind }) => kind === 'place') &&
      /(?:办理|处理|答复)结果[呢?？]*$/.test(textOf(segments))) ||
    (has(segments, 'applicants') && !leaf) ||
    (!has(segments, 'applicant') &&
      words(segments).some(
        ({ meaning, text }) => meaning.kind === 'applicants' && /^(?:按|哪|什么|啥|各|谁)/.test(text),
      )) ||
    (has(segments, 'block') && !has(segments, 'result') && segments.some(({ text }) => text === '结果')) ||
    (has(segments, 'state') && !leaf)
  )
}

/** Which parts of one body's figure are zero, or are not. */
export const testsParts = (
  segments: Segment[],
  { issuers, scope }: Pick<Beside, 'issuers' | 'scope'>,
  { bound }: Filter,
): boolean =>
  issuers.length === 1 &&
  scope === null &&
  bound.kind === 'number' &&
  bound.from === 0 &&
  !asksYears(segments) &&
  (asksParts(segments) ||
    spokenIn(segments).some(each => each.kind === 'breakdown' && each.parts) ||
    /(?:理由|原因|结果|情形)/.test(textOf(segments)))

type Order = Extract<Operation, { kind: 'largest' }>['order']

/** 最多, 最少, 哪种多: which end is meant; null where none is, or more than the first place. */
function orderIn(segments: Segment[]): Order | null {
  const named = spokenIn(segments)
  const ranks = named.filter(each => each.kind === 'rank')
  const moreWord = words(segments).find(({ meaning }) => meaning.kind === 'more')?.meaning
  if (ranks.length === 0) {
    // 占多大比例 ranks nothing.
    const asks = has(segments, 'who') || asksWhichPart(segments)
    if (named.some(({ kind }) => kind === 'share') && !asks) return null
    if (named.some(({ kind }) => !['breakdown', 'value', 'exists', 'share'].includes(kind))) return null
    return moreWord?.kind === 'more' ? moreWord.order : null
  }
  if (named.some(({ kind }) => !['breakdown', 'value', 'exists', 'rank', 'compare', 'share'].includes(kind)))
    return null
  if (ranks.some(({ from, count }) => from !== 1 || count !== 1)) return null
  const orders = new Set(ranks.map(({ order }) => order))
  return orders.size > 1 ? 'both' : [...orders][0]!
}

/** 哪个 alone asks for whatever was named beside it; 哪个单位, 谁 ask for an issuer. */
const asksIssuer = (segments: Segment[]): boolean =>
  words(segments).some(({ meaning, text }) => meaning.kind === 'who' && !/^(?:哪一?个|哪些|哪几个)$/.test(text))

/** 企业和律所哪个多, 企业、律所、科研谁最少: of the applicants that are named, and no body. */
export const betweenApplicants = (segments: Segment[]): boolean =>
  words(segments).filter(({ meaning }) => meaning.kind === 'applicant').length > 1 &&
  !has(segments, 'scope', 'bodies') &&
  words(segments).every(
    ({ meaning, text }) => meaning.kind !== 'who' || /^(?:谁|哪一?个|哪种|哪类|哪一?方|哪边)$/.test(text),
  )

/** 不予公开里哪个最多: what stands before 里 is what the parts are of. */
const namesContainer = (segments: Segment[]): boolean =>
  segments.some((part, at) => {
    const before = segments[at - 1]
    const row = before?.kind === 'word' && ['row3', 'group', 'block', 'applications'].includes(before.meaning.kind)
    return row && part.kind === 'word' && /^(?:里|中|内|里面|里头|当中|之中|其中)$/.test(part.text)
  })

/** A多还是B多, 是A多还是B多. */
const asksEither = (segments: Segment[]): boolean =>
  /还是/.test(textOf(segments)) &&
  words(segments).some(
    ({ meaning }) =>
      meaning.kind === 'more' || (meaning.kind === 'operation' && ['rank', 'compare'].includes(meaning.operation.kind)),
  )

/** 许可、处罚、强制, and not one row for all its columns. */
const namesSeveral = (measure: Measure): boolean => Object.values(measure).some(part => part.length > 1)

/** 哪类申请人, 什么原因, 哪种结果: a part is asked for, whatever else is named. */
const asksWhichPart = (segments: Segment[]): boolean =>
  words(segments).some(
    ({ meaning, text }) =>
      /^(?:哪|什么|啥|何)/.test(text) &&
      (['applicants', 'results'].includes(meaning.kind) ||
        (meaning.kind === 'operation' && meaning.operation.kind === 'breakdown')),
  )

const isOneYear = (years: Years | null): boolean =>
  years === null || (years.kind === 'list' ? years.years.length < 2 : years.kind === 'latest')

/** The operation among the parts of one report that a message names; null where it names none. */
export function readLargest(segments: Segment[], beside: Beside): Operation | null {
  const { issuers, scope, among, years, measure } = beside
  // 惠山区申请里谁最多: of those who asked.
  const askers = has(segments, 'applications') && namesContainer(segments) && issuers.length === 1 && scope === null
  const order = orderIn(segments)
  if (askers && has(segments, 'who') && order !== null && among === null && isOneYear(years))
    return { kind: 'largest', order, columns: true }
  if (asksIssuer(segments) && !betweenApplicants(segments)) return null
  // 各区哪个原因最多, 历年哪类申请人最多: of each report its own.
  const each = asksWhichPart(segments)
  const single = issuers.length < 2 && scope === null && among === null && isOneYear(years)
  if (!each && !single) return null
  const several = wantedOf(measure).length
  if (several > 1 && asksEither(segments)) return { kind: 'compare' }
  // 不予公开理由前三是什么, of one body: all parts, of which the first three are to be seen.
  const first = spokenIn(segments).some(each => each.kind === 'rank' && each.from === 1 && (each.count ?? 1) > 1)
  const broken = asksParts(segments) || spokenIn(segments).some(part => part.kind === 'breakdown' && part.parts)
  if (order === null && first && broken && single && issuers.length === 1) return { kind: 'breakdown', parts: true }
  if (order === null) return null
  const columns = has(segments, 'applicants') && measure.applicants.length === 0
  const parts = columns || spokenIn(segments).some(({ kind }) => kind === 'breakdown') || asksParts(segments)
  const largest: Operation = { kind: 'largest', order, columns }
  if (parts || namesContainer(segments)) return largest
  // 诉讼和复议总数最多的, of nobody: their sums are ranked.
  if (issuers.length === 0 && has(segments, 'total')) return null
  // 许可、处罚、强制哪个最多: 哪个多 alone compares them.
  return namesSeveral(measure) && spokenIn(segments).some(({ kind }) => kind === 'rank' || kind === 'share')
    ? largest
    : null
}

/** What a question about the greatest part compares: the fields that it names, or the parts of the one that it names. */
export function comparedParts(measure: Measure, columns: boolean): string[][] {
  const wanted = wantedOf(measure)
  if (wanted.length !== 1) return wanted
  const [field] = wanted[0] as [string]
  if (columns && field.startsWith('requests.') && field.endsWith('.total'))
    return wantedOf({ ...measure, applicants: applicantColumns })
  return partsOf(field)
}

const applicantColumns = [
  'naturalPerson',
  'business',
  'research',
  'publicInterest',
  'legalService',
  'otherOrganization',
]
