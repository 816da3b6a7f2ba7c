import type { Report } from '../report/report.ts'
import { call, type IndexKind, type Search } from './connection.ts'
import {
  type CatalogueDocument,
  type Documents,
  documentsOf,
  type PassageDocument,
  type ReportDocument,
} from './documents.ts'
import { SearchError } from './errors.ts'
import { fetchDocuments } from './fetch.ts'
import { isReportId, oneOf } from './filters.ts'
import { prepareIndexes } from './settings.ts'
import { settled } from './tasks.ts'

export interface Indexing {
  /** Ids of reports that were new or replaced an older text of themselves. */
  indexed: string[]
  unchanged: string[]
  /** Reports that the index cannot take, with the reason in Chinese; they do not keep the others out. */
  rejected: { id: string; reason: string }[]
}

/** One request carries no more than this many bytes or documents: the server refuses 100 MB and then leaves the connection hanging. */
const batchBytes = 8_000_000
const batchDocuments = 5000

function reasonAgainst({ id, year }: Report): string | null {
  if (!isReportId(id)) return '编号只能由英文字母、数字、- 和 _ 组成，且不超过 500 个字符'
  if (!Number.isSafeInteger(year)) return '年份不是整数'
  return null
}

function batches<D extends { id: string }>(documents: readonly D[]): D[][] {
  const result: D[][] = []
  let bytes = 0
  for (const document of documents) {
    const size = Buffer.byteLength(JSON.stringify(document))
    const batch = result.at(-1)
    if (!batch || bytes + size > batchBytes || batch.length >= batchDocuments) {
      result.push([document])
      bytes = size
    } else {
      batch.push(document)
      bytes += size
    }
  }
  return result
}

function naming(ids: string[]): string {
  return ids.length <= 5 ? ids.join('、') : `${ids.slice(0, 5).join('、')} 等 ${ids.length} 份`
}

/** Sends documents in batches and waits for all of them; a `SearchError` names the reports whose batches failed. */
async function put<D extends ReportDocument | PassageDocument | CatalogueDocument>(
  search: Search,
  index: IndexKind,
  documents: readonly D[],
  reportOf: (document: D) => string,
): Promise<void> {
  const sent: { taskUid: number; reports: string[] }[] = []
  for (const batch of batches(documents)) {
    const { taskUid } = await call(search, client =>
      client.index<D>(search.indexes[index]).addDocuments(batch, { primaryKey: 'id' }),
    )
    sent.push({ taskUid, reports: [...new Set(batch.map(reportOf))] })
  }
  const failed: string[] = []
  let cause: unknown
  for (const { taskUid, reports } of sent) {
    try {
      await settled(search, { taskUid }, '写入索引')
    } catch (error) {
      if (!(error instanceof SearchError) || error.kind !== 'failed') throw error
      failed.push(...reports)
      cause = error.cause
    }
  }
  if (failed.length > 0) throw new SearchError('failed', `没能写入索引：${naming([...new Set(failed)])}`, cause)
}

async function remove(search: Search, index: IndexKind, ids: string[]): Promise<void> {
  const task = await call(search, client => client.index(search.indexes[index]).deleteDocuments(ids))
  await settled(search, task, '从索引中删除', { except: 'index_not_found' })
}

/** Deletes the passages of these reports, but for those with an id in `kept`. */
async function deletePassages(search: Search, reportIds: readonly string[], kept: ReadonlySet<string>): Promise<void> {
  const { documents } = await fetchDocuments<PassageDocument, 'id' | 'reportId'>(
    search,
    'sections',
    [oneOf('reportId', reportIds)],
    { fields: ['id', 'reportId'] },
  )
  // By their ids, not by the filter: that takes a-2020 for A-2020.
  const reports = new Set(reportIds)
  const stale = documents.filter(({ id, reportId }) => reports.has(reportId) && !kept.has(id)).map(({ id }) => id)
  if (stale.length > 0) await remove(search, 'sections', stale)
}

/** Of two reports with one id the later one counts, as if they had been added one after the other. */
function lastOfEach(reports: readonly Report[]): Report[] {
  return [...new Map(reports.map(report => [report.id, report])).values()]
}

async function changed(search: Search, all: readonly Documents[]): Promise<Documents[]> {
  const ids = all.map(({ report }) => report.id)
  const stored = await fetchDocuments<ReportDocument, 'id' | 'hash'>(search, 'reports', [oneOf('id', ids)], {
    fields: ['id', 'hash'],
  })
  const hashes = new Map(stored.documents.map(({ id, hash }) => [id, hash]))
  return all.filter(({ report }) => hashes.get(report.id) !== report.hash)
}

/**
 * Puts reports into the index and resolves when they can be found. A report that is there already, letter by letter, is not touched; a
 * corrected one takes the place of the old, sections included. The report's own document is written last: whatever interrupts us before,
 * the next run sees a report that is not as it should be and does it again. Throws a `SearchError`; one of kind `failed` names the reports.
 */
export async function addReports(search: Search, reports: readonly Report[]): Promise<Indexing> {
  const rejected = reports.flatMap(report => {
    const reason = reasonAgainst(report)
    return reason ? [{ id: report.id, reason }] : []
  })
  const all = lastOfEach(reports.filter(report => !reasonAgainst(report))).map(documentsOf)
  if (all.length === 0) return { indexed: [], unchanged: [], rejected }

  await prepareIndexes(search)
  const news = await changed(search, all)
  const indexed = news.map(({ report }) => report.id)
  if (news.length > 0) {
    const passages = news.flatMap(document => document.passages)
    await put(search, 'sections', passages, ({ reportId }) => reportId)
    await deletePassages(search, indexed, new Set(passages.map(({ id }) => id)))
    const summaries = news.map(({ catalogue }) => catalogue)
    await put(search, 'catalogue', summaries, ({ id }) => id)
    const documents = news.map(({ report }) => report)
    await put(search, 'reports', documents, ({ id }) => id)
  }
  const isNew = new Set(indexed)
  return { indexed, unchanged: all.map(({ report }) => report.id).filter(id => !isNew.has(id)), rejected }
}

/**
 * Takes a report and its sections out of the index; false where it was not there. Its own document goes last, since readers hold their
 * list of reports for as long as that index does not change. It loses its hash first: whatever interrupts us, the report counts as
 * changed, so that adding it again mends it, and so does a second call. Throws a `SearchError`.
 */
export async function deleteReport(search: Search, id: string): Promise<boolean> {
  if (!isReportId(id)) return false
  const stored = await fetchDocuments<ReportDocument, 'id'>(search, 'reports', [oneOf('id', [id])], { fields: ['id'] })
  const there = stored.documents.some(document => document.id === id)
  if (there) {
    const task = await call(search, client =>
      client.index<Pick<ReportDocument, 'id' | 'hash'>>(search.indexes.reports).updateDocuments([{ id, hash: '' }]),
    )
    await settled(search, task, '从索引中删除')
  }
  await remove(search, 'catalogue', [id])
  await deletePassages(search, [id], new Set())
  await remove(search, 'reports', [id])
  return there
}
