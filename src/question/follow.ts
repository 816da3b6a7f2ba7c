import { rates } from '../report/rates.ts'
import { isEmpty, type Measure, wantedOf } from './measure.ts'
import type { IssuerRef, Operation, Query, Years } from './query.ts'
import type { Slots } from './slots.ts'

/** What a short message means by what was answered before it: 它, 另一个, 谁多, 不予公开呢 after a rate. */

/** What came before a message, as far as it may lean on it. */
export interface Before {
  /** The query answered last. */
  query: Query
  /** The one answered before it. */
  previous: Query | null
  /** What was offered beside the choice that was taken. */
  others: Query[]
}

const joins: Operation['kind'][] = ['compare', 'difference', 'times', 'sum']

/** One field, or one rate over what it is taken of when nothing is said. */
const isOne = ({ what, measure }: Query): boolean =>
  what.kind === 'rate' ? what.rates.length === 1 : what.kind === 'cells' && wantedOf(measure).length === 1

/** Whether a query asks for one figure of one report. */
const isSingle = (query: Query): boolean => isSingleReport(query) && isOne(query)

const isSingleReport = ({ topic, scope, issuers, years, operation }: Query): boolean =>
  topic === 'figures' &&
  scope === 'named' &&
  issuers.length === 1 &&
  years?.kind === 'list' &&
  years.years.length === 1 &&
  ['value', 'exists'].includes(operation.kind)

const yearOf = ({ years }: Query): number | null => (years?.kind === 'list' ? years.years[0]! : null)

const keyOf = ({ places, body, key, below }: IssuerRef): string =>
  JSON.stringify([
    key ?? null,
    below ?? null,
    places.map(({ code }) => code),
    body?.kind === 'department' ? body.name : null,
  ])

const sameIssuer = (a: Query, b: Query): boolean => keyOf(a.issuers[0]!) === keyOf(b.issuers[0]!)

const sameFields = (a: Query, b: Query): boolean =>
  JSON.stringify([a.what, wantedOf(a.measure)]) === JSON.stringify([b.what, wantedOf(b.measure)])

/** The pieces of two measures together; null where they would name more than the two fields. */
function union(a: Measure, b: Measure): Measure | null {
  const both = Object.fromEntries(
    (Object.keys(a) as (keyof Measure)[]).map(part => [part, [...new Set([...a[part], ...b[part]])]]),
  ) as unknown as Measure
  const named = [...wantedOf(a), ...wantedOf(b)].map(String)
  const wanted = wantedOf(both).map(String)
  return wanted.length === 2 && wanted.every(field => named.includes(field)) ? both : null
}

/** 三年加起来 after 2021年 …, 2022年 …, 2023年 …: the years that lead up to the last, as the two before the message do. */
function run(count: number, previous: Query, query: Query): Partial<Query> | null {
  const last = yearOf(query)!
  const step = last - yearOf(previous)!
  if (Math.abs(step) !== 1 || !sameIssuer(previous, query) || !sameFields(previous, query)) return null
  return { years: { kind: 'list', years: Array.from({ length: count }, (_, at) => last - at * step).sort() } }
}

/** More figures were to be taken together than the conversation tells: 三个加起来, 三个区谁最多. */
export const lacksOthers = (slots: Slots, query: Query): boolean =>
  slots.together !== null &&
  slots.operation !== null &&
  slots.years === null &&
  slots.issuers.length === 0 &&
  isEmpty(slots.measure) &&
  (query.issuers.length !== slots.together || query.scope !== 'named') &&
  (wantedOf(query.measure).length !== slots.together || !isSingleReport({ ...query, operation: { kind: 'value' } })) &&
  ([...joins, 'rank'] as Operation['kind'][]).includes(slots.operation.kind) &&
  !(query.years?.kind === 'list' && query.years.years.length === slots.together)

/** 加上部分公开呢 after 予以公开: both. Null where what came before is not one figure of the same report. */
export function addedTo(slots: Slots, { query }: Before): Measure | null {
  const other = slots.issuers.length > 0 || slots.years !== null || slots.scope !== null
  if (other || isEmpty(slots.measure) || query.what.kind !== 'cells' || !isSingleReport(query)) return null
  const column = slots.measure.applicants.length === 0 ? query.measure.applicants : slots.measure.applicants
  return union(query.measure, { ...slots.measure, applicants: column })
}

/** 谁多, 差多少, 加起来 after two single figures: those two. Null where they differ in more than one respect that can be joined. */
export function bothBefore(slots: Slots, { query, previous }: Before): Partial<Query> | null {
  const says = !isEmpty(slots.measure) || slots.issuers.length > 0 || slots.years !== null || slots.scope !== null
  if (says || !slots.operation || !joins.includes(slots.operation.kind)) return null
  if (!previous || !isSingle(previous) || !isSingle(query)) return null
  if ((slots.together ?? 2) > 2) return run(slots.together!, previous, query)
  const years: Years = { kind: 'list', years: [...new Set([yearOf(previous)!, yearOf(query)!])] }
  const { what } = query
  // Rates of different sizes are not added up.
  if (what.kind === 'rate' && slots.operation.kind === 'sum') return null
  if (sameFields(previous, query)) {
    if (sameIssuer(previous, query)) return years.years.length === 2 ? { years, what } : null
    const own = years.years.length === 2
    const issuers = [previous, query].map(each => ({ ...each.issuers[0]!, year: own ? yearOf(each) : null }))
    return { issuers, years: own ? null : years, what }
  }
  const joinable = what.kind === 'cells' && previous.what.kind === 'cells'
  if (!joinable || !sameIssuer(previous, query) || years.years.length === 2) return null
  const measure = union(previous.measure, query.measure)
  return measure && { measure }
}

/** Whom 它 and 另一个 mean: one issuer, several that the bot must ask between, or nobody that was named. */
export function meantBy(slots: Slots, { query }: Before): IssuerRef[] | null {
  const { pronoun } = slots
  const several = query.scope !== 'named' || query.issuers.length > 1
  if (pronoun === null || slots.issuers.length > 0 || !several) return null
  const { lead } = query
  if (pronoun === 'it' && lead) return [{ ...lead, year: null }]
  if (query.scope !== 'named') return []
  const rest = lead ? query.issuers.filter(ref => keyOf(ref) !== keyOf(lead)) : query.issuers
  if (pronoun === 'other' && rest.length === 1) return rest
  const departments = query.issuers.some(({ body }) => body?.kind === 'department')
  const places = query.issuers.flatMap(ref => ref.places)
  return departments ? [] : [{ text: pronoun === 'it' ? '它' : '另一个', places, body: null, year: null }]
}

/** 另一个 after a choice between two: the one that was not taken, with whatever the message says itself. */
export function otherChoice(slots: Slots, { others, query }: Before): Query | null {
  const [other] = others
  const lead = query.lead !== null && query.issuers.length === 2
  if (slots.pronoun !== 'other' || others.length !== 1 || !other || lead || slots.issuers.length > 0) return null
  return { ...other, years: slots.years ?? other.years }
}

const only = (measure: Measure, part: keyof Measure): boolean =>
  measure[part].length > 0 &&
  (Object.keys(measure) as (keyof Measure)[]).every(key => key === part || measure[key].length === 0)

/** “不予公开呢” after 予以公开率 asks for its rate, “商业企业呢” for the same rate of theirs; a count is asked with 多少. */
export function rateAgain(slots: Slots, { what, measure }: Query): { rates: string[]; measure: Measure } | null {
  if (what.kind !== 'rate' || slots.operation || slots.what || slots.rates.length > 0 || slots.counts) return null
  const [current] = rates.filter(({ id }) => what.rates.includes(id))
  if (!current) return null
  const said = slots.measure
  const named = only(said, 'rows3') ? said.rows3 : only(said, 'results') ? said.results : []
  if (named.length === 1) {
    const table = said.rows3.length > 0 ? 3 : 4
    const rate = rates.find(each => each.table === table && !each.block && each.numerator.join() === named[0])
    const kept = { ...measure, rows3: [], results: [] }
    return rate ? { rates: [rate.id], measure: kept } : null
  }
  const sameTable = only(said, current.table === 3 ? 'applicants' : 'blocks')
  return sameTable ? { rates: what.rates, measure: said } : null
}
