import type { Line } from '../answer/answer.ts'
import type { Deliveries, Delivery } from '../store/deliveries.ts'
import type { Lease } from '../store/leases.ts'
import type { NewsStore } from '../store/news.ts'
import type { Subscription, Subscriptions } from '../store/subscriptions.ts'
import { digestLines, quietLines } from './compose.ts'
import type { Gather } from './material.ts'
import { type DigestMessage, messageOf } from './message.ts'
import { limitOf, pagesOf } from './pages.ts'
import { fresh, isOpen, latestSlot } from './schedule.ts'
import type { Wish } from './subscription.ts'

/** Plans what is due and sends it: each slot of each subscription once at most, whatever happens to the program. */

/**
 * Sends unasked, after replies. `gone`: the chat wants nothing any more · `refused`: this message is not taken · `unsure`: it was handed
 * over and never confirmed · `stopped`: the channel stops, and nothing was sent. Rejects for a fault after which it may be tried again.
 */
export type Post = (
  channel: string,
  chat: string,
  message: DigestMessage,
) => Promise<'sent' | 'gone' | 'refused' | 'unsure' | 'stopped'>

export interface Clock {
  /** ms since 1970. */
  now: () => number
  sleep: (ms: number) => Promise<void>
}

export interface PostOffice {
  subscriptions: Subscriptions<Wish>
  deliveries: Deliveries
  news: NewsStore
  lease: Lease
  /** Names this process. */
  holder: string
  clock: Clock
  /** Brings the store's knowledge of what is new up to date. */
  watch: (now: () => number) => Promise<void>
  gather: Gather
  labelOf: (field: string) => string
  post: Post
  /** Channels that this process can send through. */
  channels: readonly string[]
  log: (line: string) => void
}

export const leaseName = 'digest'

/** How long other processes wait for one that has fallen silent, ms. */
export const leaseTime = 3 * 60_000

/** A message that nothing is new is sent each time after so many slots. */
const quietSlots = 4

/** Between two digests of one channel, ms: the account's rate is left to replies. WeChat takes bulk for spam. */
const gaps: Record<string, number> = { telegram: 200, wechat: 5000 }
const usualGap = 1000

/** Digests of one channel that are on their way at once: one chat that is stuck does not keep the others. */
const inFlight = 4

const firstWait = 60_000
const longestWait = 60 * 60_000

/** Rows older than this are forgotten, ms. */
const remembered = 90 * 24 * 60 * 60_000

/** Notes the slots that have come. Of several that were missed only the last counts: one digest tells everything. */
export function planDue({ subscriptions, deliveries, news, clock }: PostOffice): void {
  const now = clock.now()
  const slots = new Map<string, number>()
  for (const subscription of subscriptions.active()) {
    const { rhythm, zone } = subscription.wish
    const key = JSON.stringify([rhythm, zone])
    const slot = slots.get(key) ?? latestSlot(rhythm, zone, now)
    slots.set(key, slot)
    // A slot looked at in what is now the future was so by a clock gone wrong; the rows still tell what was sent.
    if (slot <= subscription.looked && subscription.looked <= now) continue
    if (!isOpen(rhythm, slot, now)) continue
    if (rhythm.kind === 'published' && news.round() <= subscription.told) continue
    deliveries.plan(subscription, slot, now - slot > fresh ? 'late' : 'waiting', now)
  }
}

/** The lines for a subscription and what it knows when it has got them; `lines` is empty where nothing is to be sent. */
export async function written(
  { wish, told, quiet }: Pick<Subscription<Wish>, 'wish' | 'told' | 'quiet'>,
  { news, gather, labelOf }: Pick<PostOffice, 'news' | 'gather' | 'labelOf'>,
): Promise<{ lines: Line[]; known: { told: number; quiet: number } }> {
  const round = news.round()
  const material = await gather(wish.subjects, news.since(told), round)
  const lines = digestLines(material, labelOf)
  if (lines.length > 0) return { lines, known: { told: round, quiet: 0 } }
  if (wish.rhythm.kind === 'published') return { lines, known: { told: round, quiet: 0 } }
  if (quiet + 1 < quietSlots) return { lines, known: { told: round, quiet: quiet + 1 } }
  return { lines: quietLines(wish.subjects), known: { told: round, quiet: 0 } }
}

/** Sends one row; resolves to whether a message went out. */
async function deliver(row: Delivery, office: PostOffice): Promise<boolean> {
  const { subscriptions, deliveries, lease, holder, clock, post, log } = office
  const now = clock.now()
  if (Math.abs(now - row.slot) > fresh) {
    deliveries.settle(row.id, 'late', null, now)
    return false
  }
  if (row.slot > now) return false
  const subscription = subscriptions.get(row.subscription)
  if (subscription?.state !== 'active') {
    deliveries.settle(row.id, 'nothing', null, now)
    return false
  }
  // It could not be sent in the evening; the morning's slot takes it in.
  if (!isOpen(subscription.wish.rhythm, row.slot, now)) return false
  const wait = () => clock.now() + Math.min(longestWait, firstWait * 2 ** Math.min(row.attempts, 10))
  let composed: Awaited<ReturnType<typeof written>>
  try {
    composed = await written(subscription, office)
  } catch (error) {
    log(`digest: 第 ${row.id} 份没有写成：${nameOf(error)}`)
    deliveries.postpone(row.id, 'waiting', wait(), clock.now())
    return false
  }
  const { lines, known } = composed
  if (lines.length === 0) {
    deliveries.settle(row.id, 'nothing', known, clock.now())
    return false
  }
  const pages = pagesOf(lines, limitOf(row.channel))
  const held = lease.hold(holder, clock.now(), leaseTime)
  // It lapsed, and whoever had it in between may have left something: the next tick takes it and looks.
  if (held === 'taken') lease.release(holder)
  if (held !== 'kept') return false
  if (!deliveries.claim(row.id, leaseName, holder, pages.length > 1 ? pages : null, clock.now())) return false
  try {
    const message = messageOf(row.id, pages, 0)
    const result = await post(row.channel, row.chat, message)
    if (result === 'stopped') deliveries.putBack(row.id, clock.now())
    else deliveries.settle(row.id, result, result === 'sent' ? known : null, clock.now())
    if (result === 'gone') subscriptions.lose(row.channel, row.chat)
    return result === 'sent'
  } catch (error) {
    log(`digest: 第 ${row.id} 份没有送出，稍后再试：${nameOf(error)}`)
    deliveries.postpone(row.id, 'sending', wait(), clock.now())
    return false
  }
}

/** Kind of an error without its text, which may quote a message. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error')

export interface Digests {
  /** Plans what has come due and sends it; resolves when that is done. May be called while an earlier call is still at work. */
  tick: () => Promise<void>
  /**
   * Begins no digest any more; resolves when those on their way are settled. Those wait in the channels' outboxes: stop the channels, too,
   * and then wait for this.
   */
  stop: () => Promise<void>
}

export function openDigests(office: PostOffice): Digests {
  const { deliveries, lease, holder, clock, watch, channels, log } = office
  const running = new Map<string, { again: boolean; done: Promise<void> }>()
  let stopped = false
  let planning: Promise<unknown> = Promise.resolve()

  async function sendAll(channel: string): Promise<void> {
    const under = new Set<Promise<unknown>>()
    for (const row of deliveries.due(channel, clock.now())) {
      if (stopped) break
      const sent = deliver(row, office).catch(error => {
        log(`digest: 第 ${row.id} 份出错：${nameOf(error)}`)
        return false
      })
      under.add(sent)
      void sent.then(() => under.delete(sent))
      // Most slots of a quiet day send nothing, and need no gap.
      const first = await Promise.race([sent, clock.sleep(gaps[channel] ?? usualGap).then(() => null)])
      if (first) await clock.sleep(gaps[channel] ?? usualGap)
      if (under.size >= inFlight) await Promise.race(under)
    }
    await Promise.all(under)
  }

  /** Sends what is due on a channel, and goes on while more has been planned meanwhile. */
  function pump(channel: string): Promise<void> {
    const own = running.get(channel)
    if (own) {
      own.again = true
      return own.done
    }
    const state = { again: true, done: Promise.resolve() }
    running.set(channel, state)
    state.done = (async () => {
      try {
        while (state.again && !stopped) {
          state.again = false
          await sendAll(channel)
        }
      } finally {
        running.delete(channel)
      }
    })()
    return state.done
  }

  async function plan(): Promise<boolean> {
    if (stopped) return false
    const held = lease.hold(holder, clock.now(), leaseTime)
    if (held === 'refused') return false
    if (held === 'taken') {
      const left = deliveries.abandon(clock.now())
      if (left > 0) log(`digest: 上次中断时有 ${left} 份正在发送，不再重发；其内容并入下一份`)
    }
    // What cannot be looked up now will be told the next time; what is due is sent all the same, or tried again.
    await watch(clock.now).catch(error => log(`digest: 没能查看索引：${nameOf(error)}`))
    planDue(office)
    deliveries.forget(clock.now() - remembered)
    return true
  }

  return {
    tick: async () => {
      const own = planning.then(plan)
      planning = own.catch(() => {})
      if (await own) await Promise.all(channels.map(pump))
    },
    stop: async () => {
      stopped = true
      await planning
      await Promise.all([...running.values()].map(({ done }) => done))
      lease.release(holder)
    },
  }
}
