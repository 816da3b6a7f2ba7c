import { setTimeout as pause } from 'node:timers/promises'
import { type Config, Meilisearch } from 'meilisearch'
import { asSearchError, codeOf, isPassing, SearchError } from './errors.ts'
import { loopback } from './loopback.ts'
import { type HeldServer, holdServer } from './server.ts'

/** What `documents.ts` describes; the room above reads and writes all three through one handle. */
export type IndexKind = 'reports' | 'sections' | 'catalogue'

/** An open search: the embedded server of a data directory, or a server elsewhere. Functions of this room take it first. */
export interface Search {
  /** Names of the indexes. A rebuild fills others through a copy of the handle with other names, and swaps. */
  readonly indexes: Readonly<Record<IndexKind, string>>
  /** How messages name the server. */
  readonly place: string
  /** The client of a living server; the embedded one is started again if it has gone. */
  client(): Promise<Meilisearch>
  close(): Promise<void>
}

export interface SearchOptions {
  /** Where the embedded server keeps its files; unused with `host`. */
  dataDir: string
  /** A Meilisearch to use in place of the embedded one, and its key: the actions `search`, `documents.get` and `indexes.get` are enough to answer. */
  host?: string | undefined
  apiKey?: string | undefined
}

const indexes = { reports: 'reports', sections: 'sections', catalogue: 'catalogue' }
const requestTimeout = 10_000

function newClient(host: string, apiKey: string | undefined, transport: Partial<Config>): Meilisearch {
  return new Meilisearch({
    host,
    ...(apiKey === undefined ? {} : { apiKey }),
    // A compressed answer takes 40 ms longer on a local connection than the same answer plain.
    requestInit: { headers: { 'Accept-Encoding': 'identity' } },
    ...transport,
  })
}

function remote(host: string, apiKey: string | undefined): Search {
  let client: Meilisearch
  try {
    // Without it the client would wait five minutes for a server that hangs.
    client = newClient(host, apiKey, { timeout: requestTimeout })
  } catch (error) {
    throw new SearchError('unavailable', `MEILI_HOST 不是一个网址：${host}`, error)
  }
  return { indexes, place: `搜索服务 ${host}`, client: async () => client, close: async () => {} }
}

async function embedded(dataDir: string): Promise<Search> {
  const hold = async () => {
    const server = await holdServer(dataDir)
    const { send, close } = loopback(server.host, requestTimeout)
    return { server, client: newClient(server.host, server.key, { httpClient: send }), close }
  }
  let current: Promise<{ server: HeldServer; client: Meilisearch; close: () => void }> = hold()
  await current
  const living = async () => {
    const seen = current
    const { server, close } = await seen
    if (server.lost() && current === seen) {
      close()
      current = hold()
      // A failed start is not kept: the next request tries again.
      current.catch(() => {
        current = seen
      })
    }
    return current
  }
  return {
    indexes,
    place: '内置的搜索服务',
    client: async () => (await living()).client,
    close: async () => {
      const { server, close } = await current
      close()
      await server.release()
    },
  }
}

/** Runs one request that must not run twice. Throws a `SearchError`. */
export async function callOnce<T>(search: Search, request: (client: Meilisearch) => Promise<T>): Promise<T> {
  try {
    return await request(await search.client())
  } catch (error) {
    throw asSearchError(error, search.place)
  }
}

/**
 * Runs one request, a second time where the first met a broken connection or a busy server; so `request` must be one that may run twice.
 * Throws a `SearchError`.
 */
export async function call<T>(search: Search, request: (client: Meilisearch) => Promise<T>): Promise<T> {
  try {
    return await request(await search.client())
  } catch (error) {
    if (!isPassing(error)) throw asSearchError(error, search.place)
  }
  await pause(50 + Math.random() * 100)
  return callOnce(search, request)
}

/**
 * Opens the search and makes sure that somebody answers who accepts the key. Nothing is written: an empty server has no reports, and the
 * indexes come with the first. Throws a `SearchError`.
 */
export async function openSearch({ dataDir, host, apiKey }: SearchOptions): Promise<Search> {
  const search = host ? remote(host, apiKey) : await embedded(dataDir)
  try {
    await indexState(search)
    return search
  } catch (error) {
    await search.close()
    throw error
  }
}

/** Something that changes whenever the reports do, and with nothing else that readers could see; null where there is no index yet. */
export async function indexState(search: Search): Promise<string | null> {
  try {
    const { createdAt, updatedAt } = await call(search, client => client.index(search.indexes.reports).getRawInfo())
    return `${createdAt} ${updatedAt}`
  } catch (error) {
    if (isMissingIndex(error)) return null
    throw error
  }
}

/** Whether the error says that the index is not there yet: nothing has been indexed. */
export function isMissingIndex(error: unknown): boolean {
  return error instanceof SearchError && codeOf(error.cause) === 'index_not_found'
}

/** Closes the search; resolves when the embedded server has stopped, or at once when another process uses it. */
export function close(search: Search): Promise<void> {
  return search.close()
}
