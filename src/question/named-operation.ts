import type { Measure } from './measure.ts'
import { has, words } from './named-measure.ts'
import { strongest } from './operations.ts'
import type { IssuerRef, Operation, Order, Years } from './query.ts'
import type { Segment } from './segment.ts'

/** What a message wants done with its figures. */

interface Beside {
  who: boolean
  issuers: IssuerRef[]
  rates: string[]
  years: Years | null
  measure: Measure
  /** What a share is taken of, where the question names it. */
  whole: Measure | null
  scope: 'below' | 'all' | null
}

const operationsOf = (segments: Segment[]): Operation[] =>
  segments.flatMap(part =>
    part.kind === 'operation'
      ? [part.operation]
      : part.kind === 'word' && part.meaning.kind === 'operation'
        ? [part.meaning.operation]
        : [],
  )

/** 最少的前三家: the order is said by one word and the count by another. */
function mergedRank(operations: Operation[]): Operation[] {
  const ranks = operations.filter(each => each.kind === 'rank')
  if (ranks.length < 2) return operations
  const counted = ranks.find(({ from, count }) => from > 1 || (count ?? 0) > 1) ?? ranks[0]!
  const orders = new Set(ranks.map(({ order: each }) => each))
  // 最多和最少的: the whole list has both.
  if (orders.size > 1 && counted.from === 1 && counted.count === 1)
    return [...operations.filter(each => each.kind !== 'rank'), { ...counted, order: 'most', count: null }]
  const order = orders.has('least') ? 'least' : 'most'
  return [...operations.filter(each => each.kind !== 'rank'), { ...counted, order }]
}

/** 办理情况, 申请人, 行政处罚情况: all parts, unless one of them is named. */
export function asksParts(segments: Segment[]): boolean {
  const leaf = has(segments, 'row3', 'column2', 'result', 'applicant', 'otherRow')
  return (
    (has(segments, 'results') && !leaf && !has(segments, 'group')) ||
    (has(segments, 'applicants') && !leaf) ||
    (has(segments, 'state') && !leaf)
  )
}

/** 占梁溪区的多少: the share is taken of another issuer's figure. */
const isAcross = (segments: Segment[]): boolean =>
  segments.some((part, at) => /^占(?:了|到)?$/.test(part.text) && segments[at + 1]?.kind === 'place')

/** 比上年增加, 同比: over years; 军粮城比顺河增加多少 is not. */
const overTime = (segments: Segment[]): boolean =>
  segments.some(part => part.kind === 'word' && part.meaning.kind === 'operation' && /年|同比|环比/.test(part.text))

/** 公开率最高的是哪家, 谁的占比更高: shares and rates are ranked like figures. */
function orderOf(operations: Operation[], who: boolean, more: 'most' | 'least' | null): Order | null {
  const rank = operations.find(each => each.kind === 'rank')
  if (rank) return { order: rank.order, from: rank.from, count: rank.count }
  const compares = operations.some(each => each.kind === 'compare')
  return compares || (who && more) ? { order: more ?? 'most', from: 1, count: null } : null
}

/** 是不是有50件: neither 有 nor 没有 would answer; the printed figure does. */
const claimsNumber = (segments: Segment[]): boolean =>
  segments.some(part => part.kind === 'rest' && /\d/.test(part.text))

/** Fields that add up to something: results of requests, blocks of disputes, rows of table 2; 收到 and 予以公开 do not. */
const addable = ({ rows2, rows3, blocks }: Measure): boolean =>
  rows2.length > 1 ||
  blocks.length > 1 ||
  (rows3.length > 1 && !rows3.some(row => ['received', 'carriedIn', 'carriedOut', 'handled'].includes(row)))

export function readOperation(segments: Segment[], beside: Beside): Operation | null {
  const { who, issuers, rates, years, measure, whole, scope } = beside
  const named = mergedRank(operationsOf(segments))
  const moreWord = words(segments).find(({ meaning }) => meaning.kind === 'more')?.meaning
  const more = moreWord?.kind === 'more' ? moreWord.order : null
  if (rates.length > 0) return { kind: 'rate', rates, order: orderOf(named, who, more) }
  if (named.length > 0) {
    const operation = strongest(named)
    if (operation.kind === 'change' && issuers.length > 1 && !overTime(segments)) return { kind: 'difference' }
    if (operation.kind === 'exists' && claimsNumber(segments)) return { kind: 'value' }
    if (operation.kind !== 'share') return operation
    const parts = named.some(each => each.kind === 'breakdown') || asksParts(segments)
    const joint = named.some(each => each.kind === 'sum') || has(segments, 'total')
    return { kind: 'share', of: whole, parts, joint, across: isAcross(segments), order: orderOf(named, who, more) }
  }
  if (issuers.length > 1 && (who || more)) return { kind: 'compare' }
  if (who && more) return { kind: 'rank', order: more, from: 1, count: 1 }
  if (who && has(segments, 'none')) return { kind: 'filter', test: 'equal', threshold: 0 }
  if (has(segments, 'minus')) return { kind: 'difference' }
  if (has(segments, 'everything') || asksParts(segments)) return { kind: 'breakdown' }
  const several =
    issuers.length > 1 || scope !== null || (years?.kind === 'list' && years.years.length > 1) || addable(measure)
  const total =
    has(segments, 'total') ||
    segments.some(part => part.kind === 'word' && part.meaning.kind === 'applications' && part.text.includes('总'))
  return several && total ? { kind: 'sum' } : null
}
