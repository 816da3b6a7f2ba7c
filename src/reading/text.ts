import { type Document, ReadingError } from './document.ts'
import { decodeText } from './encoding.ts'
import { limits } from './limits.ts'

/**
 * Plain text and Markdown: one paragraph a line, empty lines included, because in many saved reports an empty line is what ends a table
 * row and a line of a single blank is an empty cell.
 * @throws ReadingError when the bytes are empty, too many, or no text.
 */
export function readText(bytes: Uint8Array): Document {
  if (bytes.length > limits.fileBytes) throw new ReadingError('文件过大，无法读取')
  if (isBinary(bytes)) throw new ReadingError('这不是文本文件')
  const decoded = decodeText(bytes)
  if (decoded.length > limits.characters) throw new ReadingError('文字过多，不像一份年度报告，无法读取')
  const text = decoded
    .replace(/\r\n?|[\u0085\u2028\u2029\v]/g, '\n')
    .replace(pageNumberAtPageBreak, '\n')
    .replace(/\f/g, '\n')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/g, '')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g, '')
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/&nbsp;?/g, ' ')
    .replace(wordRemnant, '')
  if (text.trim() === '') throw new ReadingError('文件是空的')
  const lines = text.split('\n')
  if (lines.length > limits.lines) throw new ReadingError('行数过多，不像一份年度报告，无法读取')
  const blocks = lines.map(line => ({ kind: 'paragraph' as const, text: line }))
  return { format: 'text', blocks, meta: {}, ...(/\S$/.test(text) && { breaksOff: true }) }
}

/** What Word's own text export leaves of a bookmark. */
const wordRemnant = /\[bookmark:[^\]\n]{0,200}\]/g

/** Text out of a PDF has a page's number alone on the line before the form feed: taken away here, or it would pass for a cell. */
const pageNumberAtPageBreak = /\n[ \t]*(?:[-—–][ \t]*)?\d{1,3}[ \t]*(?:[-—–][ \t]*)?\n*\f/g

const signatures: number[][] = [
  [0x25, 0x50, 0x44, 0x46],
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x1f, 0x8b, 0x08],
]

/** Known containers, and anything with zero bytes that no UTF-16 mark explains. */
function isBinary(bytes: Uint8Array): boolean {
  if (signatures.some(signature => signature.every((byte, at) => bytes[at] === byte))) return true
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  return !utf16 && bytes.subarray(0, 65536).includes(0)
}
