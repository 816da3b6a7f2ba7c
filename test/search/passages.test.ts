import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addReports,
  countPhrases,
  findPassages,
  findReports,
  type PassageQuery,
  type PassageWords,
  passagesOfReports,
  reportsWith,
  searchPassages,
  searchSome,
  sectionsOf,
} from '../../src/search/search.ts'
import { makeReport } from '../support/reports.ts'
import { sharedSearch, temporarySearch } from '../support/search.ts'

const section = (heading: string, text: string, number = '一') => ({ number, heading, text })

const north = makeReport({
  id: 'north-2023',
  year: 2023,
  issuer: { name: '北山县人民政府', division: { code: '110199', path: ['北省', '中市', '北山县'] } },
  sections: [
    section('总体情况', '（一）解读。全年发布政策解读1,395条，网站访问２４９２万次。\n（二）队伍。举办了一期讲座。'),
    section('统计表', ''),
    section('存在的主要问题及改进情况', '培训不足，ＡＢＣ平台尚未接通。下一步将改进培训。', '五'),
    section('2024年打算', '明年继续，由发展和改革委员会牵头。', '六'),
  ],
})
const south = makeReport({
  id: 'south-2022',
  year: 2022,
  issuer: { name: '南水县人民政府', division: { code: '220299', path: ['南省', '南水县'] } },
  sections: [section('总体情况', '组织培训三次，政策解读21件。和平区街道南山路的阿城区办事处。')],
})

const search = sharedSearch(async search => addReports(search, [north, south]))

const none: PassageWords = { words: [], phrases: [], excluded: [] }
const find = (words: string | Partial<PassageWords>, rest: Partial<PassageQuery> = {}) =>
  searchPassages(search(), {
    find: typeof words === 'string' ? { ...none, words: words.split(' ') } : { ...none, ...words },
    limit: 10,
    ...rest,
  })
const ids = async (words: string | Partial<PassageWords>, rest?: Partial<PassageQuery>) =>
  (await find(words, rest)).hits.map(({ id }) => id)
const marked = async (words: string | Partial<PassageWords>) =>
  (await find(words)).hits.flatMap(({ text, ranges }) => ranges.map(([start, end]) => text.slice(start, end)))

test('nothing is found where nothing is indexed', async () => {
  const empty = await temporarySearch()
  expect(await searchPassages(empty, { find: { ...none, words: ['培训'] }, limit: 5 })).toMatchObject({ total: 0 })
  expect(await searchSome(empty, { find: { ...none, words: ['培训'] }, limit: 5 })).toMatchObject({ left: ['培训'] })
  expect(await countPhrases(empty, ['培训'])).toEqual([{ total: 0, ids: [] }])
})

test('a hit says where it stands and what it is about', async () => {
  const { hits, total } = await find('接通')
  expect(total).toBe(1)
  expect(hits).toEqual([
    {
      id: 'north-2023_2',
      reportId: 'north-2023',
      title: '北山县人民政府2023年政府信息公开工作年度报告',
      issuer: '北省中市北山县人民政府',
      year: 2023,
      kind: 'problems',
      position: 2,
      path: ['五、存在的主要问题及改进情况'],
      text: '培训不足，ＡＢＣ平台尚未接通。',
      ranges: [[12, 14]],
    },
  ])
})

describe('words', () => {
  test.each<[string | Partial<PassageWords>, string[]]>([
    ['1395', ['1,395']],
    ['1,395条', ['1,395条']],
    ['2492', ['２４９２']],
    ['21件', ['21件']],
    ['abc', ['ＡＢＣ']],
    ['政策解读', ['政策解读', '政策解读', '解读']],
    ['发改委', ['发展和改革委员会']],
    [{ phrases: ['策解读21'] }, ['策解读21']],
    [{ phrases: ['改革委'] }, ['改革委']],
    [{ phrases: ['尚未接通'], words: ['培训'] }, ['培训', '尚未接通']],
  ])('%o is found and marked in whole words', async (words, expected) => {
    expect((await marked(words)).sort()).toEqual(expected.sort())
  })

  test.each<[string, string | Partial<PassageWords>, Partial<PassageQuery>, string[]]>([
    ['by a heading, the newer first', '总体情况', {}, ['north-2023_0', 'north-2023_1', 'south-2022_0']],
    ['all of them', '培训 三次', {}, ['south-2022_0']],
    ['of a place that the segmenter cuts otherwise in the text', '阿城', {}, ['south-2022_0']],
    ['within a place', '培训', { within: ['22'] }, ['south-2022_0']],
    ['of a year', '接通', { years: [2023] }, ['north-2023_2']],
    ['of a kind', '培训', { kinds: ['improvements'] }, ['north-2023_3']],
    ['of a report', '政策解读', { reportIds: ['south-2022'] }, ['south-2022_0']],
    ['of a report that is not there', '政策解读', { reportIds: ['South-2022'] }, []],
    ['of none', '政策解读', { reportIds: [] }, []],
    ['no more than asked for', '总体情况', { limit: 1 }, ['north-2023_0']],
    ['from the second on', '总体情况', { offset: 1, limit: 1 }, ['north-2023_1']],
    ['behind the last', '总体情况', { offset: 100 }, []],
    ['a phrase that is cut in the text otherwise', { phrases: ['开展讲座'] }, {}, []],
    ['a phrase and nothing like it', { phrases: ['解读政策'] }, {}, []],
    ['without the excluded', { words: ['培训'], excluded: ['下一步'] }, {}, ['north-2023_2', 'south-2022_0']],
    [
      'without an excluded phrase in the middle of words',
      { words: ['培训'], excluded: ['织培'] },
      {},
      ['north-2023_2', 'north-2023_3'],
    ],
    ['a word that nobody wrote', '量子计算机', {}, []],
    ['no word at all', '" - ,', {}, []],
    ['only exclusions', { excluded: ['培训'] }, {}, []],
  ])('%s', async (_, words, rest, expected) => {
    expect((await ids(words, rest)).sort()).toEqual(expected.sort())
  })

  test('some of them, where no passage has them all', async () => {
    expect((await find('接通 讲座')).total).toBe(0)
    const some = (words: string[], rest = {}) => searchSome(search(), { find: { ...none, words }, limit: 5, ...rest })
    const told = async (words: string[], rest = {}) => {
      const { found, left } = await some(words, rest)
      return [found.hits.map(({ id }) => id), left]
    }
    expect(await told(['培训', '讲座'])).toEqual([['north-2023_1'], ['培训']])
    expect(await told(['量子', '讲座', '一期'])).toEqual([['north-2023_1'], ['量子']])
    expect(await told(['培训', '讲座'], { years: [2022] })).toEqual([['south-2022_0'], ['讲座']])
    expect(await told(['量子', '计算机'])).toEqual([[], ['量子', '计算机']])
  })
})

test('counts by year, kind and place', async () => {
  const { facets } = await find('培训', { facets: ['year', 'kind', 'province', 'city', 'issuer'] })
  expect(facets).toEqual({
    year: { 2022: 1, 2023: 2 },
    kind: { overview: 1, problems: 1, improvements: 1 },
    province: { 北省: 2, 南省: 1 },
    city: { 北省中市: 2, 南省南水县: 1 },
    issuer: { 北省中市北山县人民政府: 2, 南省南水县人民政府: 1 },
  })
})

test('phrases counted together', async () => {
  expect(await countPhrases(search(), ['策解读', '接通', '没有'], { limit: 5 })).toEqual([
    { total: 2, ids: ['north-2023_0', 'south-2022_0'] },
    { total: 1, ids: ['north-2023_2'] },
    { total: 0, ids: [] },
  ])
})

test('reports that have a phrase, and none on the strength of a phrase with a gap', async () => {
  expect(await reportsWith(search(), ['策解读', '接通'], {})).toEqual(new Set(['north-2023', 'south-2022']))
  expect(await reportsWith(search(), ['策解读'], { years: [2022] })).toEqual(new Set(['south-2022']))
  expect(await reportsWith(search(), ['策解读'], { years: [] })).toEqual(new Set())
  // The index would find 公开的内容 in 公开各项内容.
  expect(await reportsWith(search(), ['政策的解读'], {})).toEqual(new Set())
})

test('passages by id and by report, and the sections they were made of', async () => {
  const found = await findPassages(search(), ['south-2022_0', 'nowhere_1', 'north-2023_3'])
  expect(found.map(({ id }) => id)).toEqual(['south-2022_0', 'north-2023_3'])
  const all = await passagesOfReports(search(), ['north-2023'])
  expect(all.get('north-2023')!.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4])
  const stored = await findReports(search(), {})
  const sections = await sectionsOf(search(), stored)
  expect(sections.get('north-2023')).toEqual(north.sections)
  expect(sections.get('south-2022')).toEqual(south.sections)
})

test('sections come back as they were printed, whatever was joined in their passages', async () => {
  const own = await temporarySearch()
  const part = fc.constantFrom(
    '（一）',
    '### ',
    '1、',
    '将改进',
    '不够',
    '。',
    '\n',
    '2021年',
    '围绕年度中心工作把政务公开的各项内容逐项列出',
    ' ',
    '无',
  )
  const text = fc.array(part, { maxLength: 30 }).map(parts => parts.join('').trim())
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 3 }), async texts => {
      const sections = texts.map(each => section('存在的主要问题及改进情况', /[^\s#]/.test(each) ? each : ''))
      await addReports(own, [makeReport({ id: 'drawn-2023', sections })])
      const back = await sectionsOf(own, await findReports(own, {}))
      expect(back.get('drawn-2023')).toEqual(sections)
    }),
    { numRuns: 25 },
  )
})

describe('whatever is typed', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(fc.constantFrom('培训', '"', '-', '\\', ' OR ', '1,395', '\n', '\0', '＂', '年'), { maxLength: 40 })
      .map(parts => parts.join('')),
  )

  test('is words and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(typed, typed, typed, async (word, phrase, excluded) => {
        const { hits } = await find(
          { words: [word], phrases: [phrase], excluded: [excluded] },
          { reportIds: ['south-2022'] },
        )
        for (const hit of hits) {
          expect(hit.reportId).toBe('south-2022')
          expect(hit.ranges.every(([start, end]) => start < end && end <= hit.text.length)).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  test.each(['south-2022"] OR year > 0 OR reportId IN ["x', '\\', '"'])('in a report id: %s', async reportId => {
    expect(await ids('培训', { reportIds: [reportId] })).toEqual([])
  })
})
