import { type Measure, wantedOf } from './measure.ts'
import { has } from './named-measure.ts'
import type { Beside } from './named-operation.ts'
import type { Operation, Query, Side, What, Years } from './query.ts'
import { operationOf, type Segment, spokenIn, textOf } from './segment.ts'

/** What is to be added up: fields, years, or each report's own. */

/** Fields that add up to something: applicants of one row, results of requests, blocks of disputes or what came of one, rows of table 2, what came in; 收到 and 予以公开 do not. */
export const addable = ({ rows2, rows3, applicants, blocks, results }: Measure): boolean =>
  rows2.length > 1 ||
  (results.length > 1 && !results.includes('total')) ||
  (applicants.length > 1 && rows3.length < 2 && !applicants.some(id => ['total', 'organizations'].includes(id))) ||
  blocks.length > 1 ||
  (rows3.length > 1 &&
    (rows3.every(row => ['received', 'carriedIn'].includes(row)) ||
      !rows3.some(row => ['received', 'carriedIn', 'carriedOut', 'handled'].includes(row))))

/** More than one year, or as many as are held. */
export const manyYears = (years: Years | null): boolean =>
  years?.kind === 'list' ? years.years.length > 1 : years !== null && years.kind !== 'latest'

/** 哪些年: the years themselves are asked for. */
export const asksYears = (segments: Segment[]): boolean =>
  segments.some(part => part.kind === 'time' && /哪|年份/.test(part.text))

/** 诉讼和复议总数最多的, 处罚加许可谁最多, 近三年合计最多的: added up first, then held against each other. */
export function sumOf(
  operation: Operation | null,
  operations: Operation[],
  segments: Segment[],
  beside: Beside,
): What | null {
  const joins = operation && ['rank', 'filter', 'compare', 'difference', 'standing'].includes(operation.kind)
  if (!joins || (operation.kind === 'rank' && operation.then === 'sum')) return null
  const spoken = operations.some(({ kind }) => kind === 'sum')
  const adds = addable(beside.measure) && saysTotal(segments, beside.measure)
  // 复议总数从高到低 of several years adds up none of them; 合计 does.
  const overYears = manyYears(beside.years) && operation.kind === 'rank' && saysSum(segments)
  return spoken || adds || overYears ? { kind: 'sum' } : null
}

/** 一共, 合计, and not 总数, which may be a column. */
export const saysSum = (segments: Segment[]): boolean =>
  segments.some(part => has([part], 'total') && /^(?:合计|共计|总共|一共|共|共有|总的)$/.test(part.text))

/** 各区复议加诉讼, 每年许可和处罚之和: of each report its own sum. */
export function sumsEach(segments: Segment[], { issuers, scope, years, measure }: Beside): boolean {
  const many = issuers.length > 1 || scope !== null || manyYears(years)
  const others = spokenIn(segments).some(({ kind }) => !['sum', 'breakdown'].includes(kind))
  const fields = wantedOf(measure).length > 1 && addable(measure)
  const joined = segments.some(
    ({ text }, at) =>
      (/^加上?$/.test(text) && at > 0 && segments[at - 1]!.kind === 'word' && segments[at + 1]?.kind === 'word') ||
      /之和$/.test(text),
  )
  // 许可、处罚的合计分别是多少: of each.
  const apart = /(?:合计|加起来|总和|之和)的?(?:各|分别|都)/.test(textOf(segments))
  return many && fields && !others && (apart || (joined && !saysSum(segments)))
}

/** 总数 that is no column of its own, as it is in 复议维持和诉讼总数. */
export const saysTotal = (segments: Segment[], { results, applicants }: Measure): boolean =>
  has(segments, 'total') && !results.includes('total') && !applicants.includes('total')

/** 合计, 申请总数, 办结总数. */
export const isTotal = (part: Segment): boolean =>
  has([part], 'total') || (has([part], 'applications', 'row3', 'row2') && /总[数量计]?$/.test(part.text))

/** 不予公开和无法提供合计: the word behind the last of several rows is of all of them. */
export function sumsRows(segments: Segment[]): boolean {
  const rows = segments.filter(part => has([part], 'row3', 'group'))
  return rows.length > 1 && rows.findIndex(({ text }) => text.endsWith('合计')) === rows.length - 1
}

/** 各合计多少, of several years. */
const totalsApart = (segments: Segment[]): boolean =>
  /(?:各|分别|每年)(?:是|有)?(?:合计|一共|总共|共计)/.test(textOf(segments))

/** 各区哪年合计最多, 各区2021年合计和2022年合计, 惠山和滨湖2021年和2022年各合计多少: each year is added up by itself. */
export function sumsYears(segments: Segment[], { years, scope, issuers }: Beside): boolean {
  if (!manyYears(years)) return false
  if (totalsApart(segments)) return scope !== null || issuers.length > 1
  const totals = segments.filter(part => isTotal(part) || operationOf(part)?.kind === 'sum').length
  const each = spokenIn(segments).some(({ kind }) => kind === 'breakdown')
  return scope !== null && totals > 0 && (asksYears(segments) || each || totals > 1)
}

/** 各区处罚总数2022年比2021年多多少: the sum of the one year against that of the other, and not of each report its change. */
export function totalsHeld(segments: Segment[], query: Query): Query {
  const { topic, scope, issuers, among, years, operation, what, measure } = query
  const total = segments.some(part => isTotal(part) || operationOf(part)?.kind === 'sum')
  const compares =
    ['difference', 'compare'].includes(operation.kind) || (what.kind === 'change' && operation.kind === 'value')
  const many = scope !== 'named' || issuers.length > 1
  if (topic !== 'figures' || !total || !compares || !many || years?.kind !== 'list' || years.years.length !== 2)
    return query
  if (what.kind === 'rate' || what.kind === 'share' || wantedOf(measure, true).length !== 1) return query
  const [first, last] = years.years.toSorted((a, b) => a - b) as [number, number]
  const side = (year: number): Side => ({ issuers, scope, among, years: { kind: 'list', years: [year] } })
  return {
    ...query,
    what: { kind: 'cells' },
    years: null,
    operation: { kind: 'sides', lefts: [side(last)], rights: [side(first)], by: 'change' },
  }
}
