import { describe, expect, test } from 'vitest'
import type { Operation, Query, What } from '../../src/question/query.ts'
import { understand } from '../../src/question/understand.ts'

const now = new Date('2023-06-01')

function queryOf(text: string): Query {
  const read = understand(text, { now })
  if (read.kind !== 'query') throw new Error(`${text}: ${read.kind}`)
  return read.query
}

describe('what is taken of each report, and what is done with it', () => {
  test.each<[string, What['kind'], Operation['kind'], Query['scope']]>([
    ['无锡各区2022年申请增加最多的是哪个', 'change', 'rank', 'below'],
    ['2022年哪些区申请比上年下降', 'change', 'filter', 'all'],
    ['无锡各区2022年公开率最高的', 'rate', 'rank', 'below'],
    ['2022年公开率低于30%的有哪些', 'rate', 'filter', 'all'],
    ['2022年自然人占比超过一半的单位', 'share', 'filter', 'all'],
    ['2022年处罚加许可谁最多', 'sum', 'rank', 'all'],
    ['无锡各区2022年申请高于平均数的', 'cells', 'filter', 'below'],
    ['梁溪区2022年申请高于平均吗', 'cells', 'standing', 'named'],
    ['梁溪区2022年申请排第几', 'cells', 'standing', 'named'],
    ['锡山和惠山2022年谁的申请增加得多', 'change', 'compare', 'named'],
    ['嘉禾县2022年申请比上年增加多少', 'change', 'value', 'named'],
    ['2020年采购没填的有哪些', 'cells', 'state', 'all'],
    ['锡山和惠山2022年申请之和比梁溪多吗', 'cells', 'sides', 'named'],
  ])('%s: %s, %s, %s', (text, what, operation, scope) => {
    expect(queryOf(text)).toMatchObject({ what: { kind: what }, operation: { kind: operation }, scope })
  })
})

test.each<[string, Partial<What>]>([
  ['无锡各区2022年申请增加最多的', { by: 'number', way: 'up' }],
  ['无锡各区2022年申请下降最多的', { by: 'number', way: 'down' }],
  ['无锡各区2022年申请增幅最大的', { by: 'percent', way: 'up' }],
  ['无锡各区2022年申请增长最快的', { by: 'percent', way: 'up' }],
  ['无锡各区2022年申请变化最大的', { by: 'number', way: null }],
])('%s', (text, what) => {
  expect(queryOf(text).what).toMatchObject(what)
})

test.each([
  ['2021年乡镇处罚排名', 'towns'],
  ['2021年镇政府处罚排名', 'towns'],
  ['2020年街道中谁申请最多', 'subdistricts'],
  ['2022年哪个县申请最多', 'properCounties'],
  ['无锡各区2022年申请', 'districts'],
  ['梁溪区部门里谁申请最多', 'departments'],
])('%s is about %s', (text, among) => {
  expect(queryOf(text).among).toBe(among)
})

test.each([
  ['除梁溪区外无锡各区2022年申请合计', '无锡', '梁溪区'],
  ['无锡各区不含梁溪区2022年申请合计', '无锡', '梁溪区'],
  ['梁溪区除外，无锡各区2022年申请合计', '无锡', '梁溪区'],
])('%s: of %s without %s', (text, area, left) => {
  const { issuers, except } = queryOf(text)
  expect([issuers.map(each => each.text), except.map(each => each.text)]).toEqual([[area], [left]])
})

test.each([
  ['30%', 30],
  ['百分之三十', 30],
  ['三成', 30],
  ['一半', 50],
])('公开率低于%s', (bound, from) => {
  expect(queryOf(`2022年公开率低于${bound}的单位`).operation).toMatchObject({
    test: 'below',
    bound: { from, percent: true },
  })
})
