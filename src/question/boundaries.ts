/** Where the words of a text begin, by the segmenter of the platform: a second opinion where a table of words would tear one apart. */

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** Whether a word of the text runs over this offset: 更|新, 政府文|件. */
export function isInsideWord(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false
  return words.segment(text).containing(offset)!.index < offset
}
