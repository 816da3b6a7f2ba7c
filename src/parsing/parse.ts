import type { Document } from '../reading/document.ts'
import { checkReport } from '../report/checks.ts'
import type { Report, Source } from '../report/report.ts'
import { publishedOn, yearInTitle, yearOf } from './dates.ts'
import { seatOf } from './division.ts'
import { isTraditional, simplify } from './fold.ts'
import { frameOf } from './frame.ts'
import { reportId } from './identity.ts'
import { issuerName, kindOf } from './issuer.ts'
import { printedOf } from './layout.ts'
import { sectionsOf, tableBlocks } from './sections.ts'
import { doubtSecondTable, otherReport } from './several.ts'
import { parseTables } from './tables.ts'
import { isAboutReports, isOfPartOfYear, titleOf } from './title.ts'
import { unglue } from './unglue.ts'

/** A document that is no annual report, or lacks what a report needs; `message` is one clear Chinese line for whoever offered it. */
export class ParseError extends Error {
  override name = 'ParseError'
}

/**
 * One annual report out of a document of any format. Every field of the report's form has a cell; what cannot be read safely is
 * `unreadable` with its text, never a guess.
 * @throws ParseError when the document has no statistical tables, no issuer or no year, or is about reports instead of being one.
 */
export function parseReport(source: Document, origin: Source, fileName?: string): Report {
  const document = unglue(simplified(source))
  const printed = printedOf(document)
  const inTable = tableBlocks(document, printed)
  const frame = frameOf(document, block => inTable.has(block), fileName)
  const title = titleOf(frame)
  const year = yearOf(title, frame)
  const tables = parseTables(printed, year ?? 0)
  const reportsNothing = !tables?.cells.some(cell => cell.state === 'reported')
  if (reportsNothing && isAboutReports(frame))
    throw new ParseError('这是关于年度报告的通知或说明，不是政府信息公开工作年度报告')
  if (isOfPartOfYear(frame)) throw new ParseError('这是半年或一个季度的材料，不是政府信息公开工作年度报告')
  if (!tables) throw new ParseError('没有找到统计表：既无主动公开、依申请公开表，也无行政复议、行政诉讼表')
  const name = issuerName(title, frame)
  if (name === null) throw new ParseError('看不出是哪个机关的年度报告')
  if (year === null) throw new ParseError('看不出是哪一年的年度报告')
  const ofTitle = title === null ? null : yearInTitle(title)
  const other = otherReport(document, inTable, printed, tables.cells, { name, years: [year, ofTitle] })
  if (other !== null) throw new ParseError(`文件里不止一份年度报告（${other}），请分开提供，以免数字混淆`)
  const kind = kindOf(name)
  const seat = seatOf(name, year, frame)
  const sections = sectionsOf(document, inTable, title)
  const report: Report = {
    id: reportId(name, kind, seat, year, sections.map(section => section.text).join('\n')),
    title: title ?? `${name}${year}年政府信息公开工作年度报告`,
    issuer: { name, kind, division: seat.division },
    year,
    edition: tables.edition,
    publishedOn: publishedOn(frame),
    cells: doubtSecondTable(tables.cells),
    sections,
    findings: [],
    source: origin,
  }
  return { ...report, findings: checkReport(report) }
}

function simplified(document: Document): Document {
  const texts = document.blocks.flatMap(block =>
    block.kind === 'paragraph' ? [block.text] : block.rows.flat().map(cell => cell.text),
  )
  if (!isTraditional(texts.join(''))) return document
  return {
    ...document,
    meta: Object.fromEntries(Object.entries(document.meta).map(([key, value]) => [key, simplify(value)])),
    blocks: document.blocks.map(block =>
      block.kind === 'paragraph'
        ? { kind: 'paragraph', text: simplify(block.text) }
        : { kind: 'table', rows: block.rows.map(row => row.map(cell => ({ ...cell, text: simplify(cell.text) }))) },
    ),
  }
}
