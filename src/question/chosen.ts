import { rates } from '../report/rates.ts'
import { beyondMeans } from './beyond.ts'
import type { Before } from './follow.ts'
import { inherit } from './inherit.ts'
import { isEmpty, type Measure, wantedOf } from './measure.ts'
import { readMeasure } from './named-measure.ts'
import type { Operation, Query, What } from './query.ts'
import { isWord } from './refiner.ts'
import { operationOf, type Segment, textOf } from './segment.ts'
import { readSlots, type Slots } from './slots.ts'
import { isDescribedSet } from './steps.ts'

/**
 * Questions in two steps, the one picking whom the other asks about: 申请最多的区的公开率, 没有诉讼的单位收到多少申请, 有复议又有诉讼的.
 * Each half is read as a question of its own.
 */
interface Halves {
  choice: Segment[]
  asked: Segment[]
  /** What is asked is a condition, too, and of whom it holds. */
  who: boolean
}

const names = (segments: Segment[]): boolean =>
  !isEmpty(readMeasure(segments)) || segments.some(part => isWord(part, 'rate'))

const isStop = (part: Segment): boolean => part.kind === 'rest' && /^[\s,，;；。]+$/.test(part.text)

/** The noun behind what is said of it: 的单位, 的区, 最多的那个. */
const isNoun = (part: Segment): boolean =>
  (isWord(part, 'who') && part.text.startsWith('的')) ||
  isWord(part, 'bodies') ||
  /^的?(?:单位|地方|机关|部门|区县|区|县|市|乡镇|镇|街道|那个|那家|那一家|一个|一家|年份|那年|那一年|一年)$/.test(
    part.text,
  )

const narrows = (part: Segment): boolean => ['rank', 'filter'].includes(operationOf(part)?.kind ?? '')
const says = (segments: Segment[], kind: Operation['kind']): boolean =>
  segments.some(part => operationOf(part)?.kind === kind)

/** What leads from the one half to the other and says nothing itself: ，它的, 里, 的. */
function unled(segments: Segment[]): Segment[] {
  const from = segments.findIndex(
    part => !isStop(part) && !isWord(part, 'pronoun') && !isWord(part, 'follow') && !/^[里中内的其]+$/.test(part.text),
  )
  return from < 0 ? [] : segments.slice(from)
}

/** 申请最多的区|公开率是多少, 没有诉讼的单位|收到多少申请: what is said of a noun, and what is asked of it. */
function described(segments: Segment[]): Halves | null {
  const at = segments.findIndex(
    (part, i) => (isNoun(part) || isDescribedSet(segments, i)) && names(segments.slice(0, i)),
  )
  const choice = segments.slice(0, at + 1)
  const asked = unled(segments.slice(at + 1))
  return at > 0 && names(asked) ? { choice, asked, who: false } : null
}

/** 哪个区申请最多，|它的公开率是多少: the second clause asks of whom the first one finds, and names nobody. */
function clauses(segments: Segment[]): Halves | null {
  const at = segments.findIndex(narrows)
  const stop = segments.findIndex((part, i) => i > at && (isStop(part) || isWord(part, 'pronoun')))
  const asked = unled(segments.slice(stop))
  const alone = !asked.some(part => isWord(part, 'who') || narrows(part) || isWord(part, 'none'))
  return at > 0 && stop > 0 && alone && names(asked) ? { choice: segments.slice(0, stop), asked, who: false } : null
}

const joint = /^(?:既|又|也|且|并|并且|而且|同时|同时又?有?|但|但是|却)$/

/** 申请超过100件|且|公开率低于50%的单位, 有复议|没有诉讼的单位: two conditions on one noun, which each of them gets. */
function conditions(segments: Segment[]): Halves | null {
  const noun = segments.find(part => isWord(part, 'who') || isNoun(part))
  if (!noun) return null
  const parts = segments.filter(part => part !== noun)
  const joined = (part: Segment) => joint.test(part.text.trim().replace(/[,，]/g, ''))
  const at = parts.findLastIndex(
    (part, i) => (joined(part) || isWord(part, 'none')) && names(parts.slice(0, i)) && names(parts.slice(i)),
  )
  if (at < 0) return null
  const of = (half: Segment[]) => [...half.filter(part => !joined(part) && !isStop(part)), noun]
  return { choice: of(parts.slice(0, at)), asked: of(parts.slice(at)), who: true }
}

const choosing: Operation['kind'][] = ['rank', 'filter', 'state']
const asking: Operation['kind'][] = [...choosing, 'value', 'exists', 'breakdown', 'largest', 'sum', 'average', 'median']
const perReport: What['kind'][] = ['cells', 'sum', 'rate', 'share']

const isPlain = ({ keywords, unread, limits, choices, declined, topic, shift, except }: Slots): boolean =>
  keywords.length === 0 &&
  !unread &&
  limits.length === 0 &&
  choices.length === 0 &&
  declined === null &&
  topic === 'figures' &&
  shift === null &&
  except.length === 0

/** One column, so that it is clear by what they are picked. */
const isSingle = ({ what, measure }: Query): boolean =>
  what.kind === 'rate' ? what.rates.length === 1 : what.kind === 'sum' || wantedOf(measure, true).length === 1

const isComputable = (segments: Segment[], query: Query, operations: Operation['kind'][]): boolean =>
  query.topic === 'figures' &&
  operations.includes(query.operation.kind) &&
  perReport.includes(query.what.kind) &&
  !(query.what.kind === 'share' && query.what.across) &&
  (!isEmpty(query.measure) || query.what.kind === 'rate') &&
  // 没有减少的单位: a column without its row picks nobody.
  (query.measure.columns2.length === 0 || query.measure.rows2.length > 0) &&
  beyondMeans(textOf(segments), segments, query, true) === null

/** The query of a question in two steps; null where it is none, or where one of the halves cannot be answered by itself. */
export function readChosen(segments: Segment[], before: Before | null, foreign: boolean): Query | null {
  const halves = described(segments) ?? clauses(segments) ?? conditions(segments)
  if (!halves) return null
  const whole = readSlots(segments, foreign)
  const said = readSlots(halves.asked, foreign, halves.who)
  if (!isPlain(said) || said.issuers.length > 0 || said.scope !== null || whole.except.length > 0) return null
  const choice = choiceOf(halves.choice, { ...whole, years: null }, said, before, foreign)
  if (!choice) return null
  const measure = besides(said, choice)
  const asked = inherit({ ...said, measure, scope: 'all', years: said.years ?? choice.years }, null)
  const again = choice.operation.kind === 'rank' && (asked.operation.kind === 'rank' || says(halves.asked, 'filter'))
  return !again && isComputable(halves.asked, asked, asking) ? { ...asked, chosen: choice } : null
}

/** 复议最多的区纠正了几件, 收到最多的自然人有几件: a column, or a rate, without its row is of the row that picked. */
function besides({ measure, rates: named }: Slots, { measure: by }: Query): Measure {
  const { rows3, applicants, blocks, results } = measure
  const ofDisputes = results.length > 0 || rates.some(({ id, table }) => table === 4 && named.includes(id))
  if (blocks.length === 0 && ofDisputes && by.blocks.length > 0) return { ...measure, blocks: by.blocks }
  return applicants.length > 0 && rows3.length === 0 && by.rows3.length > 0 ? { ...measure, rows3: by.rows3 } : measure
}

/** The half that picks, over the set that the whole message names; it may be in two steps itself. */
function choiceOf(
  segments: Segment[],
  { issuers, scope, among }: Slots,
  asked: Slots,
  before: Before | null,
  foreign: boolean,
): Query | null {
  const own = readSlots(segments, foreign, true)
  const slots: Slots = { ...own, issuers, scope, among, years: own.years ?? asked.years }
  const query = inherit(slots, before)
  if (isPlain(own) && isSingle(query) && isComputable(segments, query, choosing)) return query
  const inner = readChosen(segments, before, foreign)
  return inner && choosing.includes(inner.operation.kind) && isSingle(inner) ? overSet(inner, query) : null
}

const overSet = (inner: Query, { issuers, scope, among }: Query): Query => ({ ...inner, issuers, scope, among })
