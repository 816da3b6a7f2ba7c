import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addReports, type SectionQuery, searchSections } from '../../src/search/search.ts'
import { makeReport } from '../support/reports.ts'
import { sharedSearch, temporarySearch } from '../support/search.ts'

const section = (heading: string, text: string, number = '一') => ({ number, heading, text })

const search = sharedSearch(search =>
  addReports(search, [
    makeReport({
      id: 'north-2023',
      year: 2023,
      issuer: { name: '北山县人民政府', division: { code: '110199', path: ['北省', '北山县'] } },
      sections: [
        section('总体情况', '全年发布政策解读1,395条，网站访问２４９２万次。'),
        section('存在的主要问题', '培训不足，ＡＢＣ平台尚未接通。', '五'),
        section('2024年打算', '明年继续。', '六'),
      ],
    }),
    makeReport({
      id: 'south-2022',
      year: 2022,
      issuer: { name: '南水县人民政府', division: { code: '220299', path: ['南省', '南水县'] } },
      sections: [section('总体情况', '组织培训三次，政策解读21件。')],
    }),
  ]),
)

const find = (query: string, rest: Partial<SectionQuery> = {}) =>
  searchSections(search(), { query, limit: 10, ...rest })
const headings = async (query: string, rest?: Partial<SectionQuery>) =>
  (await find(query, rest)).filter(hit => hit.complete).map(hit => `${hit.reportId} ${hit.heading}`)

test('nothing is found where nothing is indexed', async () => {
  expect(await searchSections(await temporarySearch(), { query: '培训', limit: 5 })).toEqual([])
})

test('a hit says where it stands and what it is about', async () => {
  expect(await find('接通')).toEqual([
    {
      reportId: 'north-2023',
      title: '北山县人民政府2023年政府信息公开工作年度报告',
      issuer: '北山县人民政府',
      year: 2023,
      number: '五',
      heading: '存在的主要问题',
      text: '培训不足，ＡＢＣ平台尚未接通。',
      ranges: [[12, 14]],
      complete: true,
    },
  ])
})

test.each([
  ['1395', ['1,395']],
  ['1,395条', ['1,395条']],
  ['2492', ['２４９２']],
  ['21件', ['21件']],
  ['abc', ['ＡＢＣ']],
  ['政策 解读', ['政策解读', '政策解读']],
  ['“培训”', ['培训', '培训']],
  ['-培训', ['培训', '培训']],
  ['"培训', ['培训', '培训']],
])('%s is found and marked', async (query, marked) => {
  const hits = (await find(query)).filter(hit => hit.complete)
  expect(hits.flatMap(({ text, ranges }) => ranges.map(([start, end]) => text.slice(start, end)))).toEqual(marked)
})

test.each<[string, string, Partial<SectionQuery>, string[]]>([
  ['by a heading', '2024', {}, ['north-2023 2024年打算']],
  ['the newer first', '总体情况', {}, ['north-2023 总体情况', 'south-2022 总体情况']],
  ['within a place', '培训', { within: ['22'] }, ['south-2022 总体情况']],
  ['of a year', '培训', { years: [2023] }, ['north-2023 存在的主要问题']],
  ['of a report', '政策解读', { reportIds: ['south-2022'] }, ['south-2022 总体情况']],
  ['of a report that is not there', '政策解读', { reportIds: ['South-2022'] }, []],
  ['of none', '政策解读', { reportIds: [] }, []],
  ['no more than asked for', '总体情况', { limit: 1 }, ['north-2023 总体情况']],
  ['a word that nobody wrote', '量子计算机', {}, []],
  ['no word at all', ' "" - ', {}, []],
])('%s', async (_, query, rest, expected) => {
  expect(await headings(query, rest)).toEqual(expected)
})

test('where few sections have all the words, those with the first ones follow', async () => {
  const hits = await find('培训 不足 三次')
  expect(hits.map(({ reportId, complete }) => [reportId, complete])).toEqual([
    ['north-2023', false],
    ['south-2022', false],
  ])
  const some = await find('培训 三次')
  expect(some.map(({ reportId, complete }) => [reportId, complete])).toEqual([
    ['south-2022', true],
    ['north-2023', false],
  ])
  expect(await find('培训 三次', { limit: 1 })).toHaveLength(1)
})

describe('whatever is typed', () => {
  test('is words and nothing else', async () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.constantFrom('培训', '"', '-', '\\', ' OR ', '1,395', '\n', '\0', '＂', '年'), { maxLength: 40 })
        .map(parts => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(typed, async query => {
        for (const hit of await find(query, { reportIds: ['south-2022'] })) {
          expect(hit.reportId).toBe('south-2022')
          expect(hit.ranges.every(([start, end]) => start < end && end <= hit.text.length)).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  test.each(['south-2022"] OR year > 0 OR reportId IN ["x', '\\', '"'])('in a report id: %s', async reportId => {
    expect(await find('培训', { reportIds: [reportId] })).toEqual([])
  })
})
