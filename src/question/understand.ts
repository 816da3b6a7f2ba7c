import { prepareNames } from '../places/places.ts'
import { beyondMeans } from './beyond.ts'
import { readChosen } from './chosen.ts'
import { questionsIn } from './clauses.ts'
import { english } from './english.ts'
import { type Before, fieldsBefore, lacksOther, lacksOthers, severalBefore } from './follow.ts'
import { inherit, saysOnlyWhose } from './inherit.ts'
import { isEmpty, isOfSamePart, noMeasure, wantedOf } from './measure.ts'
import { type Mention, mentionIn } from './mention.ts'
import { amongOwnYears } from './named-standing.ts'
import { addable, manyYears, totalsHeld } from './named-sum.ts'
import { longestQuestion, normalise } from './normalise.ts'
import type { Finding, Query, Trace, Understanding } from './query.ts'
import { refine, type Step } from './refine.ts'
import { type Segment, segment } from './segment.ts'
import { sideBySide } from './side-by-side.ts'
import { phraseBySound } from './slips.ts'
import { readSlots, type Slots } from './slots.ts'
import { asksProseToo } from './steps.ts'

/**
 * Reads one message. `before` is what the conversation is about, whose slots an elliptic message takes over; `now` is the clock that
 * 去年 and 今年 count from. Pure: nothing is looked up but the form and the divisions.
 */
export function understand(
  message: string,
  { now, before: context = null }: { now: Date; before?: Before | null },
): Understanding {
  const written = normalise(message)
  const text = english(written)
  if (text.length > longestQuestion) {
    return {
      kind: 'declined',
      reason: 'tooLong',
      words: '',
      trace: { normalised: text.slice(0, longestQuestion), findings: [], changes: [], ignored: [] },
    }
  }
  const mention = mentionIn(text)
  const { segments, steps } = refine(segment(mention ? mention.rest : text, now))
  const read = readSlots(segments, text !== written)
  const before = context?.refused && saysOnlyWhose(read) ? withoutField(context) : context
  const slots = settledBy(mention ? mentioning(read, mention) : read, before)
  const trace = traceOf(text, segments, steps)
  const social = socialOf(slots, before, trace)
  if (social) return social
  if (before && repeats.test(text)) return { kind: 'query', query: before.query, trace }
  if (before && asksFee.test(text) && before.query.topics.some(topic => topic.endsWith('费')))
    return { kind: 'query', query: { ...before.query, operation: { kind: 'value' }, counts: true }, trace }
  const denied = before && deniedOf(text, slots, before)
  if (denied) return { kind: 'query', query: denied, trace }
  const query = amongOwnYears(segments, totalsHeld(segments, inherit(slots, before)))
  if (slots.declined && !slots.section) return { kind: 'declined', ...slots.declined, trace }
  if (query.topic === 'figures' && slots.choices.length > 0 && isEmpty(slots.measure)) {
    return { kind: 'unclear', query, choices: slots.choices, trace }
  }
  if (query.topic === 'reports' && !query.publication && byContents.test(text))
    return { kind: 'declined', reason: 'beyond', words: '报告的内容', trace }
  // 哪天发的，统计期限是什么: the list of dates answers the one only.
  if (query.topic === 'reports' && query.publication && /[,，;；][^,，;；]*(?:期限|时间|多少|几|什么)/.test(text))
    return { kind: 'declined', reason: 'beyond', words: '发布日期和另外一问', trace }
  const adds =
    slots.addsTo &&
    (isEmpty(slots.measure)
      ? before !== null && slots.years?.kind === 'list' && !manyYears(query.years)
      : wantedOf(query.measure).length < 2 &&
        !(before === null && (manyYears(query.years) || query.issuers.length > 1)))
  const beyond =
    lacksOthers(slots, query) || (before && lacksOther(slots, query, before)) || adds
      ? '不止两个数'
      : beyondMeans(text, segments, query, slots.who)
  const asked = (question: string, given: Before | null) => understand(question, { now, before: given })
  if (beyond && (!isEmpty(query.measure) || query.what.kind !== 'cells' || query.topic === 'narrative')) {
    // Whatever was spoken of before: only questions that say their own place and year stand side by side.
    const questions = mention ? [] : questionsIn(segments, query)
    const several = sideBySide(questions, asked)
    if (several) {
      const parted = { refiner: 'sideBySide', from: text, to: questions.map(each => `“${each}”`).join('、') }
      return { kind: 'several', queries: several, trace: { ...trace, changes: [...trace.changes, parted] } }
    }
    const chosen = mention ? null : readChosen(segments, before, text !== written)
    return chosen
      ? { kind: 'query', query: chosen, trace }
      : { kind: 'declined', reason: 'beyond', words: beyond, trace }
  }
  const told = mention || !asksProseToo(segments) ? null : sideBySide(questionsIn(segments, query), asked)
  if (told) return { kind: 'several', queries: told, trace }
  // 有多少, 谁最多: a question, of which everything is yet to be said.
  const begins = !before && trace.ignored.length === 0 && (slots.counts || slots.operation !== null)
  if (begins && saysNothing(slots, query, before)) return { kind: 'query', query, trace }
  return saysNothing(slots, query, before) || (before && isAnswerable(query) && !addsAnything(segments, slots))
    ? { kind: 'declined', reason: 'outOfScope', words: text, trace }
    : { kind: 'query', query, trace }
}

/** Builds once, before anybody waits for an answer, what the first questions would else build: half a second's work. */
export function prepare(): void {
  prepareNames()
  phraseBySound()
}

/** 惠山呢 after something that was refused: of what, nobody said. */
const withoutField = (before: Before): Before => ({
  ...before,
  trail: [],
  query: {
    ...before.query,
    measure: noMeasure,
    what: { kind: 'cells' },
    operation: { kind: 'value' },
    topics: [],
    keywords: [],
  },
})

/** 再说一遍, 没看清: the same once more; 怎么算的: with its formula. */
const repeats =
  /^(?:这个?|那个?|它)?(?:是)?(?:怎么|如何)(?:计?算|得)出?来?的[吗呢啊?？]*$|^(?:请|麻烦)?(?:[你您])?(?:(?:再|重新)[说讲发答报]一?[遍次下]|重复一[遍下]|没看清楚?)[吧呗啊了]?[。.!！]*$/

/** 收了多少 after 收取信息处理费了吗: the fee, and not how many requests came in. */
const asksFee = /^(?:那|一共|总共|共)*收(?:了|过|取了?)?(?:多少|几)(?:钱|元|块|万元?)?[?？呢啊]*$/

const denying = /^(?:不|不对|错了)?[,，]?我?(?:不是问|不是|没有?问|不要|不想问)[^,，。;；]+$/

/** 不是惠山, 没问2021年: what was taken so is left open again, and asked for. */
function deniedOf(text: string, slots: Slots, { query }: Before): Query | null {
  if (!denying.test(text.replace(/[。.!！吧呀啊]+$/, '')) || slots.operation || query.topic !== 'figures') return null
  const origins = { issuers: 'said', years: 'said', measure: 'said' } as const
  const asked: Query = {
    ...query,
    scope: 'named',
    among: null,
    operation: { kind: 'value' },
    lead: null,
    found: [],
    origins,
  }
  if (slots.issuers.length > 0 && isEmpty(slots.measure)) return { ...asked, issuers: [] }
  if (slots.years !== null && isEmpty(slots.measure)) return { ...asked, years: null }
  return isEmpty(slots.measure) ? null : { ...asked, measure: noMeasure, what: { kind: 'cells' } }
}

/** 哪些报告写了网址, 哪些报告存在空白: of reports, by what is in them. */
const byContents =
  /(?:哪些|哪份|哪几份|多少份?|谁的)(?:年报|报告).*(?:写[了着有到明]|没有?写|存在|包含|里面?有|中有|格式|空白|对不上|不一致|不符|矛盾|不平|有错|出错)/

const documents = ['regulations', 'normativeDocuments']

const totals = (named: string[]): string[] => (named.length > 0 ? named : ['total'])

/** 一共多少 after several figures, whichever way they were several. */
function addsBefore(slots: Slots, before: Before): boolean {
  const { topic, scope, issuers, years, what } = before.query
  if (severalBefore(slots, before) || fieldsBefore(slots, before)) return true
  // 一共多少 after 许可和处罚哪个多.
  const fields = ['compare', 'largest'].includes(before.query.operation.kind) && addable(before.query.measure)
  if (fields && what.kind === 'cells' && slots.issuers.length === 0) return true
  const many =
    scope !== 'named' ||
    issuers.length > 1 ||
    (years?.kind === 'list' ? years.years.length > 1 : years?.kind === 'every')
  return topic === 'figures' && many && what.kind === 'cells' && slots.issuers.length === 0
}

/** 公开的呢 after 收到多少申请: the row of those that were granted. */
const asksDisclosedOf = (slots: Slots, { query }: Before): boolean =>
  slots.follows &&
  query.topic === 'figures' &&
  query.measure.rows3.length > 0 &&
  isEmpty(slots.measure) &&
  slots.section === null &&
  slots.keywords.length === 0 &&
  slots.topicWords.length > 0 &&
  slots.topicWords.every(word => /^公开[的了]?$/.test(word))

/** 总数呢 after 规范性文件公开多少: the column of that row. */
const asksTotalOf = ({ whole, measure }: Slots, { query }: Before): boolean =>
  whole &&
  isEmpty(measure) &&
  query.measure.rows2.length > 0 &&
  query.measure.rows2.every(row => documents.includes(row))

/** 总计呢 after 行政复议, 公开了几件 after 收到多少申请: of several fields the one that the conversation is about. */
function settledBy(slots: Slots, before: Before | null): Slots {
  // 一共多少 after two figures adds them up.
  const adding: Slots = { ...slots, operation: { kind: 'sum' }, choices: [] }
  const fields = before && slots.operation === null ? fieldsBefore(adding, before) : null
  // 总共呢 after 收到多少 and 予以公开呢: the one holds the other.
  const nested = fields !== null && !addable(fields.measure)
  if (
    slots.adds &&
    (slots.operation ?? adding.operation)?.kind === 'sum' &&
    isEmpty(slots.measure) &&
    before &&
    !nested &&
    addsBefore(adding, before)
  )
    return adding
  if (before && asksTotalOf(slots, before))
    return { ...slots, measure: { ...noMeasure, columns2: ['publicTotal'] }, choices: [] }
  if (before && asksDisclosedOf(slots, before))
    return { ...slots, measure: { ...noMeasure, rows3: ['granted'] }, topicWords: [], topic: 'figures' }
  if (slots.choices.length === 0 || !isEmpty(slots.measure) || before?.query.topic !== 'figures') return slots
  // 一共花了多少 after 采购几个项目: the money of that row.
  if (slots.money !== null) return { ...slots, choices: [] }
  // 公开了多少 after 许可几件: nothing was said of documents.
  const ofDocuments = before.query.measure.rows2.some(row => documents.includes(row))
  const fitting = slots.choices.filter(
    ({ measure }) =>
      isOfSamePart(measure, before.query.measure) &&
      (ofDocuments || !measure.rows2.some(row => documents.includes(row))),
  )
  const [only, ...others] = fitting
  if (!only || others.length > 0) return slots
  const { measure } = only
  // 总计 is the total of its table's columns, whichever of them was asked for before.
  const columns =
    measure.blocks.length > 0
      ? { results: totals(measure.results) }
      : measure.rows3.length > 0 && !measure.rows3.includes('granted')
        ? { applicants: totals(measure.applicants) }
        : {}
  return { ...slots, measure: { ...measure, ...columns }, choices: [], topic: 'figures' }
}

/** What is to be mentioned takes the place of every other subject; 黑龙江哪些地方 asks about those below. */
function mentioning(slots: Slots, { words, without }: Mention): Slots {
  const scope = slots.who && slots.issuers.length === 1 ? 'below' : slots.scope
  const subject = {
    measure: noMeasure,
    rates: [],
    section: null,
    topicWords: words,
    keywords: [],
    limits: [],
    choices: [],
  }
  return {
    ...slots,
    ...subject,
    scope,
    operation: null,
    // 阿城区没有提到培训吗 is answered with what it says of it.
    without: without && (slots.who || slots.scope !== null || severalYears(slots)),
    counts: false,
    topic: 'narrative',
    social: null,
    declined: null,
  }
}

const severalYears = ({ years }: Slots): boolean =>
  years !== null && (years.kind === 'list' ? years.years.length > 1 : !['latest', 'published'].includes(years.kind))

/** A message is small talk only when nothing in it asks for data. */
function socialOf(slots: Slots, before: Before | null, trace: Trace): Understanding | null {
  // 来源呢 after an answer asks for that answer's.
  const social = slots.social ?? (slots.source && !before ? 'about' : null)
  if (!social) return null
  const asks =
    !isEmpty(slots.measure) ||
    slots.rates.length > 0 ||
    slots.issuers.length > 0 ||
    slots.section ||
    slots.declined ||
    slots.topic === 'reports'
  if (asks || slots.keywords.length > 0) return null
  return { kind: social, trace }
}

/** It names somebody; where it does not, whatever comes next answers the question back. */
const isAnswerable = ({ issuers, scope }: Query): boolean => issuers.length > 0 || scope !== 'named'

/** 数字不对, 下一页, rm -rf: a message of small and unknown words asks for nothing, and least of all for the same figure again. */
function addsAnything(segments: Segment[], slots: Slots): boolean {
  const idle = ['filler', 'follow', 'correct', ...(isEmpty(slots.measure) ? ['otherRow'] : [])]
  return (
    slots.counts ||
    slots.claim !== null ||
    slots.holds !== null ||
    slots.results ||
    slots.keywords.length > 0 ||
    segments.some(part => part.kind !== 'rest' && !(part.kind === 'word' && idle.includes(part.meaning.kind)))
  )
}

/** Nothing of it belongs to reports: no place, no field, no year, no section; not even with what came before. */
function saysNothing(slots: Slots, query: Query, before: Before | null): boolean {
  const named = query.issuers.length > 0 || query.years !== null || !isEmpty(query.measure)
  if (query.topic === 'reports' || query.section || slots.rates.length > 0) return false
  if (query.topic === 'narrative')
    return query.issuers.length === 0 && slots.topicWords.length === 0 && query.topics !== before?.query.topics
  return !named
}

function traceOf(text: string, segments: Segment[], steps: Step[]): Trace {
  const findings: Finding[] = segments.flatMap(part =>
    part.kind === 'rest' ? [] : [{ start: part.start, end: part.end, text: part.text, means: meansOf(part) }],
  )
  const ignored = segments.flatMap(part =>
    part.kind === 'rest' && /[\p{L}\p{N}]/u.test(part.text) ? [part.text.trim()] : [],
  )
  const told = (parts: Segment[]) =>
    parts.map(part => (part.kind === 'rest' ? `“${part.text}”` : `${part.text} ${meansOf(part)}`)).join('、') || '无'
  const changes = steps.map(({ refiner, from, to }) => ({ refiner, from: told(from), to: told(to) }))
  return { normalised: text, findings, changes, ignored }
}

function meansOf(part: Exclude<Segment, { kind: 'rest' }>): string {
  switch (part.kind) {
    case 'place':
      return `place ${part.places.map(place => place.code).join('|')}`
    case 'body':
      return `body ${part.body.kind === 'department' ? part.body.name : part.body.kind}`
    case 'time':
      return `time ${JSON.stringify(part.meaning)}`
    case 'operation':
      return `operation ${JSON.stringify(part.operation)}`
    case 'word': {
      const { kind, ...rest } = part.meaning
      return [
        kind,
        ...Object.values(rest).map(value => (typeof value === 'string' ? value : JSON.stringify(value))),
      ].join(' ')
    }
  }
}
