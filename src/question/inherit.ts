import { placeByCode } from '../places/places.ts'
import { anyOrNone, filled, testsAny } from './context.ts'
import { narrowed } from './context-issuers.ts'
import { addedTo, type Before, fieldBeside, fieldsBefore, meantBy, otherChoice, severalBefore } from './follow.ts'
import { isEmpty } from './measure.ts'
import { bodyPlaces } from './named-issuers.ts'
import { rank } from './operations.ts'
import type { IssuerRef, Operation, Query, Side } from './query.ts'
import { settle } from './settle.ts'
import type { Slots } from './slots.ts'

/** What a message means in its conversation: first the turns of speech that lean on what was answered, then the gaps that are filled. */

/** 其他区呢 after 梁溪区: those beside it under the same parent; 别的单位呢: all but those that were named. */
function othersThan(slots: Slots, { issuers, scope, topic }: Query): Pick<Slots, 'issuers' | 'except'> | null {
  const says = slots.issuers.length + slots.except.length > 0
  if (!slots.others || says || scope !== 'named' || issuers.length === 0 || topic !== 'figures') return null
  // 其他部门呢 after 梁溪区教育局: those of its place.
  const homes = new Set(
    issuers.map(({ body, places }) => (body?.kind === 'department' ? places.map(({ code }) => code).join() : '')),
  )
  const [home] = issuers
  if (slots.among === 'departments' && homes.size === 1 && home!.places.length > 0 && home!.body?.kind === 'department')
    return { issuers: [{ text: home!.places[0]!.name, places: home!.places, body: null, year: null }], except: issuers }
  if (slots.scope !== 'below') return { issuers: [], except: issuers }
  const parents = new Set(issuers.map(({ places }) => places[0]?.parents.at(-1) ?? ''))
  const parent = placeByCode([...parents][0]!)
  if (parents.size !== 1 || !parent) return null
  return { issuers: [{ text: parent.name, places: [parent], body: null, year: null }], except: issuers }
}

/** 第二名的公开率 after 申请排名: of the one at that place, and no ranking by what is asked of it. */
function placeBefore(slots: Slots, earlier: Query): Query | null {
  const { operation } = slots
  const names = !isEmpty(slots.measure) || slots.rates.length > 0 || slots.years !== null
  const ranked =
    earlier.operation.kind === 'rank' ||
    (isOverMany(earlier) && ['value', 'breakdown', 'compare'].includes(earlier.operation.kind))
  if (operation?.kind !== 'rank' || !ranked || !slots.nth || !names) return null
  if (slots.issuers.length > 0 || slots.who || slots.scope !== null) return null
  const before = earlier.operation.kind === 'rank' ? earlier.operation.order : 'most'
  const turned = operation.order === 'least' ? (before === 'least' ? 'most' : 'least') : null
  const order = turned ?? before
  const asked = filled(
    { ...slots, operation: { kind: 'value' }, scope: 'all' },
    { ...earlier, operation: { kind: 'value' } },
  )
  const choice: Query = { ...earlier, operation: rank(order, operation.from, operation.count) }
  return { ...asked, issuers: [], scope: 'all', among: null, years: slots.years ?? earlier.years, chosen: choice }
}

/** 没有的处罚多少 after 有复议的是哪几个: of those that have none. */
function ofThoseWith(slots: Slots, earlier: Query): Query | null {
  const says = slots.issuers.length > 0 || slots.scope !== null || isEmpty(slots.measure)
  if (!slots.holds || !slots.counts || says || slots.operation || slots.what || !testsAny(earlier)) return null
  const choice: Query = { ...earlier, operation: anyOrNone(slots.holds), lead: null, found: [] }
  const asked = filled(
    { ...slots, holds: null, operation: { kind: 'value' }, limits: [], topicWords: [], keywords: [], scope: 'all' },
    { ...earlier, operation: { kind: 'value' } },
  )
  return { ...asked, issuers: [], scope: 'all', among: null, years: slots.years ?? earlier.years, chosen: choice }
}

/** 比2019年呢 after 2023年比2022年增长多少: the later of the two, and the year that is said now. */
function againstYear(slots: Slots, earlier: Query): Query | null {
  const { operation, years, what } = slots
  const compares = ['compare', 'difference', 'times'].includes(operation?.kind ?? '') || what?.kind === 'change'
  const held = earlier.what.kind === 'change' || ['difference', 'times'].includes(earlier.operation.kind)
  const before = earlier.years?.kind === 'list' ? earlier.years.years : []
  const says = !isEmpty(slots.measure) || slots.issuers.length > 0 || slots.scope !== null || slots.who
  if (says || !compares || !held || before.length !== 2 || earlier.issuers.length !== 1 || earlier.scope !== 'named')
    return null
  if (years?.kind !== 'list' || years.years.length !== 1) return null
  const times = (operation?.kind ?? earlier.operation.kind) === 'times'
  const pair = [Math.max(...before), years.years[0]!]
  return {
    ...filled({ ...slots, what: { kind: 'cells' }, operation: { kind: times ? 'times' : 'difference' } }, earlier),
    years: { kind: 'list', years: times ? pair : pair.toSorted((a, b) => a - b) },
  }
}

/** 增加了多少 after 五区2022年申请合计: of the sum, which is held against that of the year before. */
function changeOfSum(slots: Slots, earlier: Query): Query | null {
  const { operation, what, years, topic, issuers, scope, among } = earlier
  const says =
    slots.issuers.length + slots.rates.length > 0 || slots.scope !== null || !isEmpty(slots.measure) || slots.who
  const many = scope !== 'named' || issuers.length > 1
  if (slots.what?.kind !== 'change' || says || operation.kind !== 'sum' || operation.yearly || what.kind !== 'cells')
    return null
  if (topic !== 'figures' || !many || years?.kind !== 'list' || years.years.length !== 1) return null
  const other =
    slots.years?.kind === 'list' && slots.years.years.length === 1 ? slots.years.years[0]! : years.years[0]! - 1
  const side = (year: number): Side => ({ issuers, scope, among, years: { kind: 'list', years: [year] } })
  const [earlierYear, laterYear] = [years.years[0]!, other].toSorted((a, b) => a - b) as [number, number]
  return {
    ...filled({ ...slots, what: null, years: null }, earlier),
    operation: { kind: 'sides', lefts: [side(laterYear)], rights: [side(earlierYear)], by: 'change' },
    years: null,
  }
}

/** 它比惠山多多少, 它占无锡市的多少 after 哪个区最多: the one that came first, and the other. */
function leadBeside(slots: Slots, earlier: Query): IssuerRef[] | null {
  const { lead, operation, scope } = earlier
  const joins = ['compare', 'difference', 'times', 'sum'].includes(slots.operation?.kind ?? '')
  const across = slots.what?.kind === 'share' && slots.what.across
  if (!lead || operation.kind !== 'rank' || scope === 'named' || slots.issuers.length !== 1) return null
  const [other] = slots.issuers
  return joins || across ? [lead, narrowed(other!, slots, { ...earlier, scope: 'named', issuers: [lead] })] : null
}

/** Nothing but places and years. */
export const saysOnlyWhose = (slots: Slots): boolean =>
  isEmpty(slots.measure) &&
  slots.rates.length + slots.topicWords.length + slots.keywords.length === 0 &&
  slots.section === null &&
  slots.operation === null &&
  slots.what === null

/** 区政府呢, 政府办呢, 教育局呢: of the place that the conversation is about; a government of no place names nobody. */
function housed(slots: Slots, before: Before | null): Slots {
  const [home, ...others] = before?.query.scope === 'named' ? before.query.issuers : []
  const places = home && others.length === 0 ? home.places : []
  const issuers = slots.issuers.flatMap((ref): IssuerRef[] => {
    if (ref.places.length > 0 || ref.key || ref.body === null) return [ref]
    const found = bodyPlaces(ref.text, places)
    if (found.length > 0) return [{ ...ref, places: found }]
    return ref.body.kind === 'department' || before ? [ref] : []
  })
  return { ...slots, issuers }
}

const isOverMany = ({ topic, scope, issuers }: Query): boolean =>
  topic === 'figures' && (scope !== 'named' || issuers.length > 1)

const overSet: Operation['kind'][] = ['rank', 'average', 'median', 'filter', 'sum']

/** 最少的呢, 第二名的呢 after one of a set was looked at: of that set again, by the field that the conversation has come to. */
function overAgain(slots: Slots, before: Before): Query | null {
  const { query, trail } = before
  const { over } = query
  const kind = slots.operation?.kind
  const whose = slots.issuers.length > 0 || slots.scope !== null || slots.pronoun !== null || slots.together !== null
  if (!over || isOverMany(query) || whose || !kind || !overSet.includes(kind) || trail.length > 1) return null
  if (slots.years?.kind === 'every') return null
  const own = isEmpty(slots.measure) && slots.rates.length === 0
  const field = { measure: query.measure, rates: query.what.kind === 'rate' ? query.what.rates : [] }
  const nth = placeBefore(own ? { ...slots, ...field } : slots, over)
  if (nth) return nth
  const set: Query = { ...over, years: over.years ?? query.years }
  return own
    ? filled(
        {
          ...slots,
          ...field,
          what: slots.what ?? (field.rates.length > 0 ? { kind: 'rate', rates: field.rates } : null),
        },
        set,
      )
    : filled(slots, set)
}

/** 其中自然人几件 after 哪个区申请最多, 其中许可最多的是谁 after 处罚超过2000件的有哪些: of the one, or of those, that were found. */
function ofFound(slots: Slots, { operation, found }: Query): Slots {
  const { ofThose, issuers, scope, who, years } = slots
  const otherYears = years !== null && years.kind !== 'every'
  const other = issuers.length > 0 || scope !== null || otherYears || isEmpty(slots.measure)
  if (!ofThose || other || !['rank', 'filter'].includes(operation.kind) || found.length === 0) return slots
  if (found.length > 1) return { ...slots, pronoun: 'they' }
  return slots.operation || who ? slots : { ...slots, pronoun: 'it', thatYear: true }
}

/** 那年处罚多少 after 哪年申请最多: the year that was found. */
function ofYearFound(slots: Slots, earlier: Query): Slots {
  const [found, ...others] = earlier.found
  if (!slots.thatYear || slots.years || !found || others.length > 0 || found.year === null) return slots
  return { ...slots, years: { kind: 'list', years: [found.year] }, operation: slots.operation ?? { kind: 'value' } }
}

/** The set that a query over one issuer is taken from, as far as the conversation tells. */
function withSet(query: Query, said: Slots, earlier: Query): Query {
  if (query.over || isOverMany(query) || query.topic !== 'figures') return query
  const complete = said.issuers.length > 0 && said.years !== null && !isEmpty(said.measure)
  const set = isOverMany(earlier) ? { ...earlier, over: null, chosen: null } : earlier.over
  return complete || !set ? query : { ...query, over: set }
}

/** Gives the query of this message; `before` is null in a fresh conversation. */
export function inherit(message: Slots, before: Before | null): Query {
  return before
    ? withSet(
        inTurn(
          ofUnknown(atEnd(ofYearFound(ofFound(message, before.query), before.query), before.query), before.query),
          before,
        ),
        message,
        before.query,
      )
    : inTurn(message, null)
}

/** 沐阳县呢: a place that the register does not know, but a report may, asks for what the one before was asked for. */
function ofUnknown(said: Slots, earlier: Query): Slots {
  const [word, ...others] = said.keywords
  const alone =
    earlier.topic === 'figures' &&
    said.topic === 'narrative' &&
    word !== undefined &&
    /^\p{Script=Han}{2,4}[县市区旗镇乡]$/u.test(word) &&
    others.length + said.topicWords.length + said.issuers.length === 0 &&
    said.section === null &&
    isEmpty(said.measure)
  if (!alone) return said
  const what = earlier.what.kind === 'rate' ? earlier.what : said.what
  return { ...said, topic: 'figures', measure: earlier.measure, what }
}

/** 最多的那个呢 after 各区申请多少: nobody has ranked them yet. */
function atEnd(said: Slots, earlier: Query): Slots {
  const many = earlier.scope !== 'named' || earlier.issuers.length > 1
  if (!said.end || earlier.lead || !many || !isEmpty(said.measure) || said.issuers.length > 0) return said
  return { ...said, pronoun: null, operation: rank(said.end) }
}

function inTurn(message: Slots, before: Before | null): Query {
  const said = housed(message, before)
  if (!before || said.topic === 'reports') return filled(said, before?.query ?? null)
  // 2022年 in answer to 哪一年 is said of those that are to be picked as well as of what is asked about them.
  const { chosen } = before.query
  if (chosen && saysOnlyWhose(said)) {
    const choice = inherit(message, { ...before, query: chosen })
    return { ...before.query, years: choice.years, chosen: choice }
  }
  const other = otherChoice(said, before)
  if (other) return { ...other, origins: { issuers: 'inherited', years: 'inherited', measure: 'inherited' } }
  const inherited = { issuers: 'inherited', years: 'inherited', measure: 'inherited' } as const
  const others = othersThan(said, before.query)
  if (others) return settle({ ...filled({ ...said, ...others }, { ...before.query, issuers: [] }), ...others })
  const nth = placeBefore(said, before.query)
  if (nth) return nth
  const changed = changeOfSum(said, before.query)
  if (changed) return changed
  const those = ofThoseWith(said, before.query)
  if (those) return those
  const again = overAgain(said, before)
  if (again) return again
  const pair = leadBeside(said, before.query)
  if (pair) return settle({ ...filled(said, before.query), issuers: pair, scope: 'named', among: null })
  const several = severalBefore(said, before)
  if (several) {
    const query = filled({ ...said, operation: said.operation ?? { kind: said.adds ? 'sum' : 'value' } }, before.query)
    const measure = isEmpty(said.measure) && said.rates.length === 0 ? 'inherited' : 'said'
    return settle({ ...query, ...several, scope: 'named', among: null, origins: { ...inherited, measure } })
  }
  const otherYear = againstYear(said, before.query)
  if (otherYear) return otherYear
  const besides = fieldBeside(said, before.query)
  if (besides) return { ...filled({ ...said, measure: besides }, before.query), measure: besides }
  const fields = fieldsBefore(said, before)
  if (fields)
    return settle({
      ...filled({ ...said, who: false, scope: null, operation: fields.operation }, before.query),
      ...fields,
      scope: 'named',
      origins: inherited,
    })
  const sum = said.addsTo && addedTo(said, before)
  if (sum)
    return {
      ...filled({ ...said, measure: sum }, before.query),
      measure: sum,
      operation: { kind: 'sum' },
    }
  const meant = meantBy(said, before)
  if (!meant) return filled(said, before.query)
  // 它的行政复议呢 after a ranking is about the first of them and ranks no more.
  const slots: Slots = { ...said, issuers: meant, who: false, operation: said.operation ?? { kind: 'value' } }
  const query = filled(slots, { ...before.query, issuers: [], scope: 'named', among: null })
  const years = said.years ?? query.years ?? before.query.years
  return {
    ...query,
    years,
    origins: { ...query.origins, issuers: 'inherited', years: said.years ? 'said' : 'inherited' },
  }
}
