import { findPlaces, homophones, type Place, type PlaceMention, romanPlaces } from '../places/places.ts'
import { findBodies } from './bodies.ts'
import { findPhrases, type Match } from './lexicon.ts'
import { findOperations, type Spoken } from './operations.ts'
import type { Body } from './query.ts'
import { findServices } from './service.ts'
import { correctedPhrases } from './slips.ts'
import { findTimes, type TimeMatch } from './time.ts'

/** A stretch of the question with one meaning. `rest` is what no recogniser took. */
/** `heard`: what the stretch was taken for where it is not written so. */
export type Segment = { start: number; end: number; text: string; heard?: string } & (
  | { kind: 'word'; meaning: Match['meaning'] }
  | { kind: 'place'; places: Place[] }
  | { kind: 'time'; meaning: TimeMatch['meaning'] }
  | { kind: 'body'; body: Body }
  | { kind: 'operation'; operation: Spoken }
  | { kind: 'rest' }
)

/** What the segments say, one behind the other. */
export const textOf = (segments: readonly Segment[]): string => segments.map(({ text }) => text).join('')

/** What a segment says about the computing. */
export const operationOf = (part: Segment): Spoken | null =>
  part.kind === 'operation'
    ? part.operation
    : part.kind === 'word' && part.meaning.kind === 'operation'
      ? part.meaning.operation
      : null

/** All that a message says about the computing. */
export const spokenIn = (segments: Segment[]): Spoken[] => segments.flatMap(part => operationOf(part) ?? [])

type Found = Exclude<Segment, { kind: 'rest' }>

const small = new Set(['disclose', 'topic', 'social', 'ask'])

/**
 * Longer stretches explain more. Of two readings of one length, names and numbers are stronger evidence than words, words of the form than
 * the other words, and small words the weakest. A slip of the pen is the last resort.
 */
const weight = (segment: Found): number => {
  const length = segment.end - segment.start
  if (segment.kind === 'word' && segment.heard) return length * length * 0.6
  if (segment.kind !== 'word') return length * length + 0.5
  if (segment.meaning.kind === 'filler') return length * length * 0.8
  return length * length + (small.has(segment.meaning.kind) ? 0 : 0.25)
}

/** 好, 行, 嗯 are answers of their own only where nothing else is said. */
function alone(match: Match, text: string): Match {
  const little = match.meaning.kind === 'social' && match.end - match.start === 1 && text.length > 1
  return little ? { ...match, meaning: { kind: 'filler' } } : match
}

const placesOf = (mentions: PlaceMention[]): Found[] =>
  mentions.map(({ start, end, text, places, via }) => ({
    kind: 'place',
    start,
    end,
    text,
    places,
    ...(via === 'pinyin' && /\p{Script=Han}/u.test(text) ? { heard: places[0]!.name } : {}),
  }))

/** 镇江市监局, 镇江市场监督管理局: the 市 is the department's where one begins with it. */
function sharedCharacter(mentions: PlaceMention[], bodies: Found[]): PlaceMention[] {
  const starts = new Set(bodies.map(({ start }) => start))
  return mentions.flatMap(mention => {
    const end = mention.end - 1
    const shorter = mention.text.slice(0, -1)
    return mention.text.length > 2 && starts.has(end) ? [{ ...mention, end, text: shorter }] : []
  })
}

const bodiesOf = (text: string, mentions: PlaceMention[]): Found[] =>
  findBodies(
    text,
    mentions.map(({ end }) => end),
  ).map(({ start, end, text: words, body }): Found => ({ kind: 'body', start, end, text: words, body }))

/** 有没有予以公开: the 没有 is the question's, and denies nothing. */
const asksWhether = (text: string, { start, text: own }: Found): boolean =>
  text[start - 1] === '有' && own.startsWith('没有')

/** Everything that stands in the text as it is written. */
function recognise(text: string, now: Date): Found[] {
  const mentions = [...findPlaces(text), ...(/[a-z]/.test(text) ? romanPlaces(text) : [])]
  const bodies = bodiesOf(text, mentions)
  const found = [
    ...placesOf([...mentions, ...sharedCharacter(mentions, bodies)]),
    ...bodies,
    ...findTimes(text, now).map((match): Found => ({ kind: 'time', ...match })),
    ...findOperations(text).map((match): Found => ({ kind: 'operation', ...match })),
    ...findServices(text).map(
      (match): Found => ({ kind: 'word', ...match, meaning: { kind: 'declined', reason: 'service' } }),
    ),
    ...findPhrases(text).map((match): Found => ({ kind: 'word', ...alone(match, text) })),
  ]
  return found.filter(each => !asksWhether(text, each))
}

/** What a stretch sounds like, though it is written otherwise. */
function hear(text: string): Found[] {
  const mentions = homophones(text)
  const slips = correctedPhrases(text).map((match): Found => ({ kind: 'word', ...match }))
  // Where no place was heard the bodies are those that were read, cut as the written places have it.
  const bodies = mentions.length > 0 ? bodiesOf(text, [...findPlaces(text), ...mentions]) : []
  return [...placesOf(mentions), ...bodies, ...slips]
}

/** What a character costs that no finding explains: 申请|数目 is better than 申请数 and a 目 left over. */
const unexplained = 2

/**
 * The reading of the text that explains it best: of all ways to lay the findings side by side, the one with the longest stretches
 * (上年结转 rather than 上年 and 结转). What is left between them comes as `rest`.
 */
function bestReading(text: string, found: Found[]): Segment[] {
  const byEnd = new Map<number, Found[]>()
  for (const segment of found) byEnd.set(segment.end, [...(byEnd.get(segment.end) ?? []), segment])
  const score = [0]
  const choice: (Found | null)[] = [null]
  for (let end = 1; end <= text.length; end++) {
    let best = score[end - 1]! - (/\p{Script=Han}/u.test(text[end - 1]!) ? unexplained : 0)
    choice[end] = null
    for (const segment of byEnd.get(end) ?? []) {
      const value = score[segment.start]! + weight(segment)
      if (value > best) {
        best = value
        choice[end] = segment
      }
    }
    score[end] = best
  }
  const segments: Segment[] = []
  let end = text.length
  let restEnd = -1
  const closeRest = (start: number) => {
    if (restEnd > start) segments.push({ kind: 'rest', start, end: restEnd, text: text.slice(start, restEnd) })
    restEnd = -1
  }
  while (end > 0) {
    const segment = choice[end]
    if (segment) {
      closeRest(end)
      segments.push(segment)
      end = segment.start
    } else {
      if (restEnd < 0) restEnd = end
      end--
    }
  }
  closeRest(0)
  return segments.reverse()
}

const contentRest = (segment: Segment): boolean =>
  segment.kind === 'rest' && /[\p{Script=Han}]{2}|[\p{Script=Han}\p{L}]/u.test(segment.text)

/** A slip does not tear a word that is written right: 抖|音发了 is not 印发了. */
function tears(slip: Found, plain: Segment[]): boolean {
  const inside = (offset: number) =>
    plain.some(
      part =>
        part.start < offset &&
        offset < part.end &&
        part.kind !== 'rest' &&
        !(part.kind === 'word' && part.meaning.kind === 'filler'),
    )
  return inside(slip.start) || inside(slip.end)
}

/** Lays a normalised question out in segments. Slips of the pen are looked for only where something was left unexplained. */
export function segment(text: string, now: Date): Segment[] {
  const found = recognise(text, now)
  const plain = bestReading(text, found)
  if (!plain.some(contentRest)) return plain
  const heard = hear(text).filter(each => !(each.kind === 'word' && tears(each, plain)))
  return heard.length > 0 ? bestReading(text, [...found, ...heard]) : plain
}
