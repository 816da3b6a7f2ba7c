import type { Source } from '../report/report.ts'
import { type IndexedSource, listSources, type Search } from '../search/search.ts'
import { sampleAt } from './samples.ts'

/** What earlier runs took in: content that needs no second reading, the versions of addresses, and which source made which reports. */
export interface Known {
  /** Id of the report that was made of this content. What was read as a sample is not known as a report of one's own. */
  reportWith: (source: Source) => string | undefined
  versionOf: (url: string) => { etag?: string; lastModified?: string }
  /** Ids of the reports that name a source, be it as one that was passed over. */
  madeOf: (locator: string) => readonly string[]
  hasSamples: boolean
}

/** Where a source lies: one file or address, whatever it holds at the moment. */
export const locator = (source: Source): string => ('file' in source ? source.file : source.url)

export const nothingKnown: Known = {
  reportWith: () => undefined,
  versionOf: () => ({}),
  madeOf: () => [],
  hasSamples: false,
}

const contentKey = (source: Source): string => `${sampleAt(locator(source)) ?? 'own'} ${source.sha256}`

/** Reads it from the index; of content and versions only what the present readers and parser have read counts. */
export async function knownSources(search: Search, readBy: string): Promise<Known> {
  const listed: IndexedSource[] = await listSources(search)
  const all = listed.flatMap(report => [report, ...report.others].map(each => ({ ...each, id: report.id })))
  const current = all.filter(each => each.readBy === readBy)
  const ids = new Map(current.map(({ source, id }) => [contentKey(source), id]))
  const versions = new Map(current.flatMap(({ source }) => ('url' in source ? [[source.url, source] as const] : [])))
  const made = Map.groupBy(all, ({ source }) => locator(source))
  return {
    reportWith: source => ids.get(contentKey(source)),
    versionOf: url => {
      const { etag, lastModified } = versions.get(url) ?? {}
      return { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) }
    },
    madeOf: at => (made.get(at) ?? []).map(({ id }) => id),
    hasSamples: listed.some(({ sample }) => sample !== null),
  }
}
