import type { IncomingMessage, RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { type FetchOptions, fetchSource } from '../../src/reading/address.ts'
import { ReadingError } from '../../src/reading/document.ts'
import { publicAddress } from '../../src/reading/network.ts'
import { openAddress } from '../../src/reading/open-address.ts'
import { serve } from '../support/http.ts'
import { freePort } from '../support/ports.ts'
import { fixture, tablesOf } from './fixtures.ts'

afterEach(() => {
  delete process.env.ALLOW_PRIVATE_ADDRESSES
})

const local: FetchOptions = { allowPrivate: true, delay: 0 }

async function reasonOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    caught => caught,
  )
  expect(error).toBeInstanceOf(ReadingError)
  expect(error.message).not.toContain('\n')
  return error.message
}

describe('fetching', () => {
  test('gives the bytes, their type and their version, and says who asks', async () => {
    let asked: IncomingMessage | undefined
    const site = await serve((request, response) => {
      asked = request
      response.writeHead(200, {
        'content-type': 'text/html; charset=gbk',
        etag: '"7"',
        'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT',
      })
      response.end(gzipSync('正文'))
    })
    const plain = await serve((_, response) => response.end('正文'))
    await fetchSource(`${site}/a`, { ...local, contact: 'mailto:a@example.cn' }).catch(() => undefined)
    expect(asked?.headers['user-agent']).toContain('mailto:a@example.cn')
    expect(await fetchSource(`${plain}/a`, local)).toMatchObject({
      kind: 'fetched',
      bytes: new TextEncoder().encode('正文'),
      finalUrl: `${plain}/a`,
    })
    expect(await fetchSource(`${site}/a`, local)).toMatchObject({
      contentType: 'text/html; charset=gbk',
      etag: '"7"',
      lastModified: 'Mon, 01 Jan 2024 00:00:00 GMT',
    })
  })

  test('undoes the transfer coding', async () => {
    const site = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(gzipSync('正文'))
    })
    expect(await fetchSource(site, local)).toMatchObject({ bytes: new TextEncoder().encode('正文') })
  })

  test('an unchanged source costs nothing', async () => {
    const site = await serve((request, response) => {
      const known = request.headers['if-none-match'] === '"7"' && request.headers['if-modified-since'] === 'yesterday'
      response.writeHead(known ? 304 : 200)
      response.end()
    })
    expect(await fetchSource(site, { ...local, etag: '"7"', lastModified: 'yesterday' })).toEqual({ kind: 'unchanged' })
  })

  test('follows redirects, relative ones too', async () => {
    const site = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(302, { location: '/new?x=1' })
      response.end(request.url)
    })
    expect(await fetchSource(`${site}/old`, local)).toMatchObject({ finalUrl: `${site}/new?x=1` })
  })

  test('waits between two requests to one host', async () => {
    const site = await serve((_, response) => response.end('a'))
    const pauses: number[] = []
    const polite = { ...local, delay: 5000, pause: async (milliseconds: number) => void pauses.push(milliseconds) }
    await fetchSource(site, polite)
    expect(pauses).toEqual([])
    await fetchSource(site, polite)
    await fetchSource(site, polite)
    expect(pauses).toHaveLength(2)
    expect(pauses[1]).toBeGreaterThan(pauses[0]!)
  })
})

describe('refusing', () => {
  const refusals: [string, RequestListener, FetchOptions, RegExp][] = [
    ['a redirect loop', (_, response) => response.writeHead(301, { location: '/' }).end(), {}, /跳转超过 5 次/],
    [
      'a redirect to a file',
      (_, response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end(),
      {},
      /只读取 http/,
    ],
    ['a missing page', (_, response) => response.writeHead(404).end('x'), {}, /网站返回 404/],
    ['a server that never answers', () => undefined, { timeLimit: 60 }, /超时/],
    ['a body that drips', (_, response) => response.write('x'), { timeLimit: 60 }, /超时/],
    [
      'a body that ends early',
      (_, response) => response.writeHead(200, { 'content-length': '9' }).end('x'),
      {},
      /无法读取网址/,
    ],
    [
      'a large body by its header',
      (_, response) => response.writeHead(200, { 'content-length': '2000' }).end(Buffer.alloc(2000)),
      { maxBytes: 1000 },
      /内容超过/,
    ],
    [
      'a large body without a header',
      (_, response) => void response.write(Buffer.alloc(2000)),
      { maxBytes: 1000 },
      /内容超过/,
    ],
    [
      'a compressed bomb',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
      { maxBytes: 1_000_000 },
      /内容超过/,
    ],
    [
      'a broken transfer coding',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip'),
      {},
      /压缩内容已损坏/,
    ],
  ]

  test.each(refusals)('%s', async (_, listener, options, reason) => {
    const site = await serve(listener)
    expect(await reasonOf(fetchSource(site, { ...local, ...options }))).toMatch(reason)
  })

  test('a closed port', async () => {
    expect(await reasonOf(fetchSource(`http://127.0.0.1:${await freePort()}`, local))).toMatch(/拒绝连接/)
  })

  test.each([
    '',
    'www.example.cn/a',
    'ftp://example.cn/a',
    'javascript:alert(1)',
    'http://user:word@example.cn/',
    'http://',
  ])('what is no address: %s', async address => {
    expect(await reasonOf(fetchSource(address, local))).toMatch(/网址/)
  })
})

describe('the own network', () => {
  const addresses = [
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ]

  test.each(addresses)('%s is not asked, neither by number nor by name', async address => {
    const family = address.includes(':') ? 6 : 4
    const literal = family === 6 ? `[${address}]` : address
    expect(await reasonOf(fetchSource(`http://${literal}:8080/`, { allowPrivate: false }))).toMatch(/内部网络/)
    const lookup = async () => [{ address, family }]
    expect(await reasonOf(fetchSource('http://report.example.cn/', { allowPrivate: false, lookup }))).toMatch(
      /内部网络/,
    )
  })

  test.each(['http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://127.1/'])(
    '%s is loopback',
    async address => {
      expect(await reasonOf(fetchSource(address, { allowPrivate: false }))).toMatch(/内部网络/)
    },
  )

  test('a name with one public and one private address is not asked', async () => {
    const lookup = async () => [
      { address: '203.0.114.5', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]
    expect(await reasonOf(publicAddress('mixed.example.cn', { allowPrivate: false, lookup }))).toMatch(/内部网络/)
  })

  test('a public address passes', async () => {
    const lookup = async () => [{ address: '203.0.114.5', family: 4 }]
    expect(await publicAddress('good.example.cn', { allowPrivate: false, lookup })).toEqual({
      address: '203.0.114.5',
      family: 4,
    })
  })

  test.each(['by number', 'by name'])('a redirect does not lead there %s', async way => {
    // Local servers must stand in for a public site: they are allowed until the first of them has been asked.
    const asked: string[] = []
    const inner = await serve((request, response) => response.end(asked.push(request.url!)))
    const target = way === 'by number' ? inner : inner.replace('127.0.0.1', 'inner.example.cn')
    const outer = await serve((request, response) => {
      asked.push(request.url!)
      delete process.env.ALLOW_PRIVATE_ADDRESSES
      response.writeHead(302, { location: `${target}/secret` }).end()
    })
    process.env.ALLOW_PRIVATE_ADDRESSES = '1'
    const lookup = async () => [{ address: '127.0.0.1', family: 4 }]
    expect(await reasonOf(fetchSource(`${outer}/page`, { delay: 0, lookup }))).toMatch(/内部网络/)
    expect(asked).toEqual(['/page'])
  })

  test('the connection goes to the address that was checked, though the name changes', async () => {
    const site = await serve((request, response) => response.end(request.headers.host))
    let answers = 0
    const lookup = async () => {
      answers++
      return [{ address: answers === 1 ? '127.0.0.1' : '10.255.255.1', family: 4 }]
    }
    const url = `http://rebinding.example.cn:${new URL(site).port}/`
    expect(await fetchSource(url, { ...local, lookup })).toMatchObject({ finalUrl: url })
    expect(answers).toBe(1)
  })
})

describe('opening', () => {
  const html = { 'content-type': 'text/html' }

  test('a page with tables is read itself', async () => {
    const site = await serve((_, response) =>
      response.writeHead(200, { ...html, etag: '"1"' }).end(fixture('qinghe-2023.html')),
    )
    const opened = await openAddress(`${site}/zwgk/nb.html`, local)
    expect(opened).toMatchObject({
      kind: 'opened',
      etag: '"1"',
      finalUrl: `${site}/zwgk/nb.html`,
      document: { format: 'html' },
    })
  })

  test('a page that only links to a file is followed, on its own host only', async () => {
    const asked: string[] = []
    const site = await serve((request, response) => {
      asked.push(request.url!)
      if (request.url === '/zwgk/nb.html')
        response.writeHead(200, { ...html, etag: '"1"' }).end(fixture('attachment-only.html'))
      else response.end(fixture('qinghe-2023.docx'))
    })
    const opened = await openAddress(`${site}/zwgk/nb.html`, local)
    if (opened.kind !== 'opened') throw new Error('unchanged')
    expect(opened.document).toMatchObject({ format: 'docx', meta: { publishedOn: '2024-01-26' } })
    expect(tablesOf(opened.document)).toHaveLength(3)
    expect(opened).toMatchObject({ etag: '"1"', finalUrl: `${site}/zwgk/files/qinghe-2023.docx` })
    expect(asked).toEqual(['/zwgk/nb.html', '/zwgk/files/qinghe-2023.docx'])
  })

  test('a page whose file cannot be read says why', async () => {
    const site = await serve((request, response) => {
      if (request.url === '/nb.html') response.writeHead(200, html).end(fixture('attachment-only.html'))
      else response.end(fixture('scanned.pdf'))
    })
    const opened = await openAddress(`${site}/nb.html`, local)
    if (opened.kind !== 'opened') throw new Error('unchanged')
    expect(opened.document.attachments).toMatchObject([
      { href: `${site}/files/qinghe-2023.docx`, problem: expect.stringContaining('扫描件') },
      { href: 'https://elsewhere.example/qinghe-2023.pdf' },
    ])
  })
})
