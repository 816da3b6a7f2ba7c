import { sentencesIn } from '../../report/sentences.ts'
import type { Range } from '../../search/search.ts'
import type { Mark } from '../answer.ts'

/** A passage for a list of hits: the sentences around the found words, which are marked. */

const longestSnippet = 160

/** The text in parts, each range of it a mark. */
export function marked(text: string, ranges: readonly Range[]): (string | Mark)[] {
  const parts: (string | Mark)[] = []
  let end = 0
  for (const [start, stop] of ranges) {
    parts.push(text.slice(end, start), { mark: text.slice(start, stop) })
    end = stop
  }
  return [...parts, text.slice(end)].filter(part => part !== '')
}

interface Sentence {
  start: number
  end: number
  marks: number
}

function sentencesOf(text: string, ranges: readonly Range[]): Sentence[] {
  let at = 0
  return sentencesIn(text).map(sentence => {
    const start = text.indexOf(sentence, at)
    at = start + sentence.length
    return { start, end: at, marks: ranges.filter(([from]) => from >= start && from < at).length }
  })
}

/** Whole sentences around those with the most found words, marked; dots where something was left out. */
export function snippet(text: string, ranges: readonly Range[]): (string | Mark)[] {
  if (text.length <= longestSnippet) return marked(text, ranges)
  const sentences = sentencesOf(text, ranges)
  const most = Math.max(...sentences.map(({ marks }) => marks))
  let from = sentences.findIndex(({ marks }) => marks === most)
  let to = from + 1
  const length = () => sentences[to - 1]!.end - sentences[from]!.start
  for (;;) {
    const after = sentences[to]
    const before = sentences[from - 1]
    if (after && length() + after.end - after.start <= longestSnippet) to++
    else if (before && length() + before.end - before.start <= longestSnippet) from--
    else break
  }
  const start = sentences[from]!.start
  const end = sentences[to - 1]!.end
  const inside = ranges.filter(([a, b]) => a >= start && b <= end).map(([a, b]): Range => [a - start, b - start])
  return [...(start > 0 ? ['……'] : []), ...marked(text.slice(start, end), inside), ...(end < text.length ? ['……'] : [])]
}
