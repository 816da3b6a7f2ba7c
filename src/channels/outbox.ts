import { Undelivered } from './channel.ts'

/**
 * One paced queue for one account. A window of “n a second” bursts at its edge, so sends keep a minimal gap instead; the gap of a chat
 * counts from the end of its last send, so that what the platform counts on arrival keeps it too.
 */

/** Times in ms. */
export interface Pace {
  /** Between two sends of the account. */
  gap: number
  /** Between two sends to one chat. */
  chatGap: number
  /** Up to this much is added to both, by chance. */
  jitter: number
  /** Sends under way at once. */
  concurrency: number
  /** Sends to one group within a minute; null where there is no such limit. */
  perMinute: { most: number; minute: number; isGroup: (chat: string) => boolean } | null
  /** First wait after a failure; doubled each time up to `longestWait`. */
  firstWait: number
  longestWait: number
}

/**
 * What a failed send means. `flood`: the account has to wait `after` ms · `offline`: nothing got through, everything waits and this is
 * tried again for as long as it takes · `uncertain`: it was handed over and no word came back. Platforms know no receipts, so it is never
 * sent again, and everything waits as if offline · `again`: this message is tried for an hour, others go on · `gone` and `refused`: it
 * never will.
 */
export type Verdict =
  | { kind: 'flood'; after: number }
  | { kind: 'offline' }
  | { kind: 'uncertain' }
  | { kind: 'again' }
  | { kind: 'gone' }
  | { kind: 'refused' }

export interface Outbox<P> {
  /** Resolves when the platform took the message; rejects with `Undelivered`. Order within a chat is kept, replies before bulk. */
  push: (chat: string, payload: P, order: 'reply' | 'bulk') => Promise<void>
  /** Nothing is sent until `resume`: the link is down. */
  pause: () => void
  resume: () => void
  /** Messages that wait or are under way. */
  size: () => number
  /** Takes no more, sends what waits for at most `ms`, then rejects the rest. */
  close: (ms: number) => Promise<void>
}

interface Job<P> {
  chat: string
  payload: P
  since: number
  attempts: number
  resolve: () => void
  reject: (error: Undelivered) => void
}

interface Lane<P> {
  reply: Job<P>[]
  bulk: Job<P>[]
  busy: boolean
  /** Not before this. */
  next: number
  /** When the sends of the last minute ended; of groups only. */
  ended: number[]
}

interface Turn<P> {
  lane: Lane<P>
  order: 'reply' | 'bulk'
  at: number
  wait: number
}

const before = (a: Turn<unknown>, b: Turn<unknown>): boolean => {
  if (a.wait !== b.wait) return a.wait < b.wait
  return a.order === b.order ? a.at < b.at : a.order === 'reply'
}

/** How long a message that the platform stumbles over is tried again. */
const patience = 60 * 60 * 1000

export function openOutbox<P>(
  pace: Pace,
  send: (chat: string, payload: P) => Promise<unknown>,
  judge: (error: unknown) => Verdict,
  /** Asks for a sign of life, by something that does no harm when done twice, before a link is used again that lost a message. */
  probe: () => Promise<unknown> = async () => {},
): Outbox<P> {
  const lanes = new Map<string, Lane<P>>()
  let under = 0
  let next = 0
  let failures = 0
  let doubted = false
  let probing = false
  let paused = false
  let closed = false
  let ended = false
  let timer: NodeJS.Timeout | undefined
  let emptied: (() => void) | null = null

  const now = (): number => performance.now()
  const waiting = (): number => [...lanes.values()].reduce((sum, lane) => sum + lane.reply.length + lane.bulk.length, 0)
  const size = (): number => waiting() + under

  function laneOf(chat: string): Lane<P> {
    const known = lanes.get(chat)
    const lane = known ?? { reply: [], bulk: [], busy: false, next: 0, ended: [] }
    if (!known) lanes.set(chat, lane)
    return lane
  }

  /** When a chat may be written to: its gap, and for a group the end of the send that was `most` sends ago. */
  function readyAt(chat: string, lane: Lane<P>): number {
    const { perMinute } = pace
    if (!perMinute?.isGroup(chat)) return lane.next
    lane.ended = lane.ended.slice(-perMinute.most)
    return lane.ended.length < perMinute.most ? lane.next : Math.max(lane.next, lane.ended[0]! + perMinute.minute)
  }

  /** The chat whose turn it is: ready ones before those that must wait, replies before bulk, then who has been ready longest. */
  function soonest(): Turn<P> | null {
    const time = now()
    let best: Turn<P> | null = null
    for (const [chat, lane] of lanes) {
      const order = lane.reply.length > 0 ? 'reply' : 'bulk'
      if (lane.busy || lane[order].length === 0) continue
      const at = readyAt(chat, lane)
      const turn = { lane, order, at, wait: Math.max(at - time, 0) } as const
      if (!best || before(turn, best)) best = turn
    }
    return best
  }

  function pump(): void {
    clearTimeout(timer)
    if (size() === 0) emptied?.()
    if (doubted && !paused && waiting() > 0) {
      look()
      return
    }
    while (!paused && under < pace.concurrency) {
      const found = soonest()
      if (!found) return
      const wait = Math.max(found.at, next) - now()
      if (wait > 0) {
        timer = setTimeout(pump, Math.ceil(wait))
        return
      }
      const job = found.lane[found.order].shift()!
      next = now() + pace.gap + Math.random() * pace.jitter
      void run(job, found.lane, found.order)
    }
  }

  /** Once the wait is over, finds out whether anything gets through. */
  function look(): void {
    if (probing) return
    const wait = next - now()
    if (wait > 0) {
      timer = setTimeout(pump, Math.ceil(wait))
      return
    }
    probing = true
    const trust = () => {
      doubted = false
    }
    void probe()
      .then(trust, hold)
      .finally(() => {
        probing = false
        pump()
      })
  }

  /** Everything waits, longer each time. */
  function hold(): void {
    doubted = true
    next = Math.max(next, now() + backoff(failures))
    failures += 1
  }

  const backoff = (times: number): number => Math.min(pace.longestWait, pace.firstWait * 2 ** Math.min(times, 20))

  async function run(job: Job<P>, lane: Lane<P>, order: 'reply' | 'bulk'): Promise<void> {
    under += 1
    lane.busy = true
    try {
      await send(job.chat, job.payload)
      failures = 0
      job.resolve()
    } catch (error) {
      failed(job, lane, order, error)
    }
    under -= 1
    lane.busy = false
    lane.next = Math.max(lane.next, now() + pace.chatGap + Math.random() * pace.jitter)
    if (pace.perMinute?.isGroup(job.chat)) lane.ended.push(now())
    forgetIdle()
    pump()
  }

  function failed(job: Job<P>, lane: Lane<P>, order: 'reply' | 'bulk', error: unknown): void {
    const verdict = judge(error)
    const give = (reason: Undelivered['reason']) =>
      job.reject(new Undelivered(reason, `消息没有送达：${reason}`, { cause: error }))
    const retry = () => (ended ? give('stopped') : void lane[order].unshift(job))
    if (verdict.kind === 'flood') {
      next = Math.max(next, now() + verdict.after)
      retry()
    } else if (verdict.kind === 'offline') {
      hold()
      retry()
    } else if (verdict.kind === 'uncertain') {
      hold()
      give('uncertain')
    } else if (verdict.kind === 'again' && now() - job.since < patience) {
      lane.next = now() + backoff(job.attempts)
      job.attempts += 1
      retry()
    } else {
      give(verdict.kind === 'gone' ? 'gone' : 'refused')
    }
  }

  /** Chats that nothing is known of any more; in a year there are many. */
  function forgetIdle(): void {
    if (lanes.size < 1000) return
    const old = now() - Math.max(pace.chatGap + pace.jitter, pace.perMinute?.minute ?? 0)
    for (const [chat, lane] of lanes) {
      if (!lane.busy && lane.reply.length + lane.bulk.length === 0 && lane.next < old) lanes.delete(chat)
    }
  }

  return {
    push: (chat, payload, order) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Undelivered('stopped', '消息没有送达：程序正在停止'))
        laneOf(chat)[order].push({ chat, payload, since: now(), attempts: 0, resolve, reject })
        pump()
      }),
    pause: () => {
      paused = true
    },
    resume: () => {
      paused = false
      doubted = false
      failures = 0
      pump()
    },
    size,
    close: async ms => {
      closed = true
      if (size() > 0) {
        const done = new Promise<void>(resolve => {
          emptied = resolve
        })
        let limit: NodeJS.Timeout | undefined
        const late = new Promise<void>(resolve => {
          limit = setTimeout(resolve, ms)
        })
        await Promise.race([done, late])
        clearTimeout(limit)
      }
      ended = true
      paused = true
      clearTimeout(timer)
      for (const lane of lanes.values()) {
        for (const job of [...lane.reply.splice(0), ...lane.bulk.splice(0)]) {
          job.reject(new Undelivered('stopped', '消息没有送达：程序停止前没有发出'))
        }
      }
    },
  }
}
