import { has } from './named-measure.ts'
import type { Beside } from './named-operation.ts'
import { asksYears, manyYears } from './named-sum.ts'
import { type Rank, rank } from './operations.ts'
import type { Operation, Order } from './query.ts'
import { operationOf, type Segment, spokenIn } from './segment.ts'

/** A ranking as it is said: which end, how many places, of each year or place its own, and what is done with those that are ranked. */

/** 最少的前三家: the order is said by one word and the count by another. 最多和最少的: both ends. */
export function mergedRank(segments: Segment[]): Rank | null {
  const at = segments.flatMap((part, i) => (operationOf(part)?.kind === 'rank' ? [i] : []))
  const ranks = spokenIn(segments).filter(each => each.kind === 'rank')
  const [first, second, ...more] = ranks
  if (!first) return null
  // 前三名和最后一名: each end with its own number; 最少的前三家 is one.
  const joins = segments
    .slice((at[0] ?? 0) + 1, at[1])
    .some(({ text }) => /^(?:和|与|及|跟|以及|还有|[、,，])$/.test(text.trim()))
  const [top, bottom] = first.order === 'most' ? [first, second] : [second, first]
  const ends = more.length === 0 && top?.order === 'most' && bottom?.order === 'least' && joins
  if (ends && top.from === 1 && bottom.from === 1 && top.count !== null && bottom.count !== null)
    return { ...rank('both', 1, top.count), last: bottom.count }
  const places = ranks.map(({ from }) => from)
  const run = ranks.every(({ count, order }) => count === 1 && order === first.order) && new Set(places).size > 1
  const counted = run
    ? { ...first, from: Math.min(...places), count: Math.max(...places) - Math.min(...places) + 1 }
    : (ranks.find(({ from, count }) => from > 1 || (count ?? 0) > 1) ?? first)
  const orders = new Set<Order['order']>(ranks.map(({ order }) => order))
  const then = ranks.find(each => each.then)?.then ?? null
  if (orders.has('both') || (orders.size > 1 && counted.from === 1 && counted.count === 1))
    return { ...rank('both'), then }
  return { ...counted, then, order: orders.has('least') ? 'least' : 'most' }
}

/** 哪年 of several issuers without 哪个: of each its own. */
const perIssuer = (segments: Segment[], { who, issuers, scope }: Beside): boolean =>
  !who && (scope !== null || issuers.length > 1) && segments.some(part => part.kind === 'time' && /哪/.test(part.text))

/** 前三名合计: those that were ranked are added up; 申请总数前三名 are not. */
function addsUp(segments: Segment[]): boolean {
  const at = segments.findIndex(part => operationOf(part)?.kind === 'rank')
  return segments
    .slice(at + 1)
    .some(part => operationOf(part)?.kind === 'sum' || (part.kind === 'word' && part.meaning.kind === 'total'))
}

const saysYearly = (segments: Segment[]): boolean =>
  segments.some(({ text }) => /^(?:分别|各自?|各年度?|每一?年|逐年)$/.test(text))

export function rankOf(ranked: Rank, operations: Operation[], segments: Segment[], beside: Beside): Operation {
  // 各多少，谁最多: all of them, in their order.
  const lists = operations.some(each => each.kind === 'breakdown' && !each.parts)
  const ofOne = beside.issuers.length === 1 && beside.scope === null && asksYears(segments)
  if (lists && ranked.from === 1 && ranked.count === 1 && (manyYears(beside.years) ? ofOne : beside.who))
    return rank(ranked.order, 1, null)
  const differs = operations.some(({ kind }) => kind === 'difference')
  const several = ranked.order === 'both' || (ranked.count ?? 1) > 1
  const multiple = ranked.order === 'both' && operations.some(({ kind }) => kind === 'times')
  const then =
    ranked.then ?? (multiple ? 'times' : several && differs ? 'difference' : several && addsUp(segments) ? 'sum' : null)
  const each = perIssuer(segments, beside)
  // 2021年和2022年最多的分别是谁: of each year its own.
  const yearly = !each && (beside.who || has(segments, 'bodies')) && manyYears(beside.years) && saysYearly(segments)
  return { ...ranked, then, each, ...(yearly && { yearly }) }
}
