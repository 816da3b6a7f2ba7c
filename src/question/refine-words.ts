import { isWord, type Refiner } from './refiner.ts'
import type { Segment } from './segment.ts'

/** Refiners of words whose neighbours give them another field. */

const inCourt = (part: Segment | undefined) =>
  part?.kind === 'word' && part.meaning.kind === 'block' && part.meaning.id === 'litigation'

/** 直接告政府, 复议完又打官司: whether a review came first tells the one block of 行政诉讼 from the other. */
export const wayToCourt: Refiner = segments => {
  const court = segments.findIndex(inCourt)
  const part = segments[court]
  if (part?.kind !== 'word') return segments
  const start = segments.findLastIndex((each, at) => at < court && (each.text === '直接' || isWord(each, 'block')))
  const between = segments
    .slice(start + 1, court)
    .map(({ text }) => text)
    .join('')
  const first = segments[start]
  const direct = first?.text === '直接' && /^[就去来把被]*$/.test(between)
  const after = first && isWord(first, 'block') && /^[之以过完了]*[后完过][又再才还被去来]*$/.test(between)
  if (!first || !(direct || after)) return segments
  const id = direct ? 'litigation.direct' : 'litigation.afterReview'
  return segments.flatMap((each): Segment[] =>
    each.start >= first.start && each.end <= part.start
      ? []
      : each === part
        ? [{ ...part, meaning: { kind: 'block', id } }]
        : [each],
  )
}
