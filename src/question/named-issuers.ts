import type { IssuerRef } from './query.ts'
import type { Segment } from './segment.ts'

/** Whom a message names: places, bodies, and a body right behind its place. */

export function readIssuers(segments: Segment[]): IssuerRef[] {
  const issuers: (IssuerRef & { end: number })[] = []
  for (const part of segments) {
    const last = issuers.at(-1)
    if (part.kind === 'place')
      issuers.push({ text: part.text, places: part.places, body: null, year: null, end: part.end })
    if (part.kind !== 'body') continue
    if (last && last.body === null && !apart(segments, last.end, part.start)) {
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

/** Whether a conjunction or punctuation stands between two offsets: 梁溪区2022年教育局 is one body, 梁溪区、教育局 are two. */
function apart(segments: Segment[], from: number, to: number): boolean {
  return segments
    .filter(part => part.start >= from && part.end <= to)
    .some(part =>
      part.kind === 'rest'
        ? /\S/.test(part.text)
        : part.kind !== 'time' && !/^[的]?$/.test(part.text) && !isScope(part),
    )
}

const isScope = (part: Segment): boolean => part.kind === 'word' && part.meaning.kind === 'scope'

/** 阿城2021年和顺河2020年: as many single years as issuers, in turn, are each its issuer's own. */
function pairedYears(segments: Segment[], issuers: number): number[] | null {
  const order = segments.flatMap(part => (part.kind === 'place' ? ['P'] : part.kind === 'time' ? ['T'] : [])).join('')
  const years = segments.flatMap(part =>
    part.kind === 'time' && part.meaning.kind === 'list' && part.meaning.years.length === 1 ? part.meaning.years : [],
  )
  return issuers > 1 && years.length === issuers && /^(?:PT){2,}$|^(?:TP){2,}$/.test(order) ? years : null
}
