import type { Message, Update, User } from 'telegraf/types'
import type { Incoming } from '../../conversation/message.ts'
import { pressOf } from './keyboard.ts'

/** What an update means to the bot. Pure. */

/** Telegram's stand-in for whoever runs a group and writes in its name. */
export const anonymousAdmin = 1087968824

/** The bot itself, as Telegram knows it. */
export interface Self {
  id: number
  username: string
}

/** What was said, as far as the update alone tells. */
export type Heard = Omit<Incoming, 'mayManage'>

export type Taken =
  /** Something to answer; `message` is the one to reply to in a group. */
  | { kind: 'message'; incoming: Heard; message: number }
  /** A pressed button; `incoming` is null where the data is none of ours. `message` is the one that the button is under. */
  | { kind: 'press'; incoming: Heard | null; callback: string; message: number | null }
  /** The person blocked the bot, or it was removed from the chat. */
  | { kind: 'gone'; chat: string }

const isGroup = (chat: { type: string }): boolean => chat.type === 'group' || chat.type === 'supergroup'

const incoming = (chat: Message['chat'], user: User, rest: Pick<Incoming, 'text' | 'press'>): Heard => ({
  channel: 'telegram',
  chat: String(chat.id),
  user: String(user.id),
  group: isGroup(chat),
  ...rest,
})

const mentionOf = (self: Self): RegExp => new RegExp(`@${self.username}(?![A-Za-z0-9_])`, 'gi')

/**
 * The words that are meant for the bot; null where they are not: a command of another bot, or talk in a group that neither mentions the
 * bot nor replies to it. `/help@our_bot` is a mention; a bare `/help` in a group may be meant for any bot there.
 */
function addressedText(message: Message, self: Self): string | null {
  const text = 'text' in message ? message.text : 'caption' in message ? (message.caption ?? '') : ''
  const [, recipient] = /^\/\w+@(\w+)/.exec(text) ?? []
  if (recipient && recipient.toLowerCase() !== self.username.toLowerCase()) return null
  const mention = mentionOf(self)
  const replied = 'reply_to_message' in message && message.reply_to_message?.from?.id === self.id
  if (isGroup(message.chat) && !replied && !mention.test(text)) return null
  return text.replace(mention, ' ').replace(/\s+/g, ' ').trim()
}

function readMessage(message: Message, self: Self): Taken | null {
  const { from, chat } = message
  if (!from || (from.is_bot && from.id !== anonymousAdmin) || chat.type === 'channel') return null
  const text = addressedText(message, self)
  // Somebody joined, a title changed: nothing that anybody said. Without words there is something to say only in a private chat.
  const content = ['text', 'caption', 'photo', 'voice', 'sticker', 'document', 'video', 'audio', 'location']
  if (text === null || !content.some(key => key in message)) return null
  if (!text && isGroup(chat) && !('text' in message)) return null
  return { kind: 'message', incoming: incoming(chat, from, { text, press: null }), message: message.message_id }
}

/** What an update asks of the bot; null where it asks nothing. */
export function readUpdate(update: Update, self: Self): Taken | null {
  if ('message' in update) return readMessage(update.message, self)
  if ('callback_query' in update) {
    const { id, from, message } = update.callback_query
    const press = 'data' in update.callback_query ? pressOf(update.callback_query.data) : null
    const chat = message?.chat
    return {
      kind: 'press',
      incoming: press && chat ? incoming(chat, from, { text: '', press }) : null,
      callback: id,
      message: message?.message_id ?? null,
    }
  }
  if ('my_chat_member' in update) {
    const { chat, new_chat_member: member } = update.my_chat_member
    return member.status === 'kicked' || member.status === 'left' ? { kind: 'gone', chat: String(chat.id) } : null
  }
  return null
}

/** The kinds of update that `readUpdate` reads. */
export const wantedUpdates = ['message', 'callback_query', 'my_chat_member'] as const
