import { describe, expect, test } from 'vitest'
import { at, chineseAt, ruling, writePdf } from '../../scripts/fixtures/pdf.ts'
import { settleBlocks } from '../../src/reading/grid.ts'
import { readPdf } from '../../src/reading/pdf.ts'
import { ruledTables } from '../../src/reading/pdf-grid.ts'
import { layOut } from '../../src/reading/pdf-layout.ts'
import type { Glyph, PageContent, Rule } from '../../src/reading/pdf-page.ts'
import { expectedOf, fixture, outline, paragraphsOf, tablesOf } from './fixtures.ts'

const read = async (pages: string[], options = {}) => outline((await readPdf(writePdf(pages, options))).blocks)

const grid = ruling([100, 200, 300], [500, 520, 540])
const inGrid = at(110, 526, 'a') + at(210, 526, 'b') + at(110, 506, 'c') + at(210, 506, '12')
const prose = at(72, 700, 'Some words that make a text layer')

const pages: [string, string[], string[]][] = [
  ['a ruled table', [prose + grid + inGrid], ['Somewordsthatmakeatextlayer', 'a|b', 'c|12']],
  [
    'a table whose text comes in another order',
    [prose + inGrid.split('\n').reverse().join('\n') + grid],
    ['Somewordsthatmakeatextlayer', 'a|b', 'c|12'],
  ],
  [
    'lines drawn as thin boxes',
    [
      `${prose}${[500, 520, 540].map(y => `100 ${y} 200 0.5 re f\n`).join('')}${[100, 200, 300].map(x => `${x} 500 0.5 40 re f\n`).join('')}${inGrid}`,
    ],
    ['Somewordsthatmakeatextlayer', 'a|b', 'c|12'],
  ],
  [
    'cells drawn one by one, side by side',
    [`${prose}${[100, 200].flatMap(x => [500, 520].map(y => `${x} ${y} 100 20 re S\n`)).join('')}${inGrid}`],
    ['Somewordsthatmakeatextlayer', 'a|b', 'c|12'],
  ],
  [
    'a table open at its sides',
    [`${prose}${[500, 520, 540].map(y => `100 ${y} m 300 ${y} l S\n`).join('')}200 500 m 200 540 l S\n${inGrid}`],
    ['Somewordsthatmakeatextlayer', 'a|b', 'c|12'],
  ],
  [
    'a number wider than its cell',
    [
      prose +
        ruling([100, 200, 216, 300], [500, 520, 540]) +
        at(110, 526, 'a') +
        at(188, 526, '18651.06') +
        at(240, 526, '7') +
        at(110, 506, 'b') +
        at(203, 506, '1'),
    ],
    ['Somewordsthatmakeatextlayer', 'a|18651.06|7', 'b|1|'],
  ],
  [
    'a number that runs into its neighbour',
    [
      prose +
        ruling([100, 200, 216, 300], [500, 520, 540]) +
        at(110, 526, 'a') +
        at(188, 526, '18651.06') +
        at(228, 526, '7') +
        at(110, 506, 'b') +
        at(203, 506, '1'),
    ],
    ['Somewordsthatmakeatextlayer', 'a|18651.06|7', 'b|1|'],
  ],
  [
    'text printed twice for boldness',
    [prose + grid + inGrid + at(110.2, 526, 'a') + at(210.2, 506, '12')],
    ['Somewordsthatmakeatextlayer', 'a|b', 'c|12'],
  ],
  [
    'one string over two cells',
    [`${prose}${grid}BT /F1 10 Tf 110 526 Td [(5) -9500 (6)] TJ ET\n${at(110, 506, 'c')}`],
    ['Somewordsthatmakeatextlayer', '5|6', 'c|'],
  ],
  [
    'a lone box is no table',
    [`${prose}100 500 200 40 re S\n${at(110, 510, 'boxed words')}`],
    ['Somewordsthatmakeatextlayer', 'boxedwords'],
  ],
  [
    'page numbers',
    [prose + at(290, 30, '- 1 -'), prose + at(290, 30, '2')],
    ['Somewordsthatmakeatextlayer', 'Somewordsthatmakeatextlayer'],
  ],
  [
    'a running head',
    [1, 2, 3].map(number => at(72, 770, 'Annual report') + at(72, 700, `Words of page number ${number}`)),
    ['Wordsofpagenumber1', 'Wordsofpagenumber2', 'Wordsofpagenumber3'],
  ],
]

describe('pages', () => {
  test.each(pages)('%s', async (_, contents, lines) => {
    expect(await read(contents)).toEqual(lines)
    expect(await read(contents, { compress: true })).toEqual(lines)
  })

  test('a page turned on its side', async () => {
    // Painted so that it reads upright once turned by 90 degrees.
    const turned = `0 1 -1 0 600 0 cm\n${grid}${inGrid}${prose}`
    expect(await read([turned], { rotate: 90 })).toEqual(['Somewordsthatmakeatextlayer', 'a|b', 'c|12'])
  })

  test('a Chinese font that is not embedded', async () => {
    const page = chineseAt(72, 700, 'D5FEB8AED0C5CFA2B9ABBFAAB9A4D7F7C4EAB6C8B1A8B8E6', 16)
    expect(await read([page])).toEqual(['政府信息公开工作年度报告'])
  })
})

const table = (from: number, to: number, top: number, more = '') => {
  const rows = Array.from({ length: to - from }, (_, index) => from + index)
  const ys = [...rows, to].map((_, index) => top - 20 * index)
  const texts = rows.map((row, index) => at(110, ys[index]! - 14, `row ${row}`) + at(210, ys[index]! - 14, String(row)))
  return ruling([100, 200, 300], ys) + texts.join('') + more
}

const breaks: [string, string[], string[][]][] = [
  ['goes on', [table(1, 4, 160), table(4, 6, 740)], [['row1|1', 'row2|2', 'row3|3', 'row4|4', 'row5|5']]],
  [
    'goes on on a page with other margins',
    [table(1, 4, 160), `1 0 0 1 25 0 cm\n${table(4, 6, 740)}`],
    [['row1|1', 'row2|2', 'row3|3', 'row4|4', 'row5|5']],
  ],
  [
    'another table after a heading',
    [table(1, 4, 160), at(72, 760, 'Another heading') + table(4, 6, 740)],
    [
      ['row1|1', 'row2|2', 'row3|3'],
      ['row4|4', 'row5|5'],
    ],
  ],
  [
    'a page number between',
    [table(1, 4, 160, at(290, 30, '- 1 -')), table(4, 6, 740)],
    [['row1|1', 'row2|2', 'row3|3', 'row4|4', 'row5|5']],
  ],
  [
    'the header once more',
    [
      ruling([100, 200, 300], [160, 180]) + at(110, 166, 'label') + at(210, 166, 'count') + table(1, 4, 160),
      ruling([100, 200, 300], [740, 760]) + at(110, 746, 'label') + at(210, 746, 'count') + table(4, 6, 740),
    ],
    [['label|count', 'row1|1', 'row2|2', 'row3|3', 'row4|4', 'row5|5']],
  ],
]

test.each(breaks)('a table at a page break: %s', async (_, contents, tables) => {
  const document = await readPdf(writePdf([prose + contents[0], ...contents.slice(1)]))
  expect(tablesOf(document).map(rows => outline([{ kind: 'table', rows }]))).toEqual(tables)
})

test('a blank figure below the break is a blank figure; a cell over rows goes on', async () => {
  const upper = `${prose}${ruling([100, 150, 250, 300], [100, 120, 140])}`.replace(
    '100 120 m 300 120 l',
    '150 120 m 300 120 l',
  )
  const lower = ruling([100, 150, 250, 300], [700, 720, 740]).replace('100 720 m 300 720 l', '150 720 m 300 720 l')
  const first =
    upper + at(105, 126, 'group') + at(160, 126, 'one') + at(260, 126, '1') + at(160, 106, 'two') + at(260, 106, '2')
  const second = lower + at(160, 726, 'three') + at(160, 706, 'four') + at(260, 706, '4')
  const [rows] = tablesOf(await readPdf(writePdf([first, second])))
  expect(outline([{ kind: 'table', rows: rows! }])).toEqual(['group|one|1', '~|two|2', '~|three|', '~|four|4'])
})

describe('a row that the break cuts in two', () => {
  const xs = [100, 200, 230, 260, 290, 320, 350]
  const row = (y: number, ...texts: string[]) =>
    ruling(xs, [y, y + 20]) + texts.map((text, index) => at(xs[index]! + 5, y + 6, text)).join('')
  const readRows = async (upper: string, lower: string) => {
    const [rows] = tablesOf(await readPdf(writePdf([prose + upper, lower])))
    return outline([{ kind: 'table', rows: rows! }])
  }
  const above = row(120, '1.first', '1', '2', '3', '4', '5') + row(100, '2.second and', '6', '7', '8', '9', '0')

  test('gets its label back', async () => {
    const below = row(720, 'its rest') + row(700, '3.third', '1', '1', '1', '1', '1')
    expect(await readRows(above, below)).toEqual([
      '1.first|1|2|3|4|5',
      '2.secondanditsrest|6|7|8|9|0',
      '3.third|1|1|1|1|1',
    ])
  })

  test('a numbered row of blanks is a row of its own', async () => {
    const below = row(720, '3.third') + row(700, '4.fourth', '1', '1', '1', '1', '1')
    expect(await readRows(above, below)).toEqual([
      '1.first|1|2|3|4|5',
      '2.secondand|6|7|8|9|0',
      '3.third|||||',
      '4.fourth|1|1|1|1|1',
    ])
  })

  test('figures below the break never move', async () => {
    const below = row(720, 'its rest', '1') + row(700, '3.third', '1', '1', '1', '1', '1')
    expect(await readRows(above, below)).toContain('itsrest|1||||')
  })
})

describe('ruling lines', () => {
  const h = (at: number, from: number, to: number): Rule => ({ axis: 'horizontal', at, from, to })
  const v = (at: number, from: number, to: number): Rule => ({ axis: 'vertical', at, from, to })
  const shape = (rules: Rule[]) =>
    ruledTables(rules).map(found =>
      found.rows.map(row => row.map(cell => `${Math.round(cell.left)}-${Math.round(cell.right)}x${cell.rowSpan}`)),
    )

  test('merged cells are where no line is drawn', () => {
    const rules = [
      h(0, 0, 300),
      h(20, 100, 300),
      h(40, 0, 300),
      v(0, 0, 40),
      v(100, 0, 40),
      v(200, 20, 40),
      v(300, 0, 40),
    ]
    expect(shape(rules)).toEqual([
      [
        ['0-100x2', '100-300x1'],
        ['100-200x1', '200-300x1'],
      ],
    ])
  })

  test('doubled and wavering lines are one', () => {
    const rules = [
      h(0, 0, 200),
      h(1.5, 0, 200),
      h(20, 0, 100),
      h(20.8, 100, 200),
      v(0, 0, 20),
      v(100, 0, 20),
      v(101.2, 0, 20),
      v(200, 0, 20),
    ]
    expect(shape(rules)).toEqual([[['0-101x1', '101-200x1']]])
  })

  test('a drawing of thousands of lines is no table', () => {
    const rules = Array.from({ length: 4000 }, (_, index) => h(index * 5, index % 7, 400 + (index % 11)))
    expect(ruledTables([...rules, v(0, 0, 20000), v(400, 0, 20000)])).toEqual([])
  })
})

describe('paragraphs', () => {
  const glyphs = (text: string, left: number, y: number, size = 10): Glyph[] =>
    [...text].map((character, index) => ({
      text: character,
      x: left + size * (index + 0.5),
      y,
      advance: size,
      size,
      direction: 'right',
    }))
  const page = (...lines: [string, number][]): PageContent => ({
    width: 400,
    height: 800,
    rules: [],
    pictures: [],
    glyphs: lines.flatMap(([text, indent], index) => glyphs(text, 100 + indent, 100 + 20 * index)),
  })
  const paragraphs = (...contents: PageContent[]) =>
    settleBlocks(layOut(contents)).map(block => (block.kind === 'paragraph' ? block.text : 'table'))
  const full = '全面贯彻落实条例各项要求全面贯彻落实条例各项要求'

  test('full lines go on, indented ones begin anew', () => {
    expect(
      paragraphs(
        page(
          ['一、总体情况', 20],
          [full.slice(2), 20],
          [full, 0],
          ['推进公开。', 0],
          [full.slice(2), 20],
          ['结束。', 0],
        ),
      ),
    ).toEqual(['一、总体情况', `${full.slice(2)}${full}推进公开。`, `${full.slice(2)}结束。`])
  })

  test('a paragraph goes on over the page', () => {
    expect(paragraphs(page([full, 0]), page(['推进公开。', 0]))).toEqual([`${full}推进公开。`])
  })

  test('justified lines have no blanks, words far apart have', () => {
    const wide = [...'总计'].map(
      (text, index): Glyph => ({ text, x: 105 + 22 * index, y: 300, advance: 10, size: 10, direction: 'right' }),
    )
    const justified = [...'信息公开'].map(
      (text, index): Glyph => ({ text, x: 105 + 13 * index, y: 320, advance: 10, size: 10, direction: 'right' }),
    )
    expect(paragraphs({ ...page(), glyphs: [...wide, ...justified] })).toEqual(['总 计', '信息公开'])
  })

  test('text written downwards and upwards', () => {
    const down = [...'办理结果'].map(
      (text, index): Glyph => ({ text, x: 300, y: 300 + 10 * index, advance: 10, size: 10, direction: 'down' }),
    )
    const up = [...'办理结果'].map(
      (text, index): Glyph => ({ text, x: 300, y: 600 - 10 * index, advance: 10, size: 10, direction: 'up' }),
    )
    expect(paragraphs({ ...page(), glyphs: [...down, ...up] })).toEqual(['办理结果', '办理结果'])
  })
})

test('a table without ruling lines: figures below one another are columns', async () => {
  const document = await readPdf(fixture('unruled.pdf'))
  const expected = expectedOf('qinghe-2023')
  const rows = tablesOf(document)[1]!
  const total = rows.find(row => row[0]!.text === '（七）总计')!
  expect(total.slice(1).map(cell => Number(cell.text))).toEqual(
    ['naturalPerson', 'business', 'research', 'publicInterest', 'legalService', 'otherOrganization', 'total'].map(
      column => expected[`requests.handled.${column}`]!.value,
    ),
  )
  expect(paragraphsOf(document)).toContain('四、政府信息公开行政复议、行政诉讼情况')
})

const refusals: [string, () => Uint8Array, RegExp][] = [
  ['a scan', () => fixture('scanned.pdf'), /扫描件/],
  ['a file with a password', () => fixture('locked.pdf'), /密码/],
  ['a file cut short', () => fixture('qinghe-2023.pdf').subarray(0, 300), /已损坏/],
  ['a mark and nothing else', () => new TextEncoder().encode('%PDF-1.7\n'), /已损坏/],
  ['states saved in one another without end', () => writePdf(['q '.repeat(50_000) + prose]), /过于复杂/],
  ['the same, packed', () => writePdf(['q '.repeat(1_000_000) + prose], { compress: true }), /过于复杂/],
  ['more drawing than any report has', () => writePdf(['q Q '.repeat(101_000) + prose]), /过于复杂/],
  ['contents that unpack without end', () => writePdf([' '.repeat(100_000_000)], { compress: true }), /过于复杂/],
  ['a string of millions', () => writePdf([at(72, 700, 'a'.repeat(2_000_000))], { compress: true }), /过于复杂/],
  ['more text than any report has', () => writePdf([at(72, 700, 'a'.repeat(400_001))]), /文字过多/],
  ['objects without end', () => new TextEncoder().encode(`%PDF-1.7\n${'1 0 obj\n'.repeat(200_000)}`), /过于复杂/],
  ['more pages than any report has', () => writePdf(Array(301).fill(prose)), /超过 300 页/],
]

test.each(refusals)('refuses %s', async (_, bytes, reason) => {
  await expect(readPdf(bytes())).rejects.toThrow(reason)
})
