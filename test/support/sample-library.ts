import { fileURLToPath } from 'node:url'
import type { HeldReport } from '../../src/answer/answer.ts'
import type { Library } from '../../src/answer/reply.ts'
import { libraryOf } from '../../src/commands/library.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { findReports, type Search } from '../../src/search/search.ts'
import { sharedSearch } from './search.ts'

const folders = ['../../samples/real', '../../samples/fictional'].map(folder =>
  fileURLToPath(new URL(folder, import.meta.url)),
)

/** A library over the real and the fictional samples, read, parsed and indexed as `index` does it; one for all tests of a file. */
export function sampleLibrary(): () => { library: Library; reports: () => Promise<HeldReport[]> } {
  const search = sharedSearch(async (opened: Search) => {
    const { rejected } = await ingest(opened, folders)
    if (rejected.length > 0) throw new Error(`samples rejected: ${JSON.stringify(rejected)}`)
  })
  return () => ({ library: libraryOf(search()), reports: () => findReports(search(), {}) })
}
