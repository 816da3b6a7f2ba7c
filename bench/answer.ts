import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Meilisearch } from 'meilisearch'
import { libraryOf } from '../src/commands/library.ts'
import { converse, freshMemory } from '../src/conversation/converse.ts'
import { parseReport } from '../src/parsing/parse.ts'
import { readText } from '../src/reading/text.ts'
import type { Report } from '../src/report/report.ts'
import { addReports, close, openSearch, prepareIndexes, type Search } from '../src/search/search.ts'
import { paired, print } from './measure.ts'

const folder = join(import.meta.dirname, '../samples/real')

function samples(): Report[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.txt'))
    .map(name => parseReport(readText(readFileSync(join(folder, name))), { file: name, sha256: '' }, name))
}

const questions = [
  '顺河区2020年收到多少申请',
  '军粮城街道2020年行政复议维持率',
  '阿城区2021年行政处罚多少件',
  '鹤岗市南山区2020年不予公开几件',
  '相山发改委2020年行政许可上一年项目数量',
]

/**
 * From text to text, against the bare client: the one document by its id, and the two requests that an answer needs, side by side as it
 * sends them (has the index changed; the document, by a filter).
 */
async function benchAsk(search: Search, reports: Report[]): Promise<void> {
  const library = libraryOf(search)
  const client = await search.client()
  const index = client.index(search.indexes.reports)
  const id = (run: number) => reports[run % reports.length]!.id
  const answer = (run: number) => converse(questions[run % questions.length]!, freshMemory, library, new Date())
  const needed = (run: number) =>
    Promise.all([index.getRawInfo(), index.getDocuments({ filter: [`id = "${id(run)}"`] })])
  const [ask, one] = await paired(600, answer, run => index.getDocument(id(run)))
  const [again, both] = await paired(600, answer, needed)
  print('回答一个问题（全程）', {
    p50毫秒: ask.p50,
    p95毫秒: ask.p95,
    '比裸取文档 p50': ask.p50 / one.p50,
    p95: ask.p95 / one.p95,
    '比所需裸请求 p50': again.p50 / both.p50,
    'p95 ': again.p95 / both.p95,
  })
}

/** Many reports of the samples' shape: what indexing costs beyond sending the same documents. */
function copies(reports: Report[], count: number): Report[] {
  return Array.from({ length: count }, (_, i) => {
    const report = reports[i % reports.length]!
    return { ...report, id: `copy${i}-${report.year}` }
  })
}

async function benchIndex(search: Search, reports: Report[]): Promise<void> {
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

/** Answers and indexing over a real server in a folder of its own. */
export async function benchAnswer(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const search = await openSearch({ dataDir })
  try {
    const reports = samples()
    await addReports(search, reports)
    await benchAsk(search, reports)
    await benchIndex(search, reports)
  } finally {
    await close(search)
    rmSync(dataDir, { recursive: true, force: true })
  }
}
