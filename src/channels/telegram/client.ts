import { HttpsProxyAgent } from 'https-proxy-agent'
import { Telegram, TelegramError } from 'telegraf'
import type { Telegram as Methods, Opts } from 'telegraf/types'
import type { Verdict } from '../outbox.ts'

/**
 * Telegraf's client and nothing else of it: its polling ends for good on 409, 401 and any fault while starting, and waits 500 s on a
 * half-open connection (4.16.3).
 */
export interface Client {
  /** One call of the Bot API with a deadline in ms; `stop` ends it at once. */
  call: <M extends keyof Methods>(
    method: M,
    payload: Opts<M>,
    deadline: number,
    stop?: AbortSignal,
  ) => Promise<ReturnType<Methods[M]>>
}

export interface ClientConfig {
  token: string
  /** Root of the Bot API, a relay's where api.telegram.org cannot be reached. */
  apiRoot: string
  /** HTTP proxy for the way to the Bot API; null for none. */
  proxy: string | null
}

export function openClient({ token, apiRoot, proxy }: ClientConfig): Client {
  const telegram = new Telegram(token, {
    // Telegraf drops the last step of a path that does not end in a slash.
    apiRoot: apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`,
    webhookReply: false,
    ...(proxy ? { agent: new HttpsProxyAgent(proxy, { keepAlive: true }) } : {}),
  })
  return {
    call: (method, payload, deadline, stop) => {
      const signal = AbortSignal.any([AbortSignal.timeout(deadline), ...(stop ? [stop] : [])])
      // Telegraf names the shim of AbortSignal; Node's own is what node-fetch takes.
      return telegram.callApi(method, payload, { signal: signal as never })
    },
  }
}

/** What Telegram said went wrong; null where it said nothing that can be understood: no network, a deadline, a page of a captive portal. */
export function faultOf(error: unknown): {
  code: number
  description: string
  retryAfter: number | null
  movedTo: number | null
} | null {
  if (!(error instanceof TelegramError)) return null
  const { retry_after: seconds, migrate_to_chat_id: movedTo } = error.parameters ?? {}
  return {
    code: error.code,
    description: error.description,
    retryAfter: seconds === undefined ? null : seconds * 1000,
    movedTo: movedTo ?? null,
  }
}

/** One line about an error. Telegraf's errors carry the payload, message text included: only code and description may be told. */
export function errorText(error: unknown): string {
  const fault = faultOf(error)
  if (fault) return `${fault.code} ${fault.description}`
  const { name, code } = error as { name?: string; code?: string }
  return [name ?? 'Error', code].filter(Boolean).join(' ')
}

const noSuchChat = /chat not found|user is deactivated|PEER_ID_INVALID|bot was kicked|group chat was deactivated/i

/** What node-fetch throws where no answer of Telegram came, a page instead of JSON included. Anything else is a fault of ours. */
const unreachable = new Set(['FetchError', 'AbortError'])

/** What a failed send means for the queue. */
export function judge(error: unknown): Verdict {
  const fault = faultOf(error)
  if (!fault) return { kind: unreachable.has((error as Error).name) ? 'offline' : 'refused' }
  if (fault.code === 429) return { kind: 'flood', after: fault.retryAfter ?? 5000 }
  if (fault.code === 403 || (fault.code === 400 && noSuchChat.test(fault.description))) return { kind: 'gone' }
  if (fault.code >= 500 || fault.code === 401 || fault.code === 404 || fault.code === 409) return { kind: 'again' }
  return { kind: 'refused' }
}
