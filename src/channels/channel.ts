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

/** Why a message did not reach its chat. `gone`: the person blocked the bot or the chat is no more, so nothing should be sent again. */
export class Undelivered extends Error {
  readonly reason: 'gone' | 'refused' | 'stopped'
  constructor(reason: 'gone' | 'refused' | 'stopped', message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Undelivered'
    this.reason = reason
  }
}

/** One line for the operator. Lines hold no message text and no secrets. */
export type Log = (line: string) => void

/** Ids of messages that are answered, kept over restarts: a platform may offer a message again. */
export interface Answered {
  has: (id: string) => boolean
  add: (id: string) => void
}
