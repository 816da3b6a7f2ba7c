/** Cuts long texts into parts that a platform takes. */

export const utf16 = (text: string): number => text.length
export const utf8 = (text: string): number => Buffer.byteLength(text)

/** Where a text may end, best first: paragraph, line, sentence, clause. */
const ends = ['\n\n', '\n', '。', '；', '，', ' ']

/** End of the longest beginning of `text` that measures at most `max`; a character is never cut in two. */
function fitting(text: string, max: number, size: (text: string) => number): number {
  let end = 0
  let used = 0
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)) {
    used += size(segment)
    if (used > max) break
    end += segment.length
  }
  return end
}

/** The first code point at least, so that every text gets smaller; only a grapheme longer than a part is cut by it. */
const atLeastOne = (text: string): number => String.fromCodePoint(text.codePointAt(0)!).length

/**
 * Parts of at most `max` (in the unit of `size`), each ending at a paragraph, line or sentence where one ends in its last two thirds.
 * No part is empty; white space at the cuts is dropped.
 */
export function split(text: string, max: number, size: (text: string) => number): string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (size(rest) > max) {
    const end = fitting(rest, max, size) || atLeastOne(rest)
    const head = rest.slice(0, end)
    const cut = ends
      .map(mark => head.lastIndexOf(mark) + mark.length)
      .find((at, i) => at >= ends[i]!.length && at > end / 3)
    const part = rest.slice(0, cut ?? end).trimEnd()
    if (part) parts.push(part)
    rest = rest.slice(cut ?? end).trimStart()
  }
  return rest ? [...parts, rest] : parts
}
