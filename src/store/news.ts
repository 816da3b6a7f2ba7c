import type { Database } from './database.ts'
import { transaction } from './transaction.ts'

/** What is known of a report: fingerprints of what it says and of the bytes that it was read from. */
export interface SeenReport {
  id: string
  content: string
  sha256: string
}

/** A report that was not there before, or says something else than before. */
export interface News {
  id: string
  kind: 'new' | 'corrected'
}

/**
 * Which reports were there when, in rounds counted from 1: what a chat was told is a number of a round, which no clock can confuse.
 */
export interface NewsStore {
  /** The last round; 0 where nothing was ever noted. */
  round: () => number
  known: () => Map<string, SeenReport>
  /**
   * Notes reports as new or corrected in a round of their own; those that another process has noted meanwhile are no news. `quietly`: what
   * is known of them is brought up to date, and it is no news.
   */
  note: (news: readonly SeenReport[], quietly: readonly SeenReport[], now: number) => void
  /** What is new since a round: nothing twice, and `new` where it was not there at that round. */
  since: (round: number) => News[]
  /** The last round that ended before an instant. */
  roundBefore: (instant: number) => number
}

export function newsIn(database: Database): NewsStore {
  const last = database.prepare('SELECT coalesce(max(round), 0) AS round FROM rounds')
  const before = database.prepare('SELECT coalesce(max(round), 0) AS round FROM rounds WHERE at < ?')
  const all = database.prepare('SELECT id, content, sha256 FROM seen_reports')
  const one = database.prepare('SELECT content FROM seen_reports WHERE id = ?')
  const begin = database.prepare('INSERT INTO rounds (at) VALUES (?)')
  const upsert = database.prepare(
    `INSERT INTO seen_reports (id, content, sha256, first, last) VALUES (?1, ?2, ?3, ?4, ?4)
     ON CONFLICT (id) DO UPDATE SET content = ?2, sha256 = ?3, last = ?4`,
  )
  const refresh = database.prepare('UPDATE seen_reports SET content = ?, sha256 = ? WHERE id = ?')
  const later = database.prepare(
    `SELECT id, CASE WHEN first > ?1 THEN 'new' ELSE 'corrected' END AS kind FROM seen_reports WHERE last > ?1 ORDER BY id`,
  )
  return {
    round: () => last.get()!.round as number,
    known: () => new Map((all.all() as unknown as SeenReport[]).map(report => [report.id, report])),
    note: (news, quietly, now) => {
      if (news.length + quietly.length === 0) return
      transaction(database, () => {
        const left = news.filter(({ id, content }) => one.get(id)?.content !== content)
        for (const { id, content, sha256 } of quietly) refresh.run(content, sha256, id)
        if (left.length === 0) return
        const round = Number(begin.run(now).lastInsertRowid)
        for (const { id, content, sha256 } of left) upsert.run(id, content, sha256, round)
      })
    },
    since: round => later.all(round) as unknown as News[],
    roundBefore: instant => before.get(instant)!.round as number,
  }
}
