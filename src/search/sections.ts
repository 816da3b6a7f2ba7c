import type { SearchResponse } from 'meilisearch'
import type { Section } from '../report/report.ts'
import { call, isMissingIndex, type Search } from './connection.ts'
import type { SectionDocument } from './documents.ts'
import { fetchDocuments } from './fetch.ts'
import { oneOf, oneOfNumbers } from './filters.ts'
import { originalRanges, queryText, type Range, searchable } from './text.ts'

export interface SectionQuery {
  /** Words as a person wrote them; only the first ten count for the server. */
  query: string
  reportIds?: readonly string[]
  years?: readonly number[]
  /** Codes of divisions: of these and of all below them. */
  within?: readonly string[]
  limit: number
}

export interface SectionHit {
  reportId: string
  title: string
  issuer: string
  year: number
  number: string
  heading: string
  text: string
  /** Where in `text` the words stand. */
  ranges: Range[]
  /** Whether all the words were found, or only the first ones. */
  complete: boolean
}

type Hit = Pick<SectionDocument, (typeof retrieved)[number]> & {
  _matchesPosition?: { words?: { start: number; length: number }[] }
}

const retrieved = [
  'id',
  'reportId',
  'title',
  'issuer',
  'year',
  'number',
  'heading',
  'text',
] as const satisfies (keyof SectionDocument)[]

/** Below this many sections with all the words, those with only the first ones are shown behind them. */
const few = 3

function hitOf(hit: Hit, complete: boolean): SectionHit {
  const { reportId, title, issuer, year, number, heading, text } = hit
  const ranges = originalRanges(searchable(text), hit._matchesPosition?.words ?? [])
  return { reportId, title, issuer, year, number, heading, text, ranges, complete }
}

/**
 * Sections with these words, the best first and of equals the newest; none for a query without words, or where nothing is indexed.
 * Throws a `SearchError`.
 */
export async function searchSections(
  search: Search,
  { query, reportIds, years, within, limit }: SectionQuery,
): Promise<SectionHit[]> {
  const words = queryText(query)
  if (words === '' || [reportIds, years, within].some(values => values?.length === 0)) return []
  const wanted = reportIds && new Set(reportIds)
  const filter = [
    ...(reportIds ? [oneOf('reportId', reportIds)] : []),
    ...(years ? [oneOfNumbers('year', years)] : []),
    ...(within ? [oneOf('within', within)] : []),
  ]
  const hits = async (matchingStrategy: 'all' | 'last'): Promise<Hit[]> => {
    const options = {
      filter,
      limit,
      matchingStrategy,
      attributesToRetrieve: [...retrieved],
      showMatchesPosition: true,
    }
    const response: SearchResponse<Hit> = await call(search, client =>
      client.index(search.indexes.sections).search<Hit>(words, options),
    )
    // The filter takes a-2020 for A-2020.
    return response.hits.filter(({ reportId }) => wanted?.has(reportId) ?? true)
  }
  try {
    const complete = await hits('all')
    const partial = complete.length < Math.min(few, limit) ? await hits('last') : []
    const seen = new Set(complete.map(({ id }) => id))
    return [
      ...complete.map(hit => hitOf(hit, true)),
      ...partial.filter(({ id }) => !seen.has(id)).map(hit => hitOf(hit, false)),
    ].slice(0, limit)
  } catch (error) {
    if (isMissingIndex(error)) return []
    throw error
  }
}

/** Sections of some reports in the reports' own order, by report id. Throws a `SearchError`. */
export async function sectionsOf(search: Search, reportIds: readonly string[]): Promise<Map<string, Section[]>> {
  const { documents } = await fetchDocuments<SectionDocument, 'id' | 'reportId' | 'number' | 'heading' | 'text'>(
    search,
    'sections',
    [oneOf('reportId', reportIds)],
    { fields: ['id', 'reportId', 'number', 'heading', 'text'] },
  )
  const position = ({ id }: { id: string }): number => Number(id.slice(id.lastIndexOf('_') + 1))
  return Map.groupBy(
    documents.toSorted((a, b) => position(a) - position(b)),
    ({ reportId }) => reportId,
  )
}
