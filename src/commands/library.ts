import { holdingsOf } from '../answer/holdings.ts'
import type { Library } from '../answer/reply.ts'
import { ingest } from '../ingest/ingest.ts'
import { samplesFolder } from '../ingest/samples.ts'
import {
  catalogueVersion,
  close,
  findReports,
  loadCatalogue,
  openSearch,
  passagesOfReports,
  type ReportSummary,
  reportsWith,
  type Search,
  type StoredReport,
  searchPassages,
} from '../search/search.ts'
import type { Config } from './config.ts'

/** So many reports are kept at hand: a conversation stays with a few, and what is asked after today is asked after often. */
const mostRecent = 200

/**
 * Reports by id, from those at hand where they are there. `recent` is one state of the index; the next state begins with another map, so
 * what is fetched late for this one never passes for the next.
 */
async function recalled(
  recent: Map<string, StoredReport>,
  ids: string[],
  fetch: (ids: string[]) => Promise<StoredReport[]>,
): Promise<StoredReport[]> {
  const missing = ids.filter(id => !recent.has(id))
  const fetched = missing.length > 0 ? await fetch(missing) : []
  const known = ids.flatMap(id => recent.get(id) ?? [])
  if (fetched.length <= mostRecent / 10) {
    for (const report of fetched) recent.set(report.id, report)
    for (const id of recent.keys()) if (recent.size > mostRecent) recent.delete(id)
  }
  return [...known, ...fetched]
}

/** A library over the index; what is indexed is held in memory and grouped anew only when the index says that it has changed. */
export function libraryOf(search: Search): Library {
  let catalogue: readonly ReportSummary[] | null = null
  let holdings = holdingsOf([])
  let recent = new Map<string, StoredReport>()
  const read = async () => {
    const latest = await loadCatalogue(search)
    if (latest === catalogue) return
    holdings = holdingsOf(latest)
    catalogue = latest
    recent = new Map()
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
    reports: ids => recalled(recent, ids, missing => findReports(search, { ids: missing })),
    prose: async ids => [...(await passagesOfReports(search, ids))].map(([report, passages]) => ({ report, passages })),
    passages: query => searchPassages(search, query),
    mentioning: (phrases, scope) => reportsWith(search, phrases, scope),
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
