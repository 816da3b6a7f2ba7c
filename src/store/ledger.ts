import { deserialize, serialize } from 'node:v8'
import type { Database } from './database.ts'
import type { Seal } from './identity.ts'
import { transaction } from './transaction.ts'

/** A message that was taken in and not yet answered. */
export interface KeptMessage {
  id: string
  body: unknown
  /** When it came, ms since 1970. */
  at: number
}

/** A part of a reply that is not known to have arrived. */
export interface KeptPart {
  id: number
  chat: string
  part: unknown
  /** The program ended while this was being sent: it may have arrived. */
  uncertain: boolean
}

/**
 * What one channel took in and has still to say, kept over stops and crashes: a message from before the platform is told that it
 * arrived until its reply is decided, a reply from then until the platform has it. Contents are sealed: they hold words and ids.
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
  /** What an earlier run left, in order. To be called once, before anything else. */
  left: () => { messages: KeptMessage[]; parts: KeptPart[] }
}

/** No platform offers a message again after so long, ms; what is older than half of it is not answered any more. */
const remembered = 2 * 24 * 60 * 60 * 1000

/** A message over which the program ended so often is given up: it may be the reason. */
const mostTries = 3

/** What was sealed with another secret, or written by a Node that is not understood, cannot be used: null. */
function readable<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

export function ledgerIn(database: Database, channel: string, seal: Seal, now: () => Date): Ledger {
  const isAnswered = database.prepare('SELECT 1 FROM answered WHERE id = ?')
  const answer = database.prepare('INSERT OR IGNORE INTO answered (id, at) VALUES (?, ?)')
  const forget = database.prepare('DELETE FROM answered WHERE at < ?')
  const insert = database.prepare(
    'INSERT OR IGNORE INTO received (id, channel, body, at, tries) VALUES (?, ?, ?, ?, 0)',
  )
  const remove = database.prepare('DELETE FROM received WHERE id = ?')
  const given = database.prepare(
    `DELETE FROM received WHERE channel = ? AND (at < ? OR tries >= ${mostTries}) RETURNING id`,
  )
  const tried = database.prepare('UPDATE received SET tries = tries + 1 WHERE channel = ?')
  const messages = database.prepare('SELECT id, body, at FROM received WHERE channel = ? ORDER BY rowid')
  const add = database.prepare(
    `INSERT INTO unsent (channel, chat, part, at, state) VALUES (?, ?, ?, ?, 'waiting') RETURNING id`,
  )
  const mark = database.prepare('UPDATE unsent SET state = ? WHERE id = ?')
  const take = database.prepare('DELETE FROM unsent WHERE id = ?')
  const old = database.prepare('DELETE FROM unsent WHERE channel = ? AND at < ?')
  const parts = database.prepare('SELECT id, chat, part, state FROM unsent WHERE channel = ? ORDER BY id')
  const full = (id: string) => `${channel}:${id}`
  const pack = (value: unknown) => seal.close(serialize(value))
  const unpack = (value: unknown): unknown => deserialize(seal.open(value as Uint8Array))

  const keepPart = (chat: string, part: unknown): number =>
    add.get(channel, pack(chat), pack(part), now().getTime())!.id as number

  function settle(id: string, chat: string, reply: readonly unknown[]): number[] {
    const at = now().getTime()
    return transaction(database, () => {
      remove.run(full(id))
      answer.run(full(id), at)
      forget.run(at - remembered)
      return reply.map(part => keepPart(chat, part))
    })
  }

  return {
    receive: (id, body) => {
      if (isAnswered.get(full(id))) return false
      return insert.run(full(id), channel, pack(body), now().getTime()).changes > 0
    },
    settle,
    sending: part => {
      mark.run('sending', part)
    },
    waiting: part => {
      mark.run('waiting', part)
    },
    drop: part => {
      take.run(part)
    },
    replace: (part, chat, by) =>
      transaction(database, () => {
        take.run(part)
        return keepPart(chat, by)
      }),
    left: () =>
      transaction(database, () => {
        const at = now().getTime()
        for (const { id } of given.all(channel, at - remembered / 2)) answer.run(id as string, at)
        old.run(channel, at - remembered / 2)
        tried.run(channel)
        return {
          messages: messages.all(channel).flatMap(row => {
            const id = row.id as string
            const read = readable(() => ({ body: unpack(row.body), at: row.at as number }))
            if (!read) remove.run(id)
            return read ? [{ id: id.slice(channel.length + 1), ...read }] : []
          }),
          parts: parts.all(channel).flatMap(row => {
            const id = row.id as number
            const read = readable(() => ({ chat: unpack(row.chat) as string, part: unpack(row.part) }))
            if (!read) take.run(id)
            return read ? [{ id, ...read, uncertain: row.state === 'sending' }] : []
          }),
        }
      }),
  }
}
