import type { Segment } from './segment.ts'

/** Looks at the segments side by side and gives a better reading of some of them. */
export type Refiner = (segments: Segment[]) => Segment[]

export const isWord = <K extends string>(segment: Segment, kind: K) =>
  segment.kind === 'word' && segment.meaning.kind === kind
