import type { ChatReply } from '../conversation/message.ts'

/** What every platform offers to the rest of the house. No type of a platform leaves its own files. */
export interface Channel {
  readonly name: string
  /**
   * Begins to connect and goes on trying until `stop`: a platform that is down or unwilling never rejects, it is told to the log.
   */
  start: () => void
  /** Takes in nothing more, answers what was taken in, empties the outbox. Resolves in bounded time. */
  stop: () => Promise<void>
  /**
   * Sends unasked, after all replies that wait. Resolves when the platform took the last part; rejects with `Undelivered` when it
   * will not take it.
   */
  send: (chat: string, reply: ChatReply) => Promise<void>
}

/**
 * Why a message did not reach its chat, or is not known to have. `gone`: the person blocked the bot or the chat is no more, so nothing
 * should be sent again · `refused`: the platform does not take this one · `stopped`: it was not handed over before the end ·
 * `uncertain`: it was handed over and never confirmed, so it may be there and must not be sent again.
 */
export class Undelivered extends Error {
  readonly reason: 'gone' | 'refused' | 'stopped' | 'uncertain'
  constructor(reason: Undelivered['reason'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Undelivered'
    this.reason = reason
  }
}

/** One line for the operator. Lines hold no message text and no secrets. */
export type Log = (line: string) => void

/**
 * What a channel took in and has still to say, kept over stops and crashes: a message until its reply is decided, the reply from then
 * until the platform has it. So a platform may be told at once that a message arrived, and may offer it again.
 */
export interface Ledger {
  /** Keeps a message; false where it is known already. Throws where it cannot be kept. */
  receive: (id: string, body: unknown) => boolean
  /** Ends a message and keeps the parts of its reply, all or nothing; in a transaction under way, together with the rest of that. */
  settle: (id: string, chat: string, parts: readonly unknown[]) => number[]
  /** The part is handed to the platform now. */
  sending: (part: number) => void
  /** The part is known not to have arrived. */
  waiting: (part: number) => void
  /** The part needs no more care. */
  drop: (part: number) => void
  /** In the place of a part another is kept, all or nothing. */
  replace: (part: number, chat: string, by: unknown) => number
  /** What an earlier run left, in order; `uncertain` parts were being sent when it ended. Times in ms since 1970. */
  left: () => {
    messages: { id: string; body: unknown; at: number }[]
    parts: { id: number; chat: string; part: unknown; uncertain: boolean }[]
  }
}
