import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import {
  addReports,
  close,
  findReports,
  loadCatalogue,
  openSearch,
  SearchError,
  searchPassages,
} from '../../src/search/search.ts'
import { serve } from '../support/http.ts'
import { makeReport } from '../support/reports.ts'
import { countReports, processesOf, sharedSearch, temporaryDirectory } from '../support/search.ts'

/** A server whose address and master key are known: the embedded one of another directory. */
const server = sharedSearch(search => addReports(search, [makeReport()]))
const address = async () => {
  const { host, apiKey } = (await server().client()).config
  return { host, apiKey: apiKey! }
}

async function failure(options: { host: string; apiKey?: string }): Promise<SearchError> {
  const error = await openSearch({ dataDir: 'unused', ...options }).catch(reason => reason)
  expect(error).toBeInstanceOf(SearchError)
  expect(error.message).toMatch(/^[^\n]*\p{Script=Han}[^\n]*$/u)
  expect(error.message).not.toMatch(/fetch failed|ECONN|API key|authorization|JSON/i)
  return error
}

describe('with an address', () => {
  test('that server is used, and none is started', async () => {
    const dataDir = temporaryDirectory()
    const search = await openSearch({ dataDir, ...(await address()) })
    expect(await countReports(search)).toBe(1)
    expect(processesOf(dataDir)).toEqual([])
    await close(search)
    expect(await countReports(server())).toBe(1)
  })

  test('a key that may only search and fetch is enough to answer, and does not index', async () => {
    const client = await server().client()
    const { key } = await client.createKey({
      actions: ['search', 'documents.get', 'indexes.get'],
      indexes: ['reports', 'sections', 'catalogue'],
      expiresAt: null,
    })
    const search = await openSearch({ dataDir: 'unused', host: (await address()).host, apiKey: key })
    expect(await findReports(search, { ids: ['qinghe-2023'] })).toHaveLength(1)
    expect(await loadCatalogue(search)).toHaveLength(1)
    const find = { words: ['概况'], phrases: [], excluded: [] }
    expect(await searchPassages(search, { find, limit: 5 })).toMatchObject({ total: 1 })
    await expect(addReports(search, [makeReport({ year: 2022 })])).rejects.toMatchObject({ kind: 'denied' })
  })
})

test('a server that begins a task again and again, as on a full disk, is not waited for without end', async () => {
  const { host, apiKey } = await address()
  let starts = 0
  const proxy = await serve(async (request, response) => {
    const { url, method, headers } = request
    if (/^\/tasks\/\d+$/.test(url!)) {
      const startedAt = new Date(starts++).toISOString()
      response.setHeader('content-type', 'application/json')
      return void response.end(JSON.stringify({ status: 'processing', startedAt }))
    }
    const authorization = headers.authorization!
    const answer = await fetch(new URL(url!, host), {
      method: method!,
      headers: { authorization, 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: await text(request) }),
    })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  const search = await openSearch({ dataDir: 'unused', host: proxy, apiKey })
  await expect(addReports(search, [makeReport({ year: 2021 })])).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('磁盘'),
  })
  await close(search)
})

describe('an address that does not serve', () => {
  test('nobody listens', async () => {
    const error = await failure({ host: 'http://127.0.0.1:1' })
    expect(error).toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('连不上搜索服务 http://127.0.0.1:1'),
    })
  })

  test('it is no address', async () => {
    expect(await failure({ host: 'http://' })).toMatchObject({
      kind: 'unavailable',
      message: 'MEILI_HOST 不是一个网址：http://',
    })
  })

  test.each(['wrong', undefined])('the key is %s', async apiKey => {
    const { host } = await address()
    const error = await failure({ host, ...(apiKey ? { apiKey } : {}) })
    expect(error).toMatchObject({ kind: 'denied', message: expect.stringContaining('MEILI_API_KEY') })
  })

  test.each<[string, number, string, string]>([
    ['a proxy’s page', 502, '<html>Bad Gateway</html>', '不像是 Meilisearch'],
    ['a web site', 200, '<html>欢迎</html>', '不像是 Meilisearch'],
    ['another service', 404, '{"error":"not found"}', '不像是 Meilisearch'],
    ['an overloaded server', 503, '', '暂时不可用'],
    [
      'too many requests',
      429,
      '{"message":"slow down","code":"too_many_search_requests","type":"system","link":""}',
      '暂时不可用',
    ],
  ])('%s', async (_, status, body, message) => {
    const host = await serve((_request, response) => response.writeHead(status).end(body))
    expect(await failure({ host })).toMatchObject({ kind: 'unavailable', message: expect.stringContaining(message) })
  })
})

test.each<[string, RequestListener]>([
  ['a broken connection', (request, _response) => request.socket.destroy()],
  ['a busy server', (_request, response) => response.writeHead(503).end()],
  ['a proxy’s page', (_request, response) => response.writeHead(502).end('<html>')],
])('%s is met once: the request is made again', async (_, disturb) => {
  const { host, apiKey } = await address()
  let requests = 0
  const between = await serve(async (request, response) => {
    requests += 1
    if (requests === 1) return disturb(request, response)
    const answer = await fetch(host + request.url, { headers: { authorization: `Bearer ${apiKey}` } })
    response.writeHead(answer.status).end(await answer.text())
  })
  await close(await openSearch({ dataDir: 'unused', host: between, apiKey }))
  expect(requests).toBe(2)
})

test('a server that takes requests and never answers is given up, without a second try', async () => {
  let requests = 0
  const host = await serve(() => {
    requests += 1
  })
  expect(await failure({ host })).toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('没有及时回应'),
  })
  expect(requests).toBe(1)
})

test('answers are asked for uncompressed', async () => {
  const encodings: (string | undefined)[] = []
  const host = await serve((request, response) => {
    encodings.push(request.headers['accept-encoding'] as string | undefined)
    response.writeHead(200).end('{"createdAt":"2024-01-01T00:00:00Z","updatedAt":"2024-01-01T00:00:00Z"}')
  })
  await close(await openSearch({ dataDir: 'unused', host }))
  expect(encodings).toEqual(['identity'])
})
