import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/answer/answer.ts'
import { plainText } from '../../src/channels/plain.ts'
import { converse, freshMemory } from '../../src/conversation/converse.ts'
import { libraryOf } from '../support/library.ts'
import { makeReport } from '../support/reports.ts'

const section = (heading: string, text: string, number = '一') => ({ number, heading, text })
const acheng = { name: '阿城区人民政府', division: { code: '230112', path: ['黑龙江省', '哈尔滨市', '阿城区'] } }
const daoli = { name: '道里区人民政府', division: { code: '230102', path: ['黑龙江省', '哈尔滨市', '道里区'] } }

const reports = [
  makeReport({
    id: 'acheng-2021',
    year: 2021,
    issuer: acheng,
    cells: { 'requests.received.total': 81 },
    sections: [
      section(
        '',
        '如有疑问请联系本机关，地址：某路66号；邮编：150300；联系电话：0451-12345678。网址为http://www.example.cn。',
        '',
      ),
      section(
        '总体情况',
        '（一）主动公开。全年公开信息1,319条。\n（二）平台建设。用微信公众号发布信息469条，其中转发任务6条；全年上报信息141条。开展直播12场、访谈12场。\n（三）依申请公开。受理信函申请73件。\n（四）解读。政策解读做到同步发布。',
      ),
      section(
        '存在的主要问题及改进情况',
        '（一）主要问题：政策解读不够通俗。\n（二）改进措施：用图表来解读政策。',
        '五',
      ),
    ],
    findings: [
      {
        check: 'narrative',
        message: '正文写收到申请73件（“受理信函申请73件”），表格中本年新收为81件',
        fields: ['requests.received.total'],
      },
    ],
  }),
  makeReport({ id: 'acheng-2022', year: 2022, issuer: acheng, sections: [section('总体情况', '组织培训9次。')] }),
  makeReport({
    id: 'daoli-2021',
    year: 2021,
    issuer: daoli,
    sections: [section('总体情况', '用微信公众号发布信息38条。'), section('存在的主要问题', '人员不足。', '五')],
  }),
]

const ask = async (question: string): Promise<Outcome> =>
  (await converse(question, freshMemory, libraryOf(reports), new Date('2023-06-01'))).outcome
const quoted = (outcome: Outcome) =>
  outcome.kind === 'passages' ? outcome.passages.map(({ report, text }) => `${report} ${text}`) : outcome.kind

describe('passages', () => {
  test.each<[string, string[]]>([
    ['阿城区2021年存在什么问题', ['acheng-2021 （一）主要问题：政策解读不够通俗。']],
    ['阿城区2021年怎么改进', ['acheng-2021 （二）改进措施：用图表来解读政策。']],
    [
      '阿城区2021年的问题和改进措施',
      ['acheng-2021 （一）主要问题：政策解读不够通俗。', 'acheng-2021 （二）改进措施：用图表来解读政策。'],
    ],
    ['阿城区2021年政策解读怎么改进', ['acheng-2021 （二）改进措施：用图表来解读政策。']],
    [
      '阿城区2021年联系电话',
      ['acheng-2021 如有疑问请联系本机关，地址：某路66号；邮编：150300；联系电话：0451-12345678。'],
    ],
    ['阿城区2021年网址', ['acheng-2021 网址为http://www.example.cn。']],
    ['道里区公众号发了多少条', ['daoli-2021 用微信公众号发布信息38条。']],
    ['哪些地方提到人员不足', ['daoli-2021 人员不足。']],
    ['2022年黑龙江哪些地方提到培训', ['acheng-2022 组织培训9次。']],
    ['道里区有没有提到人员不足', ['daoli-2021 人员不足。']],
  ])('%s', async (question, expected) => {
    expect(quoted(await ask(question))).toEqual(expected)
  })

  test('a place without a year: the latest report, its year named', async () => {
    const outcome = await ask('阿城区培训几次')
    expect(quoted(outcome)).toEqual(['acheng-2022 组织培训9次。'])
    expect(plainText(outcome)).toContain('2022年')
  })
})

describe('numbers in the prose', () => {
  test.each<[string, number | null, string]>([
    ['阿城区2021年微信公众号发布多少条', 469, '条'],
    ['阿城区2021年转发任务多少条', 6, '条'],
    ['阿城区2021年上报信息多少条', 141, '条'],
    ['阿城区2021年直播几场', 12, '场'],
    ['阿城区2021年公众号发了几篇', null, ''],
  ])('%s', async (question, value, unit) => {
    const outcome = await ask(question)
    if (outcome.kind !== 'passages') throw new Error(outcome.kind)
    const figures = outcome.figures.map(figure => [figure.value, figure.unit, figure.field, figure.report])
    expect(figures).toEqual(value === null ? [] : [[value, unit, 'prose', 'acheng-2021']])
    for (const { raw, label } of outcome.figures) {
      expect(outcome.passages[0]!.text).toContain(raw)
      expect(raw).toContain(label)
    }
    if (value !== null) expect(plainText(outcome)).toContain('正文写')
  })

  test('where the table says otherwise both are given', async () => {
    const outcome = await ask('阿城区2021年受理信函申请多少件')
    expect(quoted(outcome)).toEqual(['acheng-2021 受理信函申请73件。'])
    expect(outcome.notices.join()).toContain('表格中本年新收为81件')
    expect(outcome.kind === 'passages' && outcome.choices.map(({ label }) => label)).toEqual([
      '本年新收政府信息公开申请数量',
    ])
  })
})

/** One report whose overview says this. */
async function answerFrom(text: string, question: string): Promise<Outcome> {
  const opening = '本报告由总体情况等部分组成，请联系区政府办公室，地址：某路66号。'
  const sections = [section('', opening, ''), section('总体情况', text)]
  const library = libraryOf([makeReport({ id: 'acheng-2021', year: 2021, issuer: acheng, sections })])
  return (await converse(question, freshMemory, library, new Date('2023-06-01'))).outcome
}

describe('the number that is meant', () => {
  test.each<[text: string, question: string, value: number | null, unit: string]>([
    ['答复期限由15个工作日修改为20个工作日，延长不超过10个工作日。', '阿城区答复期限是几个工作日', 20, '个工作日'],
    ['专栏由3个增加到5个。', '阿城区专栏有多少个', 5, '个'],
    ['在网站发布各类政府信息2428条，解读信息发布7条。', '阿城区政务信息发布多少条', null, ''],
    ['在网站发布各类政府信息2428条，解读信息发布7条。', '阿城区解读信息发布多少条', 7, '条'],
    ['对常务会议的重要议题进行权威发布共计38次。', '阿城区常务会议开了几次', null, ''],
    ['关停政务新媒体2个。', '阿城区政务新媒体一共多少个', null, ''],
    ['关停政务新媒体2个。', '阿城区关停政务新媒体多少个', 2, '个'],
    ['培训由每年2次增长50%至3次。', '阿城区培训多少次', null, ''],
    ['培训较上年增加4次。', '阿城区培训多少次', null, ''],
    ['培训9次，较上年增加4次。', '阿城区培训多少次', 9, '次'],
    ['采用访谈解读96篇。开展在线访谈12期。', '阿城区在线访谈多少期', 12, '期'],
    ['（一）主动公开\n图1 主动公开情况表\n（二）公开\n全年主动公开信息86条。', '阿城区主动公开信息多少条', 86, '条'],
    ['全年整改失效链接43处。', '阿城区整改失效链接多少处', 43, '处'],
  ])('%s %s', async (text, question, value, unit) => {
    const outcome = await answerFrom(text, question)
    if (outcome.kind !== 'passages') throw new Error(plainText(outcome))
    expect(outcome.figures.map(figure => [figure.value, figure.unit])).toEqual(value === null ? [] : [[value, unit]])
  })

  test('what the report says of itself stands behind what it tells, and never beside it', async () => {
    const outcome = await answerFrom('（一）监督。办公室检查一次。\n（二）平台。办公室管网站。', '阿城区办公室做了什么')
    expect(quoted(outcome)).not.toContain(
      'acheng-2021 本报告由总体情况等部分组成，请联系区政府办公室，地址：某路66号。',
    )
  })

  test('a sentence is quoted without the heading on the line above it', async () => {
    const outcome = await answerFrom('（一）培训情况\n全年培训9次。', '阿城区培训多少次')
    expect(quoted(outcome)).toEqual(['acheng-2021 全年培训9次。'])
  })
})

describe('not there', () => {
  test.each([
    ['阿城区2021年抖音粉丝多少', '没有提到'],
    ['阿城区2021年传真是多少', '没有提到'],
    ['阿城区2022年微信公众号发了几条', '没有提到'],
    ['阿城区2021年培训有什么问题', '没有提到存在的问题中的“培训”'],
    ['阿城区2021年政策解读多少篇', '没有找到“政策解读”的数量'],
    ['哪些地方提到量子计算机', '没有找到'],
    ['2021年黑龙江哪些地方提到培训', '没有找到'],
    ['阿城区2021年有没有提到短视频', '没有提到'],
    ['阿城区2021年有没有提到微信公众号和政策解读', '看提到“微信公众号”的段落'],
    ['阿城区2021年有没有提到短视频和政策解读', '看提到“政策解读”的段落'],
    ['阿城区2021年有没有提到短视频和潜水艇', '没有提到“短视频、潜水艇”'],
  ])('%s', async (question, words) => {
    const outcome = await ask(question)
    expect(outcome.kind).toBe('missing')
    expect(plainText(outcome)).toContain(words)
  })

  test('what lacks of several is told beside what is there', async () => {
    const text = plainText(await ask('阿城区2021年网址和传真'))
    expect(text).toContain('http://www.example.cn')
    expect(text).toContain('没有提到传真')
  })
})

describe('who does not mention it', () => {
  const absent = async (question: string) => {
    const outcome = await ask(question)
    return outcome.kind === 'reports' ? outcome.reports.map(({ issuer, years }) => `${issuer}${years}`) : outcome.kind
  }
  const [achengName, daoliName] = ['黑龙江省哈尔滨市阿城区人民政府', '黑龙江省哈尔滨市道里区人民政府']

  test.each<[string, string[]]>([
    ['哪些地方没有提到培训', [`${achengName}2021`, `${daoliName}2021`]],
    ['2021年黑龙江没有提到解读的区有哪些', [`${daoliName}2021`]],
    ['阿城区哪几年没有提到微信公众号', [`${achengName}2022`]],
    ['阿城区和道里区2021年谁没有提到直播', [`${daoliName}2021`]],
    // A heading has the words as well.
    ['2021年哪些地方没有提到总体情况', []],
    ['哪些地方没有提到“培训”和“公众号”', []],
  ])('%s', async (question, expected) => {
    expect(await absent(question)).toEqual(expected)
  })

  test('says what was searched, and for what', async () => {
    const text = plainText(await ask('哪些地方没有提到培训'))
    expect(text).toContain('在已收录的 3 份报告中，下列 2 份的正文没有出现“培训”这些字')
    expect(plainText(await ask('哪些地方没有提到“培训”和“公众号”'))).toContain('每一份的正文都出现了')
  })

  test('reports without prose are told apart from those that do not mention it', async () => {
    const library = libraryOf([...reports, makeReport({ id: 'daoli-2022', year: 2022, issuer: daoli, sections: [] })])
    const { outcome } = await converse('哪些地方没有提到培训', freshMemory, library, new Date('2023-06-01'))
    expect(plainText(outcome)).toContain('在已收录的 3 份报告中，下列 2 份')
    expect(plainText(outcome)).toContain('另有 1 份没有读出正文，不计在内')
  })
})

test('a report whose place no register has is found by the name it prints, whatever stands behind the name', async () => {
  const sections = [section('总体情况', '推送原创短视频1113个。')]
  const issuer = { name: '沐阳县人民政府', division: null }
  const library = libraryOf([...reports, makeReport({ id: 'x1-2021', year: 2021, issuer, sections })])
  for (const question of ['沐阳县推送了多少个原创短视频', '沐阳县原创短视频多少个']) {
    const { outcome } = await converse(question, freshMemory, library, new Date('2023-06-01'))
    expect(quoted(outcome), question).toEqual(['x1-2021 推送原创短视频1113个。'])
  }
})

test('a place that no register has stands beside another, and after one', async () => {
  const issuer = { name: '沐阳县人民政府', division: null }
  const muyang = makeReport({ id: 'x1-2021', year: 2021, issuer, cells: { 'requests.received.total': 713 } })
  const library = libraryOf([...reports, muyang])
  const now = new Date('2023-06-01')
  const first = await converse('阿城区2021年收到多少申请', freshMemory, library, now)
  const second = await converse('沐阳县呢', first.memory, library, now)
  expect(second.outcome).toMatchObject({ kind: 'answer', figures: [{ report: 'x1-2021', value: 713 }] })
  const both = await converse('阿城区和沐阳县2021年申请相差多少', freshMemory, library, now)
  expect(plainText(both.outcome)).toContain('81 - 713 = -632')
  const below = await converse('沐阳县各镇2021年申请多少', freshMemory, library, now)
  expect(below.outcome).toMatchObject({ kind: 'missing', reason: 'noReport' })
  const bureau = await converse('沐阳县教育局2021年申请多少', freshMemory, library, now)
  expect(bureau.outcome).toMatchObject({ kind: 'missing', reason: 'noReport' })
})
