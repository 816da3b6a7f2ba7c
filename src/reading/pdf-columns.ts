import { greatest, least, linesAsBlocks, type RawCell, type RawTable } from './grid.ts'
import { limits } from './limits.ts'
import type { Line, Run } from './pdf-lines.ts'

/**
 * Tables without ruling lines. Programs paint a table cell by cell and row by row, so the order of painting tells which lines make a
 * label and which row is blank; where that order is not the rows', the order of the lines is tried. Columns are where figures and
 * headings stand below one another. Undefined wherever the two do not agree with the places on the page: never a guess.
 */

interface Token {
  text: string
  left: number
  right: number
  y: number
  size: number
  /** Its line, counted through the table; lines of another page stand far apart. */
  line: number
  /** Nothing else is printed beside it. */
  lone: boolean
  isFigure: boolean
}

interface Row {
  label: Token[]
  /** Headings of columns; a row has either these or figures. */
  heads: Token[]
  figures: Token[]
}

const figure = /^([+\-−]?\d[\d,，.]*([亿万]?元)?|[/—–-]+|无|不涉及|不适用|N\/A)$/
/** 1. 2、 （三） 四、: how a row's label begins. */
const enumerated = /^([（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、.．]|\d{1,2}[.．、])/

/** Reads lines that follow one another as a table. `runs` are theirs, in the order of painting. */
export function columnTable(lines: Line[], runs: Run[]): RawTable | undefined {
  const tokens = tokensOf(lines, runs)
  return tableOf(tokens) ?? tableOf(tokens.toSorted((a, b) => a.line - b.line || a.left - b.left))
}

function tokensOf(lines: Line[], runs: Run[]): Token[] {
  const lineOf = new Map(lines.flatMap((line, index) => line.glyphs.map(glyph => [glyph, index] as const)))
  const tokens: Token[] = []
  for (const { glyphs } of runs) {
    const along = glyphs[0]!.direction === 'right'
    const half = (glyph: (typeof glyphs)[number]) => (along ? glyph.advance : glyph.size) / 2
    const text = glyphs.map(glyph => glyph.text).join('')
    const token = {
      text,
      left: least(glyphs.map(glyph => glyph.x - half(glyph))),
      right: greatest(glyphs.map(glyph => glyph.x + half(glyph))),
      y: (glyphs[0]!.y + glyphs.at(-1)!.y) / 2,
      size: glyphs[0]!.size,
      line: lineOf.get(glyphs[0]!)!,
      lone: true,
      isFigure: figure.test(text),
    }
    const last = tokens.at(-1)
    const gap = last === undefined ? 0 : token.left - last.right
    const goesOn = last?.line === token.line && gap > -0.2 * token.size && gap < 0.6 * token.size
    if (last !== undefined && goesOn && !last.isFigure && !token.isFigure) {
      last.text += token.text
      last.right = token.right
      last.isFigure = figure.test(last.text)
    } else tokens.push(token)
  }
  const onLine = Map.groupBy(tokens, token => token.line)
  for (const token of tokens) {
    // Of headings with one line and with two, the one line stands between the two.
    const near = [-1, 0, 1].flatMap(step => onLine.get(token.line + step) ?? [])
    token.lone = !near.some(other => other !== token && Math.abs(other.y - token.y) < 0.8 * token.size)
  }
  return tokens
}

function tableOf(tokens: Token[]): RawTable | undefined {
  const rows = rowsOf(tokens, labelEdge(tokens))
  if (rows === undefined || rows.length < 2 || tokens.filter(token => token.isFigure).length < 2) return undefined
  const cells: RawCell[][] = []
  for (const block of blocksOf(rows)) {
    const columns = columnsOf(block)
    const labelled = block.some(row => row.figures.length > 0 && row.label.length > 0)
    for (const row of block) {
      const texts = row.heads.length > 0 ? headTexts(row) : rowTexts(row, columns, labelled)
      if (texts === undefined) return undefined
      cells.push(texts.map(text => ({ blocks: linesAsBlocks(text), colSpan: 1, rowSpan: 1 })))
    }
  }
  return { kind: 'table', rows: cells }
}

/** How far to the right labels reach: what is painted just before a row's first figure, to the left of it, is a label. */
function labelEdge(tokens: Token[]): number {
  let edge = Number.NEGATIVE_INFINITY
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1]
    if (!token.isFigure || before === undefined || before.isFigure || before.right > token.left) continue
    if (isBeside(before, token)) edge = Math.max(edge, before.right)
  }
  return edge
}

/** A label of several lines stands beside its figures with one of them, or with the middle between two. */
const isBeside = (label: Token, token: Token): boolean =>
  Math.abs(label.line - token.line) <= 4 && Math.abs(label.y - token.y) < 2.5 * token.size

const isLevel = (a: Token, b: Token): boolean => Math.abs(a.y - b.y) < 0.5 * a.size && Math.abs(a.line - b.line) <= 1

/** The rows in the order of the tokens; undefined where their places contradict it. */
function rowsOf(tokens: Token[], edge: number): Row[] | undefined {
  const rows: Row[] = []
  let row: Row = { label: [], heads: [], figures: [] }
  const begin = () => {
    row = { label: [], heads: [], figures: [] }
    rows.push(row)
  }
  begin()
  for (const token of tokens) {
    const [first] = row.figures
    const isLabel = token.left < edge
    if (!isLabel && (token.isFigure || (first !== undefined && isLevel(token, first)))) {
      if (row.heads.length > 0 || (first !== undefined && !isLevel(token, first))) begin()
      row.figures.push(token)
    } else if (isLabel) {
      if (first !== undefined || row.heads.length > 0 || beginsRow(row.label.at(-1), token)) begin()
      row.label.push(token)
    } else {
      if (first !== undefined) begin()
      row.heads.push(token)
    }
  }
  return rows.every(isPlausible) ? rows : undefined
}

/** Does a label without figures end above this one? Lines of one label follow closely, and only a label's first one is numbered. */
function beginsRow(before: Token | undefined, token: Token): boolean {
  if (before === undefined || token.left >= before.right - 1) return false
  return enumerated.test(token.text) || token.y - before.y > 1.6 * token.size || token.y < before.y
}

function isPlausible({ label, heads, figures }: Row): boolean {
  if (heads.length > 0 || figures.length === 0) return true
  const first = figures[0]!
  const ordered = figures.every((token, index) => index === 0 || token.left > figures[index - 1]!.right)
  const beside = label.length === 0 || label.some(line => Math.abs(line.y - first.y) < 0.8 * first.size)
  return ordered && beside && label.every(line => line.right <= first.left + 1)
}

/** Headings and the rows below them: the next headings may have other columns. */
function blocksOf(rows: Row[]): Row[][] {
  const blocks: Row[][] = []
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1]
    if (before === undefined || (row.heads.length > 0 && before.heads.length === 0)) blocks.push([row])
    else blocks.at(-1)!.push(row)
  }
  return blocks
}

interface Column {
  left: number
  right: number
}

/** Where figures stand below one another, and where only headings do. A heading over several columns makes none. */
function columnsOf(rows: Row[]): Column[] {
  const columns: Column[] = []
  for (const { left, right } of rows.flatMap(row => row.figures).sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1)
    if (last !== undefined && left <= last.right) last.right = Math.max(last.right, right)
    else columns.push({ left, right })
  }
  const heads = rows.flatMap(row => row.heads).filter(head => !head.lone)
  for (const { left, right } of heads.sort((a, b) => a.right - a.left - (b.right - b.left))) {
    const below = columns.filter(column => left < column.right && right > column.left)
    if (below.length === 0 && columns.length < limits.columns) columns.push({ left, right })
    if (below.length !== 1) continue
    below[0]!.left = Math.min(below[0]!.left, left)
    below[0]!.right = Math.max(below[0]!.right, right)
  }
  return columns.sort((a, b) => a.left - b.left)
}

const textOf = (tokens: Token[]): string => tokens.map(token => token.text).join('\n')

/** Lines below one another are one heading. */
function headTexts({ label, heads }: Row): string[] {
  const cells: Token[][] = label.length > 0 ? [label] : []
  for (const head of heads) {
    const above = cells.at(-1)?.at(-1)
    const goesOn = above !== undefined && head.left < above.right && head.right > above.left && !isLevel(head, above)
    if (goesOn) cells.at(-1)!.push(head)
    else cells.push([head])
  }
  return cells.map(textOf)
}

/** The label first, then one cell a column; undefined where two figures claim one column. */
function rowTexts({ label, figures }: Row, columns: Column[], labelled: boolean): string[] | undefined {
  const texts = columns.map(() => '')
  for (const token of figures) {
    const at = columns.findIndex(column => token.left < column.right && token.right > column.left)
    if (at < 0 || texts[at] !== '') return undefined
    texts[at] = token.text
  }
  return labelled ? [textOf(label), ...texts] : figures.length > 0 ? texts : [textOf(label)]
}
