import { isWithin } from '../places/places.ts'
import { type Measure, wantedOf } from './measure.ts'
import type { Rank } from './operations.ts'
import type { IssuerRef, Operation } from './query.ts'
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
  return /(?:是不是|是否)[^,，]*最|是[^,，不]*最[^,，]*(?:吗|么|对不对|对吗)/.test(text)
}

/** Counts of the whole body; 国家秘密是不是最多 asks about the other reasons. */
const isOfBody = ({ rates, measure }: Beside): boolean =>
  rates.length > 0 || (measure.rows2.length === 0 && wantedOf(measure).every(([id]) => isCount(id!)))

/** The place of the one that is named; null where those that are named are ranked themselves. */
export function standingOf(rank: Rank, segments: Segment[], beside: Beside): Operation | null {
  const { issuers, scope } = beside
  // 是历年最多的吗 ranks the years.
  if (segments.some(part => part.kind === 'time' && part.meaning.kind !== 'list' && part.meaning.kind !== 'latest'))
    return null
  if (rank.from !== 1 || rank.then !== null || rank.order === 'both' || scope === 'all') return null
  const standing: Operation = { kind: 'standing', from: 'place', within: null }
  if (rank.count === null) {
    // 梁溪区申请排名: its own place, since what lies below a county is seldom meant.
    const own =
      issuers.length === 1 &&
      issuers[0]!.places.some(({ code }) => code.length > 4) &&
      /排名(?:第几|如何|怎么样|情况|多少)?[?？]?$/.test(textOf(segments))
    return ((nested(issuers) && !sideBySide(segments)) || own) && scope === null ? standing : null
  }
  const whether = rank.count === 1 && asksWhether(segments)
  const peers = nested(issuers) || (issuers.length === 1 && isOfBody(beside))
  return whether && peers ? { ...standing, claims: rank.order } : null
}
