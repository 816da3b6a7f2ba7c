import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ParseError, parseReport } from '../../src/parsing/parse.ts'
import type { Document } from '../../src/reading/document.ts'
import { readHtml } from '../../src/reading/html.ts'
import { readText } from '../../src/reading/text.ts'
import type { Report } from '../../src/report/report.ts'
import { inventFigures } from '../support/form-figures.ts'
import { Dice, formDocument, formTables, type LayoutName, layouts } from '../support/form-layouts.ts'

/** Documents that end within their tables: a page saved in part, a text cut to a length. */

const bytes = (text: string) => new TextEncoder().encode(text)
const parse = (document: Document) => parseReport(document, { file: 'invented.txt', sha256: '' })
const cell = (report: Report, field: string) => report.cells.find(each => each.field === field)

const head = '阿城区2021年政府信息公开工作年度报告\n一、总体情况\n阿城区人民政府依法公开。\n'
const disclosure =
  '第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t5\n'
const requests =
  '一、本年新收政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t3\n二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n（一）予以公开\t1\t0\t0\t0\t0\t0\t1\n'
const disputes =
  '行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n'
const fees = '第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费'

describe('what was never printed is not blank', () => {
  test.each([
    [`${disclosure}${requests}（二）部分公开`, 'requests.partlyGranted.total'],
    [`${disclosure}${requests}（二）部分公开\t\t`, 'requests.partlyGranted.total'],
    [`${disclosure}${requests}（二）部分公开\t0\t0`, 'requests.partlyGranted.total'],
    [`${disclosure}${requests}（二）部分公开\n1.属于国家`, 'requests.partlyGranted.total'],
    [`${disclosure}${requests}（二）部分公开\n四、政府信息公开行政复议、行政诉讼情况`, 'requests.partlyGranted.total'],
    [`${disclosure}${requests}（二）部分公开`, 'requests.refused.stateSecret.total'],
    [`${disclosure}${requests}四、结转下年度继续办理`, 'requests.carriedOut.total'],
    [`${disclosure}第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚`, 'disclosure.penalties.decisions'],
    [`${disclosure}${fees}`, 'disclosure.fees.amount'],
    [`${disclosure}${fees}\n\n`, 'disclosure.fees.amount'],
    [`${disclosure}${fees}\n３０１０７．`, 'disclosure.fees.amount'],
    [`${disclosure}${fees}\n30107.`, 'disclosure.fees.amount'],
    [`${requests}四、结转下年度继续办理\t\t\t\t\t\t\t`, 'requests.carriedOut.total'],
    [disputes, 'review.upheld'],
    [disputes, 'litigation.afterReview.total'],
    [`${disputes}0\t0\t0\t0\t0\t0\t0\t`, 'review.upheld'],
    [`${disputes} \t \t \t `, 'review.upheld'],
    ['行政复议\n结果维持\n结果纠正\n其他', 'review.upheld'],
  ])('%j: %s', (tables, field) => {
    expect(cell(parse(readText(bytes(`${head}${disclosure}${tables}`))), field)).toMatchObject({
      value: null,
      state: 'unreadable',
    })
  })

  test.each([
    [`${requests}四、结转下年度继续办理\n四、政府信息公开行政复议、行政诉讼情况\n无。`, 'requests.carriedOut.total'],
    [`${requests}（二）部分公开\n1.属于国家秘密\t0\t0\t0\t0\t0\t0\t0`, 'requests.partlyGranted.total'],
    [`${fees}\n三、收到和处理政府信息公开申请情况\n无。`, 'disclosure.fees.amount'],
    [`${disputes}五、存在的主要问题及改进情况\n无。`, 'review.upheld'],
  ])('what the document goes on behind is blank: %j: %s', (tables, field) => {
    expect(cell(parse(readText(bytes(`${head}${disclosure}${tables}`))), field)).toMatchObject({ state: 'blank' })
  })
})

describe('a figure at the very end may be longer', () => {
  const licensing = `${head}${disclosure}第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可`
  test.each<[string, string, number | null]>([
    [`${licensing}\t12`, 'disclosure.licensing.decisions', null],
    [`${licensing}\t12\n`, 'disclosure.licensing.decisions', 12],
    [`${head}${requests}（二）部分公开\t1\t0\t0\t0\t0\t11\t12`, 'requests.partlyGranted.total', 12],
    [`${head}${requests}（二）部分公开\t1\t0\t0\t0\t0\t11\t1`, 'requests.partlyGranted.total', null],
    [`${head}${requests}（二）部分公开\t1\t0\t0\t0\t0\t11\t1`, 'requests.partlyGranted.otherOrganization', 11],
    [`${head}${disputes}${'0\t'.repeat(10)}1\t0\t0\t11\t12`, 'litigation.afterReview.total', 12],
    [`${head}${disputes}${'0\t'.repeat(10)}1\t0\t0\t11\t1`, 'litigation.afterReview.total', null],
  ])('%j: %s %d', (text, field, value) => {
    expect(cell(parse(readText(bytes(text))), field)?.value).toBe(value)
  })

  test.each([
    ['<tr><td>行政许可<td>12', null],
    ['<tr><td>行政许可<td>12</td>', 12],
  ])('on a page: %s', (end, value) => {
    const page = `<h1>阿城区2021年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>阿城区人民政府依法公开。</p><table><tr><td>第二十条第（五）项<tr><td>信息内容<td>本年处理决定数量${end}`
    expect(cell(parse(readHtml(bytes(page))), 'disclosure.licensing.decisions')?.value).toBe(value)
  })
})

test('a report cut anywhere says nothing that is not printed, and calls nothing blank', () => {
  const names = Object.keys(layouts).filter(name => name !== 'glued') as LayoutName[]
  const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 })
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      seeds,
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      (layout, seed, part) => {
        const dice = new Dice(seed)
        const edition = dice.pick(['2019', '2021'] as const)
        const oneOther = edition === '2019'
        const { figures, expected } = inventFigures({ edition, oneOther }, dice)
        const { blocks } = formDocument(layouts[layout](formTables(figures, edition, oneOther), dice))
        const document = layout === 'grid' ? cutGrid(blocks, part) : cutText(blocks, part)
        const cells = parsedCells(document)
        expect(cells.filter(each => each.value !== null && each.value !== expected.get(each.field))).toEqual([])
        expect(cells.filter(each => each.state === 'blank')).toEqual([])
      },
    ),
    { numRuns: 500 },
  )
})

function cutText(blocks: Document['blocks'], part: number): Document {
  const text = blocks.map(block => (block.kind === 'paragraph' ? block.text : '')).join('\n')
  return readText(bytes(text.slice(0, Math.ceil(text.length * part))))
}

/** Between two cells. */
function cutGrid(blocks: Document['blocks'], part: number): Document {
  const sizes = blocks.map(block => (block.kind === 'table' ? block.rows.flat().length : 1))
  let left = Math.ceil(sizes.reduce((sum, size) => sum + size, 0) * part)
  const kept = blocks.flatMap((block): Document['blocks'] => {
    if (block.kind === 'paragraph') return left-- > 0 ? [block] : []
    return [{ kind: 'table', rows: block.rows.map(row => row.filter(() => left-- > 0)).filter(row => row.length > 0) }]
  })
  return { format: 'html', blocks: kept, meta: {} }
}

function parsedCells(document: Document) {
  try {
    return parse(document).cells
  } catch (error) {
    expect(error).toBeInstanceOf(ParseError)
    return []
  }
}
