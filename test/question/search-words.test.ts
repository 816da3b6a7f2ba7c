import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mentionIn } from '../../src/question/mention.ts'
import { mostWords, readSearch } from '../../src/question/search-words.ts'

const now = new Date('2023-06-01')
const told = (text: string) => {
  const { words, phrases, excluded, issuers, years } = readSearch(text, now)
  return [words, phrases, excluded, issuers.map(issuer => issuer.text), years?.kind === 'list' ? years.years : years]
}

describe('what is typed to search', () => {
  test.each<[string, string[], string[], string[], string[], number[] | null]>([
    ['政策解读 不够通俗', ['政策解读', '不够通俗'], [], [], [], null],
    ['政策解读 "不够通俗" -培训', ['政策解读'], ['不够通俗'], ['培训'], [], null],
    ['“不够通俗” -“业务培训”', [], ['不够通俗'], ['业务培训'], [], null],
    ['2021年黑龙江哪些地方提到人员不足', ['人员不足'], [], [], ['黑龙江'], [2021]],
    ['阿城区 2021 政策解读', ['政策解读'], [], [], ['阿城区'], [2021]],
    ['去年 培训', ['培训'], [], [], [], [2022]],
    ['"2021年黑龙江"', [], ['2021年黑龙江'], [], [], null],
    ['更新', ['更新'], [], [], [], null],
    ['江苏更新不及时', ['更新不及时'], [], [], ['江苏'], null],
    ['阿城区的培训情况怎么样', ['培训'], [], [], ['阿城区'], null],
    ['政策解读 -"更新', ['政策解读'], [], ['更新'], [], null],
    ['更新 year = 2021', ['更新'], [], [], [], [2021]],
    ['「不够通俗」『更新』', [], ['不够通俗', '更新'], [], [], null],
    ['收费—情况', ['收费'], [], [], [], null],
    ['工作', ['工作'], [], [], [], null],
    ['培训 培训', ['培训'], [], [], [], null],
    ['培训 OR year > 2020', ['培训'], [], [], [], [2020]],
    [',,, " ---', [], [], [], [], null],
    ['', [], [], [], [], null],
  ])('%s', (text, words, phrases, excluded, issuers, years) => {
    expect(told(text)).toEqual([words, phrases, excluded, issuers, years])
  })

  test.each([
    ['"培训', '引号没有成对'],
    [Array.from({ length: 2000 }, (_, at) => `词语${'甲乙丙丁'[at % 4]}${at}`).join(' '), '词太多'],
    ['很长的一个词'.repeat(20), '太长的词'],
  ])('%.20s is remarked on', (text, remark) => {
    const { words, remarks } = readSearch(text, now)
    expect(remarks.join()).toContain(remark)
    expect(words.length).toBeGreaterThan(0)
    expect(words.length).toBeLessThanOrEqual(mostWords)
  })

  test('never fails', () => {
    const part = fc.constantFrom(
      '"',
      '-',
      '“',
      ' ',
      '培训',
      '阿城区',
      '2021年',
      'OR',
      '>',
      '\\',
      '\n',
      '提到',
      '的',
      'a',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 100 }),
          fc.array(part).map(all => all.join('')),
        ),
        text => {
          const { words, phrases, excluded } = readSearch(text, now)
          for (const word of [...words, ...phrases, ...excluded]) expect(word).toMatch(/[\p{L}\p{N}]/u)
        },
      ),
    )
  })
})

describe('mentions', () => {
  test.each<[string, string[], string]>([
    ['哪些地方没有提到培训', ['培训'], '哪些地方'],
    ['2021年黑龙江没提到培训的区有几个', ['培训'], '2021年黑龙江哪些区'],
    ['没有提到“短视频”的有哪些单位', ['短视频'], '哪些单位'],
    ['不提及新闻发布会的有多少家', ['新闻发布会'], '哪些单位'],
    ['哪些报告没提培训', ['培训'], '哪些'],
    ['没有提到培训的地方', ['培训'], '哪些地方'],
    ['哪些地方没有提到新闻发布会和培训', ['新闻发布会', '培训'], '哪些地方'],
  ])('%s: those that do not', (text, words, rest) => {
    expect(mentionIn(text)).toEqual({ words, rest, without: true })
  })

  test.each(['阿城区没有提到什么', '哪些地方没有提交申请', '没有提供的有几件', '提到了哪些问题'])(
    '%s names nothing',
    text => {
      expect(mentionIn(text)).toBeNull()
    },
  )

  test.each<[string, string[], string]>([
    ['哪些地方提到人员不足', ['人员不足'], '哪些地方'],
    ['提到政策解读的单位有哪些', ['政策解读'], '哪些单位'],
    ['阿城区2021年有没有提到短视频', ['短视频'], '阿城区2021年'],
    ['阿城区年报里写到开放日了吗', ['开放日'], '阿城区'],
    ['哪些地方提到“微信、微博”', ['微信', '微博'], '哪些地方'],
    ['哪些地方提到“微信”和“微博”', ['微信', '微博'], '哪些地方'],
    ['嘉禾县哪几年提到短视频', ['短视频'], '嘉禾县历年'],
    ['有没有提到培训', ['培训'], ''],
    ['阿城区有没有提到政策解读和门户网站', ['政策解读', '门户网站'], '阿城区'],
    ['哪些地方提到公众参与和监督', ['公众参与', '监督'], '哪些地方'],
    ['哪些地方提到及时回应以及培训', ['及时回应', '培训'], '哪些地方'],
    ['哪些地方提到和谐社会', ['和谐社会'], '哪些地方'],
  ])('%s', (text, words, rest) => {
    expect(mentionIn(text)).toEqual({ words, rest, without: false })
  })

  test.each(['阿城区收到多少申请', '报告里提到了哪些问题', '提到多少次', '涉及国家秘密的有几件'])(
    '%s asks for none',
    text => {
      expect(mentionIn(text)).toBeNull()
    },
  )
})
