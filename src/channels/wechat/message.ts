import { type payloads, types } from 'wechaty-puppet'

/** What a WeChat message means to the bot. Pure. */

/** A message older than this is history that a gateway plays again, ms. */
const oldest = 5 * 60 * 1000

/** Gateways tell times in s or in ms. */
const inMs = (timestamp: number): number => (timestamp < 1e11 ? timestamp * 1000 : timestamp)

/** A mention ends with U+2005 in most clients, with a plain or no-break space or nothing in others. */
function mentionOf(name: string): RegExp {
  return new RegExp(`@${RegExp.escape(name)}(?:[\\u2005\\u00a0 ]|$)`, 'gu')
}

/** The quotation that older clients put before a reply: 「name：text」, a line of dashes. */
const quotation = /^「[^」]*」\s*\n(?:- ?)+\n/u

export interface Heard {
  chat: string
  user: string
  group: boolean
  text: string
}

export interface Surroundings {
  /** The bot's own id, and its names: of the account, and in the room. */
  self: { id: string; names: string[] }
  sender: { type: types.Contact }
  /** ms since 1970. */
  now: number
}

/** Whether a message can be for the bot at all, before anything is asked about its sender: not its own, not history, a text. */
export function isWorthAsking(message: payloads.Message, selfId: string, now: number): boolean {
  const { type, text, talkerId, timestamp } = message
  return type === types.Message.Text && Boolean(text) && talkerId !== selfId && now - inMs(timestamp) <= oldest
}

/** What was said to the bot; null for what was not: talk in a room that does not mention it, an official account's message. */
export function heardIn(message: payloads.Message, { self, sender, now }: Surroundings): Heard | null {
  if (!isWorthAsking(message, self.id, now) || sender.type === types.Contact.Official) return null
  // Over gRPC an absent room is an empty string.
  const { roomId, talkerId, text = '' } = message
  const unquoted = text.replace(quotation, '')
  const mentions = self.names.filter(Boolean).map(mentionOf)
  const listed = 'mentionIdList' in message && (message.mentionIdList ?? []).includes(self.id)
  const named = mentions.some(mention => unquoted.search(mention) >= 0)
  if (roomId && !listed && !named) return null
  const words = mentions.reduce((rest, mention) => rest.replace(mention, ' '), unquoted)
  return { chat: roomId || talkerId, user: talkerId, group: Boolean(roomId), text: words.replace(/\s+/g, ' ').trim() }
}
