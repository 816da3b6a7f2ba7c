/** The door of this room: everything that the rooms above use of it. */
export { close, openSearch, type Search, type SearchOptions } from './connection.ts'
export type { Heading, ReportSummary, StoredReport } from './documents.ts'
export { SearchError, type SearchErrorKind } from './errors.ts'
export {
  countPhrases,
  type Facet,
  findPassages,
  mostShown,
  type PassageHit,
  type PassageHits,
  type PassageQuery,
  type PassageScope,
  type PassageWords,
  passagesOfReports,
  reportsWith,
  searchPassages,
  searchSome,
  sectionsOf,
} from './passages.ts'
export { rebuild } from './rebuild.ts'
export {
  catalogueVersion,
  findReports,
  listReports,
  loadCatalogue,
} from './reports.ts'
export { prepareIndexes } from './settings.ts'
export { type IndexedSource, listSources } from './sources.ts'
export type { Range } from './text.ts'
export { addReports, deleteReport, type Indexing } from './write.ts'
