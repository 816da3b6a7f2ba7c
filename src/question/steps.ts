import {
  asks,
  clausesOf,
  differ,
  hasPieces,
  isCounted,
  isOfThose,
  isStop,
  isYears,
  piecesIn,
  within,
} from './clauses.ts'
import { isEmpty, onlyPart, wantedOf } from './measure.ts'
import { has, readMeasure } from './named-measure.ts'
import { manyYears, saysSum } from './named-sum.ts'
import type { Query } from './query.ts'
import { isWord } from './refiner.ts'
import { operationOf, type Segment, spokenIn, textOf } from './segment.ts'

/** Questions of several steps in one message: what the one asks leans on another, or does something else with the same reports. */

const narrows = (part: Segment): boolean => ['rank', 'filter'].includes(operationOf(part)?.kind ?? '')

const names = /^的?(?:单位|地方|机关|部门|区县|区|县|市|乡镇|镇|街道|那个|那家|一年|那年)/

/** 申请最多的区，它的公开率; 超过100件的单位里维持率最低的: what is chosen by one field, or one year, is asked about another. */
export function asksOfChosen(segments: Segment[], query: Query): boolean {
  const at = segments.findIndex(narrows)
  if (at < 0 || query.topic !== 'figures' || ['largest', 'standing'].includes(query.operation.kind)) return false
  if (query.what.kind === 'excess') return false
  const [before, after] = [segments.slice(0, at), segments.slice(at + 1)]
  const years = new Set(before.filter(isYears).map(({ text }) => text))
  if (years.size > 0 && after.some(part => isYears(part) && !years.has(part.text))) return true
  const chosen = piecesIn(before, query)
  const named = after.findIndex(
    part => isStop(part) || isWord(part, 'who') || isWord(part, 'bodies') || names.test(part.text),
  )
  const asked = piecesIn(after.slice(named + 1), query)
  const beside = piecesIn(after, query)
  // 公开最多的申请: the requests are what was counted.
  if (named < 0) asked.delete('rows3 received')
  beside.delete('rows3 received')
  return chosen.size > 0 && !(within(asked, chosen) && within(beside, chosen))
}

/** 没有诉讼的无锡各区: the set stands behind what is said of it, its place before it. */
export const isDescribedSet = (segments: Segment[], at: number): boolean =>
  isWord(segments[at]!, 'scope') &&
  segments
    .slice(0, at)
    .findLast(({ kind }) => kind !== 'place')
    ?.text.slice(-1) === '的'

/** 没有诉讼的单位收到多少申请, 申请增加的区里处罚最多的: what is said of those that are meant is not what is asked of them. */
export function asksOfDescribed(segments: Segment[], query: Query): boolean {
  const at = segments.findIndex(
    (part, i) =>
      (isWord(part, 'who') && part.text.startsWith('的')) ||
      (isWord(part, 'bodies') && /[里中]$/.test(part.text)) ||
      isDescribedSet(segments, i),
  )
  if (at < 0 || query.topic !== 'figures' || query.what.kind === 'excess') return false
  const said = piecesIn(segments.slice(0, at), query)
  return said.size > 0 && !within(piecesIn(segments.slice(at + 1), query), said)
}

/** 处罚和许可都最多的: one that is first in both. */
export const firstInBoth = (segments: Segment[], { measure }: Query): boolean =>
  segments.some((part, at) => operationOf(part)?.kind === 'rank' && /[都均]$/.test(segments[at - 1]?.text ?? '')) &&
  wantedOf(measure).length > 1

/** 合计多少，最多的是谁: a sum, and then a ranking. */
export function sumsThenRanks(segments: Segment[]): boolean {
  const clauses = clausesOf(segments)
  const says = (clause: Segment[], kind: string) => spokenIn(clause).some(each => each.kind === kind)
  const ranks = clauses.findLastIndex(clause => says(clause, 'rank'))
  return clauses
    .slice(0, Math.max(ranks, 0))
    .some(clause => !says(clause, 'rank') && (says(clause, 'sum') || clause.some(part => isWord(part, 'total'))))
}

/** 不予公开多少，其中哪种最多: a figure, and then the greatest of its parts. */
export function countsThenLargest(segments: Segment[], { operation }: Query): boolean {
  const clauses = clausesOf(segments)
  const ranks = clauses.findIndex(clause => spokenIn(clause).some(({ kind }) => kind === 'rank'))
  return (
    operation.kind === 'largest' &&
    clauses.slice(0, Math.max(ranks, 0)).some(each => isCounted(each) && hasPieces(each))
  )
}

/** 申请多少，主动公开多少条; 公众号多少条，培训怎么做的: what the prose tells beside each other, or a figure of a table, and nothing that neither of them knows (批准多少). */
export function asksProseToo(segments: Segment[]): boolean {
  if (spokenIn(segments).some(({ kind }) => kind !== 'breakdown' && kind !== 'exists')) return false
  const isManner = (clause: Segment[]) => /怎么|如何|怎样/.test(textOf(clause))
  const counted = clausesOf(segments).filter(clause => isCounted(clause) || isManner(clause))
  // 依申请公开怎么做的.
  const told = counted.filter(clause =>
    clause.some(part => isWord(part, 'topic') || (isManner(clause) && isWord(part, 'applications'))),
  )
  return told.length > 0 && counted.length > 1 && counted.every(each => told.includes(each) || hasPieces(each))
}

/** 通过什么形式, 以什么方式: no count tells it. */
export const asksForm = (text: string): boolean => /(?:什么|哪些|哪种|哪几种|啥)(?:形式|方式|渠道|途径)/.test(text)

/** 主动公开多少条，通过什么形式: a count, and then the way, which stands in the prose if anywhere. */
export function countsThenForm(segments: Segment[]): boolean {
  const clauses = clausesOf(segments)
  const form = clauses.findIndex(clause => asksForm(textOf(clause)))
  return form > 0 && !isCounted(clauses[form]!) && clauses.slice(0, form).some(isCounted)
}

/** 一共多少，平均多少: a sum, and then the mean. */
export function sumsThenAverages(segments: Segment[]): boolean {
  const means = (clause: Segment[]) => spokenIn(clause).some(({ kind }) => kind === 'average' || kind === 'median')
  const sums = (clause: Segment[]) =>
    has(clause, 'total') || spokenIn(clause).some(({ kind }) => kind === 'sum' || kind === 'breakdown')
  const clauses = clausesOf(segments)
  return clauses.some(means) && clauses.some(clause => !means(clause) && sums(clause))
}

const ofSets = ['rank', 'filter', 'trend', 'average', 'median']

/** 走势如何，哪年最多; 有诉讼的有哪些，维持率最高的是谁: each clause does something else with the set, or the years. */
export function asksTwoWays(segments: Segment[]): boolean {
  const ways = clausesOf(segments)
    .filter(asks)
    .map(clause => {
      const kinds = spokenIn(clause).map(({ kind }) => kind)
      // 有诉讼的有哪些 picks some.
      const picks = clause.some(part => isWord(part, 'who')) && hasPieces(clause)
      return kinds.find(kind => ofSets.includes(kind)) ?? (picks ? 'filter' : undefined)
    })
    .filter(kind => kind !== undefined)
  return new Set(ways).size > 1
}

/** 各区一共收到多少，其中自然人多少; 复议加诉讼一共几件，其中纠正几件: a sum, and then that of a part of each. */
export function sumsThenParts(segments: Segment[], { operation, issuers, scope, years, measure }: Query): boolean {
  const clauses = clausesOf(segments)
  const isPart = (clause: Segment[]) => {
    const own = readMeasure(clause)
    return onlyPart(own, 'applicants') || onlyPart(own, 'results') || (isOfThose(clause) && !isEmpty(own))
  }
  const at = clauses.findIndex(
    (clause, i) => i > 0 && (asks(clause) || /\d[件项条份次宗起]/.test(textOf(clause))) && isPart(clause),
  )
  if (at < 0 || operation.kind === 'stated') return false
  const before = clauses.slice(0, at)
  const says = before.some(clause => saysSum(clause) || spokenIn(clause).some(({ kind }) => kind === 'sum'))
  const fields = wantedOf(readMeasure(before.flat())).length
  return says && (fields > 1 || issuers.length > 1 || scope !== 'named' || manyYears(years)) && !isEmpty(measure)
}

/** 超过100件的里最少的: some are chosen first, and ranked then. */
export const ranksChosen = (segments: Segment[]): boolean =>
  segments.some(part => operationOf(part)?.kind === 'rank') &&
  segments.some(part => operationOf(part)?.kind === 'filter' && /\d|[十百千万]/.test(part.text))

/** 有诉讼没败诉的单位, 2021年有复议2022年没有的: one thing that is there, and one that is not. */
export function hasOneNotOther(segments: Segment[], query: Query): boolean {
  const at = segments.findLastIndex(part => isWord(part, 'none'))
  if (at < 0 || query.operation.kind !== 'filter') return false
  // 哪年有，哪年没有: of the two only one would be told.
  const clauses = clausesOf(segments).filter(asks)
  const denied = clauses.filter(clause => clause.some(part => isWord(part, 'none'))).length
  if (clauses.length > 1 && denied < clauses.length) return true
  const pieces = piecesIn(segments.slice(0, at), query)
  if (differ(pieces, piecesIn(segments.slice(at + 1), query))) return true
  const [first, last] = [segments.findIndex(isYears), segments.findLastIndex(isYears)]
  return first < last && piecesIn(segments.slice(first, last), query).size > 0
}

/** 申请下降但处罚上升的: two changes, each of its own field; 增加了还是减少了 is one. */
export function changesBothWays(segments: Segment[], query: Query): boolean {
  const ways = segments.flatMap((part, at) => {
    const spoken = operationOf(part)
    return spoken?.kind === 'change' && spoken.way ? [{ at, way: spoken.way }] : []
  })
  const [first, last] = [ways[0], ways.at(-1)]
  if (query.what.kind !== 'change' || !first || !last || first.way === last.way) return false
  return piecesIn(segments.slice(first.at, last.at), query).size > 0
}
