import { expect, test } from 'vitest'
import type { HeldReport, Line } from '../../src/answer/answer.ts'
import { figureText } from '../../src/answer/figure.ts'
import { largest } from '../../src/answer/largest.ts'
import type { CellState } from '../../src/report/report.ts'
import { heldOf, makeReport } from '../support/reports.ts'

const fields = ['licensing', 'penalties', 'coercion'].map(row => [`disclosure.${row}.decisions`])

const reportWith = (values: (number | CellState)[]): HeldReport =>
  heldOf(
    makeReport({
      issuer: { name: '某县人民政府' },
      cells: Object.fromEntries(
        values.map((value, at) => [fields[at]![0]!, typeof value === 'number' ? value : [null, value, '/']]),
      ),
    }),
  )

const textOf = (lines: Line[]): string =>
  lines
    .map(line =>
      line.map(part => (typeof part === 'string' ? part : 'mark' in part ? part.mark : figureText(part))).join(''),
    )
    .join('\n')

test.each<[string, (number | CellState)[], 'most' | 'least' | 'both', RegExp[]]>([
  ['the greatest', [3, 9, 1], 'most', [/最多的是“行政处罚 处理决定数量”，9 件/]],
  ['the least', [3, 9, 1], 'least', [/最少的是“行政强制 处理决定数量”，1 件/]],
  ['both ends', [3, 9, 1], 'both', [/最多的是“行政处罚/, /最少的是“行政强制/]],
  ['ties are named', [9, 9, 1], 'most', [/最多的是“行政许可 处理决定数量”、“行政处罚 处理决定数量”（并列），各 9 件/]],
  ['all alike', [0, 0, 0], 'most', [/各项相同，都是 0 件/]],
  [
    'a blank is no zero',
    [3, 'blank', 1],
    'least',
    [/有数字的各项中，最少的是“行政强制/, /“行政处罚 处理决定数量”一格在报告里是空白/],
  ],
  ['a slash is left out', ['notApplicable', 2, 1], 'most', [/有数字的各项中，最多的是“行政处罚/, /不适用/]],
  ['one number is not compared', [3, 'blank', 'unreadable'], 'most', [/只有一项有数字/]],
])('%s', (_, values, order, expected) => {
  const { lines } = largest(reportWith(values), fields, { order })
  const text = textOf(lines)
  for (const words of expected) expect(text).toMatch(words)
})

test('a sum does not compete with its parts', () => {
  const ids = ['requests.refused.total', 'requests.refused.stateSecret.total', 'requests.granted.total']
  const { lines } = largest(
    heldOf(makeReport({ cells: Object.fromEntries(ids.slice(1).map((field, at) => [field, at + 1])) })),
    ids.map(id => [id]),
    { order: 'most' },
  )
  const fieldsShown = lines.flat().flatMap(part => (typeof part !== 'string' && 'field' in part ? [part.field] : []))
  expect(fieldsShown).not.toContain(ids[0])
})
