import { expect, test } from 'vitest'
import { parseReport } from '../../src/parsing/parse.ts'
import { readHtml } from '../../src/reading/html.ts'
import { readText } from '../../src/reading/text.ts'
import type { Report } from '../../src/report/report.ts'

/** Figures shown as pictures: unreadable in every table, and the figures beside them stay where they are. */

const picture = '<img src="5.png">'
const row = (...cells: string[]) => `<tr>${cells.map(each => `<td>${each}</td>`).join('')}</tr>`
const times = (count: number, cell: string) => new Array<string>(count).fill(cell)

interface Cells {
  licensing?: string
  granted?: string[]
  disputes?: string[]
}

function page({ licensing = '3', granted = times(7, '0'), disputes = times(15, '0') }: Cells): string {
  const results = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']
  return `<h1>阿城区2021年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>阿城区人民政府依法公开。</p>
<table>${row('第二十条第（五）项')}${row('信息内容', '本年处理决定数量')}${row('行政许可', licensing)}</table>
<p>三、收到和处理政府信息公开申请情况</p>
<table>${row('一、本年新收政府信息公开申请数量', ...times(7, '0'))}${row('二、上年结转政府信息公开申请数量', ...times(7, '0'))}${row('（一）予以公开', ...granted)}${row('（二）部分公开', ...times(7, '0'))}</table>
<p>四、政府信息公开行政复议、行政诉讼情况</p>
<table><tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr><tr>${results.map(each => `<td rowspan="2">${each}</td>`).join('')}<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>${row(...results, ...results)}${row(...disputes)}</table>
<p>五、存在的主要问题及改进情况</p>`
}

const parse = (html: string): Report =>
  parseReport(readHtml(new TextEncoder().encode(html)), { file: 'invented.html', sha256: '' })
const said = (report: Report, fields: string) =>
  report.cells.filter(cell => cell.field.startsWith(fields)).map(cell => cell.value ?? cell.state)

test.each<[string, Cells, string, (number | string)[]]>([
  ['the only cell of a row', { licensing: picture }, 'disclosure.licensing', ['unreadable']],
  ['behind a figure', { licensing: `1${picture}` }, 'disclosure.licensing', ['unreadable']],
  [
    'the first of a row',
    { granted: [picture, '1', '0', '0', '0', '0', '3'] },
    'requests.granted',
    ['unreadable', 1, 0, 0, 0, 0, 3],
  ],
  [
    'the last of a row',
    { granted: ['2', '1', '0', '0', '0', '0', picture] },
    'requests.granted',
    [2, 1, 0, 0, 0, 0, 'unreadable'],
  ],
  ['a whole row', { granted: times(7, picture) }, 'requests.granted', times(7, 'unreadable')],
  ['the whole of table 4', { disputes: times(15, picture) }, 'review', times(5, 'unreadable')],
  [
    'some of table 4',
    { disputes: [picture, '1', '0', '0', '3', ...times(10, '0')] },
    'review',
    ['unreadable', 1, 0, 0, 3],
  ],
  [
    'the last of table 4',
    { disputes: [...times(10, '0'), '0', '1', '0', '0', picture] },
    'litigation.afterReview',
    [0, 1, 0, 0, 'unreadable'],
  ],
  [
    'with blanks beside it',
    { disputes: [picture, ...times(14, '')] },
    'review',
    ['unreadable', 'blank', 'blank', 'blank', 'blank'],
  ],
])('%s', (_, cells, fields, expected) => {
  expect(said(parse(page(cells)), fields)).toEqual(expected)
})

test.each([
  ['| 行政许可 | ![](5.png) |', 'unreadable'],
  ['| 行政许可 | 1![五](5.png) |', 'unreadable'],
  ['| 行政许可 | 15 |', 15],
])('in Markdown: %s', (line, expected) => {
  const text = `# 阿城区2021年政府信息公开工作年度报告\n一、总体情况\n阿城区人民政府依法公开。\n| 第二十条第（五）项 | |\n| 信息内容 | 本年处理决定数量 |\n${line}\n五、存在的主要问题及改进情况\n`
  const report = parseReport(readText(new TextEncoder().encode(text)), { file: 'invented.md', sha256: '' })
  expect(said(report, 'disclosure.licensing')).toEqual([expected])
})
