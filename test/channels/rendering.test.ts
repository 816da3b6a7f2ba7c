import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/answer/answer.ts'
import { unavailableOutcome } from '../../src/answer/wording.ts'
import { escapeHtml, htmlBlocks, htmlParts, longestHtml, shownText } from '../../src/channels/html.ts'
import { plainReply, plainText } from '../../src/channels/plain.ts'
import { keyboardOf, pressOf } from '../../src/channels/telegram/keyboard.ts'
import { partsOf } from '../../src/channels/telegram/sending.ts'
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

describe('every kind of outcome', () => {
  /** A question that leads to it; the compiler asks for a new kind. */
  const questions: Record<Exclude<Outcome['kind'], 'unavailable'>, string> = {
    answer: '阿城区2021年收到多少申请',
    clarify: '阿城区收到多少申请',
    missing: '北京市朝阳区2022年收到多少申请',
    passages: '阿城区2022年信息公开有哪些问题',
    reports: '有哪些报告',
    help: '帮助',
    declined: '今天天气怎么样',
  }
  const outcomes = async (): Promise<Outcome[]> => [
    ...(await Promise.all(Object.values(questions).map(ask))),
    unavailableOutcome,
  ]

  test('is led to by its question', async () => {
    expect((await outcomes()).map(({ kind }) => kind)).toEqual([...Object.keys(questions), 'unavailable'])
  })

  test('says in each channel all its words, figures, choices and sources', async () => {
    for (const outcome of await outcomes()) {
      const choices = 'choices' in outcome ? outcome.choices.map(({ label }) => label) : []
      const reply = replyOf(outcome, { turn: '0123456789', choices, rated: true })
      const parts = partsOf(reply, null, null).filter(part => part.kind === 'text')
      const buttons = parts.flatMap(({ keyboard }) => keyboard.flat().map(({ text }) => text))
      const wechat = plainReply(reply)
      const inColours = stripVTControlCharacters(plainReply(reply, colours))
      const telegram = [...parts.map(({ html }) => shownText(html)), ...buttons].join('\n')
      const words = [
        ...outcome.lines.flat().filter(part => typeof part === 'string'),
        ...('figures' in outcome ? outcome.figures.map(({ value }) => `${value}`) : []),
        ...choices,
        ...outcome.sources.map(({ place }) => place),
      ]
      expect(words.length, outcome.kind).toBeGreaterThan(0)
      for (const shown of [telegram, wechat, inColours])
        for (const word of words) expect(shown, outcome.kind).toContain(word)
    }
  })

  test('a path of the machine is shown nowhere', () => {
    const sources = [{ title: '报告', file: '/srv/reports/acheng-2022.docx', place: '表' }]
    for (const text of [htmlBlocks({ ...bareOutcome, sources })[0]!, plainText({ ...bareOutcome, sources })]) {
      expect(text).toContain('acheng-2022.docx')
      expect(text).not.toContain('/srv')
    }
  })
})

describe('buttons', () => {
  test('of any reply carry at most 64 bytes, which say what was pressed', () => {
    const turns = ['0123456789', 'ffffffffff', 'd0', `d${'z'.repeat(10)}`]
    for (const turn of turns) {
      const labels = Array.from({ length: 40 }, (_, i) => `${i}黑龙江省哈尔滨市阿城区人民政府办公室`.repeat(3))
      const page = { index: 12_344, count: 99_999 }
      const reply = replyOf(bareOutcome, { turn, choices: labels, steps: 4, rated: true, page })
      const data = keyboardOf(reply)
        .flat()
        .map(button => ('callback_data' in button ? button.callback_data : ''))
      expect(data).toHaveLength(44)
      for (const each of data) expect(Buffer.byteLength(each)).toBeLessThanOrEqual(64)
      const presses = data.map(pressOf)
      expect(presses.slice(0, 40)).toEqual(labels.map((_, index) => ({ kind: 'choice', turn, index })))
      expect(presses.slice(40)).toEqual([
        { kind: 'page', turn, index: 12_343 },
        { kind: 'page', turn, index: 12_345 },
        { kind: 'rating', turn, index: 1 },
        { kind: 'rating', turn, index: 0 },
      ])
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
