import fc from 'fast-check'
import type { Meilisearch } from 'meilisearch'
import { describe, expect, test } from 'vitest'
import {
  addReports,
  catalogueVersion,
  deleteReport,
  findReports,
  listReports,
  loadCatalogue,
  type Search,
  SearchError,
  searchPassages,
} from '../../src/search/search.ts'
import { makeReport } from '../support/reports.ts'
import { countReports, sharedSearch, temporarySearch } from '../support/search.ts'

const ids = async (search: Search, scope: { ids?: string[] } = {}) =>
  (await findReports(search, scope)).map(({ id }) => id)

test('an empty server has no reports', async () => {
  const search = await temporarySearch()
  expect(await findReports(search, {})).toEqual([])
  expect(await listReports(search)).toEqual([])
  expect(await loadCatalogue(search)).toEqual([])
  expect(await countReports(search)).toBe(0)
  expect(await deleteReport(search, 'r')).toBe(false)
})

describe('ids', () => {
  const search = sharedSearch(search =>
    addReports(search, [makeReport({ id: 'r', year: 2022 }), makeReport({ id: 'R', year: 2021 }), makeReport()]),
  )

  test.each<[string, string[] | undefined, string[]]>([
    ['everything', undefined, ['R', 'r', 'qinghe-2023']],
    ['one', ['qinghe-2023'], ['qinghe-2023']],
    ['by year', ['r', 'R'], ['R', 'r']],
    ['letter by letter', ['r'], ['r']],
    ['not there', ['Qinghe-2023', 'nobody', ''], []],
    ['none at all', [], []],
  ])('%s', async (_, wanted, expected) => {
    expect(await ids(search(), wanted && { ids: wanted })).toEqual(expected)
  })
})

describe('filters are not a language for those who ask', () => {
  const nasty = [
    '"',
    '\\',
    '\\"',
    'a\\',
    'a"b',
    '甲" OR id != "',
    '甲\\" OR id EXISTS OR id = \\"',
    "' OR 1=1 --",
    'x"] OR id NOT IN ["x',
    'NOT',
    'OR',
    'x TO y',
    '_geoRadius(1,2,3)',
    'a\nb',
    'tab\there',
    '，、“”（）',
    'ＡＢＣ',
    '𠮷🏛️',
    'null',
    '  两端有空格  ',
  ]
  const search = sharedSearch(search => addReports(search, [makeReport({ id: 'secret' })]))
  const found = async (text: string) => {
    const find = { words: ['概况'], phrases: [], excluded: [] }
    const { hits } = await searchPassages(search(), { find, within: [text], limit: 5 })
    return [...(await ids(search(), { ids: [text] })), ...hits]
  }

  test.each(nasty)('%j finds nothing', async text => {
    expect(await found(text)).toEqual([])
  })

  test('no text finds what does not bear it', async () => {
    const parts = ['"', '\\', ' OR ', ' AND ', 'id', '=', '!=', '甲', '[', ']', ',', '(', ')', 'NOT ', '\n']
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...parts)).map(some => some.join('')),
    )
    await fc.assert(
      fc.asyncProperty(text, async each => {
        expect(await found(each)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('a year that is no whole number is a fault of the program', async () => {
    const find = { words: ['概况'], phrases: [], excluded: [] }
    for (const year of [2022.5, '2022] OR year > 0' as unknown as number])
      await expect(searchPassages(search(), { find, years: [year], limit: 5 })).rejects.toThrow(TypeError)
  })
})

describe('many', () => {
  const count = 2600
  const search = sharedSearch(search =>
    addReports(
      search,
      Array.from({ length: count }, (_, at) =>
        makeReport({ id: `r-${at}`, year: 2019 + (at % 5), cells: { 'requests.received.total': at }, sections: [] }),
      ),
    ),
  )

  test('more reports than one page come all, once, each with its own cells', async () => {
    const all = await findReports(search(), {})
    expect(new Set(all.map(({ id }) => id)).size).toBe(count)
    expect(all).toHaveLength(count)
    expect(all.every(({ id, cells }) => id === `r-${cells[0]!.value}`)).toBe(true)
    const years = all.map(({ year }) => year)
    expect(years).toEqual(years.toSorted())
  })

  test('the list and the count know them all', async () => {
    expect(await countReports(search())).toBe(count)
    const list = await listReports(search())
    expect(list).toHaveLength(count)
    expect(list[0]).toEqual({
      id: 'r-0',
      title: '清河县人民政府2019年政府信息公开工作年度报告',
      issuer: {
        name: '清河县人民政府',
        kind: 'government',
        division: { code: '410199', path: ['河南省', '郑州市', '清河县'] },
      },
      year: 2019,
      publishedOn: '2020-01-20',
      hash: expect.any(String),
      content: expect.any(String),
      sha256: '0'.repeat(64),
    })
  })
})

test('the catalogue is fetched again exactly when reports have changed', async () => {
  const search = await temporarySearch()
  const empty = await loadCatalogue(search)
  expect(empty).toEqual([])

  await addReports(search, [makeReport({ year: 2022 })])
  const one = await loadCatalogue(search)
  expect(one.map(({ id }) => id)).toEqual(['qinghe-2022'])
  await addReports(search, [makeReport({ year: 2022 })])
  expect(await loadCatalogue(search)).toBe(one)

  const versions = [await catalogueVersion(search)]
  await addReports(search, [makeReport({ year: 2022, title: '更正' })])
  versions.push(await catalogueVersion(search))
  expect((await loadCatalogue(search)).map(({ title }) => title)).toEqual(['更正'])
  await deleteReport(search, 'qinghe-2022')
  versions.push(await catalogueVersion(search))
  expect(await loadCatalogue(search)).toEqual([])
  expect(new Set(versions).size).toBe(3)
})

test.each<[string, (client: Meilisearch) => Promise<unknown>, ('findReports' | 'listReports')[]]>([
  [
    'reports',
    c => c.index('reports').updateDocuments([{ id: 'qinghe-2023', format: 0, hash: 'old' }]),
    ['findReports'],
  ],
  ['summaries', c => c.index('catalogue').updateDocuments([{ id: 'qinghe-2023', format: 0 }]), ['listReports']],
  ['no summaries', c => c.deleteIndex('catalogue'), ['listReports']],
])('%s in the format of another version are not read', async (_, age, reads) => {
  const search = await temporarySearch()
  await addReports(search, [makeReport()])
  const client = await search.client()
  const { taskUid } = (await age(client)) as { taskUid: number }
  await client.tasks.waitForTask(taskUid, { timeout: 0 })
  for (const read of reads) {
    const error = await { findReports, listReports }[read](search, {}).catch(reason => reason)
    expect(error).toBeInstanceOf(SearchError)
    expect(error).toMatchObject({ kind: 'incompatible', message: expect.stringContaining('index --rebuild') })
  }
})

test('indexing again mends reports in the format of another version', async () => {
  const search = await temporarySearch()
  await addReports(search, [makeReport()])
  const client = await search.client()
  const old = [{ id: 'qinghe-2023', format: 0, hash: 'of that version' }]
  const { taskUid } = await client.index('reports').updateDocuments(old)
  await client.tasks.waitForTask(taskUid, { timeout: 0 })
  expect(await addReports(search, [makeReport()])).toMatchObject({ indexed: ['qinghe-2023'] })
  expect(await findReports(search, {})).toHaveLength(1)
})
