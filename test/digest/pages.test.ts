import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Line } from '../../src/answer/answer.ts'
import { lineText } from '../../src/answer/line.ts'
import { htmlBlocks, htmlParts } from '../../src/channels/html.ts'
import { plainReply } from '../../src/channels/plain.ts'
import { messageOf } from '../../src/digest/message.ts'
import { limitOf, pagesOf } from '../../src/digest/pages.ts'
import { chatReplyOf } from '../../src/digest/reply.ts'

const words = fc.stringMatching(/^[一-龥a-z0-9<&、：]{1,120}$/)
const longWords = fc.integer({ min: 500, max: 4500 }).map(length => '报'.repeat(length))
const someLines = fc.array(
  fc.array(fc.oneof({ weight: 30, arbitrary: words }, { weight: 1, arbitrary: longWords }), {
    minLength: 1,
    maxLength: 4,
  }),
  { minLength: 1, maxLength: 60 },
)

test('a page is one message on its platform, with its footer, and nothing is lost between pages', () => {
  fc.assert(
    fc.property(someLines, fc.constantFrom('telegram', 'wechat'), (lines: Line[], channel) => {
      const pages = pagesOf(lines, limitOf(channel))
      for (const index of pages.keys()) {
        const reply = chatReplyOf(messageOf(123456, pages, index))
        if (channel === 'telegram') expect(htmlParts(htmlBlocks(reply.outcome))).toHaveLength(1)
        else expect(Buffer.byteLength(plainReply(reply))).toBeLessThanOrEqual(1800)
      }
      const told = pages.flat().map(lineText)
      expect(told).toHaveLength(lines.length)
      lines.map(lineText).forEach((line, at) => {
        expect(told[at] === line || (told[at]!.endsWith('……') && line.startsWith(told[at]!.slice(0, -2)))).toBe(true)
      })
    }),
    { numRuns: 150 },
  )
})

test('a heading goes to the next page with what it is the heading of', () => {
  const limit = { size: (text: string) => text.length, max: 20 }
  const lines: Line[] = [['一二三四五六七八九十'], ['更正：'], ['一二三四五六七八九十']]
  expect(pagesOf(lines, limit).map(page => page.map(lineText))).toEqual([
    ['一二三四五六七八九十'],
    ['更正：', '一二三四五六七八九十'],
  ])
})

test.each([
  [11, '甲乙丙丁共办结……'],
  [13, '甲乙丙丁共办结……'],
  [14, '甲乙丙丁共办结1,234……'],
  [23, '甲乙丙丁共办结1,234件。其余的数量是……'],
  [27, '甲乙丙丁共办结1,234件。其余的数量是……'],
])('a line too long for a page of %i ends before a number, not in it', (max, expected) => {
  const line = '甲乙丙丁共办结1,234件。其余的数量是5678.25万元，不在此列。'
  const limit = { size: (text: string) => text.length, max }
  expect(
    pagesOf([[line]], limit)
      .flat()
      .map(lineText),
  ).toEqual([expected])
})
