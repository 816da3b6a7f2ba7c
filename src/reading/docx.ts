import { type Document, ReadingError } from './document.ts'
import { type Numberer, numbererOf } from './docx-numbering.ts'
import { type RawBlock, type RawCell, type RawTable, settleBlocks, withPicture } from './grid.ts'
import { limits } from './limits.ts'
import { squeezeKeepingTabs } from './text-cleaning.ts'
import { child, isOn, parseXml, val, type XmlElement } from './xml.ts'
import { openZip } from './zip.ts'

/**
 * Reads a Word document of the XML kind (ECMA-376): paragraphs with their automatic numbers, tables with merged cells, text boxes after
 * the paragraph that anchors them. What is tracked as deleted is left out, what is tracked as inserted is read.
 * @throws ReadingError when the file is damaged, encrypted, or larger than any report when unpacked.
 */
export function readDocx(bytes: Uint8Array): Document {
  const part = openZip(bytes, limits.inflatedBytes)
  const xml = (name: string) => {
    const found = part(name)
    return found === undefined ? undefined : parseXml(new TextDecoder().decode(found))
  }
  const body = child(xml('word/document.xml'), 'body')
  if (body === undefined) throw new ReadingError('不是 Word 文档（.docx），无法读取')
  const numberer = numbererOf(xml('word/numbering.xml'), xml('word/styles.xml'))
  const blocks = settleBlocks(blocksOf(body, numberer, 0))
  if (blocks.length === 0) throw new ReadingError('Word 文件没有文字')
  return { format: 'docx', blocks, meta: {} }
}

/** Deleted or moved-away text, and the drawing that old versions show instead of a text box. */
const leftOut = new Set(['del', 'moveFrom', 'Fallback', 'sectPr', 'pPr', 'rPr', 'tblPr', 'tblGrid'])

function blocksOf(container: XmlElement, numberer: Numberer, tableDepth: number): RawBlock[] {
  return container.children.flatMap((element): RawBlock[] => {
    if (leftOut.has(element.name)) return []
    if (element.name === 'p') return paragraphOf(element, numberer, tableDepth)
    if (element.name === 'tbl') return [tableOf(element, numberer, tableDepth + 1)]
    return blocksOf(element, numberer, tableDepth)
  })
}

function paragraphOf(paragraph: XmlElement, numberer: Numberer, tableDepth: number): RawBlock[] {
  const boxes: RawBlock[] = []
  let text = numberer(child(paragraph, 'pPr'))
  const visit = (element: XmlElement) => {
    if (leftOut.has(element.name) || (element.name === 'r' && isOn(child(element, 'rPr'), 'vanish'))) return
    if (element.name === 'txbxContent') boxes.push(...blocksOf(element, numberer, tableDepth))
    else if (element.name === 't') text += element.text
    else if (element.name === 'tab') text += '\t'
    else if (element.name === 'br' || element.name === 'cr') text += '\n'
    else if (element.name === 'noBreakHyphen') text += '-'
    else for (const inner of element.children) visit(inner)
  }
  for (const element of paragraph.children) visit(element)
  const lines = text.split('\n').map(squeezeKeepingTabs)
  return [...lines.filter(line => line !== '').map(line => ({ kind: 'paragraph' as const, text: line })), ...boxes]
}

function tableOf(table: XmlElement, numberer: Numberer, depth: number): RawTable {
  if (depth > limits.tableDepth) throw new ReadingError('Word 表格嵌套过深，无法读取')
  const rows: RawCell[][] = []
  for (const row of within(table, 'tr')) {
    const properties = child(row, 'trPr')
    if (child(properties, 'del') !== undefined) continue
    const before = Number(val(properties, 'gridBefore') ?? 0)
    const cells = within(row, 'tc').map(cell => cellOf(cell, numberer, depth))
    rows.push(before > 0 ? [{ blocks: [], colSpan: before, rowSpan: 1 }, ...cells] : cells)
  }
  return { kind: 'table', rows: rows.map(mergeAcross) }
}

interface WordCell extends RawCell {
  /** The older way of merging to the right: this cell belongs to the one before it. */
  continuesLeft?: boolean
}

function cellOf(cell: XmlElement, numberer: Numberer, depth: number): WordCell {
  const properties = child(cell, 'tcPr')
  const isContinued = (merge: 'vMerge' | 'hMerge') =>
    child(properties, merge) !== undefined && val(properties, merge) !== 'restart'
  const blocks = blocksOf(cell, numberer, depth)
  return {
    blocks: holdsPicture(cell) ? withPicture(blocks) : blocks,
    colSpan: Math.max(1, Number(val(properties, 'gridSpan') ?? 1) || 1),
    rowSpan: 1,
    continuesAbove: isContinued('vMerge'),
    continuesLeft: isContinued('hMerge'),
  }
}

const pictures = new Set(['drawing', 'pict', 'object'])

/** A drawing that is no text box, whose text is read. */
function holdsPicture(element: XmlElement): boolean {
  if (leftOut.has(element.name)) return false
  if (pictures.has(element.name)) return !holdsText(element)
  return element.children.some(holdsPicture)
}

const holdsText = (element: XmlElement): boolean => element.name === 'txbxContent' || element.children.some(holdsText)

function mergeAcross(cells: WordCell[]): RawCell[] {
  const merged: RawCell[] = []
  for (const cell of cells) {
    if (cell.continuesLeft && merged.length > 0) merged.at(-1)!.colSpan += cell.colSpan
    else merged.push(cell)
  }
  return merged
}

/** Rows of a table or cells of a row, also where content controls or tracked changes wrap them. */
function within(element: XmlElement, name: 'tr' | 'tc'): XmlElement[] {
  return element.children.flatMap(inner => {
    if (inner.name === name) return [inner]
    return ['sdt', 'sdtContent', 'ins', 'customXml', 'smartTag'].includes(inner.name) ? within(inner, name) : []
  })
}
