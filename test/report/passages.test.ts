import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { passagesOf } from '../../src/report/passages.ts'
import { sentencesIn } from '../../src/report/sentences.ts'

const section = (heading: string, text: string, number = '') => ({ number, heading, text })
const both = '存在的主要问题及改进情况'

/** Kind, headings below the section and text of each passage of one section. */
const told = (heading: string, text: string) =>
  passagesOf([section(heading, text)]).map(passage => [passage.kind, passage.path.slice(1).join(' > '), passage.text])

describe('subsections', () => {
  test.each<[string, string, [string, string, string][]]>([
    [
      'numbered ones, with their headings',
      '本县情况如下。\n（一）主动公开。发布信息。\n（二）平台建设\n1、网站。改版。\n2、公众号。开通。\n（三）监督保障：有考核。',
      [
        ['overview', '', '本县情况如下。'],
        ['disclosure', '（一）主动公开', '（一）主动公开。发布信息。'],
        ['overview', '（二）平台建设 > 1、网站', '（二）平台建设\n1、网站。改版。'],
        ['overview', '（二）平台建设 > 2、公众号', '2、公众号。开通。'],
        ['overview', '（三）监督保障', '（三）监督保障：有考核。'],
      ],
    ],
    [
      'Arabic numbers above Chinese ones',
      '1.公开。甲。\n（1）网上。乙。\n（2）线下。丙。\n2.申请。丁。',
      [
        ['overview', '1.公开', '1.公开。甲。'],
        ['overview', '1.公开 > （1）网上', '（1）网上。乙。'],
        ['overview', '1.公开 > （2）线下', '（2）线下。丙。'],
        ['requests', '2.申请', '2.申请。丁。'],
      ],
    ],
    [
      'that layout has put into one line',
      '先说整体。（一）主动公开方面。发布信息。（二）依申请公开方面。办结（含上年）三件。',
      [
        ['overview', '', '先说整体。'],
        ['disclosure', '（一）主动公开方面', '（一）主动公开方面。发布信息。'],
        ['requests', '（二）依申请公开方面', '（二）依申请公开方面。办结（含上年）三件。'],
      ],
    ],
    [
      'without numbers',
      '开头一句。\n加强组织领导，强化协调\n成立了领导小组，明确了各部门的分工。\n监督保障方面。每季度检查一次。',
      [
        ['overview', '', '开头一句。'],
        ['overview', '加强组织领导，强化协调', '加强组织领导，强化协调\n成立了领导小组，明确了各部门的分工。'],
        ['overview', '监督保障方面', '监督保障方面。每季度检查一次。'],
      ],
    ],
    [
      'a year and a decimal are no numbering',
      '2021.5版系统上线。\n2021年开通。',
      [['overview', '', '2021.5版系统上线。\n2021年开通。']],
    ],
    ['no text, no passage', '\n \n', []],
  ])('%s', (_, text, expected) => {
    expect(told('总体情况', text)).toEqual(expected)
  })
})

describe('problems and improvements', () => {
  test.each<[string, string, [string, string][]]>([
    [
      'two sentences of one paragraph',
      '虽有成绩，但更新还不够及时。针对上述问题，明年将明确更新期限。',
      [
        ['problems', '虽有成绩，但更新还不够及时。'],
        ['improvements', '针对上述问题，明年将明确更新期限。'],
      ],
    ],
    [
      'two headings, whatever their lists say',
      '（一）主要问题：一是人员少。二是将来的工作没有计划。\n（二）改进措施：一是解决更新不及时的问题。二是培训不足的补课。',
      [
        ['problems', '（一）主要问题：一是人员少。二是将来的工作没有计划。'],
        ['improvements', '（二）改进措施：一是解决更新不及时的问题。二是培训不足的补课。'],
      ],
    ],
    [
      'measures in numbered paragraphs',
      '存在解读单一的问题。\n今后准备这样做：\n（一）加强培训。\n请专家讲课。\n（二）丰富形式。\n多用图表。',
      [
        ['problems', '存在解读单一的问题。'],
        ['improvements', '今后准备这样做：\n（一）加强培训。\n请专家讲课。'],
        ['improvements', '（二）丰富形式。\n多用图表。'],
      ],
    ],
    [
      'each problem with its own remedy',
      '一是解读形式单一。下一步，制作短视频。\n二是更新不及时。下一步，逐月检查。',
      [
        ['problems', '一是解读形式单一。'],
        ['improvements', '下一步，制作短视频。'],
        ['problems', '二是更新不及时。'],
        ['improvements', '下一步，逐月检查。'],
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(told(both, text).map(([kind, , words]) => [kind, words])).toEqual(expected)
  })
})

test.each([
  ['总体情况', '（一）聚焦突出问题。逐项整改。', ['overview']],
  ['行政复议、行政诉讼情况', '（一）主要问题\n栏目偏旧。\n（二）改进情况\n栏目改版。', ['problems', 'improvements']],
  ['行政复议、行政诉讼情况', '（一）受理申请的情况\n一件。', ['disputes']],
  [both, '（一）申请的流程不规范。\n（二）将加强培训。', ['problems', 'improvements']],
])('subsections of “%s”: %s', (heading, text, expected) => {
  expect(told(heading, text).map(([kind]) => kind)).toEqual(expected)
})

test.each([
  ['', 'other'],
  ['总体情况', 'overview'],
  ['工作情况概述', 'overview'],
  ['主动公开政府信息情况', 'disclosure'],
  ['收到和处理政府信息公开申请情况', 'requests'],
  ['因政府信息公开工作被申请行政复议、提起行政诉讼情况', 'disputes'],
  ['存在的主要问题', 'problems'],
  ['下一步工作打算', 'improvements'],
  ['其它需要报告的事项', 'other'],
  ['保密审查', 'overview'],
])('a section “%s” is of kind %s', (heading, kind) => {
  expect(told(heading, '一句话。')).toEqual([[kind, '', '一句话。']])
})

describe('lines', () => {
  test.each([
    [
      'broken by the page',
      '围绕年度中心工作，把政务公开的各项内容和公开\n方式逐项列出。',
      '围绕年度中心工作，把政务公开的各项内容和公开方式逐项列出。',
    ],
    [
      'a label stays',
      '区政府门户网站公开栏目的地址和联系方式\n联系电话：见前言',
      '区政府门户网站公开栏目的地址和联系方式\n联系电话：见前言',
    ],
    [
      'a signature stays',
      '本年度没有其他事项。\n清河县人民政府\n2021年1月13日',
      '本年度没有其他事项。\n清河县人民政府\n2021年1月13日',
    ],
    ['marks of Markdown go', '### 网站改版完成。', '网站改版完成。'],
  ])('%s', (_, text, expected) => {
    expect(
      told('总体情况', text)
        .map(each => each[2])
        .join('|'),
    ).toBe(expected)
  })
})

test('a long subsection is cut between sentences, each part with the heading', () => {
  const sentence = `${'全区逐项公开'.repeat(10)}。`
  const passages = passagesOf([section('总体情况', `（一）主动公开。${sentence.repeat(20)}`)])
  expect(passages.length).toBeGreaterThan(2)
  for (const { text, path } of passages) {
    expect(path).toEqual(['总体情况', '（一）主动公开'])
    expect(text.length).toBeLessThanOrEqual(400)
    expect(text.endsWith('。')).toBe(true)
  }
})

test('every character of the prose stands in one passage, in order, and no sentence in two', () => {
  const part = fc.constantFrom(
    '（一）',
    '1、',
    '一是',
    '公开信息',
    '将改进',
    '不够',
    '。',
    '；',
    '\n',
    '？',
    '”',
    '2021年',
    '针对',
    '主动公开方面。',
    '12.5万元',
    '，',
  )
  const text = fc.array(part, { maxLength: 80 }).map(parts => parts.join(''))
  fc.assert(
    fc.property(fc.constantFrom('总体情况', both, ''), text, (heading, prose) => {
      const passages = passagesOf([section(heading, prose)])
      expect(
        passages
          .map(passage => passage.text)
          .join('')
          .replace(/\s/g, ''),
      ).toBe(prose.replace(/\s/g, ''))
      expect(passages.map(({ position }) => position)).toEqual(passages.map((_, at) => at))
      for (const { text: own } of passages.slice(0, -1))
        expect(sentencesIn(own).at(-1)!.length > 0 && passages.every(({ path }) => path.length > 0)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
