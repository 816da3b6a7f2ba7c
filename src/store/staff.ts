import type { Database } from './database.ts'

/** Who was let in by an invitation, and invitations that wait; codes are kept as hashes only. */
export interface StaffStore {
  has: (person: string) => boolean
  /** Keeps an invitation until it is used or `expires`. */
  invite: (hash: string, by: string, expires: Date) => void
  /** Uses up the invitation, so that no second person gets in with it; false where there is none or it has expired. */
  redeem: (hash: string, person: string, now: Date) => boolean
  /** Takes somebody off the list; false where they were not on it. */
  remove: (person: string) => boolean
}

export function staffIn(database: Database): StaffStore {
  const has = database.prepare('SELECT 1 FROM staff WHERE person = ?')
  const insert = database.prepare('INSERT INTO invitations (hash, by, expires) VALUES (?, ?, ?)')
  const take = database.prepare('DELETE FROM invitations WHERE hash = ? AND expires > ? RETURNING by')
  const sweep = database.prepare('DELETE FROM invitations WHERE expires <= ?')
  const add = database.prepare('INSERT INTO staff (person, by, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const remove = database.prepare('DELETE FROM staff WHERE person = ?')
  return {
    has: person => has.get(person) !== undefined,
    invite: (hash, by, expires) => {
      insert.run(hash, by, expires.getTime())
    },
    redeem: (hash, person, now) => {
      sweep.run(now.getTime())
      const taken = take.get(hash, now.getTime())
      if (!taken) return false
      add.run(person, taken.by as string, now.getTime())
      return true
    },
    remove: person => remove.run(person).changes > 0,
  }
}
