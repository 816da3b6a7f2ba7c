import type { Outcome } from '../answer/answer.ts'

/** What goes in and out of a conversation, whatever the platform. */

/** A pressed button: the turn whose buttons these were, and which of them. */
export interface Press {
  kind: 'choice' | 'page' | 'rating'
  /** Id of the reply that offered the button. */
  turn: string
  /** Choice or page from 0; for a rating 1 helpful, 0 not. */
  index: number
}

/** One message or press of a button, meant for the bot. */
export interface Incoming {
  channel: string
  /** The platform's id of the chat: where the reply goes. */
  chat: string
  /** The platform's id of the person. */
  user: string
  /** Several people share the chat; each has a context of their own in it. */
  group: boolean
  /** What was typed, without the mention of the bot; empty for a press. */
  text: string
  press: Press | null
  /** Whether the person may decide for the chat: anybody in a chat of their own, in a group who runs it. Asks the platform. */
  mayManage: () => Promise<boolean>
}

export interface Picture {
  png: Uint8Array
  /** What it shows, with its source and years: for those who cannot see it. */
  caption: string
}

/** Something to keep: a table of what was found. */
export interface Attachment {
  /** With the ending that tells its kind: `检索结果.csv`. */
  name: string
  data: Uint8Array
}

/** What a person gets back. Every choice can be picked by its number, its label or a button. */
export interface ChatReply {
  outcome: Outcome
  /** Id of this reply; buttons under it carry it. */
  turn: string
  /** Labels in the order of their numbers: what the outcome itself offers first, next steps after them. */
  choices: string[]
  /** How many of the choices are next steps rather than answers to a question back. */
  steps: number
  /** Which part of a long reply this is, from 0; null where there is one part only. */
  page: { index: number; count: number } | null
  /** Whether 👍 and 👎 belong under it. */
  rated: boolean
  pictures: Picture[]
  files: Attachment[]
  /** A word of acknowledgement; a platform may show it in passing instead of as a message. */
  brief: boolean
  /** Takes the place of the message whose button was pressed, where the platform can edit. */
  inPlace: boolean
}

/** A reply that offers nothing to pick: what is sent unasked, such as a digest. */
export const bareReply = (outcome: Outcome): ChatReply => ({
  outcome,
  turn: '',
  choices: [],
  steps: 0,
  page: null,
  rated: false,
  pictures: [],
  files: [],
  brief: false,
  inPlace: false,
})

/**
 * Answers one message; null where nothing is to be said. Replies of one chat resolve in the order of its messages. `keep` is called with
 * the reply in the transaction that keeps what the chat remembers of it, so that a crash leaves both or neither; not at all where the
 * chat need not remember.
 */
export type Chat = (message: Incoming, keep?: (reply: ChatReply) => void) => Promise<ChatReply | null>
