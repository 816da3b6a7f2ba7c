import type { InlineKeyboardButton } from 'telegraf/types'
import type { ChatReply } from '../../conversation/message.ts'
import { htmlBlocks, htmlParts } from '../html.ts'
import { type Client, faultOf } from './client.ts'
import { keyboardOf } from './keyboard.ts'

/** A reply as the messages that Telegram gets. */

export type Part =
  | { kind: 'text'; html: string; keyboard: InlineKeyboardButton[][]; replyTo: number | null; edit: number | null }
  | { kind: 'photo'; png: Uint8Array; caption: string }
  | { kind: 'document'; name: string; data: Uint8Array }

/** Telegram's limit of a caption. */
const longestCaption = 1024

/**
 * The messages of a reply, in order. `replyTo` is the message that a group sees it under; `edit` the message that it takes the place of,
 * which a reply of one part can.
 */
export function partsOf(reply: ChatReply, replyTo: number | null, edit: number | null): Part[] {
  const texts = htmlParts(htmlBlocks(reply.outcome))
  const last = texts.length - 1
  return [
    ...texts.map(
      (html, i): Part => ({
        kind: 'text',
        html,
        keyboard: i === last ? keyboardOf(reply) : [],
        replyTo: i === 0 ? replyTo : null,
        edit: texts.length === 1 ? edit : null,
      }),
    ),
    ...reply.pictures.map(
      ({ png, caption }): Part => ({ kind: 'photo', png, caption: caption.slice(0, longestCaption) }),
    ),
    ...reply.files.map(({ name, data }): Part => ({ kind: 'document', name, data })),
  ]
}

/** Sends one part, within `deadline` ms; a group that has become a supergroup is followed, a message that can no longer be edited is sent anew. */
export async function sendPart(client: Client, chat: string, part: Part, deadline: number): Promise<void> {
  try {
    await sendTo(client, chat, part, deadline)
  } catch (error) {
    const fault = faultOf(error)
    if (fault?.code === 400 && fault.movedTo !== null) return sendTo(client, String(fault.movedTo), part, deadline)
    const isEdit = part.kind === 'text' && part.edit !== null
    if (isEdit && fault?.code === 400) {
      if (/message is not modified/.test(fault.description)) return
      return sendTo(client, chat, { ...part, edit: null }, deadline)
    }
    throw error
  }
}

async function sendTo(client: Client, chat: string, part: Part, deadline: number): Promise<void> {
  if (part.kind === 'photo') {
    const photo = { source: Buffer.from(part.png), filename: 'chart.png' }
    await client.call('sendPhoto', { chat_id: chat, photo, caption: part.caption }, deadline)
    return
  }
  if (part.kind === 'document') {
    const document = { source: Buffer.from(part.data), filename: part.name }
    await client.call('sendDocument', { chat_id: chat, document }, deadline)
    return
  }
  const { html, keyboard, replyTo, edit } = part
  const common = {
    chat_id: chat,
    text: html,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}),
  } as const
  if (edit !== null) {
    await client.call('editMessageText', { ...common, message_id: edit }, deadline)
    return
  }
  const reply = replyTo === null ? {} : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }
  await client.call('sendMessage', { ...common, ...reply }, deadline)
}
