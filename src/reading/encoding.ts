import { ReadingError } from './document.ts'

/**
 * Text out of bytes whose charset is declared wrongly, or not at all. Evidence comes before declarations: Chinese text in a legacy
 * encoding is practically never valid UTF-8, so what decodes as UTF-8 is UTF-8; all else is taken for GB18030 (of which GB2312 and GBK
 * are subsets) unless Big5 or UTF-16 is declared.
 */

/** Share of broken characters up to which damaged UTF-8 is still UTF-8. */
const toleratedDamage = 0.02

/**
 * Decodes a text or a page. `declared` are charset names in order of trust (header, then meta).
 * @throws ReadingError when the bytes are not text in any known encoding.
 */
export function decodeText(bytes: Uint8Array, declared: (string | undefined)[] = []): string {
  const encoding = byteOrderMark(bytes) ?? (isUtf8(bytes) ? 'utf-8' : legacyEncoding(bytes, declared))
  const text = new TextDecoder(encoding).decode(bytes)
  if (brokenShare(text) > 0.2) throw new ReadingError('文字编码无法识别')
  return text
}

/** `text/html; charset=GB2312` → `gb2312`. */
export function charsetOf(contentType: string | undefined): string | undefined {
  return contentType?.match(/charset\s*=\s*["']?\s*([\w.:-]+)/i)?.[1]?.toLowerCase()
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

function isUtf8(bytes: Uint8Array): boolean {
  return brokenShare(new TextDecoder('utf-8').decode(bytes)) <= toleratedDamage
}

/** Replacement characters and control codes among the characters beyond ASCII. */
function brokenShare(text: string): number {
  let broken = 0
  let beyondAscii = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 127) beyondAscii++
    if (code === 0xfffd) broken++
    else if (code < 9 || (code > 13 && code < 27)) {
      broken++
      beyondAscii++
    }
  }
  return broken / Math.max(beyondAscii, 1)
}

function legacyEncoding(bytes: Uint8Array, declared: (string | undefined)[]): string {
  const names = declared.filter(name => name !== undefined).map(name => name.toLowerCase())
  if (names.some(name => name.startsWith('big5'))) return 'big5'
  const utf16 = names.find(name => name.startsWith('utf-16'))
  if (utf16 !== undefined && bytes.includes(0)) return utf16 === 'utf-16be' ? 'utf-16be' : 'utf-16le'
  return 'gb18030'
}
