import { mergeIssuers } from './context-issuers.ts'
import {
  amongRows,
  isBareName,
  mergeMeasure,
  sameCourt,
  sameRow,
  settleItems,
  settleMoney,
  settleResults,
} from './context-measure.ts'
import { rateAgain } from './follow.ts'
import { isEmpty, type Measure, noMeasure, onlyPart, partsOf, wantedOf } from './measure.ts'
import { comparedParts } from './named-parts.ts'
import { manyYears } from './named-sum.ts'
import { filter } from './operations.ts'
import type { IssuerRef, Operation, Query, Scope, What, Years } from './query.ts'
import { longestAbove } from './ranks.ts'
import { overYears, settle } from './settle.ts'
import type { Slots } from './slots.ts'

/** Fills the gaps of an elliptic message from the query before it. What a message says itself always wins. */

const lasting: Operation['kind'][] = [
  'rank',
  'largest',
  'filter',
  'state',
  'standing',
  'breakdown',
  'trend',
  'average',
  'median',
  'sum',
  'exists',
]

/** “最少的呢”, “行政处罚呢” go on with the same operation; a rate names its own fields and goes on only where none are said. */
function keepsOperation(slots: Slots, earlier: Query, fragment: boolean): boolean {
  if (!lasting.includes(earlier.operation.kind)) return false
  // 那个人的多少 after 收了713件吗: the number was said of that alone.
  const tested = earlier.operation.kind === 'filter' && earlier.scope === 'named' ? earlier.operation : null
  if (tested && slots.counts) return false
  // 部分公开呢, 军粮城呢 after 予以公开12件对吗: another's number was not said; a bound (超过20件吗) goes on.
  if (tested?.test === 'equal' && tested.bound.kind === 'number' && tested.bound.from > 0 && slots.claim === null)
    return false
  if (fragment) return true
  const parts = earlier.operation.kind === 'breakdown' && !isEmpty(slots.measure)
  return slots.follows && !slots.ofThose && slots.topic === 'figures' && earlier.what.kind !== 'rate' && !parts
}

/** 占比呢 after a breakdown, or after its greatest part: the share of each part. */
function sharesParts({ what, operation }: Slots, earlier: Query): boolean {
  if (what?.kind !== 'share' || (operation && operation.kind !== 'value')) return false
  const [wanted, ...others] = wantedOf(earlier.measure)
  if (earlier.operation.kind === 'breakdown') return true
  const parts = earlier.operation.kind === 'largest' && comparedParts(earlier.measure, earlier.operation.columns)
  return wanted !== undefined && others.length === 0 && JSON.stringify(parts) === JSON.stringify(partsOf(wanted[0]!))
}

/** 予以公开 in answer to 军粮城2020年占比: the field that the question before did not name; what is done with it was said there. */
const leftOpen = (slots: Slots, { topic, measure, what }: Query): boolean =>
  topic === 'figures' && isEmpty(measure) && what.kind !== 'rate' && slots.operation === null && slots.what === null

/** 哪年多, 最多的一年, 平均每年: of the years that were spoken of, where there were several. */
const onlyWhichYear = ({ years, operation, issuers }: Slots): boolean =>
  years?.kind === 'every' &&
  issuers.length === 0 &&
  ['rank', 'compare', 'average', 'sum'].includes(operation?.kind ?? '')

/** 惠山区2021年收到多少申请: a question of its own, whichever applicant came before; 收到多少申请 asks of all. */
const isComplete = ({ issuers, years, measure }: Slots): boolean =>
  (issuers.length > 0 && years !== null) || measure.rows3.includes('received')

const oneYear = (years: Years | null): number | null =>
  years?.kind === 'list' && years.years.length === 1 ? years.years[0]! : null

const levelOf = ({ places }: IssuerRef): number | undefined => places[0]?.code.length

/** 有复议的是哪几个, 没有的有哪些. */
export const testsAny = ({ operation }: Query): boolean =>
  operation.kind === 'filter' &&
  ['above', 'equal'].includes(operation.test) &&
  operation.bound.kind === 'number' &&
  operation.bound.from === 0

export const anyOrNone = (holds: 'some' | 'none') => filter(holds === 'some' ? 'above' : 'equal', '0')

/** 梁溪区呢 after 各区谁最多, 2021年呢 after 哪年最多: one of many, or one beside them, whose own figure is asked for. 南京呢 after 无锡各区 is another set. */
function namesOne(slots: Slots, earlier: Query): boolean {
  if (slots.operation || slots.scope !== null || slots.who) return false
  const many = ['rank', 'filter', 'state', 'sum', 'average', 'median'].includes(earlier.operation.kind)
  const [said, ...others] = slots.issuers
  const [area, ...more] = earlier.issuers
  if (!many) return false
  if (!said) {
    const oneYear = slots.years?.kind === 'list' && slots.years.years.length === 1
    return oneYear && earlier.scope === 'named' && earlier.issuers.length === 1 && overYears(earlier)
  }
  if (others.length > 0) return false
  if (earlier.scope === 'named') return earlier.issuers.length > 1
  const another =
    area && more.length === 0 && levelOf(area) === levelOf(said) && keyOfPlaces(area) !== keyOfPlaces(said)
  return !another
}

/** 无锡的呢 after 2022年哪个区申请最多, 江苏呢 after 无锡哪个区最多: those of the kind there, and not the place's own figure. */
function asksSetThere(slots: Slots, earlier: Query): boolean {
  const [area, ...others] = slots.issuers
  const { topic, scope, among, issuers, operation } = earlier
  if (!area || others.length > 0 || area.body || topic !== 'figures' || scope === 'named' || among === null)
    return false
  const says = slots.operation !== null || slots.scope !== null || slots.who || slots.rates.length > 0
  if (says || !isEmpty(slots.measure)) return false
  const everywhere = issuers.length === 0 && ['rank', 'filter', 'sum', 'average', 'median'].includes(operation.kind)
  // 江苏省呢 after 无锡各区谁最多 is the province.
  const formal = area.places.some(({ name }) => name === area.text)
  const another = !formal && issuers.every(each => keyOfPlaces(each) !== keyOfPlaces(area))
  const elsewhere = another && ['rank', 'filter'].includes(operation.kind)
  return (everywhere || elsewhere) && area.places.some(({ code }) => code.length <= (longestAbove[among] ?? 0))
}

/** 行政许可合计 after 各区收到多少: of all of them. */
const addsMany = (slots: Slots, { topic, scope, issuers }: Query): boolean =>
  slots.adds &&
  !isEmpty(slots.measure) &&
  topic === 'figures' &&
  slots.issuers.length === 0 &&
  slots.what === null &&
  (scope !== 'named' || issuers.length > 1)

/** 惠山呢 after 一共159件对吗: the number was said of that sum alone. */
function unsaid(operation: Operation): Operation {
  if (operation.kind !== 'sum') return operation
  const { said: _, ...sum } = operation
  return sum
}

/**
 * 其中自然人多少 after 各区一共收到多少, 其中维持几件 after 复议加诉讼一共几件: the same sum of the part of each, which may be said to be so
 * many (其中自然人208件). Null where another thing is asked.
 */
function sumOfPart(slots: Slots, earlier: Query, measure: Measure): Operation | null {
  const { issuers, years, scope, what, rates, operation } = slots
  const said = operation?.kind === 'filter' && operation.test === 'equal' ? operation : null
  const other = issuers.length + rates.length > 0 || years !== null || scope !== null || what !== null
  const columns = onlyPart(slots.measure, 'applicants') || onlyPart(slots.measure, 'results')
  if (!(slots.ofThose || columns) || other || (operation && !said) || isEmpty(slots.measure)) return null
  if (earlier.operation.kind !== 'sum') return null
  const many = manyYears(earlier.years) || earlier.scope !== 'named' || earlier.issuers.length > 1
  const parts = wantedOf(measure).length
  if (!many && (parts < 2 || parts !== wantedOf(earlier.measure).length)) return null
  return said ? { kind: 'sum', said } : { kind: 'sum' }
}

const keyOfPlaces = ({ places }: IssuerRef): string => places.map(({ code }) => code).join()

/** A share or a change goes on as the operation does; what is said of a rate or its like takes its place. */
function keptWhat(slots: Slots, earlier: Query, fragment: boolean): What {
  // 占多少 after 两个加起来 is the share of both.
  if (slots.what?.kind === 'share' && fragment && earlier.operation.kind === 'sum')
    return { ...slots.what, joint: true }
  // 第三方权益的占多少 after 不予公开多少: of that group.
  const group = earlier.measure.rows3.length === 1 ? earlier.measure.rows3[0]! : null
  const inGroup = group !== null && slots.measure.rows3.length === 1 && slots.measure.rows3[0]!.startsWith(`${group}.`)
  if (slots.what?.kind === 'share' && slots.what.of === null && inGroup) return { ...slots.what, of: earlier.measure }
  if (slots.what) return slots.what
  // 结果分布 after 同比增长多少: the parts themselves.
  if (slots.operation?.kind === 'breakdown' && slots.operation.parts && !isEmpty(slots.measure))
    return { kind: 'cells' }
  // 哪年最多 after 比上年呢: the figures themselves.
  if (earlier.what.kind === 'change' && slots.operation?.kind === 'rank' && slots.years?.kind === 'every')
    return { kind: 'cells' }
  const goesOn = fragment || (slots.follows && slots.topic === 'figures' && earlier.what.kind !== 'rate')
  return goesOn ? earlier.what : { kind: 'cells' }
}

function shifted(years: Years | null, by: number): Years | null {
  return years?.kind === 'list' ? { kind: 'list', years: years.years.map(year => year + by) } : null
}

/** 比2021年呢 after several fields or issuers: of each how it changed, and not the one held against the other. */
const changesOfEach = ({ issuers }: Query, measure: Measure): boolean =>
  issuers.length > 1 || wantedOf(measure, true).length > 1

/** 和2023年比呢: the years before and the one said now. */
function bothYears({ years, issuers, measure, operation, joining, what }: Slots, earlier: Query | null): Years | null {
  const joins =
    what?.kind === 'change' ||
    (operation !== null && ['compare', 'difference', 'times', 'sum'].includes(operation.kind))
  if (
    !joins ||
    !joining ||
    earlier?.scope !== 'named' ||
    !isEmpty(measure) ||
    issuers.length > 0 ||
    years?.kind !== 'list' ||
    earlier?.years?.kind !== 'list'
  )
    return null
  return { kind: 'list', years: [...new Set([...earlier.years.years, ...years.years])] }
}

/** 上年呢 after a year that was named, 前一年呢 after 哪年最多: the year before that one. */
function settleYear(slots: Slots, earlier: Query | null): Slots {
  if (!earlier || slots.issuers.length > 0) return slots
  const [found, ...others] = earlier.found
  if (slots.shift !== null && found && others.length === 0 && found.year !== null && earlier.operation.kind === 'rank')
    return { ...slots, years: { kind: 'list', years: [found.year + slots.shift] }, shift: null }
  const one = earlier.years?.kind === 'list' && earlier.years.years.length === 1 && earlier.origins.years !== 'default'
  return slots.yearBefore && one && isEmpty(slots.measure) && !slots.what && !slots.operation
    ? { ...slots, years: null, shift: -1 }
    : slots
}

/** 哪个最多, 最少的呢, 第二多的 after 许可、处罚、强制各多少, after a breakdown or its greatest part: of what was listed of the one issuer. */
function ofListed(
  { operation, measure, rates, issuers, scope, among, years, ofThose }: Slots,
  earlier: Query | null,
): Operation | null {
  const others = issuers.length + rates.length > 0 || scope !== null || among !== null || years !== null
  if (others || !isEmpty(measure) || operation?.kind !== 'rank' || operation.count !== 1) return null
  if (earlier?.topic !== 'figures' || earlier.scope !== 'named' || earlier.issuers.length !== 1) return null
  if (manyYears(earlier.years)) return null
  const { operation: before } = earlier
  const largest = before.kind === 'largest' ? before : null
  const parts = before.kind === 'breakdown' && before.parts
  // 里面哪个最多 after 不予处理几件: of its parts.
  if (!largest && !parts && !ofThose && wantedOf(earlier.measure).length < 2) return null
  const { order, from } = operation
  return { kind: 'largest', order, columns: largest?.columns ?? false, ...(from > 1 && { from }) }
}

/** 没有的呢 after 有复议的是哪几个, 有诉讼的呢 after 没有复议的有哪些: the test is what the message says, and not the one before. */
function settleTest(slots: Slots, earlier: Query | null): Slots {
  const dated = slots.years !== null && slots.years.kind !== 'every'
  const named = slots.issuers.length + slots.rates.length > 0 || dated || slots.counts
  if (!slots.holds || named || !earlier || !testsAny(earlier)) return slots
  // 收到的呢: of whatever was not received.
  const measure = slots.receives && slots.measure.rows3.join() === 'received' ? noMeasure : slots.measure
  return {
    ...slots,
    measure,
    operation: anyOrNone(slots.holds),
    limits: [],
    topicWords: [],
    keywords: [],
    topic: 'figures',
  }
}

export function filled(message: Slots, earlier: Query | null): Query {
  const said = settleTest(message, earlier)
  const settled = settleYear(settleResults(settleItems(settleMoney(said, earlier), earlier), earlier), earlier)
  const largest = ofListed(settled, earlier)
  const again = earlier && rateAgain(settled, earlier)
  const slots = largest
    ? { ...settled, operation: largest, who: false }
    : again
      ? { ...settled, ...again, what: { kind: 'rate' as const, rates: again.rates }, operation: earlier.operation }
      : settled
  const leans = earlier !== null && slots.topic !== 'reports'
  const fragment =
    leans &&
    isEmpty(slots.measure) &&
    (slots.choices.length === 0 || earlier.topic !== 'figures') &&
    slots.rates.length === 0 &&
    slots.topicWords.length === 0 &&
    slots.keywords.length === 0 &&
    !slots.section
  const topic = fragment && slots.topic === 'figures' ? earlier.topic : slots.topic
  const open = leans && topic === 'figures' && leftOpen(slots, earlier)
  const there = leans && asksSetThere(slots, earlier)
  const alone = leans && !there && namesOne(slots, earlier)
  const takesMeasure = leans && topic === 'figures' && earlier.topic === 'figures'
  // 嘉禾2022年败诉率 asks of all lawsuits, whichever of them came before.
  const complete = slots.rates.length > 0 && slots.issuers.length > 0 && slots.years !== null && !slots.follows
  const bare = slots.issuers.length === 0 && slots.years === null && slots.scope === null && !slots.who
  const measure =
    takesMeasure && !complete
      ? mergeMeasure(
          amongRows(sameRow(sameCourt(slots, earlier.measure), slots, earlier.measure), slots, earlier.measure),
          slots.everyApplicant ? { ...earlier.measure, applicants: [] } : earlier.measure,
          slots.follows || fragment || isBareName(slots),
          bare && slots.what === null,
          slots.whole || isComplete(slots),
        )
      : slots.measure
  // 惠山呢 after 上半年收到多少: the condition that no cell meets goes with the field that it was said of.
  const carried = takesMeasure && measure !== slots.measure && !isEmpty(earlier.measure) ? earlier : null
  const measureInherited = takesMeasure && !complete && isEmpty(slots.measure) && !isEmpty(earlier.measure)
  const [field, ...otherFields] = wantedOf(measure, true)
  const claimed = measureInherited && slots.claim && field && otherFields.length === 0 ? slots.claim(field) : null
  const operation =
    claimed ??
    (fragment && sharesParts(slots, earlier)
      ? ({ kind: 'breakdown', parts: true } as const)
      : ((leans ? sumOfPart(slots, earlier, measure) : null) ??
        slots.operation ??
        (leans && addsMany(slots, earlier) ? ({ kind: 'sum' } as const) : null) ??
        (leans && !alone && (open || keepsOperation(slots, earlier, fragment))
          ? unsaid(earlier.operation)
          : { kind: 'value' })))
  const what: What = leans ? keptWhat(slots, earlier, fragment || open) : (slots.what ?? { kind: 'cells' })
  const merged = mergeIssuers(slots, earlier, leans)
  // 比顺河2020年多多少 after 阿城2021年: each has its own year.
  const own = merged.length === 2 && slots.issuers.length === 1 && earlier?.issuers.length === 1
  const both = own ? [oneYear(earlier.years), oneYear(slots.years)] : []
  const paired = both.length === 2 && both.every(year => year !== null) && both[0] !== both[1]
  const issuers = paired ? merged.map((ref, at) => ({ ...ref, year: both[at]! })) : merged
  const issuersInherited = leans && slots.issuers.length === 0 && issuers.length > 0
  // A year that nobody said was the other issuer's own: 阿城…（2021年） and then “军粮城呢” asks for 军粮城's.
  const assumed = earlier?.origins.years === 'default' && slots.issuers.length > 0
  const keepsTime = leans && !assumed && (measureInherited || issuersInherited || slots.follows || fragment)
  const joinedYears = bothYears(slots, earlier)
  const ofEach = joinedYears !== null && earlier !== null && changesOfEach(earlier, measure)
  const years = paired
    ? null
    : (joinedYears ??
      (onlyWhichYear(slots) && fragment && manyYears(earlier.years) ? earlier.years : null) ??
      slots.years ??
      (slots.shift !== null
        ? earlier || slots.fromNow === null
          ? shifted(earlier?.years ?? null, slots.shift)
          : { kind: 'list', years: [slots.fromNow] }
        : keepsTime && operation.kind !== 'trend'
          ? earlier.years
          : null))
  const parts = topic === 'figures' && slots.bodies && slots.issuers.length === 1 && slots.issuers[0]!.body === null
  const scope: Scope =
    slots.scope ??
    (parts || there ? 'below' : null) ??
    (slots.who && issuers.length === 0
      ? 'all'
      : issuersInherited || (leans && (fragment || slots.follows) && slots.issuers.length === 0)
        ? earlier.scope
        : // 那江苏呢 after 哪些地方提到…: the places in it.
          fragment && earlier.topic === 'narrative' && earlier.scope !== 'named' && slots.issuers.length === 1
          ? 'below'
          : 'named')
  // 第二季度呢, 阿城呢 after 主动公开多少条: how many, as before.
  const sameCount = fragment && topic === 'narrative' && earlier.counts && !slots.who
  return settle({
    topic,
    issuers,
    except: slots.except.length > 0 || !issuersInherited ? slots.except : earlier.except,
    scope,
    among:
      slots.among ??
      (there ? earlier.among : null) ??
      (leans &&
      scope !== 'named' &&
      (issuersInherited || fragment || slots.follows || slots.who) &&
      slots.scope === null
        ? earlier.among
        : null),
    years,
    measure,
    what: ofEach ? { kind: 'change', by: 'number', way: null } : what,
    // 比2019年呢 after 2023年的增幅: from the one year to the other.
    operation:
      ofEach || (joinedYears !== null && what.kind === 'change')
        ? { kind: 'value' }
        : operation.kind === 'value' && what.kind === 'cells' && slots.who && !slots.ofPlace && scope !== 'named'
          ? filter('above', '0')
          : operation,
    chosen: null,
    over: null,
    section: fragment && topic === 'narrative' ? earlier.section : slots.section,
    topics:
      fragment && topic === 'narrative'
        ? [...new Set([...earlier.topics, ...slots.limits])]
        : [...new Set([...slots.topicWords, ...slots.limits, ...(carried?.topics ?? [])])],
    keywords:
      fragment && topic === 'narrative'
        ? earlier.keywords
        : [...new Set([...slots.keywords, ...(carried?.keywords ?? [])])],
    // 相山发改委的呢 after 什么时候发的.
    publication: slots.publication || (fragment && topic === 'reports' && (earlier?.publication ?? false)),
    lead: null,
    found: [],
    guesses: slots.guesses,
    unread: slots.unread || (carried?.unread ?? false),
    without: slots.without || (fragment && topic === 'narrative' && earlier.without),
    counts: slots.counts || sameCount,
    unit: slots.unit ?? (sameCount ? earlier.unit : null),
    origins: {
      issuers: issuersInherited ? 'inherited' : 'said',
      years: slots.years || slots.shift !== null || !years ? 'said' : 'inherited',
      measure: measureInherited ? 'inherited' : 'said',
    },
  })
}
