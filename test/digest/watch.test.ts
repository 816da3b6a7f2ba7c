import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { reportLinks, reportsBehind } from '../../src/digest/list-page.ts'
import { readSources, sourcesFrom } from '../../src/digest/watch.ts'
import { readHtml } from '../../src/reading/html.ts'
import { loadCatalogue } from '../../src/search/search.ts'
import { serve } from '../support/http.ts'
import { temporaryDirectory, temporarySearch } from '../support/search.ts'

const fixtures = join(import.meta.dirname, '../fixtures')
const addresses = { allowPrivate: true, delay: 0 }

test('sources stand on lines or between commas; blanks belong to names', () => {
  expect(sourcesFrom(' 报告 文件夹 ,https://a.gov.cn/list.html\n\n/data，')).toEqual([
    '报告 文件夹',
    'https://a.gov.cn/list.html',
    '/data',
  ])
  expect(sourcesFrom(undefined)).toEqual([])
})

describe('links of a list page', () => {
  const address = 'https://a.gov.cn/xxgk/list.html'
  const links = (html: string) =>
    reportLinks(readHtml(Buffer.from(`<body>${html}</body>`), { address }).links ?? [], address)

  test.each([
    ['<a href="2023.html">2023年政府信息公开工作年度报告</a>', ['https://a.gov.cn/xxgk/2023.html']],
    [
      '<a href="/t/1.html" title="清河县2023年政府信息公开工作年度报告">清河县2023年政府信息公…</a>',
      ['https://a.gov.cn/t/1.html'],
    ],
    [
      '<a href="./2.pdf#top">信息公开\n年报（2022）</a><a href="2.pdf">2022年年度报告</a>',
      ['https://a.gov.cn/xxgk/2.pdf'],
    ],
    ['<a href="1.html">政府信息公开指南</a><a href="2.html">通知公告</a>', []],
    ['<a href="https://b.gov.cn/1.html">2023年度报告</a>', []],
    ['<a href="javascript:void(0)">2023年度报告</a><a href="mailto:a@b">2023年度报告</a><a>2023年度报告</a>', []],
    ['<a href="list.html">信息公开年报</a>', []],
  ])('%s', (html, expected) => {
    expect(links(html)).toEqual(expected)
  })

  test('a page that lists none is a report itself', async () => {
    const page = readFileSync(join(fixtures, 'qinghe-2023.html'))
    const address = await serve((_, response) => response.setHeader('content-type', 'text/html').end(page))
    expect(await reportsBehind(`${address}/a.html`, addresses)).toEqual([`${address}/a.html`])
  })
})

test('a folder and a list page are read again: what is new is taken in, what is there costs no reading', async () => {
  const folder = join(temporaryDirectory(), 'in')
  mkdirSync(folder)
  copyFileSync(join(fixtures, 'yunling-2020.docx'), join(folder, 'yunling-2020.docx'))
  let listed = ''
  const address = await serve((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (request.url === '/list.html') response.end(`<html><body><ul>${listed}</ul></body></html>`)
    else if (request.url === '/2023.html') response.end(readFileSync(join(fixtures, 'qinghe-2023.html')))
    else response.writeHead(404).end()
  })
  const search = await temporarySearch()
  const sources = [folder, `${address}/list.html`, `${address}/missing.html`, join(folder, '..', 'nowhere')]
  const read = () => readSources(search, sources, { addresses, threads: 1 })
  listed = '<li><a href="/gone.html">2022年度报告</a></li>'
  expect(await read()).toMatchObject({ indexed: 1, unchanged: 0, rejected: { length: 3 } })
  listed += '<li><a href="/2023.html">清河县2023年政府信息公开工作年度报告</a></li>'
  expect(await read()).toMatchObject({ indexed: 1, unchanged: 1, rejected: { length: 3 } })
  expect(await read()).toMatchObject({ indexed: 0, unchanged: 2, rejected: { length: 3 } })
  expect((await loadCatalogue(search)).map(({ year }) => year)).toEqual([2020, 2023])
})

test('a watched report that has not changed costs one request, which names its version', async () => {
  const requests: (string | undefined)[] = []
  const address = await serve((request, response) => {
    const version = request.headers['if-none-match']
    requests.push(version)
    response.setHeader('content-type', 'text/html; charset=utf-8').setHeader('etag', '"1"')
    if (version === '"1"') response.writeHead(304).end()
    else response.end(readFileSync(join(fixtures, 'qinghe-2023.html')))
  })
  const search = await temporarySearch()
  const read = () => readSources(search, [`${address}/2023.html`], { addresses, threads: 1 })
  expect(await read()).toMatchObject({ read: 1, indexed: 1, unchanged: 0 })
  requests.length = 0
  expect(await read()).toMatchObject({ read: 1, indexed: 0, unchanged: 1 })
  expect(requests).toEqual(['"1"'])
})
