import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Meilisearch } from 'meilisearch'
import { parseReport } from '../src/parsing/parse.ts'
import { readText } from '../src/reading/text.ts'
import type { Report } from '../src/report/report.ts'
import { addReports, close, openSearch, prepareIndexes, type Search } from '../src/search/search.ts'
import { print } from './measure.ts'

const folder = join(import.meta.dirname, '../samples/real')

function samples(): Report[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.txt'))
    .map(name => parseReport(readText(readFileSync(join(folder, name))), { file: name, sha256: '' }, name))
}

/** Many reports of the samples' shape: what indexing costs beyond sending the same documents. */
function copies(reports: Report[], count: number): Report[] {
  return Array.from({ length: count }, (_, i) => {
    const report = reports[i % reports.length]!
    return { ...report, id: `copy${i}-${report.year}` }
  })
}

async function benchAt(search: Search, reports: Report[]): Promise<void> {
  const many = copies(reports, 2000)
  await prepareIndexes(search)
  const started = performance.now()
  await addReports(search, many)
  const ours = performance.now() - started
  const client: Meilisearch = await search.client()
  const settings = await Promise.all(
    [search.indexes.reports, search.indexes.sections].map(uid => client.index(uid).getSettings()),
  )
  const documents = await Promise.all(
    [search.indexes.reports, search.indexes.sections].map(uid => client.index(uid).getDocuments({ limit: 1_000_000 })),
  )
  const uids = ['raw_reports', 'raw_sections']
  for (const [i, uid] of uids.entries()) {
    await client.createIndex(uid, { primaryKey: 'id' }).waitTask({ timeout: 0 })
    await client.index(uid).updateSettings(settings[i]!).waitTask({ timeout: 0 })
  }
  const rawStarted = performance.now()
  for (const [i, uid] of uids.entries())
    await client.index(uid).addDocuments(documents[i]!.results).waitTask({ timeout: 0, interval: 20 })
  const raw = performance.now() - rawStarted
  print('写入索引 2000 份', { '份/秒': (2000 / ours) * 1000, '比裸 addDocuments': ours / raw })
}

/** Indexing into a real server in a folder of its own. */
export async function benchIndexing(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const search = await openSearch({ dataDir })
  try {
    await benchAt(search, samples())
  } finally {
    await close(search)
    rmSync(dataDir, { recursive: true, force: true })
  }
}
