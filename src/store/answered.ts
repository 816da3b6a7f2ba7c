import type { Database } from './database.ts'

/** Platforms offer a message again for a day at most. */
const offered = 2 * 24 * 60 * 60 * 1000

/** Ids of messages that were answered, so that a restart answers none of them twice. Old ones are dropped as new ones come. */
export function answeredIn(
  database: Database,
  now: () => Date,
): { has: (id: string) => boolean; add: (id: string) => void } {
  const select = database.prepare('SELECT 1 FROM answered WHERE id = ?')
  const insert = database.prepare('INSERT OR IGNORE INTO answered (id, at) VALUES (?, ?)')
  const remove = database.prepare('DELETE FROM answered WHERE at < ?')
  return {
    has: id => select.get(id) !== undefined,
    add: id => {
      const at = now().getTime()
      insert.run(id, at)
      remove.run(at - offered)
    },
  }
}
