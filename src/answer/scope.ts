import { isTelling } from '../question/keywords.ts'
import type { IssuerRef, Query, Years } from '../question/query.ts'
import { fullName, type Outcome } from './answer.ts'
import { askIssuer, askYear, inYearsOf, refOf } from './asking-back.ts'
import {
  type Holder,
  type Holding,
  type Holdings,
  holdersAmong,
  holdersBelow,
  holdersFor,
  homelessNamed,
  peersOf,
} from './holdings.ts'
import { addable, againstIn, belowOf, nameOf, remarksOn, strangeIn, tops, withoutExcepted, yearsHeld } from './sets.ts'
import { pickYears, yearsFor } from './years.ts'

/** One report that a question is about. */
export interface Target {
  holder: Holder
  holding: Holding
}

/** A place and year that the question is about and for which nothing is indexed. */
export interface Absent {
  name: string
  year: number | null
  held: number[]
}

export type Scoped =
  | {
      targets: Target[]
      absent: Absent[]
      query: Query
      /** Ids of the reports that the others are held against, or that are placed among them. */
      focus: ReadonlySet<string>
      /** Whose reports are in the set, and whose are not. */
      remarks: string[]
    }
  | { outcome: Outcome }

function pick(holder: Holder, years: number[]): { targets: Target[]; absent: Absent[] } {
  const unique = [...new Set(years)].sort((a, b) => a - b)
  const targets = unique.flatMap(year =>
    holder.holdings.filter(holding => holding.year === year).map(holding => ({ holder, holding })),
  )
  const absent = unique
    .filter(year => !holder.holdings.some(holding => holding.year === year))
    .map(year => ({ name: fullName(holder.issuer), year, held: yearsHeld(holder) }))
  return { targets, absent }
}

/** The same issuer named twice (…，嘉禾县的) is asked for once. */
const distinct = (refs: IssuerRef[]): IssuerRef[] => {
  const keyOf = ({ places, body, year, below }: IssuerRef) =>
    JSON.stringify([places.map(place => place.code), body ?? { kind: 'government' }, year, below])
  return refs.filter((ref, at) => refs.findIndex(other => keyOf(other) === keyOf(ref)) === at)
}

/** 鼓楼区各街道: the streets of four districts of the name are not one set. */
function ambiguousArea(query: Query, holdings: Holdings): Outcome | null {
  const ref = query.issuers.find(
    each => each.places.filter(place => (holdings.under.get(place.code) ?? []).length > 0).length > 1,
  )
  if (!ref || ref.body?.kind === 'department') return null
  const own = holdersFor(holdings, ref)
  return own.length > 1 ? askIssuer(query, own, ref, `“${ref.text}”不止一个，请问您指的是哪一个？`, 'below') : null
}

/** Reports under the named places, or all there are, for one common set of years. */
function scopeOfMany(query: Query, holdings: Holdings): Scoped {
  const { issuers, among } = query
  // 全市, 下辖: of a place that nobody named.
  if (query.scope === 'below' && issuers.length === 0)
    return { outcome: askIssuer(query, tops(holdings), null, '请问您想查哪个地方下辖的单位？', 'below') }
  const found =
    issuers.length > 0 ? issuers.flatMap(ref => holdersBelow(holdings, ref, among)) : holdersAmong(holdings, among)
  // 嘉禾县哪个单位最多, where nothing below it is indexed: its own report is all there is.
  if (found.length === 0 && issuers.length === 1 && among === null && holdersFor(holdings, issuers[0]!).length > 0)
    return scopeOf({ ...query, scope: 'named' }, holdings)
  const ambiguous = ambiguousArea(query, holdings)
  if (ambiguous) return { outcome: ambiguous }
  const others = withoutExcepted(found, query, holdings)
  const holders = query.issuers.length > 0 || query.among !== null ? addable(others, query) : others
  const remarks = remarksOn(query, holdings, others, holders)
  const nobody = { targets: [], query, focus: new Set<string>(), remarks }
  if (holders.length === 0) {
    const name = query.issuers.map(nameOf).join('、')
    const below = among === null ? '及其下辖单位' : '下辖的这类单位'
    return { ...nobody, absent: [{ name: `${name}${name ? below : '这类单位'}`, year: null, held: [] }] }
  }
  const against = againstIn(query, holdings)
  if (against && against.length !== 1) {
    const { bound } = query.operation as { bound: { issuer: IssuerRef } }
    return against.length === 0
      ? { ...nobody, absent: [{ name: nameOf(bound.issuer), year: null, held: [] }] }
      : { outcome: askIssuer(query, against, null, `“${bound.issuer.text}”不止一个，请说出它的上级地名再问。`) }
  }
  const held = [...new Set(holders.flatMap(yearsHeld))].sort((a, b) => a - b)
  const years =
    query.years === null && held.length === 1
      ? held
      : query.years &&
        pickYears(
          query,
          held,
          holders.flatMap(holder => holder.holdings),
        )
  if (!years && query.topic === 'figures') return { outcome: askYear(query, held) }
  const wanted = years ?? held
  const inYears = (holder: Holder): Target[] =>
    holder.holdings.filter(({ year }) => wanted.includes(year)).map(holding => ({ holder, holding }))
  const beside = against?.filter(({ key }) => !holders.some(holder => holder.key === key)) ?? []
  const focused = against?.flatMap(inYears) ?? []
  const targets = [...holders, ...(focused.length > 0 ? beside : [])].flatMap(inYears)
  const absent =
    against && focused.length === 0
      ? [{ name: fullName(against[0]!.issuer), year: wanted[0] ?? null, held: yearsHeld(against[0]!) }]
      : targets.length > 0
        ? []
        : [
            {
              name: belowOf(query) || (among === null ? '任何单位' : '这类单位'),
              year: wanted[0] ?? null,
              held,
            },
          ]
  return {
    targets: absent.length > 0 ? [] : targets,
    absent,
    query: { ...query, years: { kind: 'list', years: wanted } },
    focus: new Set(focused.map(({ holding }) => holding.id)),
    remarks,
  }
}

const namesPlace = ({ holder, word }: { holder: Holder; word: string }): boolean => {
  const place = /^(\p{Script=Han}{2,4}?)(?:县|市|区|旗|镇|乡|街道)/u.exec(holder.issuer.name)?.[1]
  return place !== undefined && word.startsWith(place)
}

function withHolder(
  query: Query,
  { holder, word, rest }: { holder: Holder; word: string; rest: string },
  beside: IssuerRef[],
): Query {
  const keywords = query.keywords.flatMap(each => (each !== word ? [each] : rest.length > 1 ? [rest] : []))
  // What is left beside the name may be too little to look for.
  const unread = query.topic === 'figures' && keywords.length > 0 && !keywords.some(isTelling)
  return {
    ...query,
    scope: 'named',
    issuers: [...beside, refOf(holder, null)],
    keywords,
    unread: query.unread || unread,
  }
}

/** 南京呢 after 徐州鼓楼区: 南京's own where nothing of 南京 is held. */
const settledPlace = ({ instead, ...ref }: IssuerRef, holdings: Holdings): IssuerRef =>
  instead && holdersFor(holdings, ref).length === 0 ? { ...ref, places: instead } : ref

/** Nothing is held of what a question calls by this name. */
const nothingOf = (name: string, query: Query): Scoped => ({
  targets: [],
  query: { ...query, issuers: [], keywords: [] },
  absent: [{ name, year: null, held: [] }],
  focus: new Set(),
  remarks: [],
})

/** Settles whom and which years a query means by what is indexed: asks back where that leaves a choice, and never picks silently. */
export function scopeOf(query: Query, holdings: Holdings): Scoped {
  const said = query.origins.issuers === 'said' && query.issuers.length > 0
  if (!said || query.scope === 'named') {
    const found = homelessNamed(holdings, query.keywords)
    // Beside a place only another place is meant: 洪泽和沐阳, and not a word that some body's name begins with.
    const named = found && (query.issuers.length === 0 || namesPlace(found)) ? found : null
    // 沐阳县各镇: what lies below a place that the register does not know, nobody can tell.
    const below = named && (query.among !== null || query.scope === 'below')
    if (below) return nothingOf(`${fullName(named.holder.issuer)}下辖单位`, query)
    // 沐阳县教育局: not the county's own report.
    const department =
      said && query.issuers.find(({ body, places }) => body?.kind === 'department' && places.length === 0)
    if (named && department && holdersFor(holdings, department).length === 0)
      return nothingOf(`“${named.word}${department.text}”`, query)
    if (named) return scopeOf(withHolder(query, named, said ? query.issuers : []), holdings)
  }
  const strange = strangeIn(query)
  if (strange) return nothingOf(`“${strange}”`, query)
  if (query.scope !== 'named') return scopeOfMany(query, holdings)
  if (query.issuers.some(({ instead }) => instead))
    return scopeOf({ ...query, issuers: query.issuers.map(ref => settledPlace(ref, holdings)) }, holdings)
  if (query.issuers.length === 0)
    return { outcome: askIssuer(query, inYearsOf(query, holdings.all), null, '请问您想查哪个单位的报告？') }
  const targets: Target[] = []
  const absent: Absent[] = []
  const settled: IssuerRef[] = []
  const remarks: string[] = []
  const named = distinct(query.issuers)
  // 区政府, of a place that neither the message nor the conversation tells.
  if (named.some(({ places, body, key }) => places.length === 0 && !key && body?.kind !== 'department'))
    return {
      outcome: askIssuer({ ...query, issuers: [] }, inYearsOf(query, holdings.all), null, '请问您想查哪个单位的报告？'),
    }
  for (const ref of namesakesOf(query, named, holdings) ?? named) {
    const holders = holdersFor(holdings, ref)
    if (ref.below && holders.length < 2) {
      const below = holdersBelow(holdings, ref, ref.below.among)
      const held = [...new Set(below.flatMap(yearsHeld))].sort((a, b) => a - b)
      const years =
        query.years &&
        pickYears(
          query,
          held,
          below.flatMap(each => each.holdings),
        )
      if (!years && held.length > 0) return { outcome: askYear(query, held) }
      const found = below.flatMap(each => pick(each, years ?? []).targets)
      targets.push(...found)
      if (found.length === 0)
        absent.push({
          name: `${nameOf(ref)}下辖的这类单位`,
          year: below.length > 0 ? (years?.[0] ?? null) : null,
          held,
        })
      settled.push(ref)
      continue
    }
    if (holders.length > 1)
      return { outcome: askIssuer(query, holders, ref, `“${ref.text}”不止一个，请问您指的是哪一个？`) }
    const holder = holders[0]
    if (!holder) {
      absent.push({ name: nameOf(ref), year: null, held: [] })
      settled.push(ref)
      continue
    }
    // 梁溪区政府和政府办: the government's report stands for an office that has none, but not beside itself.
    const twice = named.some(other => other !== ref && holdersFor(holdings, other)[0]?.key === holder.key)
    if (ref.body?.kind === 'office' && holder.issuer.kind !== 'office' && twice) {
      absent.push({ name: `${nameOf(ref)}政府办公室`, year: null, held: [] })
      settled.push(ref)
      continue
    }
    const years = yearsFor(holder, query, ref)
    if (!years) {
      if (query.topic === 'figures') return { outcome: askYear(query, yearsHeld(holder), fullName(holder.issuer)) }
      targets.push({ holder, holding: holder.holdings.at(-1)! })
    } else {
      const found = pick(holder, years)
      targets.push(...found.targets)
      absent.push(...found.absent)
      remarks.push(...instead(ref, found.targets))
      if (years.length === 0)
        absent.push({
          name: fullName(holder.issuer),
          year: query.years && 'year' in query.years ? query.years.year : null,
          held: yearsHeld(holder),
        })
    }
    settled.push({
      ...ref,
      places: ref.places.filter(place => holder.issuer.division === null || place.code === holder.issuer.division.code),
    })
  }
  const once = targets.filter(({ holding }, at) => targets.findIndex(each => each.holding.id === holding.id) === at)
  const years = [...new Set(once.map(({ holding }) => holding.year))]
  const paired = query.issuers.some(ref => ref.year !== null)
  const resolved: Years | null =
    query.years?.kind === 'list' || years.length === 0 || paired ? query.years : { kind: 'list', years }
  const origins = query.years ? query.origins : { ...query.origins, years: 'default' as const }
  const focus = new Set(query.operation.kind === 'standing' ? once.map(({ holding }) => holding.id) : [])
  return {
    targets: query.operation.kind === 'standing' ? amongPeers(query, once, holdings) : once,
    absent,
    query: {
      ...query,
      issuers: settled.map((ref, i) => (ref.places.length > 0 ? ref : (named[i] ?? ref))),
      years: resolved,
      origins,
    },
    focus,
    remarks,
  }
}

/** A government and its office are one issuer, but whose report it is, is said where the other was asked for. */
function instead({ body, places }: IssuerRef, targets: Target[]): string[] {
  const [first] = targets
  const place = places.find(({ code }) => code === first?.holding.issuer.division?.code)
  if (!first || !place || body?.kind === 'department') return []
  const path = place.path.join('')
  const name = `以上是${fullName(first.holding.issuer)}的报告`
  const offices = targets.filter(({ holding }) => holding.issuer.kind === 'office').length
  if (body?.kind === 'office' && offices === 0 && first.holding.issuer.kind === 'government')
    return [`（未收录${path}政府办公室单独的报告，${name}。）`]
  return body?.kind !== 'office' && offices === targets.length ? [`（未收录${path}人民政府的报告，${name}。）`] : []
}

/** 四个鼓楼区加起来, 西湖区对比: a name that several bear means all of them, where the question is about several in one year. */
function namesakesOf(query: Query, [ref, ...others]: IssuerRef[], holdings: Holdings): IssuerRef[] | null {
  if (!ref || others.length > 0) return null
  const { kind } = query.operation
  const joins =
    ['compare', 'difference', 'sum', 'average', 'median', 'rank'].includes(kind) && query.what.kind !== 'change'
  const single = query.years === null || (query.years.kind === 'list' && query.years.years.length === 1)
  const holders = holdersFor(holdings, ref)
  return holders.length > 1 && (ref.several || (joins && single))
    ? holders.map(holder => ({ ...refOf(holder, ref), body: ref.body, year: ref.year }))
    : null
}

/** The reports of one issuer for a year, and those of its peers for the same. */
function amongPeers({ operation, what }: Query, targets: Target[], holdings: Holdings): Target[] {
  const within = operation.kind === 'standing' ? operation.within : null
  const holder = targets[0]?.holder
  const years = what.kind === 'change' || new Set(targets.map(each => each.holder.key)).size === 1
  if (!holder || !years) return targets
  const asked = targets.map(({ holding }) => holding.year)
  const others = peersOf(holdings, holder, within).slice(1)
  return [
    ...targets,
    ...others.flatMap(other =>
      other.holdings.filter(({ year }) => asked.includes(year)).map(holding => ({ holder: other, holding })),
    ),
  ]
}
