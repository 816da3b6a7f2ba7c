import { describe, expect, test } from 'vitest'
import { ReadingError } from '../../src/reading/document.ts'
import { limits } from '../../src/reading/limits.ts'
import { readText } from '../../src/reading/text.ts'

const linesOf = (bytes: Uint8Array) =>
  readText(bytes).blocks.map(block => (block.kind === 'paragraph' ? block.text : '(table)'))
const utf8 = (text: string) => new TextEncoder().encode(text)

/** 规章 0 in GB18030. */
const gb18030 = new Uint8Array([
  0xb9, 0xe6, 0xd5, 0xc2, 0x20, 0x30, 0x0a, 0xd0, 0xd0, 0xd5, 0xfe, 0xd0, 0xed, 0xbf, 0xc9,
])

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !bigEndian)
  return bytes
}

describe('encodings', () => {
  test.each([
    ['UTF-8', utf8('规章 0\n行政许可')],
    ['UTF-8 with its mark', utf8('\ufeff规章 0\n行政许可')],
    ['GB18030', gb18030],
    ['UTF-16, little end first', utf16('\ufeff规章 0\n行政许可', false)],
    ['UTF-16, big end first', utf16('\ufeff规章 0\n行政许可', true)],
  ])('%s', (_, bytes) => {
    expect(linesOf(bytes)).toEqual(['规章 0', '行政许可'])
  })
})

test.each([
  ['line ends of all systems', 'a\r\nb\rc\u2028d', ['a', 'b', 'c', 'd']],
  ['empty lines are kept', 'a\n\n\nb', ['a', '', '', 'b']],
  ['tabs and lines of a blank are kept', '\t规章\n\t\n \n', ['\t规章', '\t', ' ', '']],
  ['page breaks end lines', 'a\fb', ['a', 'b']],
  [
    'a page’s number before the break goes with it',
    '规章 0 0 0\n\n  — 5 —\n\f行政许可 1',
    ['规章 0 0 0', '', '行政许可 1'],
  ],
  ['a number before a page break that is no page’s stays', '规章 0 0 12\n\f行政许可', ['规章 0 0 12', '', '行政许可']],
  ['invisible characters', '规\u200b章\u00ad\ufeff0', ['规章0']],
  ['blanks of all widths', '规章\u00a00\u30001\u20032', ['规章 0 1 2']],
  ['an entity for a blank', '规章\t&nbsp;', ['规章\t ']],
  ['control characters', `${'规章'.repeat(60)}\u0007`, ['规章'.repeat(60)]],
])('%s', (_, text, lines) => {
  expect(linesOf(utf8(text))).toEqual(lines)
})

test.each<[string, Uint8Array, string]>([
  ['nothing', new Uint8Array(), '空'],
  ['white space only', utf8(' \n\t\n'), '空'],
  ['a PDF', utf8('%PDF-1.7\n…'), '不是文本'],
  ['a Word file', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), '不是文本'],
  ['an old Word file', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), '不是文本'],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]), '不是文本'],
  ['zero bytes', new Uint8Array([0xe8, 0xa7, 0x84, 0, 0, 0, 0]), '不是文本'],
  ['more text than any report has', utf8('信'.repeat(400_001)), '文字过多'],
  ['more lines than any report has', utf8('\n一'.repeat(60_001)), '行数过多'],
  ['too much', new Uint8Array(limits.fileBytes + 1).fill(0x61), '过大'],
])('refuses %s', (_, bytes, reason) => {
  expect(() => readText(bytes)).toThrow(ReadingError)
  expect(() => readText(bytes)).toThrow(reason)
})
