import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attempted } from '../../src/ingest/attempt.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { sourcesOf } from '../../src/ingest/sources.ts'
import { ReadingError } from '../../src/reading/document.ts'
import type { Report } from '../../src/report/report.ts'
import {
  addReports,
  close,
  findReports,
  loadCatalogue,
  openSearch,
  passagesOfReports,
  rebuild,
  type Search,
} from '../../src/search/search.ts'
import { scratch } from '../support/cli.ts'
import { serve } from '../support/http.ts'
import { countReports } from '../support/search.ts'

const samples = join(import.meta.dirname, '../../samples/real')
const raise = (error: unknown): never => {
  throw error
}

const folder = scratch()
const source = join(folder.path, 'reports')
let search: Search

beforeAll(async () => {
  mkdirSync(join(source, 'nested/deeper'), { recursive: true })
  copyFileSync(join(samples, 'shunhe-2020.txt'), join(source, 'shunhe.txt'))
  copyFileSync(join(samples, 'acheng-2021.txt'), join(source, 'nested/deeper/acheng.txt'))
  writeFileSync(join(source, 'nested/broken.txt'), '')
  writeFileSync(join(source, 'README.md'), '# 说明')
  writeFileSync(join(source, 'photo.jpg'), 'x')
  search = await openSearch({ dataDir: join(folder.path, 'data') })
})
afterAll(async () => {
  await close(search)
  folder.remove()
})

const cellValue = async (id: string, field: string) =>
  (await findReports(search, { ids: [id] }))[0]?.cells.find(cell => cell.field === field)?.value

describe('a folder', () => {
  it('is taken in with all below it; what cannot be read is listed with its reason', async () => {
    const seen: string[] = []
    const summary = await ingest(search, [source], { onDone: name => seen.push(name) })
    expect(summary).toMatchObject({ read: 3, indexed: 2, unchanged: 0 })
    expect(summary.rejected).toEqual([{ source: join(source, 'nested/broken.txt'), reason: '文件是空的' }])
    expect(seen).toHaveLength(3)
    expect(summary.findings).toBeGreaterThan(0)
  })

  it('costs nothing the second time, under another name either', async () => {
    copyFileSync(join(source, 'shunhe.txt'), join(source, 'again.txt'))
    expect(await ingest(search, [source])).toMatchObject({ read: 4, indexed: 0, unchanged: 3 })
  })

  it('a corrected file replaces its report and nothing else', async () => {
    const [report] = (await loadCatalogue(search)).filter(({ year }) => year === 2020)
    const file = join(source, 'shunhe.txt')
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('规章\t0\t0\t0')
    writeFileSync(file, text.replace('规章\t0\t0\t0', '规章\t4\t0\t0'))
    expect(await ingest(search, [file])).toMatchObject({ read: 1, indexed: 1, unchanged: 0, rejected: [] })
    expect(await cellValue(report!.id, 'disclosure.regulations.created')).toBe(4)
    expect(await countReports(search)).toBe(2)
  })

  it('what an older version of the program wrote is written anew', async () => {
    const [report] = (await loadCatalogue(search)).filter(({ year }) => year === 2021)
    const client = await search.client()
    await client
      .index(search.indexes.reports)
      .updateDocuments([{ id: report!.id, format: 0, hash: 'of another format' }])
      .waitTask({ timeout: 0 })
    await expect(findReports(search, { ids: [report!.id] })).rejects.toThrow('index')
    expect(await ingest(search, [join(source, 'nested/deeper')])).toMatchObject({ read: 1, indexed: 1, rejected: [] })
    expect(await cellValue(report!.id, 'disclosure.penalties.decisions')).toBe(227)
  })

  it('a reading by an older version is done again, even where another source was indexed in between', async () => {
    const fresh = await openSearch({ dataDir: join(folder.path, 'older') })
    const own = join(folder.path, 'older-reports')
    mkdirSync(own)
    const [page, text] = [join(own, 'a.html'), join(own, 'b.txt')]
    const sample = readFileSync(join(samples, 'acheng-2021.txt'), 'utf8')
    writeFileSync(page, `<meta charset="utf-8"><pre>${sample}</pre>`)
    writeFileSync(text, sample)
    try {
      await ingest(fresh, [page])
      const [report] = await findReports(fresh, {})
      const stale = report!.cells.map(cell => ({ ...cell, value: 999 }))
      await addReports(fresh, [{ ...report!, cells: stale, readBy: 'older', sections: [] }])
      await ingest(fresh, [text])
      expect(await ingest(fresh, [own])).toMatchObject({ read: 2, indexed: 1, unchanged: 1 })
      expect(await findReports(fresh, {})).toMatchObject([{ cells: report!.cells, source: { file: page } }])
      expect(await ingest(fresh, [own])).toMatchObject({ read: 2, indexed: 0, unchanged: 2 })
    } finally {
      await close(fresh)
    }
  })

  it('a source that says another year by now takes its old report along, and no other source loses its own', async () => {
    const fresh = await openSearch({ dataDir: join(folder.path, 'moving') })
    const own = join(folder.path, 'moving-reports')
    mkdirSync(own)
    const of = (year: number) =>
      readFileSync(join(samples, 'shunhe-2020.txt'), 'utf8')
        .replaceAll('2020', `${year}`)
        .replaceAll('2021年1月', `${year + 1}年1月`)
    const write = (name: string, year: number, more = '') => writeFileSync(join(own, name), of(year) + more)
    const held = async () =>
      (await findReports(fresh, {})).map(({ year, source, others = [] }) => [
        year,
        ...[source, ...others.map(other => other.source)].map(each => 'file' in each && basename(each.file)),
      ])
    try {
      write('a.txt', 2020)
      write('b.txt', 2020, '\n')
      write('c.txt', 2020)
      expect(await ingest(fresh, [own])).toMatchObject({ withdrawn: [] })
      expect(await held()).toEqual([[2020, 'a.txt', 'b.txt', 'c.txt']])
      // The one that it is taken from; another takes its place.
      write('a.txt', 2019)
      expect(await ingest(fresh, [own])).toMatchObject({ withdrawn: [] })
      expect(await held()).toEqual([
        [2019, 'a.txt'],
        [2020, 'b.txt', 'c.txt'],
      ])
      // One that was passed over.
      write('c.txt', 2019, '\n')
      await ingest(fresh, [own])
      expect(await held()).toEqual([
        [2019, 'a.txt', 'c.txt'],
        [2020, 'b.txt'],
      ])
      // The only one.
      write('b.txt', 2018)
      expect((await ingest(fresh, [own])).withdrawn).toHaveLength(1)
      expect(await held()).toEqual([
        [2018, 'b.txt'],
        [2019, 'a.txt', 'c.txt'],
      ])
      // Two that change places.
      write('a.txt', 2018)
      write('c.txt', 2018, '\n')
      write('b.txt', 2019)
      await ingest(fresh, [own])
      expect(await held()).toEqual([
        [2018, 'a.txt', 'c.txt'],
        [2019, 'b.txt'],
      ])
      // The same words under two names, of which one goes on to another year.
      write('c.txt', 2019)
      await ingest(fresh, [own])
      write('b.txt', 2017)
      await ingest(fresh, [own])
      expect(await held()).toEqual([
        [2017, 'b.txt'],
        [2018, 'a.txt'],
        [2019, 'c.txt'],
      ])
      expect(await ingest(fresh, [own])).toMatchObject({ read: 3, unchanged: 3, withdrawn: [] })
    } finally {
      await close(fresh)
    }
  })

  it('the samples go with the first reports that are none', async () => {
    const fresh = await openSearch({ dataDir: join(folder.path, 'trying') })
    const own = join(folder.path, 'own-reports')
    mkdirSync(own)
    const kinds = async () => (await loadCatalogue(fresh)).map(({ sample }) => sample)
    try {
      await ingest(fresh, [join(samples, 'shunhe-2020.txt')])
      await ingest(fresh, [join(samples, 'acheng-2021.txt'), join(samples, '../fictional/110105-government-2022.txt')])
      expect(await kinds()).toEqual(['rewritten', 'rewritten', 'invented'])
      expect(await ingest(fresh, [join(own, 'nothing.txt')])).toMatchObject({ withdrawn: [] })
      // A copy of a sample is a report like any other.
      copyFileSync(join(samples, 'shunhe-2020.txt'), join(own, 'shunhe.txt'))
      expect((await ingest(fresh, [own])).withdrawn).toHaveLength(2)
      expect(await kinds()).toEqual([undefined])
      await ingest(fresh, [own, samples])
      expect(await kinds()).toHaveLength(5)
      expect((await kinds()).filter(Boolean)).toHaveLength(4)
      expect((await ingest(fresh, [own])).withdrawn).toHaveLength(4)
    } finally {
      await close(fresh)
    }
  })

  it('an interrupted run leaves what it wrote, and the next run does the rest', async () => {
    const fresh = await openSearch({ dataDir: join(folder.path, 'interrupted') })
    try {
      const stop = new AbortController()
      const first = await ingest(fresh, [samples], { signal: stop.signal, threads: 1, onDone: () => stop.abort() })
      expect(first.read).toBeLessThan(5)
      const second = await ingest(fresh, [samples])
      expect(second.unchanged).toBe(first.indexed)
      expect(await countReports(fresh)).toBe(5)
    } finally {
      await close(fresh)
    }
  })
})

describe('what goes wrong', () => {
  it('a pipe, whose end never comes, is not waited for', async () => {
    const pipe = join(folder.path, 'pipe.txt')
    execFileSync('mkfifo', [pipe])
    const { rejected } = await ingest(search, [pipe])
    expect(rejected).toMatchObject([{ source: pipe, reason: expect.stringContaining('不是普通文件') }])
  })

  it('a fault of the program ends the run, once what was read is written', async () => {
    const fresh = await openSearch({ dataDir: join(folder.path, 'fault') })
    const told: string[] = []
    const onDone = (name: string) => {
      told.push(name)
      if (told.length === 2) throw new TypeError('a fault')
    }
    try {
      await expect(ingest(fresh, [samples, samples], { threads: 1, onDone })).rejects.toThrow('a fault')
      expect(told.length).toBeLessThan(10)
      expect(await countReports(fresh)).toBeGreaterThan(1)
    } finally {
      await close(fresh)
    }
  })

  it.each<[string, () => Report, object]>([
    ['a refusal', () => raise(new ReadingError('文件是空的')), { refusal: '文件是空的' }],
    [
      'a fault of the program, without what was read',
      () => raise(new TypeError('秘密')),
      { fault: expect.stringMatching(/^TypeError\n\s+at (?!.*秘密)/) },
    ],
    ['something thrown that is no error', () => raise('秘密'), { fault: 'string' }],
  ])('%s', async (_, read, outcome) => {
    expect(await attempted(read)).toEqual(outcome)
  })

  it('a folder that vanishes costs nothing but itself', async () => {
    const path = join(folder.path, 'vanishing')
    mkdirSync(join(path, 'b'), { recursive: true })
    for (const name of ['a.txt', 'b/b.txt', 'c.txt']) writeFileSync(join(path, name), 'x')
    const sources = sourcesOf(path)
    const found = [(await sources.next()).value!]
    rmSync(join(path, 'b'), { recursive: true })
    for await (const source of sources) found.push(source)
    expect(found).toMatchObject([
      { kind: 'file', path: join(path, 'a.txt') },
      { kind: 'fault', fault: { message: `读不了 ${join(path, 'b')}：没有这个文件或文件夹` } },
      { kind: 'file', path: join(path, 'c.txt') },
    ])
  })

  it('a path that is not there is one rejected source', async () => {
    const missing = join(folder.path, 'missing')
    const reason = `读不了 ${missing}：没有这个文件或文件夹`
    expect(await ingest(search, [missing])).toMatchObject({ read: 1, rejected: [{ source: missing, reason }] })
  })
})

describe('an address', () => {
  it('is read once: an unchanged page is not fetched again', async () => {
    const page = readFileSync(join(import.meta.dirname, '../fixtures/qinghe-2023.html'))
    const statuses: number[] = []
    const address = await serve((request, response) => {
      const same = request.headers['if-none-match'] === '"one"'
      statuses.push(same ? 304 : 200)
      response.writeHead(same ? 304 : 200, { 'content-type': 'text/html', etag: '"one"' }).end(same ? undefined : page)
    })
    const url = `${address}/report.html`
    const addresses = { allowPrivate: true, delay: 0 }
    expect(await ingest(search, [url], { addresses })).toMatchObject({ read: 1, indexed: 1, rejected: [] })
    expect(await ingest(search, [url], { addresses })).toMatchObject({ read: 1, indexed: 0, unchanged: 1 })
    expect(statuses).toEqual([200, 304])
    expect(await ingest(search, [url])).toMatchObject({ rejected: [{ source: url }] })
  })

  it('that shows the next year by now keeps the year before; one that goes back a year takes it back', async () => {
    const page = readFileSync(join(import.meta.dirname, '../fixtures/qinghe-2023.html'), 'utf8')
    let shown = page
    const address = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(shown)
    })
    const url = `${address}/newest.html`
    const fresh = await openSearch({ dataDir: join(folder.path, 'address') })
    const years = async () => (await loadCatalogue(fresh)).map(({ year }) => year).sort()
    const look = () => ingest(fresh, [url], { addresses: { allowPrivate: true, delay: 0 } })
    try {
      await look()
      shown = page.replaceAll('2024', '2025').replaceAll('2023', '2024')
      expect(await look()).toMatchObject({ indexed: 1, withdrawn: [] })
      expect(await years()).toEqual([2023, 2024])
      shown = page.replaceAll('2023', '2022')
      expect((await look()).withdrawn).toHaveLength(2)
      expect(await years()).toEqual([2022])
    } finally {
      await close(fresh)
    }
  })
})

describe('a rebuild', () => {
  const ids = async () => (await loadCatalogue(search)).map(({ id }) => id).sort()

  it('leaves the old reports where it fails or says no', async () => {
    const before = await ids()
    await expect(rebuild(search, async () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full')
    expect(await rebuild(search, async fresh => (await ingest(fresh, [samples], { afresh: true })).indexed < 0)).toBe(
      false,
    )
    expect(await ids()).toEqual(before)
  })

  it('puts the new reports in the place of the old ones, which answer until then', async () => {
    const before = await ids()
    const during: number[] = []
    await rebuild(search, async fresh => {
      const { indexed } = await ingest(fresh, [samples], { afresh: true, onDone: () => {} })
      during.push((await ids()).length)
      return indexed === 5
    })
    expect(during).toEqual([before.length])
    const after = await ids()
    expect(after).toHaveLength(5)
    expect([...(await passagesOfReports(search, after)).keys()].sort()).toEqual(after)
  })
})
