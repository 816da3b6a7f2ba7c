import type { IssuerRef, Years } from '../../question/query.ts'
import type { Facet, PassageScope } from '../../search/search.ts'
import { fullName } from '../answer.ts'
import { type Holder, type Holdings, holdersBelow, holdersFor } from '../holdings.ts'

/** Where a search looks: the places and years among its words, and the issuer beside them. */

export interface Scoped {
  scope: PassageScope
  /** In words; empty for everywhere. */
  where: string
  remarks: string[]
  /** What the found passages are counted by: one step below what was asked for. */
  facet: Extract<Facet, 'province' | 'city' | 'issuer'>
  /** Reports of the scope, where an issuer was named. */
  reports: string[] | null
}

const placeNames = (refs: readonly IssuerRef[]): string =>
  refs.map(({ text, places, body }) => (body || places.length !== 1 ? text : places[0]!.path.join(''))).join('、')

const idsOf = (holders: readonly Holder[]): string[] => holders.flatMap(({ holdings }) => holdings.map(({ id }) => id))

/** Years of all reports; a search among tens of thousands would take as long to list them as to ask the server. */
const heldYears = new WeakMap<Holdings, number[]>()

function yearsHeld(holdings: Holdings): number[] {
  const known = heldYears.get(holdings) ?? [
    ...new Set(holdings.all.flatMap(holder => holder.holdings.map(({ year }) => year))),
  ]
  heldYears.set(holdings, known)
  return known
}

/** Years that are meant; null for all. */
export function yearsOf(years: Years | null, said: readonly number[] | undefined, holdings: Holdings): number[] | null {
  if (said) return [...said]
  if (years === null || years.kind === 'every') return null
  const held = yearsHeld(holdings)
  const last = Math.max(...held)
  switch (years.kind) {
    case 'since':
      return held.filter(year => year >= years.year)
    case 'until':
      return held.filter(year => year <= years.year)
    case 'latest':
      return [last]
    case 'recent':
      return held.filter(year => year > last - years.count)
    case 'published':
      return years.years.map(year => year - 1)
    default:
      return 'years' in years ? years.years : null
  }
}

/** A name that several places have is meant of all of them, and that is said. */
function namesakes(refs: readonly IssuerRef[], here: readonly Holder[]): string[] {
  if (refs.length !== 1 || refs[0]!.places.length < 2 || here.length < 2) return []
  const names = here.slice(0, 6).map(({ issuer }) => fullName(issuer))
  return [`“${refs[0]!.text}”不止一个，以下包括${names.join('、')}${here.length > names.length ? '等' : ''}。`]
}

/** The issuers named among the words are meant with all below them; one named as the issuer, alone. */
export function scopeOf(refs: readonly IssuerRef[], own: readonly IssuerRef[], holdings: Holdings): Scoped {
  const all = [...refs, ...own]
  if (all.length === 0) return { scope: {}, where: '', remarks: [], facet: 'province', reports: null }
  const where = placeNames(all)
  const exact = own.flatMap(ref => holdersFor(holdings, ref))
  const departments = all.some(({ body }) => body?.kind === 'department')
  if (own.length > 0 || departments) {
    const named =
      exact.length > 0
        ? exact
        : all.flatMap(ref => [...holdersFor(holdings, ref), ...holdersBelow(holdings, ref, null)])
    const found = [...new Set(named)]
    const remarks = [
      ...(own.length > 0 && exact.length === 0 && found.length > 0
        ? [`没有收录${where}自己的报告，以下是其下辖单位的。`]
        : []),
      ...namesakes(own, exact),
    ]
    const reports = idsOf(found)
    return { scope: { reportIds: reports }, where, remarks, facet: 'issuer', reports }
  }
  const codes = all.flatMap(({ places }) => places.map(({ code }) => code))
  const shortest = Math.min(...codes.map(code => code.length))
  const here = all.flatMap(ref => holdersFor(holdings, ref))
  const reports = idsOf([...new Set([...here, ...all.flatMap(ref => holdersBelow(holdings, ref, null))])])
  return {
    scope: { within: codes },
    where,
    remarks: namesakes(all, here),
    facet: shortest <= 2 ? 'city' : 'issuer',
    reports,
  }
}
