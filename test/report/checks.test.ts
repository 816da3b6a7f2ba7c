import { describe, expect, test } from 'vitest'
import { checkReport, checkYears } from '../../src/report/checks.ts'
import type { Report } from '../../src/report/report.ts'
import { type CellSpec, makeFullReport, makeReport } from '../support/reports.ts'

/** A balanced report: everything 0 but what is given. */
function report(cells: Record<string, CellSpec>, text = '', year = 2020): Report {
  const zero = makeFullReport(
    { year, edition: '2021', sections: [{ number: '一', heading: '总体情况', text }] },
    () => 0,
  )
  const given = makeReport({ cells }).cells
  const changed = new Map(given.map(cell => [cell.field, cell]))
  return { ...zero, cells: zero.cells.map(cell => changed.get(cell.field) ?? cell) }
}

const summary = (findings: ReturnType<typeof checkReport>) => findings.map(({ check, fields }) => [check, fields[0]])

const person = (row: string, count: number) => ({
  [`requests.${row}.naturalPerson`]: count,
  [`requests.${row}.total`]: count,
})
/** 23 received, 2 carried in, 14 granted, 3 partly, 8 otherwise, 25 handled, none carried out. */
const balanced = {
  ...person('received', 23),
  ...person('carriedIn', 2),
  ...person('granted', 14),
  ...person('partlyGranted', 3),
  ...person('other.remaining', 8),
  ...person('handled', 25),
}

describe('the tables', () => {
  test('that balance give no findings', () => {
    expect(checkReport(report(balanced))).toEqual([])
  })

  test('what came in is not what was handled or goes on', () => {
    const findings = checkReport(
      report({ ...balanced, 'requests.carriedIn.naturalPerson': 3, 'requests.carriedIn.total': 3 }),
    )
    expect(summary(findings)).toEqual([
      ['requests.flow', 'requests.received.naturalPerson'],
      ['requests.flow', 'requests.received.total'],
    ])
    expect(findings[0]!.message).toContain('本年新收23件＋上年结转3件＝26件')
    expect(findings[0]!.message).toContain('25件')
    expect(findings[0]!.fields).toEqual(
      ['received', 'carriedIn', 'handled', 'carriedOut'].map(row => `requests.${row}.naturalPerson`),
    )
  })

  test('results that do not add up, though the total balances: two columns each off by one', () => {
    const findings = checkReport(
      report({ ...balanced, 'requests.granted.naturalPerson': 13, 'requests.granted.business': 1 }),
    )
    expect(summary(findings)).toEqual([
      ['requests.results', 'requests.handled.naturalPerson'],
      ['requests.results', 'requests.handled.business'],
    ])
    expect(findings[0]!.message).toContain('相加为24件')
    expect(findings[0]!.message).toContain('印为25件')
  })

  test('applicants that do not add up to their row’s total', () => {
    const findings = checkReport(
      report({
        'requests.refused.stateSecret.business': 1,
        'requests.handled.business': 1,
        'requests.received.business': 1,
        'requests.received.total': 1,
        'requests.handled.total': 1,
        'requests.refused.stateSecret.total': 2,
      }),
    )
    expect(findings.filter(finding => finding.check === 'requests.applicants').map(finding => finding.message)).toEqual(
      ['依申请表“不予公开/属于国家秘密”一行：各类申请人相加为1件，总计印为2件'],
    )
  })

  test('results of disputes that do not add up', () => {
    const findings = checkReport(report({ 'litigation.direct.upheld': 7, 'litigation.direct.total': 11 }))
    expect(summary(findings)).toEqual([['disputes.total', 'litigation.direct.total']])
    expect(findings[0]!.message).toBe('复议诉讼表“未经复议直接起诉”：各种结果相加为7件，总计印为11件')
  })

  test.each<[CellSpec]>([[[null, 'blank', '']], [[null, 'notApplicable', '/']], [[null, 'unreadable', '2 3']]])(
    'an operand that is no number (%j) decides nothing',
    spec => {
      const findings = checkReport(
        report({
          ...balanced,
          'requests.granted.total': spec,
          'requests.granted.business': spec,
          'review.total': spec,
          'review.upheld': 4,
        }),
      )
      expect(findings).toEqual([])
    },
  )
})

describe('the text against the tables', () => {
  const disputes = {
    'review.upheld': 3,
    'review.total': 3,
    'litigation.direct.upheld': 1,
    'litigation.direct.total': 1,
  }
  test.each<[string, string[]]>([
    ['全年收到政府信息公开申请23件，已答复申请23件。', ['requests.handled.total']],
    ['其中，收到申请后同意公开答复12件；同意部分公开答复3件。', ['requests.granted.total']],
    ['共受理依申请公开政府信息的信函申请73件。', ['requests.received.total']],
    ['本年度共收到20件申请，办结25件。', ['requests.received.total']],
    ['政府信息公开申请上年结转1件，结转下年度继续办理4件。', ['requests.carriedIn.total', 'requests.carriedOut.total']],
    ['依申请公开：不予公开2件，无法提供0件，不予处理0件，其他处理8件。', ['requests.refused.total']],
    ['因政府信息公开被申请行政复议5件，被提起行政诉讼1件。', ['review.total']],
    ['有1件涉及政府信息公开工作的行政复议。', ['review.total']],
    ['受理申请25件，4件结转下年度。', ['requests.carriedOut.total']],
  ])('differs: %s', (text, fields) => {
    const findings = checkReport(report({ ...balanced, ...disputes }, text))
    expect(findings.map(finding => finding.fields[0])).toEqual(fields)
    expect(new Set(findings.map(finding => finding.check))).toEqual(new Set(['narrative']))
  })

  test('says both numbers', () => {
    expect(checkReport(report(balanced, '收到政府信息公开申请73件。'))[0]!.message).toBe(
      '正文写收到申请73件（“收到政府信息公开申请73件”），表格中本年新收政府信息公开申请数量为23件',
    )
  })

  test.each([
    ['申请1,234件结转下年度。', '正文写结转下年度1234件（“1,234件结转下年度”）'],
    ['收到自然人以及法人或者其他组织通过各种渠道提出来的依申请公开政府信息事项总数为1234件。', '总数为1234件”）'],
  ])('quotes whole numbers: %s', (text, part) => {
    expect(checkReport(report(balanced, text)).map(finding => finding.message)).toEqual([expect.stringContaining(part)])
  })

  test.each([
    '收到申请10余件。',
    '收到申请10多件。',
    '上年结转约10件。',
    '收到申请70件左右。',
    '申请1，234件结转下年度。',
    '申请1.2万5件结转下年度。',
    '详见附件1\n23件结转下年度。',
    '收到政府信息公开申请23件，已答复25件，予以公开14件，部分公开3件。',
    '收到政府信息公开申请25件（含上年结转2件）。',
    '收到申请23件，其中信函申请7件、网上申请16件。',
    '主动公开政府信息2645条，主动公开12件。',
    '去年收到政府信息公开申请70件。',
    '2019年收到政府信息公开申请70件。',
    '收到政府信息公开申请数量较去年增长12件。',
    '区政府办代表区政府受理政府信息公开申请17件。',
    '区本级收到政府信息公开申请9件。',
    '截至目前，累计受理政府信息公开申请300件。',
    '收到行政许可申请99件，收到投诉举报12件。',
    '收到政府信息公开申请若干件。',
    '办理行政复议案件120件，行政应诉35件。',
    '全县共办理行政复议、行政诉讼案件74件。',
    '公开规范性文件6件，人事任免文件106件。',
    '制发规范性文件23件，答复人大代表建议50件。',
  ])('states the same, or something else: %s', text => {
    expect(checkReport(report({ ...balanced, ...disputes }, text))).toEqual([])
  })

  test('is not compared with a cell that is no number', () => {
    expect(
      checkReport(
        report({ ...balanced, 'requests.received.total': [null, 'unreadable', '2 3'] }, '收到政府信息公开申请73件。'),
      ),
    ).toEqual([])
  })
})

describe('two years', () => {
  const before = report({ 'requests.carriedOut.total': 2, 'disclosure.normativeDocuments.inForce': 20 }, '', 2021)
  test('that join', () => {
    const after = report(
      {
        'requests.carriedIn.total': 2,
        'disclosure.normativeDocuments.inForce': 23,
        'disclosure.normativeDocuments.issued': 4,
        'disclosure.normativeDocuments.repealed': 1,
      },
      '',
      2022,
    )
    expect(checkYears(before, after)).toEqual([])
  })
  test('that do not, whichever is named first', () => {
    const after = report(
      {
        'requests.carriedIn.total': 3,
        'disclosure.normativeDocuments.inForce': 22,
        'disclosure.normativeDocuments.issued': 4,
        'disclosure.normativeDocuments.repealed': 1,
      },
      '',
      2022,
    )
    expect(summary(checkYears(after, before))).toEqual([
      ['years.carriedOver', 'requests.carriedOut.total'],
      ['years.inForce', 'disclosure.normativeDocuments.inForce'],
    ])
    expect(checkYears(before, after)[1]!.message).toBe(
      '规范性文件 现行有效件数：2021年末20件＋2022年制发4件－废止1件＝23件，2022年报告印为22件',
    )
  })
  test('not next to each other, or with a blank between them, decide nothing', () => {
    expect(checkYears(before, report({ 'requests.carriedIn.total': 3 }, '', 2023))).toEqual([])
    expect(
      checkYears(
        before,
        report(
          {
            'requests.carriedIn.total': [null, 'blank', ''],
            'disclosure.normativeDocuments.inForce': [null, 'blank', ''],
          },
          '',
          2022,
        ),
      ),
    ).toEqual([])
  })
})
