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
import { oneOf } from './filters.ts'

/** Reports fetched with one request, about 10 MB. */
const pageSize = 2000

function inOrder<R extends { id: string; year: number }>(reports: R[]): R[] {
  return reports.sort((a, b) => a.year - b.year || (a.id < b.id ? -1 : 1))
}

/**
 * The reports with these ids, or all, with their cells, by year and id; none for an empty list. Throws a `SearchError`.
 *
 * More than a page are fetched by their ids, listed in one request: pages by number slip when someone writes in between, and with a
 * sort the server repeats a document at every edge.
 */
export async function findReports(search: Search, { ids }: { ids?: readonly string[] }): Promise<StoredReport[]> {
  if (ids?.length === 0) return []
  const filter = ids ? [oneOf('id', ids)] : []
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
  // Compared once more, letter by letter: the server's filter takes a for A.
  const wanted = ids && new Set(ids)
  return inOrder([...found.values()].filter(({ id }) => wanted?.has(id) ?? true).map(reportOf))
}

/** Every report without its cells, by year and id: a fetch of the whole catalogue, 0.3 s for 50 000. Throws a `SearchError`. */
export async function listReports(search: Search): Promise<ReportSummary[]> {
  const { documents } = await fetchDocuments<CatalogueDocument>(search, 'catalogue', [])
  if (documents.length === 0 && (await fetchDocuments(search, 'reports', [], { limit: 0 })).total > 0)
    throw otherFormat()
  return inOrder(documents.map(summaryOf))
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
