import type { Settings } from 'meilisearch'
import { describe, expect, test } from 'vitest'
import synonyms from '../../index-config/synonyms.json' with { type: 'json' }
import { addReports, close, openSearch, type Search, searchPassages } from '../../src/search/search.ts'
import { indexSettings, missingSettings } from '../../src/search/settings.ts'
import { makeReport } from '../support/reports.ts'
import { sharedSearch, temporaryDirectory } from '../support/search.ts'

async function inForce(search: Search, kind: keyof typeof indexSettings): Promise<Settings> {
  return (await search.client()).index(search.indexes[kind]).getSettings()
}

async function countTasks(search: Search): Promise<number> {
  return (await (await search.client()).tasks.getTasks({ limit: 1 })).total
}

describe('applying', () => {
  test('with the first report, once, and again only what differs', async () => {
    const dataDir = temporaryDirectory()
    const first = await openSearch({ dataDir })
    await addReports(first, [makeReport()])
    for (const kind of ['reports', 'sections', 'catalogue'] as const)
      expect(missingSettings(indexSettings[kind], await inForce(first, kind))).toEqual({})
    const tasks = await countTasks(first)
    await close(first)

    const second = await openSearch({ dataDir })
    await addReports(second, [makeReport()])
    expect(await countTasks(second)).toBe(tasks)
    const client = await second.client()
    const { taskUid } = await client.index('sections').updateSettings({ stopWords: ['公开'], synonyms: { 甲: ['乙'] } })
    await client.tasks.waitForTask(taskUid, { timeout: 0 })
    await close(second)

    const third = await openSearch({ dataDir })
    await addReports(third, [makeReport()])
    expect(missingSettings(indexSettings.sections, await inForce(third, 'sections'))).toEqual({})
    expect(await countTasks(third)).toBe(tasks + 2)
    await close(third)
  })

  test('two processes that index first at once get on with each other', async () => {
    const dataDir = temporaryDirectory()
    const [one, two] = await Promise.all([openSearch({ dataDir }), openSearch({ dataDir })])
    await Promise.all([addReports(one, [makeReport({ year: 2022 })]), addReports(two, [makeReport({ year: 2023 })])])
    expect(missingSettings(indexSettings.reports, await inForce(one, 'reports'))).toEqual({})
    await Promise.all([close(one), close(two)])
  })
})

test.each<[string, Settings, Settings, (keyof Settings)[]]>([
  ['nothing wanted', {}, { stopWords: ['的'] }, []],
  ['the same', { stopWords: ['的'] }, { stopWords: ['的'], dictionary: [] }, []],
  [
    'the server says more',
    { typoTolerance: { enabled: false } },
    { typoTolerance: { enabled: false, disableOnWords: [] } },
    [],
  ],
  ['another value', { typoTolerance: { enabled: false } }, { typoTolerance: { enabled: true } }, ['typoTolerance']],
  [
    'another order',
    { searchableAttributes: ['a', 'b'] },
    { searchableAttributes: ['b', 'a'] },
    ['searchableAttributes'],
  ],
  ['a synonym too many', { synonyms: { 甲: ['乙'] } }, { synonyms: { 甲: ['乙'], 丙: ['丁'] } }, ['synonyms']],
  ['no settings yet', { stopWords: ['的'] }, {}, ['stopWords']],
])('what has to be sent: %s', (_, wanted, there, missing) => {
  expect(Object.keys(missingSettings(wanted, there))).toEqual(missing)
})

describe('what the settings are for', () => {
  const text = (id: string, words: string, year = 2023) =>
    makeReport({ id, year, sections: [{ number: '一', heading: '总体情况', text: words }] })
  const search = sharedSearch(search =>
    addReports(search, [
      text('kana', '鲜の每日政府信息公开申请'),
      text('number', '全年访问24922次'),
      text('stop', '晨昏相宜'),
      text('cut', '阿城区牵头'),
      text('far', '热线已经开通，来电登记以后逐件按期办结'),
      text('near', '热线办结，来电登记以后逐件按期开通'),
      { ...text('alone', '另一个单位'), issuer: { name: 'A', kind: 'other', division: null } },
      text('older', '两年相同的一句', 2021),
      text('newer', '两年相同的一句', 2022),
      ...Object.values(synonyms).map(([long], at) => text(`long-${at}`, `由${long}牵头办理`)),
    ]),
  )
  const found = async (query: string) =>
    (await searchPassages(search(), { find: { words: [query], phrases: [], excluded: [] }, limit: 20 })).hits.map(
      hit => hit.reportId,
    )

  test.each([
    ['localizedAttributes: a kana does not make the text Japanese', '申请', ['kana']],
    ['typoTolerance: another number is not found', '24921', []],
    ['typoTolerance: the number itself is', '24922', ['number']],
    ['stopWords: 的 need not be there', '相宜的晨昏', ['stop']],
    ['characters: a word that is cut otherwise in the text', '阿城', ['cut']],
    ['proximityPrecision: of words the nearest first', '热线 办结', ['near', 'far']],
    ['rankingRules: of equals the newest first', '两年相同的一句', ['newer', 'older']],
  ])('%s', async (_, query, ids) => {
    expect(await found(query)).toEqual(ids)
  })

  test.each(Object.keys(synonyms).map((short, at) => [short, at] as const))('synonyms: %s', async (short, at) => {
    expect(await found(short)).toEqual([`long-${at}`])
  })

  test.each(
    (['reports', 'catalogue'] as const).flatMap(index =>
      ['清河县', '工作年度报告', '0000000', 'html', 'government'].map(word => [index, word] as const),
    ),
  )('searchableAttributes: no room is spent on words of %s: %s', async (index, word) => {
    const client = await search().client()
    const { hits } = await client.index(index).search(word, { limit: 1 })
    expect(hits).toEqual([])
  })

  test('phrases count for the ten words of a query as one', async () => {
    const phrases = ['热线已经开通', '来电登记以后', '逐件按期办结']
    const { hits } = await searchPassages(search(), { find: { words: [], phrases, excluded: [] }, limit: 20 })
    expect(hits.map(hit => hit.reportId)).toEqual(['far'])
  })

  test('faceting: the greatest count first', async () => {
    const client = await search().client()
    const { facetDistribution } = await client.index('sections').search('', { facets: ['issuer'] })
    expect(Object.keys(facetDistribution!.issuer!)).toEqual(['河南省郑州市清河县人民政府', 'A'])
  })

  test.each(['title', 'text', 'words', 'path', 'position'])('sections cannot be filtered by %s', async attribute => {
    const client = await search().client()
    await expect(client.index('sections').search('', { filter: `${attribute} = "x"` })).rejects.toMatchObject({
      cause: { message: expect.stringContaining(attribute) },
    })
  })

  test('filterableAttributes: reports by their ids, and by nothing else', async () => {
    const client = await search().client()
    const { hits } = await client.index('reports').search('', { filter: 'id = "near"' })
    expect(hits.map(({ id }) => id)).toEqual(['near'])
    for (const attribute of ['title', 'issuer', 'year', 'hash', 'cells'])
      await expect(client.index('reports').search('', { filter: `${attribute} = "x"` })).rejects.toMatchObject({
        cause: { message: expect.stringContaining(attribute) },
      })
  })
})
