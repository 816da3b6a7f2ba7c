import type { Chat, ChatReply, Incoming } from '../../src/conversation/message.ts'

/** A reply that says one thing. */
export function saying(text: string, rest: Partial<ChatReply> = {}): ChatReply {
  return {
    outcome: { kind: 'help', lines: [[text]], notices: [], sources: [], query: null },
    turn: 'turn0001',
    choices: [],
    steps: 0,
    page: null,
    rated: false,
    pictures: [],
    brief: false,
    inPlace: false,
    ...rest,
  }
}

/** Says every message back, and what was pressed. */
export const echo: Chat = async ({ text, press }: Incoming) =>
  saying(press ? `按下 ${press.kind} ${press.turn} ${press.index}` : `答：${text}`)

/** The set of answered messages of a process without a database. */
export function answeredInMemory(): { has: (id: string) => boolean; add: (id: string) => void } {
  return new Set<string>()
}
