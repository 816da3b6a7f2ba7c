import type { Segment } from './segment.ts'

/** Looks at the segments side by side and gives a better reading of some of them. */
export type Refiner = (segments: Segment[]) => Segment[]

export const isWord = <K extends string>(segment: Segment, kind: K) =>
  segment.kind === 'word' && segment.meaning.kind === kind

/** Whether one of these rows of table 2 is named. */
export const hasRow = (segments: Segment[], ...ids: string[]) =>
  segments.some(part => part.kind === 'word' && part.meaning.kind === 'row2' && ids.includes(part.meaning.id))

/** Words that set what they part side by side. */
export const joining = /^(?:和|与|及|跟|以及|还有|或|各|分别)$/

/** Something of the form is named, or requests for information as such. */
export const isMeasured = (part: Segment): boolean =>
  part.kind === 'word' &&
  ['row2', 'column2', 'row3', 'group', 'applicant', 'block', 'result', 'applications', 'receive'].includes(
    part.meaning.kind,
  )
