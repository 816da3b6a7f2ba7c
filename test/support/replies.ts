import type { Ledger } from '../../src/channels/channel.ts'
import { bareReply, type Chat, type ChatReply, type Incoming } from '../../src/conversation/message.ts'
import { openDatabase } from '../../src/store/database.ts'
import { sealOf } from '../../src/store/identity.ts'
import { ledgerIn } from '../../src/store/ledger.ts'

/** A reply that says one thing. */
export function saying(text: string, rest: Partial<ChatReply> = {}): ChatReply {
  const reply = bareReply({ kind: 'help', lines: [[text]], notices: [], sources: [], query: null })
  return { ...reply, turn: 'turn0001', ...rest }
}

/** Says every message back, and what was pressed. */
export const echo: Chat = async ({ text, press }: Incoming) =>
  saying(press ? `按下 ${press.kind} ${press.turn} ${press.index}` : `答：${text}`)

/** What a channel keeps, in a database; one in memory without a path. */
export function ledgerFor(channel: string, path = ':memory:'): Ledger {
  return ledgerIn(openDatabase(path), channel, sealOf(Buffer.alloc(32, 7)), () => new Date())
}
