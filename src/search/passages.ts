import type { MultiSearchParams, SearchParams } from 'meilisearch'
import type { PassageKind } from '../report/passages.ts'
import type { Section } from '../report/report.ts'
import { call, isMissingIndex, type Search } from './connection.ts'
import type { PassageDocument, StoredReport } from './documents.ts'
import { fetchDocuments } from './fetch.ts'
import { oneOf, oneOfNumbers } from './filters.ts'
import { characters, originalRanges, queryText, type Range, searchable } from './text.ts'

/** What to look for. A passage must have every word and every phrase and nothing excluded. */
export interface PassageWords {
  /** Words as a person wrote them: their parts may stand apart, and the synonyms of the index count. */
  words: readonly string[]
  /** To be found letter by letter. */
  phrases: readonly string[]
  excluded: readonly string[]
}

/** Which passages: those that meet every condition given. An empty list is met by none. */
export interface PassageScope {
  reportIds?: readonly string[]
  years?: readonly number[]
  /** Codes of divisions: of these and of all below them. */
  within?: readonly string[]
  kinds?: readonly PassageKind[]
}

export const facets = ['year', 'kind', 'province', 'city', 'issuer'] as const
export type Facet = (typeof facets)[number]

export interface PassageQuery extends PassageScope {
  find: PassageWords
  /** Passages to pass over. */
  offset?: number
  limit: number
  /** What to count the found passages by. */
  facets?: readonly Facet[]
}

export interface PassageHit {
  id: string
  reportId: string
  title: string
  issuer: string
  year: number
  kind: PassageKind
  position: number
  path: string[]
  text: string
  /** Where in `text` the words stand, in order, neighbours joined. */
  ranges: Range[]
}

export interface PassageHits {
  hits: PassageHit[]
  total: number
  facets: Partial<Record<Facet, Record<string, number>>>
}

const retrieved = [
  'id',
  'reportId',
  'title',
  'issuer',
  'year',
  'kind',
  'position',
  'path',
  'text',
] as const satisfies (keyof PassageDocument)[]

type Match = { start: number; length: number }
type Hit = Pick<PassageDocument, (typeof retrieved)[number]> & {
  _matchesPosition?: { words?: Match[]; characters?: Match[] }
}

const joined = (ranges: Range[]): Range[] => {
  const result: Range[] = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else result.push([start, end])
  }
  return result
}

function hitOf(
  { _matchesPosition: matches, ...hit }: Hit,
  phrased: boolean,
  words: readonly string[] = [],
): PassageHit {
  const lone = words.some(word => word.length === 1)
  const ranges = [
    // 更新 looked for as 更 and 新 marks the 新 of 新闻.
    ...originalRanges(searchable(hit.text), matches?.words ?? []).filter(
      ([start, end]) => end - start > 1 || lone || !/\p{Script=Han}/u.test(hit.text[start]!),
    ),
    // A single character of a word is found here as well, in the middle of others.
    ...(phrased ? originalRanges(characters(hit.text), (matches?.characters ?? []).filter(isPhrase)) : []),
  ]
  return { ...hit, ranges: joined(ranges) }
}

/** A match of more than one Chinese character, which has three bytes. */
const isPhrase = ({ length }: Match): boolean => length > 3

const quotedPhrase = (text: string): string => `"${characters(queryText(text)).text.replace(/\s+/g, ' ').trim()}"`

/** The query in Meilisearch's language; empty where nothing is to be found. A phrase counts as one of the ten words that it takes. */
export function queryOf({ words, phrases, excluded }: PassageWords): string {
  const clean = (list: readonly string[]) => list.filter(text => /[\p{L}\p{N}]/u.test(text))
  const wanted = [...clean(phrases).map(quotedPhrase), ...clean(words).map(queryText)]
  if (wanted.length === 0) return ''
  return [...clean(excluded).map(text => `-${quotedPhrase(text)}`), ...wanted].join(' ')
}

function filterOf({ reportIds, years, within, kinds }: PassageScope): string[] {
  return [
    ...(reportIds ? [oneOf('reportId', reportIds)] : []),
    ...(years ? [oneOfNumbers('year', years)] : []),
    ...(within ? [oneOf('within', within)] : []),
    ...(kinds ? [oneOf('kind', kinds)] : []),
  ]
}

/** The server counts and shows no more hits of one search; a total that is this high says “or more”. */
export const mostShown = 10_000

const nothing: PassageHits = { hits: [], total: 0, facets: {} }

const isNone = ({ reportIds, years, within, kinds }: PassageScope): boolean =>
  [reportIds, years, within, kinds].some(values => values?.length === 0)

async function request(search: Search, query: PassageQuery, find: PassageWords): Promise<PassageHits> {
  const q = queryOf(find)
  const { offset = 0, limit } = query
  const options: SearchParams = {
    filter: filterOf(query),
    offset,
    limit,
    matchingStrategy: 'all',
    attributesToRetrieve: [...retrieved],
    showMatchesPosition: true,
    ...(query.facets ? { facets: [...query.facets] } : {}),
  }
  const response = await call(search, client => client.index(search.indexes.sections).search<Hit>(q, options))
  const wanted = query.reportIds && new Set(query.reportIds)
  return {
    // The filter takes a-2020 for A-2020.
    hits: response.hits
      .filter(({ reportId }) => wanted?.has(reportId) ?? true)
      .map(hit => hitOf(hit, true, find.words)),
    total: response.estimatedTotalHits,
    facets: (response.facetDistribution ?? {}) as PassageHits['facets'],
  }
}

/** Fewer found passages than this, and the words are looked for letter by letter as well. */
const few = 3

/**
 * Passages with these words, the best first and of equals the newest; none for a query without words, or where nothing is indexed.
 * Where the segmenter's words lead nowhere, the letters do. Throws a `SearchError`.
 */
export async function searchPassages(search: Search, query: PassageQuery): Promise<PassageHits> {
  const { find } = query
  if (queryOf(find) === '' || isNone(query)) return nothing
  try {
    const found = await request(search, query, find)
    if (found.total >= few || find.words.length === 0) return found
    const byLetter = { ...find, words: [], phrases: [...find.phrases, ...find.words] }
    const exact = await request(search, query, byLetter)
    return exact.total > found.total ? exact : found
  } catch (error) {
    if (isMissingIndex(error)) return nothing
    throw error
  }
}

/** How many passages have each of these phrases, letter by letter, with one request. Throws a `SearchError`. */
export async function countPhrases(
  search: Search,
  phrases: readonly string[],
  { limit = 0, ...scope }: PassageScope & { limit?: number } = {},
): Promise<{ total: number; ids: string[] }[]> {
  const asked = phrases.filter(phrase => /[\p{L}\p{N}]/u.test(phrase))
  const nowhere = phrases.map(() => ({ total: 0, ids: [] }))
  if (asked.length === 0) return nowhere
  try {
    const counted = await countEach(search, asked, scope, limit)
    return phrases.map((phrase, at) => counted[asked.indexOf(phrase)] ?? nowhere[at]!)
  } catch (error) {
    if (isMissingIndex(error)) return nowhere
    throw error
  }
}

/** The index leaves these out of phrases, so that 公开的内容 is found in 公开各项内容. */
const stopWord = /[了是的]/

/**
 * Ids of the reports with a passage that has some of the phrases, letter by letter. Each of them has it; who needs to know of a report
 * that it has none reads it: of very frequent words not all are told. Throws a `SearchError`.
 */
export async function reportsWith(
  search: Search,
  phrases: readonly string[],
  scope: PassageScope,
): Promise<Set<string>> {
  if (isNone(scope)) return new Set()
  const certain = phrases.filter(phrase => !stopWord.test(phrase))
  const counted = await countPhrases(search, certain, { ...scope, limit: mostShown })
  return new Set(counted.flatMap(({ ids }) => ids.map(id => id.slice(0, id.lastIndexOf('_')))))
}

async function countEach(
  search: Search,
  phrases: readonly string[],
  scope: PassageScope,
  limit: number,
): Promise<{ total: number; ids: string[] }[]> {
  const { results } = await call(search, client =>
    client.multiSearch<MultiSearchParams, { id: string }>({
      queries: phrases.map(phrase => ({
        indexUid: search.indexes.sections,
        q: quotedPhrase(phrase),
        filter: filterOf(scope),
        limit,
        attributesToRetrieve: ['id'],
        attributesToSearchOn: ['characters'],
      })),
    }),
  )
  return results.map(({ hits, estimatedTotalHits }) => ({
    total: estimatedTotalHits ?? 0,
    ids: hits.map(({ id }) => id),
  }))
}

/**
 * Passages that have some of the words, for when none has them all: what nobody wrote is left out first, then the most frequent word,
 * until something is found. Phrases and exclusions hold as they stand. Throws a `SearchError`.
 */
export async function searchSome(
  search: Search,
  query: PassageQuery,
): Promise<{ found: PassageHits; left: readonly string[] }> {
  const { words } = query.find
  if (words.length === 0 || isNone(query)) return { found: nothing, left: [] }
  const { reportIds, years, within, kinds } = query
  const scope = {
    ...(reportIds && { reportIds }),
    ...(years && { years }),
    ...(within && { within }),
    ...(kinds && { kinds }),
  }
  const counts = await countPhrases(search, words, scope)
  const rarest = words
    .map((word, at) => ({ word, total: counts[at]!.total }))
    .filter(({ total }) => total > 0)
    // A lone character or figure tells less than any word, however rare.
    .sort((a, b) => Number(a.word.length < 2) - Number(b.word.length < 2) || a.total - b.total)
    .map(({ word }) => word)
  for (let count = Math.min(rarest.length, words.length - 1); count > 0; count--) {
    const kept = rarest.slice(0, count)
    const found = await searchPassages(search, { ...query, find: { ...query.find, words: kept } })
    if (found.total > 0) return { found, left: words.filter(word => !kept.includes(word)) }
  }
  return { found: nothing, left: words }
}

/** Passages by id, in the order of the ids; those that are not there are left out. Throws a `SearchError`. */
export async function findPassages(search: Search, ids: readonly string[]): Promise<PassageHit[]> {
  const { documents } = await fetchDocuments<PassageDocument, (typeof retrieved)[number]>(
    search,
    'sections',
    [oneOf('reportId', [...new Set(ids.map(id => id.slice(0, id.lastIndexOf('_'))))])],
    { fields: retrieved },
  )
  const byId = new Map(documents.map(document => [document.id, document]))
  return ids.flatMap(id => {
    const document = byId.get(id)
    return document ? [hitOf(document, false)] : []
  })
}

/** All passages of some reports, by report id, each in the report's own order. Throws a `SearchError`. */
export async function passagesOfReports(
  search: Search,
  reportIds: readonly string[],
): Promise<Map<string, PassageHit[]>> {
  const { documents } = await fetchDocuments<PassageDocument, (typeof retrieved)[number]>(
    search,
    'sections',
    [oneOf('reportId', reportIds)],
    { fields: retrieved },
  )
  const sorted = documents.map(document => hitOf(document, false)).sort((a, b) => a.position - b.position)
  return Map.groupBy(sorted, ({ reportId }) => reportId)
}

/** Sections of some reports as they were indexed, by report id. Throws a `SearchError`. */
export async function sectionsOf(search: Search, reports: readonly StoredReport[]): Promise<Map<string, Section[]>> {
  type Stretch = Pick<PassageDocument, 'reportId' | 'position' | 'section' | 'text' | 'raw'>
  const { documents } = await fetchDocuments<PassageDocument, keyof Stretch>(
    search,
    'sections',
    [
      oneOf(
        'reportId',
        reports.map(({ id }) => id),
      ),
    ],
    { fields: ['reportId', 'position', 'section', 'text', 'raw'] },
  )
  const byReport = Map.groupBy(
    documents.toSorted((a, b) => a.position - b.position),
    ({ reportId }) => reportId,
  )
  return new Map(
    reports.map(({ id, sections }) => {
      const own = Map.groupBy(byReport.get(id) ?? [], ({ section }) => section)
      const text = (at: number) => (own.get(at) ?? []).map(stretch => stretch.raw ?? stretch.text).join('')
      return [id, sections.map((heading, at) => ({ ...heading, text: text(at) }))]
    }),
  )
}
