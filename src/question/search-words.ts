import { isInsideWord } from './boundaries.ts'
import { mentionIn } from './mention.ts'
import { readIssuers } from './named-issuers.ts'
import { normalise } from './normalise.ts'
import type { IssuerRef, Years } from './query.ts'
import { refine } from './refine.ts'
import { type Segment, segment, textOf } from './segment.ts'
import { joinYears } from './time.ts'

/** What somebody typed to search the reports' prose: words, "phrases", -exclusions, and places and years among the words. */
export interface SearchWords {
  words: string[]
  phrases: string[]
  excluded: string[]
  issuers: IssuerRef[]
  years: Years | null
  /** What was typed and does not count, in Chinese: for the reader. */
  remarks: string[]
}

/** More words than this make no better search, and the server takes ten. */
export const mostWords = 8
/** Longer words are cut by the server into more than it takes, characters. */
const longestWord = 20

const quotes = /["＂“”„‟「」『』]/g

/** `year = 2020`: the sign of a comparison, with the field before it. */
const comparison = /(?<![\p{Script=Han}\w])[a-z]+\s*(?:[!<>]=?|=)\s*/giu

/** Words of query languages that this one does not have. */
const operators = /^(?:or|and|not|to|in|exists|is|null|empty)$/i

interface Typed {
  bare: string[]
  phrases: string[]
  excluded: string[]
  unbalanced: boolean
}

/** Quotes hold phrases together; a minus before a word or phrase excludes it. A quote without its partner is no quote. */
function split(text: string): Typed {
  const even = text.replace(quotes, '"')
  const unbalanced = (even.match(/"/g)?.length ?? 0) % 2 === 1
  const last = even.lastIndexOf('"')
  const gap = /(?:^|[\s"][-－]?)$/.test(even.slice(0, last)) ? '' : ' '
  const clean = unbalanced ? `${even.slice(0, last)}${gap}${even.slice(last + 1)}` : even
  const typed: Typed = { bare: [], phrases: [], excluded: [], unbalanced }
  for (const [, minus, phrase, word] of clean.matchAll(/(?<![^\s"])([-－])?(?:"([^"]*)"|([^\s"]+))/g)) {
    const what = (phrase ?? word ?? '').trim()
    if (!/[\p{L}\p{N}]/u.test(what) || (phrase === undefined && operators.test(what))) continue
    if (minus) typed.excluded.push(what)
    else if (phrase !== undefined) typed.phrases.push(what)
    else typed.bare.push(what)
  }
  return typed
}

/** Segments that say where, when, or only ask. */
const isCondition = (part: Segment): boolean =>
  part.kind === 'place' ||
  part.kind === 'time' ||
  part.kind === 'body' ||
  (part.kind === 'word' && ['who', 'scope', 'reports', 'report', 'ask', 'follow'].includes(part.meaning.kind))

const isIdle = (part: Segment): boolean =>
  !/[\p{L}\p{N}]/u.test(part.text) ||
  (part.kind === 'word' && (part.meaning.kind === 'filler' || part.meaning.kind === 'state'))

/** The stretches of a word between its conditions, without small words at their ends; the word itself where it is nothing but small words. */
function contentOf(segments: readonly Segment[]): string[] {
  const stretches: Segment[][] = [[]]
  for (const part of segments) {
    if (isCondition(part)) stretches.push([])
    else stretches.at(-1)!.push(part)
  }
  const isWhole = !segments.some(isCondition)
  return stretches.flatMap(parts => {
    const whole = textOf(parts)
    const before = (count: number) => parts.slice(0, count).reduce((sum, { text }) => sum + text.length, 0)
    // 更新 is no small word 更 in front of 新.
    const first = parts.findIndex((part, at) => !isIdle(part) || isInsideWord(whole, before(at + 1)))
    if (first < 0) return isWhole ? [whole] : []
    const last = parts.findLastIndex((part, at) => !isIdle(part) || isInsideWord(whole, before(at)))
    return [textOf(parts.slice(first, last + 1)).trim()]
  })
}

/** Reads a search. `now` is the clock that 去年 counts from. Pure, and never fails: what cannot be meant is remarked on. */
export function readSearch(text: string, now: Date): SearchWords {
  const plain = text.replace(comparison, ' ')
  const { bare, phrases, excluded, unbalanced } = split(plain)
  const remarks = [
    ...(unbalanced ? ['引号没有成对，多出的一个不计。'] : []),
    ...(plain === text ? [] : ['不用写筛选式，地方和年份直接写在词里就可以。']),
  ]
  const few = bare.slice(0, mostWords * 2)
  const read = few.map(word => {
    const written = normalise(word)
    const mention = mentionIn(written)
    const { segments } = refine(segment(mention ? mention.rest : written, now))
    return { segments, words: mention ? mention.words : contentOf(segments), without: mention?.without ?? false }
  })
  if (read.some(({ without }) => without))
    remarks.push('检索只找写到的；要找没有写到的，请直接提问，例如：哪些地方没有提到培训。')
  const all = read.flatMap(each => each.words).filter(word => /[\p{L}\p{N}]/u.test(word))
  const words = [...new Set(all)].slice(0, mostWords).map(word => word.slice(0, longestWord))
  if (all.length > mostWords || bare.length > few.length)
    remarks.push(`词太多，只用了前 ${mostWords} 个；想找整句话，请加引号。`)
  if (all.some(word => word.length > longestWord))
    remarks.push(`太长的词只用了前 ${longestWord} 个字；想找整句话，请加引号。`)
  const times = read.flatMap(({ segments }) =>
    segments.flatMap((part): Years[] => {
      if (part.kind !== 'time') return []
      const { kind } = part.meaning
      return kind === 'shift' || kind === 'future' || kind === 'part' ? [] : [part.meaning]
    }),
  )
  return {
    words,
    phrases: phrases.slice(0, mostWords),
    excluded: excluded.slice(0, mostWords),
    issuers: read.flatMap(({ segments }) => readIssuers(segments)),
    years: joinYears(times),
    remarks,
  }
}
