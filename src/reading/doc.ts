import CFB from 'cfb'
import { type Property, type PropertyRun, parseWordFile, type WordFile } from './doc-format.ts'
import { type Document, ReadingError } from './document.ts'
import {
  cellText,
  linesAsBlocks,
  type PlacedCell,
  type RawBlock,
  type RawTable,
  settleBlocks,
  tableOfPlacedCells,
  withPicture,
} from './grid.ts'
import { numberCounter } from './numbering.ts'
import { squeezeKeepingTabs } from './text-cleaning.ts'

/**
 * Reads a Word 97–2003 document: its container by a library, its text and tables after [MS-DOC], for the table properties say where a
 * row ends and how cells are merged, which the bare text does not when cells are blank.
 * @throws ReadingError when the file is damaged, encrypted, or no Word document.
 */
export function readDoc(bytes: Uint8Array): Document {
  try {
    const container = CFB.read(bytes, { type: 'buffer' })
    const stream = (name: string) => {
      const content = CFB.find(container, name)?.content
      return content === undefined ? undefined : Uint8Array.from(content)
    }
    const main = stream('/WordDocument')
    if (main === undefined) throw new ReadingError('不是 Word 文档（.doc），无法读取')
    const file = parseWordFile({ main, table0: stream('/0Table'), table1: stream('/1Table'), data: stream('/Data') })
    const blocks = settleBlocks(blocksOf(file))
    if (blocks.length === 0) throw new ReadingError('Word 文件没有文字')
    return { format: 'doc', blocks, meta: {} }
  } catch (error) {
    throw error instanceof ReadingError ? error : new ReadingError('Word 文件已损坏，无法读取', { cause: error })
  }
}

interface Paragraph {
  lines: string[]
  /** 7 ends a cell or a row, 13 a paragraph. */
  mark: number
  properties: Property[]
  /** A drawn object, a text box say, is anchored here. */
  anchor: boolean
  picture: boolean
}

/** Sprm codes (2.6.1–2.6.3). */
const codes = {
  deleted: 0x0800,
  hidden: 0x083c,
  inTable: 0x2416,
  rowEnd: 0x2417,
  depth: 0x6649,
  innerRowEnd: 0x244c,
  listId: 0x460b,
  listDepth: 0x260a,
  tableDefinition: 0xd608,
  verticalMerge: 0xd62b,
}

const operandOf = (properties: Property[], code: number): DataView | undefined =>
  properties.findLast(property => property.code === code)?.operand

const isSet = (properties: Property[], code: number): boolean => (operandOf(properties, code)?.getUint8(0) ?? 0) !== 0

function blocksOf(file: WordFile): RawBlock[] {
  const main = numbered(paragraphsOf(file, 0, file.mainLength), file)
  let boxes = paragraphsOf(file, file.textBoxes.from, file.textBoxes.to).flatMap(linesOf)
  const blocks: RawBlock[] = []
  let rows: PlacedCell[][] = []
  let row: string[] = []
  let cell: string[] = []
  let hasPicture = false
  const floatingPictures = boxes.length === 0
  const endTable = () => {
    if (rows.length > 0) blocks.push(tableOfRows(rows))
    rows = []
  }
  for (const paragraph of main) {
    if (!isSet(paragraph.properties, codes.inTable)) {
      endTable()
      blocks.push(...linesOf(paragraph))
    } else if (isSet(paragraph.properties, codes.rowEnd)) {
      rows.push(placedRow(row, paragraph.properties))
      row = []
      cell = []
      hasPicture = false
    } else if (!isSet(paragraph.properties, codes.innerRowEnd)) {
      cell.push(...paragraph.lines)
      hasPicture ||= paragraph.picture || (paragraph.anchor && floatingPictures)
      if (paragraph.mark === 7) {
        const blocks = linesAsBlocks(cell.filter(line => line !== '').join('\n'))
        row.push(cellText(hasPicture ? withPicture(blocks) : blocks))
        cell = []
        hasPicture = false
      }
    }
    if (paragraph.anchor && boxes.length > 0) {
      endTable()
      blocks.push(...boxes)
      boxes = []
    }
  }
  endTable()
  return [...blocks, ...boxes]
}

/** Puts each paragraph's automatic number before its first line. */
function numbered(paragraphs: Paragraph[], file: WordFile): Paragraph[] {
  const count = numberCounter(file.lists)
  return paragraphs.map(paragraph => {
    const listId = operandOf(paragraph.properties, codes.listId)?.getInt16(0, true)
    if (listId === undefined || listId === 0) return paragraph
    const number = count(String(listId), operandOf(paragraph.properties, codes.listDepth)?.getUint8(0) ?? 0)
    const [first = '', ...rest] = paragraph.lines
    return { ...paragraph, lines: [number + first, ...rest] }
  })
}

const linesOf = (paragraph: Paragraph): RawBlock[] =>
  paragraph.lines.filter(line => line !== '').map(text => ({ kind: 'paragraph', text }))

/** Characters up to each paragraph, cell or row mark. Fields show their result, tracked deletions and hidden text nothing. */
function paragraphsOf(file: WordFile, from: number, to: number): Paragraph[] {
  const paragraphs: Paragraph[] = []
  const findParagraph = finder(file.paragraphs)
  const findCharacters = finder(file.characters)
  let text = ''
  let anchor = false
  let picture = false
  let instructions = 0
  for (let at = from; at < Math.min(to, file.text.length); at++) {
    const code = file.text.charCodeAt(at)
    const offset = file.offsets[at]!
    if (code === 13 || code === 7 || code === 12) {
      const lines = text.split('\n').map(squeezeKeepingTabs)
      paragraphs.push({ lines, mark: code, properties: findParagraph(offset), anchor, picture })
      text = ''
      anchor = false
      picture = false
      instructions = 0
      continue
    }
    if (code === 0x13) instructions++
    if (code === 0x14 || (code === 0x15 && instructions > 0)) instructions = Math.max(0, instructions - 1)
    if (code === 8) anchor = true
    const properties = findCharacters(offset)
    const shown = instructions === 0 && !isSet(properties, codes.deleted) && !isSet(properties, codes.hidden)
    if (shown && code === 1) picture = true
    if (shown) text += printed(file.text[at]!)
  }
  return paragraphs
}

/** Breaks, tabs and hyphens as they print; other control codes stand for pictures, notes and fields. */
function printed(character: string): string {
  if (character === '\v' || character === '\u000e') return '\n'
  if (character === '\u001e') return '-'
  return character >= ' ' || character === '\t' ? character : ''
}

function finder(runs: PropertyRun[]): (offset: number) => Property[] {
  let last = 0
  return offset => {
    const inRun = (run: PropertyRun | undefined) => run !== undefined && run.from <= offset && offset < run.to
    if (!inRun(runs[last])) {
      let low = 0
      let high = runs.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (runs[middle]!.from <= offset) low = middle
        else high = middle - 1
      }
      last = low
    }
    return inRun(runs[last]) ? runs[last]!.properties : []
  }
}

/** Places a row's cells after its table definition (2.9.319): edges in twips, merges in the two bytes before each cell's borders. */
function placedRow(texts: string[], properties: Property[]): PlacedCell[] {
  const definition = operandOf(properties, codes.tableDefinition)
  const count = definition?.getUint8(0) ?? 0
  if (definition === undefined || count !== texts.length)
    return texts.map((text, index) => besideOneAnother(text, index))
  const merges = new Map(
    properties
      .filter(property => property.code === codes.verticalMerge)
      .map(property => [property.operand.getUint8(0), property.operand.getUint8(1)]),
  )
  const cells: PlacedCell[] = []
  for (const [index, text] of texts.entries()) {
    const edge = (number: number) => definition.getInt16(1 + 2 * number, true) / 20
    const at = 1 + 2 * (count + 1) + 20 * index
    const flags = at + 2 <= definition.byteLength ? definition.getUint16(at, true) : 0
    const vertical = merges.get(index) ?? (flags >> 5) & 3
    const last = cells.at(-1)
    if ((flags & 3) === 1 && last !== undefined) last.right = edge(index + 1)
    else cells.push({ text, left: edge(index), right: edge(index + 1), rowSpan: 1, continuesAbove: vertical === 1 })
  }
  return cells
}

/** Without a definition the cells are as wide as one another. */
const besideOneAnother = (text: string, index: number): PlacedCell => ({
  text,
  left: index * 100,
  right: (index + 1) * 100,
  rowSpan: 1,
  continuesAbove: false,
})

/** Edges of one column that differ by no more than this many points are one. */
const edgeTolerance = 4

const tableOfRows = (rows: PlacedCell[][]): RawTable => tableOfPlacedCells(rows, edgeTolerance)
