import { describe, expect, test } from 'vitest'
import { csvOf, markdownOf } from '../../src/answer/finding/export.ts'
import { type Findings, find, type Wish } from '../../src/answer/finding/find.ts'
import { marked, snippet } from '../../src/answer/finding/marked.ts'
import { outcomeOf } from '../../src/answer/finding/outcome.ts'
import { phrasesOf } from '../../src/answer/finding/similar.ts'
import { holdingsOf } from '../../src/answer/holdings.ts'
import { lineText } from '../../src/answer/line.ts'
import { plainText } from '../../src/channels/plain.ts'
import { addReports, loadCatalogue } from '../../src/search/search.ts'
import { makeReport } from '../support/reports.ts'
import { sharedSearch } from '../support/search.ts'

const places = [
  ['230112', ['黑龙江省', '哈尔滨市', '阿城区']],
  ['230102', ['黑龙江省', '哈尔滨市', '道里区']],
  ['410203', ['河南省', '开封市', '顺河回族区']],
] as const

const problems = ['政策解读不够通俗，更新偏慢。', '经办人员不足，政策解读形式单一。', '更新偏慢，答复文书不规范。']

const reports = places.flatMap(([code, path], place) =>
  [2020, 2021].map((year, later) =>
    makeReport({
      id: `r${code}-${year}`,
      year,
      issuer: { name: `${path.at(-1)}人民政府`, division: { code, path: [...path] } },
      sections: [
        { number: '一', heading: '总体情况', text: `全年培训${place + later + 1}次。` },
        {
          number: '五',
          heading: '存在的主要问题及改进情况',
          text: `（一）主要问题：${problems[place]}\n（二）改进措施：将丰富政策解读的形式。`,
        },
      ],
    }),
  ),
)

const search = sharedSearch(search => addReports(search, reports))

const seek = async (text: string, rest: Partial<Wish> = {}) =>
  find(
    search(),
    { text, page: 1, perPage: 10, ...rest },
    holdingsOf(await loadCatalogue(search())),
    new Date('2022-06-01'),
  )
const ids = async (text: string, rest?: Partial<Wish>) => (await seek(text, rest)).hits.map(({ id }) => id).sort()
const found = async (text: string, rest?: Partial<Wish>): Promise<Findings> => {
  const result = await seek(text, rest)
  if ('advice' in result) throw new Error(result.advice.join())
  return result
}

describe('where', () => {
  test.each<[string, Partial<Wish>, string[]]>([
    ['"不够通俗"', {}, ['r230112-2020_1', 'r230112-2021_1']],
    ['不够通俗', { years: [2021] }, ['r230112-2021_1']],
    ['2021年黑龙江哪些地方提到更新偏慢', {}, ['r230112-2021_1']],
    ['黑龙江 更新偏慢 2020', {}, ['r230112-2020_1']],
    ['更新偏慢 -文书', { years: [2020] }, ['r230112-2020_1']],
    ['政策解读 单一', { issuer: '道里区', years: [2021] }, ['r230102-2021_1']],
    ['政策解读', { issuer: '阿城区', years: [2021], kinds: ['improvements'] }, ['r230112-2021_2']],
    ['', { issuer: '顺河区', years: [2021] }, ['r410203-2021_0', 'r410203-2021_1', 'r410203-2021_2']],
    ['去年 开封 培训', {}, ['r410203-2021_0']],
    ['政策解读 阿城区2021年 部分：改进措施', {}, ['r230112-2021_2']],
    ['2021年阿城区存在的问题部分提到政策解读', {}, ['r230112-2021_1']],
    ['政策解读 阿城区2021年 部分：改进措施', { kinds: ['problems'] }, ['r230112-2021_1']],
  ])('%s %o', async (text, rest, expected) => {
    expect(await ids(text, rest)).toEqual(expected)
  })

  test('counts by year, part and the places one step below', async () => {
    const all = await found('政策解读')
    expect(all.counts).toEqual({
      year: [
        { name: '2021', count: 5 },
        { name: '2020', count: 5 },
      ],
      part: [
        { name: '改进措施', count: 6 },
        { name: '存在的问题', count: 4 },
      ],
      place: [
        { name: '黑龙江省', count: 8 },
        { name: '河南省', count: 2 },
      ],
    })
    expect((await found('政策解读 黑龙江')).counts.place).toEqual([{ name: '黑龙江省哈尔滨市', count: 8 }])
  })

  test('page by page, nothing twice and nothing left out', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map(page => found('政策解读', { page, perPage: 3 })))
    const all = pages.flatMap(page => page.hits.map(({ id }) => id))
    expect(pages.map(page => page.hits.length)).toEqual([3, 3, 3, 1])
    expect(new Set(all).size).toBe(10)
  })
})

describe('advice', () => {
  test.each<[string, Partial<Wish>, string]>([
    ['', {}, '请写出要找的词'],
    ['"', {}, '引号没有成对'],
    [' ,.-- ', {}, '请写出要找的词'],
    ['-培训', {}, '请写出要找的词'],
    ['量子计算机', {}, '没有找到写到“量子计算机”'],
    ['培训', { page: 99 }, '没有第 99 页'],
    ['培训', { issuer: '月球' }, '没有认出单位'],
    ['量子计算机 部分：胡说', {}, '没有“胡说”这个部分，可以写：总体情况'],
    ['year = 2021', {}, '不用写筛选式'],
    ['哪些地方没有提到量子计算机', {}, '请直接提问'],
    ['培训', { issuer: '西藏自治区' }, '没有收录'],
    ['', { like: 'nowhere_1' }, '没有编号为'],
  ])('%s %o', async (text, rest, words) => {
    const result = await seek(text, rest)
    expect(result.hits).toEqual([])
    expect(plainText(outcomeOf(result as Findings, () => ''))).toContain(words)
  })

  test.each([
    ['year > 0 AND "', {}],
    [Array.from({ length: 2000 }, (_, at) => `词${at}`).join(' '), {}],
    ['培训 "] OR year > 0', {}],
  ])('%.30s is no error', async (text, rest) => {
    const text2 = plainText(outcomeOf(await seek(text, rest), () => ''))
    expect(text2).not.toMatch(/error|invalid|undefined/i)
    expect(text2.length).toBeGreaterThan(5)
  })

  test('words that never stand together: what is left out is said', async () => {
    const { hits, remarks } = await found('经办人员 通俗')
    expect(remarks.join()).toMatch(/没有写到“(?:经办人员|通俗)”/)
    expect(hits.length).toBeGreaterThan(0)
  })
})

test('similar passages: other reports that share the most telling phrases', async () => {
  const { hits, remarks } = await found('', { like: 'r230112-2021_1' })
  expect(hits[0]!.id).toBe('r230112-2020_1')
  expect(hits.every(({ reportId }) => reportId !== 'r230112-2021')).toBe(true)
  expect(remarks.join()).toContain('不够通俗')
  // Whole words: 请人沟通 is no phrase of 申请人沟通.
  expect(phrasesOf('充分与申请人沟通后再答复申请人')).not.toContain('请人沟通')
  expect(phrasesOf('推进政策解读，及时回应群众关心的热点。')).toEqual(expect.arrayContaining(['政策解读']))
})

describe('showing', () => {
  test('whole words in brackets, neighbours together', async () => {
    const { hits } = await found('政策解读 不够通俗')
    expect(marked(hits[0]!.text, hits[0]!.ranges)).toContainEqual({ mark: '政策解读不够通俗' })
  })

  test('a part of a found word is not marked in another', async () => {
    const { hits } = await found('更新')
    expect(hits.length).toBe(4)
    for (const { text, ranges } of hits) expect(ranges.map(([start, end]) => text.slice(start, end))).toEqual(['更新'])
  })

  test('of a long passage the sentences around the found words', () => {
    const text = `${'前面的一句话没有要找的。'.repeat(20)}这里是答案。${'后面的一句话也没有。'.repeat(20)}`
    const at = text.indexOf('答案')
    const shown = lineText(snippet(text, [[at, at + 2]]))
    expect(shown).toContain('这里是【答案】。')
    expect(shown.startsWith('……')).toBe(true)
    expect(shown.endsWith('……')).toBe(true)
    expect(shown.length).toBeLessThan(190)
  })

  test('exports hold what a citation needs', async () => {
    const { hits } = await found('"不够通俗"', { years: [2021] })
    const csv = csvOf(hits, () => 'https://example.cn/a?b=1,2')
    expect(csv.split('\r\n')[1]).toBe(
      '"黑龙江省哈尔滨市阿城区人民政府","2021","存在的问题","五、存在的主要问题及改进情况 › （一）主要问题","（一）主要问题：政策解读不够通俗，更新偏慢。","阿城区人民政府2021年政府信息公开工作年度报告","https://example.cn/a?b=1,2","r230112-2021_1"',
    )
    const markdown = markdownOf(hits, () => 'a_b.html')
    expect(markdown).toContain('## 黑龙江省哈尔滨市阿城区人民政府 2021年')
    expect(markdown).toContain('> （一）主要问题：政策解读**不够通俗**，更新偏慢。')
    expect(markdown).toContain('a\\_b.html')
  })
})
