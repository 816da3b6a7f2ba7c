import { describe, expect, test } from 'vitest'
import { parseReport } from '../../src/parsing/parse.ts'
import { readText } from '../../src/reading/text.ts'

/** Columns in another order, a column more, a row more: what cannot be put into the form's columns has no number. */

const parse = (lines: string[]) => {
  const text = ['阿城区2021年政府信息公开工作年度报告', '一、总体情况', '阿城区人民政府依法公开。', ...lines]
  const end = ['五、存在的主要问题及改进情况', '继续改进。']
  return parseReport(readText(new TextEncoder().encode([...text, ...end, ''].join('\n'))), {
    file: 'x.txt',
    sha256: '',
  })
}
const said = (lines: string[], fields: string) =>
  parse(lines)
    .cells.filter(({ field }) => field.startsWith(fields))
    .map(cell => cell.value ?? cell.state)

const unreadable = (count: number) => new Array<string>(count).fill('unreadable')
const organizations = '商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他'
const labels = [
  '一、本年新收政府信息公开申请数量',
  '二、上年结转政府信息公开申请数量',
  '（一）予以公开',
  '（二）部分公开',
]
const table = (headings: string[], ...rows: string[]) => [
  '三、收到和处理政府信息公开申请情况',
  ...headings,
  ...labels.map((label, at) => `${label}\t${rows[at] ?? '0\t0\t0\t0\t0\t0\t0'}`),
  '四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0',
]

describe('table 3', () => {
  test.each<[string, string[], (number | string)[]]>([
    [
      '总计 in the first column',
      table([`总计\t自然人\t法人或其他组织`, organizations], '9\t4\t0\t0\t0\t0\t5'),
      [4, 0, 0, 0, 0, 5, 9],
    ],
    [
      '合计 in the first column',
      table([`合计\t自然人\t法人或其他组织`, organizations], '9\t4\t0\t0\t0\t0\t5'),
      [4, 0, 0, 0, 0, 5, 9],
    ],
    [
      '总计 on the row above',
      table([`申请人情况\t总计`, '自然人\t法人或其他组织', organizations], '4\t0\t0\t0\t0\t5\t9'),
      [4, 0, 0, 0, 0, 5, 9],
    ],
    [
      '总计 on a line of its own, and in the first column',
      table(['总计', '自然人', '法人或其他组织', organizations], '9\t4\t0\t0\t0\t0\t5'),
      unreadable(7),
    ],
    [
      'a column more, with a blank before it',
      table([`自然人\t法人或其他组织\t总计\t上年`, organizations], '\t4\t0\t0\t0\t0\t4\t8'),
      unreadable(7),
    ],
    [
      'a column for remarks',
      table([`自然人\t法人或其他组织\t总计\t备注`, organizations], '4\t0\t0\t0\t0\t5\t9\t', '0\t0\t0\t0\t0\t0\t0\t'),
      [4, 0, 0, 0, 0, 5, 9],
    ],
    [
      'a remark behind a row with a blank',
      table([`自然人\t法人或其他组织\t总计\t备注`, organizations], '\t4\t0\t0\t0\t0\t4\t其中网上3件'),
      unreadable(7),
    ],
    [
      'a row of the report’s own',
      [...table([], '4\t0\t0\t0\t0\t5\t9'), '其中：一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1'],
      [4, 0, 0, 0, 0, 5, 9],
    ],
    [
      'rows that are counted',
      table([], '4\t0\t0\t0\t0\t5\t9').map((line, at) => (at > 0 ? `${at}\t${line}` : line)),
      [4, 0, 0, 0, 0, 5, 9],
    ],
    [
      '自然人 last but one',
      table(['项目\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t自然人\t总计'], '1\t0\t0\t0\t3\t5\t9'),
      [5, 1, 0, 0, 0, 3, 9],
    ],
    [
      '自然人 last but one, a heading a line',
      table(['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '自然人', '总计'], '1\t0\t0\t0\t3\t5\t9'),
      [5, 1, 0, 0, 0, 3, 9],
    ],
    [
      '法人或其他组织 before 自然人',
      table(['申请人情况', '法人或其他组织\t自然人\t总计', organizations], '1\t0\t0\t0\t3\t5\t9'),
      [5, 1, 0, 0, 0, 3, 9],
    ],
    [
      '法人或其他组织 on a line above 自然人, a heading a line',
      table(['申请人情况', '法人或其他组织', '自然人', '总计', ...organizations.split('\t')], '1\t0\t0\t0\t3\t5\t9'),
      unreadable(7),
    ],
    [
      'the form’s order, a heading a line',
      table(['申请人情况', '自然人', '法人或其他组织', '总计', ...organizations.split('\t')], '5\t1\t0\t0\t0\t3\t9'),
      [5, 1, 0, 0, 0, 3, 9],
    ],
    [
      '总计 before 法人或其他组织',
      table(['自然人\t总计\t法人或其他组织', organizations], '5\t9\t1\t0\t0\t0\t3'),
      [5, 1, 0, 0, 0, 3, 9],
    ],
    [
      '自然人 on a line below organisations in a row',
      table([organizations, '自然人', '总计'], '1\t0\t0\t0\t3\t5\t9'),
      unreadable(7),
    ],
    [
      '其他 first of the organisations',
      table(
        ['自然人\t法人或其他组织\t总计', '其他\t商业企业\t科研机构\t社会公益组织\t法律服务机构'],
        '5\t3\t1\t0\t0\t0\t9',
      ),
      [5, 1, 0, 0, 0, 3, 9],
    ],
    [
      'other names in another order',
      table(['个人\t单位\t合计', '科研院所\t企业\t公益组织\t法律服务\t其他组织'], '5\t3\t1\t0\t0\t0\t9'),
      [5, 1, 3, 0, 0, 0, 9],
    ],
    [
      'other names on a line',
      table(['个人 单位 合计', '科研院所 企业 公益组织 法律服务 其他组织'], '5\t3\t1\t0\t0\t0\t9'),
      [5, 1, 3, 0, 0, 0, 9],
    ],
    [
      'a name that is nobody’s',
      table(
        ['自然人\t法人或其他组织\t总计', '商业企业\t大学\t社会公益组织\t法律服务机构\t其他'],
        '5\t3\t1\t0\t0\t0\t9',
      ),
      unreadable(7),
    ],
    [
      'one left out, the others in another order',
      table(['自然人\t法人或其他组织\t总计', '科研机构\t商业企业\t法律服务机构\t其他'], '5\t3\t1\t0\t0\t0\t9'),
      unreadable(7),
    ],
  ])('%s', (_, lines, expected) => {
    expect(said(lines, 'requests.received.')).toEqual(expected)
  })
})

describe('figures above their labels, or without a place of their own', () => {
  const figures = '4\t0\t0\t0\t0\t5\t9'
  const zeros = '0\t0\t0\t0\t0\t0\t0'
  const heading = ['三、收到和处理政府信息公开申请情况', '自然人\t法人或其他组织\t总计', organizations]
  const all = [...labels, '四、结转下年度继续办理']
  const aCell = (line: string) => line.split('\t')
  const documentsAbove = [
    '第二十条第（一）项',
    '信息内容\t本年制发件数\t本年废止件数\t现行有效件数',
    '1\t1\t0',
    '规章',
    '12\t41\t12',
    '行政规范性文件',
  ]
  test.each<[string, string[], string, (number | string)[]]>([
    [
      'a row above its label',
      [...heading, ...all.flatMap(label => [figures, label])],
      'requests.granted',
      unreadable(7),
    ],
    ['the last of them', [...heading, ...all.flatMap(label => [figures, label])], 'requests.carriedOut', unreadable(7)],
    [
      'a cell a line above the label',
      [...heading, ...all.flatMap(label => [...aCell(figures), label])],
      'requests.received',
      unreadable(7),
    ],
    [
      'the last of these',
      [...heading, ...all.flatMap(label => [...aCell(figures), label])],
      'requests.carriedOut',
      unreadable(7),
    ],
    [
      'below the table’s name alone',
      [heading[0]!, ...all.flatMap(label => [...aCell(figures), label])],
      'requests.granted',
      unreadable(7),
    ],
    [
      'the label at the end of the line',
      [...heading, ...all.map(label => `4 0 0 0 0 5 9 ${label}`)],
      'requests.granted',
      unreadable(7),
    ],
    [
      'labels beside one another',
      [...heading, ['申请人', ...all].join('\t'), `自然人\t4\t0\t0\t0\t0`, `总计\t4\t0\t0\t0\t0`],
      'requests.granted',
      unreadable(7),
    ],
    [
      'a row left empty',
      [...heading, ...all.map((label, at) => (at === 2 ? `${label}\t\t\t\t\t\t\t` : `${label}\t${zeros}`))],
      'requests.granted',
      new Array<string>(7).fill('blank'),
    ],
    ['table 2 above its labels', documentsAbove, 'disclosure.regulations', unreadable(3)],
    ['the last of table 2 above its label', documentsAbove, 'disclosure.normativeDocuments', unreadable(3)],
    [
      'one figure above its label',
      ['第二十条第（六）项', '信息内容\t本年处理决定数量', '7188', '行政处罚', '9567', '行政强制'],
      'disclosure.penalties',
      ['unreadable'],
    ],
    [
      'table 2 by years',
      ['项目\t2020年\t2021年', '规章 本年制发件数\t33\t0', '行政处罚 本年处理决定数量\t110\t1265'],
      'disclosure.penalties',
      ['unreadable'],
    ],
    [
      'table 2 as a list',
      [
        '序号\t信息内容\t单位\t数量',
        '1\t规章本年制发件数\t件\t0',
        '2\t行政处罚本年处理决定数量\t件\t3884',
        '3\t行政强制本年处理决定数量\t件\t3',
      ],
      'disclosure.penalties',
      ['unreadable'],
    ],
    [
      'table 4 above the names',
      [
        '四、政府信息公开行政复议、行政诉讼情况',
        '0 3 4 3 10',
        '行政复议',
        '0 2 2 1 5',
        '未经复议直接起诉',
        '3 0 3 1 7',
        '复议后起诉',
      ],
      'review.',
      unreadable(5),
    ],
  ])('%s', (_, lines, fields, expected) => {
    const others = fields.startsWith('requests') ? [] : table([], figures)
    const [before, behind] = fields.startsWith('review') ? [others, lines] : [lines, others]
    expect(said([...before, ...behind], fields)).toEqual(expected)
  })
})

describe('figures beside the labels of other rows', () => {
  const rows = [
    '一、本年新收政府信息公开申请数量',
    '二、上年结转政府信息公开申请数量',
    '（一）予以公开',
    '（二）部分公开',
    '（七）总计',
    '四、结转下年度继续办理',
  ]
  const printed = [
    '6\t0\t0\t0\t0\t5\t11',
    '1\t0\t0\t0\t0\t0\t1',
    '4\t0\t0\t0\t0\t3\t7',
    '1\t0\t0\t0\t0\t2\t3',
    '5\t0\t0\t0\t0\t5\t10',
    '2\t0\t0\t0\t0\t0\t2',
  ]
  const others = [
    '1.属于国家秘密',
    '2.其他法律行政法规禁止公开',
    '3.危及“三安全一稳定”',
    '4.保护第三方合法权益',
    '5.属于三类内部事务信息',
    '6.属于四类过程性信息',
    '7.属于行政执法案卷',
    '8.属于行政查询事项',
    '1.本机关不掌握相关政府信息',
    '2.没有现成信息需要另行制作',
    '3.补正后申请内容仍不明确',
    '1.信访举报投诉类申请',
    '2.重复申请',
    '3.要求提供公开出版物',
    '4.无正当理由大量反复申请',
    '5.要求行政机关确认或重新出具已获取信息',
    '（六）其他处理',
  ]
  const zeros = '0\t0\t0\t0\t0\t0\t0'
  const all = [...rows.slice(0, 4), ...others, ...rows.slice(4)]
  const values = [...printed.slice(0, 4), ...others.map(() => zeros), ...printed.slice(4)]
  const shifted = (by: number) => [
    '三、收到和处理政府信息公开申请情况',
    '自然人\t法人或其他组织\t总计',
    organizations,
    ...all.map((label, at) => `${label}\t${values[at + by] ?? zeros}`),
  ]
  test.each<[string, string[], (number | string)[]]>([
    ['none', shifted(0), [4, 0, 0, 0, 0, 3, 7]],
    ['the row above', shifted(1), unreadable(7)],
    ['the row below', shifted(-1), unreadable(7)],
    [
      'a sum that is wrong',
      shifted(0).map(line => line.replace('5\t0\t0\t0\t0\t5\t10', '6\t0\t0\t0\t0\t5\t11')),
      [4, 0, 0, 0, 0, 3, 7],
    ],
  ])('%s', (_, lines, expected) => {
    expect(said(lines, 'requests.granted')).toEqual(expected)
  })
})

const results = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']
const swapped = ['结果纠正', '结果维持', '其他结果', '尚未审结', '总计']
const disputes = (first: string, second: string, names: string[], ...rows: string[]) => [
  first,
  second,
  [...names, ...names].join('\t'),
  ...rows,
]
const row = '0\t0\t3\t0\t3\t0\t0\t0\t0\t0\t1\t0\t0\t0\t1'

describe('table 4', () => {
  test.each<[string, string[], (number | string)[]]>([
    [
      'as the form has it',
      disputes('行政复议\t行政诉讼', `${results.join('\t')}\t未经复议直接起诉\t复议后起诉`, results, row),
      [0, 0, 3, 0, 3],
    ],
    [
      'sums of two blocks that fail',
      disputes(
        '行政复议\t行政诉讼',
        `${results.join('\t')}\t未经复议直接起诉\t复议后起诉`,
        results,
        '0\t3\t0\t3\t0\t0\t0\t0\t0\t1\t0\t0\t0\t1\t1',
      ),
      unreadable(5),
    ],
    [
      'results in another order',
      disputes('行政复议\t行政诉讼', `${swapped.join('\t')}\t未经复议直接起诉\t复议后起诉`, swapped, row),
      unreadable(5),
    ],
    [
      '行政诉讼 first',
      disputes('行政诉讼\t行政复议', `未经复议直接起诉\t复议后起诉\t${results.join('\t')}`, results, row),
      unreadable(5),
    ],
    [
      '行政诉讼 first, with the spots of merged cells',
      disputes('行政诉讼\t\t\t\t行政复议', `未经复议直接起诉\t复议后起诉\t${results.join('\t')}`, results, row),
      unreadable(5),
    ],
    [
      'two years',
      disputes(
        '行政复议\t行政诉讼',
        `${results.join('\t')}\t未经复议直接起诉\t复议后起诉`,
        results,
        `2020年\t${row}`,
        `2021年\t${row.replaceAll('3', '4')}`,
      ),
      unreadable(5),
    ],
    [
      'figures run together',
      disputes('行政复议\t行政诉讼', `${results.join('\t')}\t未经复议直接起诉\t复议后起诉`, results, '0件0件3件0件3件'),
      unreadable(5),
    ],
  ])('%s', (_, lines, expected) => {
    expect(said(lines, 'review.')).toEqual(expected)
  })
})

describe('table 2', () => {
  const block = (...lines: string[]) => ['第二十条第（五）项', '信息内容\t本年处理决定数量', ...lines]
  test.each<[string, string[], string, (number | string)[]]>([
    [
      'a blank between figures and a remark behind them',
      [
        '第二十条第（一）项',
        '信息内容\t本年制发件数\t本年废止件数\t现行有效件数\t备注',
        '规章\t10\t\t0\t含上年3件',
        '行政规范性文件\t1\t0\t5\t',
      ],
      'disclosure.regulations',
      unreadable(3),
    ],
    [
      'a cell that is no number beside others',
      [
        '第二十条第（一）项',
        '信息内容\t本年制发件数\t本年废止件数\t现行有效件数',
        '规章\t5（含修订2件）\t3+1\t12',
        '行政规范性文件\t1\t0\t5',
      ],
      'disclosure.regulations',
      [5, 'unreadable', 12],
    ],
    ['a figure broken in two', block('行政许可\t693', '957'), 'disclosure.licensing', ['unreadable']],
    ['an amount broken in two', block('行政许可\t693', '', '.57'), 'disclosure.licensing', ['unreadable']],
    [
      'words instead of a figure',
      block('行政许可', '见附表', '其他对外管理服务事项'),
      'disclosure.licensing',
      ['unreadable'],
    ],
    ['a figure with a mark', block('行政许可\t5？', '行政处罚\t3'), 'disclosure.licensing', ['unreadable']],
    [
      'rows that are counted',
      ['第二十条第（五）项', '\t信息内容\t本年处理决定数量', '1\t行政许可\t5', '2\t行政处罚\t3'],
      'disclosure.licensing',
      [5],
    ],
    [
      'a stroke on a line of its own in the heading',
      [
        '第二十条第（六）项',
        '\t信息内容',
        '\t本年增',
        '/',
        '减',
        '\t上一年项目数量',
        '\t处理决定数量',
        '',
        '\t行政处罚',
        '\t-144',
        '\t8',
        '\t2',
        '',
      ],
      'disclosure.penalties',
      // In the order of the headings.
      [-144, 8, 2],
    ],
  ])('%s', (_, lines, fields, expected) => {
    expect(said(lines, fields)).toEqual(expected)
  })
})

test('a page’s number does not take the place of a lost figure', () => {
  const zeros = ['0', '', '0', '', '0', '', '0', '', '0', '', '0', '']
  const rows = labels.flatMap((label, at) => [
    label,
    '',
    ...(at === 2 ? [...zeros, '7', ''] : [...zeros, at === 1 ? ' ' : '0', '']),
  ])
  expect(said(rows, 'requests.granted.')).toEqual(unreadable(7))
})
