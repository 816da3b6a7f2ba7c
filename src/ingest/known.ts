import type { Source } from '../report/report.ts'
import { type IndexedSource, listSources, type Search } from '../search/search.ts'

/** What earlier runs took in: content that needs no second reading, and the versions of addresses. */
export interface Known {
  has: (sha256: string) => boolean
  versionOf: (url: string) => { etag?: string; lastModified?: string }
}

/** Reads it from the index; only what the present readers and parser have made counts. */
export async function knownSources(search: Search, readBy: string): Promise<Known> {
  const listed: IndexedSource[] = await listSources(search)
  const sources: Source[] = listed
    .flatMap(report => [report, ...report.others])
    .filter(each => each.readBy === readBy)
    .map(({ source }) => source)
  const hashes = new Set(sources.map(source => source.sha256))
  const versions = new Map(sources.flatMap(source => ('url' in source ? [[source.url, source] as const] : [])))
  return {
    has: sha256 => hashes.has(sha256),
    versionOf: url => {
      const { etag, lastModified } = versions.get(url) ?? {}
      return { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) }
    },
  }
}
