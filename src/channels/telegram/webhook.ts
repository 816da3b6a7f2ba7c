import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Update } from 'telegraf/types'

/** The receiving end of Telegram's webhook: an HTTP server, to stand behind a reverse proxy that speaks TLS. */

/** Longest body that is read, bytes. Updates are of a few KB. */
const longestBody = 64 * 1024

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares in a time that tells nothing of where the two differ, nor of their length. */
export const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

/** The secret that Telegram sends along; derived from the token, so there is none to configure or to leak. */
export const webhookSecret = (token: string): string => digest(`webhook ${token}`).toString('hex')

/** The body as text once it is all there: a chunk may end inside a character. Null where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > longestBody) return null
    chunks.push(chunk)
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
}

function updateIn(body: string): Update | null {
  const value: unknown = JSON.parse(body)
  const isUpdate =
    typeof value === 'object' && value !== null && 'update_id' in value && Number.isSafeInteger(value.update_id)
  return isUpdate ? (value as Update) : null
}

export interface Webhook {
  /** Path of the address that Telegram was told. */
  path: string
  secret: string
  /** Whether updates can be taken; while not, Telegram is asked to offer them again. */
  isReady: () => boolean
  /** Keeps an update, and begins to deal with it. Throws where it cannot be kept: Telegram is asked to offer it again then. */
  take: (update: Update) => void
}

async function receive(request: IncomingMessage, { path, secret, isReady, take }: Webhook): Promise<number> {
  if (new URL(request.url ?? '/', 'http://localhost').pathname !== path) return 404
  if (request.method !== 'POST') return 405
  const sent = request.headers['x-telegram-bot-api-secret-token']
  if (typeof sent !== 'string' || !isSame(sent, secret)) return 403
  if (Number(request.headers['content-length'] ?? 0) > longestBody) return 413
  if (!isReady()) return 503
  const body = await bodyOf(request)
  if (body === null) return 413
  const update = updateIn(body)
  if (!update) return 400
  try {
    take(update)
    return 200
  } catch {
    return 503
  }
}

/** Answers with a status and no body; what cannot be read is 400. A body that is not read to its end closes the connection. */
function answer(response: ServerResponse, status: number): void {
  if (response.headersSent) return
  response.writeHead(status, status === 200 ? {} : { connection: 'close' }).end()
}

/** The server, not yet listening. */
export function webhookServer(webhook: Webhook): Server {
  const server = createServer((request, response) => {
    receive(request, webhook).then(
      status => answer(response, status),
      () => answer(response, 400),
    )
  })
  server.requestTimeout = 20_000
  server.headersTimeout = 10_000
  return server
}
