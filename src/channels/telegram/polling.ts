import { setTimeout as sleep } from 'node:timers/promises'
import type { Update } from 'telegraf/types'
import type { Log } from '../channel.ts'
import { type Client, errorText, faultOf } from './client.ts'
import { wantedUpdates } from './update.ts'

/** Waits in ms after the different faults. */
export interface Waits {
  /** The first after a fault of the network or of Telegram; doubled up to `longest`. */
  first: number
  longest: number
  /** Somebody else asks for the updates of this bot. */
  conflict: number
  /** The token is not accepted. It may be a mistake of the operator or of Telegram: only the latter heals, so it is tried now and then. */
  refused: number
}

export const usualWaits: Waits = { first: 1000, longest: 30_000, conflict: 10_000, refused: 60_000 }

/** How long to wait after the nth fault in a row. */
export function waitAfter(error: unknown, failures: number, { first, longest, conflict, refused }: Waits): number {
  const fault = faultOf(error)
  if (fault?.retryAfter) return fault.retryAfter
  if (fault?.code === 409) return conflict
  if (fault?.code === 401 || fault?.code === 404) return Math.min(refused * 2 ** failures, refused * 10)
  return Math.min(first * 2 ** Math.min(failures, 20), longest)
}

const explained = (error: unknown): string => {
  const code = faultOf(error)?.code
  if (code === 401 || code === 404) return '（请检查 TELEGRAM_BOT_TOKEN）'
  return code === 409 ? '（同一个机器人令牌还有别处在用）' : ''
}

/** Does something until it succeeds or `stop`: null then. Every fault is told and waited out. */
export async function persist<T>(
  attempt: () => Promise<T>,
  stop: AbortSignal,
  waits: Waits,
  log: Log,
): Promise<T | null> {
  for (let failures = 0; !stop.aborted; failures++) {
    try {
      return await attempt()
    } catch (error) {
      if (stop.aborted) return null
      const wait = waitAfter(error, failures, waits)
      log(`telegram: ${errorText(error)}${explained(error)}，${Math.ceil(wait / 1000)} 秒后重试`)
      await sleep(wait, undefined, { signal: stop }).catch(() => {})
    }
  }
  return null
}

export interface Polling {
  client: Client
  /** How long Telegram holds a request open while there is nothing, s. */
  seconds: number
  /** Time for a call beyond that, ms: on a half-open connection nothing ever comes. */
  deadline: number
  waits: Waits
  stop: AbortSignal
  log: Log
  /** Keeps an update, and begins to deal with it. Throws where it cannot be kept: Telegram must not be told that it arrived then. */
  take: (update: Update) => void
}

/** Long polling until `stop`. Updates are kept before the next request, by which Telegram takes them as received; the last at the end. */
export async function poll({ client, seconds, deadline, waits, stop, log, take }: Polling): Promise<void> {
  let offset = 0
  let healthy = true
  while (!stop.aborted) {
    await persist(
      async () => {
        const request = { offset, timeout: seconds, allowed_updates: wantedUpdates }
        // A webhook that somebody set for this bot answers polling with 409 until it is taken away.
        if (!healthy) await client.call('deleteWebhook', {}, deadline, stop)
        healthy = false
        const updates = await client.call('getUpdates', request, seconds * 1000 + deadline, stop)
        healthy = true
        for (const update of updates) {
          take(update)
          offset = update.update_id + 1
        }
      },
      stop,
      waits,
      log,
    )
  }
  if (offset > 0) await client.call('getUpdates', { offset, limit: 1, timeout: 0 }, 3000).catch(() => {})
}
