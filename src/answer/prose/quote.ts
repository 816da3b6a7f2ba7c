import { sentencesIn } from '../../report/sentences.ts'

/** How a passage is quoted in a chat: in whole sentences, in their order, as they stand. */

const longestQuote = 320

/**
 * The passage, or where it is long the sentence that answers with as many of its neighbours as there is room for; dots show where it
 * was cut, never inside a sentence.
 */
export function quoted(text: string, sentence: string | null): string {
  if (text.length <= longestQuote) return text
  const sentences = sentencesIn(text)
  let from = Math.max(0, sentence === null ? 0 : sentences.indexOf(sentence))
  let to = from + 1
  const length = () => sentences.slice(from, to).join('').length
  for (;;) {
    const after = sentences[to]
    if (after !== undefined && length() + after.length <= longestQuote) to++
    else if (from > 0 && length() + sentences[from - 1]!.length <= longestQuote) from--
    else break
  }
  const cut = sentences.slice(from, to).join('')
  return `${from > 0 ? '……' : ''}${cut}${to < sentences.length ? '……' : ''}`
}
