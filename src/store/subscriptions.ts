import type { Database } from './database.ts'

/** `paused`: by the chat itself · `gone`: the platform says that the chat is no more or wants no messages. */
export type SubscriptionState = 'active' | 'paused' | 'gone'

/** A subscription of a chat. What it wishes is the business of others. */
export interface Subscription<Wish> {
  id: number
  channel: string
  /** The platform's own id: without it nothing could be sent. */
  chat: string
  wish: Wish
  state: SubscriptionState
  /** ms since 1970. */
  created: number
  /** The last slot that was planned, ms since 1970. */
  looked: number
  /** The round of news up to which the chat was told. */
  told: number
  /** Slots in a row without news. */
  quiet: number
}

export interface Subscriptions<Wish> {
  /** Begins with what comes from now on: `told` is the present round of news. */
  add: (channel: string, chat: string, wish: Wish, told: number, now: number) => number
  change: (id: number, wish: Wish, now: number) => void
  /** Of one chat, the oldest first. */
  of: (channel: string, chat: string) => Subscription<Wish>[]
  get: (id: number) => Subscription<Wish> | null
  active: () => Subscription<Wish>[]
  all: () => Subscription<Wish>[]
  /** Pauses, or goes on with what comes from now on: slots of the pause are not made up for. */
  setState: (id: number, state: SubscriptionState, now: number) => void
  /** Marks the active subscriptions of a chat that cannot be reached any more. */
  lose: (channel: string, chat: string) => void
  remove: (id: number) => void
}

export function subscriptionsIn<Wish>(database: Database): Subscriptions<Wish> {
  const insert = database.prepare(
    `INSERT INTO subscriptions (channel, chat, wish, state, created, looked, told, quiet)
     VALUES (?, ?, ?, 'active', ?, ?, ?, 0)`,
  )
  const update = database.prepare('UPDATE subscriptions SET wish = ?, looked = ? WHERE id = ?')
  const ofChat = database.prepare('SELECT * FROM subscriptions WHERE channel = ? AND chat = ? ORDER BY id')
  const one = database.prepare('SELECT * FROM subscriptions WHERE id = ?')
  const every = database.prepare('SELECT * FROM subscriptions ORDER BY id')
  const running = database.prepare(`SELECT * FROM subscriptions WHERE state = 'active' ORDER BY id`)
  const mark = database.prepare('UPDATE subscriptions SET state = ?, looked = ? WHERE id = ?')
  const lost = database.prepare(
    `UPDATE subscriptions SET state = 'gone' WHERE channel = ? AND chat = ? AND state = 'active'`,
  )
  const remove = database.prepare('DELETE FROM subscriptions WHERE id = ?')
  const read = (row: Record<string, unknown>) =>
    ({ ...row, wish: JSON.parse(row.wish as string) }) as unknown as Subscription<Wish>
  return {
    add: (channel, chat, wish, told, now) =>
      Number(insert.run(channel, chat, JSON.stringify(wish), now, now, told).lastInsertRowid),
    change: (id, wish, now) => {
      update.run(JSON.stringify(wish), now, id)
    },
    of: (channel, chat) => ofChat.all(channel, chat).map(read),
    get: id => {
      const row = one.get(id)
      return row ? read(row) : null
    },
    active: () => running.all().map(read),
    all: () => every.all().map(read),
    setState: (id, state, now) => {
      mark.run(state, now, id)
    },
    lose: (channel, chat) => {
      lost.run(channel, chat)
    },
    remove: id => {
      remove.run(id)
    },
  }
}
