import type { Choice, Outcome } from '../answer/answer.ts'
import type { Query } from '../question/query.ts'
import { freshMemory, type Memory } from './converse.ts'

/** What is kept of a chat between messages. */

/** One reply, for as long as its buttons may be pressed. */
export interface Turn {
  id: string
  question: string
  query: Query | null
  choices: Choice[]
  /** The answer as text, for feedback. */
  answer: string
  rated: boolean
  /** The whole outcome where only a page of it was shown. */
  paged: Outcome | null
}

export interface ChatState {
  version: typeof version
  memory: Memory
  /** The latest replies, the newest last. */
  turns: Turn[]
  /** Which page of which turn was shown last. */
  reading: { turn: string; index: number } | null
}

/** Of the shapes above and of what they hold: a state of another version is forgotten, not guessed at. */
const version = 1

/** Buttons under older replies have expired. */
const mostTurns = 6

export const freshState: ChatState = { version, memory: freshMemory, turns: [], reading: null }

/** A state as it was saved; a fresh one where it cannot be used. */
export function stateFrom(saved: unknown): ChatState {
  const isState = typeof saved === 'object' && saved !== null && 'version' in saved && saved.version === version
  return isState ? (saved as ChatState) : freshState
}

export const withTurn = (turns: Turn[], turn: Turn): Turn[] => [...turns, turn].slice(-mostTurns)
