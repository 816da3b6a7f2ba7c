import { readLists } from './doc-numbering.ts'
import { ReadingError } from './document.ts'
import { limits } from './limits.ts'
import type { NumberedList } from './numbering.ts'

/** Where a Word 97–2003 file keeps its text and its properties ([MS-DOC]); all offsets are the format's own. */

export interface WordFile {
  /** The text, main story first; one element of `offsets` per character says where its bytes are. */
  text: string
  offsets: Uint32Array
  /** Lengths of the stories that matter here, in characters. */
  mainLength: number
  textBoxes: { from: number; to: number }
  paragraphs: PropertyRun[]
  characters: PropertyRun[]
  lists: Map<string, NumberedList>
}

/** Properties of the characters whose bytes stand from `from` to `to`. */
export interface PropertyRun {
  from: number
  to: number
  properties: Property[]
}

/** A single property modifier: its code and its operand's bytes. */
export interface Property {
  code: number
  operand: DataView
}

export interface WordStreams {
  main: Uint8Array
  table0: Uint8Array | undefined
  table1: Uint8Array | undefined
  data: Uint8Array | undefined
}

/** @throws ReadingError for encrypted files; RangeError wherever an offset points outside the file. */
export function parseWordFile(streams: WordStreams): WordFile {
  const main = viewOf(streams.main)
  if (main.getUint16(0, true) === 0xa5dc) throw new ReadingError('Word 95 及更早的文件无法读取，请另存为 .docx')
  if (main.getUint16(0, true) !== 0xa5ec) throw new ReadingError('不是 Word 文档（.doc），无法读取')
  const flags = main.getUint16(0x0a, true)
  if ((flags & 0x0100) !== 0) throw new ReadingError('Word 文件需要密码才能打开，无法读取')
  const tableBytes = (flags & 0x0200) !== 0 ? streams.table1 : streams.table0
  if (tableBytes === undefined) throw new ReadingError('Word 文件已损坏，无法读取')
  const table = viewOf(tableBytes)
  const story = (offset: number) => main.getUint32(offset, true)
  const mainLength = story(0x4c)
  const textBoxesFrom = mainLength + story(0x50) + story(0x54) + story(0x58) + story(0x5c) + story(0x60)
  const { text, offsets } = readPieces(
    main,
    streams.main,
    part(table, main.getUint32(0x1a2, true), main.getUint32(0x1a6, true)),
  )
  const runs = (pointer: number, kind: 'paragraph' | 'character') =>
    propertyRuns(
      main,
      part(table, main.getUint32(pointer, true), main.getUint32(pointer + 4, true)),
      kind,
      streams.data,
    )
  return {
    text,
    offsets,
    mainLength,
    textBoxes: { from: textBoxesFrom, to: textBoxesFrom + story(0x64) },
    paragraphs: runs(0x102, 'paragraph'),
    characters: runs(0xfa, 'character'),
    lists: readLists(
      main.getUint32(0x2e6, true) === 0 ? part(table, 0, 0) : from(table, main.getUint32(0x2e2, true)),
      part(table, main.getUint32(0x2ea, true), main.getUint32(0x2ee, true)),
    ),
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const part = (view: DataView, offset: number, length: number): DataView =>
  new DataView(view.buffer, view.byteOffset + offset, checked(view, offset, length))

const from = (view: DataView, offset: number): DataView => part(view, offset, Math.max(0, view.byteLength - offset))

function checked(view: DataView, offset: number, length: number): number {
  if (offset + length > view.byteLength) throw new RangeError('outside the stream')
  return length
}

/** The piece table (2.8.35): a document edited often is kept in many pieces, some of one byte a character. */
function readPieces(main: DataView, bytes: Uint8Array, clx: DataView): { text: string; offsets: Uint32Array } {
  let at = 0
  while (clx.getUint8(at) === 1) at += 3 + clx.getUint16(at + 1, true)
  const count = (clx.getUint32(at + 1, true) - 4) / 12
  const pieces = part(clx, at + 5, clx.getUint32(at + 1, true))
  const parts: string[] = []
  const offsets: number[] = []
  for (let index = 0; index < count; index++) {
    const length = pieces.getUint32(4 * index + 4, true) - pieces.getUint32(4 * index, true)
    const pointer = pieces.getUint32(4 * (count + 1) + 8 * index + 2, true)
    const narrow = (pointer & 0x4000_0000) !== 0
    const start = narrow ? (pointer & 0x3fff_ffff) / 2 : pointer & 0x3fff_ffff
    const width = narrow ? 1 : 2
    checked(main, start, length * width)
    if (offsets.length + length > limits.characters) throw new ReadingError('Word 文件文字过多，无法读取')
    parts.push(
      new TextDecoder(narrow ? 'windows-1252' : 'utf-16le').decode(bytes.subarray(start, start + length * width)),
    )
    for (let character = 0; character < length; character++) offsets.push(start + character * width)
  }
  return { text: parts.join(''), offsets: Uint32Array.from(offsets) }
}

/** Formatted disk pages (2.9.174, 2.9.33): 512 bytes that say which bytes of text have which properties. */
function propertyRuns(
  main: DataView,
  plc: DataView,
  kind: 'paragraph' | 'character',
  data: Uint8Array | undefined,
): PropertyRun[] {
  const runs: PropertyRun[] = []
  const count = (plc.byteLength - 4) / 8
  for (let index = 0; index < count; index++) {
    if (runs.length > limits.elements) throw new ReadingError('Word 文件过大，无法读取')
    const page = part(main, (plc.getUint32(4 * (count + 1) + 4 * index, true) & 0x3fffff) * 512, 512)
    const inPage = page.getUint8(511)
    for (let run = 0; run < inPage; run++) {
      const entry = 4 * (inPage + 1) + run * (kind === 'paragraph' ? 13 : 1)
      const at = page.getUint8(entry) * 2
      runs.push({
        from: page.getUint32(4 * run, true),
        to: page.getUint32(4 * run + 4, true),
        properties:
          at === 0 ? [] : kind === 'paragraph' ? paragraphProperties(page, at, data) : characterProperties(page, at),
      })
    }
  }
  return runs.sort((a, b) => a.from - b.from)
}

function characterProperties(page: DataView, at: number): Property[] {
  return properties(part(page, at + 1, page.getUint8(at)))
}

/** The style's number comes first. A table too wide for the page keeps its properties in the data stream (2.6.2, sprmPHugePapx). */
function paragraphProperties(page: DataView, at: number, data: Uint8Array | undefined): Property[] {
  const half = page.getUint8(at)
  const [start, length] = half === 0 ? [at + 2, page.getUint8(at + 1) * 2] : [at + 1, half * 2 - 1]
  const own = properties(part(page, start + 2, Math.max(0, Math.min(length - 2, 509 - start))))
  const huge = own.find(property => property.code === 0x6646 || property.code === 0x6645)
  if (huge === undefined || data === undefined) return own
  const view = viewOf(data)
  const offset = huge.operand.getUint32(0, true)
  return [...own, ...properties(part(view, offset + 2, view.getUint16(offset, true)))]
}

/** A property's code says how long its operand is (2.2.5.1). */
function properties(list: DataView): Property[] {
  const found: Property[] = []
  let at = 0
  while (at + 2 < list.byteLength) {
    const code = list.getUint16(at, true)
    at += 2
    let length = [1, 1, 2, 4, 2, 2, 0, 3][code >> 13]!
    if (code >> 13 === 6) {
      if (code === 0xd608) {
        length = list.getUint16(at, true) - 1
        at += 2
      } else {
        length = list.getUint8(at)
        at += 1
      }
    }
    if (at + length > list.byteLength) break
    found.push({ code, operand: part(list, at, length) })
    at += length
  }
  return found
}
