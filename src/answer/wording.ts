import type { Understanding } from '../question/query.ts'
import type { Line, Outcome } from './answer.ts'

/** The fixed texts of the bot. */

const nothing = { notices: [], sources: [], query: null }

const examples: Line[] = [
  ['· 顺河区2020年收到多少申请'],
  ['· 军粮城街道2020年行政复议维持率'],
  ['· 阿城区2021年行政处罚多少件'],
  ['· 军粮城街道信息公开有哪些问题'],
]

export const helpOutcome: Outcome = {
  kind: 'help',
  ...nothing,
  lines: [
    ['我可以查询政府信息公开工作年度报告里的数字和内容，每个数字都附出处。例如：'],
    ...examples,
    ['发送“有哪些报告”可以看收录了哪些单位和年份。'],
  ],
}

const declinedWords: Record<Extract<Understanding, { kind: 'declined' }>['reason'], string> = {
  outOfScope: '抱歉，这个问题超出了我的范围。我只能回答政府信息公开工作年度报告里的内容。',
  prediction: '抱歉，我不能预测，只能回答已经公布的年度报告里印出的数字。',
  abroad: '抱歉，我只收录中国行政机关的政府信息公开工作年度报告，不含其他国家和国际组织。',
  opinion: '抱歉，我不能评价，只能回答年度报告里印出的内容。',
  service:
    '抱歉，我只能回答年度报告里的内容，不能受理或代写申请、投诉，也不解答办事和法律问题。申请政府信息公开，请看有关机关网站上的《政府信息公开指南》，或直接联系该机关。',
  reason: '抱歉，我不能解释原因，只能回答年度报告里印出的内容。',
  notInTables: '抱歉，年度报告的表格没有按这个条件统计，无法回答。',
  beyond: '抱歉，这样的组合我还不会计算，为免答错，请分开来问：先问各单位或各年的数字，再自行比较。',
  tooLong: '抱歉，问题太长了，无法处理。请把问题缩短到一句话，例如单位、年份和想查的数字。',
}

export function declinedOutcome(reason: Extract<Understanding, { kind: 'declined' }>['reason']): Outcome {
  return {
    kind: 'declined',
    ...nothing,
    lines: [
      [declinedWords[reason]],
      ...(reason === 'tooLong' ? [] : [['您可以这样问：'] as Line, ...examples.slice(0, 2)]),
    ],
  }
}

const social: Record<'about' | 'greeting' | 'thanks' | 'farewell' | 'abuse', string> = {
  about:
    '我是查询政府信息公开工作年度报告的问答机器人，不是政府机关。数字和文字都来自各机关公布的年度报告，每个回答都附出处；报告没有印出的数字不会说。例如：',
  greeting: '您好！我可以查询政府信息公开工作年度报告，例如：',
  thanks: '不客气！还可以继续提问，例如：',
  farewell: '再见！需要时随时来问，例如：',
  abuse: '抱歉没能帮上忙。您可以这样提问，例如：',
}

export function socialOutcome(kind: keyof typeof social): Outcome {
  return { kind: 'help', ...nothing, lines: [[social[kind]], ...examples.slice(0, 2)] }
}

export const unavailableOutcome: Outcome = {
  kind: 'unavailable',
  ...nothing,
  lines: [['抱歉，检索服务暂时不可用，请稍后再试。']],
}
