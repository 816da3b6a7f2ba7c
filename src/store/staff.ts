import type { Database } from './database.ts'

/** Somebody who was let in by an invitation. `name` is what the inviter called them, for other staff to read; may be empty. */
export interface Invited {
  person: string
  by: string
  name: string
  at: Date
}

/** An invitation that waits to be used. */
export interface Invitation {
  hash: string
  by: string
  name: string
  expires: Date
}

/** Who was let in by an invitation, and invitations that wait; codes are kept as hashes only. */
export interface StaffStore {
  has: (person: string) => boolean
  /** Everybody who was let in, the first first. */
  list: () => Invited[]
  /** Keeps an invitation until it is used or expires. */
  invite: (invitation: Invitation) => void
  waiting: (now: Date) => Invitation[]
  /** Uses up the invitation, so that no second person gets in with it; false where there is none or it has expired. */
  redeem: (hash: string, person: string, now: Date) => boolean
  /** Takes somebody off the list, with the invitations that they gave and nobody has used; false where they were not on it. */
  remove: (person: string) => boolean
  /** Takes back an invitation; false where there is none. */
  cancel: (hash: string) => boolean
}

type Row = Record<string, string | number>

export function staffIn(database: Database): StaffStore {
  const has = database.prepare('SELECT 1 FROM staff WHERE person = ?')
  const all = database.prepare('SELECT person, by, name, at FROM staff ORDER BY at, person')
  const insert = database.prepare('INSERT INTO invitations (hash, by, name, expires) VALUES (?, ?, ?, ?)')
  const open = database.prepare(
    'SELECT hash, by, name, expires FROM invitations WHERE expires > ? ORDER BY expires, hash',
  )
  const take = database.prepare('DELETE FROM invitations WHERE hash = ? AND expires > ? RETURNING by, name')
  const sweep = database.prepare('DELETE FROM invitations WHERE expires <= ?')
  const add = database.prepare('INSERT INTO staff (person, by, name, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const remove = database.prepare('DELETE FROM staff WHERE person = ?')
  const cancelOf = database.prepare('DELETE FROM invitations WHERE by = ?')
  const cancel = database.prepare('DELETE FROM invitations WHERE hash = ?')
  return {
    has: person => has.get(person) !== undefined,
    list: () =>
      (all.all() as Row[]).map(({ person, by, name, at }) => ({
        person: person as string,
        by: by as string,
        name: name as string,
        at: new Date(at as number),
      })),
    invite: ({ hash, by, name, expires }) => {
      insert.run(hash, by, name, expires.getTime())
    },
    waiting: now =>
      (open.all(now.getTime()) as Row[]).map(({ hash, by, name, expires }) => ({
        hash: hash as string,
        by: by as string,
        name: name as string,
        expires: new Date(expires as number),
      })),
    redeem: (hash, person, now) => {
      sweep.run(now.getTime())
      const taken = take.get(hash, now.getTime())
      if (!taken) return false
      add.run(person, taken.by as string, taken.name as string, now.getTime())
      return true
    },
    remove: person => {
      if (remove.run(person).changes === 0) return false
      cancelOf.run(person)
      return true
    },
    cancel: hash => cancel.run(hash).changes > 0,
  }
}
