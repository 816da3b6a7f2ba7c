import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldOf, printedFields } from '../../src/report/fields.ts'
import type { Cell, CellState } from '../../src/report/report.ts'
import { decodeCells, encodeCells } from '../../src/search/cells.ts'
import { type CellSpec, makeFullReport, makeReport } from '../support/reports.ts'

const field = 'requests.received.total'

test.each<[string, CellSpec]>([
  ['a number', 23],
  ['zero', 0],
  ['money', 25.1],
  ['a sign', [36, 'reported', '+36']],
  ['a thousands comma', [1395, 'reported', '1,395']],
  ['a full-width number', [23, 'reported', '２３']],
  ['a unit', [25.1, 'reported', '251000元']],
  ['a note', [10, 'reported', '10', '由 1 与 0 两格合成']],
  ['an empty cell', [null, 'blank', '']],
  ['a dash', [null, 'notApplicable', '—']],
  ['an unreadable cell', [null, 'unreadable', '3\t"9\\0"']],
])('%s comes back as it was', (_, spec) => {
  const { cells } = makeReport({ cells: { [field]: spec } })
  expect(decodeCells(encodeCells(cells)).all()).toEqual(cells)
})

test('a label of its own comes back', () => {
  const cells: Cell[] = [{ field, label: '另一个名称', value: 1, state: 'reported', raw: '1' }]
  expect(decodeCells(encodeCells(cells)).all()).toEqual(cells)
})

const anyCell: fc.Arbitrary<Cell> = fc
  .record(
    {
      field: fc.constantFrom(...printedFields('2019'), ...printedFields('2021'), 'unknown', 'a.b.c.d'),
      label: fc.option(fc.string(), { nil: undefined }),
      value: fc.option(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), { nil: null }),
      state: fc.constantFrom<CellState[]>('reported', 'blank', 'notApplicable', 'notInForm', 'unreadable'),
      raw: fc.string({ unit: 'binary' }),
      note: fc.string(),
    },
    { requiredKeys: ['field', 'label', 'value', 'state', 'raw'] },
  )
  .map(cell => ({
    ...cell,
    label:
      cell.label ??
      (cell.field.includes('unknown') || cell.field === 'a.b.c.d' ? cell.field : fieldOf(cell.field).label),
    // JSON knows no negative zero, and no report prints one.
    value: cell.value === 0 ? 0 : cell.value,
  }))

test('any cells come back, in their order', () => {
  fc.assert(
    fc.property(fc.array(anyCell, { maxLength: 30 }), cells => {
      const { all, cellOf } = decodeCells(encodeCells(cells))
      expect(all()).toEqual(cells)
      for (const { field } of cells) expect(cellOf(field)).toEqual(cells.find(each => each.field === field))
      expect(cellOf('of.none')).toBeUndefined()
    }),
  )
})

test('a full form takes less room than the bare ids and numbers would', () => {
  const { cells } = makeFullReport({ year: 2023 }, (_, index) => index % 90)
  const bare = JSON.stringify(cells.map(({ field, value }) => [field, value]))
  expect(encodeCells(cells).length).toBeLessThan(bare.length * 0.6)
})
