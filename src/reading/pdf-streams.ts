import { inflateSync } from 'node:zlib'
import { ReadingError } from './document.ts'
import { limits } from './limits.ts'

/** Objects, and streams among them, of one file: far above any report. */
const mostObjects = 100_000
const mostStreams = 20_000
/** Of tables that list the objects: a file has one for each time that it was saved. */
const mostIndexes = 1000
/** How far before a stream its dictionary may begin. */
const longestDictionary = 2000

/**
 * Before the library reads a file, whose work cannot be stopped from within: weighs the streams that hold drawing operators, fonts and
 * pictures left out. What is packed in other ways than the usual one is not seen here.
 * @throws ReadingError when there is more than any report has.
 */
export function checkStreams(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tooMuch = () => new ReadingError('PDF 内容过于复杂，无法读取')
  const objects = countUpTo(file, ' obj', mostObjects)
  const indexes = countUpTo(file, 'trailer', mostIndexes) + countUpTo(file, 'xref', 2 * mostIndexes)
  if (objects >= mostObjects || indexes >= mostIndexes) throw tooMuch()
  let left = limits.contentBytes
  let strings = 4 * limits.characters
  let streams = 0
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    if (file.toString('latin1', at - 3, at) === 'end') continue
    streams++
    if (streams > mostStreams) throw tooMuch()
    const before = file.toString('latin1', Math.max(0, at - longestDictionary), at)
    const dictionary = before.slice(before.lastIndexOf('obj') + 1)
    if (notDrawn.test(dictionary)) continue
    const content = contentOf(file, at + 6, dictionary, left)
    if (content === 'too much') throw tooMuch()
    left -= content.length
    strings -= stringBytes(content)
    if (left < 0 || strings < 0) throw tooMuch()
  }
}

/** Pictures, fonts, colour profiles, notes about the file, attached files. */
const notDrawn =
  /\/(Image|Length[123]|Type1C|CIDFontType0C|OpenType|EmbeddedFile|Metadata)\b|\/N\s+[134]\b(?!.*\/ObjStm)|\/DCTDecode|\/JPXDecode/s

function contentOf(file: Buffer, from: number, dictionary: string, atMost: number): Buffer | 'too much' {
  const start = from + (file[from] === 13 ? 2 : 1)
  const end = file.indexOf('endstream', start)
  const packed = file.subarray(start, end < 0 ? file.length : end)
  if (!dictionary.includes('FlateDecode')) return packed.length > atMost ? 'too much' : packed
  // Packed twice: no program does that but to hide the size.
  if (/FlateDecode.*FlateDecode/s.test(dictionary)) return 'too much'
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, atMost) })
  } catch (error) {
    const exceeded = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    // Damage is for the library to judge: it mends what it can.
    return exceeded ? 'too much' : Buffer.alloc(0)
  }
}

function countUpTo(file: Buffer, word: string, most: number): number {
  let count = 0
  for (let at = file.indexOf(word); at >= 0 && count < most; at = file.indexOf(word, at + word.length)) count++
  return count
}

const [open, close, hexOpen, hexClose] = [40, 41, 60, 62]

/** Bytes of text to be shown: each may become a glyph. */
function stringBytes(content: Buffer): number {
  let sum = 0
  for (let at = 0; at < content.length; at++) {
    const isHex = content[at] === hexOpen && content[at + 1] !== hexOpen
    if (content[at] !== open && !isHex) continue
    const end = content.indexOf(isHex ? hexClose : close, at)
    if (end < 0) return sum + content.length - at
    sum += end - at
    at = end
  }
  return sum
}
