import type { Figure, HeldReport } from '../answer/answer.ts'
import { difference, lookup, percentage } from '../answer/figure.ts'

/** How the main figures of a report stand to those of the year before. */

export interface Move {
  /** `appeared`: from none to some · `vanished`: from some to none, none being a printed 0. */
  kind: 'changed' | 'appeared' | 'vanished'
  before: Figure
  now: Figure
  step: Figure
  /** null where the year before had none. */
  rate: Figure | null
}

/** Fields whose changes are news: totals, and what decides about people. Rows and columns in detail are asked for, not announced. */
export const watchedFields = [
  'requests.received.total',
  'requests.handled.total',
  'requests.granted.total',
  'requests.partlyGranted.total',
  'requests.refused.total',
  'requests.unavailable.total',
  'requests.notProcessed.total',
  'requests.carriedOut.total',
  'review.total',
  'review.corrected',
  'litigation.direct.total',
  'litigation.direct.corrected',
  'litigation.afterReview.total',
  'litigation.afterReview.corrected',
  'disclosure.normativeDocuments.issued',
  'disclosure.normativeDocuments.repealed',
  'disclosure.licensing.decisions',
  'disclosure.penalties.decisions',
  'disclosure.coercion.decisions',
  'disclosure.fees.amount',
]

/** A base below this is small: percentages of it say little. */
export const smallBase = 10

/** Relative change with small bases damped: from 1 to 3 counts less than from 100 to 200. */
export const damped = ({ before, step }: Move): number => Math.abs(step.value) / (Math.abs(before.value) + smallBase)

const size = ({ step }: Move): number => Math.abs(step.value)

/** Of equals the one that comes first by report and field: the same news give the same digest. */
const byName = (a: Move, b: Move): number =>
  a.now.report === b.now.report ? (a.now.field < b.now.field ? -1 : 1) : a.now.report < b.now.report ? -1 : 1

/** How moves are put in order; amounts of money are not compared with numbers of things. */
export const rankings = {
  absolute: { of: (move: Move) => move.kind === 'changed' && move.now.unit !== '万元', by: size },
  relative: { of: (move: Move) => move.kind === 'changed', by: damped },
  appeared: { of: (move: Move) => move.kind === 'appeared', by: size },
  vanished: { of: (move: Move) => move.kind === 'vanished', by: size },
} as const

export type Ranking = keyof typeof rankings

/** The first `count` of a ranking. */
export function strongest(moves: readonly Move[], ranking: Ranking, count: number): Move[] {
  const { of, by } = rankings[ranking]
  return moves
    .filter(of)
    .toSorted((a, b) => by(b) - by(a) || byName(a, b))
    .slice(0, count)
}

/** Every watched field that both years print, or that can be added up in both, with another value. */
export function movesOf(before: HeldReport, now: HeldReport): Move[] {
  return watchedFields.flatMap(field => {
    const earlier = lookup(before, field)
    const later = lookup(now, field)
    if (!('figure' in earlier && 'figure' in later)) return []
    const [from, to] = [earlier.figure, later.figure]
    if (from.value === to.value) return []
    const step = difference(to, from, `${to.label}变化`)
    const rate = percentage([step], [from], `${to.label}变化率`)
    const kind = from.value === 0 ? 'appeared' : to.value === 0 ? 'vanished' : 'changed'
    return [{ kind, before: from, now: to, step, rate }]
  })
}
