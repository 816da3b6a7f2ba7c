import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { TelegramError } from 'telegraf'
import { describe, expect, onTestFinished, test } from 'vitest'
import { errorText, judge, NoAnswer, openClient } from '../../../src/channels/telegram/client.ts'
import { usualWaits, waitAfter } from '../../../src/channels/telegram/polling.ts'

const refusal = (code: number, description: string, parameters = {}) =>
  new TelegramError({ error_code: code, description, parameters }, { method: 'sendMessage', payload: { text: '秘密' } })

const named = (name: string) => Object.assign(new Error('秘密'), { name })

const cases: [Error, ReturnType<typeof judge>, number, string][] = [
  [
    refusal(429, 'Too Many Requests', { retry_after: 7 }),
    { kind: 'flood', after: 7000 },
    7000,
    '429 Too Many Requests',
  ],
  [
    refusal(403, 'Forbidden: bot was blocked by the user'),
    { kind: 'gone' },
    1000,
    '403 Forbidden: bot was blocked by the user',
  ],
  [refusal(400, 'Bad Request: chat not found'), { kind: 'gone' }, 1000, '400 Bad Request: chat not found'],
  [refusal(400, 'Bad Request: message is too long'), { kind: 'refused' }, 1000, '400 Bad Request: message is too long'],
  [refusal(500, 'Internal Server Error'), { kind: 'again' }, 1000, '500 Internal Server Error'],
  [refusal(401, 'Unauthorized'), { kind: 'again' }, 60_000, '401 Unauthorized'],
  [refusal(409, 'Conflict'), { kind: 'again' }, 10_000, '409 Conflict'],
  [new NoAnswer(named('FetchError'), false), { kind: 'offline' }, 1000, 'FetchError'],
  [new NoAnswer(named('AbortError'), true), { kind: 'uncertain' }, 1000, 'AbortError'],
  [named('TypeError'), { kind: 'refused' }, 1000, 'TypeError'],
]

test.each(cases)('%s', (error, verdict, wait, text) => {
  expect(judge(error)).toEqual(verdict)
  expect(waitAfter(error, 0, usualWaits)).toBe(wait)
  expect(errorText(error)).toBe(text)
})

test('waits grow, but not beyond their bounds', () => {
  const after = (failures: number) => waitAfter(new NoAnswer(named('FetchError'), false), failures, usualWaits)
  expect([0, 1, 2, 3, 4, 5, 6, 500].map(after)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  const refused = (failures: number) => waitAfter(refusal(401, ''), failures, usualWaits)
  expect([0, 1, 500].map(refused)).toEqual([60_000, 120_000, 600_000])
})

/** What is done with a connection; `heard` resolves when the whole request is there. */
type Peer = (socket: Socket, heard: Promise<void>) => void

const answering =
  (head: string): Peer =>
  async (socket, heard) => {
    await heard
    socket.end(`HTTP/1.1 ${head}\r\ncontent-length: 6\r\n\r\n<html>`)
  }

async function listening(peer: Peer, readsTo: number): Promise<Server> {
  const server = createServer(socket => {
    let length = 0
    const heard = new Promise<void>(resolve => {
      if (readsTo === 0) return
      socket.on('data', data => {
        length += data.length
        if (length >= readsTo) resolve()
      })
    })
    socket.on('error', () => {})
    onTestFinished(() => void socket.destroy())
    peer(socket, heard)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return server
}

const portOf = (server: Server): number => (server.address() as { port: number }).port

/** Longer than what the buffers of two sockets take. */
const long = new Uint8Array(64_000_000)

describe('whether a message without an answer may have been sent', () => {
  const cases: [string, { peer: Peer; reads?: number; scheme?: string; data?: Uint8Array }, boolean][] = [
    ['the connection is closed when all was read', { peer: async (s, heard) => heard.then(() => s.destroy()) }, true],
    [
      'the connection is reset when all was read',
      { peer: async (s, heard) => heard.then(() => s.resetAndDestroy()) },
      true,
    ],
    ['nothing comes back', { peer: () => {} }, true],
    ['a relay says 502', { peer: answering('502 Bad Gateway') }, true],
    ['a relay says 504', { peer: answering('504 Gateway Timeout') }, true],
    ['a page comes back', { peer: answering('200 OK') }, true],
    ['a relay says 503', { peer: answering('503 Unavailable') }, false],
    ['a relay says 403', { peer: answering('403 Forbidden') }, false],
    [
      'reset in the middle of a long message',
      { peer: socket => socket.resetAndDestroy(), reads: 0, data: long },
      false,
    ],
    ['stuck in the middle of a long message', { peer: () => {}, reads: 0, data: long }, false],
    ['TLS is never agreed on', { peer: () => {}, scheme: 'https' }, false],
  ]
  test.each(cases)('%s', async (_, { peer, reads = 80, scheme = 'http', data }, mayHave) => {
    const server = await listening(peer, reads)
    const apiRoot = `${scheme}://127.0.0.1:${portOf(server)}`
    const client = openClient({ token: '1:a', apiRoot, proxy: null })
    const sent = data
      ? client.call('sendDocument', { chat_id: 1, document: { source: Buffer.from(data), filename: 'a' } }, 500)
      : client.call('sendMessage', { chat_id: 1, text: '答' }, 500)
    await expect(sent).rejects.toMatchObject({ name: 'NoAnswer', mayHaveSent: mayHave })
    if (!data) {
      const asked = client.call('getMe', {}, 500)
      await expect(asked).rejects.toMatchObject({ name: 'NoAnswer', mayHaveSent: false })
    }
  })

  test('nobody listens', async () => {
    const server = await listening(() => {}, 0)
    const apiRoot = `http://127.0.0.1:${portOf(server)}`
    server.close()
    await once(server, 'close')
    const sent = openClient({ token: '1:a', apiRoot, proxy: null }).call('sendMessage', { chat_id: 1, text: '答' }, 500)
    await expect(sent).rejects.toMatchObject({ name: 'NoAnswer', mayHaveSent: false })
  })

  test.each([
    ['refuses', (socket: Socket) => socket.end('HTTP/1.1 503 Unavailable\r\n\r\n')],
    ['never answers', () => {}],
    ['hangs up', (socket: Socket) => socket.destroy()],
  ] as const)('the proxy %s', async (_, peer) => {
    const server = await listening(async (socket, heard) => heard.then(() => peer(socket)), 20)
    const proxy = `http://127.0.0.1:${portOf(server)}`
    const client = openClient({ token: '1:a', apiRoot: 'https://telegram.invalid', proxy })
    const sent = client.call('sendMessage', { chat_id: 1, text: '答' }, 500)
    await expect(sent).rejects.toMatchObject({ name: 'NoAnswer', mayHaveSent: false })
  })
})
