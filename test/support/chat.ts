import { randomBytes } from 'node:crypto'
import { lineText } from '../../src/answer/line.ts'
import { type ChatParts, openChat } from '../../src/conversation/chat.ts'
import { commandsWith } from '../../src/conversation/commands.ts'
import type { Chat, ChatReply, Incoming, Press } from '../../src/conversation/message.ts'
import { conversationsIn } from '../../src/store/conversations.ts'
import { openDatabase } from '../../src/store/database.ts'
import { feedbackIn } from '../../src/store/feedback.ts'
import { pseudonyms } from '../../src/store/identity.ts'
import { transaction } from '../../src/store/transaction.ts'
import { districtReports, libraryOf } from './library.ts'
import { suiteLog } from './suite-log.ts'

/** A conversation over invented reports and a database, in memory unless it has a path, with a clock that stands until it is moved. */
export function makeChat(parts: Partial<ChatParts> = {}, path = ':memory:') {
  const database = openDatabase(path)
  const feedback = feedbackIn(database)
  const clock = { now: Date.parse('2024-05-01T10:00:00+08:00') }
  const lines: string[] = []
  const chat: Chat = openChat({
    library: libraryOf(districtReports),
    conversations: conversationsIn(database),
    feedback,
    commands: commandsWith([], feedback),
    pseudonym: pseudonyms(Buffer.alloc(32, 7)),
    whole: write => transaction(database, write),
    mailed: { page: () => null, latestTurn: () => null },
    limited: true,
    draw: async () => [],
    now: () => new Date(clock.now),
    newId: () => randomBytes(5).toString('hex'),
    log: line => {
      lines.push(line)
      suiteLog(line)
    },
    ...parts,
  })
  return { chat, feedback, database, lines, pass: (ms: number) => (clock.now += ms) }
}

const fromSomebody: Omit<Incoming, 'text' | 'press'> = {
  channel: 'test',
  chat: 'c1',
  user: 'u1',
  group: false,
  mayManage: async () => true,
}

export const message = (text: string, where: Partial<Incoming> = {}): Incoming => ({
  ...fromSomebody,
  text,
  press: null,
  ...where,
})

export const press = (kind: Press['kind'], { turn }: ChatReply, index: number, where: Partial<Incoming> = {}) =>
  message('', { press: { kind, turn, index }, ...where })

/** What a reply says, lines and figures. */
export const textOf = (reply: ChatReply | null): string => (reply?.outcome.lines ?? []).map(lineText).join('\n')
