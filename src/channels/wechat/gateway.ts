import { setTimeout as sleep } from 'node:timers/promises'
import { log as wechatyLog } from 'wechaty-puppet'
import { PuppetService } from 'wechaty-puppet-service'
import type { Log } from '../channel.ts'

/**
 * The connection to a puppet gateway. What wechaty-puppet-service 1.19.9 does about a lost one is not enough: it tries once, a minute
 * later, and stays dead if that fails; each try leaks listeners, and a half-dead client takes the gateway's only event stream from its
 * successor. So every connection here is a fresh client, watched from outside and thrown away whole.
 */

export interface GatewayConfig {
  token: string
  /** Host and port. Required: without it the library asks a foreign service where the gateway is. */
  endpoint: string
  tls: {
    /** Some vendors' gateways speak no TLS; the token then travels in clear. */
    disable: boolean
    /** Certificate of the authority that signed the gateway's, PEM; null for the one that wechaty ships. */
    caCert: string | null
    /** Name on the gateway's certificate where it is not the token's prefix. */
    serverName: string | null
  }
}

export interface GatewayTimes {
  /** First wait before connecting again, ms; doubled up to `longestWait`. */
  firstWait: number
  longestWait: number
  /** A connection on which nothing came for so long is dead, ms. It is asked for a sign of life three times in that span. */
  patience: number
  /** For any one call, ms: the library sets none. */
  deadline: number
}

export type Puppet = PuppetService

/** Without the payload cache in LevelDB: the second client that opens it, in whatever process, ends its process. */
class Client extends PuppetService {
  protected override hookPayloadStore(): void {}
}

/** No answer in time. The code is gRPC's DEADLINE_EXCEEDED. */
class Late extends Error {
  readonly code = 4
}

export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(`no answer in ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** One line about an error: its gRPC code, or its name. Details may hold the token or what somebody wrote. */
export function errorText(error: unknown): string {
  const { code, name } = error as { code?: number | string; name?: string }
  return code === undefined ? (name ?? 'Error') : `gRPC ${code}`
}

/** Ends a connection without a word to the gateway: `stop` and `logout` would stop its puppet or log the account out. */
function abandon(client: Client): void {
  client.removeAllListeners()
  client.on('error', () => {})
  try {
    const manager = client.grpcManager
    manager.removeAllListeners()
    manager.on('error', () => {})
    manager.eventStream?.on('error', () => {}).cancel()
    manager.client.close()
  } catch {
    // It never got as far as a connection.
  }
}

const events = ['heartbeat', 'dong', 'login', 'logout', 'ready', 'scan', 'message', 'room-join', 'friendship'] as const
/** Fails for good what the stream reports of itself: the link, the token, or that somebody else listens. */
const broken = /UNAVAILABLE|UNAUTHENTICATED|ALREADY_EXISTS|CANCELLED|ECONNRESET/

export interface Keeping {
  config: GatewayConfig
  times: GatewayTimes
  stop: AbortSignal
  log: Log
  /** The account is logged in and messages can be sent. */
  onUp: (puppet: Puppet) => void
  onDown: () => void
  onMessage: (puppet: Puppet, messageId: string) => void
}

/** Connects, again and again, until `stop`. Never rejects. */
export async function keepConnected(keeping: Keeping): Promise<void> {
  // The library logs the texts of messages at its chattier levels.
  wechatyLog.level('silent')
  const { times, stop, log, onDown } = keeping
  let failures = 0
  while (!stop.aborted) {
    const lived = await connection(keeping).catch((error: unknown) => {
      log(`wechat: 连接网关失败（${errorText(error)}）`)
      return false
    })
    onDown()
    failures = lived ? 0 : failures + 1
    const wait = Math.min(times.longestWait, times.firstWait * 2 ** Math.min(failures, 20))
    if (stop.aborted) return
    log(`wechat: 与网关的连接已断开，${Math.ceil(wait / 1000)} 秒后重连`)
    await sleep(wait, undefined, { signal: stop }).catch(() => {})
  }
}

function clientFor({ token, endpoint, tls }: GatewayConfig): Client {
  const { disable, caCert } = tls
  // The library asks for a name even where there is no TLS; tokens of such vendors have none.
  const serverName = tls.serverName ?? (disable ? 'none' : null)
  return new Client({
    token,
    endpoint,
    // The client's own way of recovery is put off beyond any uptime, in s.
    timeoutSeconds: 2_000_000,
    tls: { disable, ...(caCert ? { caCert } : {}), ...(serverName ? { serverName } : {}) },
  })
}

/** One connection from beginning to end; true when the account was logged in on it. */
async function connection({ config, times, stop, log, onUp, onMessage }: Keeping): Promise<boolean> {
  const client = clientFor(config)
  const down = new AbortController()
  const over = AbortSignal.any([down.signal, stop])
  let beat = performance.now()
  let lived = false
  for (const event of events) {
    client.on(event, () => {
      beat = performance.now()
    })
  }
  // Without a listener an error would end the process.
  client.on('error', (error: unknown) => {
    if (broken.test(JSON.stringify(error))) down.abort()
  })
  client.on('scan', () => log('wechat: 网关要求重新扫码登录'))
  client.on('logout', () => {
    log('wechat: 账号已退出登录')
    down.abort()
  })
  client.on('login', () => {
    lived = true
    log('wechat: 已登录')
    onUp(client)
  })
  client.on('message', ({ messageId }) => onMessage(client, messageId))
  try {
    await within(times.deadline, client.start())
    while (!over.aborted) {
      await sleep(times.patience / 4, undefined, { signal: over }).catch(() => {})
      if (performance.now() - beat >= times.patience) {
        log('wechat: 网关没有心跳（断线，或另有程序连着同一个网关）')
        break
      }
      if (!over.aborted) client.ding('nianbao')
    }
    return lived
  } finally {
    abandon(client)
  }
}
