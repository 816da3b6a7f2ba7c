import { greatest, least, type PlacedCell, type RawBlock, tableOfPlacedCells } from './grid.ts'
import { columnTable } from './pdf-columns.ts'
import { type RuledTable, ruledTables, tolerance } from './pdf-grid.ts'
import { type Line, linesOf, type Run, runsOf, textOfRuns, withoutOverprints } from './pdf-lines.ts'
import type { Glyph, PageContent, Picture } from './pdf-page.ts'
import { areaOf, withPictures } from './pdf-pictures.ts'
import { endOfTable } from './pdf-stretch.ts'
import { solid } from './text-cleaning.ts'

/** Pages → paragraphs and tables: page numbers out, tables and paragraphs joined over page breaks. */

interface PdfTable {
  kind: 'table'
  rows: PlacedCell[][]
  top: number
}

type PagePart = { kind: 'line'; line: Line; top: number } | PdfTable

/** Two pieces of one table stand equally wide on their pages, give or take so many points. */
const widthTolerance = 6

export function layOut(pages: PageContent[]): RawBlock[] {
  const order = new Map<Glyph, Painted>()
  const laidOut = withoutRunningLines(pages.map(page => ({ page, parts: partsOf(page, order) })))
  const parts: { part: PagePart; page: number }[] = []
  for (const [index, pageParts] of laidOut.entries()) {
    for (const [position, part] of pageParts.entries()) {
      const last = parts.at(-1)
      const meetsBreak = position === 0 && last?.page === index - 1
      if (meetsBreak && part.kind === 'table' && last.part.kind === 'table' && sameWidth(last.part, part)) {
        append(last.part, part)
        last.page = index
      } else parts.push({ part, page: index })
    }
  }
  return blocksOf(
    parts.map(({ part }) => part),
    margins(laidOut, greatest(pages.map(page => page.width))),
    order,
  )
}

/** By its first glyph: a run outside ruled tables, and when it was painted. */
interface Painted {
  run: Run
  at: number
}

function partsOf(page: PageContent, order: Map<Glyph, Painted>): PagePart[] {
  const runs = runsOf(withoutOverprints(page.glyphs))
  const tables = ruledTables(page.rules)
  const inside = new Map<RuledTable, Run[]>(tables.map(table => [table, []]))
  const outside: Run[] = []
  for (const run of runs) {
    const table = tables.find(candidate => contains(candidate, run))
    if (table === undefined) {
      outside.push(run)
      order.set(run.glyphs[0]!, { run, at: order.size })
    } else inside.get(table)!.push(run)
  }
  const isSmall = (each: Picture) => areaOf(each) < (page.width * page.height) / 4
  const parts: PagePart[] = linesOf(outside).map(line => ({ kind: 'line', line, top: line.top }))
  for (const [table, own] of inside) {
    if (own.length > 0)
      parts.push({ kind: 'table', top: table.top, rows: filled(table, own, page.pictures.filter(isSmall)) })
  }
  return parts.sort((a, b) => a.top - b.top)
}

const contains = (box: { left: number; right: number; top: number; bottom: number }, run: Run): boolean =>
  run.x >= box.left && run.x <= box.right && run.y >= box.top && run.y <= box.bottom

function filled(table: RuledTable, runs: Run[], pictures: Picture[]): PlacedCell[][] {
  const band = (y: number) => Math.floor(y / bandHeight)
  const bands = Map.groupBy(runs, run => band(run.y))
  const taken = new Set<Run>()
  return table.rows.map(row =>
    row.map(cell => {
      const [first, last] = [band(cell.top), band(cell.bottom)]
      // A damaged file may have a cell of any height.
      const touched =
        last - first < bands.size
          ? Array.from({ length: last - first + 1 }, (_, step) => bands.get(first + step) ?? []).flat()
          : runs
      const own = touched.filter(run => !taken.has(run) && contains(cell, run))
      for (const run of own) taken.add(run)
      const { left: from, right: to, rowSpan } = cell
      const text = withPictures(textOfRuns(own), cell, pictures)
      return { text, left: from, right: to, rowSpan, continuesAbove: false }
    }),
  )
}

/** In points: a cell looks for its text only in the bands that it touches. */
const bandHeight = 12

const pageNumber = /^([-—–·\s]*\d{1,3}[-—–·\s]*|第\s*\d+\s*页([,，/\s]*共\s*\d+\s*页)?|\d+\s*\/\s*\d+)$/

/** Page numbers, and lines that stand at the head or foot of most pages. */
function withoutRunningLines(pages: { page: PageContent; parts: PagePart[] }[]): PagePart[][] {
  const atEdge = (page: PageContent, part: PagePart): part is PagePart & { kind: 'line' } =>
    part.kind === 'line' && (part.line.bottom < page.height * 0.1 || part.line.top > page.height * 0.9)
  const seen = new Map<string, number>()
  for (const { page, parts } of pages) {
    for (const part of parts) {
      if (atEdge(page, part)) seen.set(solid(part.line.text), (seen.get(solid(part.line.text)) ?? 0) + 1)
    }
  }
  const isRunning = (text: string) =>
    pageNumber.test(text) || (pages.length > 2 && (seen.get(solid(text)) ?? 0) > pages.length / 2)
  return pages.map(({ page, parts }) => parts.filter(part => !atEdge(page, part) || !isRunning(part.line.text)))
}

const leftOf = (table: PdfTable): number => least(table.rows.flat().map(cell => cell.left))
const rightOf = (table: PdfTable): number => greatest(table.rows.flat().map(cell => cell.right))

function sameWidth(a: PdfTable, b: PdfTable): boolean {
  return Math.abs(rightOf(a) - leftOf(a) - (rightOf(b) - leftOf(b))) <= widthTolerance
}

/** Goes on with a table on the next page: without the header that is printed again, and with cells that the break cut in two. */
function append(table: PdfTable, next: PdfTable): void {
  const shift = leftOf(next) - leftOf(table)
  const rows = next.rows.map(row => row.map(cell => ({ ...cell, left: cell.left - shift, right: cell.right - shift })))
  const body = rows.slice(repeatedHeader(table.rows, rows))
  if (finishLabel(table.rows.at(-1)!, body[0])) body.shift()
  const above = lastCells(table.rows)
  for (const cell of body[0] ?? []) {
    const upper = above.find(
      candidate =>
        Math.abs(candidate.left - cell.left) < widthTolerance &&
        Math.abs(candidate.right - cell.right) < widthTolerance,
    )
    if (cell.text === '' && upper !== undefined && (cell.rowSpan > 1 || upper.rowSpan > 1)) cell.continuesAbove = true
  }
  table.rows.push(...body)
}

/** How many of the next page's first rows repeat the table's own. Rows with figures are never a header. */
function repeatedHeader(rows: PlacedCell[][], next: PlacedCell[][]): number {
  const texts = (row: PlacedCell[] | undefined) => row?.map(cell => solid(cell.text)).join('|')
  let count = 0
  while (
    count < Math.min(rows.length, next.length - 1) &&
    texts(rows[count]) === texts(next[count]) &&
    next[count]!.some(cell => cell.text !== '') &&
    !next[count]!.some(cell => figure.test(cell.text))
  ) {
    count++
  }
  return count
}

const figure = /^[\d.,+-]+$/
/** 1. 2、 （三） 四、: how the rows of a wide table begin. */
const enumerated = /^([（(]?[一二三四五六七八九十]+[）)、.．]|\d+[.．、])/

/**
 * A row that the break cut in two leaves the rest of its label below, with blanks for all its figures: the label is put together again.
 * Only in wide tables, whose rows are numbered, so that no row of its own is taken for a rest. Says whether it was one.
 */
function finishLabel(last: PlacedCell[], rest: PlacedCell[] | undefined): boolean {
  const printed = rest?.filter(cell => cell.text !== '') ?? []
  const [label] = printed
  if (label === undefined || printed.length > 1 || rest!.length < 6 || enumerated.test(label.text)) return false
  const upper = last.find(cell => cell.text !== '' && Math.abs(cell.right - label.right) < widthTolerance)
  if (upper === undefined || figure.test(upper.text) || !last.some(cell => figure.test(cell.text))) return false
  upper.text += `\n${label.text}`
  return true
}

/** The cells that reach a table's last row. */
function lastCells(rows: PlacedCell[][]): PlacedCell[] {
  return rows.flatMap((row, index) => row.filter(cell => index + cell.rowSpan >= rows.length))
}

interface Margins {
  left: number
  right: number
}

/** Where the text of most lines begins and ends; measured on lines that fill the width. Short lines alone never go on in one another. */
function margins(pages: PagePart[][], pageWidth: number): Margins {
  const lines = pages.flat().flatMap(part => (part.kind === 'line' ? [part.line] : []))
  const widest = Math.max(0, ...lines.map(line => line.right - line.left))
  if (widest < pageWidth / 2) return { left: 0, right: Number.POSITIVE_INFINITY }
  const full = lines.filter(line => line.right - line.left > widest * 0.85)
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return { left: least(full.map(line => line.left)), right: middle(full.map(line => line.right)) }
}

function blocksOf(parts: PagePart[], { left, right }: Margins, order: Map<Glyph, Painted>): RawBlock[] {
  const blocks: RawBlock[] = []
  let lines: Line[] = []
  const end = () => {
    blocks.push(...paragraphs(lines, left, right, order))
    lines = []
  }
  for (const part of parts) {
    if (part.kind === 'line') lines.push(part.line)
    else {
      end()
      blocks.push(tableOfPlacedCells(part.rows, tolerance))
    }
  }
  end()
  return blocks
}

/** Lines joined to paragraphs: a line that fills the width goes on in the next one, unless that is indented. */
function paragraphs(lines: Line[], left: number, right: number, order: Map<Glyph, Painted>): RawBlock[] {
  const blocks: RawBlock[] = []
  let before: Line | undefined
  let tried = 0
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!
    const end = line.pieces.length > 1 && tried < mostTried ? endOfTable(lines, index) : index
    const inTable = lines.slice(index, end)
    tried += inTable.length
    const table = end > index ? columnTable(inTable, runsIn(inTable, order)) : undefined
    if (table !== undefined) {
      blocks.push(table)
      index = end - 1
      before = undefined
      continue
    }
    const last = blocks.at(-1)
    const goesOn =
      before !== undefined &&
      before.right > right - 1.8 * before.size &&
      line.left < left + 0.8 * line.size &&
      Math.abs(line.size - before.size) < 1.5
    if (goesOn && last?.kind === 'paragraph') last.text = joined(last.text, line.text)
    else blocks.push({ kind: 'paragraph', text: line.text })
    before = line
  }
  return blocks
}

/** Words of Latin letters are kept apart; Chinese needs nothing between lines. */
const joined = (a: string, b: string): string => (/[A-Za-z]$/.test(a) && /^[A-Za-z]/.test(b) ? `${a} ${b}` : a + b)

/** Lines that are tried for a table, over and over where each line begins another one: far above any report. */
const mostTried = 50_000
/** The lines' runs as they were painted. */
function runsIn(lines: Line[], order: Map<Glyph, Painted>): Run[] {
  const runs = new Map<Run, number>()
  for (const glyph of lines.flatMap(line => line.glyphs)) {
    const painted = order.get(glyph)
    if (painted !== undefined) runs.set(painted.run, painted.at)
  }
  return [...runs].sort((a, b) => a[1] - b[1]).map(([run]) => run)
}
