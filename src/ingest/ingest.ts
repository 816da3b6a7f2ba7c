import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Tinypool } from 'tinypool'
import { parseReport } from '../parsing/parse.ts'
import type { FetchOptions } from '../reading/address.ts'
import { limits } from '../reading/limits.ts'
import { openAddress } from '../reading/open-address.ts'
import type { Report } from '../report/report.ts'
import { addReports, findReports, type Search, SearchError, sectionsOf } from '../search/search.ts'
import { isSpoken } from '../spoken.ts'
import { type Attempt, attempted } from './attempt.ts'
import { joined } from './duplicates.ts'
import { IngestError } from './errors.ts'
import { readerFingerprint } from './fingerprint.ts'
import { type Known, knownSources } from './known.ts'
import { sha256Of } from './read.ts'
import { fileFault, nameOf, type SourceRef, sourcesOf } from './sources.ts'
import type { Task } from './worker.ts'

export interface IngestSummary {
  read: number
  indexed: number
  unchanged: number
  rejected: { source: string; reason: string }[]
  /** How many findings the checks made in the reports that were read. */
  findings: number
}

export interface IngestOptions {
  /** Told of every source as it is done. */
  onDone?: (source: string, rejected: string | null) => void
  /** No new source is begun after it; what was read is still written. */
  signal?: AbortSignal
  threads?: number
  /** For tests: how addresses are fetched. */
  addresses?: FetchOptions
  /** Forgets what earlier runs read, as a rebuild must. */
  afresh?: boolean
}

/** Reports are written in batches: few enough to hold in memory, enough to keep the server busy. */
const batchSize = 200

interface Run {
  search: Search
  known: Known
  readBy: string
  pool: Tinypool
  options: IngestOptions
  summary: IngestSummary
  batch: Map<string, Report>
  /** What ended the run: no new source is begun after it. */
  fault: { error: unknown } | null
}

/** The report of one source, or null where nothing changed since it was last read. Throws with one clear line. */
async function read({ known, pool, options }: Run, ref: SourceRef): Promise<Report | null> {
  if (ref.kind === 'fault') throw ref.fault
  if (ref.kind === 'url') return readAddress(ref.url, known, options.addresses ?? {})
  const bytes = await readFile(ref.path).catch(error => {
    throw fileFault(ref.path, error)
  })
  const sha256 = sha256Of(bytes)
  if (known.has(sha256)) return null
  const task: Task = { bytes, path: ref.path, sha256 }
  return reportIn(await worked(pool, task), ref.path)
}

/** A fault of the program costs one source, and the log says where it happened. */
function reportIn(result: Attempt, source: string): Report {
  if ('report' in result) return result.report
  if ('refusal' in result) throw new IngestError(result.refusal)
  console.error(`${source}：${result.fault}`)
  throw new IngestError('读取时程序出错')
}

/** A file that takes too long or too much is given up with its thread; the pool starts another. */
async function worked(pool: Tinypool, task: Task): Promise<Attempt> {
  const patience = AbortSignal.timeout(limits.readingTime)
  try {
    return await pool.run(task, { signal: patience })
  } catch (error) {
    if (patience.aborted) return { refusal: '读取超时：文件过于复杂' }
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
      return { refusal: '读取所需内存过多：文件过大或已损坏' }
    throw error
  }
}

async function readAddress(url: string, known: Known, options: FetchOptions): Promise<Report | null> {
  const opened = await openAddress(url, { ...options, ...known.versionOf(url) })
  if (opened.kind === 'unchanged') return null
  const { etag, lastModified } = opened
  const sha256 = sha256Of(opened.bytes)
  if (known.has(sha256)) return null
  const source = {
    url,
    sha256,
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  }
  return reportIn(await attempted(() => parseReport(opened.document, source, new URL(opened.finalUrl).pathname)), url)
}

async function one(run: Run, ref: SourceRef): Promise<void> {
  const { summary, options, readBy, batch } = run
  summary.read++
  try {
    const report = await read(run, ref)
    if (report === null) summary.unchanged++
    else {
      summary.findings += report.findings.length
      const earlier = batch.get(report.id)
      const stamped = { ...report, readBy }
      batch.set(report.id, earlier ? joined(earlier, stamped) : stamped)
      if (earlier) summary.unchanged++
    }
    options.onDone?.(nameOf(ref), null)
  } catch (error) {
    if (!isSpoken(error)) throw error
    summary.rejected.push({ source: nameOf(ref), reason: error.message })
    options.onDone?.(nameOf(ref), error.message)
  }
}

/** Writes what was read so far, joined with what the index holds of the same issuers and years. */
async function flush({ search, batch, summary }: Run): Promise<void> {
  if (batch.size === 0) return
  const incoming = [...batch.values()]
  batch.clear()
  const ids = incoming.map(({ id }) => id)
  // Reports that an older program wrote are replaced, not joined.
  const held = await findReports(search, { ids }).catch((error: unknown) => {
    if (error instanceof SearchError && error.kind === 'incompatible') return []
    throw error
  })
  const prose = held.length > 0 ? await sectionsOf(search, held) : new Map()
  const existing = new Map(
    held.map(({ hash: _, ...report }) => [report.id, { ...report, sections: prose.get(report.id) ?? [] } as Report]),
  )
  const reports = incoming.map(report => {
    const before = existing.get(report.id)
    return before ? joined(before, report) : report
  })
  const { indexed, unchanged, rejected } = await addReports(search, reports)
  summary.indexed += indexed.length
  summary.unchanged += unchanged.length
  for (const { id, reason } of rejected) summary.rejected.push({ source: id, reason })
}

/** Reads, parses and indexes everything that the words stand for; what is rejected is listed, and the rest goes on. */
export async function ingest(search: Search, words: string[], options: IngestOptions = {}): Promise<IngestSummary> {
  const readBy = readerFingerprint()
  const threads = options.threads ?? availableParallelism()
  const none: Known = { has: () => false, versionOf: () => ({}) }
  const run: Run = {
    search,
    readBy,
    options,
    known: options.afresh ? none : await knownSources(search, readBy),
    // Threads are started when they are needed: a run in which nothing changed needs none.
    pool: new Tinypool({
      filename: fileURLToPath(new URL('./worker.ts', import.meta.url)),
      minThreads: 0,
      maxThreads: threads,
      runtime: 'worker_threads',
      resourceLimits: { maxOldGenerationSizeMb: limits.readingMemory / 1024 / 1024 },
    }),
    summary: { read: 0, indexed: 0, unchanged: 0, rejected: [], findings: 0 },
    batch: new Map(),
    fault: null,
  }
  const underWay = new Set<Promise<void>>()
  try {
    for (const word of words) {
      for await (const ref of sourcesOf(word)) {
        if (options.signal?.aborted || run.fault) break
        const work: Promise<void> = one(run, ref)
          .catch((error: unknown) => {
            run.fault ??= { error }
          })
          .finally(() => underWay.delete(work))
        underWay.add(work)
        // As many in hand as keep all threads busy, and no more: a folder of any size takes the same memory.
        if (underWay.size >= threads * 3) await Promise.race(underWay)
        if (run.batch.size >= batchSize) {
          await Promise.all(underWay)
          await flush(run)
        }
      }
    }
    await Promise.all(underWay)
    await flush(run)
    if (run.fault) throw run.fault.error
    return run.summary
  } finally {
    await Promise.all(underWay)
    await run.pool.destroy()
  }
}
