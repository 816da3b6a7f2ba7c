import type { RequestListener } from 'node:http'
import { Meilisearch } from 'meilisearch'
import { expect, test } from 'vitest'
import { asSearchError, codeOf, isPassing, type SearchError } from '../../src/search/errors.ts'
import { loopback } from '../../src/search/loopback.ts'
import { serve } from '../support/http.ts'

/** A client that talks as the embedded server is talked to, and waits half a second. */
const clientOf = (host: string) => new Meilisearch({ host, apiKey: 'k', httpClient: loopback(host, 500).send })

const json = (status: number, body: unknown): RequestListener => {
  return (_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

test.each<[string, RequestListener, Partial<SearchError> & { code?: string; again: boolean }]>([
  ['no answer in time', () => {}, { kind: 'unavailable', message: '搜索没有及时回应，请稍后再试。', again: false }],
  [
    'an answer that breaks off',
    (_, response) => response.writeHead(200, { 'content-length': 100 }).write('{'),
    { kind: 'unavailable', message: '搜索没有及时回应，请稍后再试。', again: false },
  ],
  [
    'a broken connection',
    request => request.socket.destroy(),
    { kind: 'unavailable', message: '连不上搜索，请稍后再试，或检查它是否在运行。', again: true },
  ],
  ['a page', (_, response) => response.writeHead(200).end('<html>'), { kind: 'unavailable', again: true }],
  ['a busy server', json(503, {}), { kind: 'unavailable', again: true }],
  ['a wrong key', json(403, { code: 'invalid_api_key' }), { kind: 'denied', code: 'invalid_api_key', again: false }],
  [
    'what Meilisearch says',
    json(404, { code: 'index_not_found' }),
    { kind: 'failed', code: 'index_not_found', again: false },
  ],
])('%s', async (_, answer, { again, code, ...expected }) => {
  const client = clientOf(await serve(answer))
  const error = await client.getVersion().catch(reason => reason)
  expect(asSearchError(error, '搜索')).toMatchObject(expected)
  expect(codeOf(error)).toBe(code)
  expect(isPassing(error)).toBe(again)
})

test('method, address, headers and body arrive; an empty answer is none', async () => {
  const seen: unknown[] = []
  const host = await serve(async (request, response) => {
    const body = (await request.toArray()).join('')
    const { authorization, 'content-type': type } = request.headers
    seen.push([request.method, request.url, authorization, type, body])
    response.writeHead(request.method === 'DELETE' ? 204 : 200).end(request.method === 'DELETE' ? '' : '{"a":1}')
  })
  const { httpRequest } = clientOf(host)
  expect(await httpRequest.post({ path: 'x', body: { b: '年' } })).toEqual({ a: 1 })
  expect(await httpRequest.get({ path: 'y', params: { limit: 2 } })).toEqual({ a: 1 })
  expect(await httpRequest.delete({ path: 'z' })).toBeUndefined()
  expect(seen).toEqual([
    ['POST', '/x', 'Bearer k', 'application/json', '{"b":"年"}'],
    ['GET', '/y?limit=2', 'Bearer k', 'application/json', ''],
    ['DELETE', '/z', 'Bearer k', 'application/json', ''],
  ])
})
