import { fileURLToPath } from 'node:url'
import { holdingsOf } from '../answer/holdings.ts'
import type { Library } from '../answer/reply.ts'
import { ingest } from '../ingest/ingest.ts'
import {
  catalogueVersion,
  close,
  findReports,
  loadCatalogue,
  openSearch,
  passagesOfReports,
  type ReportSummary,
  type Search,
  searchPassages,
} from '../search/search.ts'
import type { Config } from './config.ts'

export const samplesFolder = fileURLToPath(new URL('../../samples/real', import.meta.url))

/** A library over the index; what is indexed is held in memory and grouped anew only when the index says that it has changed. */
export function libraryOf(search: Search): Library {
  let catalogue: readonly ReportSummary[] | null = null
  let holdings = holdingsOf([])
  const read = async () => {
    const latest = await loadCatalogue(search)
    if (latest !== catalogue) holdings = holdingsOf(latest)
    catalogue = latest
  }
  return {
    holdings: async () => {
      if (catalogue === null) await read()
      return holdings
    },
    current: async before => {
      await read()
      return before === holdings
    },
    reports: ids => findReports(search, { ids }),
    prose: async ids => [...(await passagesOfReports(search, ids))].map(([report, passages]) => ({ report, passages })),
    passages: query => searchPassages(search, query),
  }
}

/**
 * Runs with an open search and closes it whatever happens. An index into which nothing was ever put gets the samples first, so that a
 * fresh clone has something to answer from.
 */
export async function withLibrary<T>(
  config: Config,
  run: (library: Library, search: Search) => Promise<T>,
): Promise<T> {
  const search = await openSearch({ dataDir: config.dataDir, host: config.meiliHost, apiKey: config.meiliApiKey })
  try {
    if ((await catalogueVersion(search)) === '') await ingest(search, [samplesFolder])
    return await run(libraryOf(search), search)
  } finally {
    await close(search)
  }
}
