import { ReadingError } from './document.ts'
import { type RawBlock, type RawCell, type RawTable, withPicture } from './grid.ts'
import { attribute, childElements, type Element, isElement, isHidden, type Node, type Parent } from './html-tree.ts'
import { limits } from './limits.ts'
import { squeeze } from './text-cleaning.ts'

/** Elements without a text of their own in the article. */
export const silentTags = new Set(
  'script style noscript template head title link meta select option button input textarea iframe object embed svg math audio video canvas map del s strike'.split(
    ' ',
  ),
)

const inlineTags = new Set(
  'a abbr b bdi bdo big cite code data dfn em font i ins kbd label mark nobr o:p q rp rt ruby samp small span st1:chsdate strong sub sup text time tt u var wbr'.split(
    ' ',
  ),
)

export interface WalkOptions {
  /** Keep what the page hides at first sight: a tab's text, say. */
  keepHidden: boolean
  /** Elements to leave out. */
  skip: (element: Element) => boolean
}

/** What the element holds, line by line and table by table. Lines end at block elements and at `<br>`. */
export function blocksOf(root: Pick<Parent, 'childNodes'>, options: WalkOptions, tableDepth = 0): RawBlock[] {
  const blocks: RawBlock[] = []
  let line = ''
  const endLine = () => {
    const text = squeeze(line)
    if (text !== '') blocks.push({ kind: 'paragraph', text })
    line = ''
  }
  const visit = (node: Node, preformatted: boolean) => {
    if ('value' in node) {
      if (!preformatted) line += node.value
      else {
        const [first = '', ...rest] = node.value.split('\n')
        line += first
        for (const next of rest) {
          endLine()
          line = next
        }
      }
      return
    }
    if (!isElement(node) || silentTags.has(node.tagName) || options.skip(node)) return
    if (!options.keepHidden && isHidden(node)) return
    if (node.tagName === 'br' || node.tagName === 'hr') return endLine()
    if (node.tagName === 'table') {
      endLine()
      blocks.push(tableOf(node, options, tableDepth + 1))
      return
    }
    // A footnote's mark is no digit of the number before it.
    if (node.tagName === 'sup' || node.tagName === 'sub') {
      line += textOf(node).replace(/\d/g, digit => superscripts[Number(digit)]!)
      return
    }
    const inline = inlineTags.has(node.tagName)
    if (!inline) endLine()
    for (const child of node.childNodes) visit(child, preformatted || node.tagName === 'pre')
    if (!inline) endLine()
  }
  for (const child of root.childNodes) visit(child, false)
  endLine()
  return blocks
}

function tableOf(table: Element, options: WalkOptions, depth: number): RawTable {
  if (depth > limits.tableDepth) throw new ReadingError('网页表格嵌套过深，无法读取')
  const rows: RawCell[][] = []
  const collect = (parent: Element) => {
    for (const child of childElements(parent)) {
      if (!options.keepHidden && isHidden(child)) continue
      if (child.tagName === 'tr') rows.push(cellsOf(child, options, depth))
      else if (child.tagName === 'caption') rows.push([cellOf(child, options, depth)])
      else if (['tbody', 'thead', 'tfoot'].includes(child.tagName)) collect(child)
    }
  }
  collect(table)
  return { kind: 'table', rows }
}

function cellsOf(row: Element, options: WalkOptions, depth: number): RawCell[] {
  return childElements(row)
    .filter(cell => cell.tagName === 'td' || cell.tagName === 'th')
    .map(cell => cellOf(cell, options, depth))
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

const textOf = (node: Node): string =>
  'value' in node ? node.value : isElement(node) ? node.childNodes.map(textOf).join('') : ''

const pictures = new Set(['img', 'svg', 'canvas', 'object', 'embed', 'input', 'select', 'textarea'])

const holdsPicture = (node: Element): boolean =>
  childElements(node).some(child => (pictures.has(child.tagName) && isSeen(child)) || holdsPicture(child))

/** Pages keep columns apart with pictures of a single dot. */
const isSeen = (element: Element): boolean =>
  attribute(element, 'type') !== 'hidden' &&
  !['width', 'height'].some(side => /^[01](?:px)?$/.test(attribute(element, side)?.trim() ?? ''))

function cellOf(cell: Element, options: WalkOptions, depth: number): RawCell {
  const blocks = blocksOf(cell, options, depth)
  return {
    blocks: holdsPicture(cell) ? withPicture(blocks) : blocks,
    colSpan: span(cell, 'colspan'),
    rowSpan: span(cell, 'rowspan'),
  }
}

/** Browsers read the leading digits; 0 rows means down to the table's end. */
function span(cell: Element, name: 'colspan' | 'rowspan'): number {
  const value = Number.parseInt(attribute(cell, name) ?? '1', 10)
  if (Number.isNaN(value) || value < 0) return 1
  if (value === 0) return name === 'rowspan' ? limits.elements : 1
  return Math.min(value, name === 'colspan' ? 100 : limits.elements)
}
