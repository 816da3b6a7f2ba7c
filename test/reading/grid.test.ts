import { describe, expect, test } from 'vitest'
import { type RawBlock, type RawCell, resolveSpans, settleBlocks, tableOfPlacedCells } from '../../src/reading/grid.ts'
import { rowLine } from './fixtures.ts'

const cell = (text: string, colSpan = 1, rowSpan = 1, more: Partial<RawCell> = {}): RawCell => ({
  blocks: [{ kind: 'paragraph', text }],
  colSpan,
  rowSpan,
  ...more,
})
const table = (...rows: RawCell[][]): RawBlock => ({ kind: 'table', rows })

const cases: [string, RawCell[][], string[]][] = [
  [
    'plain cells',
    [
      [cell('a'), cell('b')],
      [cell('c'), cell('d')],
    ],
    ['a|b', 'c|d'],
  ],
  ['a cell over columns', [[cell('a', 3)], [cell('b'), cell('c', 2)]], ['a|~|~', 'b|c|~']],
  ['a cell over rows', [[cell('a', 1, 2), cell('b')], [cell('c')]], ['a|b', '~|c']],
  [
    'a cell over both',
    [[cell('a', 2, 2), cell('b')], [cell('c')], [cell('d'), cell('e'), cell('f')]],
    ['a|~|b', '~|~|c', 'd|e|f'],
  ],
  ['a cell over rows at the right', [[cell('a'), cell('b', 1, 2)], [cell('c')]], ['a|b', 'c|~']],
  ['cells over rows that the table lacks', [[cell('a', 1, 9), cell('b')], [cell('c')]], ['a|b', '~|c']],
  ['a lost cell is a shorter row', [[cell('a'), cell('b')], [cell('c')]], ['a|b', 'c']],
  ['a lost cell before a covered spot', [[cell('a'), cell('b'), cell('c', 1, 2)], [cell('d')]], ['a|b|c', 'd|~|~']],
  ['a blank cell is a cell', [[cell('a'), cell('')]], ['a|']],
  [
    "Word's merging downwards",
    [
      [cell('a'), cell('b')],
      [cell('x', 1, 1, { continuesAbove: true }), cell('c')],
    ],
    ['a|b', '~|c'],
  ],
  ["Word's merging with nothing above", [[cell('a', 1, 1, { continuesAbove: true })]], ['a']],
]

describe('merged cells', () => {
  test.each(cases)('%s', (_, rows, lines) => {
    expect(resolveSpans(rows, { spots: 100 }).map(rowLine)).toEqual(lines)
  })

  test('a grid beyond reason is refused', () => {
    const rows = Array.from({ length: 50 }, () => [cell('a', 100)])
    expect(() => resolveSpans(rows, { spots: 1000 })).toThrow(/表格过大/)
    expect(() => resolveSpans([[cell('a', 100), cell('b', 100), cell('c', 100)]], { spots: 1000 })).toThrow(/表格过大/)
  })
})

describe('layout tables', () => {
  const figures = table([cell('规章'), cell('1')], [cell('文件'), cell('2')])
  const kinds = (blocks: RawBlock[]) =>
    settleBlocks(blocks).map(block => (block.kind === 'paragraph' ? block.text : block.rows.map(rowLine).join(' ')))

  test('a table round a table is unwrapped', () => {
    const menu = cell('菜单')
    const article: RawCell = { ...cell('正文'), blocks: [{ kind: 'paragraph', text: '正文' }, figures] }
    expect(kinds([table([menu, article])])).toEqual(['菜单', '正文', '规章|1 文件|2'])
  })

  test('a table of one cell is a paragraph', () => {
    expect(kinds([table([cell('正文')])])).toEqual(['正文'])
  })

  test('a cell with prose lays out a page', () => {
    const prose = '主动公开政府信息。'.repeat(80)
    expect(kinds([table([cell('菜单'), cell(prose)])])).toEqual(['菜单', prose])
  })

  test('a small table within a large one stays in its cell', () => {
    const inner: RawCell = { ...cell(''), blocks: [table([cell('1'), cell('2')])] }
    expect(kinds([table([cell('a'), inner], [cell('b'), cell('c')])])).toEqual(['a|12 b|c'])
  })
})

test('lines of a placed cell with prose become paragraphs', () => {
  const place = (text: string, left: number) => ({ text, left, right: left + 10, rowSpan: 1, continuesAbove: false })
  const prose = '主动公开政府信息。'.repeat(80)
  expect(settleBlocks([tableOfPlacedCells([[place('甲', 0), place(`${prose}\n${prose}`, 10)]], 3)])).toEqual(
    ['甲', prose, prose].map(text => ({ kind: 'paragraph', text })),
  )
})

test('cells placed by their edges share columns though the edges differ by a hair', () => {
  const place = (text: string, left: number, right: number) => ({
    text,
    left,
    right,
    rowSpan: 1,
    continuesAbove: false,
  })
  const rows = [
    [place('a', 0, 100.4), place('b', 100.4, 200)],
    [place('c', 0.5, 200.3)],
    [place('d', 0, 50), place('e', 50, 100), place('f', 100, 200)],
  ]
  expect(settleBlocks([tableOfPlacedCells(rows, 3)])).toMatchObject([
    {
      rows: [
        [{ text: 'a' }, { continued: true }, { text: 'b' }],
        [{ text: 'c' }, { continued: true }, { continued: true }],
        [{ text: 'd' }, { text: 'e' }, { text: 'f' }],
      ],
    },
  ])
})
