import { isWithin } from '../places/places.ts'
import { type Measure, wantedOf } from './measure.ts'
import { parseNumber, type Rank, rank } from './operations.ts'
import type { IssuerRef, Operation, Query } from './query.ts'
import { type Segment, textOf } from './segment.ts'
import { isCount } from './shares.ts'

/** One body among its peers though a ranking is said: 锡山区申请在无锡排名, 梁溪区申请是不是无锡最多的. */

interface Beside {
  issuers: IssuerRef[]
  measure: Measure
  rates: string[]
  scope: 'below' | 'all' | null
}

const liesIn = (inner: IssuerRef, outer: IssuerRef): boolean =>
  inner.places.some(({ code }) => outer.places.some(around => around.code !== code && isWithin(code, around.code)))

/** 锡山 and 无锡, in either order. */
const nested = ([a, b, ...others]: IssuerRef[]): boolean =>
  a !== undefined && b !== undefined && others.length === 0 && (liesIn(a, b) || liesIn(b, a))

/** 无锡市和梁溪区排名: side by side, they are ranked themselves. */
const sideBySide = (segments: Segment[]): boolean => {
  const places = segments.flatMap((part, at) => (part.kind === 'place' ? [at] : []))
  const between = segments.slice(places[0]! + 1, places.at(-1))
  return /^(?:和|与|及|跟|以及|还有|、|,|，)?$/.test(between.map(({ text }) => text.trim()).join(''))
}

/** 是不是最多的, 是…最多的区吗, of a body that stands before the words. */
export const asksWhether = (segments: Segment[]): boolean => {
  const text = textOf(segments)
  return /(?:是不是|是否)[^,，]*最|是[^,，不]*最[^,，]*(?:吗|么|吧|对不对|对吗)/.test(text)
}

/** Counts of the whole body; 国家秘密是不是最多 asks about the other reasons. */
const isOfBody = ({ rates, measure }: Beside): boolean =>
  rates.length > 0 || (measure.rows2.length === 0 && wantedOf(measure).every(([id]) => isCount(id!)))

const ownYears = /历年|往年|各年|这些年|[这前近]几年|几年[里中]|([两二三四五六七八九十])年(?:里|中|之中|当中|以?内|间)/

/** 2021年申请是历年最高吗, 在五年里排第几: one year of a body among its own, all of which are ranked for it. */
export function amongOwnYears(segments: Segment[], query: Query): Query {
  const { operation, issuers, years, topic } = query
  const text = textOf(segments)
  const among = ownYears.exec(text)
  const placed = operation.kind === 'standing' && operation.from === 'place'
  const ranked = operation.kind === 'rank' && asksWhether(segments)
  const one = issuers.length === 1 && !issuers[0]!.several && years?.kind === 'list' && years.years.length === 1
  if (topic !== 'figures' || !among || !one || !(placed || ranked)) return query
  const order = operation.kind === 'rank' && operation.order !== 'both' ? operation.order : 'most'
  return {
    ...query,
    scope: 'named',
    years: among[1] ? { kind: 'recent', count: parseNumber(among[1]), bare: true } : { kind: 'every' },
    operation: rank(order, 1, null),
  }
}

/** The place of the one that is named; null where those that are named are ranked themselves. */
export function standingOf(ranked: Rank, segments: Segment[], beside: Beside): Operation | null {
  const { issuers, scope } = beside
  // 是历年最多的吗 ranks the years.
  if (segments.some(part => part.kind === 'time' && part.meaning.kind !== 'list' && part.meaning.kind !== 'latest'))
    return null
  if (ranked.from !== 1 || ranked.then !== null || ranked.order === 'both' || scope === 'all') return null
  const standing: Operation = { kind: 'standing', from: 'place', within: null }
  if (ranked.count === null) {
    // 梁溪区申请排名: its own place, since what lies below a county is seldom meant.
    const own =
      issuers.length === 1 &&
      issuers[0]!.places.some(({ code }) => code.length > 4) &&
      /排名(?:第几|如何|怎么样|情况|多少)?[?？]?$/.test(textOf(segments))
    return ((nested(issuers) && !sideBySide(segments)) || own) && scope === null ? standing : null
  }
  const whether = ranked.count === 1 && asksWhether(segments)
  const peers = nested(issuers) || (issuers.length === 1 && isOfBody(beside))
  return whether && peers ? { ...standing, claims: ranked.order } : null
}
