/**
 * Text as the index and the query see it. Meilisearch's segmenter takes 2020年 for 2|0|2|0|年 and never finds “2020” in it; with a
 * space between digits and characters it is one word. So: thousands commas out first (NFKC would make separators of lists look like
 * them), then NFKC, then a space wherever Han meets a letter, a digit or %.
 */

export interface SearchableText {
  text: string
  /** For each UTF-16 unit of `text`, where in the original the character it came from begins and ends. */
  starts: number[]
  ends: number[]
}

/** A stretch of a text: UTF-16 indices, the end excluded. */
export type Range = [start: number, end: number]

const thousandsComma = /(?<=[0-9０-９])[,，](?=[0-9０-９]{3}(?![0-9０-９]))/g
const han = /\p{Script=Han}/u
const latin = /[0-9A-Za-z%]/

function meet(before: string, after: string): boolean {
  return (han.test(before) && latin.test(after)) || (latin.test(before) && han.test(after))
}

/** The searchable form of a text, with the way back to the original. */
export function searchable(original: string): SearchableText {
  const commas = new Set([...original.matchAll(thousandsComma)].map(match => match.index))
  let text = ''
  let last = ''
  const starts: number[] = []
  const ends: number[] = []
  const add = (part: string, start: number, end: number) => {
    text += part
    for (let unit = 0; unit < part.length; unit++) {
      starts.push(start)
      ends.push(end)
    }
  }
  let at = 0
  for (const character of original) {
    const end = at + character.length
    if (!commas.has(at)) {
      for (const part of character.normalize('NFKC')) {
        if (meet(last, part)) add(' ', at, at)
        add(part, at, end)
        last = part
      }
    }
    at = end
  }
  return { text, starts, ends }
}

/**
 * The searchable form with every Chinese character a word of its own. The segmenter cuts a word now this way and now that, as its
 * neighbours have it, so that a phrase is found only sometimes; the same phrase by characters is found wherever it stands.
 */
export function characters(original: string): SearchableText {
  const plain = searchable(original)
  const spaced: SearchableText = { text: '', starts: [], ends: [] }
  for (let at = 0; at < plain.text.length; at++) {
    const isHan = han.test(plain.text[at]!)
    if (at > 0 && (isHan || han.test(plain.text[at - 1]!))) {
      spaced.text += ' '
      spaced.starts.push(plain.starts[at]!)
      spaced.ends.push(plain.starts[at]!)
    }
    spaced.text += plain.text[at]!
    spaced.starts.push(plain.starts[at]!)
    spaced.ends.push(plain.ends[at]!)
  }
  return spaced
}

/** The stretches of a text that its parts were made of, when the parts differ from it only by white space and marks of headings. */
export function stretchesOf(text: string, parts: readonly string[]): string[] {
  let at = 0
  const stretches = parts.map(part => {
    const start = at
    for (const character of part.replace(/\s/g, '')) {
      while (at < text.length && !text.startsWith(character, at)) at++
      at += character.length
    }
    return text.slice(start, at)
  })
  if (stretches.length > 0) stretches[stretches.length - 1] += text.slice(at)
  return stretches
}

/**
 * What a person typed, as search words: searchable form, without the query language of Meilisearch (`"phrase"`, `-excluded`), which
 * nobody means who writes 收费—情况 or an unmatched quote.
 */
export function queryText(words: string): string {
  return searchable(words)
    .text.replace(/"/g, ' ')
    .replace(/(^|\s)-+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Matches as Meilisearch reports them (offsets in UTF-8 bytes of the searchable text) as ranges of the original, in order, with
 * neighbours that touch joined: the server marks each word of 主动公开 by itself.
 */
export function originalRanges(text: SearchableText, matches: readonly { start: number; length: number }[]): Range[] {
  const unitAt = new Map<number, number>()
  let bytes = 0
  let units = 0
  for (const character of text.text) {
    unitAt.set(bytes, units)
    bytes += Buffer.byteLength(character)
    units += character.length
  }
  unitAt.set(bytes, units)

  const ranges: Range[] = []
  for (const { start, length } of [...matches].sort((a, b) => a.start - b.start)) {
    const from = unitAt.get(start)
    const to = unitAt.get(start + length)
    if (from === undefined || to === undefined || to <= from) continue
    const range: Range = [text.starts[from]!, text.ends[to - 1]!]
    const previous = ranges.at(-1)
    if (previous && range[0] <= previous[1]) previous[1] = Math.max(previous[1], range[1])
    else ranges.push(range)
  }
  return ranges
}
