import { expect, test } from 'vitest'
import { cellsOf } from '../../src/answer/column.ts'
import { median } from '../../src/answer/figure.ts'
import { filtered } from '../../src/answer/filtering.ts'
import { ranked } from '../../src/answer/ranking.ts'
import { filter, rank } from '../../src/question/operations.ts'
import { heldOf, makeReport } from '../support/reports.ts'

const field = 'requests.received.total'

const columnOf = (values: (number | null)[]) =>
  cellsOf(
    values.map((value, at) =>
      heldOf(
        makeReport({
          id: `r${at}-2020`,
          year: 2020,
          cells: { [field]: value === null ? [null, 'blank', ''] : value },
        }),
      ),
    ),
    [field],
  )

const shown = (values: (number | null)[], ...order: Parameters<typeof rank>) =>
  ranked(columnOf(values), rank(...order)).figures.map(({ value }) => value)

test.each<[string, (number | null)[], Parameters<typeof rank>, number[]]>([
  ['the most', [3, 9, 5], ['most'], [9]],
  ['of equals all', [9, 9, 5], ['most'], [9, 9]],
  ['a place that is shared', [9, 9, 5], ['most', 2, 1], [9, 9]],
  ['the second of the least', [9, 1, 5], ['least', 2, 1], [5]],
  ['a blank cell is none of them', [null, 0, 5], ['least'], [0]],
  ['no such place', [9, 5], ['most', 3, 1], []],
  ['both ends', [9, 1, 5], ['both'], [9, 1]],
  ['the sum of the first two', [9, 1, 5], ['most', 1, 2, 'sum'], [14, 9, 5]],
  ['the difference of the ends', [9, 1, 5], ['both', 1, 1, 'difference'], [8, 9, 1]],
])('%s', (_, values, order, figures) => {
  expect(shown(values, ...order)).toEqual(figures)
})

test('of several at the last place no sum is made', () => {
  expect(shown([9, 5, 5], 'most', 1, 2, 'sum')).toEqual([9, 5, 5])
})

test('blank cells are named and not counted', () => {
  const { lines } = filtered(columnOf([3, null, 60]), filter('above', '50'), new Set())
  const text = lines.flat().filter(part => typeof part === 'string')
  expect(text.join('')).toContain('已收录的 2 份报告')
  expect(text.join('')).toContain('空白')
})

test.each([
  [[1, 2, 9], 2],
  [[1, 2, 3, 10], 2.5],
  [[4], 4],
])('the middle of %j is %d', (values, middle) => {
  const figures = columnOf(values).rows.map(({ figure }) => figure)
  expect(median(figures, '中位数').value).toBe(middle)
})
