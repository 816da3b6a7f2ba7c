import { rates } from '../report/rates.ts'
import { isEmpty, type Measure, noMeasure, onlyPart, productOf, wantedOf } from './measure.ts'
import { manyYears } from './named-sum.ts'
import type { IssuerRef, Operation, Query, Years } from './query.ts'
import type { Slots } from './slots.ts'

/** What a short message means by what was answered before it: 它, 另一个, 谁多, 不予公开呢 after a rate. */

/** What came before a message, as far as it may lean on it. */
export interface Before {
  /** The query answered last. */
  query: Query
  /** Single figures that were asked for one after another, the last one included. */
  trail: Query[]
  /** What was offered beside the choice that was taken. */
  others: Query[]
  /** The last message was refused: what it asked for is not what came before. */
  refused: boolean
  /** What the last question back offered. */
  offered: readonly { label: string; query: Query }[]
}

const joins: Operation['kind'][] = ['compare', 'difference', 'times', 'sum']

/** One field, or one rate over what it is taken of when nothing is said. */
const isOne = ({ what, measure }: Query): boolean =>
  what.kind === 'rate' ? what.rates.length === 1 : what.kind === 'cells' && wantedOf(measure, true).length === 1

/** Whether a query asks for one figure of one report. */
const isSingle = (query: Query): boolean => isSingleReport(query) && isOne(query)

/** One figure, one share, or several figures side by side, of one report: 许可、处罚各多少. */
const isListed = (query: Query): boolean =>
  isSingleReport(query) && (isOne(query) || (query.what.kind !== 'rate' && wantedOf(query.measure, true).length > 0))

const isSingleReport = ({ topic, scope, issuers, years, operation }: Query): boolean =>
  topic === 'figures' &&
  scope === 'named' &&
  issuers.length === 1 &&
  years?.kind === 'list' &&
  years.years.length === 1 &&
  (['value', 'exists'].includes(operation.kind) || (operation.kind === 'breakdown' && !operation.parts))

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

/** The pieces of some measures together; null where they would name other fields than theirs. */
function union(...measures: Measure[]): Measure | null {
  const all = Object.fromEntries(
    (Object.keys(noMeasure) as (keyof Measure)[]).map(part => [
      part,
      [...new Set(measures.flatMap(each => each[part]))],
    ]),
  ) as unknown as Measure
  const named = [...new Set(measures.flatMap(each => wantedOf(each)).map(([id]) => id!))]
  const product = productOf(all).map(([id]) => id!)
  if (named.length !== measures.length || !named.every(field => product.includes(field))) return null
  return { ...all, cells: product.length > named.length ? named : [] }
}

const longestTrail = 12

/** The single figures asked for so far: those of one field over issuers or years, or of one report over fields; anything else begins anew. */
export function trailed(trail: Query[], query: Query): Query[] {
  if (!isListed(query)) return []
  const last = trail.at(-1)
  const goesOn =
    last !== undefined && (sameFields(last, query) || (sameIssuer(last, query) && yearOf(last) === yearOf(query)))
  const again = goesOn && sameFields(last, query) && sameIssuer(last, query) && yearOf(last) === yearOf(query)
  return again ? trail : goesOn ? [...trail, query].slice(-longestTrail) : [query]
}

/** The end of the trail that differs in one respect only, each of it once, oldest first. */
function runOf(trail: Query[], alike: (a: Query, b: Query) => boolean): Query[] {
  const last = trail.at(-1)
  if (!last) return []
  const from = trail.findLastIndex(each => !alike(each, last)) + 1
  const key = (query: Query) =>
    JSON.stringify([keyOf(query.issuers[0]!), yearOf(query), wantedOf(query.measure), query.what])
  return [...new Map(trail.slice(from).map(each => [key(each), each])).values()]
}

/** So many of the last as are meant; all where no number is said; none where there are fewer. */
const lastOf = (run: Query[], together: number | null): Query[] =>
  together === null ? run : run.length >= together ? run.slice(-together) : []

/** Issuers and years of one field, as one query names them: each issuer with its own year where they differ. */
function asSet(run: Query[]): Pick<Query, 'issuers' | 'years'> | null {
  const [first] = run
  if (!first || run.length < 2) return null
  const years = [...new Set(run.map(each => yearOf(each)!))]
  const list: Years = { kind: 'list', years: years.toSorted((a, b) => a - b) }
  if (run.every(each => sameIssuer(each, first))) return { issuers: first.issuers, years: list }
  const own = years.length > 1
  return {
    issuers: run.map(each => ({ ...each.issuers[0]!, year: own ? yearOf(each) : null })),
    years: own ? null : list,
  }
}

/** Whom the last answer was narrowed to, as a set of their own. */
function foundSet({ found, years }: Query): Pick<Query, 'issuers' | 'years'> | null {
  const [first] = found
  if (!first || found.length < 2) return null
  if (first.year === null) return { issuers: found, years }
  return { issuers: [{ ...first, year: null }], years: { kind: 'list', years: found.map(({ year }) => year!) } }
}

const overFound: Operation['kind'][] = ['sum', 'average', 'median']
const overTrail: Operation['kind'][] = [...joins, 'rank', 'average', 'median']

/**
 * The several that a message speaks of without naming them: 他们的公开率 after a ranking, 谁多 and 三个加起来 after figures asked for one
 * by one, 哪个最多 in answer to a question back. Null where it names somebody itself, or where there are none.
 */
export function severalBefore(
  slots: Slots,
  { query, trail, offered }: Before,
): Pick<Query, 'issuers' | 'years'> | null {
  // 处罚各多少 after 惠山申请多少, 滨湖呢.
  const each =
    slots.operation?.kind === 'breakdown' && !slots.operation.parts && wantedOf(slots.measure, true).length === 1
  const plural = slots.pronoun === 'they' || (slots.together !== null && !slots.who) || each
  const says = slots.issuers.length > 0 || slots.except.length > 0 || (slots.scope !== null && !plural)
  // 降了多少 after one year and another: between them.
  const changes = slots.what?.kind === 'change' && isEmpty(slots.measure)
  const kind = changes && slots.operation?.kind !== 'rank' ? 'difference' : slots.operation?.kind
  if (says || (!plural && !kind)) return null
  const sizeOf = ({ issuers, years }: Pick<Query, 'issuers' | 'years'>) =>
    issuers.length > 1 ? issuers.length : years?.kind === 'list' ? years.years.length : 1
  const counts = (set: Pick<Query, 'issuers' | 'years'> | null) =>
    set && (slots.together === null || sizeOf(set) === slots.together) ? set : null
  const years = slots.years?.kind === 'every' ? null : slots.years
  const named = query.scope === 'named' && query.issuers.length > 1 ? counts(query) : null
  if (plural && named) return { issuers: query.issuers, years: years ?? query.years }
  const found = counts(foundSet(query))
  if (found && (plural || overFound.includes(kind!) || (kind === 'difference' && found.issuers.length === 2)))
    return { issuers: found.issuers, years: years ?? found.years }
  if (query.scope !== 'named' || (!plural && !overTrail.includes(kind!))) return null
  const choices = offered.map(each => each.query)
  const asked = choices.length > 1 && choices.every(each => each.issuers.length === 1 && each.scope === 'named')
  if (asked && new Set(choices.map(each => keyOf(each.issuers[0]!))).size === choices.length)
    return { issuers: choices.map(each => each.issuers[0]!), years: slots.years ?? query.years }
  const set = asSet(lastOf(runOf(trail, sameFields), slots.together))
  // 差多少 is said of two.
  if (!set || (['difference', 'times'].includes(kind!) && sizeOf(set) > 2)) return null
  if (changes && set.issuers.length > 1) return null
  // 哪年最多: of the years that were asked for.
  if (slots.years?.kind === 'every') return set.issuers.length === 1 ? set : null
  // 2021年谁多 after 梁溪…, 惠山呢: of the same issuers.
  return slots.years && set.issuers.length > 1
    ? { issuers: set.issuers.map(ref => ({ ...ref, year: null })), years: slots.years }
    : slots.years
      ? null
      : set
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

const otherTable = ({ rows2, blocks, results }: Measure): boolean => rows2.length + blocks.length + results.length > 0

/** 差多少 after 各区谁最多, 梁溪占多少 after 各区合计: between which two, or in what whole, nobody said. */
export function lacksOther(slots: Slots, query: Query, before: Before): boolean {
  const { query: earlier, trail } = before
  // 另一个 after one of three was picked: which of the others, nobody said.
  const single = earlier.scope === 'named' && earlier.issuers.length === 1
  if (slots.pronoun === 'other' && single && slots.issuers.length === 0 && otherChoice(slots, before) === null)
    return true
  // 剩下的区 after 没有诉讼的区有哪些: all but those that were found, which the conversation does not keep.
  if (slots.others && earlier.operation.kind === 'filter') return true
  // 哪个最大 after 无法提供占比、不予处理占比 of one body: which of its shares, and not which body.
  const ranks = slots.operation?.kind === 'rank' || slots.operation?.kind === 'compare'
  if (earlier.what.kind === 'share' && single && ranks && slots.who && !slots.bodies && slots.issuers.length === 0)
    return isEmpty(slots.measure) && slots.scope === null && slots.years === null
  const gap = slots.operation?.kind === 'difference' || slots.operation?.kind === 'times'
  const alone = isEmpty(slots.measure) && slots.issuers.length === 0 && slots.years === null
  if (gap && alone && runOf(trail, sameFields).length > 2) return true
  // 比第二名多多少: who it is that is more, the ranking does not tell.
  if (slots.nth && slots.gap && earlier.operation.kind === 'rank') return true
  // 企业的呢 after 行政处罚几件: no other table than that of the requests tells applicants apart.
  if (onlyPart(slots.measure, 'applicants') && earlier.topic === 'figures' && otherTable(earlier.measure)) return true
  const many = earlier.topic === 'figures' && (earlier.scope !== 'named' || earlier.issuers.length > 1)
  // 其中自然人占多少 after 五年一共多少: of the sum, and not of each.
  if (slots.what?.kind === 'share' && earlier.operation.kind === 'sum' && (many || manyYears(earlier.years)))
    return true
  if (!many || !isEmpty(slots.measure) || slots.rates.length > 0) return false
  if (slots.what?.kind === 'share') return slots.issuers.length > 0 && !slots.what.across
  const kind = slots.operation?.kind
  const pair = kind === 'difference' || kind === 'times' || (kind === 'compare' && slots.issuers.length > 0)
  return pair && slots.years === null && query.issuers.length !== 2 && query.issuers.every(({ below }) => !below)
}

/** 加上部分公开呢 after 予以公开: both. Null where what came before is not one figure of the same report. */
export function addedTo(slots: Slots, { query }: Before): Measure | null {
  const other = slots.issuers.length > 0 || slots.years !== null || slots.scope !== null
  if (other || isEmpty(slots.measure) || query.what.kind !== 'cells' || !isSingleReport(query)) return null
  const column = slots.measure.applicants.length === 0 ? query.measure.applicants : slots.measure.applicants
  return union(query.measure, { ...slots.measure, applicants: column })
}

/**
 * 差多少, 加起来 after two fields of one report, 三个加起来, 哪个最多 after as many as there were: those fields, and what is done with them. Null
 * where they cannot be joined.
 */
export function fieldsBefore(
  slots: Slots,
  { query, trail }: Before,
): { measure: Measure; operation: Operation } | null {
  const counted = slots.together !== null
  // 两项占总数多少, 这两个的维持率.
  const shares = (counted || slots.pronoun === 'they') && (slots.what?.kind === 'share' || slots.rates.length > 0)
  const operation = shares ? ({ kind: 'value' } as const) : slots.operation
  const says =
    !isEmpty(slots.measure) || (slots.rates.length > 0 && !shares) || slots.issuers.length > 0 || slots.years !== null
  if (says || (slots.scope !== null && !counted) || !operation) return null
  // 这三个数一起列出来.
  const listed = operation.kind === 'breakdown' && counted
  const first = operation.kind === 'rank' && operation.from === 1 && operation.count === 1 && operation.then === null
  if (!first && !listed && !shares && !joins.includes(operation.kind)) return null
  const same = (a: Query, b: Query) => sameIssuer(a, b) && yearOf(a) === yearOf(b)
  const many = first || listed || shares || operation.kind === 'sum'
  const run = lastOf(runOf(trail, same), slots.together ?? (many ? null : 2)).slice(many ? 0 : -2)
  if (run.length < 2 || run.some(({ what }) => what.kind !== 'cells') || query.what.kind !== 'cells') return null
  const measure = union(...run.map(each => each.measure))
  if (!measure) return null
  if (first) return { measure, operation: { kind: 'largest', order: operation.order, columns: false } }
  return { measure, operation: listed ? { kind: 'value' } : operation }
}

/** 比处罚多多少 after 许可几件: the field before and the one that is said. */
export function fieldBeside(slots: Slots, earlier: Query): Measure | null {
  const compares = ['compare', 'difference', 'times'].includes(slots.operation?.kind ?? '') && slots.joining
  const others = slots.issuers.length > 0 || slots.years !== null || slots.scope !== null || slots.rates.length > 0
  if (!compares || others || isEmpty(slots.measure) || !isSingle(earlier) || earlier.what.kind !== 'cells') return null
  return wantedOf(slots.measure).length === 1 ? union(earlier.measure, slots.measure) : null
}

/** Which of what a question back offered the words of an answer name: 诉讼的 of 行政复议“维持” and 行政诉讼“维持”. */
export function offeredBy(words: string, choices: readonly { label: string; query: Query }[]): Query | null {
  const told = words.replace(/^(?:是|要|我要|选|那个?|依)+|(?:的|那个|那项|那一项|里的?|吧|啊|呢|呀|[?？])+$/g, '')
  // 行政许可、处罚、强制 is a list of its own, of which 许可 is one.
  const fitting = choices.filter(({ label }) => told.length > 1 && label.includes(told) && !label.includes('、'))
  return fitting.length === 1 ? fitting[0]!.query : null
}

/** Whom 它 and 另一个 mean: one issuer, several that the bot must ask between, or nobody that was named. */
export function meantBy(slots: Slots, { query }: Before): IssuerRef[] | null {
  // 最多的那个呢 ranks.
  const pronoun = slots.operation?.kind === 'rank' && isEmpty(slots.measure) ? null : slots.pronoun
  const several = query.scope !== 'named' || query.issuers.length > 1
  if (pronoun === null || slots.issuers.length > 0 || !several) return null
  const { lead } = query
  if (pronoun === 'they') return null
  if (pronoun === 'it' && lead) return [{ ...lead, year: null }]
  if (query.scope !== 'named') return []
  const rest = lead ? query.issuers.filter(ref => keyOf(ref) !== keyOf(lead)) : query.issuers
  if (pronoun === 'other' && rest.length === 1) return rest
  const departments = query.issuers.some(({ body }) => body?.kind === 'department')
  const places = query.issuers.flatMap(ref => ref.places)
  return departments ? [] : [{ text: pronoun === 'it' ? '它' : '另一个', places, body: null, year: null }]
}

/** 另一个 after a choice between two: the one that was not taken, with whatever the message says itself. */
export function otherChoice(slots: Slots, { others, query, trail }: Before): Query | null {
  const [first, last, ...more] = runOf(trail, sameFields)
  const two = first && last && more.length === 0 && !sameIssuer(first, last)
  if (slots.pronoun === 'other' && two && slots.issuers.length === 0 && isEmpty(slots.measure) && !slots.operation)
    return { ...first, years: slots.years ?? first.years }
  const [other] = others
  const lead = query.lead !== null && query.issuers.length === 2
  if (slots.pronoun !== 'other' || others.length !== 1 || !other || lead || slots.issuers.length > 0) return null
  return { ...other, years: slots.years ?? other.years }
}

/** “不予公开呢” after 予以公开率 asks for its rate, “商业企业呢” for the same rate of theirs; a count is asked with 多少. */
export function rateAgain(slots: Slots, { what, measure }: Query): { rates: string[]; measure: Measure } | null {
  if (what.kind !== 'rate' || slots.operation || slots.what || slots.rates.length > 0 || slots.counts) return null
  const [current] = rates.filter(({ id }) => what.rates.includes(id))
  if (!current) return null
  const said = slots.measure
  const named = onlyPart(said, 'rows3') ? said.rows3 : onlyPart(said, 'results') ? said.results : []
  if (named.length === 1) {
    const table = said.rows3.length > 0 ? 3 : 4
    const rate = rates.find(each => each.table === table && !each.block && each.numerator.join() === named[0])
    const kept = { ...measure, rows3: [], results: [] }
    return rate ? { rates: [rate.id], measure: kept } : null
  }
  const sameTable = onlyPart(said, current.table === 3 ? 'applicants' : 'blocks')
  return sameTable ? { rates: what.rates, measure: said } : null
}
