import { bareReply, type Chat, type ChatReply, type Incoming } from '../../src/conversation/message.ts'

/** A reply that says one thing. */
export function saying(text: string, rest: Partial<ChatReply> = {}): ChatReply {
  const reply = bareReply({ kind: 'help', lines: [[text]], notices: [], sources: [], query: null })
  return { ...reply, turn: 'turn0001', ...rest }
}

/** Says every message back, and what was pressed. */
export const echo: Chat = async ({ text, press }: Incoming) =>
  saying(press ? `按下 ${press.kind} ${press.turn} ${press.index}` : `答：${text}`)

/** The set of answered messages of a process without a database. */
export function answeredInMemory(): { has: (id: string) => boolean; add: (id: string) => void } {
  return new Set<string>()
}
