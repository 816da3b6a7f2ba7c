import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ParseError, parseReport } from '../../src/parsing/parse.ts'
import type { Document } from '../../src/reading/document.ts'
import { readHtml } from '../../src/reading/html.ts'
import type { Report } from '../../src/report/report.ts'

const origin = { file: 'invented.txt', sha256: '' }

function textDocument(text: string, meta: Document['meta'] = {}): Document {
  return { format: 'text', blocks: text.split('\n').map(line => ({ kind: 'paragraph', text: line })), meta }
}

const parse = (text: string): Report => parseReport(textDocument(text), origin)
const cell = (report: Report, field: string) => report.cells.find(each => each.field === field)

const head2019 = '第二十条第（一）项\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量'
const head2021 = '第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数'

/** A report with this much of its tables. */
const withTables = (tables: string, title = '阿城区2021年政府信息公开工作年度报告') =>
  `${title}\n一、总体情况\n阿城区人民政府依法公开。\n二、主动公开政府信息情况\n${tables}\n五、存在的主要问题及改进情况\n继续改进。`

describe('editions, told from what is printed', () => {
  test.each([
    ['2019', `${head2019}\n规章\t0\t0\t0\n规范性文件\t1\t1\t5`, '阿城区2022年政府信息公开工作年度报告'],
    ['2021', `${head2021}\n规章\t0\t0\t0\n行政规范性文件\t1\t1\t5`, '阿城区2020年政府信息公开工作年度报告'],
  ])('%s', (edition, tables, title) => {
    expect(parse(withTables(tables, title)).edition).toBe(edition)
  })

  test('a mixed form: each block is read by its own headings', () => {
    const report = parse(
      withTables(
        `第二十条第（一）项\n信息内容\t本年新\t本年新\t对外公开总数量\n规章\t1\t2\t3\n规范性文件\t4\t5\t6\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t7\n第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t8\n行政强制\t9\n第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t10.5`,
      ),
    )
    expect(report.edition).toBe('2021')
    expect(cell(report, 'disclosure.normativeDocuments.publicTotal')?.value).toBe(6)
    expect(cell(report, 'disclosure.licensing.decisions')?.value).toBe(7)
    expect(cell(report, 'disclosure.fees.amount')?.value).toBe(10.5)
    expect(cell(report, 'disclosure.regulations.issued')).toBeUndefined()
  })

  test('headings of both editions in one block: nothing below them is read', () => {
    const report = parse(
      withTables(
        '第二十条第（一）项\n信息内容\t本年新制作数量\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n一、本年新收政府信息公开申请数量\n二、上年结转政府信息公开申请数量\n（一）予以公开',
      ),
    )
    expect(report.cells.filter(each => each.state === 'reported')).toEqual([])
  })
})

describe('units of money', () => {
  const fees = (heading: string, value: string) =>
    cell(
      parse(withTables(`第二十条第（八）项\n信息内容\t${heading}\n行政事业性收费\t${value}`)),
      'disclosure.fees.amount',
    )
  test.each([
    ['本年收费金额（单位：万元）', '3137', 3137],
    ['本年收费金额（单位：元）', '3137', 0.3137],
    ['本年收费金额（单位：万 元）', '3137', 3137],
    ['本年收费金额', '3137', 3137],
    ['本年收费金额（单位：万元）', '251000元', 25.1],
    ['本年收费金额（单位：元）', '1.2亿元', 12000],
    ['本年收费金额（单位：万元）', '2581. 7', 2581.7],
  ])('%s, %s → %d 万元', (heading, value, amount) => {
    expect(fees(heading, value)).toMatchObject({ value: amount, state: 'reported', raw: value })
  })
  test.each(['行政事业性收费 2581. 70', '行政事业性收费：2581. 70', '行政事业性收费   2581.  70'])(
    'a blank within an amount cuts no other number out of it: %s',
    line => {
      const report = parse(withTables(`第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n${line}`))
      expect([2581.7, null]).toContain(cell(report, 'disclosure.fees.amount')?.value)
    },
  )

  test('an approximate amount is kept as printed', () => {
    expect(fees('本年收费金额', '约300')).toMatchObject({ value: null, state: 'unreadable', raw: '约300' })
  })
})

describe('figures apart in one cell', () => {
  const page = (rows: string[]) =>
    parseReport(
      readHtml(
        new TextEncoder().encode(
          `<h1>阿城区2021年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>阿城区人民政府依法公开。</p>${rows.join('')}<p>五、存在的主要问题及改进情况</p>`,
        ),
        {},
      ),
      { file: 'invented.html', sha256: '' },
    )
  const row = (...cells: string[]) => `<tr>${cells.map(each => `<td>${each}</td>`).join('')}</tr>`
  const licensing = (printed: string) =>
    cell(
      page([
        `<table>${row('第二十条第（五）项')}${row('信息内容', '本年处理决定数量')}${row('行政许可', printed)}</table>`,
      ]),
      'disclosure.licensing.decisions',
    )

  test.each(['3<br>5', '<p>3</p><p>5</p>', '3&nbsp;&nbsp;5', '3　5'])('“%s” may be two numbers', printed => {
    expect(licensing(printed)).toMatchObject({ value: null, state: 'unreadable' })
    expect(licensing(printed)?.note).toContain('不止一个数')
  })

  const received = (...printed: string[]) => {
    const zeros = row('二、上年结转政府信息公开申请数量', ...'0000000')
    const granted = row('（一）予以公开', ...'0000000')
    const first = row('一、本年新收政府信息公开申请数量', ...printed)
    const report = page([`<table>${first}${zeros}${granted}</table>`])
    return report.cells.filter(({ field }) => field.startsWith('requests.received.')).map(each => each.value)
  }

  test('the row’s sum tells that they are one', () => {
    expect(received('103<br>5', '2', '0', '0', '0', '0', '1037')).toEqual([1035, 2, 0, 0, 0, 0, 1037])
  })
  test('a sum that does not come out tells nothing', () => {
    expect(received('3<br>5', '2', '0', '0', '0', '0', '10')).toEqual([null, 2, 0, 0, 0, 0, 10])
  })
  test('two rows in one: their sums are right joined as well as line by line', () => {
    expect(received('3<br>5', '0', '0', '0', '0', '0', '3<br>5')).toEqual([null, 0, 0, 0, 0, 0, null])
  })
})

describe('labels', () => {
  const row = (label: string) =>
    parse(
      withTables(
        `一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n（一）予以公开\t1\t0\t0\t0\t0\t0\t1\n${label}`,
      ),
    )
  test.each([
    ['1.属于国家秘密\t0\t0\t0\t0\t0\t0\t0\n2.其他法律行政止公开\t3\t0\t0\t0\t0\t0\t3', 'refused.prohibitedByLaw', 3],
    ['（四）无法提供\n3.补正后申请内容仍不明 确\t2\t0\t0\t0\t0\t0\t2', 'unavailable.unclear', 2],
    ['（七）总 计\t4\t0\t0\t0\t0\t0\t4', 'handled', 4],
    ['3、危及＂三安全一稳定＂\t2\t0\t0\t0\t0\t0\t2', 'refused.securityAndStability', 2],
    ['5.要求行政机关确认或重新出具\n6\t0\t0\t0\t0\t0\t6\n已获取信息', 'notProcessed.confirmation', 6],
    ['（六）其他处理\t5\t0\t0\t0\t0\t0\t5\n（七）总计\t6\t0\t0\t0\t0\t0\t6', 'other', 5],
    [
      '（六）其他处理\t1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请\t0\t0\t0\t0\t0\t0\t0\n3.其他\t7\t0\t0\t0\t0\t0\t7',
      'other.remaining',
      7,
    ],
    ['四、结转下年度继续办理\t8\t0\t0\t0\t0\t0\t8', 'carriedOut', 8],
  ])('%j', (printed, id, value) => {
    expect(cell(row(printed), `requests.${id}.total`)?.value).toBe(value)
  })

  test('a label with the wrong number and lost characters is not guessed', () => {
    expect(
      cell(row('7.其他法律行政止公开\t3\t0\t0\t0\t0\t0\t3'), 'requests.refused.prohibitedByLaw.total'),
    ).toMatchObject({
      value: null,
      state: 'unreadable',
    })
  })

  test('values torn from their labels belong to none', () => {
    const report = row(
      '（二）部分公开\n1.属于国家秘密\n| 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n| 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n| 8.属于行政查询事项 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |',
    )
    expect(cell(report, 'requests.partlyGranted.total')).toMatchObject({ value: null, state: 'unreadable' })
    expect(cell(report, 'requests.refused.stateSecret.total')).toMatchObject({ value: null, state: 'unreadable' })
    expect(cell(report, 'requests.refused.administrativeInquiry.total')?.value).toBe(3)
  })

  test.each<[string, string, string, number | null]>([
    [
      'a figure run into its label, then a page number',
      '（二）部分公开0\t0\t0\t2\t0\t2\n4',
      'partlyGranted.total',
      null,
    ],
    [
      'a slash run into its label, then a page number',
      '（二）部分公开/\t2\t/\t/\t/\t/\t2\n4',
      'partlyGranted.total',
      null,
    ],
    [
      'a blank last cell, then a page number',
      '（二）部分公开|1|0|0|0|0|0|\n4\n（三）不予公开',
      'partlyGranted.total',
      null,
    ],
    ['a row broken in two', '（二）部分公开 1 0 0\n0 0 3 4', 'partlyGranted.total', 4],
    [
      'borders drawn with characters',
      '├──┼──┤\n│（二）部分公开│3│0│0│0│0│1│4│\n├──┼──┤',
      'partlyGranted.naturalPerson',
      3,
    ],
    ['units in the cells', '（二）部分公开\t3件\t0件\t0件\t0件\t0件\t1件\t4件', 'partlyGranted.otherOrganization', 1],
    ['a shorter label', '四、结转下年度办理\t3\t0\t0\t0\t0\t1\t4', 'carriedOut.otherOrganization', 1],
  ])('%s', (_, printed, field, value) => {
    expect(cell(row(printed), `requests.${field}`)?.value ?? null).toBe(value)
  })

  test.each<[string, number, number]>([
    ['自然人\t法人或其他组织\t总计\n商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他', 2, 3],
    ['自然人\t法人或其他组织\t总计\n科研机构\t商业企业\t社会公益组织\t法律服务机构\t其他', 3, 2],
    ['自然人\t法人或者其他组织\t总计\n科研机构\t商业企业\t社会公益组织\t法律服务机构\t其他', 3, 2],
    ['自然人\t法人或者其他组织\t总计\n商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他', 2, 3],
    ['自然人\t法人或者其他组织\t总计\n商业企业\t科研机构\t社会公益组织\t法律服务机构', 2, 3],
  ])('columns in the order of their headings: %j', (headings, business, research) => {
    const report = parse(
      withTables(
        `申请人情况\n${headings}\n一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t21\n二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n（一）予以公开\t1\t0\t0\t0\t0\t0\t1`,
      ),
    )
    const values = ['naturalPerson', 'business', 'research', 'publicInterest', 'otherOrganization', 'total'].map(
      column => cell(report, `requests.received.${column}`)?.value,
    )
    expect(values).toEqual([1, business, research, 4, 6, 21])
  })

  test('two printings that differ are no reading', () => {
    const twice = row('（七）总计\t4\t0\t0\t0\t0\t0\t4\n（七）总计\t5\t0\t0\t0\t0\t0\t5')
    expect(cell(twice, 'requests.handled.total')).toMatchObject({ value: null, state: 'unreadable', raw: '4 / 5' })
  })

  test('labels without any value are blank, not zero', () => {
    const report = row('（二）部分公开\n1.属于国家秘密')
    expect(cell(report, 'requests.partlyGranted.total')).toMatchObject({ value: null, state: 'blank' })
  })
})

describe('text is no table', () => {
  test('figures in sentences and lists are no cells', () => {
    const report = parse(
      '阿城区2021年政府信息公开工作年度报告\n一、总体情况\n全年办理行政许可5件。\n行政处罚 12\n不予公开\n3件\n予以公开\n9\n二、主动公开政府信息情况\n' +
        `${head2021}\n规章\t0\t0\t0\n行政规范性文件\t0\t0\t0`,
    )
    expect(report.cells.filter(each => each.value !== null && each.value !== 0)).toEqual([])
  })

  test('page numbers between a label and its values are left out', () => {
    const report = parse(withTables(`${head2021}\n规章\n— 5 —\n0\n0\n1\n- 3 -\n行政规范性文件\n2\n0\n4`))
    expect(cell(report, 'disclosure.regulations.inForce')?.value).toBe(1)
    expect(cell(report, 'disclosure.normativeDocuments.issued')?.value).toBe(2)
  })

  test('repeated lines were taken out of the file: what is missing is not blank', () => {
    const report = parse(
      withTables(
        '第二十条第（一）项\n信息内容\n本年新制作数量\n本年新公开数量\n对外公开总数量\n规章\n0\n规范性文件\n第二十条第（五）项\n上一年项目数量\n本年增/减\n处理决定数量\n行政许可\n其他对外管理服务事项\n第二十条第（六）项\n行政处罚\n行政强制',
      ),
    )
    expect(new Set(report.cells.map(each => each.state))).toEqual(new Set(['unreadable']))
  })
})

describe('every field of the form has a cell', () => {
  test('missing tables are unreadable, not absent', () => {
    const report = parse(withTables(`${head2021}\n规章\t0\t0\t0\n行政规范性文件\t0\t0\t0`))
    expect(cell(report, 'requests.received.total')).toMatchObject({ value: null, state: 'unreadable' })
    expect(cell(report, 'review.total')).toMatchObject({ value: null, state: 'unreadable' })
    expect(report.cells).toHaveLength(200)
  })
})

describe('what is no report', () => {
  test.each([
    ['', '没有找到统计表'],
    ['阿城区2021年政府信息公开工作年度报告\n一、总体情况\n依法公开。', '没有找到统计表'],
    ['阿城区人民政府关于做好2021年政府信息公开工作年度报告编制工作的通知\n各单位：\n请按时报送。', '通知'],
    ['阿城区2021年政府信息公开工作年度报告公布情况\n已全部公布。', '通知'],
    // The figures before 2019 were asked for in another form.
    [
      '阿城区2016年政府信息公开工作年度报告\n一、概述\n附表\n统计指标\t单位\t统计数\n（一）主动公开政府信息数\t条\t1234\n（一）收到申请数\t件\t12\n3.不同意公开答复数\t件\t1\n其中：涉及国家秘密\t件\t1\n四、行政复议数量\t件\t3\n（一）维持具体行政行为数\t件\t3\n五、行政诉讼数量\t件\t3',
      '没有找到统计表',
    ],
    [`一、总体情况\n${head2021}\n规章\t0\t0\t0`, '哪个机关'],
    [`阿城区政府信息公开工作年度报告\n一、总体情况\n${head2021}\n规章\t0\t0\t0`, '哪一年'],
    [`阿城区政府信息公开工作年度报告\n一、总体情况\n2021年，我区将完善制度。\n${head2021}\n规章\t0\t0\t0`, '哪一年'],
  ])('%j', (text, reason) => {
    expect(() => parse(text)).toThrow(ParseError)
    expect(() => parse(text)).toThrow(reason)
  })

  test('no text makes the parser fail in any other way', () => {
    const pieces = [
      '规章',
      '总计',
      '（七）',
      '0',
      '12',
      '/',
      ' ',
      '\t',
      '|',
      '\n',
      '第二十条第（一）项',
      '信息内容',
      '本年制发件数',
      '一、本年新收政府信息公开申请数量',
      '行政复议',
      '结果维持',
      '。',
      '2021年',
      '阿城区',
      '政府信息公开工作年度报告',
      '—',
      '(',
      '无',
      '１',
      '|---|',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 80 }), words => {
        try {
          parse(words.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(ParseError)
        }
      }),
      { numRuns: 300 },
    )
  })
})
