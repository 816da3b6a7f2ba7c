import type { HeldReport } from '../answer/answer.ts'
import { checkYears } from '../report/checks.ts'
import type { Finding } from '../report/report.ts'
import { type Move, movesOf, type Ranking, rankings, strongest } from './moves.ts'

/** What of one report may come into a digest: little enough to keep for thousands of reports. */
export interface Extract {
  /** The strongest moves of each ranking. */
  moves: Move[]
  findings: Finding[]
}

/** Moves of one ranking in a digest. */
export const mostMoves = 3

export function extractOf(now: HeldReport, before: HeldReport | null): Extract {
  const moves = before ? movesOf(before, now) : []
  const kept = (Object.keys(rankings) as Ranking[]).flatMap(ranking => strongest(moves, ranking, mostMoves))
  return {
    moves: [...new Set(kept)],
    findings: [...now.findings, ...(before ? checkYears(before, now) : [])],
  }
}
