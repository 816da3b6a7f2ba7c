import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/answer/answer.ts'
import { escapeHtml, htmlBlocks, htmlParts, longestHtml, shownText } from '../../src/channels/html.ts'
import { plainReply, plainText } from '../../src/channels/plain.ts'
import { colours } from '../../src/channels/terminal.ts'
import { converse, freshMemory } from '../../src/conversation/converse.ts'
import { bareReply, type ChatReply } from '../../src/conversation/message.ts'
import { districtReports, libraryOf } from '../support/library.ts'

const library = libraryOf(districtReports)
const ask = async (question: string): Promise<Outcome> =>
  (await converse(question, freshMemory, library, new Date('2024-05-01'))).outcome

const bareOutcome: Outcome = { kind: 'help', lines: [], notices: [], sources: [], query: null }

const replyOf = (outcome: Outcome, rest: Partial<ChatReply> = {}): ChatReply => ({ ...bareReply(outcome), ...rest })

describe('HTML for Telegram', () => {
  test('a figure stands out and its source links', async () => {
    const [line, , source] = htmlBlocks(await ask('阿城区2021年收到多少申请'))
    expect(line).toMatch(/<b>12 件<\/b>/)
    const all = htmlBlocks(await ask('阿城区2021年收到多少申请')).join('\n')
    expect(all).toContain('<a href="https://example.gov.cn/230112/2021.html?a=1&amp;b=2">')
    expect(source ?? '').not.toContain('?a=1&b=2')
  })

  test('what a report says cannot become markup', async () => {
    const html = htmlBlocks(await ask('阿城区2021年信息公开有哪些问题')).join('\n')
    expect(html).toContain('&lt;b&gt;&amp;')
  })

  const search = { ...bareOutcome, lines: [['a<b ', { mark: '解读<i>' }, '通俗']] } satisfies Outcome

  test('found words stand out in each channel, and are no markup', () => {
    expect(htmlBlocks(search)).toEqual(['a&lt;b <b>解读&lt;i&gt;</b>通俗'])
    expect(plainText(search)).toBe('a<b 【解读<i>】通俗')
    expect(plainText(search, colours)).toBe('a<b \u001b[1m\u001b[33m解读<i>\u001b[39m\u001b[22m通俗')
  })

  test('an address that is no web page is not linked', () => {
    const sources = [{ title: '报告', url: 'javascript:alert(1)', place: '表' }]
    const outcome: Outcome = { kind: 'help', lines: [], notices: [], sources, query: null }
    expect(htmlBlocks(outcome)).toEqual(['<i>来源：《报告》表，javascript:alert(1)</i>'])
  })

  test('what is shown is what was written', () => {
    for (const text of ['增长<5% & "更多">', '&amp;lt;', '<<>>']) expect(shownText(escapeHtml(text))).toBe(text)
  })

  test('long replies go in whole blocks, each within the limit', () => {
    const blocks = Array.from({ length: 30 }, (_, i) => `<b>${i}</b> ${'一段话。'.repeat(100)}`)
    const parts = htmlParts([...blocks, '超长。'.repeat(3000)])
    expect(parts.length).toBeGreaterThan(4)
    for (const part of parts) {
      expect(shownText(part).length).toBeLessThanOrEqual(longestHtml)
      expect(part.match(/<b>/g)?.length ?? 0).toBe(part.match(/<\/b>/g)?.length ?? 0)
    }
    expect(parts.map(shownText).join('').replaceAll('\n', '')).toBe(
      shownText([...blocks, '超长。'.repeat(3000)].join('')).replaceAll('\n', ''),
    )
  })

  test('says in HTML what plain text says', async () => {
    for (const question of [
      '阿城区2021年收到多少申请',
      '有哪些报告',
      '哈尔滨各区2022年申请对比',
      '帮助',
      '今天天气',
    ] as const) {
      const outcome = await ask(question)
      const html = shownText(htmlBlocks(outcome).join('\n'))
      for (const line of outcome.lines)
        for (const part of line) if (typeof part === 'string') expect(html).toContain(part)
      if (outcome.kind === 'answer')
        for (const { value } of outcome.figures) {
          expect(html).toContain(`${value}`)
          expect(plainText(outcome)).toContain(`${value}`)
        }
    }
  })
})

describe('plain text', () => {
  test('next steps go on with the numbers of the choices', async () => {
    const outcome = await ask('阿城区收到多少申请')
    if (outcome.kind !== 'clarify') throw new Error(`unexpected ${outcome.kind}`)
    const labels = outcome.choices.map(({ label }) => label)
    const text = plainReply(replyOf(outcome, { choices: [...labels, '原文'], steps: 1 }))
    expect(text).toContain(`${labels.length}. ${labels.at(-1)}`)
    expect(text).toContain(`${labels.length + 1}. 原文\n回复数字选择`)
  })

  test('tells what to type for the next page and for a rating', async () => {
    const outcome = await ask('阿城区2021年收到多少申请')
    const text = plainReply(replyOf(outcome, { page: { index: 0, count: 3 }, rated: true }))
    expect(text.endsWith('回复“更多”看下一页（1/3），回复“有用”或“没用”评价')).toBe(true)
    expect(plainReply(replyOf(outcome, { page: { index: 2, count: 3 } }))).toBe(plainText(outcome))
  })
})
