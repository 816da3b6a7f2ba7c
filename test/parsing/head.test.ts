import { describe, expect, test } from 'vitest'
import { parseReport } from '../../src/parsing/parse.ts'
import type { Document } from '../../src/reading/document.ts'
import type { Report } from '../../src/report/report.ts'

/** Who reports, about which year, published when: from title, signature, prose and what the container says. */

const table = [
  '二、主动公开政府信息情况',
  '第二十条第（一）项',
  '信息内容\t本年制发件数\t本年废止件数\t现行有效件数',
  '规章\t0\t0\t0',
  '行政规范性文件\t0\t0\t0',
]

interface Page {
  above?: string[]
  prose?: string[]
  below?: string[]
  meta?: Document['meta']
  fileName?: string
}

function parsePage({ above = [], prose = ['依法公开政府信息。'], below = [], meta = {}, fileName }: Page): Report {
  const lines = [...above, '一、总体情况', ...prose, ...table, '六、其他需要报告的事项', '无。', ...below]
  return parseReport(
    { format: 'text', blocks: lines.map(text => ({ kind: 'paragraph', text })), meta },
    { file: 'x.txt', sha256: '' },
    fileName,
  )
}

test.each<[string, Page, string]>([
  [
    'one line',
    { above: ['', '顺河回族区人民政府 2020 年政府信息公开工作年度报告'] },
    '顺河回族区人民政府2020年政府信息公开工作年度报告',
  ],
  ['two lines', { above: ['阿城区2021年政府', '', '信息公开工作年度报告'] }, '阿城区2021年政府信息公开工作年度报告'],
  [
    'issuer on a line of its own',
    { above: ['山西省人民政府外事办公室', '2021年政府信息公开工作年度报告'] },
    '山西省人民政府外事办公室2021年政府信息公开工作年度报告',
  ],
  [
    'navigation before it',
    {
      above: [
        '您的位置:首页 > 相山区发展和改革委员会信息公开年报',
        '登录 注册',
        '无障碍浏览',
        '相山区发展和改革委员会2020年政府信息公开工作年度报告',
      ],
    },
    '相山区发展和改革委员会2020年政府信息公开工作年度报告',
  ],
  [
    'a label before it',
    { above: ['标题: 平潭综合实验区2021年度政府信息公开工作年度报告'] },
    '平潭综合实验区2021年度政府信息公开工作年度报告',
  ],
  [
    'Markdown',
    { above: ['# 洪泽区人民政府 2024 年 政府信息公开工作年度报告'] },
    '洪泽区人民政府2024年政府信息公开工作年度报告',
  ],
  ['year first', { above: ['2022年上海市政府信息公开工作年度报告'] }, '2022年上海市政府信息公开工作年度报告'],
  [
    'only in the first sentence',
    { above: ['根据条例要求，现发布《涡阳县财政局2023年政府信息公开工作年度报告》。'] },
    '涡阳县财政局2023年政府信息公开工作年度报告',
  ],
  [
    'only in the page’s own data',
    { above: ['首页'], meta: { title: '涡阳县财政局2023年政府信息公开工作年度报告' } },
    '涡阳县财政局2023年政府信息公开工作年度报告',
  ],
  [
    'only in the file name',
    { fileName: '涡阳县财政局2023年政府信息公开工作年度报告.docx' },
    '涡阳县财政局2023年政府信息公开工作年度报告',
  ],
  [
    'neither place nor year',
    {
      above: ['政府信息公开工作年度报告'],
      prose: ['2020年，军粮城街依法公开。'],
      below: ['军粮城街道办事处', '2021年1月13日'],
    },
    '政府信息公开工作年度报告',
  ],
  [
    'none: made of issuer and year',
    { prose: ['2023年，鹤游镇按照条例公开。'] },
    '鹤游镇2023年政府信息公开工作年度报告',
  ],
])('title: %s', (_, page, title) => {
  expect(parsePage(page).title).toBe(title)
})

describe('issuer', () => {
  test.each<[Page, string, string, string | null]>([
    [{ above: ['顺河回族区人民政府2020年政府信息公开工作年度报告'] }, '顺河回族区人民政府', 'government', '410203'],
    [{ above: ['2020年度顺河回族区人民政府信息公开工作报告'] }, '顺河回族区人民政府', 'government', '410203'],
    [
      { above: ['南山区2020年政府信息公开工作年度报告'], below: ['鹤岗市南山区人民政府', '2021年1月25日'] },
      '鹤岗市南山区人民政府',
      'government',
      '230404',
    ],
    [
      { above: ['南山区2020年政府信息公开工作年度报告'], prose: ['在鹤岗市委领导下，鹤岗市依法公开。'] },
      '南山区',
      'government',
      '230404',
    ],
    [
      { above: ['南山区2020年政府信息公开工作年度报告'], prose: ['我区赴深圳市学习，并借鉴广东省经验。'] },
      '南山区',
      'government',
      null,
    ],
    [{ above: ['南山区2020年政府信息公开工作年度报告'] }, '南山区', 'government', null],
    [
      { above: ['相山区发展和改革委员会2020年政府信息公开工作年度报告'] },
      '相山区发展和改革委员会',
      'department',
      '340603',
    ],
    [
      {
        above: ['政府信息公开工作年度报告'],
        prose: ['2020年，我街通过东丽区政务网站公开信息。'],
        below: ['军粮城街道办事处', '2021年1月13日'],
      },
      '军粮城街道办事处',
      'subdistrict',
      '120110008',
    ],
    [
      { above: ['阿城区2021年政府信息公开工作年度报告'], prose: ['2021年，阿城区人民政府按照条例公开。'] },
      '阿城区人民政府',
      'government',
      '230112',
    ],
    [{ above: ['阿克苏地区行政公署2021年政府信息公开工作年度报告'] }, '阿克苏地区行政公署', 'government', '6529'],
    [{ above: ['新县八里畈镇人民政府2021年政府信息公开工作年度报告'] }, '新县八里畈镇人民政府', 'town', '411523105'],
    [{ above: ['阿城区人民政府办公室2021年政府信息公开工作年度报告'] }, '阿城区人民政府办公室', 'office', '230112'],
    [
      { above: ['国家税务总局珠海市香洲区税务局2023年政府信息公开工作年度报告'] },
      '国家税务总局珠海市香洲区税务局',
      'department',
      '440402',
    ],
    [
      { above: ['市政府研究室2021年政府信息公开工作年度报告', '来源：铜陵市人民政府研究室'] },
      '铜陵市人民政府研究室',
      'department',
      '3407',
    ],
    [
      { above: ['市政府研究室2021年政府信息公开工作年度报告'], prose: ['2021年铜陵市政府研究室公开信息16条。'] },
      '铜陵市政府研究室',
      'department',
      '3407',
    ],
    [{ above: ['市政府研究室2021年政府信息公开工作年度报告'] }, '市政府研究室', 'department', null],
    [{ above: ['五常市民意乡', '2021年政府信息公开工作年度报告'] }, '五常市民意乡', 'town', '230184206'],
    [{ above: ['太平镇人民政府2022年政府信息公开工作年度报告'] }, '太平镇人民政府', 'town', null],
    [
      { above: ['义乌市廿三里街道办事处2022年政府信息公开工作年度报告'] },
      '义乌市廿三里街道办事处',
      'subdistrict',
      '330782007',
    ],
    [{ above: ['平潭综合实验区2021年度政府信息公开工作年度报告'] }, '平潭综合实验区', 'zone', '35Z01'],
    [
      { above: ['如有疑问请与来凤县政务服务和大数据管理局（电话）联系。'], prose: ['2021年，我局公开信息。'] },
      '来凤县政务服务和大数据管理局',
      'department',
      '422827',
    ],
  ])('%j', (page, name, kind, code) => {
    const { issuer } = parsePage(page)
    expect({ name: issuer.name, kind: issuer.kind, code: issuer.division?.code ?? null }).toEqual({ name, kind, code })
  })

  test('of a page in traditional characters', () => {
    const { issuer, edition } = parseReport(
      {
        format: 'text',
        blocks: [
          '東鄉區氣象局2022年度政府信息公開工作年度報告',
          '一、總體情況',
          '依法公開。',
          '第二十條第(一)項',
          '信息內容\t本年新制作數量\t本年新公開數量\t對外公開總數量',
          '規章\t0\t0\t0',
          '規范性文件\t0\t0\t0',
          '第二十條第(五)項',
          '信息內容\t上一年項目數量\t本年增/減\t處理決定數量',
          '行政許可\t3\t1\t0',
        ].map(text => ({ kind: 'paragraph', text })),
        meta: {},
      },
      { file: 'x.txt', sha256: '' },
    )
    expect(issuer).toMatchObject({ name: '东乡区气象局', division: { code: '361003' } })
    expect(edition).toBe('2019')
  })
})

test.each<[string, Page, number]>([
  [
    'of the title',
    {
      above: ['阿城区2020年政府信息公开工作年度报告', '发布时间：2021-01-28'],
      prose: ['2021年将继续努力。2021年，2021年。'],
    },
    2020,
  ],
  [
    'of the statistical period',
    { above: ['阿城区政府信息公开工作年度报告', '数据统计期限为2022年1月1日至12月31日。'], below: ['2023年1月12日'] },
    2022,
  ],
  [
    'that the text speaks of',
    { above: ['阿城区政府信息公开工作年度报告'], prose: ['2020年，公开信息19条。2020年发布469条。下一步2021年改进。'] },
    2020,
  ],
  [
    'before that of the signature',
    { above: ['阿城区政府信息公开工作年度报告'], below: ['阿城区人民政府', '2021年1月13日'] },
    2020,
  ],
  [
    'covered, where the title names the year of publication',
    {
      above: ['阿城区2021年政府信息公开工作年度报告', '发布时间：2021-01-28', '统计期限为2020年1月1日至12月31日。'],
      prose: ['2021年将继续努力。'],
    },
    2020,
  ],
  [
    'covered, without a day of publication',
    { above: ['阿城区2021年政府信息公开工作年度报告', '统计期限为2020年1月1日至2020年12月31日。'] },
    2020,
  ],
  [
    'of the title, where the period is last year’s text',
    { above: ['阿城区2021年政府信息公开工作年度报告', '发布时间：2022-01-28', '统计期限为2020年1月1日至12月31日。'] },
    2021,
  ],
  [
    'of a period written with points',
    { above: ['阿城区政府信息公开工作年度报告', '统计期限为2022.1.1-2022.12.31。'], below: ['2023年1月12日'] },
    2022,
  ],
  ['in Chinese numerals', { above: ['阿城区二〇二〇年政府信息公开工作年度报告'] }, 2020],
])('year %s', (_, page, year) => {
  expect(parsePage(page).year).toBe(year)
})

test.each<[string, Page, string | null]>([
  [
    'a labelled line',
    { above: ['阿城区2020年政府信息公开工作年度报告', '信息来源: 阿城区政府发布时间:2021-01-28 10:13'] },
    '2021-01-28',
  ],
  [
    'the label before another',
    { above: ['阿城区2020年政府信息公开工作年度报告', '更新时间:2021-03-02 发布时间:2021-01-28'] },
    '2021-01-28',
  ],
  [
    'the signature',
    { above: ['阿城区2020年政府信息公开工作年度报告'], below: ['阿城区人民政府', '2021年1月5日'] },
    '2021-01-05',
  ],
  [
    'the page’s own data',
    { above: ['阿城区2020年政府信息公开工作年度报告'], meta: { publishedOn: '2021-02-01' }, below: ['2021年1月5日'] },
    '2021-02-01',
  ],
  [
    'before the source',
    {
      above: ['阿城区2020年政府信息公开工作年度报告', '2021-01-29 来源：阿城区人民政府办公室'],
      below: ['2021年1月5日'],
    },
    '2021-01-29',
  ],
  [
    'before the source, with the hour',
    { above: ['阿城区2020年政府信息公开工作年度报告', '2021-01-29 10:30 来源：阿城区人民政府办公室'] },
    '2021-01-29',
  ],
  [
    'beside the signature',
    { above: ['阿城区2020年政府信息公开工作年度报告'], below: ['阿城区财政局　2021年1月20日'] },
    '2021-01-20',
  ],
  [
    'no day within a sentence',
    { above: ['阿城区2020年政府信息公开工作年度报告'], below: ['本报告中的数据截至2020年12月31日'] },
    null,
  ],
  ['no day that is none', { above: ['阿城区2020年政府信息公开工作年度报告', '发布时间：2021-02-30'] }, null],
  ['nothing', { above: ['阿城区2020年政府信息公开工作年度报告'] }, null],
])('publishedOn: %s', (_, page, date) => {
  expect(parsePage(page).publishedOn).toBe(date)
})

const copied = ['本报告中所列数据的统计期限自2022年1月1日起至2022年12月31日止。', '2022年，阿城区人民政府依法公开。']
const heading = ['阿城区人民政府', '政府信息公开工作年度报告']
const named = { title: '哈尔滨市阿城区2023年政府信息公开工作年度报告-阿城区人民政府' }
test.each<[string, Page, number]>([
  [
    'the page’s, published the year after',
    { above: heading, prose: copied, meta: { ...named, publishedOn: '2024-01-30' } },
    2023,
  ],
  [
    'the period’s, published the year after that',
    { above: heading, prose: copied, meta: { ...named, publishedOn: '2023-01-30' } },
    2022,
  ],
  ['the period’s, where no day is printed', { above: heading, prose: copied, meta: named }, 2022],
])('year where page and text differ: %s', (_, page, year) => {
  expect(parsePage(page).year).toBe(year)
})

describe('id', () => {
  const id = (title: string, below: string[] = [], prose = ['依法公开。']) =>
    parsePage({ above: [title], below, prose }).id
  const report = '年政府信息公开工作年度报告'
  test.each([
    [`阿城区2021${report}`, `哈尔滨市阿城区人民政府2021${report}`],
    [`军粮城街2020${report}`, `东丽区军粮城街道办事处2020${report}`],
    [`相山区发展和改革委员会2020${report}`, `淮北市相山区发展改革委2020${report}`],
    [`硚口区政府办公室2020${report}`, `武汉市硚口区人民政府办公室2020${report}`],
  ])('%s = %s', (one, other) => {
    expect(id(one)).toBe(id(other))
  })
  test('different issuers and years never share one', () => {
    const titles = [
      '阿城区',
      '阿城区人民政府办公室',
      '阿城区财政局',
      '阿城区教育局',
      '道里区',
      '道里区财政局',
      '哈尔滨市财政局',
      '相山经济开发区管理委员会',
      '相山区',
    ].flatMap(name => [`${name}2020${report}`, `${name}2021${report}`])
    expect(new Set(titles.map(title => id(title))).size).toBe(titles.length)
  })
  test('towns of one name whose county is not told are told apart by what they report', () => {
    const title = `太平镇人民政府2022${report}`
    expect(id(title, [], ['公开信息12条。'])).not.toBe(id(title, [], ['公开信息15条。']))
    expect(id(title, [], ['公开信息12条。'])).toBe(id(title, [], ['公开 信息12条。']))
  })
  test('is plain ASCII', () => {
    expect(id(`阿城区财政局2020${report}`)).toMatch(/^[A-Za-z0-9_-]+$/)
    expect(id(`市政府研究室2020${report}`)).toMatch(/^[A-Za-z0-9_-]+$/)
  })
})

describe('sections', () => {
  const sectionsOf = (lines: string[]) =>
    parsePage({ above: ['阿城区2021年政府信息公开工作年度报告', ...lines] }).sections.map(
      ({ number, heading, text }) => [number, heading, text],
    )
  test('numbered, renamed, in Arabic numerals, without number', () => {
    expect(
      sectionsOf([
        '前言。',
        '一、工作情况概述',
        '甲。',
        '（一）主动公开',
        '乙。',
        '2、 主动公开政府信息情况',
        '丙。',
        '主动公开信息情况',
        '丁。',
        '七、存在的主要问题和改进措施',
        '戊。',
      ]),
    ).toEqual([
      ['', '', '前言。'],
      ['一', '工作情况概述', '甲。\n（一）主动公开\n乙。'],
      ['2', '主动公开政府信息情况', '丙。'],
      ['', '主动公开信息情况', '丁。'],
      ['七', '存在的主要问题和改进措施', '戊。'],
      ['一', '总体情况', '依法公开政府信息。'],
      ['二', '主动公开政府信息情况', ''],
      ['六', '其他需要报告的事项', '无。'],
    ])
  })
  test('a sentence that lists the parts of the report has no headings in it', () => {
    const sentence = `本报告由一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况等组成，${'依法编制，'.repeat(12)}现予公布。`
    expect(sectionsOf([sentence])[0]).toEqual(['', '', sentence])
  })
  test('signature dates, links and attachments’ names do not count as headings', () => {
    expect(sectionsOf(['打印 关闭', '附件：阿城区2021年报告.docx', '1、加强组织领导。'])[0]).toEqual([
      '',
      '',
      '1、加强组织领导。',
    ])
  })

  test.each([
    '【打印】【关闭】',
    '【字体：大 中 小】 打印',
    '【大】 【中】 【小】',
    '您当前的位置:首页',
    '首页 > 政务公开 > 年报',
    '扫一扫在手机打开当前页',
    '登录 | 注册',
    '附件1：统计表',
    '来源：阿城区人民政府',
    '责任编辑：办公室',
  ])('of the page, not of the report: %s', line => {
    expect(sectionsOf([line])[0]).toEqual(['一', '总体情况', '依法公开政府信息。'])
  })
  test.each([
    '登录区政府门户网站可查阅全部3份文件',
    '分享典型经验3次',
    '附件管理更加规范，',
    '来源于群众的意见5条；',
    '责任编辑制度得到落实',
    '首页改版2次',
    '【主动公开】公开信息120条',
    '当前位置：首页 本报告由区政府办公室编制。',
  ])('of the report, though it begins like a page’s label: %s', line => {
    expect(sectionsOf([line])[0]).toEqual(['', '', line])
  })
})
