import { describe, expect, test } from 'vitest'
import { newsAmong, newsWatcher } from '../../src/digest/news.ts'
import { newsSourceOf } from '../../src/digest/shelf.ts'
import { addReports, deleteReport, loadCatalogue, rebuild } from '../../src/search/search.ts'
import { openDatabase } from '../../src/store/database.ts'
import { newsIn } from '../../src/store/news.ts'
import { makeReport, type ReportSpec } from '../support/reports.ts'
import { temporarySearch } from '../support/search.ts'

const listed = (content: string, sha256: string) => ({ id: 'a', content, sha256, hash: content + sha256 })

describe('a report is', () => {
  test.each([
    ['new where it was not known', null, listed('1', 's'), 'news'],
    ['corrected where it says something else out of other bytes', listed('1', 's'), listed('2', 't'), 'news'],
    ['not corrected by a parser that reads the same bytes otherwise', listed('1', 's'), listed('2', 's'), 'quietly'],
    [
      'not corrected by a page that says the same around other adornments',
      listed('1', 's'),
      listed('1', 't'),
      'quietly',
    ],
    ['nothing where nothing changed', listed('1', 's'), listed('1', 's'), null],
  ])('%s', (_, before, now, expected) => {
    const { news, quietly } = newsAmong([now], new Map(before ? [['a', before]] : []))
    expect([news.length, quietly.length]).toEqual([expected === 'news' ? 1 : 0, expected === 'quietly' ? 1 : 0])
  })

  test('news only once it can be fetched as it is listed', async () => {
    const store = newsIn(openDatabase(':memory:'))
    const first = [listed('1', 's')]
    const both = [...first, { ...listed('1', 'u'), id: 'b' }]
    let catalogue = first
    const hashes = new Map<string, string>()
    const watch = newsWatcher(store, { catalogue: async () => catalogue, hashes: async () => hashes })
    await watch(() => 1000)
    catalogue = both
    await watch(() => 2000)
    expect(store.since(1)).toEqual([])
    hashes.set('b', '1u')
    await watch(() => 3000)
    expect(store.since(1)).toEqual([{ id: 'b', kind: 'new' }])
  })
})

test('looks at the same time find news once', async () => {
  const store = newsIn(openDatabase(':memory:'))
  let catalogue = [listed('1', 's')]
  let fetched = 0
  const watch = newsWatcher(store, {
    catalogue: async () => catalogue,
    hashes: async ids => {
      fetched++
      return new Map(ids.map(id => [id, '2t']))
    },
  })
  await Promise.all([watch(() => 1000), watch(() => 1000)])
  catalogue = [listed('2', 't')]
  await Promise.all([watch(() => 2000), watch(() => 2000)])
  expect([store.round(), fetched]).toEqual([2, 1])
})

test('a look that fails does not keep the next from looking', async () => {
  const store = newsIn(openDatabase(':memory:'))
  const answers = [Promise.reject(new Error('down')), Promise.resolve([listed('1', 's')])]
  const watch = newsWatcher(store, { catalogue: () => answers.shift()!, hashes: async () => new Map() })
  const looks = await Promise.allSettled([watch(() => 1000), watch(() => 1000)])
  expect(looks.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  expect(store.round()).toBe(1)
})

test('an index over its life: what comes, what is corrected, what is rebuilt or taken out and put back', async () => {
  const search = await temporarySearch()
  const store = newsIn(openDatabase(':memory:'))
  const watch = newsWatcher(store, newsSourceOf(search))
  const report = (year: number, spec: ReportSpec = {}) =>
    makeReport({
      year,
      cells: { 'requests.received.total': 5 },
      source: { file: `${year}.html`, sha256: `${year}`.padEnd(64, '0') },
      ...spec,
    })
  const add = async (...reports: ReturnType<typeof report>[]) => {
    const before = store.round()
    await addReports(search, reports)
    await watch(Date.now)
    return store.since(before)
  }
  expect(await add(report(2021), report(2022))).toHaveLength(2)
  expect(await add(report(2021))).toEqual([])
  expect(await add(report(2023))).toEqual([{ id: 'qinghe-2023', kind: 'new' }])
  const sha256 = 'e'.repeat(64)
  expect(
    await add(report(2022, { cells: { 'requests.received.total': 6 }, source: { file: '2022.html', sha256 } })),
  ).toEqual([{ id: 'qinghe-2022', kind: 'corrected' }])
  expect(
    await add(
      report(2022, { cells: { 'requests.received.total': 6 }, source: { file: '2022.docx', sha256: 'd'.repeat(64) } }),
    ),
  ).toEqual([])
  expect(
    await add(report(2023, { readBy: 'another', findings: [{ check: 'x', message: '另一种读法', fields: [] }] })),
  ).toEqual([])
  const round = store.round()
  await rebuild(search, async fresh => {
    await addReports(fresh, [report(2021), report(2023)])
    return true
  })
  await watch(Date.now)
  await deleteReport(search, 'qinghe-2021')
  await watch(Date.now)
  expect(await loadCatalogue(search)).toHaveLength(1)
  await add(report(2021))
  expect(store.since(round)).toEqual([])
})
