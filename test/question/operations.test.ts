import { expect, test } from 'vitest'
import { filter, findOperations, parseNumber, rank, type Spoken, strongest } from '../../src/question/operations.ts'

test.each([
  ['五', 5],
  ['十', 10],
  ['十二', 12],
  ['五十', 50],
  ['一百二十', 120],
  ['一百零五', 105],
  ['两千', 2000],
  ['三万', 30000],
  ['3万', 30000],
  ['1.5万', 15000],
  ['100', 100],
])('%s is %d', (text, value) => {
  expect(parseNumber(text)).toBe(value)
})

test.each<[string, Spoken]>([
  ['超过50件', filter('above', '50')],
  ['多于五十件', filter('above', '50')],
  ['不少于100', filter('atLeast', '100')],
  ['五十件以上', filter('atLeast', '50')],
  ['不到10件', filter('below', '10')],
  ['不超过20', filter('atMost', '20')],
  ['20件以下', filter('atMost', '20')],
  ['正好3件', filter('equal', '3')],
  ['一件申请都没收到', filter('equal', '0')],
  ['零申请', filter('equal', '0')],
  ['100到500之间', filter('between', '100', '500')],
  ['前三名', rank('most', 1, 3)],
  ['排名前5位', rank('most', 1, 5)],
  ['后两名', rank('least', 1, 2)],
  ['倒数第三', rank('least', 3, 1)],
  ['第二多', rank('most', 2, 1)],
  ['排第二', rank('most', 2, 1)],
  ['最多的三个', rank('most', 1, 3)],
  ['增加了多少', { kind: 'change', by: 'number', way: 'up' }],
])('%s', (text, operation) => {
  const found = findOperations(text).toSorted((a, b) => b.text.length - a.text.length)
  expect(found[0]?.operation).toEqual(operation)
})

test.each(['第三方', '第二十条第（五）项', '收到多少', '2020年', '三类内部事务'])('no operation in %s', text => {
  expect(findOperations(text)).toEqual([])
})

test('a filter goes before a ranking', () => {
  expect(strongest([rank('most'), filter('above', '5')]).kind).toBe('filter')
  expect(strongest([]).kind).toBe('value')
})
