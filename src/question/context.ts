import { isWithin, placeByCode, placesNamed } from '../places/places.ts'
import { addedTo, type Before, fieldsBefore, meantBy, otherChoice, rateAgain, severalBefore } from './follow.ts'
import { isEmpty, isWithinBlock, type Measure, noMeasure, partsOf, wantedOf } from './measure.ts'
import { bodyPlaces } from './named-issuers.ts'
import { comparedParts } from './named-parts.ts'
import { filter, isMiddle } from './operations.ts'
import type { Among, IssuerRef, Operation, Query, Scope, What, Years } from './query.ts'
import type { Slots } from './slots.ts'

/** Fills the gaps of an elliptic message from the query before it. What a message says itself always wins. */

const onlyPart = (measure: Measure, part: keyof Measure): boolean =>
  measure[part].length > 0 &&
  (Object.keys(measure) as (keyof Measure)[]).every(key => key === part || measure[key].length === 0)

/** “金额呢” after 采购 or 收费: the row's column that is counted in money. Null where the row before has none. */
function moneyOf({ rows2 }: Measure): Measure | null {
  const columns2 = rows2.flatMap(row =>
    row === 'procurement' ? ['procurementAmount'] : row === 'fees' ? ['amount'] : [],
  )
  return columns2.length > 0 ? { ...noMeasure, rows2, columns2 } : null
}

/** “商业企业呢” exchanges the column and keeps the row; “部分公开呢” exchanges the row and keeps the column. */
function mergeMeasure(said: Measure, earlier: Measure, follows: boolean, bare: boolean, whole: boolean): Measure {
  if (isEmpty(said)) return earlier
  const table3 = earlier.rows3.length + earlier.applicants.length > 0
  const table4 = earlier.blocks.length + earlier.results.length > 0
  if (onlyPart(said, 'applicants') && table3) return { ...said, rows3: earlier.rows3 }
  if (onlyPart(said, 'rows3') && table3 && follows && !whole) return { ...said, applicants: earlier.applicants }
  // 公开了几件 after 企业的呢 leaves open whether theirs or all are meant: both are given.
  if (onlyPart(said, 'rows3') && bare && earlier.applicants.length > 0 && !earlier.applicants.includes('total'))
    return { ...said, applicants: [...earlier.applicants, 'total'] }
  if (onlyPart(said, 'results') && table4) return { ...said, blocks: earlier.blocks }
  if (onlyPart(said, 'blocks') && table4 && follows) return { ...said, results: earlier.results }
  if (onlyPart(said, 'columns2') && earlier.rows2.length > 0) return { ...said, rows2: earlier.rows2 }
  if (onlyPart(said, 'rows2') && earlier.columns2.length > 0 && follows) return { ...said, columns2: earlier.columns2 }
  return said
}

/** 诉讼, 许可的: a name and nothing else, which takes the place of its like. */
const isBareName = ({ counts, issuers, years, operation, what, who, scope, keywords }: Slots): boolean =>
  !counts && !who && issuers.length + keywords.length === 0 && years === null && scope === null && !operation && !what

/** 败诉几件 after 复议后起诉几件 asks of those lawsuits. */
const sameCourt = ({ measure, court, adds }: Slots, earlier: Measure): Measure =>
  !court && !adds && earlier.blocks.length > 0 && earlier.blocks.every(block => isWithinBlock(block, 'litigation'))
    ? { ...measure, blocks: [] }
    : measure

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
  if (fragment) return true
  const parts = earlier.operation.kind === 'breakdown' && !isEmpty(slots.measure)
  return slots.follows && slots.topic === 'figures' && earlier.what.kind !== 'rate' && !parts
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

/** 哪年多, 最多的一年: of the years that were spoken of, where there were several. */
const onlyWhichYear = ({ years, operation, issuers }: Slots): boolean =>
  years?.kind === 'every' && issuers.length === 0 && ['rank', 'compare'].includes(operation?.kind ?? '')

const oneYear = (years: Years | null): number | null =>
  years?.kind === 'list' && years.years.length === 1 ? years.years[0]! : null

const isMany = (years: Years | null): boolean => years?.kind === 'list' && years.years.length > 1

const levelOf = ({ places }: IssuerRef): number | undefined => places[0]?.code.length

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

/** 行政许可合计 after 各区收到多少: of all of them. */
const addsMany = (slots: Slots, { topic, scope, issuers }: Query): boolean =>
  slots.adds &&
  !isEmpty(slots.measure) &&
  topic === 'figures' &&
  slots.issuers.length === 0 &&
  slots.what === null &&
  (scope !== 'named' || issuers.length > 1)

const keyOfPlaces = ({ places }: IssuerRef): string => places.map(({ code }) => code).join()

/** A share or a change goes on as the operation does; what is said of a rate or its like takes its place. */
function keptWhat(slots: Slots, earlier: Query, fragment: boolean): What {
  // 占多少 after 两个加起来 is the share of both.
  if (slots.what?.kind === 'share' && fragment && earlier.operation.kind === 'sum')
    return { ...slots.what, joint: true }
  if (slots.what) return slots.what
  const goesOn = fragment || (slots.follows && slots.topic === 'figures' && earlier.what.kind !== 'rate')
  return goesOn ? earlier.what : { kind: 'cells' }
}

function shifted(years: Years | null, by: number): Years | null {
  return years?.kind === 'list' ? { kind: 'list', years: years.years.map(year => year + by) } : null
}

/** 和2023年比呢: the years before and the one said now. */
function bothYears({ years, issuers, measure, operation }: Slots, earlier: Query | null): Years | null {
  const joins = operation !== null && ['compare', 'difference', 'times', 'sum'].includes(operation.kind)
  if (!joins || !isEmpty(measure) || issuers.length > 0 || years?.kind !== 'list' || earlier?.years?.kind !== 'list')
    return null
  return { kind: 'list', years: [...new Set([...earlier.years.years, ...years.years])] }
}

/** What is asked in money is either the row before's or a condition that nothing meets. */
function settleMoney(slots: Slots, earlier: Query | null): Slots {
  if (slots.money === null || !isEmpty(slots.measure)) return slots
  const measure = earlier?.topic === 'figures' ? moneyOf(earlier.measure) : null
  return measure ? { ...slots, measure, topic: 'figures' } : { ...slots, limits: [...slots.limits, slots.money] }
}

/** 项目数呢 after 采购金额, 几项 after 许可: the items of the row before. */
function settleItems(slots: Slots, earlier: Query | null): Slots {
  const rows = earlier?.topic === 'figures' ? wantedOf(earlier.measure).map(([id]) => id!.split('.')) : []
  const rows2 = [...new Set(rows.flatMap(([table, row]) => (table === 'disclosure' ? [row!] : [])))]
  if (!slots.items || !isEmpty(slots.measure) || rows2.length === 0) return slots
  const columns2 = rows2.flatMap(row => (row === 'procurement' ? ['projects'] : ['previousItems', 'change']))
  return { ...slots, measure: { ...noMeasure, rows2, columns2 }, topic: 'figures' }
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

/** 哪个最多 after 许可、处罚、强制各多少, or after a breakdown: the greatest of what was listed of the one issuer. */
function ofListed({ operation, measure, who, issuers, scope, among }: Slots, earlier: Query | null): Operation | null {
  const bare = who && isEmpty(measure) && issuers.length === 0 && scope === null && among === null
  if (!bare || operation?.kind !== 'rank' || operation.from !== 1 || operation.count !== 1) return null
  if (earlier?.topic !== 'figures' || earlier.scope !== 'named' || earlier.issuers.length !== 1) return null
  const listed = earlier.operation.kind === 'breakdown' || wantedOf(earlier.measure).length > 1
  return listed ? { kind: 'largest', order: operation.order, columns: false } : null
}

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

/** 其他区呢 after 梁溪区: those beside it under the same parent; 别的单位呢: all but those that were named. */
function othersThan(slots: Slots, { issuers, scope, topic }: Query): Pick<Slots, 'issuers' | 'except'> | null {
  const says = slots.issuers.length + slots.except.length > 0
  if (!slots.others || says || scope !== 'named' || issuers.length === 0 || topic !== 'figures') return null
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
  if (operation?.kind !== 'rank' || earlier.operation.kind !== 'rank' || !slots.nth || !names) return null
  if (slots.issuers.length > 0 || slots.who || slots.scope !== null) return null
  const turned = operation.order === 'least' ? (earlier.operation.order === 'least' ? 'most' : 'least') : null
  const order = turned ?? earlier.operation.order
  const asked = filled(
    { ...slots, operation: { kind: 'value' }, scope: 'all' },
    { ...earlier, operation: { kind: 'value' } },
  )
  const choice: Query = { ...earlier, operation: { ...operation, order } }
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

/** 它比惠山多多少, 它占无锡市的多少 after 哪个区最多: the one that came first, and the other. */
function leadBeside(slots: Slots, earlier: Query): IssuerRef[] | null {
  const { lead, operation, scope } = earlier
  const joins = ['compare', 'difference', 'times', 'sum'].includes(slots.operation?.kind ?? '')
  const across = slots.what?.kind === 'share' && slots.what.across
  if (!lead || operation.kind !== 'rank' || scope === 'named' || slots.issuers.length !== 1) return null
  const [other] = slots.issuers
  return joins || across ? [lead, narrowed(other!, slots, { ...earlier, scope: 'named', issuers: [lead] })] : null
}

const saysOnlyWhose = (slots: Slots): boolean =>
  isEmpty(slots.measure) &&
  slots.rates.length + slots.topicWords.length + slots.keywords.length === 0 &&
  slots.section === null &&
  slots.operation === null &&
  slots.what === null

/** Gives the query of this message; `before` is null in a fresh conversation. */
export function inherit(message: Slots, before: Before | null): Query {
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
  const pair = leadBeside(said, before.query)
  if (pair) return settle({ ...filled(said, before.query), issuers: pair, scope: 'named', among: null })
  const several = severalBefore(said, before)
  if (several) {
    const query = filled({ ...said, operation: said.operation ?? { kind: 'value' } }, before.query)
    const measure = isEmpty(said.measure) && said.rates.length === 0 ? 'inherited' : 'said'
    return settle({ ...query, ...several, scope: 'named', among: null, origins: { ...inherited, measure } })
  }
  const otherYear = againstYear(said, before.query)
  if (otherYear) return otherYear
  const fields = fieldsBefore(said, before)
  if (fields) return settle({ ...filled(said, before.query), measure: fields, scope: 'named', origins: inherited })
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

function filled(said: Slots, earlier: Query | null): Query {
  const settled = settleYear(settleItems(settleMoney(said, earlier), earlier), earlier)
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
  const alone = leans && namesOne(slots, earlier)
  const takesMeasure = leans && topic === 'figures' && earlier.topic === 'figures'
  // 嘉禾2022年败诉率 asks of all lawsuits, whichever of them came before.
  const complete = slots.rates.length > 0 && slots.issuers.length > 0 && slots.years !== null && !slots.follows
  const bare = slots.issuers.length === 0 && slots.years === null && slots.scope === null && !slots.who
  const measure =
    takesMeasure && !complete
      ? mergeMeasure(
          sameCourt(slots, earlier.measure),
          earlier.measure,
          slots.follows || fragment || isBareName(slots),
          bare && slots.what === null,
          slots.whole,
        )
      : slots.measure
  const measureInherited = takesMeasure && !complete && isEmpty(slots.measure) && !isEmpty(earlier.measure)
  const operation =
    fragment && sharesParts(slots, earlier)
      ? ({ kind: 'breakdown' } as const)
      : (slots.operation ??
        (leans && addsMany(slots, earlier) ? ({ kind: 'sum' } as const) : null) ??
        (leans && !alone && (open || keepsOperation(slots, earlier, fragment)) ? earlier.operation : { kind: 'value' }))
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
  const years = paired
    ? null
    : (bothYears(slots, earlier) ??
      (onlyWhichYear(slots) && fragment && isMany(earlier.years) ? earlier.years : null) ??
      slots.years ??
      (slots.shift !== null
        ? shifted(earlier?.years ?? null, slots.shift)
        : keepsTime && operation.kind !== 'trend'
          ? earlier.years
          : null))
  const parts = topic === 'figures' && slots.bodies && slots.issuers.length === 1 && slots.issuers[0]!.body === null
  const scope: Scope =
    slots.scope ??
    (parts ? 'below' : null) ??
    (slots.who && issuers.length === 0
      ? 'all'
      : issuersInherited || (leans && (fragment || slots.follows) && slots.issuers.length === 0)
        ? earlier.scope
        : // 那江苏呢 after 哪些地方提到…: the places in it.
          fragment && earlier.topic === 'narrative' && earlier.scope !== 'named' && slots.issuers.length === 1
          ? 'below'
          : 'named')
  return settle({
    topic,
    issuers,
    except: slots.except.length > 0 || !issuersInherited ? slots.except : earlier.except,
    scope,
    among:
      slots.among ??
      (leans &&
      scope !== 'named' &&
      (issuersInherited || fragment || slots.follows || slots.who) &&
      slots.scope === null
        ? earlier.among
        : null),
    years,
    measure,
    what,
    operation:
      operation.kind === 'value' && what.kind === 'cells' && slots.who && scope !== 'named'
        ? filter('above', '0')
        : operation,
    chosen: null,
    section: fragment && topic === 'narrative' ? earlier.section : slots.section,
    topics: fragment && topic === 'narrative' ? earlier.topics : [...new Set([...slots.topicWords, ...slots.limits])],
    keywords: fragment && topic === 'narrative' ? earlier.keywords : [...new Set(slots.keywords)],
    publication: slots.publication,
    lead: null,
    found: [],
    guesses: slots.guesses,
    unread: slots.unread,
    without: slots.without || (fragment && topic === 'narrative' && earlier.without),
    counts: slots.counts,
    unit: slots.unit,
    origins: {
      issuers: issuersInherited ? 'inherited' : 'said',
      years: slots.years || slots.shift !== null || !years ? 'said' : 'inherited',
      measure: measureInherited ? 'inherited' : 'said',
    },
  })
}

/** 在湖南排第几 after 嘉禾县: the place around the one that is meant. */
const liesIn = ({ places }: IssuerRef, area: IssuerRef | undefined): boolean =>
  places.some(({ code }) => area?.places.some(around => around.code !== code && isWithin(code, around.code)) ?? false)

function mergeIssuers(slots: Slots, earlier: Query | null, leans: boolean): IssuerRef[] {
  if (!leans || !earlier) return slots.issuers
  const [said, ...others] = slots.issuers
  const [first, second] = earlier.issuers
  const { operation, what } = slots
  if (said && others.length === 0 && isEmpty(slots.measure) && earlier.scope === 'named') {
    const standing = operation?.kind === 'standing' && earlier.issuers.length === 1 && liesIn(first!, said)
    const joins = operation !== null && ['compare', 'difference', 'times', 'sum'].includes(operation.kind)
    // 是惠山的几倍 after 梁溪是滨湖的几倍: the other of the two is another now.
    const again =
      second && operation?.kind === earlier.operation.kind && ['difference', 'times'].includes(operation.kind)
    if (first && (again || (what?.kind === 'share' && what.across))) return [first, narrowed(said, slots, earlier)]
    // 惠山呢 after 梁溪占无锡的多少.
    if (second && earlier.what.kind === 'share' && earlier.what.across && what === null) return [said, second]
    if (standing || joins) return [...earlier.issuers, narrowed(said, slots, earlier)]
  }
  if (slots.issuers.length > 0) return slots.issuers.map(ref => narrowed(ref, slots, earlier))
  // 谁的处罚多 after 锡山和惠山…, 哪个最多 after 无锡各区…: among those that the conversation is about.
  const among = earlier.scope === 'below' || earlier.issuers.length > 1 || liesBelow(slots.among, earlier.issuers)
  if (slots.scope) return slots.scope === 'below' ? earlier.issuers : []
  return slots.who && !among ? [] : earlier.issuers
}

/** How long the code of a division is of which 哪个市, 哪个区, 哪个街道 are parts. */
const longestAbove: Partial<Record<NonNullable<Among>, number>> = {
  cities: 2,
  counties: 4,
  districts: 4,
  properCounties: 4,
  townships: 6,
  towns: 6,
  subdistricts: 6,
  departments: 9,
}

/** 哪个区最多 after a turn about 无锡市 asks about its districts. */
const liesBelow = (among: Among, issuers: IssuerRef[]): boolean =>
  among !== null &&
  issuers.length === 1 &&
  issuers[0]!.places.some(({ code }) => code.length <= (longestAbove[among] ?? 0))

/** 南山区 … “不是，深圳的”, or “深圳” in answer to 哪个南山区: the parent picks among the namesakes of the place before. */
function narrowed(ref: IssuerRef, slots: Slots, earlier: Query): IssuerRef {
  const before = earlier.issuers[0]
  if (earlier.issuers.length !== 1 || !before || ref.body) return ref
  // 城关镇呢 after 嵩县: its own, and none of the namesakes elsewhere.
  const own = ref.places.filter(place =>
    before.places.some(({ code }) => code !== place.code && isWithin(place.code, code)),
  )
  if (ref.places.length > 1 && own.length === 1) return { ...ref, places: own }
  const picks = slots.corrects || before.places.length > 1
  if (!picks && !isEmpty(slots.measure)) return ref
  const namesakes = before.places.flatMap(place => placesNamed(place.name))
  // 东丽区呢 after 军粮城: its parent tells it from nobody, and is meant itself.
  const [only, ...more] = before.places
  const inside = namesakes.filter(
    (place, i) =>
      namesakes.indexOf(place) === i &&
      !(more.length === 0 && place.code === only?.code) &&
      ref.places.some(parent => parent.code !== place.code && isWithin(place.code, parent.code)),
  )
  if (inside.length > 0 && !picks) return before.body?.kind === 'department' ? ref : { ...ref, instead: inside }
  return inside.length > 0 ? { ...before, text: `${ref.text}${before.text}`, places: inside } : ref
}

/** 哪一年最多, 近三年最少的: the years of one issuer are ranked, not the issuers below it. */
const overYears = ({ years, among }: Query): boolean =>
  among === null &&
  years !== null &&
  (years.kind !== 'list' ? years.kind !== 'latest' && years.kind !== 'published' : years.years.length > 1)

/** 梁溪区在无锡排第几: the place around the other says among whom. */
function amongPeers(query: Query, operation: Extract<Operation, { kind: 'standing' }>): Partial<Query> {
  const [area] = query.issuers.filter(ref =>
    query.issuers.some(other =>
      other.places.some(({ code }) => ref.places.some(place => place.code !== code && isWithin(code, place.code))),
    ),
  )
  const within = area ? area.places[0]!.code.length : operation.within
  return {
    among: null,
    issuers: query.issuers.filter(ref => ref !== area),
    operation: { ...operation, within },
  }
}

/** Whom an operation is over when the words leave it open: a ranking without names is over everything, under one name over its parts. */
function settle(query: Query): Query {
  const { kind } = query.operation
  const ranked = kind === 'rank' || kind === 'state'
  const excepting = query.except.length > 0
  const overMany = excepting || ranked || kind === 'filter' || isMiddle(kind)
  // 滨湖区在全市排第几: the set is made of the peers of the one that is named.
  if (query.operation.kind === 'standing') return { ...query, ...amongPeers(query, query.operation), scope: 'named' }
  if (query.issuers.length === 0) {
    const all = overMany || ['sum', 'compare'].includes(kind) || query.among !== null
    const ofNobody = query.scope === 'below' && query.among !== null
    return ofNobody || (all && query.scope === 'named') ? { ...query, scope: 'all' } : query
  }
  if (query.issuers.length > 1) return query.scope === 'all' ? { ...query, scope: 'named' } : query
  if (query.issuers[0]!.several) return { ...query, scope: 'named', among: null }
  if (query.scope === 'all' || query.among !== null) return { ...query, scope: 'below' }
  if (query.scope === 'named' && (excepting || ranked) && !overYears(query)) return { ...query, scope: 'below' }
  return query
}
