import type { Database } from './database.ts'

/** What chats remember, by the hashed key of the chat. */
export interface Conversations {
  /** The state as saved; null where there is none or what is there cannot be read. */
  load: (key: string) => unknown
  save: (key: string, state: unknown, now: Date) => void
  /** Forgets chats that were quiet since `before`; says how many. */
  forget: (before: Date) => number
}

export function conversationsIn(database: Database): Conversations {
  const select = database.prepare('SELECT state FROM conversations WHERE key = ?')
  const upsert = database.prepare(
    `INSERT INTO conversations (key, state, at) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET state = excluded.state, at = excluded.at`,
  )
  const remove = database.prepare('DELETE FROM conversations WHERE at < ?')
  return {
    load: key => {
      const row = select.get(key)
      return row ? parsed(row.state as string) : null
    },
    save: (key, state, now) => {
      upsert.run(key, JSON.stringify(state), now.getTime())
    },
    forget: before => Number(remove.run(before.getTime()).changes),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
