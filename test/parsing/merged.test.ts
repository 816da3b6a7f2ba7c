import { expect, test } from 'vitest'
import { parseReport } from '../../src/parsing/parse.ts'
import { settleBlocks } from '../../src/reading/grid.ts'
import { readHtml } from '../../src/reading/html.ts'

/** Cells that reach over several rows: a figure in one is no row's own; a sign for nothing holds for all. */

const labels = ['1.属于国家秘密', '2.其他法律行政法规禁止公开', '3.危及“三安全一稳定”', '4.保护第三方合法权益']
const cell = (text: string, down = 1, across = 1) => `<td rowspan="${down}" colspan="${across}">${text}</td>`
const zeros = new Array<string>(7).fill(cell('0')).join('')

function said(first: string, others: string, fields: string) {
  const rows = labels.map((label, at) => {
    const group = at === 0 ? cell('（三）不予公开', labels.length) : ''
    return `<tr>${group}${cell(label)}${at === 0 ? first : others}</tr>`
  })
  const page = `<h1>阿城区2021年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>阿城区人民政府依法公开。</p>
<p>三、收到和处理政府信息公开申请情况</p><table>
<tr>${cell('一、本年新收政府信息公开申请数量', 1, 2)}${zeros}</tr><tr>${cell('二、上年结转政府信息公开申请数量', 1, 2)}${zeros}</tr>
${rows.join('')}<tr>${cell('四、结转下年度继续办理', 1, 2)}${zeros}</tr></table><p>五、存在的主要问题及改进情况</p>`
  const report = parseReport(readHtml(new TextEncoder().encode(page)), { file: 'x.html', sha256: '' })
  return report.cells
    .filter(({ field }) => fields === field.split('.').slice(0, 3).join('.'))
    .map(each => each.value ?? each.state)
}

const over = (text: string) => new Array<string>(7).fill(cell(text, labels.length)).join('')

test.each<[string, string, string, string, (number | string)[]]>([
  ['a figure over rows: the first', over('6'), '', 'stateSecret', new Array(7).fill('unreadable')],
  ['a figure over rows: the last', over('6'), '', 'thirdPartyRights', new Array(7).fill('unreadable')],
  ['0 over rows', over('0'), '', 'stateSecret', new Array(7).fill('unreadable')],
  ['a stroke over rows: the first', over('/'), '', 'stateSecret', new Array(7).fill('notApplicable')],
  ['a stroke over rows: the last', over('/'), '', 'thirdPartyRights', new Array(7).fill('notApplicable')],
  [
    'words for the whole block',
    cell('共6件', labels.length, 7),
    '',
    'thirdPartyRights',
    new Array(7).fill('unreadable'),
  ],
  ['a reference for it', cell('见附件', labels.length, 7), '', 'thirdPartyRights', new Array(7).fill('unreadable')],
  [
    'a picture for it',
    cell('<img src="6.png">', labels.length, 7),
    '',
    'thirdPartyRights',
    new Array(7).fill('unreadable'),
  ],
  [
    'a remark beside the block',
    `${cell('1').repeat(6)}${cell('6')}${cell('见附件1', labels.length)}`,
    `${cell('2').repeat(6)}${cell('12')}`,
    'thirdPartyRights',
    [2, 2, 2, 2, 2, 2, 12],
  ],
  [
    'one column over rows: the first',
    cell('6', labels.length) + cell('1').repeat(5) + cell('5'),
    cell('2').repeat(5) + cell('9'),
    'stateSecret',
    ['unreadable', 1, 1, 1, 1, 1, 5],
  ],
  [
    'one column over rows: the last',
    cell('6', labels.length) + cell('1').repeat(5) + cell('5'),
    cell('2').repeat(5) + cell('10'),
    'thirdPartyRights',
    ['unreadable', 2, 2, 2, 2, 2, 10],
  ],
  [
    'a figure for the whole block',
    cell('6', labels.length, 7),
    '',
    'thirdPartyRights',
    new Array(7).fill('unreadable'),
  ],
])('%s', (_, first, others, row, expected) => {
  expect(said(first, others, `requests.refused.${row}`)).toEqual(expected)
})

test('a cell that Word merges downwards is kept where it reaches', () => {
  const place = (text: string, continuesAbove = false) => ({
    blocks: [{ kind: 'paragraph' as const, text }],
    colSpan: 1,
    rowSpan: 1,
    continuesAbove,
  })
  const rows = [
    [place('a'), place('6')],
    [place('b'), place('', true)],
    [place('c'), place('', true)],
  ]
  expect(settleBlocks([{ kind: 'table', rows }])).toMatchObject([
    {
      rows: [
        [{}, { text: '6' }],
        [{}, { text: '', above: '6' }],
        [{}, { text: '', above: '6' }],
      ],
    },
  ])
})

const results = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']
const five = (...texts: string[]) => texts.map(text => cell(text)).join('')

function disputes(values: string) {
  const names = results.map(each => `<td rowspan="2">${each}</td>`).join('')
  const page = `<h1>阿城区2021年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>阿城区人民政府依法公开。</p>
<p>三、收到和处理政府信息公开申请情况</p><table>${labels.map(label => `<tr>${cell(label)}${zeros}</tr>`).join('')}</table>
<p>四、政府信息公开行政复议、行政诉讼情况</p><table><tr>${cell('行政复议', 1, 5)}${cell('行政诉讼', 1, 10)}</tr>
<tr>${names}${cell('未经复议直接起诉', 1, 5)}${cell('复议后起诉', 1, 5)}</tr><tr>${five(...results, ...results)}</tr><tr>${values}</tr></table>
<p>五、存在的主要问题及改进情况</p>`
  const report = parseReport(readHtml(new TextEncoder().encode(page)), { file: 'x.html', sha256: '' })
  return report.cells.slice(-15).map(each => each.value ?? each.state)
}

const notApplicable = (count: number) => new Array<string>(count).fill('notApplicable')
test.each<[string, string, (number | string)[]]>([
  [
    'over the last block',
    five('1', '0', '0', '0', '1', '0', '2', '0', '0', '2') + cell('不涉及', 1, 5),
    [1, 0, 0, 0, 1, 0, 2, 0, 0, 2, ...notApplicable(5)],
  ],
  [
    'over the first block',
    cell('/', 1, 5) + five('1', '0', '0', '0', '1', '0', '2', '0', '0', '2'),
    [...notApplicable(5), 1, 0, 0, 0, 1, 0, 2, 0, 0, 2],
  ],
  ['over all of them', cell('无', 1, 15), notApplicable(15)],
  ['over each of them', cell('无', 1, 5).repeat(3), notApplicable(15)],
  ['over more than there is', five('1', '0', '0', '0', '1') + cell('无', 1, 9), new Array(15).fill('unreadable')],
  ['figures over blocks', cell('0', 1, 5) + cell('2', 1, 5) + cell('0', 1, 5), new Array(15).fill('unreadable')],
])('a sign for nothing in table 4 %s', (_, values, expected) => {
  expect(disputes(values)).toEqual(expected)
})
