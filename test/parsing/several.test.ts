import { describe, expect, test } from 'vitest'
import { parseReport } from '../../src/parsing/parse.ts'
import { readText } from '../../src/reading/text.ts'

/** More than one report in one document: never read as one. What merely looks like it is one report still. */

const parse = (lines: string[]) =>
  parseReport(readText(new TextEncoder().encode(`${lines.join('\n')}\n`)), { file: 'invented.txt', sha256: '' })

const disclosure = (count: number) => [
  '二、主动公开政府信息情况',
  '第二十条第（一）项',
  '信息内容\t本年制发件数\t本年废止件数\t现行有效件数',
  '规章\t0\t0\t0',
  `行政规范性文件\t${count}\t0\t${count}`,
]
const requestRows = (count: number) => [
  `一、本年新收政府信息公开申请数量\t${count}\t0\t0\t0\t0\t0\t${count}`,
  '二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0',
  `（一）予以公开\t${count}\t0\t0\t0\t0\t0\t${count}`,
]
const requests = (count: number) => ['三、收到和处理政府信息公开申请情况', ...requestRows(count)]
const end = ['五、存在的主要问题及改进情况', '继续改进。', '六、其他需要报告的事项', '无。']
const text = ['一、总体情况', '依法公开政府信息。']
const body = (count: number) => [...text, ...disclosure(count), ...requests(count), ...end]
const title = (name: string, year: number) => `${name}${year}年政府信息公开工作年度报告`
const own = title('阿城区', 2021)

describe('two reports', () => {
  test.each<[string, string[]]>([
    ['of two years', [own, ...body(3), title('阿城区', 2020), ...body(5)]],
    ['of two bodies', [own, ...body(3), title('道里区', 2021), ...body(5)]],
    ['of two bodies with the same figures', [own, ...body(0), title('道里区', 2021), ...body(0)]],
    ['of a district and its office', [own, ...body(3), title('阿城区财政局', 2021), ...body(3)]],
    ['with the title on two lines', [own, ...body(3), '道里区人民政府', '2021年政府信息公开工作年度报告', ...body(3)]],
    ['with a broken title', [own, ...body(3), '道里区2021年政府', '信息公开工作年度报告', ...body(3)]],
    ['the first without its tables', [own, ...text, ...end, title('阿城区', 2020), ...body(5)]],
    ['the second without its beginning', [own, ...body(3), title('阿城区', 2020), ...disclosure(5), ...end]],
    ['the first broken off', [own, ...text, ...disclosure(3), title('阿城区', 2020), ...body(5)]],
    ['both named at the top', [own, title('阿城区', 2020), own, ...body(3), title('阿城区', 2020), ...body(5)]],
    ['each signed', [own, ...body(3), '阿城区人民政府', '2022年1月5日', title('道里区', 2021), ...body(5)]],
  ])('%s', (_, lines) => {
    expect(() => parse(lines)).toThrow('不止一份年度报告（还有《')
  })

  test('untitled, with other figures', () => {
    expect(() => parse([own, ...body(3), ...body(5)])).toThrow('两套数字不同')
  })
})

describe('one report', () => {
  test.each<[string, string[]]>([
    ['printed twice', [own, ...body(3), own, ...body(3)]],
    ['printed twice, once with the name in full', [own, ...body(3), title('哈尔滨市阿城区人民政府', 2021), ...body(3)]],
    ['with its title on every page', [own, ...text, own, ...disclosure(3), own, ...requests(3), own, ...end]],
    [
      'with last year’s title left on every page',
      [own, ...text, title('阿城区', 2020), ...disclosure(3), ...requests(3), ...end],
    ],
    ['with links to others below', [own, ...body(3), title('阿城区', 2020), title('道里区', 2021)]],
    ['with links to others above', [title('阿城区', 2020), title('道里区', 2021), own, ...body(3)]],
    ['with its contents above', [own, '目录', '一、总体情况', '二、主动公开政府信息情况', own, ...body(3)]],
    ['whose table is printed twice', [own, ...text, ...disclosure(3), ...requests(3), ...requestRows(3), ...end]],
    [
      'whose table is in pieces',
      [own, ...text, ...disclosure(3), ...requestRows(3).slice(0, 1), '', ...requestRows(3).slice(1), ...end],
    ],
    [
      'that speaks of another',
      [own, ...text, `${title('阿城区', 2020)}已于去年公布。`, ...disclosure(3), ...requests(3), ...end],
    ],
    [
      'with another year’s report attached by name',
      [own, ...body(3), `附件：${title('阿城区', 2020)}`, '六、其他需要报告的事项'],
    ],
  ])('%s', (_, lines) => {
    const report = parse(lines)
    expect(report).toMatchObject({ year: 2021, issuer: { division: { code: '230112' } } })
    const values = new Map(report.cells.map(cell => [cell.field, cell.value]))
    expect(values.get('requests.received.total')).toBe(3)
    expect(values.get('disclosure.normativeDocuments.issued')).toBe(3)
  })

  test('with a second table of other figures: none of that table, all of the others', () => {
    const whole = (count: number, last: string) => [
      ...requestRows(count),
      `（二）部分公开\t${last}\t0\t0\t0\t0\t0\t${last}`,
    ]
    const { cells } = parse([
      own,
      ...text,
      ...disclosure(3),
      ...whole(3, '见附件'),
      '上年情况',
      ...whole(5, '2'),
      ...end,
    ])
    const values = cells.filter(({ field }) => field.startsWith('requests')).filter(({ value }) => value !== null)
    expect(values.map(({ field }) => field)).toEqual([])
    expect(cells.find(({ field }) => field === 'disclosure.normativeDocuments.issued')).toMatchObject({ value: 3 })
  })

  test('whose table is printed twice with one figure different: that cell alone is not read', () => {
    const { cells } = parse([
      own,
      ...text,
      ...disclosure(3),
      ...requests(3),
      ...requestRows(3).slice(0, 2),
      '（一）予以公开\t3\t0\t0\t0\t0\t0\t4',
    ])
    const granted = cells.filter(cell => cell.field.startsWith('requests.granted.')).map(cell => cell.value)
    expect(granted).toEqual([3, 0, 0, 0, 0, 0, null])
  })
})
