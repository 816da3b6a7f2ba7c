import http from 'node:http'
import https from 'node:https'
import { pipeline, type Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import zlib from 'node:zlib'
import { ReadingError } from './document.ts'
import { limits } from './limits.ts'
import { type Lookup, publicAddress, type ResolvedAddress } from './network.ts'

/** Fetches a source by its address, as a polite and careful guest. */

export interface FetchOptions {
  /** What an earlier fetch of the same address gave: an unchanged source then costs nothing. */
  etag?: string
  lastModified?: string
  /** Milliseconds for the whole fetch, redirects included. */
  timeLimit?: number
  /** Bytes of the body after its transfer coding. */
  maxBytes?: number
  maxRedirects?: number
  /** Milliseconds between two requests to one host. */
  delay?: number
  /** How site owners reach the operator; stands in the User-Agent. Default: the environment's `CONTACT`. */
  contact?: string
  /** Loopback and private networks too. Default: whether the environment says `ALLOW_PRIVATE_ADDRESSES=1`. */
  allowPrivate?: boolean
  lookup?: Lookup
  pause?: (milliseconds: number) => Promise<unknown>
}

export interface FetchedSource {
  kind: 'fetched'
  bytes: Uint8Array
  contentType: string | undefined
  /** The address after redirects. */
  finalUrl: string
  etag?: string
  lastModified?: string
}

/** @throws ReadingError, one clear Chinese line, for whatever keeps the source from being fetched. */
export async function fetchSource(
  address: string,
  options: FetchOptions = {},
): Promise<{ kind: 'unchanged' } | FetchedSource> {
  const signal = AbortSignal.timeout(options.timeLimit ?? 30_000)
  const maxRedirects = options.maxRedirects ?? 5
  let url = checkedUrl(address)
  try {
    for (let redirects = 0; ; redirects++) {
      const response = await request(url, options, signal)
      const location = response.headers.location
      if (isRedirect(response.statusCode) && location !== undefined) {
        response.destroy()
        if (redirects === maxRedirects) throw new ReadingError(`网址跳转超过 ${maxRedirects} 次：${address}`)
        url = checkedUrl(location, url)
        continue
      }
      if (response.statusCode === 304) {
        response.destroy()
        return { kind: 'unchanged' }
      }
      if (response.statusCode !== 200) {
        response.destroy()
        throw new ReadingError(`网站返回 ${response.statusCode}，无法读取：${url.href}`)
      }
      return await received(response, url, options, signal)
    }
  } catch (error) {
    throw error instanceof ReadingError
      ? error
      : new ReadingError(`${reasonFor(error, signal)}：${address}`, { cause: error })
  }
}

function checkedUrl(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) throw new ReadingError(`网址不正确：${address}`)
  const url = new URL(address, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new ReadingError(`只读取 http 和 https 网址：${address}`)
  if (url.username !== '' || url.password !== '') throw new ReadingError('网址中不能带用户名和密码')
  return url
}

const isRedirect = (status: number | undefined): boolean => [301, 302, 303, 307, 308].includes(status ?? 0)

async function request(url: URL, options: FetchOptions, signal: AbortSignal): Promise<http.IncomingMessage> {
  const allowPrivate = options.allowPrivate ?? process.env.ALLOW_PRIVATE_ADDRESSES === '1'
  const resolved = await publicAddress(url.hostname, {
    allowPrivate,
    ...(options.lookup && { lookup: options.lookup }),
  })
  await politePause(url.host, options)
  signal.throwIfAborted()
  const headers: http.OutgoingHttpHeaders = {
    'user-agent': `nianbao/0.1 (+${options.contact ?? process.env.CONTACT ?? 'no contact given'})`,
    accept: 'text/html,application/xhtml+xml,application/pdf,application/msword,*/*;q=0.5',
    'accept-language': 'zh-CN,zh;q=0.9',
    'accept-encoding': 'gzip, deflate, br',
  }
  if (options.etag !== undefined) headers['if-none-match'] = options.etag
  if (options.lastModified !== undefined) headers['if-modified-since'] = options.lastModified
  const client = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    client
      .get(url, { headers, signal, agent: false, lookup: pinned(resolved) })
      .on('response', resolve)
      .on('error', reject)
  })
}

/** Connects to the address that was checked, whatever the name would resolve to by now. */
function pinned({ address, family }: ResolvedAddress): NonNullable<http.RequestOptions['lookup']> {
  return (_hostname, options, callback) => {
    if (options.all === true) callback(null, [{ address, family }])
    else callback(null, address, family)
  }
}

/** When each host may be asked again, in milliseconds of the process's own clock. */
const nextRequest = new Map<string, number>()

async function politePause(host: string, options: FetchOptions): Promise<void> {
  const now = performance.now()
  const at = Math.max(now, nextRequest.get(host) ?? 0)
  for (const [other, time] of nextRequest) if (time < now) nextRequest.delete(other)
  nextRequest.set(host, at + (options.delay ?? 1000))
  if (at > now) await (options.pause ?? wait)(at - now)
}

async function received(
  response: http.IncomingMessage,
  url: URL,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<FetchedSource> {
  const maxBytes = options.maxBytes ?? limits.fileBytes
  const tooLarge = () =>
    new ReadingError(`内容超过 ${Math.round((maxBytes / 1024 / 1024) * 10) / 10} MB，无法读取：${url.href}`)
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
    response.destroy()
    throw tooLarge()
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of decoded(response)) {
    signal.throwIfAborted()
    size += chunk.length
    if (size > maxBytes) {
      response.destroy()
      throw tooLarge()
    }
    chunks.push(chunk)
  }
  const { etag, 'last-modified': lastModified, 'content-type': contentType } = response.headers
  return {
    kind: 'fetched',
    bytes: new Uint8Array(Buffer.concat(chunks)),
    contentType,
    finalUrl: url.href,
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  }
}

/** The body without its coding; a broken body shows as an error of the stream. */
function decoded(response: http.IncomingMessage): Readable {
  const coding = response.headers['content-encoding']?.trim().toLowerCase() ?? ''
  const decoder =
    coding === 'br'
      ? zlib.createBrotliDecompress()
      : ['gzip', 'x-gzip', 'deflate'].includes(coding)
        ? zlib.createUnzip()
        : undefined
  if (decoder === undefined) return response
  return pipeline(response, decoder, () => undefined)
}

function reasonFor(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return '读取网址超时'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ECONNREFUSED') return '网站拒绝连接'
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_/.test(code)) return '网站证书无效，不予读取'
  if (/^(Z_|ERR__?ERROR|ERR_BROTLI|ERR_PADDING)/.test(code)) return '网站传来的压缩内容已损坏'
  return '无法读取网址'
}
