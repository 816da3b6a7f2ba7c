import type { Query } from './query.ts'
import type { Segment } from './segment.ts'

/**
 * Questions whose words are all understood and whose combination is not computed: answering a part of them would be an answer to
 * another question. Each rule gives the name of what is asked.
 */
export interface Asked {
  text: string
  segments: Segment[]
  query: Query
  /** What the words say, whatever of it the query could take in. */
  spoken: Set<string>
  /** 哪个, 谁: a name is to be the answer. */
  who: boolean
}

/** Whether a segment is a word of one of these kinds. */
export const isWord = (part: Segment | undefined, ...kinds: string[]): boolean =>
  part?.kind === 'word' && kinds.includes(part.meaning.kind)

/** About a set, and not about the bodies that are named. */
export const over = (query: Query): boolean => query.scope !== 'named'

/** A rule against answering, by the name of what is asked. */
export type Rule = [name: string, holds: (asked: Asked) => boolean]
