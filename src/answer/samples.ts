import type { SampleKind } from '../report/report.ts'
import type { Outcome } from './answer.ts'
import type { Holdings } from './holdings.ts'

/** What must be said with an answer out of the reports that come with the program: they are there for trying out. */

const notices: Record<SampleKind, string> = {
  rewritten: '样例：数字取自公开报告，文字为改写，并非原文',
  invented: '虚构样例：单位以外的数字和文字都是编造的',
}

const ofEither = '样例：随程序附带的报告，供试用'

export const isSampleNotice = (notice: string): boolean => [...Object.values(notices), ofEither].includes(notice)

/** Ids of the reports that an outcome gives figures or words of; null where it rests on reports without naming them. */
function reportsIn(outcome: Outcome): string[] | null {
  const figures = 'figures' in outcome ? outcome.figures.flatMap(({ report }) => report.split('+')) : []
  const passages = outcome.kind === 'passages' ? outcome.passages.map(({ report }) => report) : []
  const ids = [...figures, ...passages]
  return ids.length > 0 ? ids : null
}

const rests = (outcome: Outcome): boolean =>
  outcome.sources.length > 0 || (outcome.kind === 'reports' && outcome.reports.length > 0)

/** The outcome with a notice where it rests on samples. */
export function withSampleNotice(outcome: Outcome, { all, samples }: Holdings): Outcome {
  if (samples.size === 0) return outcome
  const named = reportsIn(outcome)
  const every = all.flatMap(({ holdings }) => holdings.map(({ id }) => id))
  const kinds = (named ?? every).map(id => samples.get(id))
  const concerns = named ? kinds.some(Boolean) : rests(outcome) && kinds.every(Boolean)
  if (!concerns) return outcome
  const found = [...new Set(kinds)].flatMap(kind => (kind ? [notices[kind]] : []))
  // Which of the two an answer without figures rests on, it does not say.
  const told = named === null && found.length > 1 ? [ofEither] : found
  return { ...outcome, notices: [...outcome.notices, ...told] }
}
