import type { Outcome } from '../answer/answer.ts'
import { lineText } from '../answer/line.ts'
import type { Query } from '../question/query.ts'
import { type Attachment, bareReply, type ChatReply, type Picture } from './message.ts'
import { pageCount, pageOf } from './pages.ts'
import { type ChatState, type Offer, type Turn, withTurn } from './state.ts'

/** What is to be said and kept. */
export interface Step {
  reply: ChatReply
  state: ChatState
}

/** All that one reply tells and offers. */
export interface Told {
  id: string
  question: string
  outcome: Outcome
  query: Query | null
  offers: Offer[]
  steps: number
  rated: boolean
  pictures: Picture[]
  files: Attachment[]
  /** ms since 1970. */
  at: number
}

/** Outcomes of more lines are not kept. */
const mostKept = 60

/** An answer as text, for whoever reads feedback: of a long one the page that was shown. */
const textOf = (outcome: Outcome): string => pageOf(outcome, 0).lines.map(lineText).join('\n')

const replyOf = (turn: Turn, outcome: Outcome, page: ChatReply['page']): ChatReply => ({
  ...bareReply(outcome),
  turn: turn.id,
  choices: turn.offers.map(({ label }) => label),
  steps: turn.steps,
  page,
  rated: turn.rated,
})

/** The reply, its first page where it is long; what it offers is what a number picks from now on. */
export function tell(told: Told, state: ChatState): Step {
  const { id, question, outcome, query, offers, steps, rated, pictures, files, at } = told
  const count = pageCount(outcome)
  const isKept = outcome.lines.length <= mostKept || query === null
  const paged = count > 1 ? (isKept ? outcome : 'again') : null
  const turn: Turn = { id, question, query, offers, steps, answer: textOf(outcome), rated, paged }
  return {
    reply: { ...replyOf(turn, pageOf(outcome, 0), paged && { index: 0, count }), pictures, files },
    state: {
      ...state,
      turns: withTurn(state.turns, turn),
      offered: { offers, at },
      reading: paged && { turn: id, index: 0, at },
    },
  }
}

/** A page of the whole outcome of an earlier reply, in its place; null where it has no such page. */
export function turnTo(turn: Turn, whole: Outcome, index: number, state: ChatState, at: number): Step | null {
  const count = pageCount(whole)
  if (index < 0 || index >= count) return null
  return {
    reply: { ...replyOf(turn, pageOf(whole, index), { index, count }), inPlace: true },
    state: { ...state, reading: { turn: turn.id, index, at } },
  }
}
