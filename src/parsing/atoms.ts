import { type Document, type GridCell, picture } from '../reading/document.ts'
import { fold } from './fold.ts'
import { isPrescribedHeading } from './headings.ts'
import { isNothing, isValue } from './numbers.ts'
import { isWithinPhrase } from './phrases.ts'

/**
 * A document as a stream of the smallest printed things. Grids give their cells row by row; text gives its lines, cut at tabs, at pipes
 * and before the values at a line's end. Everything that reads tables works on this one stream, so that a report reads the same from
 * every format and layout.
 */
export interface Atom {
  /** `merged`: a figure in a cell that reaches over several rows, in each of them. */
  kind: 'number' | 'nothing' | 'blank' | 'picture' | 'merged' | 'text' | 'prose'
  text: string
  /** Index into the document's blocks. */
  block: number
  /** Atoms of one printed row share it; a line of its own is a row of its own. */
  row: number
  /** Place within the row. */
  col: number
  /** Rows of one physical table share it. */
  table: number
  /** Where a cell is a paragraph: lines left empty before this one, beyond the one between any two. */
  gap: number
  /** From a grid whose rows all are as wide: no cell of it is lost. */
  regular: boolean
  /** How many of a grid's columns a sign for nothing reaches over. */
  span: number
  /** A blank that may be a cell as well as mere spacing: a line with nothing but a space on it. */
  soft: boolean
}

/** Whether the atom stands where a table's figures do. */
export const isCell = (atom: Atom | undefined): boolean =>
  atom !== undefined && atom.kind !== 'text' && atom.kind !== 'prose'

type Found = Pick<Atom, 'kind' | 'text'> & { span?: number }

const pageNumber =
  /^(?:[-—–―－]\s*\d{1,3}\s*[-—–―－]|第\s*\d{1,3}\s*页(?:[,，/\s]*共\s*\d{1,3}\s*页)?|(?:P\.?|Page)\s*\d{1,3})$/i
/** Borders of tables drawn with characters. */
const drawnBorder = /^[\s─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬│┃║]*[─━═]{2}[\s─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬│┃║]*$/
const markdownRule = /^\|?(?: *:?-{2,}:? *\|)+(?: *:?-{2,}:?)?$/

/** What a text layout does with empty lines and tabs, told from the whole document. */
interface Layout {
  /** One cell a line, marked by a leading tab; an empty line ends the row. */
  tabbedCells: boolean
  /** One cell a paragraph, an empty line between any two: a line with a single space is then an empty cell. */
  cellParagraphs: boolean
}

export function atomsOf(document: Document): Atom[] {
  const layout = layoutOf(document)
  const stream = new Stream()
  let emptyBefore = 0
  document.blocks.forEach((block, index) => {
    stream.block = index
    if (block.kind === 'table') {
      stream.nextTable()
      // The grid of a PDF is made out from where things stand on the page: a column of it can be lost, and the rest moves by one.
      stream.regular = document.format !== 'pdf' && block.rows.every(row => row.length === block.rows[0]!.length)
      for (const row of gridRows(block.rows)) stream.row(row)
      stream.regular = false
      stream.nextTable()
      emptyBefore = 0
      return
    }
    if (drawnBorder.test(block.text)) return
    const line = block.text.replace(/[│┃║]/g, '|')
    if (line.trim() === '' && !line.includes('\t') && !(layout.cellParagraphs && line !== '')) {
      if (layout.tabbedCells) stream.endRow()
      emptyBefore++
      return
    }
    if (pageNumber.test(line.trim())) return
    stream.gap = layout.cellParagraphs ? Math.max(0, emptyBefore - 1) : 0
    emptyBefore = 0
    if (line.includes('|')) stream.pipes(line)
    else if (layout.tabbedCells && /^\t[^\t]*$/.test(line)) stream.cell(cellOf(line))
    else if (line.includes('\t')) stream.row(line.split('\t').map(cellOf))
    else if (line.trim() === '') stream.softBlank()
    else if (layout.tabbedCells && stream.rowIsOpen && !isPrescribedHeading(line)) stream.continueCell(line)
    else stream.row(valuesAtEnd(line))
  })
  return stream.atoms.map(asText)
}

/** Pieces of a broken label that look like values: 无 of 无法提供, the stroke of 增/减, and a list number whose stop begins the next line. */
function asText(atom: Atom, at: number, atoms: Atom[]): Atom {
  const next = atoms[at + 1]
  if (next?.kind !== 'text' || (atom.kind !== 'nothing' && atom.kind !== 'number')) return atom
  const isPiece =
    atom.kind === 'number'
      ? /^[1-8１-８]$/.test(atom.text) && /^[.．、]/.test(next.text)
      : isWithinPhrase(pieceBefore(atom, atoms[at - 1]) + fold(next.text).slice(0, 1))
  return isPiece ? { ...atom, kind: 'text' } : atom
}

/** What a sign for nothing would be of a label: itself, or what stands before it. */
function pieceBefore(atom: Atom, above: Atom | undefined): string {
  if (/^\p{Script=Han}+$/u.test(atom.text)) return atom.text
  return above?.kind === 'text' && /^[/／]$/.test(atom.text) ? fold(above.text).slice(-1) : '—'
}

class Stream {
  atoms: Atom[] = []
  block = 0
  gap = 0
  regular = false
  rowIsOpen = false
  #row = 0
  #col = 0
  #table = 0
  #inPipes = false
  #pipeEndedLine = false

  nextTable() {
    this.endRow()
    this.#table++
  }

  endRow() {
    this.rowIsOpen = false
    this.#row++
    this.#col = 0
  }

  row(cells: Found[]) {
    this.endRow()
    this.#inPipes = false
    this.#pipeEndedLine = false
    for (const cell of cells) this.#push(cell)
    this.endRow()
  }

  /** One more cell of the open row. */
  cell(cell: Found) {
    this.#push(cell)
    this.rowIsOpen = cell.kind !== 'prose'
  }

  /** A line within a cell: its first line bore the tab. */
  continueCell(line: string) {
    for (const cell of valuesAtEnd(line)) {
      if (cell.kind === 'prose') this.rowIsOpen = false
      this.#push(cell)
    }
  }

  softBlank() {
    this.endRow()
    this.#push({ kind: 'blank', text: '' })
    this.atoms.at(-1)!.soft = true
  }

  /**
   * Pipes between cells, in all three ways they are seen: a whole row a line (with or without pipes at its ends), a cell a line with its
   * pipe behind it, and a pipe alone on a line between two cells.
   */
  pipes(line: string) {
    if (!this.#inPipes) this.nextTable()
    this.#inPipes = true
    if (markdownRule.test(line.trim())) {
      this.#startTableAtLastRow()
      return
    }
    this.endRow()
    const pieces = line.split('|')
    const filled = pieces.some(piece => piece.trim() !== '')
    const endsCellAbove = !this.#pipeEndedLine && pieces[0]!.trim() === ''
    if (pieces[0]!.trim() === '' && (filled || endsCellAbove)) pieces.shift()
    if (pieces.at(-1)?.trim() === '') pieces.pop()
    for (const piece of pieces) for (const cell of piece.trim().split('\t')) this.#push(cellOf(cell))
    this.#pipeEndedLine = line.trimEnd().endsWith('|')
    this.endRow()
  }

  /** Markdown rules off a table's first row: the row just read belongs to a new table. */
  #startTableAtLastRow() {
    this.#table++
    const row = this.atoms.at(-1)?.row
    for (let at = this.atoms.length - 1; at >= 0 && this.atoms[at]!.row === row; at--)
      this.atoms[at]!.table = this.#table
  }

  #push(cell: Found) {
    this.atoms.push({
      ...cell,
      block: this.block,
      row: this.#row,
      col: this.#col,
      table: this.#table,
      gap: this.gap,
      regular: this.regular,
      soft: false,
      span: cell.span ?? 1,
    })
    this.#col++
    this.gap = 0
  }
}

/** A value that reaches over several rows stands in each of them; as a figure it is none's alone. */
function gridRows(rows: GridCell[][]): Found[][] {
  const reaching = spotsReached(rows)
  return rows.map((cells, row) =>
    cells.flatMap((cell, column): Found[] => {
      const isReached = reaching[row]!.has(column)
      if (cell.continued && !isReached) return []
      const found = cellOf(cell.above ?? cell.text)
      if (found.kind === 'nothing' && !isReached) return [{ ...found, span: spanOf(cells, column) }]
      const isFigure = found.kind === 'number' || (isReached && found.kind === 'text')
      const isMerged = isFigure && (isReached || reaching[row + 1]?.has(column))
      return [isMerged ? { ...found, kind: 'merged' } : found]
    }),
  )
}

function spanOf(cells: GridCell[], column: number): number {
  const next = cells.findIndex(({ continued, above }, at) => at > column && (!continued || above !== undefined))
  return (next < 0 ? cells.length : next) - column
}

/** By row: columns in which a value from above covers the place of a row with a label of its own, or reaches down to such a row. */
function spotsReached(rows: GridCell[][]): Set<number>[] {
  return rows.reduceRight<Set<number>[]>((below, cells) => {
    const isLabel = ({ continued, text }: GridCell) => !continued && text.trim() !== '' && !isValue(text.trim())
    const label = cells.findIndex(isLabel)
    const last = cells.every(cell => cell.continued || isLabel(cell)) ? cells.findLastIndex(isLabel) : cells.length
    const reached = cells.flatMap(({ continued, above }, column) => {
      if (!continued || above === undefined) return []
      const hasLabel = label >= 0 && label < column
      // Words about figures are no heading that reaches down, where the row has nothing of its own.
      const isRemark = column > last && /\d|见|附|〔图片〕/.test(above) && !isWithinPhrase(fold(above))
      const isAbove = isValue(above.trim()) || (isRemark && textKind(above) === 'text')
      return isAbove && (hasLabel || below[0]?.has(column)) ? [column] : []
    })
    below.unshift(new Set(reached))
    return below
  }, [])
}

/** A cell that the layout marks off as one: blanks inside a number belong to it. */
function cellOf(text: string): Found {
  const trimmed = text.replace(markdownPicture, picture).trim()
  if (trimmed === '' || pageNumber.test(trimmed)) return { kind: 'blank', text: '' }
  if (onlyPicture.test(trimmed)) return { kind: 'picture', text: trimmed }
  return { kind: isValue(trimmed) ? (isNothing(trimmed) ? 'nothing' : 'number') : textKind(trimmed), text: trimmed }
}

const markdownPicture = /!\[[^\]]*\]\([^)]*\)/g
/** Alone, or with a figure beside it. */
const onlyPicture = new RegExp(`^[\\d\\s.,]*(?:${picture}[\\d\\s.,]*)+$`)

/** Nothing in the tables is a sentence. */
const textKind = (text: string) => (text.includes('。') ? 'prose' : 'text')

/** `2581. 7`, behind a label: a blank within a number. */
const cutDecimal = /(?<=[\s：:])([+-]?\d[\d,]*[.．])[ \t]+(?=\d+(?:\s|万|元|$))/g

/** `行政许可 97` and `规章 0 0 0`: the values that end a line are cells of their own. */
function valuesAtEnd(line: string): Found[] {
  const words = line.trim().replace(cutDecimal, '$1').split(/\s+/)
  let first = words.length
  while (first > 0 && isValue(words[first - 1]!)) first--
  const values = words.slice(first).map(cellOf)
  if (first === 0) return values
  const text = words.slice(0, first).join(' ')
  const kind = textKind(text)
  return kind === 'prose' ? [{ kind, text: line.trim() }] : [{ kind, text }, ...values]
}

function layoutOf(document: Document): Layout {
  const lines = document.blocks.map(block => (block.kind === 'paragraph' ? block.text : null))
  let tabbedCells = 0
  let tabbedRows = 0
  let apart = 0
  let together = 0
  lines.forEach((line, at) => {
    if (line === null) return
    if (/^\t[^\t]*$/.test(line)) tabbedCells++
    else if (line.includes('\t')) tabbedRows++
    else if (line.trim() !== '' && isValue(line)) {
      if (lines[at - 1] === '' && (lines[at + 1] ?? '') === '') apart++
      else together++
    }
  })
  return { tabbedCells: tabbedCells > tabbedRows, cellParagraphs: tabbedCells === 0 && apart > together }
}
