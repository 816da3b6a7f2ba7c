import type { IssuerRef, Query, Years } from '../question/query.ts'
import type { Choice, Line, Outcome } from './answer.ts'
import { fullName } from './answer.ts'
import {
  type Holder,
  type Holding,
  type Holdings,
  holdersAmong,
  holdersBelow,
  holdersFor,
  homelessNamed,
} from './holdings.ts'

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

export type Scoped = { targets: Target[]; absent: Absent[]; query: Query; notices: string[] } | { outcome: Outcome }

const listed = 8

const yearsHeld = (holder: Holder): number[] => holder.holdings.map(holding => holding.year)

const told = (query: Query, lines: Line[]) => ({ query, lines, notices: [], sources: [] })

/** The reference that names one holder and nobody else. */
function refOf(holder: Holder, ref: IssuerRef | null): IssuerRef {
  const { division, name, kind } = holder.issuer
  const places = ref?.places.filter(place => place.code === division?.code) ?? []
  const place =
    places[0] ??
    (division
      ? { code: division.code, name: division.path.at(-1)!, level: 'county' as const, path: division.path, parents: [] }
      : null)
  const body = ref?.body ?? (kind === 'department' || kind === 'other' ? null : { kind: 'government' as const })
  const told = place !== null && body !== null
  return { text: name, places: place ? [place] : [], body, ...(told ? {} : { key: holder.key }), year: null }
}

/** The reference that names one holder and nobody else, for whatever is asked about it next. */
export const refTo = (holder: Holder): IssuerRef => refOf(holder, null)

const labelOf = ({ issuer }: Holder): string => `${fullName(issuer)}${issuer.division ? '' : '（报告没有写明在哪里）'}`

function askIssuer(query: Query, holders: Holder[], ref: IssuerRef | null, opening: string): Outcome {
  const choices: Choice[] = holders.slice(0, listed).map(holder => ({
    label: labelOf(holder),
    query: {
      ...query,
      scope: 'named',
      issuers: ref
        ? query.issuers.map(each => (each === ref ? { ...refOf(holder, ref), year: ref.year, body: ref.body } : each))
        : [refOf(holder, null)],
    },
  }))
  const more = holders.length > listed ? [[`……共收录 ${holders.length} 个单位，请直接说出单位名称。`]] : []
  return { kind: 'clarify', slot: 'issuer', choices, ...told(query, [[opening], ...more]) }
}

function askYear(query: Query, holder: Holder): Outcome {
  const years = yearsHeld(holder).toReversed()
  return {
    kind: 'clarify',
    slot: 'year',
    choices: years
      .slice(0, listed)
      .map(year => ({ label: `${year}年`, query: { ...query, years: { kind: 'list', years: [year] } } })),
    ...told(query, [[`请问您想查${fullName(holder.issuer)}哪一年的报告？`]]),
  }
}

/** Years of one issuer that the query means; null: the words leave it open and more than one is held. */
function yearsFor(holder: Holder, query: Query, ref: IssuerRef | null): number[] | null {
  const held = yearsHeld(holder)
  if (ref?.year) return [ref.year]
  return pickYears(query.years, held, holder.holdings, query.operation.kind)
}

function pickYears(
  years: Years | null,
  held: number[],
  holdings: Holding[],
  operation: Query['operation']['kind'],
): number[] | null {
  const last = Math.max(...held)
  switch (years?.kind) {
    case 'list':
      return operation === 'change' && years.years.length === 1 ? [years.years[0]! - 1, years.years[0]!] : years.years
    case 'published':
      return (
        holdings
          // A report without a date is published in the year after the one that it is about, as the law asks.
          .filter(({ publishedOn, year: about }) =>
            years.years.some(year => (publishedOn ? publishedOn.startsWith(`${year}-`) : about === year - 1)),
          )
          .map(({ year }) => year)
      )
    case 'since':
      return held.filter(year => year >= years.year)
    case 'recent':
      return Array.from({ length: years.count }, (_, i) => last - years.count + 1 + i)
    case 'latest':
      return operation === 'change' ? [last - 1, last] : [last]
    case 'every':
      return held
    default:
      if (operation === 'trend') return held
      if (operation === 'change') return [last - 1, last]
      return held.length === 1 ? held : null
  }
}

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

/** The place in full; a department in the words that named it. */
const nameOf = (ref: IssuerRef): string => {
  const path = ref.places.length === 1 ? ref.places[0]!.path.join('') : (ref.places[0]?.name ?? '')
  return ref.body?.kind === 'department' ? `${path}“${ref.text}”` : path || ref.text
}

/** The same issuer named twice (…，嘉禾县的) is asked for once. */
const distinct = (refs: IssuerRef[]): IssuerRef[] => {
  const keyOf = ({ places, body, year }: IssuerRef) => JSON.stringify([places.map(place => place.code), body, year])
  return refs.filter((ref, at) => refs.findIndex(other => keyOf(other) === keyOf(ref)) === at)
}

/** Issuers that a query names and of which nothing is indexed. */
export const unheldOf = (query: Query, holdings: Holdings): Absent[] =>
  query.issuers
    .filter(ref => holdersFor(holdings, ref).length === 0)
    .map(ref => ({ name: nameOf(ref), year: null, held: [] }))

/** Reports under the named places, or all there are, for one common set of years. */
function scopeOfMany(query: Query, holdings: Holdings): Scoped {
  const { issuers, among } = query
  const holders =
    issuers.length > 0 ? issuers.flatMap(ref => holdersBelow(holdings, ref, among)) : holdersAmong(holdings, among)
  // 嘉禾县哪个单位最多, where nothing below it is indexed: its own report is all there is.
  if (holders.length === 0 && issuers.length === 1 && among === null && unheldOf(query, holdings).length === 0)
    return scopeOf({ ...query, scope: 'named' }, holdings)
  if (holders.length === 0) {
    const name = query.issuers.map(nameOf).join('、')
    return {
      targets: [],
      absent: [{ name: `${name}${name ? '及其下辖单位' : ''}`, year: null, held: [] }],
      query,
      notices: [],
    }
  }
  const held = [...new Set(holders.flatMap(yearsHeld))].sort((a, b) => a - b)
  const years =
    query.years === null && held.length === 1
      ? held
      : query.years &&
        pickYears(
          query.years,
          held,
          holders.flatMap(holder => holder.holdings),
          query.operation.kind === 'change' ? 'change' : 'value',
        )
  if (!years && query.topic === 'figures') {
    return {
      outcome: {
        kind: 'clarify',
        slot: 'year',
        choices: held
          .toReversed()
          .slice(0, listed)
          .map(year => ({ label: `${year}年`, query: { ...query, years: { kind: 'list', years: [year] } } })),
        ...told(query, [['请问您想查哪一年的报告？']]),
      },
    }
  }
  const wanted = years ?? held
  const targets = holders.flatMap(holder =>
    holder.holdings.filter(({ year }) => wanted.includes(year)).map(holding => ({ holder, holding })),
  )
  const absent =
    targets.length > 0
      ? []
      : [{ name: query.issuers.map(nameOf).join('、') || '任何单位', year: wanted[0] ?? null, held }]
  return { targets, absent, query: { ...query, years: { kind: 'list', years: wanted } }, notices: [] }
}

const withHolder = (query: Query, { holder, word }: { holder: Holder; word: string }): Query => ({
  ...query,
  issuers: [refOf(holder, null)],
  keywords: query.keywords.filter(each => each !== word),
})

/** Settles whom and which years a query means by what is indexed: asks back where that leaves a choice, and never picks silently. */
export function scopeOf(query: Query, holdings: Holdings): Scoped {
  if (query.scope !== 'named') return scopeOfMany(query, holdings)
  if (query.issuers.length === 0) {
    const named = homelessNamed(holdings, query.keywords)
    if (named) return scopeOf(withHolder(query, named), holdings)
  }
  if (query.issuers.length === 0) return { outcome: askIssuer(query, holdings.all, null, '请问您想查哪个单位的报告？') }
  const targets: Target[] = []
  const absent: Absent[] = []
  const settled: IssuerRef[] = []
  for (const ref of distinct(query.issuers)) {
    const holders = holdersFor(holdings, ref)
    if (holders.length > 1)
      return { outcome: askIssuer(query, holders, ref, `“${ref.text}”不止一个，请问您指的是哪一个？`) }
    const holder = holders[0]
    if (!holder) {
      absent.push({ name: nameOf(ref), year: null, held: [] })
      settled.push(ref)
      continue
    }
    const years = yearsFor(holder, query, ref)
    if (!years) {
      if (query.topic === 'figures') return { outcome: askYear({ ...query, issuers: query.issuers }, holder) }
      targets.push({ holder, holding: holder.holdings.at(-1)! })
    } else {
      const found = pick(holder, years)
      targets.push(...found.targets)
      absent.push(...found.absent)
      if (years.length === 0)
        absent.push({
          name: fullName(holder.issuer),
          year: query.years?.kind === 'since' ? query.years.year : null,
          held: yearsHeld(holder),
        })
    }
    settled.push({
      ...ref,
      places: ref.places.filter(place => holder.issuer.division === null || place.code === holder.issuer.division.code),
    })
  }
  const years = [...new Set(targets.map(({ holding }) => holding.year))]
  const paired = query.issuers.some(ref => ref.year !== null)
  const resolved: Years | null =
    query.years?.kind === 'list' || years.length === 0 || paired ? query.years : { kind: 'list', years }
  const origins = query.years ? query.origins : { ...query.origins, years: 'default' as const }
  return {
    targets,
    absent,
    query: {
      ...query,
      issuers: settled.map((ref, i) => (ref.places.length > 0 ? ref : distinct(query.issuers)[i]!)),
      years: resolved,
      origins,
    },
    notices: [],
  }
}
