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
import { makeFullReport, makeReport } from '../support/reports.ts'
import { countReports, sharedSearch, temporarySearch } from '../support/search.ts'

async function sectionIds(search: Search): Promise<string[]> {
  const client = await search.client()
  const { results } = await client.index('sections').getDocuments({ limit: 1000 })
  return results.map(({ id }) => id as string).sort()
}

async function contentsOf(search: Search): Promise<unknown[]> {
  const client = await search.client()
  return Promise.all(
    Object.values(search.indexes).map(async uid => (await client.index(uid).getDocuments({ limit: 1000 })).results),
  )
}

/** Waits for what was sent and not waited for. */
async function idle(search: Search): Promise<void> {
  const { tasks } = await search.client()
  const [latest] = (await tasks.getTasks({ limit: 1 })).results
  await tasks.waitForTask(latest!.uid, { timeout: 0 })
}

const sections = (...texts: string[]) => texts.map((text, at) => ({ number: `${at}`, heading: `第${at}部分`, text }))

test('a report comes back as it was, but for the text of its sections', async () => {
  const search = await temporarySearch()
  const report = makeFullReport({ year: 2020, sections: sections('甲', '乙') }, (_, at) =>
    at % 7 === 0 ? [null, 'blank', ''] : at % 11 === 0 ? [at, 'reported', `${at}件`, '去掉了单位'] : at,
  )
  const full = {
    ...report,
    findings: [{ check: 'rowSum', message: '合计不等于各项之和', fields: ['requests.received.total'] }],
    source: { url: 'https://example.com/2020.html', sha256: 'f'.repeat(64) },
    issuer: { name: '某机关', kind: 'department' as const, division: null },
    publishedOn: null,
  }
  await addReports(search, [full])
  const [stored] = await findReports(search, { ids: [full.id] })
  const { hash, cellOf, ...rest } = stored!
  expect(hash).toMatch(/^[\w-]{43}$/)
  expect(full.cells.map(({ field }) => cellOf(field))).toEqual(full.cells)
  expect(rest).toEqual({
    ...full,
    sections: [
      { number: '0', heading: '第0部分' },
      { number: '1', heading: '第1部分' },
    ],
  })
})

describe('again', () => {
  test('the same report changes nothing', async () => {
    const search = await temporarySearch()
    const reports = [makeReport({ year: 2022 }), makeReport({ year: 2023 })]
    expect(await addReports(search, reports)).toEqual({
      indexed: ['qinghe-2022', 'qinghe-2023'],
      unchanged: [],
      rejected: [],
    })
    const version = await catalogueVersion(search)
    expect(await addReports(search, reports)).toEqual({
      indexed: [],
      unchanged: ['qinghe-2022', 'qinghe-2023'],
      rejected: [],
    })
    expect(await catalogueVersion(search)).toBe(version)
  })

  test.each([
    ['a cell', { cells: { 'requests.received.total': 24 } }],
    ['the state of a cell', { cells: { 'requests.received.total': [null, 'blank', ''] as [null, 'blank', string] } }],
    ['a section', { sections: sections('甲', '丙') }],
    ['the title', { title: '更正后的年度报告' }],
    ['a finding', { findings: [{ check: 'c', message: 'm', fields: [] }] }],
    ['the source', { source: { file: 'b.html', sha256: '1'.repeat(64) } }],
  ])('a report with a change in %s takes the place of the old', async (_, change) => {
    const search = shared()
    const before = makeReport({ cells: { 'requests.received.total': 23 }, sections: sections('甲', '乙') })
    await addReports(search, [before])
    const { cells: _cells, ...rest } = before
    const after = makeReport({ ...rest, cells: { 'requests.received.total': 23 }, ...change })
    expect(await addReports(search, [after])).toMatchObject({ indexed: [before.id], unchanged: [] })
    const [stored] = await findReports(search, {})
    expect(stored).toMatchObject({
      title: after.title,
      cells: after.cells,
      findings: after.findings,
      source: after.source,
    })
    expect(await countReports(search)).toBe(1)
  })
  const shared = sharedSearch()

  test('the old sections go, those of others stay', async () => {
    const search = await temporarySearch()
    // Ids that the server takes for equal: its filters do not tell A from a.
    await addReports(search, [
      makeReport({ id: 'A-2020', sections: sections('一甲', '一乙', '一丙') }),
      makeReport({ id: 'a-2020', sections: sections('二甲', '二乙', '二丙') }),
    ])
    await addReports(search, [makeReport({ id: 'A-2020', sections: sections('一新') })])
    expect(await sectionIds(search)).toEqual(['A-2020_0', 'a-2020_0', 'a-2020_1', 'a-2020_2'])
    const phrase = (text: string) => ({ words: [], phrases: [text], excluded: [] })
    expect(await searchPassages(search, { find: phrase('一丙'), limit: 5 })).toMatchObject({ total: 0 })
    expect(await searchPassages(search, { find: phrase('一新'), reportIds: ['a-2020'], limit: 5 })).toMatchObject({
      hits: [],
    })

    await addReports(search, [makeReport({ id: 'A-2020', sections: [] })])
    expect(await sectionIds(search)).toEqual(['a-2020_0', 'a-2020_1', 'a-2020_2'])
  })
})

test('of two reports with one id the later counts', async () => {
  const search = await temporarySearch()
  const twice = [
    makeReport({ title: '先', sections: sections('甲', '乙') }),
    makeReport({ title: '后', sections: sections('丙') }),
  ]
  expect(await addReports(search, twice)).toMatchObject({ indexed: ['qinghe-2023'] })
  expect(await findReports(search, {})).toMatchObject([{ title: '后' }])
  expect(await sectionIds(search)).toEqual(['qinghe-2023_0'])
})

test('a report that the index cannot take is named and keeps no other out', async () => {
  const search = await temporarySearch()
  const bad = ['清河-2023', 'a b', '', '../settings', 'x?fields=id', 'x'.repeat(501)]
  const result = await addReports(search, [
    ...bad.map(id => makeReport({ id })),
    makeReport({ id: 'no-year', year: 2023.5 }),
    makeReport({ id: 'good_1-2023' }),
    makeReport({ id: 'x'.repeat(500) }),
  ])
  expect(result.indexed).toEqual(['good_1-2023', 'x'.repeat(500)])
  expect(result.rejected.map(({ id }) => id)).toEqual([...bad, 'no-year'])
  expect(result.rejected.map(({ reason }) => reason)).toEqual([
    ...bad.map(() => expect.stringContaining('编号')),
    '年份不是整数',
  ])
  expect(await countReports(search)).toBe(2)
})

test.each(['reports', 'sections'] as const)(
  'when the server cannot write %s, the error names the reports',
  async index => {
    const search = await temporarySearch()
    const client = await search.client()
    // An index with another key refuses every document of ours.
    const { taskUid } = await client.createIndex(index, { primaryKey: 'other' })
    await client.tasks.waitForTask(taskUid, { timeout: 0 })
    const error = await addReports(search, [makeReport({ year: 2022 }), makeReport({ year: 2023 })]).catch(
      reason => reason,
    )
    expect(error).toBeInstanceOf(SearchError)
    expect(error).toMatchObject({ kind: 'failed', message: '没能写入索引：qinghe-2022、qinghe-2023' })
    expect(error.cause.message).toContain('primary_key')
    // Nothing says that they are there, so the next run does them again.
    expect(await countReports(search)).toBe(0)
  },
)

describe('deleting', () => {
  test('takes the report and its sections', async () => {
    const search = await temporarySearch()
    await addReports(search, [makeReport({ id: 'A-2020' }), makeReport({ id: 'a-2020' })])
    expect(await deleteReport(search, 'A-2020')).toBe(true)
    expect((await listReports(search)).map(({ id }) => id)).toEqual(['a-2020'])
    expect(await findReports(search, {})).toMatchObject([{ id: 'a-2020' }])
    expect(await sectionIds(search)).toEqual(['a-2020_0'])
    expect(await deleteReport(search, 'A-2020')).toBe(false)
    expect(await addReports(search, [makeReport({ id: 'A-2020' })])).toMatchObject({ indexed: ['A-2020'] })
  })

  test('is seen by who looks at the list again and again all the while', async () => {
    const search = await temporarySearch()
    await addReports(search, [makeReport({ id: 'gone' }), makeReport({ id: 'stays' })])
    let deleting = true
    const looking = (async () => {
      while (deleting) await loadCatalogue(search)
    })()
    await deleteReport(search, 'gone')
    deleting = false
    await looking
    expect((await loadCatalogue(search)).map(({ id }) => id)).toEqual(['stays'])
  })

  test('cut off after any of its requests, is mended by adding the report again', async () => {
    const search = await temporarySearch()
    const report = makeReport({ id: 'r' })
    await addReports(search, [report])
    const before = await contentsOf(search)
    for (let requests = 0, isCut = true; isCut; requests++) {
      let left = requests
      const client = () => (left-- > 0 ? search.client() : Promise.reject(new Error('cut off')))
      await deleteReport({ ...search, client }, 'r').catch(() => null)
      isCut = left < 0
      await idle(search)
      await addReports(search, [report])
      expect([requests, await contentsOf(search)]).toEqual([requests, before])
    }
  })

  test.each(['', '*', '../settings', 'x" OR id != "y', '清河-2023'])('%j deletes nothing', async id => {
    const search = shared()
    await addReports(search, [makeReport()])
    expect(await deleteReport(search, id)).toBe(false)
    expect(await countReports(search)).toBe(1)
    expect(await sectionIds(search)).toHaveLength(1)
  })
  const shared = sharedSearch()
})
