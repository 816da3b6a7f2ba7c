import type { Document } from '../reading/document.ts'
import { greatest, least } from '../reading/grid.ts'
import type { Cell } from '../report/report.ts'
import { notedTwice } from './cells.ts'
import { yearInTitle } from './dates.ts'
import { headingOf, isPrescribedHeading } from './headings.ts'
import type { Printed } from './layout.ts'
import { type Mark, meaningOf } from './marks.ts'
import { isSameName, nameInTitle, titleWithin } from './title.ts'

/**
 * Two reports in one document, of two years or of two bodies: read as one their figures would mix, or one of them would be lost. The
 * same report printed twice, another report's title in a list of links, and a running title are none.
 */

/** Whose report was read, of which years: the one it covers, and the one that its title names. */
interface Identity {
  name: string
  years: (number | null)[]
}

interface Line {
  text: string
  block: number
}

/** What of the document does not belong to the report that was read; null where all of it does. */
export function otherReport(
  document: Document,
  inTable: Set<number>,
  printed: Printed,
  cells: Cell[],
  own: Identity,
): string | null {
  const lines = linesOf(document, inTable)
  const rows = rowsOf(printed, inTable)
  const stretches = stretchesOf(lines, rows)
  const title = titleOfAnother(lines, stretches, own)
  if (title) return `还有《${title.text}》`
  const rowsDiffering = rowsThatDiffer(cells)
  const tables = new Set([...rowsDiffering.map(tableOf), ...repeatedTables(rows)])
  return (rowsDiffering.length >= fewestDiffering && tables.size > 1) ||
    (startsOverUntitled(lines, rows) && rowsDiffering.length > 0)
    ? '有两套数字不同的统计表'
    : null
}

/**
 * A single table printed a second time with other figures, of the year before or of a part of the body, say: which are the report's
 * cannot be told, not even where one of them alone could be read.
 */
export function doubtSecondTable(cells: Cell[]): Cell[] {
  const differing = rowsThatDiffer(cells)
  const tables = differing.map(tableOf)
  return cells.map(cell => {
    const table = tableOf(cell.field)
    const isDoubtful = tables.filter(each => each === table).length >= (table === 'disputes' ? 2 : fewestDiffering)
    return isDoubtful && cell.state !== 'unreadable'
      ? { ...cell, value: null, state: 'unreadable', note: '报告中这张表印有两份，数字不同' }
      : cell
  })
}

const rowsThatDiffer = (cells: Cell[]): string[] => [
  ...new Set(cells.filter(cell => cell.note === notedTwice).map(({ field }) => field.replace(/\.\w+$/, ''))),
]

/** 行政复议 and 行政诉讼 share one. */
const tableOf = (field: string): string => /^(?:disclosure|requests)/.exec(field)?.[0] ?? 'disputes'

/** Tables of which more than a few rows are printed more than once. */
function repeatedTables(rows: Line[]): string[] {
  const repeated = [...Map.groupBy(rows, ({ text }) => text)].filter(([, same]) => same.length > 1)
  const tables = repeated.map(([text]) => (text.startsWith('申请') ? 'requests' : 'disclosure'))
  return [...Map.groupBy(tables, table => table)]
    .filter(([, same]) => same.length >= fewestDiffering)
    .map(([table]) => table)
}

/** Fewer rows may be the slips of one who printed a table twice. */
const fewestDiffering = 3

function linesOf(document: Document, inTable: Set<number>): Line[] {
  return document.blocks.flatMap((each, block) => {
    if (inTable.has(block)) return []
    const texts = each.kind === 'paragraph' ? [each.text] : each.rows.flat().map(cell => cell.text)
    return texts.map(text => ({ text: text.normalize('NFKC').trim(), block })).filter(({ text }) => text !== '')
  })
}

/** Labels of rows and the parts that the form prescribes, with the block in which each begins. */
function rowsOf({ atoms, marks }: Printed, inTable: Set<number>): Line[] {
  return marks
    .map(mark => ({ text: rowOf(mark), block: atoms[mark.first]!.block }))
    .filter(({ text, block }) => text !== '' && inTable.has(block))
}

function rowOf(mark: Mark): string {
  const request = mark.phrase.meanings.length === 1 ? meaningOf(mark, 'requestRow')?.index : undefined
  return request !== undefined ? `申请${request}` : (meaningOf(mark, 'disclosureRow')?.row.id ?? '')
}

/** Another report's title, behind which something is printed once more that was printed before. */
function titleOfAnother(lines: Line[], stretches: [number, number][], own: Identity): Line | null {
  for (const [at, { block }] of lines.entries()) {
    if (!stretches.some(([first, last]) => first < block && block < last)) continue
    const text = titleWithin(lines.slice(Math.max(0, at - 2), at + 1).map(line => line.text))
    if (text !== null && isOther(text, own)) return { text, block }
  }
  return null
}

function isOther(title: string, own: Identity): boolean {
  const year = yearInTitle(title)
  return (year !== null && !own.years.includes(year)) || !isSameName(nameInTitle(title), own.name)
}

/** From the first to the last place where each part of a report is printed. */
function stretchesOf(lines: Line[], rows: Line[]): [number, number][] {
  const parts = [...lines.filter(({ text }) => isPrescribedHeading(text)).map(partOf), ...rows]
  return [...Map.groupBy(parts, part => part.text).values()].map(same => {
    const blocks = same.map(part => part.block)
    return [least(blocks), greatest(blocks)]
  })
}

/** Headings differ in their words; which part of the report they head does not. */
function partOf({ text, block }: Line): Line {
  const heading = headingOf(text)!.text
  return { text: /总体|主动|申请|复议|问题|其[他它]/.exec(heading)?.[0] ?? heading, block }
}

/** 总体情况 once more, with tables before and behind. */
function startsOverUntitled(lines: Line[], rows: Line[]): boolean {
  const [, ...again] = lines.filter(line => isPrescribedHeading(line.text) && partOf(line).text === '总体')
  const first = least(rows.map(row => row.block))
  const last = greatest(rows.map(row => row.block))
  return again.some(({ block }) => first < block && block < last)
}
