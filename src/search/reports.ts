import { indexState, type Search } from './connection.ts'
import {
  type CatalogueDocument,
  otherFormat,
  type ReportDocument,
  type ReportSummary,
  reportOf,
  type StoredReport,
  summaryOf,
} from './documents.ts'
import { fetchDocuments } from './fetch.ts'
import { oneOf, oneOfNumbers } from './filters.ts'

/** Which reports: those that meet every condition given. An empty list is met by none. */
export interface ReportScope {
  ids?: readonly string[]
  /** Codes of divisions: of exactly these. */
  divisions?: readonly string[]
  /** Codes of divisions: of these and of all below them. */
  within?: readonly string[]
  /** Issuers' names, as the reports give them. */
  issuers?: readonly string[]
  years?: readonly number[]
}

/** Reports fetched with one request, about 10 MB. */
const pageSize = 2000

function filterOf({ ids, divisions, within, issuers, years }: ReportScope): string[] {
  return [
    ...(ids ? [oneOf('id', ids)] : []),
    ...(divisions ? [oneOf('division', divisions)] : []),
    ...(within ? [oneOf('within', within)] : []),
    ...(issuers ? [oneOf('issuer', issuers)] : []),
    ...(years ? [oneOfNumbers('year', years)] : []),
  ]
}

/** Ids and names compared once more, letter by letter: the server's filter takes a for A and （ for (. */
function exactly({ ids, issuers }: ReportScope): (document: ReportDocument) => boolean {
  const wantedIds = ids && new Set(ids)
  const wantedIssuers = issuers && new Set(issuers)
  return ({ id, issuer }) => (wantedIds?.has(id) ?? true) && (wantedIssuers?.has(issuer) ?? true)
}

function inOrder<R extends { id: string; year: number }>(reports: R[]): R[] {
  return reports.sort((a, b) => a.year - b.year || (a.id < b.id ? -1 : 1))
}

/**
 * All reports of a scope with their cells, by year and id. Throws a `SearchError`.
 *
 * More than a page are fetched by their ids, listed in one request: pages by number slip when someone writes in between, and with a
 * sort the server repeats a document at every edge.
 */
export async function findReports(search: Search, scope: ReportScope): Promise<StoredReport[]> {
  if (Object.values(scope).some(values => values?.length === 0)) return []
  const filter = filterOf(scope)
  const { documents, total } = await fetchDocuments<ReportDocument>(search, 'reports', filter, { limit: pageSize })
  const found = new Map(documents.map(document => [document.id, document]))
  if (total > documents.length) {
    const listed = await fetchDocuments<ReportDocument, 'id'>(search, 'reports', filter, { fields: ['id'] })
    const missing = listed.documents.map(({ id }) => id).filter(id => !found.has(id))
    for (let at = 0; at < missing.length; at += pageSize) {
      const page = await fetchDocuments<ReportDocument>(search, 'reports', [
        oneOf('id', missing.slice(at, at + pageSize)),
      ])
      for (const document of page.documents) found.set(document.id, document)
    }
  }
  return inOrder([...found.values()].filter(exactly(scope)).map(reportOf))
}

/** Every report without its cells, by year and id: a fetch of the whole catalogue, 0.3 s for 50 000. Throws a `SearchError`. */
export async function listReports(search: Search): Promise<ReportSummary[]> {
  const { documents } = await fetchDocuments<CatalogueDocument>(search, 'catalogue', [])
  if (documents.length === 0 && (await countReports(search)) > 0) throw otherFormat()
  return inOrder(documents.map(summaryOf))
}

/** How many reports are indexed. Throws a `SearchError`. */
export async function countReports(search: Search): Promise<number> {
  const { total } = await fetchDocuments(search, 'reports', [], { limit: 0 })
  return total
}

/** Something that changes exactly when the indexed reports do, with one short request. Throws a `SearchError`. */
export async function catalogueVersion(search: Search): Promise<string> {
  return (await indexState(search)) ?? ''
}

const catalogues = new WeakMap<Search, { version: string; reports: ReportSummary[] }>()

/**
 * `listReports` for those who ask again and again: as long as no report changes, the same array, for the price of
 * `catalogueVersion`. Throws a `SearchError`.
 */
export async function loadCatalogue(search: Search): Promise<readonly ReportSummary[]> {
  // Asked before the list: a report that arrives in between makes the list newer than its version, and it is fetched once more.
  const version = await catalogueVersion(search)
  const known = catalogues.get(search)
  if (known?.version === version) return known.reports
  const reports = await listReports(search)
  catalogues.set(search, { version, reports })
  return reports
}
