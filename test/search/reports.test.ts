import fc from 'fast-check'
import type { Meilisearch } from 'meilisearch'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import {
  addReports,
  catalogueVersion,
  countReports,
  deleteReport,
  findReports,
  listReports,
  loadCatalogue,
  type ReportScope,
  type Search,
  SearchError,
} from '../../src/search/search.ts'
import { makeReport } from '../support/reports.ts'
import { sharedSearch, temporarySearch } from '../support/search.ts'

function report(id: string, year: number, division: string | null, name = '某县人民政府'): Report {
  return makeReport({
    id,
    year,
    issuer: { name, division: division === null ? null : { code: division, path: ['某省'] } },
  })
}

const ids = async (search: Search, scope: ReportScope) => (await findReports(search, scope)).map(({ id }) => id)

test('an empty server has no reports', async () => {
  const search = await temporarySearch()
  expect(await findReports(search, {})).toEqual([])
  expect(await listReports(search)).toEqual([])
  expect(await loadCatalogue(search)).toEqual([])
  expect(await countReports(search)).toBe(0)
  expect(await deleteReport(search, 'r')).toBe(false)
})

describe('scopes', () => {
  const search = sharedSearch(search =>
    addReports(search, [
      report('province', 2022, '41', '河南省人民政府'),
      report('city', 2022, '4102', '开封市人民政府'),
      report('county', 2022, '410203', '顺河回族区人民政府'),
      report('county-old', 2021, '410203', '顺河回族区人民政府'),
      report('town', 2022, '410203001', '清平街道办事处'),
      report('other', 2022, '420102', '江岸区人民政府'),
      report('nowhere', 2022, null, '某局'),
    ]),
  )

  test.each<[string, ReportScope, string[]]>([
    ['everything', {}, ['county-old', 'city', 'county', 'nowhere', 'other', 'province', 'town']],
    ['one id', { ids: ['city'] }, ['city']],
    ['ids that are not there', { ids: ['City', 'citY', 'nobody', ''] }, []],
    ['a division and not what is below', { divisions: ['4102'] }, ['city']],
    ['a division over the years', { divisions: ['410203'] }, ['county-old', 'county']],
    ['all within a province', { within: ['41'] }, ['county-old', 'city', 'county', 'province', 'town']],
    ['all within a county', { within: ['410203'], years: [2022] }, ['county', 'town']],
    ['within two', { within: ['410203', '42'], years: [2022] }, ['county', 'other', 'town']],
    ['a code that only begins alike', { within: ['4'] }, []],
    ['an issuer', { issuers: ['顺河回族区人民政府'] }, ['county-old', 'county']],
    ['part of an issuer', { issuers: ['顺河回族区'] }, []],
    ['years', { years: [2021, 1999] }, ['county-old']],
    ['conditions that contradict each other', { ids: ['city'], years: [2021] }, []],
    ['no ids at all', { ids: [] }, []],
    ['no years at all', { within: ['41'], years: [] }, []],
  ])('%s', async (_, scope, expected) => {
    expect(await ids(search(), scope)).toEqual(expected)
  })

  test('a year that is no whole number is a fault of the program', async () => {
    await expect(findReports(search(), { years: [2022.5] })).rejects.toThrow(TypeError)
    await expect(findReports(search(), { years: ['2022] OR year > 0' as unknown as number] })).rejects.toThrow(
      TypeError,
    )
  })
})

describe('filters are not a language for those who ask', () => {
  const nasty = [
    '"',
    '\\',
    '\\"',
    'a\\',
    'a"b',
    '甲" OR issuer != "',
    '甲\\" OR issuer EXISTS OR issuer = \\"',
    "' OR 1=1 --",
    'x"] OR issuer NOT IN ["x',
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
  const search = sharedSearch(search =>
    addReports(search, [
      report('secret', 2023, '11', '别人的机关'),
      ...nasty.map((name, at) => report(`nasty-${at}`, 2023, '12', name)),
    ]),
  )

  test.each(nasty.map((name, at) => [name, at] as const))('%j finds its own report and no other', async (name, at) => {
    expect(await ids(search(), { issuers: [name] })).toEqual([`nasty-${at}`])
    expect(await ids(search(), { divisions: [name] })).toEqual([])
    expect(await ids(search(), { within: [name], ids: [name] })).toEqual([])
  })

  test('no text finds what does not bear it', async () => {
    const part = fc.constantFrom(
      '"',
      '\\',
      ' OR ',
      ' AND ',
      'issuer',
      '=',
      '!=',
      '甲',
      '[',
      ']',
      ',',
      '(',
      ')',
      'NOT ',
      '\n',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part).map(parts => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(text, async name => {
        fc.pre(!nasty.includes(name) && name !== '别人的机关')
        expect(await ids(search(), { issuers: [name] })).toEqual([])
      }),
      { numRuns: 300 },
    )
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
    const all = await findReports(search(), { within: ['41'] })
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
