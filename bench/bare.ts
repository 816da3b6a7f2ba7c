import { Meilisearch } from 'meilisearch'
import type { Search } from '../src/search/search.ts'

/**
 * The bare client of the same server, as the library sends its requests by itself; spared only the compression of answers, with which
 * it would take 40 ms for each.
 */
export async function bareClient(search: Search): Promise<Meilisearch> {
  const { host, apiKey } = (await search.client()).config
  return new Meilisearch({
    host,
    ...(apiKey === undefined ? {} : { apiKey }),
    requestInit: { headers: { 'Accept-Encoding': 'identity' } },
  })
}

/**
 * The two requests that an answer makes, by the bare client: has the index changed, and the one report by a filter. An answer sends the
 * second when it has read the question, so they are told apart `inTurn`, and for who likes to compare with the least `atOnce`.
 */
export async function neededBy(search: Search, idOf: (run: number) => string) {
  const index = (await bareClient(search)).index(search.indexes.reports)
  const document = (run: number) => index.getDocuments({ filter: [`id = "${idOf(run)}"`] })
  return {
    inTurn: async (run: number) => {
      await index.getRawInfo()
      await document(run)
    },
    atOnce: (run: number) => Promise.all([index.getRawInfo(), document(run)]),
  }
}
