import { expect, test } from 'vitest'
import { findTimes, joinYears, type TimeMatch } from '../../src/question/time.ts'

const now = new Date('2021-06-01T12:00:00+08:00')
const list = (...years: number[]) => ({ kind: 'list', years })

/** The longest expression of a text, as the reading of the whole question would take it. */
const longest = (text: string): TimeMatch | undefined =>
  findTimes(text, now).toSorted((a, b) => b.text.length - a.text.length)[0]

test.each<[string, unknown]>([
  ['2020年', list(2020)],
  ['2020年度', list(2020)],
  ['2020', list(2020)],
  ['20年', list(2020)],
  ['二〇二〇年', list(2020)],
  ['二零二零年', list(2020)],
  ['二一年', list(2021)],
  ['两千零二十年', list(2020)],
  ['去年', list(2020)],
  ['上一年度', list(2020)],
  ['前年', list(2019)],
  ['大前年', list(2018)],
  ['今年', list(2021)],
  ['2019到2021年', list(2019, 2020, 2021)],
  ['2019年至2021年', list(2019, 2020, 2021)],
  ['2021-2023年', list(2021, 2022, 2023)],
  ['近三年', { kind: 'recent', count: 3 }],
  ['最近5年', { kind: 'recent', count: 5 }],
  ['2019年以来', { kind: 'since', year: 2019 }],
  ['历年', { kind: 'every' }],
  ['每年', { kind: 'every' }],
  ['哪一年', { kind: 'every' }],
  ['最新', { kind: 'latest' }],
  ['2021年发布的年报', { kind: 'published', years: [2021] }],
  ['前一年', { kind: 'shift', by: -1 }],
  ['后一年', { kind: 'shift', by: 1 }],
  ['明年', { kind: 'future', words: '明年' }],
  ['3月份', { kind: 'part', words: '3月份' }],
  ['十二月', { kind: 'part', words: '十二月' }],
])('%s', (text, meaning) => {
  expect(longest(text)?.meaning).toEqual(meaning)
})

test.each(['12345', '第三方', '三类内部事务', '前三名', '1968件', '三安全一稳定'])('no time in %s', text => {
  expect(findTimes(text, now)).toEqual([])
})

test('印发 of documents is not the publication of a report', () => {
  const meanings = findTimes('嘉禾县2022年印发了多少规范性文件', now).map(({ meaning }) => meaning)
  expect(new Set(meanings.map(({ kind }) => kind))).toEqual(new Set(['list']))
})

test('2021年 holds no 20', () => {
  expect(findTimes('嘉禾2021年内部事务', now).map(({ text }) => text)).not.toContain('20')
})

test('the year of 去年 is that of Beijing', () => {
  expect(findTimes('去年', new Date('2020-12-31T17:00:00Z'))[0]?.meaning).toEqual(list(2020))
})

test.each<[string, unknown]>([
  ['2019、2020和2021年', list(2019, 2020, 2021)],
  ['2020年和2020年', list(2020)],
  ['20、21年', list(2020, 2021)],
  ['20和21年', list(2020, 2021)],
  ['2019到2021年每年', list(2019, 2020, 2021)],
  ['2019年以来每年', { kind: 'since', year: 2019 }],
  ['', null],
])('years of %j', (text, years) => {
  const found = findTimes(text, now)
  const outer = found.filter(
    one =>
      !found.some(
        other =>
          other !== one && other.start <= one.start && one.end <= other.end && other.text.length > one.text.length,
      ),
  )
  expect(joinYears(outer.map(({ meaning }) => meaning))).toEqual(years)
})
