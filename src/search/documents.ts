import { createHash } from 'node:crypto'
import { fullName } from '../report/issuer-name.ts'
import { type PassageKind, passagesOf } from '../report/passages.ts'
import type {
  Cell,
  Edition,
  Finding,
  Issuer,
  IssuerKind,
  OtherSource,
  Report,
  SampleKind,
  Section,
  Source,
} from '../report/report.ts'
import { decodeCells, encodeCells } from './cells.ts'
import { SearchError } from './errors.ts'
import { characters, searchable, stretchesOf } from './text.ts'

/**
 * What lies in the indexes. `reports`: one document a report, everything but the sections' text. `sections`: one document a passage.
 * `catalogue`: one document a report, its summary alone, because the server reads whole documents whatever is asked of them: all
 * summaries out of `reports` would take it five times as long. Raise `format` whenever the shape or the searchable text changes: every report then counts as changed and is written anew.
 */
export const format = 6

export interface ReportDocument {
  id: string
  format: number
  /** Of the report as a whole, sections included: equal exactly when indexing it again would change nothing. */
  hash: string
  title: string
  issuer: string
  kind: IssuerKind
  /** Division code, and the names from the province down; null where the report does not tell. */
  division: string | null
  path: string[] | null
  year: number
  edition: Edition
  publishedOn: string | null
  source: Source
  others: OtherSource[]
  readBy: string | null
  sample: SampleKind | null
  cells: string
  headings: Heading[]
  findings: Finding[]
}

export type Heading = Omit<Section, 'text'>

/** One passage of a report's prose, in the index `sections`. */
export interface PassageDocument {
  /** `<report id>_<position>`. */
  id: string
  reportId: string
  title: string
  /** In full, parents included where the report tells them. */
  issuer: string
  province: string | null
  /** Province and city. */
  city: string | null
  /** Codes of the division and of all above it: a filter on one of them means “there and below”. */
  within: string[]
  year: number
  kind: PassageKind
  position: number
  /** Which section of the report, from 0. */
  section: number
  path: string[]
  text: string
  /** The stretch of the section that the passage was made of, where lines were joined: all of them together are the section again. */
  raw: string | null
  /** Headings and text as the segmenter can read them, and the text character by character; see `text.ts`. */
  headingWords: string
  words: string
  characters: string
}

/** A report as the index gives it back: all of it but the sections' text. `cellOf` gives one cell without making the others. */
export type StoredReport = Omit<Report, 'sections'> & {
  sections: Heading[]
  hash: string
  cellOf: (field: string) => Cell | undefined
}

/** Enough of a report to settle which reports a question can mean. */
export interface ReportSummary {
  id: string
  title: string
  issuer: Issuer
  year: number
  publishedOn: string | null
  /** Of the document that this is the summary of. */
  hash: string
  /** Of what the report says, whoever reads it from wherever: equal for the same figures and words. */
  content: string
  /** Of the bytes that it was read from. */
  sha256: string
  sample?: SampleKind
}

export interface CatalogueDocument {
  id: string
  format: number
  /** `ReportSummary` as JSON: one field is read faster than nine. */
  summary: string
}

/** Codes of a division and of all above it: 2 digits a province, 4 a city, 6 a county, 9 a township. */
function codesAbove(code: string): string[] {
  return [
    ...new Set([...[2, 4, 6, 9].filter(length => length < code.length).map(length => code.slice(0, length)), code]),
  ]
}

/** The documents of one report. */
export interface Documents {
  report: ReportDocument
  passages: PassageDocument[]
  catalogue: CatalogueDocument
}

function passageDocuments({ id, title, issuer, year, sections }: Report): PassageDocument[] {
  const path = issuer.division?.path ?? []
  const within = issuer.division ? codesAbove(issuer.division.code) : []
  const printed = sections.flatMap((section, at) => {
    const own = passagesOf([section])
    const stretches = stretchesOf(
      section.text,
      own.map(({ text }) => text),
    )
    return own.map((passage, i) => ({ passage, section: at, raw: stretches[i]! }))
  })
  return printed.map(({ passage: { kind, path: headings, text }, section, raw }, position) => ({
    id: `${id}_${position}`,
    reportId: id,
    title,
    issuer: fullName(issuer),
    province: path[0] ?? null,
    city: path.length > 1 ? path.slice(0, 2).join('') : null,
    within,
    year,
    kind,
    position,
    section,
    path: headings,
    text,
    raw: raw === text ? null : raw,
    headingWords: searchable(headings.join('\n')).text,
    words: searchable(text).text,
    characters: characters(text).text,
  }))
}

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url')

export function documentsOf(report: Report): Documents {
  const { id, title, issuer, year, edition, publishedOn, source, findings } = report
  const passages = passageDocuments(report)
  const document: Omit<ReportDocument, 'hash'> = {
    id,
    format,
    title,
    issuer: issuer.name,
    kind: issuer.kind,
    division: issuer.division?.code ?? null,
    path: issuer.division?.path ?? null,
    year,
    edition,
    publishedOn,
    source,
    others: report.others ?? [],
    readBy: report.readBy ?? null,
    sample: report.sample ?? null,
    cells: encodeCells(report.cells),
    headings: report.sections.map(({ number, heading }) => ({ number, heading })),
    findings: findings.map(({ check, message, fields }) => ({ check, message, fields })),
  }
  const hash = digestOf([document, passages])
  const content = digestOf([title, issuer, year, edition, publishedOn, report.cells, report.sections])
  const { sha256 } = source
  const summary: ReportSummary = {
    id,
    title,
    issuer: issuerOf(document),
    year,
    publishedOn,
    hash,
    content,
    sha256,
    ...(report.sample && { sample: report.sample }),
  }
  return { report: { ...document, hash }, passages, catalogue: { id, format, summary: JSON.stringify(summary) } }
}

function issuerOf({
  issuer,
  kind,
  division,
  path,
}: Pick<ReportDocument, 'issuer' | 'kind' | 'division' | 'path'>): Issuer {
  return { name: issuer, kind, division: division === null ? null : { code: division, path: path ?? [] } }
}

/** What to say of an index that another version of the program wrote. */
export function otherFormat(): SearchError {
  return new SearchError(
    'incompatible',
    '索引里的报告是另一版本的程序写入的，请运行 index --rebuild <来源> 重新建立索引。',
  )
}

function assertReadable(document: { format: number }): void {
  if (document.format !== format) throw otherFormat()
}

/** The report of a document; throws a `SearchError` (`incompatible`) where another version of the program wrote it. */
export function reportOf(document: ReportDocument): StoredReport {
  assertReadable(document)
  const { id, title, year, edition, publishedOn, findings, source, others, readBy, sample, hash } = document
  const { all, cellOf } = decodeCells(document.cells)
  let made: Cell[] | undefined
  return {
    id,
    title,
    issuer: issuerOf(document),
    year,
    edition,
    publishedOn,
    get cells() {
      made ??= all()
      return made
    },
    cellOf,
    sections: document.headings,
    findings,
    source,
    ...(others.length > 0 ? { others } : {}),
    ...(readBy === null ? {} : { readBy }),
    ...(sample === null ? {} : { sample }),
    hash,
  }
}

/** The summary of a document; throws as `reportOf` does. */
export function summaryOf(document: CatalogueDocument): ReportSummary {
  assertReadable(document)
  return JSON.parse(document.summary)
}
