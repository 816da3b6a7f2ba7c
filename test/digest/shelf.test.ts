import { expect, test } from 'vitest'
import { excerpt } from '../../src/digest/shelf.ts'

const found = (text: string, word: string) => {
  const at = text.indexOf(word)
  return excerpt({ text, ranges: [[at, at + word.length]] })
}

const filled = '其余事项照常办理，'.repeat(12)

test.each([
  ['a short passage is quoted whole', '全年公开信息1145件，解读稿件6篇。', '解读', '全年公开信息1145件，解读稿件6篇。'],
  [
    'a long one by the sentences around the words',
    `${filled}开办培训12次。全年公开信息1145件，${filled}发布政策解读稿件共计6123篇。${filled}到此为止。`,
    '政策解读',
    `……全年公开信息1145件，${filled}发布政策解读稿件共计6123篇。……`,
  ],
  ['a sentence is never cut', `${'一'.repeat(300)}1145件`, '件', `${'一'.repeat(300)}1145件`],
  ['line breaks are blanks', '一、培训\n共12次。', '培训', '一、培训 共12次。'],
])('%s', (_, text, word, expected) => {
  expect(found(text, word)).toBe(expected)
})
