import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { schedule } from 'node-cron'
import type { Line } from '../answer/answer.ts'
import type { ChatReply } from '../conversation/message.ts'
import { fieldOf } from '../report/fields.ts'
import type { Search } from '../search/search.ts'
import type { Database } from '../store/database.ts'
import { type Deliveries, deliveriesIn } from '../store/deliveries.ts'
import { leaseIn } from '../store/leases.ts'
import { type NewsStore, newsIn } from '../store/news.ts'
import { type Subscriptions, subscriptionsIn } from '../store/subscriptions.ts'
import { leaseName, openDigests, type Post } from './deliver.ts'
import { type Desk, openDesk } from './desk.ts'
import { type Gather, gatherer, type Shelf } from './material.ts'
import { deliveryOf, messageOf } from './message.ts'
import { newsWatcher } from './news.ts'
import { chatReplyOf } from './reply.ts'
import { newsSourceOf, shelfOf } from './shelf.ts'
import { usualZone, type Wish } from './subscription.ts'

/** The digests of an installation: one store, one index, and the channels of this process. */

/** The part of a channel that digests need. Rejections with a `reason` are its verdicts. */
export interface Sending {
  name: string
  send: (chat: string, reply: ChatReply) => Promise<void>
}

/** What digests rest on, whether or not this process sends them. */
export interface DigestRoom {
  subscriptions: Subscriptions<Wish>
  deliveries: Deliveries
  news: NewsStore
  shelf: Shelf
  gather: Gather
  labelOf: (field: string) => string
  /** Brings the store's knowledge of what is new up to date. Throws a `SearchError`. */
  watch: (now: () => number) => Promise<void>
  /** `/subscribe` and `/unsubscribe`. */
  desk: Desk
  /** Another page of a digest that this chat was sent; null where it is not known, or no longer. */
  page: (channel: string, chat: string, turn: string, index: number) => ChatReply | null
  /** The turn of the last digest of several pages that a chat was sent. */
  latestTurn: (channel: string, chat: string) => string | null
}

export function openDigestRoom(database: Database, search: Search): DigestRoom {
  const subscriptions = subscriptionsIn<Wish>(database)
  const deliveries = deliveriesIn(database)
  const news = newsIn(database)
  const shelf = shelfOf(search)
  const watch = newsWatcher(news, newsSourceOf(search))
  const round = async () => {
    await watch(Date.now)
    return news.round()
  }
  return {
    subscriptions,
    deliveries,
    news,
    shelf,
    gather: gatherer(shelf),
    labelOf: field => fieldOf(field).label,
    watch,
    desk: openDesk({ subscriptions, holdings: shelf.holdings, round }),
    page: (channel, chat, turn, index) => {
      const id = deliveryOf(turn)
      const sent = id === null ? null : deliveries.pages(id)
      if (id === null || sent?.channel !== channel || sent.chat !== chat) return null
      const pages = sent.pages as Line[][]
      return index >= 0 && index < pages.length ? { ...chatReplyOf(messageOf(id, pages, index)), inPlace: true } : null
    },
    latestTurn: (channel, chat) => {
      const latest = deliveries.latestPages(channel, chat)
      return latest && messageOf(latest.id, latest.pages as Line[][], 0).turn
    },
  }
}

/** Sends through channels, their verdicts as words. */
export function postThrough(channels: readonly Sending[]): Post {
  return async (name, chat, message) => {
    const channel = channels.find(each => each.name === name)
    if (!channel) throw new Error(`no channel ${name}`)
    try {
      await channel.send(chat, chatReplyOf(message))
      return 'sent'
    } catch (error) {
      const { reason } = error as { reason?: unknown }
      if (reason === 'gone' || reason === 'refused' || reason === 'stopped') return reason
      if (reason === 'uncertain') return 'unsure'
      throw error
    }
  }
}

export interface Running {
  /** A chat is no more, or its person blocked the bot. */
  lose: (channel: string, chat: string) => void
  /** Begins nothing any more; resolves when what is on its way is settled, for which the channels must be stopped meanwhile. */
  stop: () => Promise<void>
}

export interface DigestWork {
  database: Database
  room: DigestRoom
  channels: readonly Sending[]
  /** Reads the watched sources again; null where there are none. `at` is a cron expression. */
  sources: { at: string; read: (signal: AbortSignal) => Promise<void> } | null
  log: (line: string) => void
}

/**
 * Looks each minute what has come due, and now and then at the sources. Which slots were missed is known from the store and not from the
 * clock, so a sleep, a crash or a change of the clock needs no care of its own. Throws for a cron expression that is none.
 */
export function startDigests({ database, room, channels, sources, log }: DigestWork): Running {
  const stopping = new AbortController()
  const digests = openDigests({
    ...room,
    lease: leaseIn(database, leaseName),
    holder: randomUUID(),
    // Nothing is waited for once the program stops.
    clock: { now: Date.now, sleep: ms => sleep(ms, undefined, { signal: stopping.signal }).catch(() => {}) },
    post: postThrough(channels),
    channels: channels.map(({ name }) => name),
    log,
  })
  const told = (what: string) => (error: unknown) => log(`digest: ${what}：${(error as Error).message}`)
  const tick = () => digests.tick().catch(told('没能发送'))
  let reading: Promise<void> = Promise.resolve()
  const look = (): Promise<void> => {
    reading = sources!.read(stopping.signal).catch(told('没能重读来源'))
    return reading
  }
  const options = { timezone: usualZone, suppressMissedWarning: true }
  const tasks = [
    schedule('* * * * *', () => void tick(), { ...options, name: 'digests' }),
    ...(sources ? [schedule(sources.at, look, { ...options, name: 'sources', noOverlap: true })] : []),
  ]
  void tick()
  return {
    lose: room.subscriptions.lose,
    stop: async () => {
      stopping.abort()
      await Promise.all(tasks.map(task => task.destroy()))
      await Promise.all([digests.stop(), reading])
    },
  }
}
