import { describe, expect, test } from 'vitest'
import { charsetOf, decodeText } from '../../src/reading/encoding.ts'
import { readHtml } from '../../src/reading/html.ts'
import { fixture } from './fixtures.ts'

/** 政府信息公开 in the encodings that sites use. */
const gbk = Uint8Array.of(0xd5, 0xfe, 0xb8, 0xae, 0xd0, 0xc5, 0xcf, 0xa2, 0xb9, 0xab, 0xbf, 0xaa)
const big5 = Uint8Array.of(0xac, 0x46, 0xa9, 0xb2, 0xb8, 0xea, 0xb0, 0x54, 0xa4, 0xbd, 0xb6, 0x7d)
const utf8 = new TextEncoder().encode('政府信息公开')
const utf16 = Uint8Array.from([
  0xff,
  0xfe,
  ...new Uint8Array(Uint16Array.from([...'政府信息公开'].map(c => c.charCodeAt(0))).buffer),
])

const cases: [string, Uint8Array, (string | undefined)[], string][] = [
  ['UTF-8 without a word', utf8, [], '政府信息公开'],
  ['UTF-8 declared as GBK', utf8, ['gbk'], '政府信息公开'],
  ['UTF-8 with its mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8), ['gb2312'], '政府信息公开'],
  ['GBK without a word', gbk, [], '政府信息公开'],
  ['GBK declared as UTF-8', gbk, ['utf-8'], '政府信息公开'],
  ['GBK declared as Latin', gbk, ['iso-8859-1', undefined], '政府信息公开'],
  ['Big5, declared', big5, ['big5'], '政府資訊公開'],
  ['UTF-16 with its mark', utf16, [], '政府信息公开'],
  ['a four-byte character of GB18030', Uint8Array.of(...gbk, 0x95, 0x34, 0xb2, 0x35), ['gb18030'], '政府信息公开𠮷'],
]

describe('decoding', () => {
  test.each(cases)('%s', (_, bytes, declared, text) => {
    expect(decodeText(bytes, declared)).toBe(text)
  })

  test('UTF-8 cut within a character stays UTF-8', () => {
    const long = new TextEncoder().encode('政府信息公开工作年度报告'.repeat(30))
    expect(decodeText(long.subarray(0, long.length - 1))).toMatch(/^政府信息公开/)
  })

  test('bytes that are no text are refused', () => {
    const noise = Uint8Array.from({ length: 4000 }, (_, at) => (at * 73 + (at >> 3) * 31) % 256)
    expect(() => decodeText(noise)).toThrow(/编码/)
  })

  test.each([
    ['text/html; charset=GB2312', 'gb2312'],
    ['text/html;charset="utf-8"', 'utf-8'],
    ['text/html', undefined],
    [undefined, undefined],
  ])('charset of %s', (contentType, charset) => {
    expect(charsetOf(contentType)).toBe(charset)
  })
})

test('a page of GB18030 bytes that calls itself UTF-8 reads like its UTF-8 twin, whatever the header says', () => {
  const twin = readHtml(fixture('qinghe-2023.html'))
  for (const contentType of [undefined, 'text/html; charset=utf-8', 'text/html; charset=gbk']) {
    const origin = contentType === undefined ? {} : { contentType }
    expect(readHtml(fixture('qinghe-2023.gb18030.html'), origin).blocks).toEqual(twin.blocks)
  }
})
