import type { Search } from './connection.ts'
import { format, type ReportDocument } from './documents.ts'
import { fetchDocuments } from './fetch.ts'

/** What is known of the source of an indexed report, without the report. */
export type IndexedSource = Pick<ReportDocument, 'id' | 'source' | 'others' | 'readBy' | 'sample'>

/** The sources of everything that this version of the program has indexed, those passed over included. Throws a `SearchError`. */
export async function listSources(search: Search): Promise<IndexedSource[]> {
  const { documents } = await fetchDocuments<ReportDocument, keyof IndexedSource | 'format'>(search, 'reports', [], {
    fields: ['id', 'source', 'others', 'readBy', 'sample', 'format'],
  })
  return documents.filter(document => document.format === format)
}
