import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { Agent } from 'node:https'
import { setImmediate } from 'node:timers/promises'
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

/** No answer in Telegram's own words: no network, a deadline, a page of a relay. */
export class NoAnswer extends Error {
  /**
   * Whether Telegram may have sent a message all the same. The Bot API knows no receipts and takes no key that would make a second try
   * harmless, so what may have been sent must not be sent again.
   */
  readonly mayHaveSent: boolean
  constructor(cause: unknown, mayHaveSent: boolean) {
    super('no answer', { cause })
    this.name = 'NoAnswer'
    this.mayHaveSent = mayHaveSent
  }
}

/** What became of the HTTP request behind a call. */
interface Trace {
  request: ClientRequest | null
  response: IncomingMessage | null
}

const traces = new AsyncLocalStorage<Trace>()

// Telegraf shows nothing of its requests; Node tells of each as it is made.
subscribe('http.client.request.created', message => {
  const trace = traces.getStore()
  if (!trace) return
  const { request } = message as { request: ClientRequest }
  trace.request = request
  request.once('response', response => {
    trace.response = response
  })
})

const isJson = (response: IncomingMessage | null): boolean =>
  /^application\/json/i.test(response?.headers['content-type'] ?? '')

/** A relay refuses with these before it passes anything on; with 502 and 504 it does so after. */
const isRefusedOnTheWay = ({ statusCode = 0 }: IncomingMessage): boolean =>
  statusCode === 503 || (statusCode >= 400 && statusCode < 500)

/**
 * Whether a request without an answer may have reached Telegram: unless some of it was still to be handed to the network (no connection,
 * no TLS, no way through the proxy, a reset in the middle), or something before Telegram turned it away.
 */
function mayHaveArrived({ request, response }: Trace): boolean {
  if (!request?.writableFinished) return false
  return response === null || !isRefusedOnTheWay(response)
}

/**
 * A whole turn of the event loop, from one check to the next: what has come in is read, and connections that it ended are closed, so that
 * none of those is written to.
 */
async function wholeTurn(): Promise<void> {
  await setImmediate()
  await setImmediate()
}

/** Connections are used again for so long after a call, ms: one left longer may be dead without a sign, and would swallow the next. */
const idle = 1000

export function openClient({ token, apiRoot, proxy }: ClientConfig): Client {
  const keptOpen = { keepAlive: true, timeout: idle }
  const telegram = new Telegram(token, {
    // Telegraf drops the last step of a path that does not end in a slash.
    apiRoot: apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`,
    webhookReply: false,
    agent: proxy ? new HttpsProxyAgent(proxy, keptOpen) : new Agent(keptOpen),
  })
  return {
    call: (method, payload, deadline, stop) => {
      const signal = AbortSignal.any([AbortSignal.timeout(deadline), ...(stop ? [stop] : [])])
      const trace: Trace = { request: null, response: null }
      return traces.run(trace, async () => {
        try {
          await wholeTurn()
          // Telegraf names the shim of AbortSignal; Node's own is what node-fetch takes.
          return await telegram.callApi(method, payload, { signal: signal as never })
        } catch (error) {
          const isAnswer = error instanceof TelegramError && isJson(trace.response)
          if (isAnswer || !isFromNetwork(error)) throw error
          throw new NoAnswer(error, method.startsWith('send') && mayHaveArrived(trace))
        }
      })
    },
  }
}

/** What telegraf throws where no answer of Telegram came. Anything else is a fault of ours. */
const isFromNetwork = (error: unknown): boolean =>
  error instanceof TelegramError || ['FetchError', 'AbortError'].includes((error as Error).name)

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
  if (error instanceof NoAnswer) return errorText(error.cause)
  const { name, code } = error as { name?: string; code?: string }
  return [name ?? 'Error', code].filter(Boolean).join(' ')
}

const noSuchChat = /chat not found|user is deactivated|PEER_ID_INVALID|bot was kicked|group chat was deactivated/i

/** What a failed send means for the queue. */
export function judge(error: unknown): Verdict {
  if (error instanceof NoAnswer) return { kind: error.mayHaveSent ? 'uncertain' : 'offline' }
  const fault = faultOf(error)
  if (!fault) return { kind: 'refused' }
  if (fault.code === 429) return { kind: 'flood', after: fault.retryAfter ?? 5000 }
  if (fault.code === 403 || (fault.code === 400 && noSuchChat.test(fault.description))) return { kind: 'gone' }
  if (fault.code >= 500 || fault.code === 401 || fault.code === 404 || fault.code === 409) return { kind: 'again' }
  return { kind: 'refused' }
}
