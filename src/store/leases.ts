import type { Database } from './database.ts'

export interface Lease {
  /**
   * Takes or keeps the lease for `ms`. `kept`: it was ours · `taken`: it is ours now and was not before · `refused`: another process
   * holds it.
   */
  hold: (holder: string, now: number, ms: number) => 'kept' | 'taken' | 'refused'
  release: (holder: string) => void
}

/** A lease that one process at a time holds. One that ends later than it could have been given was given by a clock gone wrong: it is void. */
export function leaseIn(database: Database, name: string): Lease {
  const select = database.prepare('SELECT holder FROM leases WHERE name = ?')
  const take = database.prepare(
    `INSERT INTO leases (name, holder, until) VALUES (?1, ?2, ?3 + ?4)
     ON CONFLICT (name) DO UPDATE SET holder = ?2, until = ?3 + ?4
     WHERE holder = ?2 OR until <= ?3 OR until > ?3 + ?4`,
  )
  const remove = database.prepare('DELETE FROM leases WHERE name = ? AND holder = ?')
  return {
    hold: (holder, now, ms) => {
      const before = select.get(name)?.holder
      if (take.run(name, holder, now, ms).changes === 0) return 'refused'
      return before === holder ? 'kept' : 'taken'
    },
    release: holder => {
      remove.run(name, holder)
    },
  }
}
