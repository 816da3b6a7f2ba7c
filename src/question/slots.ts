import { type Measure, noMeasure } from './measure.ts'
import { strongest } from './operations.ts'
import type { IssuerRef, Operation, SectionKind, Years } from './query.ts'
import type { Segment } from './segment.ts'
import { joinYears } from './time.ts'

/** What one message says, slot by slot, before the conversation fills the gaps. */
export interface Slots {
  issuers: IssuerRef[]
  scope: 'below' | 'all' | null
  /** 哪个单位, 谁: the answer is to be a name. */
  who: boolean
  years: Years | null
  /** 前一年, 后一年: from the year that the conversation is about. */
  shift: number | null
  measure: Measure
  rates: string[]
  operation: Operation | null
  section: SectionKind | null
  topic: 'figures' | 'narrative' | 'reports'
  /** Words of narrative topics, and content words that nothing explains. */
  topicWords: string[]
  keywords: string[]
  /** Conditions that no cell of the form meets. */
  limits: string[]
  /** Fields that a too general word (总计) may mean. */
  choices: { label: string; measure: Measure }[]
  social: 'help' | 'greeting' | 'thanks' | 'farewell' | 'abuse' | null
  declined: { reason: 'outOfScope' | 'prediction' | 'opinion'; words: string } | null
  /** The message leans on what came before: 呢, 那, 和…比. */
  follows: boolean
  /** 不是，我问的是…: what is said takes the place of what was understood. */
  corrects: boolean
}

type Word = Extract<Segment, { kind: 'word' }>
const words = (segments: Segment[]): Word[] => segments.filter(part => part.kind === 'word')
const ids = (segments: Segment[], ...kinds: string[]): string[] => [
  ...new Set(
    words(segments).flatMap(({ meaning }) => (kinds.includes(meaning.kind) && 'id' in meaning ? [meaning.id] : [])),
  ),
]
const has = (segments: Segment[], kind: string): boolean => words(segments).some(({ meaning }) => meaning.kind === kind)

function readIssuers(segments: Segment[]): IssuerRef[] {
  const issuers: (IssuerRef & { end: number })[] = []
  for (const part of segments) {
    const last = issuers.at(-1)
    if (part.kind === 'place')
      issuers.push({ text: part.text, places: part.places, body: null, year: null, end: part.end })
    if (part.kind !== 'body') continue
    if (last && last.body === null && part.start - last.end <= 1) {
      last.body = part.body
      last.text += part.text
      last.end = part.end
    } else {
      issuers.push({ text: part.text, places: last?.places ?? [], body: part.body, year: null, end: part.end })
    }
  }
  const years = pairedYears(segments, issuers.length)
  return issuers.map(({ end: _, ...issuer }, at) => ({ ...issuer, year: years?.[at] ?? null }))
}

/** 阿城2021年和顺河2020年: as many single years as issuers, in turn, are each its issuer's own. */
function pairedYears(segments: Segment[], issuers: number): number[] | null {
  const order = segments.flatMap(part => (part.kind === 'place' ? ['P'] : part.kind === 'time' ? ['T'] : [])).join('')
  const years = segments.flatMap(part =>
    part.kind === 'time' && part.meaning.kind === 'list' && part.meaning.years.length === 1 ? part.meaning.years : [],
  )
  return issuers > 1 && years.length === issuers && /^(?:PT){2,}$|^(?:TP){2,}$/.test(order) ? years : null
}

const measureKinds = ['row2', 'column2', 'row3', 'group', 'block', 'result', 'rate', 'carried', 'otherRow']

const isKind = (part: Segment | undefined, ...kinds: string[]): boolean =>
  part?.kind === 'word' && kinds.includes(part.meaning.kind)

/** 收到的申请, 收到多少件申请: the verb and its object with nothing but small words between them. */
function receivedApplications(segments: Segment[]): boolean {
  return segments.some((part, at) => {
    if (!isKind(part, 'receive')) return false
    const next = segments.slice(at + 1).find(each => !isKind(each, 'filler', 'ask', 'total') && each.kind !== 'rest')
    return isKind(next, 'applications')
  })
}

/** 申请 and 收到 mean 本年新收 only where nothing more precise is named beside them. */
function asksReceived(segments: Segment[]): boolean {
  if (words(segments).some(({ meaning }) => measureKinds.includes(meaning.kind))) return receivedApplications(segments)
  return has(segments, 'applications') || has(segments, 'receive')
}

function readMeasure(segments: Segment[]): Measure {
  const measure: Measure = {
    ...noMeasure,
    rows2: ids(segments, 'row2'),
    columns2: ids(segments, 'column2'),
    rows3: ids(segments, 'row3', 'group'),
    applicants: ids(segments, 'applicant'),
    blocks: ids(segments, 'block'),
    results: ids(segments, 'result'),
  }
  if (has(segments, 'carried')) measure.rows3 = [...measure.rows3, 'carriedIn', 'carriedOut']
  const specificBlocks = measure.blocks.filter(block => block.startsWith('litigation.'))
  if (specificBlocks.length > 0) measure.blocks = measure.blocks.filter(block => block !== 'litigation')
  const disclosedApplications = has(segments, 'disclose') && has(segments, 'applications')
  const nothingElse = !words(segments).some(({ meaning }) => measureKinds.includes(meaning.kind))
  if (nothingElse && disclosedApplications) return { ...measure, rows3: ['granted'] }
  const withOther = has(segments, 'otherRow') ? placeOther(measure, segments) : measure
  return asksReceived(segments) ? { ...withOther, rows3: ['received', ...withOther.rows3] } : withOther
}

/** 其他 stands in three tables; what is named beside it tells which one is meant. */
function placeOther(measure: Measure, segments: Segment[]): Measure {
  if (measure.blocks.length > 0 && measure.results.length === 0) return { ...measure, results: ['other'] }
  const results = measure.rows3.some(row =>
    ['handled', 'other', 'refused', 'unavailable', 'notProcessed'].includes(row),
  )
  if (results || has(segments, 'table')) {
    return {
      ...measure,
      rows3: [...measure.rows3.filter(row => row !== 'handled' && row !== 'other'), 'other.remaining'],
    }
  }
  if (has(segments, 'applications') || measure.applicants.length > 0 || measure.rows3.length > 0) {
    return { ...measure, applicants: [...measure.applicants, 'otherOrganization'] }
  }
  return measure
}

const choicesOfTotal = [
  { label: '本年新收政府信息公开申请总计', measure: { ...noMeasure, rows3: ['received'] } },
  { label: '本年度办理结果总计', measure: { ...noMeasure, rows3: ['handled'] } },
  { label: '行政复议总计', measure: { ...noMeasure, blocks: ['review'] } },
  { label: '行政诉讼总计', measure: { ...noMeasure, blocks: ['litigation'] } },
]

const choicesOfOther = [
  { label: '办理结果“其他处理”', measure: { ...noMeasure, rows3: ['other.remaining'] } },
  {
    label: '申请人“其他组织”的新收申请',
    measure: { ...noMeasure, rows3: ['received'], applicants: ['otherOrganization'] },
  },
  { label: '行政复议“其他结果”', measure: { ...noMeasure, blocks: ['review'], results: ['other'] } },
  { label: '行政诉讼“其他结果”', measure: { ...noMeasure, blocks: ['litigation'], results: ['other'] } },
]

function readOperation(
  segments: Segment[],
  slots: { who: boolean; issuers: IssuerRef[]; rates: string[] },
): Operation | null {
  const named = segments.flatMap(part =>
    part.kind === 'operation'
      ? [part.operation]
      : part.kind === 'word' && part.meaning.kind === 'operation'
        ? [part.meaning.operation]
        : [],
  )
  if (slots.rates.length > 0) return { kind: 'rate', rates: slots.rates }
  const more = words(segments).find(({ meaning }) => meaning.kind === 'more')?.meaning
  const order = more?.kind === 'more' ? more.order : null
  if (named.length === 0) {
    if (slots.issuers.length > 1 && (slots.who || order)) return { kind: 'compare' }
    if (slots.who && order) return { kind: 'rank', order, from: 1, count: 1 }
    if (slots.who && has(segments, 'none')) return { kind: 'filter', test: 'equal', threshold: 0 }
    if (has(segments, 'minus')) return { kind: 'difference' }
    return has(segments, 'everything') ? { kind: 'breakdown' } : null
  }
  return strongest(named)
}

const content = /[\p{Script=Han}]{2,}|[\p{L}\p{N}]{2,}/gu

/** Collects the slots of one segmented message. */
export function readSlots(segments: Segment[]): Slots {
  const times = segments.flatMap(part => (part.kind === 'time' ? [part.meaning] : []))
  const future = times.find(meaning => meaning.kind === 'future')
  const shift = times.find(meaning => meaning.kind === 'shift')
  const issuers = readIssuers(segments)
  const who = has(segments, 'who')
  const rates = ids(segments, 'rate')
  const measure = readMeasure(segments)
  const scope =
    words(segments).flatMap(({ meaning }) =>
      meaning.kind === 'scope' && meaning.scope !== 'named' ? [meaning.scope] : [],
    )[0] ?? null
  const find = <K extends Word['meaning']['kind']>(kind: K) =>
    words(segments).find(({ meaning }) => meaning.kind === kind)?.meaning as
      | Extract<Word['meaning'], { kind: K }>
      | undefined
  const sections = words(segments).flatMap(({ meaning }) => (meaning.kind === 'section' ? [meaning.section] : []))
  // 问题和改进措施 is asked as often as either: the longer-term word wins only where it stands alone.
  const section =
    sections.length > 1 && sections.includes('problems') && sections.includes('improvements')
      ? 'problems'
      : (sections[0] ?? null)
  const keywords = segments.flatMap(part => (part.kind === 'rest' ? (part.text.match(content) ?? []) : []))
  const measured = Object.values(measure).some(part => part.length > 0) || rates.length > 0
  const topicWords = words(segments).flatMap(part =>
    part.meaning.kind === 'topic' || (part.meaning.kind === 'disclose' && !measured) ? [part.text] : [],
  )
  const reports = has(segments, 'reports')
  const limits = words(segments).flatMap(({ meaning }) => (meaning.kind === 'limits' ? [meaning.words] : []))
  const narrative = !measured && (section !== null || topicWords.length > 0 || keywords.length > 0 || limits.length > 0)
  const declined = find('declined')
  const declinedWords = words(segments).find(({ meaning }) => meaning.kind === 'declined')?.text ?? ''
  return {
    issuers,
    scope,
    who,
    years: joinYears(times.filter(meaning => meaning.kind !== 'shift' && meaning.kind !== 'future')),
    shift: shift?.kind === 'shift' ? shift.by : null,
    measure,
    rates,
    operation: readOperation(segments, { who, issuers, rates }),
    section: measured ? null : section,
    topic: measured ? 'figures' : reports ? 'reports' : narrative ? 'narrative' : 'figures',
    topicWords,
    keywords,
    limits,
    choices: has(segments, 'otherRow') ? choicesOfOther : has(segments, 'total') ? choicesOfTotal : [],
    social: find('social')?.social ?? null,
    declined:
      future?.kind === 'future'
        ? { reason: 'prediction', words: future.words }
        : declined && (!measured || declined.reason !== 'outOfScope')
          ? { reason: declined.reason, words: declinedWords }
          : null,
    follows: has(segments, 'follow') || has(segments, 'correct'),
    corrects: has(segments, 'correct'),
  }
}
