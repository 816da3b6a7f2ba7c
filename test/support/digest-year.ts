import { join } from 'node:path'
import { makeReports } from '../../scripts/make-reports.ts'
import { type Random, randomOf } from '../../scripts/reports/random.ts'
import type { Channel } from '../../src/channels/channel.ts'
import { openTelegram } from '../../src/channels/telegram/telegram.ts'
import { openWechat } from '../../src/channels/wechat/wechat.ts'
import { openDigests } from '../../src/digest/deliver.ts'
import { openDigestRoom, postThrough } from '../../src/digest/digest.ts'
import { type Rhythm, type Subject, usualZone, type Wish } from '../../src/digest/subscription.ts'
import type { Report } from '../../src/report/report.ts'
import { addReports, type Search } from '../../src/search/search.ts'
import { openDatabase } from '../../src/store/database.ts'
import type { Delivery } from '../../src/store/deliveries.ts'
import { sealOf } from '../../src/store/identity.ts'
import { leaseIn } from '../../src/store/leases.ts'
import { ledgerIn } from '../../src/store/ledger.ts'
import { type Batch, type Judgement, judged, type Sub } from './digest-judge.ts'
import { FakeTelegram } from './fake-telegram.ts'
import { insecureToken, startWechat } from './fake-wechat.ts'
import { echo } from './replies.ts'
import { slotsBetween } from './slots.ts'
import { suiteLog } from './suite-log.ts'

/**
 * Digests over a long time that is only said to pass: a real index, a real store on disk, both real channels and their peers. The program
 * is killed by never going on from where it waits, with everything that it held in memory; the next one begins from the disk.
 */

export interface YearOptions {
  search: Search
  folder: string
  chats: number
  days: number
  batches: number
  kills: number
  /** Sends that Telegram answers with a fault. */
  faults: number
  clockChanges: number
  seed: number
  log?: (line: string) => void
}

export interface YearResult extends Judgement {
  ticks: number
  /** Kills by what the program was at. */
  kills: Record<string, number>
  /** Of the platforms' limits. */
  violations: string[]
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const begin = Date.parse('2026-01-01T00:00:00+08:00')

/** Telegram's second in this world, ms. */
export const second = 10
const scale = second / 1000

export const telegramTimes = {
  pace: {
    gap: 40 * scale,
    chatGap: 1050 * scale,
    jitter: 0,
    concurrency: 8,
    perMinute: { most: 19, minute: 60_000 * scale, isGroup: (chat: string) => chat.startsWith('-') },
    firstWait: 5,
    longestWait: 20,
  },
  waits: { first: 10, longest: 50, conflict: 20, refused: 20 },
  polling: 1,
  deadline: 5000,
  draining: 0,
}
const wechatTimes = {
  pace: { gap: 1, chatGap: 1, jitter: 0, concurrency: 1, perMinute: null, firstWait: 5, longestWait: 20 },
  firstWait: 20,
  longestWait: 100,
  patience: 5000,
  deadline: 5000,
  draining: 0,
}

/** Where the program waits, and may be killed. */
const points = ['watch', 'compose', 'send', 'send'].flatMap(work => [`before ${work}`, `after ${work}`])

const eight = { hour: 8, minute: 0 }
const rhythms: { rhythm: Rhythm; zone: string }[] = [
  { rhythm: { kind: 'daily', at: eight }, zone: usualZone },
  { rhythm: { kind: 'daily', at: { hour: 20, minute: 0 } }, zone: usualZone },
  { rhythm: { kind: 'daily', at: eight }, zone: 'America/New_York' },
  { rhythm: { kind: 'weekly', days: [1], at: eight }, zone: usualZone },
  { rhythm: { kind: 'weekly', days: [1, 2, 3, 4, 5], at: { hour: 12, minute: 30 } }, zone: usualZone },
  { rhythm: { kind: 'weekly', days: [7], at: { hour: 21, minute: 0 } }, zone: 'Europe/London' },
  { rhythm: { kind: 'monthly', day: 1, at: eight }, zone: usualZone },
  { rhythm: { kind: 'monthly', day: 31, at: eight }, zone: usualZone },
  { rhythm: { kind: 'published' }, zone: usualZone },
]

/** Reports in batches over the time; now and then one that was there is published again with another figure. */
function batchesOf({ batches, days, seed }: YearOptions, random: Random): { base: Report[]; batches: Batch[] } {
  const all = makeReports({ count: 60 + batches * 12, seed })
  const base = all.slice(0, 60)
  const rest = all.slice(60)
  const times = Array.from({ length: batches }, () => begin + Math.floor(random.next() * days * day)).sort(
    (a, b) => a - b,
  )
  const there = [...base]
  return {
    base,
    batches: times.map((at, i) => {
      const fresh = rest.slice(i * 12, (i + 1) * 12)
      const again = there.length > 0 ? [corrected(random.pick(there), i)] : []
      there.push(...fresh)
      return { at, reports: [...fresh, ...again] }
    }),
  }
}

const corrected = (report: Report, nth: number): Report => ({
  ...report,
  cells: report.cells.map((cell, i) =>
    i === 0 ? { ...cell, value: 1000 + nth, state: 'reported', raw: `${1000 + nth}` } : cell,
  ),
  source: { file: `${report.id}.txt`, sha256: String(nth).padStart(64, 'f') },
})

function subjectOf(reports: Report[], random: Random): { subject: Subject; isAbout: Sub['isAbout'] } {
  const draw = random.next()
  if (draw < 0.1) return { subject: { kind: 'everything' }, isAbout: () => true }
  if (draw < 0.2) return { subject: { kind: 'search', words: '政策解读', within: [] }, isAbout: null }
  const { id, issuer } = random.pick(reports.filter(report => report.issuer.division))
  const key = id.replace(/-\d{4}$/, '')
  if (draw < 0.3)
    return {
      subject: { kind: 'issuer', key, name: issuer.name },
      isAbout: report => report.id.replace(/-\d{4}$/, '') === key,
    }
  const code = issuer.division!.code.slice(0, random.pick([2, 2, 4, 6]))
  return {
    subject: { kind: 'division', code, name: code },
    isAbout: report => report.issuer.division?.code.startsWith(code) ?? false,
  }
}

/** A process: it stops for good where `kill` finds it waiting. */
interface Life {
  tick: () => Promise<'done' | 'killed'>
  /** Kills it at the nth time that it waits before or after this work. */
  killAt: (where: string, nth: number) => void
  end: () => Promise<void>
  /** What it was at when it was killed. */
  killedAt: () => string | null
}

export async function simulateYear(options: YearOptions): Promise<YearResult> {
  const { search, folder, chats, days, kills, faults, clockChanges, seed, log = () => {} } = options
  const random = randomOf(seed)
  const path = join(folder, 'nianbao.db')
  const server = await new FakeTelegram({ limits: { second, minute: 60 * second } }).start()
  const gateway = await startWechat()
  const { base, batches } = batchesOf(options, random)
  await addReports(search, base)

  let now = begin
  const messages: { chat: string; text: string }[] = []
  let heardTelegram = 0
  let heardWechat = 0
  function hear(): void {
    for (const { chat, text } of server.sent.slice(heardTelegram)) messages.push({ chat: `telegram ${chat}`, text })
    for (const { to, text } of gateway.said.slice(heardWechat)) messages.push({ chat: `wechat ${to}`, text })
    heardTelegram = server.sent.length
    heardWechat = gateway.said.length
  }

  async function live(): Promise<Life> {
    const database = openDatabase(path)
    const room = openDigestRoom(database, search)
    const nothing = { chat: echo, log: suiteLog }
    const seal = sealOf(Buffer.alloc(32, 7))
    const today = () => new Date()
    const channels: Channel[] = [
      openTelegram(
        { token: server.token, apiRoot: server.apiRoot, proxy: null, webhook: null },
        {
          ...nothing,
          ledger: ledgerIn(database, 'telegram', seal, today),
          commands: [],
          onGone: to => room.subscriptions.lose('telegram', to),
        },
        telegramTimes,
      ),
      openWechat(
        { token: insecureToken, endpoint: gateway.endpoint, tls: { disable: false, caCert: null, serverName: null } },
        { ...nothing, ledger: ledgerIn(database, 'wechat', seal, today) },
        wechatTimes,
      ),
    ]
    for (const channel of channels) channel.start()
    await gateway.login()
    let aim = { where: '', nth: 0 }
    let at: string | null = null
    let die = () => {}
    const dead = new Promise<'killed'>(resolve => {
      die = () => resolve('killed')
    })
    const forever = new Promise<never>(() => {})
    const point = async (where: string): Promise<void> => {
      if (at === null && where === aim.where && --aim.nth <= 0) {
        at = where
        die()
      }
      if (at !== null) await forever
    }
    const gated =
      <A extends unknown[], R>(name: string, work: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        await point(`before ${name}`)
        const result = await work(...args)
        await point(`after ${name}`)
        return result
      }
    const digests = openDigests({
      ...room,
      watch: gated('watch', room.watch),
      gather: gated('compose', room.gather),
      post: gated('send', postThrough(channels)),
      lease: leaseIn(database, 'digest'),
      holder: `life ${random.next()}`,
      clock: { now: () => now, sleep: async () => {} },
      channels: channels.map(({ name }) => name),
      log,
    })
    return {
      tick: () => Promise.race([digests.tick().then(() => 'done' as const), dead]),
      killAt: (where, nth) => {
        aim = { where, nth }
      },
      killedAt: () => at,
      end: async () => {
        at ??= 'between ticks'
        await Promise.all(channels.map(channel => channel.stop()))
        database.close()
      },
    }
  }

  const database = openDatabase(path)
  const audit = openDigestRoom(database, search)
  const mocker = (gateway.puppet as unknown as { mocker: { createContact: (contact: object) => unknown } }).mocker
  await audit.watch(() => now)
  const reports = [...base, ...batches.flatMap(batch => batch.reports)]
  const subs = Array.from({ length: chats }, (_, i): Sub => {
    const isWechat = i % 5 === 4
    const chat = isWechat ? `contact-${i}` : String(i % 10 === 3 ? -(1000 + i) : 1000 + i)
    if (isWechat) mocker.createContact({ id: chat, name: chat })
    const channel = isWechat ? 'wechat' : 'telegram'
    const { subject, isAbout } = subjectOf(reports, random)
    const wish: Wish = { subjects: [subject], ...rhythms[i % rhythms.length]! }
    const id = audit.subscriptions.add(channel, chat, wish, audit.news.round(), begin)
    return { id, channel, chat, wish, isAbout }
  })

  const end = begin + days * day
  const times = new Set<number>(batches.map(({ at }) => at))
  for (const { rhythm, zone } of rhythms) for (const slot of slotsBetween(rhythm, zone, begin, end)) times.add(slot)
  for (let at = begin; at < end; at += 6 * hour) times.add(at + 5 * minute)
  const events = [...times].sort((a, b) => a - b)
  const news = (at: number) => batches.some(batch => batch.at > at - day && batch.at <= at)
  const busy = events.filter(at => (at + 8 * hour) % day === 8 * hour && news(at))
  const some = (count: number, of: number[]) => new Set(Array.from({ length: count }, () => random.pick(of)))
  const killTimes = some(kills, busy)
  while (killTimes.size < Math.min(kills, busy.length)) killTimes.add(random.pick(busy))
  const faultTimes = some(faults, busy)
  const skewTimes = some(clockChanges, events)

  const rows = new Map<number, Delivery>()
  const collect = () => {
    for (const row of audit.deliveries.latest(1_000_000)) rows.set(row.id, row)
  }
  const completed: number[] = []
  const killedAt: Record<string, number> = {}
  let life = await live()
  let asleepUntil = 0
  let skew = 0
  let nextBatch = 0
  let collected = begin
  let ticks = 0

  const kinds = ['status', 'drop', 'page'] as const
  function breakSomething(): void {
    const kind = random.pick([...kinds, 'flood', 'blocked'] as const)
    if (kind === 'status') server.fault('sendMessage', { kind, code: 500 }, random.whole(1, 3))
    if (kind === 'drop') server.fault('sendMessage', { kind }, random.whole(1, 3))
    if (kind === 'page') server.fault('sendMessage', { kind, status: 502 }, 1)
    if (kind === 'flood') server.fault('sendMessage', { kind: 'status', code: 429, retryAfter: 0.02 }, 1)
    if (kind === 'blocked')
      server.fault(
        'sendMessage',
        { kind: 'status', code: 403, description: 'Forbidden: bot was blocked by the user' },
        1,
      )
  }

  for (const event of events) {
    while (batches[nextBatch] && batches[nextBatch]!.at <= event)
      await addReports(search, batches[nextBatch++]!.reports)
    if (event < asleepUntil) continue
    if (skewTimes.has(event)) skew = skew === 0 ? random.pick([-3, 3, -1]) * hour : 0
    now = event + skew
    if (faultTimes.has(event)) breakSomething()
    const kill = killTimes.has(event)
    const where = random.pick(points)
    if (kill) life.killAt(where, where.endsWith('watch') ? 1 : random.whole(1, Math.max(2, Math.round(chats / 20))))
    ticks += 1
    const outcome = await life.tick()
    if (kill) {
      await life.end()
      const at = life.killedAt()!
      killedAt[at] = (killedAt[at] ?? 0) + 1
      asleepUntil = event + random.pick([0, minute, 2 * hour, 9 * hour, 30 * hour])
      life = await live()
    }
    hear()
    if (outcome === 'done') completed.push(now)
    if (now - collected > 30 * day) {
      collect()
      collected = now
    }
  }
  // What waits for a retry or a lease gets its time.
  for (let after = 1; after <= 60; after++) {
    now = end + after * 5 * minute
    ticks += 1
    if ((await life.tick()) === 'done') completed.push(now)
  }
  hear()
  await life.end()
  collect()

  const lost = new Set(subs.filter(sub => audit.subscriptions.get(sub.id)!.state === 'gone').map(({ id }) => id))
  database.close()
  await gateway.stop()
  await server.stop()
  return {
    ticks,
    kills: killedAt,
    violations: server.violations,
    ...judged({ begin, end, subs, lost, rows: [...rows.values()], messages, completed, base, batches }),
  }
}
