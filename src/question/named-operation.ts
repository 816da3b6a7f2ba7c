import { has, words } from './named-measure.ts'
import { strongest } from './operations.ts'
import type { IssuerRef, Operation, Years } from './query.ts'
import type { Segment } from './segment.ts'

/** What a message wants done with its figures. */

interface Beside {
  who: boolean
  issuers: IssuerRef[]
  rates: string[]
  years: Years | null
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
  const order = ranks.some(({ order: each }) => each === 'least') ? 'least' : 'most'
  return [...operations.filter(each => each.kind !== 'rank'), { ...counted, order }]
}

/** 办理情况, 申请人, 行政处罚情况: all parts, unless one of them is named. */
function asksParts(segments: Segment[]): boolean {
  const leaf = has(segments, 'row3', 'column2', 'result', 'applicant', 'otherRow')
  return (
    (has(segments, 'results') && !leaf && !has(segments, 'group')) ||
    (has(segments, 'applicants') && !leaf) ||
    (has(segments, 'state') && !leaf)
  )
}

export function readOperation(segments: Segment[], { who, issuers, rates, years }: Beside): Operation | null {
  if (rates.length > 0) return { kind: 'rate', rates }
  const named = mergedRank(operationsOf(segments))
  const more = words(segments).find(({ meaning }) => meaning.kind === 'more')?.meaning
  const order = more?.kind === 'more' ? more.order : null
  const whole = words(segments).find(({ meaning }) => meaning.kind === 'whole')?.meaning
  if (named.length > 0) {
    const operation = strongest(named)
    return operation.kind === 'share' && whole?.kind === 'whole' ? { kind: 'share', of: whole.row } : operation
  }
  if (issuers.length > 1 && (who || order)) return { kind: 'compare' }
  if (who && order) return { kind: 'rank', order, from: 1, count: 1 }
  if (who && has(segments, 'none')) return { kind: 'filter', test: 'equal', threshold: 0 }
  if (has(segments, 'minus')) return { kind: 'difference' }
  if (has(segments, 'everything') || asksParts(segments)) return { kind: 'breakdown' }
  const several = issuers.length > 1 || (years?.kind === 'list' && years.years.length > 1)
  return several && has(segments, 'total') ? { kind: 'sum' } : null
}
