import { rates } from '../report/rates.ts'
import { isEmpty, type Measure, noMeasure } from './measure.ts'
import { disclosedIn, has, readMeasure } from './named-measure.ts'
import { paired } from './pairs.ts'
import type { Query } from './query.ts'
import { isWord } from './refiner.ts'
import { type Segment, spokenIn, textOf } from './segment.ts'
import { asksIfSo } from './whether.ts'

/**
 * Two things in one question. What each stretch of a message names (fields, issuers, years) is held against the query, which has one
 * measure, one set and one operation for all of them: a stretch that it could not take in must not be answered without it.
 */

/** What of the form some segments name, piece by piece. 公开 is the row where the whole question took it for one. */
export function piecesIn(segments: Segment[], query: Query): Set<string> {
  const rates = segments.flatMap(part =>
    part.kind === 'word' && part.meaning.kind === 'rate' ? [`rates ${part.meaning.id}`] : [],
  )
  const disclosed =
    segments.some(part => isWord(part, 'disclose')) && query.measure.rows3.includes('granted') ? ['rows3 granted'] : []
  return new Set([...rates, ...piecesOf(readMeasure(segments)), ...disclosed])
}

const piecesOf = (measure: Measure): string[] =>
  Object.entries(measure).flatMap(([part, ids]) => (ids as string[]).map(id => `${part} ${id}`))

/** All that the query will answer with. */
const answered = ({ measure, what }: Query): Set<string> =>
  new Set([
    ...piecesOf(measure),
    ...(what.kind === 'rate' ? what.rates.map(id => `rates ${id}`) : []),
    ...(what.kind === 'share' && what.of ? piecesOf(what.of) : []),
  ])

/** 然后有多少公开了 begins another clause without a comma. */
export const isStop = (part: Segment): boolean =>
  part.kind === 'rest' ? /[,，;；。?？!！]|然后|另外|顺便/.test(part.text) : /^(?:然后|另外|顺便)/.test(part.text)

export const isCounted = (clause: Segment[]): boolean =>
  clause.some(part => /多少|几/.test(part.text) || isWord(part, 'about'))

const isCount = (part: Segment): boolean => isWord(part, 'filler') && /多少|几/.test(part.text)

const isNamed = (clause: Segment[]): boolean =>
  hasPieces(clause) || clause.some(part => isWord(part, 'disclose') || isWord(part, 'rate') || isWord(part, 'topic'))

/** 被告了几次|赢了几次, 收到多少申请|公开多少: behind a count something else is named and counted, though no comma parts them. */
function countsOn(clause: Segment[], rest: Segment[]): boolean {
  const counted = clause.findLast(part => !isWord(part, 'applications'))
  const next = rest.findIndex(part => isStop(part) || isCount(part))
  return (
    counted !== undefined &&
    isCount(counted) &&
    next > 0 &&
    isCount(rest[next]!) &&
    !(isWord(rest[0]!, 'applications') && clause.some(part => isWord(part, 'receive'))) &&
    isNamed(clause) &&
    isNamed(rest.slice(0, next))
  )
}

export function clausesOf(segments: Segment[]): Segment[][] {
  const clauses: Segment[][] = [[]]
  for (const [at, part] of segments.entries()) {
    if (countsOn(clauses.at(-1)!, segments.slice(at))) clauses.push([])
    // 申请多少件、许可多少件: each with its own question; 许可、处罚 are one.
    const parts = part.kind === 'rest' && part.text.includes('、') && asks(clauses.at(-1)!)
    if (isStop(part) || parts) clauses.push([])
    else clauses.at(-1)!.push(part)
  }
  return clauses.filter(clause => clause.length > 0)
}

/** 复议4件对吗？其中维持几件: whether a number is so is asked beside something else. */
export const dropsClaim = (segments: Segment[], { operation }: Query): boolean => {
  const clauses = clausesOf(segments)
  return (
    clauses.length > 1 &&
    !['stated', 'filter'].includes(operation.kind) &&
    clauses.some(
      clause => asksIfSo(textOf(clause)) && clause.some(part => part.kind === 'rest' && /^\d+$/.test(part.text.trim())),
    )
  )
}

/** Whether a clause asks something of its own, and does not only say of what the next one asks (收到的申请中，…). */
export const asks = (clause: Segment[]): boolean =>
  spokenIn(clause).length > 0 || clause.some(({ text }) => /多少|几|谁|哪|合计|总计|一共|总共|吗/.test(text))

/** 自然人申请了多少，公开了多少; 谁申请最多，谁处罚最多: a clause with a question of its own names what the query has not. */
export function dropsClause(segments: Segment[], query: Query): boolean {
  const clauses = clausesOf(segments)
  if (clauses.length < 2 || query.topic !== 'figures') return false
  const known = answered(query)
  return clauses.some(
    (clause, at) =>
      (asks(clause) && !within(piecesIn(clause, query), known)) ||
      // 申请多少，存在什么问题.
      clause.some(part => isWord(part, 'section')) ||
      (at > 0 && isUnread(clause)) ||
      (at > 0 && asksWhole(clause) && !known.has('applicants total') && !known.has('results total') && isOfPart(query)),
  )
}

/** Of some applicants, or results, only. */
const isOfPart = ({ measure, operation }: Query): boolean =>
  operation.kind !== 'sum' && measure.applicants.length + measure.results.length > 0

/** 批准几件: something is counted that is none of the form's. */
const isUnread = (clause: Segment[]): boolean =>
  isCounted(clause) &&
  clause.every(part => part.kind === 'rest' || isWord(part, 'filler')) &&
  textOf(clause).replace(smallWords, '').trim().length > 1

const smallWords =
  /多少|几[件个项条份次宗起]?|一共|总共|共计|合计|分别|各自?|具体|数[量字目]|请问|其中|到底|究竟|大概|帮我|告诉我|查一?下|看一?下|我?想?知道|[件个项条份次宗起是有为的了呢吗啊呀吧共那它请]|[a-z0-9]+|[\s\p{P}]/gu

const compares = ['compare', 'difference', 'times', 'rank', 'filter', 'sum']

/** 比许可多多少，比锡山多多少; 惠山比锡山多多少，2021年呢: something is compared, and then again with something else. */
export function comparesAgain(segments: Segment[]): boolean {
  const clauses = clausesOf(segments)
  const thans = clauses.filter(clause => clause.some(({ text }) => /^[比较]$/.test(text))).length
  const again = clauses.findIndex((clause, at) => at > 0 && clause.some(({ text }) => text === '呢'))
  return (
    thans > 1 ||
    (again > 0 && clauses.slice(0, again).some(each => spokenIn(each).some(({ kind }) => compares.includes(kind))))
  )
}

/** 处罚和公开率, 申请多少，公开率多少: a count is asked beside a rate, which has no part in it. */
export function dropsCount(segments: Segment[], { what, measure, origins }: Query): boolean {
  if (what.kind !== 'rate') return false
  const clauses = clausesOf(segments)
  const rated = (clause: Segment[]) => clause.some(part => isWord(part, 'rate'))
  if (clauses.length > 1 && clauses.some(each => isCounted(each) && !rated(each) && hasPieces(each))) return true
  if (origins.measure !== 'said') return false
  const tables = rates.filter(({ id }) => what.rates.includes(id)).map(({ table }) => table)
  if (measure.rows2.length + measure.columns2.length > 0) return true
  if (measure.rows3.length + measure.applicants.length > 0 && !tables.includes(3)) return true
  if (measure.blocks.length + measure.results.length > 0 && !tables.includes(4)) return true
  const joins = (part: Segment | undefined) => /^[和与及跟、,，]$/.test(part?.text.trim() ?? '')
  return segments.some(
    (part, at) =>
      isWord(part, 'applications') &&
      (joins(segments[at + 1]) || (joins(segments[at - 1]) && at > 1 && isWord(segments[at - 2]!, 'rate'))),
  )
}

export const hasPieces = (clause: Segment[]): boolean => !isEmpty(readMeasure(clause))

/** What of the form a message names, with the cells that it pairs. */
export const readClauses = (segments: Segment[]): Measure => paired(segments, readEachClause(segments))

/**
 * The measure of all clauses together where each counts something (收到多少申请，公开多少; 复议几件，维持几件); that of the whole message
 * where they do anything else. A clause before the one that names a column is about the total.
 */
function readEachClause(segments: Segment[]): Measure {
  const whole = readMeasure(segments)
  const clauses = clausesOf(segments).filter(clause => !onlyWhether.test(textOf(clause).trim()))
  const plain =
    spokenIn(segments).every(({ kind }) => kind === 'breakdown' || kind === 'exists') &&
    !segments.some(part => isWord(part, 'rate'))
  // 复议几件？有没有被纠正的.
  const isAsked = (clause: Segment[]) => isCounted(clause) || spokenIn(clause).some(({ kind }) => kind === 'exists')
  if (clauses.length < 2 || !plain || !clauses.every(isAsked)) return whole
  const measures = clauses.map(
    (clause, at) =>
      (at > 0 ? disclosedIn(clause) : null) ??
      (asksWhole(clause) ? wholeColumn(whole) : at > 0 ? ofCourtBefore(clause, whole) : readMeasure(clause)),
  )
  if (measures.some(isEmpty)) return whole
  const union = (part: keyof Measure) => [...new Set(measures.flatMap(each => each[part]))]
  const first = measures[0]!
  const columns = (part: 'applicants' | 'results', row: 'rows3' | 'blocks') =>
    union(part).length > 0 && first[row].length > 0 && first[part].length === 0
      ? ['total', ...union(part)]
      : union(part)
  return {
    ...noMeasure,
    rows2: union('rows2'),
    columns2: union('columns2'),
    rows3: onlyColumns(measures) ? first.rows3 : union('rows3'),
    applicants: columns('applicants', 'rows3'),
    blocks: union('blocks'),
    results: columns('results', 'blocks'),
  }
}

/** 直接起诉的赢了几件，输了几件: of the lawsuits that were named; 输 alone means all. */
function ofCourtBefore(clause: Segment[], whole: Measure): Measure {
  const own = readMeasure(clause)
  return has(clause, 'block') || own.results.length === 0 ? own : { ...own, blocks: whole.blocks }
}

/** 自然人申请几件，总共几件: all of what a part was named of; of several parts it is their sum. */
const asksWhole = (clause: Segment[]): boolean => has(clause, 'total') && isCounted(clause) && !hasPieces(clause)

const wholeColumn = ({ applicants, results }: Measure): Measure => ({
  ...noMeasure,
  applicants: applicants.length === 1 ? ['total'] : [],
  results: results.length === 1 ? ['total'] : [],
})

/** 收到申请几件，自然人几件: the columns are of the row before them. */
const onlyColumns = ([first, ...others]: Measure[]): boolean =>
  first!.rows3.length > 0 &&
  others.every(({ rows3, applicants }) => rows3.length === 0 || (applicants.length > 0 && rows3.join() === 'received'))

export const within = (some: Set<string>, others: Set<string>): boolean => [...some].every(each => others.has(each))
export const differ = (a: Set<string>, b: Set<string>): boolean =>
  a.size > 0 && b.size > 0 && !(within(a, b) && within(b, a))

export const isYears = (part: Segment): boolean => part.kind === 'time' && part.meaning.kind === 'list'
const isAnchor = (part: Segment): boolean => part.kind === 'place' || isYears(part)

/** Stretches that begin with an issuer or a year, each with the fields named after it. */
function stretchesIn(segments: Segment[], query: Query): Segment[][] {
  const stretches: Segment[][] = [[]]
  for (const part of segments) {
    const open = stretches.at(-1)!
    if (isAnchor(part) && piecesIn(open, query).size > 0) stretches.push([part])
    else open.push(part)
  }
  return stretches
}

const stretchesOf = (segments: Segment[], query: Query): { anchors: Set<string>; pieces: Set<string> }[] =>
  stretchesIn(segments, query).map(stretch => ({
    anchors: new Set(stretch.filter(isAnchor).map(({ text }) => text)),
    pieces: piecesIn(stretch, query),
  }))

/** 申请和公开率, 存在的问题以及诉讼: where what is counted ends and a rate, or a part of the prose, begins, or the other way round. */
function besideOther(segments: Segment[]): Segment[][] {
  const at = segments.findIndex(({ text }, i) => {
    if (!/^(?:[和与及跟、]|以及|还有)$/.test(text.trim())) return false
    const [left, right] = [segments.slice(0, i), segments.slice(i + 1)]
    const rated = (part: Segment | undefined) => part !== undefined && isWord(part, 'rate')
    const told = (side: Segment[]) => side.some(part => isWord(part, 'section'))
    const beside = left.length > 0 && right.length > 0 && rated(left.at(-1)) !== rated(right[0])
    return beside || (told(left) ? hasPieces(right) && !told(right) : told(right) && hasPieces(left))
  })
  return at < 0 ? [segments] : [segments.slice(0, at), segments.slice(at + 1)]
}

/** 对吗, and nothing else: of the numbers that were said. */
const onlyWhether = /^(?:(?:这样?|这些|以上|都)?(?:对吗|对不对|对吧|是吗|是吧|是不是|没错吧|正确吗))?$/

/** The questions that stand side by side in one message, each in its own words: of each place or year its field, or of each clause. */
export function questionsIn(segments: Segment[], query: Query): string[] {
  const clauses = clausesOf(segments)
  const stretches = pairsFields(segments, query)
    ? stretchesIn(segments, query)
    : clauses.length > 1
      ? clauses
      : besideOther(segments)
  return stretches
    .map(stretch => textOf(stretch).replace(/(?:[,，、;；\s]|和|与|及|跟|以及|还有)+$/, ''))
    .filter(text => !onlyWhether.test(text))
}

/** 惠山区申请和锡山区处罚, 2021年申请和2022年处罚: of each issuer, or year, another field. */
export function pairsFields(segments: Segment[], query: Query): boolean {
  if (query.topic !== 'figures') return false
  // 军粮城行政诉讼2020年维持率: of one place and one year there is nothing to pair.
  const several = (anchors: Segment[]) => new Set(anchors.map(({ text }) => text)).size > 1
  if (!several(segments.filter(({ kind }) => kind === 'place')) && !several(segments.filter(isYears))) return false
  const [first, ...others] = stretchesOf(segments, query).filter(({ anchors }) => anchors.size > 0)
  return others.some(({ anchors, pieces }) => !within(anchors, first!.anchors) && differ(first!.pieces, pieces))
}

/** 其中自然人多少: of what was said before. */
export const isOfThose = (clause: Segment[]): boolean =>
  /^(?:那|这)?(?:其中|里面|里头|当中|其)/.test(textOf(clause).replace(/^[\s\p{P}]+/u, ''))
