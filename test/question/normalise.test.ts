import { expect, test } from 'vitest'
import { normalise } from '../../src/question/normalise.ts'

test.each([
  // [as typed, as compared]
  ['阿城区２０２１年', '阿城区2021年'],
  ['軍糧城街道2020年行政復議有幾件', '军粮城街道2020年行政复议有几件'],
  ['行政覆議', '行政复议'],
  ['政府資訊公開', '政府信息公开'],
  ['規範性文件', '规范性文件'],
  // Simplified texts stay as they are, whatever a dictionary of Taiwan makes of their words.
  ['政府文件和信息', '政府文件和信息'],
  ['塔什库尔干塔吉克自治县', '塔什库尔干塔吉克自治县'],
  ['乾安县2021年', '乾安县2021年'],
  ['1,968件', '1968件'],
  ['2020,2021年', '2020,2021年'],
  ['贰零贰壹年', '二零二一年'],
  ['陆川县', '陆川县'],
  ['军粮城 2020 复议 几 件', '军粮城2020复议几件'],
  ['  A  B\n\tC ', 'a b c'],
  ['阿城\u200b区\ufeff', '阿城区'],
  ['', ''],
])('%j → %j', (typed, compared) => {
  expect(normalise(typed)).toBe(compared)
})

test('what is normalised stays as it is', () => {
  for (const text of ['軍糧城街道', '阿城区２０２１年 收到', '贰零贰壹年1,968件'])
    expect(normalise(normalise(text))).toBe(normalise(text))
})
