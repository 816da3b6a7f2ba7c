import type { Database } from './database.ts'
import { transaction } from './transaction.ts'

/**
 * `waiting`: to be sent · `sending`: given to the platform, which has not answered · `sent` · `nothing`: there was no news, and no
 * message · `merged`: a later slot of the subscription came while it waited, and tells it all · `unsure`: the program ended while sending, or the platform never confirmed; it may have arrived and is not sent again · `refused`: the platform will not take
 * it · `gone`: it will take nothing for this chat any more · `late`: it could not be sent while it was fresh.
 */
export type DeliveryState =
  | 'waiting'
  | 'sending'
  | 'sent'
  | 'nothing'
  | 'merged'
  | 'unsure'
  | 'refused'
  | 'gone'
  | 'late'

/** One slot of one subscription. There is never a second row for it, so it is sent once at most. Times are ms since 1970. */
export interface Delivery {
  id: number
  subscription: number
  channel: string
  chat: string
  slot: number
  state: DeliveryState
  /** Tries that failed. */
  attempts: number
  /** Not before this. */
  next: number
  /** Of the last change. */
  at: number
}

export interface Deliveries {
  /** Notes a slot that has come, unless it is noted already, and that it was looked at; says whether it was new. Earlier ones that wait merge into it. */
  plan: (
    subscription: { id: number; channel: string; chat: string },
    slot: number,
    state: 'waiting' | 'late',
    now: number,
  ) => boolean
  /** Rows of a channel that wait and may be sent, the earliest slot first. */
  due: (channel: string, now: number) => Delivery[]
  /** Marks a waiting row as being sent; false where another process has it, or the lease is no longer the holder's. */
  claim: (id: number, lease: string, holder: string, pages: unknown, now: number) => boolean
  /**
   * Ends a row, and notes on its subscription what the chat now knows. Null leaves that as it was. `nothing` and `late` end rows that wait,
   * everything else rows that were claimed.
   */
  settle: (
    id: number,
    state: Exclude<DeliveryState, 'waiting' | 'sending' | 'merged'>,
    known: { told: number; quiet: number } | null,
    now: number,
  ) => void
  /** Back to waiting after a fault; nothing where the row is no longer in the state in which the caller had it. */
  postpone: (id: number, had: 'waiting' | 'sending', next: number, now: number) => void
  /** Back to waiting, as if it had never been tried: the program stops, and nothing was sent. */
  putBack: (id: number, now: number) => void
  /** Rows that another process left while sending become `unsure`; says how many. */
  abandon: (now: number) => number
  /** Forgets rows that have changed nothing since `before`, but for those still open. */
  forget: (before: number) => number
  /** The latest rows, newest first. */
  latest: (count: number) => Delivery[]
  /** Pages of a digest that was sent; null where they are forgotten or there was one page only. */
  pages: (id: number) => { channel: string; chat: string; pages: unknown } | null
  /** The last digest with pages that a chat got. */
  latestPages: (channel: string, chat: string) => { id: number; pages: unknown } | null
}

/** No wait is longer, ms: one that ends later was set by a clock gone wrong. */
const longestWait = 24 * 60 * 60 * 1000

const columns = 'id, subscription, channel, chat, slot, state, attempts, next, at'

export function deliveriesIn(database: Database): Deliveries {
  const insert = database.prepare(
    `INSERT INTO deliveries (subscription, channel, chat, slot, state, attempts, next, at)
     VALUES (?, ?, ?, ?, ?, 0, ?, ?) ON CONFLICT (subscription, slot) DO NOTHING`,
  )
  const merge = database.prepare(
    `UPDATE deliveries SET state = 'merged', at = ? WHERE subscription = ? AND slot < ? AND state = 'waiting'`,
  )
  const look = database.prepare('UPDATE subscriptions SET looked = ? WHERE id = ?')
  // Of two digests at once for one subscription each would tell what the other tells.
  const alone = `NOT EXISTS (
    SELECT 1 FROM deliveries AS other WHERE other.state = 'sending' AND other.subscription = deliveries.subscription)`
  const waiting = database.prepare(
    `SELECT ${columns} FROM deliveries WHERE state = 'waiting' AND channel = ?1
     AND (next <= ?2 OR next > ?2 + ${longestWait}) AND ${alone} ORDER BY slot, id`,
  )
  const take = database.prepare(
    `UPDATE deliveries SET state = 'sending', pages = ?, at = ? WHERE id = ? AND state = 'waiting' AND ${alone}
     AND EXISTS (SELECT 1 FROM leases WHERE name = ? AND holder = ?)`,
  )
  // What is settled without sending was never claimed: of two processes that listed a row, one may have sent it by now.
  const end = database.prepare(
    `UPDATE deliveries SET state = ?1, at = ?2 WHERE id = ?3
     AND CASE WHEN ?1 IN ('nothing', 'late') THEN state = 'waiting' ELSE state IN ('sending', 'unsure') END
     RETURNING subscription`,
  )
  const know = database.prepare('UPDATE subscriptions SET told = max(told, ?), quiet = ? WHERE id = ?')
  const wait = database.prepare(
    `UPDATE deliveries SET state = 'waiting', attempts = attempts + 1, next = ?, at = ?
     WHERE id = ? AND state = ?`,
  )
  const back = database.prepare(`UPDATE deliveries SET state = 'waiting', at = ? WHERE id = ? AND state = 'sending'`)
  const leave = database.prepare(`UPDATE deliveries SET state = 'unsure', at = ? WHERE state = 'sending'`)
  const drop = database.prepare(`DELETE FROM deliveries WHERE at < ? AND state NOT IN ('waiting', 'sending')`)
  const last = database.prepare(`SELECT ${columns} FROM deliveries ORDER BY id DESC LIMIT ?`)
  const one = database.prepare('SELECT channel, chat, pages FROM deliveries WHERE id = ? AND pages IS NOT NULL')
  const lastPages = database.prepare(
    `SELECT id, pages FROM deliveries WHERE channel = ? AND chat = ? AND pages IS NOT NULL ORDER BY id DESC LIMIT 1`,
  )
  return {
    plan: ({ id, channel, chat }, slot, state, now) =>
      transaction(database, () => {
        look.run(slot, id)
        merge.run(now, id, slot)
        return insert.run(id, channel, chat, slot, state, now, now).changes > 0
      }),
    due: (channel, now) => waiting.all(channel, now) as unknown as Delivery[],
    claim: (id, lease, holder, pages, now) =>
      take.run(pages === null ? null : JSON.stringify(pages), now, id, lease, holder).changes > 0,
    settle: (id, state, known, now) => {
      transaction(database, () => {
        const row = end.get(state, now, id)
        if (row && known) know.run(known.told, known.quiet, row.subscription as number)
      })
    },
    postpone: (id, had, next, now) => {
      wait.run(next, now, id, had)
    },
    putBack: (id, now) => {
      back.run(now, id)
    },
    abandon: now => Number(leave.run(now).changes),
    forget: before => Number(drop.run(before).changes),
    latest: count => last.all(count) as unknown as Delivery[],
    pages: id => {
      const row = one.get(id)
      return row
        ? { channel: row.channel as string, chat: row.chat as string, pages: JSON.parse(row.pages as string) }
        : null
    },
    latestPages: (channel, chat) => {
      const row = lastPages.get(channel, chat)
      return row ? { id: row.id as number, pages: JSON.parse(row.pages as string) } : null
    },
  }
}
