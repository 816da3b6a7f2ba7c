import { isWithin } from '../places/places.ts'
import { isEmpty } from '../question/measure.ts'
import type { IssuerRef, Query } from '../question/query.ts'
import { fullName } from './answer.ts'
import {
  type Holder,
  type Holdings,
  holdersBelow,
  holdersFor,
  isDepartment,
  onePerDivision,
  rankOf,
  strangeName,
} from './holdings.ts'
import type { Absent } from './scope.ts'

/** Which issuers a question over many takes in and leaves out, and how the answer says so. */

/** The place in full; a department in the words that named it. */
export const nameOf = (ref: IssuerRef): string => {
  if (ref.foreign) return `“${ref.text}”`
  const [place, ...namesakes] = ref.places
  const path =
    place === undefined ? '' : namesakes.length === 0 ? place.path.join('') : ref.body ? place.name : `“${ref.text}”`
  return ref.body?.kind === 'department' ? `${path}“${ref.text}”` : path || ref.text
}

/** The years of which reports of a body are held. */
export const yearsHeld = (holder: Holder): number[] => holder.holdings.map(holding => holding.year)

/** 火星县呢 is not asked of the place before, nor of any place that could be chosen. */
export function strangeIn({ issuers, origins, measure, topics, keywords }: Query): string | null {
  if (issuers.length > 0 && origins.issuers !== 'inherited') return null
  const alone = origins.issuers === 'inherited' && topics.length === 0 && keywords.length === 1
  return isEmpty(measure) && !alone ? null : strangeName(keywords)
}

/** Issuers that a query names and of which nothing is indexed, or nothing of the one year that it asks for. */
export const unheldOf = (query: Query, holdings: Holdings): Absent[] =>
  query.issuers.flatMap((ref): Absent[] => {
    const [holder, ...others] = holdersFor(holdings, ref)
    if (!holder) return [{ name: nameOf(ref), year: null, held: [] }]
    // 有阿城2020年的吗: of the body there are reports, but none of the year.
    const years = query.years?.kind === 'list' ? query.years.years : []
    const held = yearsHeld(holder)
    const lacks = others.length === 0 && years.length === 1 && !held.includes(years[0]!)
    return lacks ? [{ name: fullName(holder.issuer), year: years[0]!, held }] : []
  })

/** 江苏省下辖的这类单位, and not the place itself. */
export function belowOf({ issuers, scope, among }: Query): string {
  const names = issuers.map(nameOf).join('、')
  return names && scope === 'below' ? `${names}下辖的${among === null ? '' : '这类'}单位` : names
}

/** Whether the second is the first's place or lies in it. */
const within = (outer: IssuerRef, inner: IssuerRef): boolean =>
  outer.places.some(({ code }) => inner.places.some(place => isWithin(place.code, code)))

/**
 * Those that are left where some are excepted: a place with all that lies in it, unless its government is meant, which a part of it named
 * beside it shows (除江苏省和无锡市以外), or the question is about that place (江苏省除本级外).
 */
export const withoutExcepted = (holders: Holder[], { except, issuers }: Query, holdings: Holdings): Holder[] => {
  const left = new Set(
    except
      .flatMap(ref => {
        const own = holdersFor(holdings, ref)
        const beside = except.some(other => other !== ref && (within(ref, other) || within(other, ref)))
        const alone = ref.body !== null || beside || issuers.some(other => within(ref, other))
        return alone ? own : [...own, ...holdersBelow(holdings, ref)]
      })
      .map(({ key }) => key),
  )
  return holders.filter(({ key }) => !left.has(key))
}

/**
 * What is added up under one place: the reports of the rank right below it. A department's requests, or a town's, may stand in the report of its
 * district as well, and would count twice.
 */
export function addable(holders: Holder[], { operation, among }: Query): Holder[] {
  if (among !== null || !['sum', 'average', 'median'].includes(operation.kind)) return holders
  const governments = holders.filter(holder => !isDepartment(holder))
  if (governments.length === 0) return holders
  const top = Math.min(...governments.map(rankOf))
  return onePerDivision(governments.filter(holder => rankOf(holder) === top))
}

/** Issuers below whose division others are indexed. */
export const tops = (holdings: Holdings): Holder[] =>
  onePerDivision(
    holdings.all.filter(
      holder =>
        holder.issuer.division &&
        !isDepartment(holder) &&
        (holdings.under.get(holder.issuer.division.code) ?? []).length > 1,
    ),
  )

/** That the report of the place itself is not one of those below it, and who else was left out. */
export function remarksOn(query: Query, holdings: Holdings, all: Holder[], kept: Holder[]): string[] {
  const own = query.issuers.length === 1 ? holdersFor(holdings, { ...query.issuers[0]!, body: null }) : []
  const names = own.map(({ issuer }) => fullName(issuer))
  const few = all.length > kept.length ? '只计其下一级政府的报告，不含部门和更下级的报告（以免重复）' : ''
  const itself = names.length > 0 && query.among === null ? `不含${names.join('、')}本级的报告` : ''
  const except = query.except.length > 0 ? `已按要求不计${[...new Set(query.except.map(nameOf))].join('、')}` : ''
  const parts = [few, itself, except].filter(Boolean)
  return parts.length > 0 ? [`（${parts.join('；')}。）`] : []
}

/** Holders of the issuer that a filter holds the others against; null where it holds them against something else. */
export function againstIn({ operation }: Query, holdings: Holdings): Holder[] | null {
  const bound = operation.kind === 'filter' ? operation.bound : null
  return bound?.kind === 'issuer' ? holdersFor(holdings, bound.issuer) : null
}
