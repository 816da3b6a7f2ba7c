import type { Outcome } from '../answer/answer.ts'

/** Long lists in pieces that a phone shows at once. */

const linesPerPage = 12
/** A list that is only a little longer stays whole. */
const tolerated = 15

export const pageCount = ({ lines }: Outcome): number =>
  lines.length <= tolerated ? 1 : Math.ceil(lines.length / linesPerPage)

/** One page of an outcome, from 0: its lines; notices and sources stand under every page, since a number goes with its source. */
export function pageOf(outcome: Outcome, index: number): Outcome {
  if (pageCount(outcome) === 1) return outcome
  return { ...outcome, lines: outcome.lines.slice(index * linesPerPage, (index + 1) * linesPerPage) }
}
