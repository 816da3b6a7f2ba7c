import type { Choice, Outcome } from '../answer/answer.ts'
import type { Query } from '../question/query.ts'
import { freshMemory, type Memory } from './converse.ts'

/** What is kept of a chat between messages. */

/** Something to pick: a query to answer, words that picking it is like typing, or what is shown then. */
export type Offer = Choice | { label: string; says: string } | { label: string; shows: Outcome }

/** One reply, for as long as its buttons may be pressed. */
export interface Turn {
  id: string
  question: string
  query: Query | null
  offers: Offer[]
  /** How many of the offers are next steps. */
  steps: number
  /** The answer as text, for feedback. */
  answer: string
  rated: boolean
  /** The whole outcome where only a page of it was shown; `again` where it is too long to be kept and is made anew from the query. */
  paged: Outcome | 'again' | null
}

export interface ChatState {
  version: typeof version
  memory: Memory
  /** The latest replies, the newest last. */
  turns: Turn[]
  /** What a number picks, since when (ms since 1970). */
  offered: { offers: Offer[]; at: number }
  /** Which page of which reply was shown last. */
  reading: { turn: string; index: number; at: number } | null
  /** Put before what is typed next, as far as that is no command. */
  awaits: string | null
}

/** Of the shapes above and of what they hold: a state of another version is forgotten, not guessed at. */
const version = 4

/** Buttons under older replies have expired. */
const mostTurns = 6

export const freshState: ChatState = {
  version,
  memory: freshMemory,
  turns: [],
  offered: { offers: [], at: 0 },
  reading: null,
  awaits: null,
}

/** A state as it was saved; a fresh one where it cannot be used. */
export function stateFrom(saved: unknown): ChatState {
  const isState = typeof saved === 'object' && saved !== null && 'version' in saved && saved.version === version
  return isState ? (saved as ChatState) : freshState
}

export const withTurn = (turns: Turn[], turn: Turn): Turn[] => [...turns, turn].slice(-mostTurns)
