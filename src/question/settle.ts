import { isWithin } from '../places/places.ts'
import { isMiddle } from './operations.ts'
import type { Operation, Query } from './query.ts'

/** Whom an operation is over when the words leave it open. */

/** 哪一年最多, 近三年最少的: the years of one issuer are ranked, not the issuers below it. */
export const overYears = ({ years, among }: Query): boolean =>
  among === null &&
  years !== null &&
  (years.kind !== 'list' ? years.kind !== 'latest' && years.kind !== 'published' : years.years.length > 1)

/** 梁溪区在无锡排第几: the place around the other says among whom. */
function amongPeers(query: Query, operation: Extract<Operation, { kind: 'standing' }>): Partial<Query> {
  const [area] = query.issuers.filter(ref =>
    query.issuers.some(other =>
      other.places.some(({ code }) => ref.places.some(place => place.code !== code && isWithin(code, place.code))),
    ),
  )
  const within = area ? area.places[0]!.code.length : operation.within
  return {
    among: null,
    issuers: query.issuers.filter(ref => ref !== area),
    operation: { ...operation, within },
  }
}

/** Whom an operation is over when the words leave it open: a ranking without names is over everything, under one name over its parts. */
export function settle(query: Query): Query {
  const { kind } = query.operation
  const ranked = kind === 'rank' || kind === 'state'
  const excepting = query.except.length > 0
  const overMany = excepting || ranked || kind === 'filter' || isMiddle(kind)
  // 滨湖区在全市排第几: the set is made of the peers of the one that is named.
  if (query.operation.kind === 'standing') return { ...query, ...amongPeers(query, query.operation), scope: 'named' }
  // 2020年行政处罚各是多少: of each report.
  const ofEach = kind === 'breakdown' && query.years !== null && query.measure.rows2.length > 0
  if (query.issuers.length === 0 && ofEach && query.scope === 'named')
    return { ...query, scope: 'all', operation: { kind: 'value' } }
  if (query.issuers.length === 0) {
    const all = overMany || ['sum', 'compare'].includes(kind) || query.among !== null
    const ofNobody = query.scope === 'below' && query.among !== null
    return ofNobody || (all && query.scope === 'named') ? { ...query, scope: 'all' } : query
  }
  if (query.issuers.length > 1) return query.scope === 'all' ? { ...query, scope: 'named' } : query
  if (query.issuers[0]!.several) return { ...query, scope: 'named', among: null }
  if (query.scope === 'all' || query.among !== null) return { ...query, scope: 'below' }
  if (query.scope === 'named' && (excepting || ranked) && !overYears(query)) return { ...query, scope: 'below' }
  return query
}
