import fc from 'fast-check'
import { expect, test } from 'vitest'
import { originalRanges, queryText, searchable } from '../../src/search/text.ts'

test.each([
  ['2020年收到21件', '2020 年收到 21 件'],
  ['收到1,395件', '收到 1395 件'],
  ['收到１，３９５件', '收到 1395 件'],
  ['约12,345,678元', '约 12345678 元'],
  ['分别为3，127件', '分别为 3127 件'],
  ['第1,23,456项', '第 1,23456 项'],
  ['数量为23,14,2件', '数量为 23,14,2 件'],
  ['占95%以上', '占 95% 以上'],
  ['ＡＢＣ平台', 'ABC 平台'],
  ['（一）总体情况', '(一)总体情况'],
  ['无数字的一句话', '无数字的一句话'],
  ['2020 年', '2020 年'],
  ['', ''],
])('%j is searched as %j', (text, words) => {
  expect(searchable(text).text).toBe(words)
})

test.each([
  ['2020年 收费', '2020 年 收费'],
  ['"政务公开"', '政务公开'],
  ['-政策 --解读 公开-制度', '政策 解读 公开-制度'],
  ['"没有右引号', '没有右引号'],
  [' \t\n', ''],
  ['---', ''],
])('the query %j is sent as %j', (typed, sent) => {
  expect(queryText(typed)).toBe(sent)
})

test('every unit of the searchable text leads back to the character that it came from', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'年月収㍻ﬁ①２3,，4567𠮷a%。 é') }), original => {
      const { text, starts, ends } = searchable(original)
      expect([starts.length, ends.length]).toEqual([text.length, text.length])
      for (const [unit, start] of starts.entries()) {
        const source = original.slice(start, ends[unit])
        if (source === '') expect(text[unit]).toBe(' ')
        else expect(source.normalize('NFKC')).toContain(text[unit])
        expect(start).toBeGreaterThanOrEqual(unit === 0 ? 0 : starts[unit - 1]!)
      }
    }),
  )
})

/** Matches of words in a text, as the server gives them: in bytes of the searchable text. */
function matchesOf(text: string, words: string[]) {
  const bytes = Buffer.from(searchable(text).text)
  return words.map(word => ({ start: bytes.indexOf(word), length: Buffer.byteLength(word) }))
}

test.each([
  ['收到申请1,395件', ['1395'], ['1,395']],
  ['主动公开政府信息', ['主动', '公开'], ['主动公开']],
  ['𠮷祥２０２０年，收费', ['2020', '收费'], ['２０２０', '收费']],
  ['政策解读与政策', ['解读', '政策'], ['政策解读']],
  ['没有', [], []],
])('in %j the words %j are %j', (text, words, marked) => {
  const ranges = originalRanges(searchable(text), matchesOf(text, words))
  expect(ranges.map(([start, end]) => text.slice(start, end))).toEqual(marked)
})

test('matches that do not fit the text mark nothing', () => {
  const foreign = [
    { start: 1, length: 3 },
    { start: 0, length: 1 },
    { start: 300, length: 3 },
  ]
  expect(originalRanges(searchable('申请'), foreign)).toEqual([])
})
