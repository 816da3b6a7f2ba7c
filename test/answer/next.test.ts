import { describe, expect, test } from 'vitest'
import { nextSteps } from '../../src/answer/next.ts'
import { reply } from '../../src/answer/reply.ts'
import { converse, freshMemory } from '../../src/conversation/converse.ts'
import { districtReports, libraryOf } from '../support/library.ts'

const library = libraryOf(districtReports)
const now = new Date('2024-05-01')

async function steps(question: string) {
  const { outcome } = await converse(question, freshMemory, library, now)
  return nextSteps(outcome, await library.holdings())
}

describe('next steps', () => {
  const cases: [string, string[]][] = [
    ['阿城区2022年收到多少申请', ['办理结果明细', '上一年（2021年）', '与哈尔滨市其他区县比较']],
    ['阿城区2021年收到多少申请', ['办理结果明细', '与哈尔滨市其他区县比较']],
    ['阿城区2023年收到多少申请', ['办理结果明细', '上一年（2022年）']],
    ['阿城区2022年行政处罚多少件', ['上一年（2021年）', '与哈尔滨市其他区县比较']],
    ['阿城区和道里区2022年申请对比', ['上一年（2021年）']],
    ['阿城区2022年信息公开有哪些问题', ['上一年（2021年）']],
    ['阿城区收到多少申请', []],
    ['阿城区历年申请变化', []],
    ['帮助', []],
    ['今天天气怎么样', []],
  ]
  test.each(cases)('%s', async (question, labels) => {
    expect((await steps(question)).map(({ label }) => label)).toEqual(labels)
  })

  test('each leads to an answer', async () => {
    for (const { label, query } of await steps('阿城区2022年收到多少申请')) {
      const trace = { normalised: '', findings: [], changes: [], ignored: [] }
      const outcome = await reply({ kind: 'query', query, trace }, library)
      expect(outcome.kind, label).toBe('answer')
      if (label.startsWith('与') && outcome.kind === 'answer') {
        expect(new Set(outcome.figures.map(({ year }) => year))).toEqual(new Set([2022]))
        expect(outcome.figures.length).toBeGreaterThanOrEqual(4)
      }
    }
  })
})
