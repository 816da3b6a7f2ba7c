import { readerFingerprint } from '../ingest/fingerprint.ts'
import { type IngestOptions, type IngestSummary, ingest } from '../ingest/ingest.ts'
import { knownSources } from '../ingest/known.ts'
import type { Search } from '../search/search.ts'
import { reportsBehind } from './list-page.ts'

/** Reads again what an operator wants watched, so that digests have news. */

/** Folders, files and addresses, one a line or parted by commas or blanks that no path has: `SOURCES` of the environment. */
export const sourcesFrom = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[\n,，]/)
    .map(source => source.trim())
    .filter(Boolean)

const isAddress = (source: string): boolean => /^https?:\/\//i.test(source)

/** Takes in what is new or changed; what cannot be read is listed among the rejected, and the rest goes on. Throws a `SearchError`. */
export async function readSources(
  search: Search,
  sources: readonly string[],
  options: IngestOptions = {},
): Promise<IngestSummary> {
  const words: string[] = []
  const rejected: IngestSummary['rejected'] = []
  const { versionOf } = await knownSources(search, readerFingerprint())
  let unchanged = 0
  for (const source of sources) {
    if (options.signal?.aborted) break
    try {
      const behind = isAddress(source)
        ? await reportsBehind(source, { ...options.addresses, ...versionOf(source) })
        : [source]
      if (behind.length === 0) unchanged++
      words.push(...behind)
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ReadingError') throw error
      rejected.push({ source, reason: error.message })
    }
  }
  const summary = await ingest(search, words, options)
  return {
    ...summary,
    read: summary.read + rejected.length + unchanged,
    unchanged: summary.unchanged + unchanged,
    rejected: [...rejected, ...summary.rejected],
  }
}
