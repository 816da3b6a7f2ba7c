import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Tinypool } from 'tinypool'
import type { FetchOptions } from '../reading/address.ts'
import { limits } from '../reading/limits.ts'
import type { Report } from '../report/report.ts'
import { addReports, type Search, SearchError } from '../search/search.ts'
import { isSpoken } from '../spoken.ts'
import { joined, unreadCells } from './duplicates.ts'
import { readerFingerprint } from './fingerprint.ts'
import { type Known, knownSources, nothingKnown } from './known.ts'
import { readSource } from './read-source.ts'
import { sampleAt } from './samples.ts'
import { nameOf, type SourceRef, sourcesOf } from './sources.ts'
import { wholeReports, withdrawMoved, withdrawSamples } from './withdraw.ts'

export interface IngestSummary {
  read: number
  indexed: number
  unchanged: number
  rejected: { source: string; reason: string }[]
  /** How many findings the checks made in the reports that were read. */
  findings: number
  /** Sources of which much could not be read: they may be cut off. */
  scant: { source: string; unread: number; of: number }[]
  /** Ids of reports that are held no longer: samples, once there are other reports, and what its source has ceased to say. */
  withdrawn: string[]
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

/** A report of which so much could not be read is named to the operator; one damaged row is less. */
const scantFrom = 0.25

interface Run {
  search: Search
  known: Known
  readBy: string
  pool: Tinypool
  options: IngestOptions
  summary: IngestSummary
  batch: Map<string, Report>
  /** Reports, by id, with the sources that were theirs and are by now of another issuer or year. */
  moved: Map<string, Set<string>>
  /** Sources that were not read since their content is held already, by the report that holds it. */
  unread: Map<string, SourceRef[]>
  /** Ids of what was withdrawn in between, be it written anew or not. */
  gone: Set<string>
  /** Sources to be read whatever is known of them. */
  again: SourceRef[]
  /** Whether reports of one's own were found, and whether samples were asked for. */
  found: { own: boolean; samples: boolean }
  /** What ended the run: no new source is begun after it. */
  fault: { error: unknown } | null
}

async function one(run: Run, ref: SourceRef, known: Known): Promise<void> {
  const { summary, options, readBy, batch, found, pool, unread } = run
  summary.read++
  try {
    const { report, id = report?.id } = await readSource(ref, { known, pool, addresses: options.addresses ?? {} })
    noteMoved(run, ref, id)
    if (!report) {
      summary.unchanged++
      if (id !== undefined) unread.set(id, [...(unread.get(id) ?? []), ref])
    } else {
      summary.findings += report.findings.length
      const [lost, of] = [unreadCells(report), report.cells.length]
      if (lost > of * scantFrom) summary.scant.push({ source: nameOf(ref), unread: lost, of })
      const earlier = batch.get(report.id)
      const stamped = { ...report, readBy }
      batch.set(report.id, earlier ? joined(earlier, stamped) : stamped)
      if (earlier) summary.unchanged++
    }
    found[ref.kind === 'file' && sampleAt(resolve(ref.path)) ? 'samples' : 'own'] = true
    options.onDone?.(nameOf(ref), null)
  } catch (error) {
    if (!isSpoken(error)) throw error
    summary.rejected.push({ source: nameOf(ref), reason: error.message })
    options.onDone?.(nameOf(ref), error.message)
  }
}

/** An address may show each year's report in its turn: the year that follows takes nothing back. */
function goesOn(ref: SourceRef, before: string, now: string): boolean {
  const [earlier, later] = [before, now].map(id => /^(.*)-(\d{4})$/.exec(id))
  return ref.kind === 'url' && earlier?.[1] === later?.[1] && Number(later?.[2]) > Number(earlier?.[2])
}

/** Other reports that were made of this source have lost it. */
function noteMoved({ known, moved }: Run, ref: SourceRef, id: string | undefined): void {
  if (id === undefined) return
  const at = ref.kind === 'url' ? ref.url : resolve(ref.path)
  for (const other of known.madeOf(at)) {
    if (other !== id && !goesOn(ref, other, id)) moved.set(other, (moved.get(other) ?? new Set()).add(at))
  }
}

/** Before anything is written of what has taken their place: a run that is cut off in between finds them, and does it again. */
async function settleMoved({ search, moved, gone, again, summary }: Run): Promise<void> {
  if (moved.size === 0) return
  const { withdrawn, left } = await withdrawMoved(search, moved)
  moved.clear()
  summary.withdrawn.push(...withdrawn)
  for (const id of withdrawn) gone.add(id)
  again.push(
    ...left.map(
      (source): SourceRef => ('url' in source ? { kind: 'url', url: source.url } : { kind: 'file', path: source.file }),
    ),
  )
}

/** Writes what was read so far, joined with what the index holds of the same issuers and years. */
async function flush(run: Run): Promise<void> {
  const { search, batch, summary } = run
  await settleMoved(run)
  if (batch.size === 0) return
  const incoming = [...batch.values()]
  batch.clear()
  const ids = incoming.map(({ id }) => id)
  // Reports that an older program wrote are replaced, not joined.
  const held = await wholeReports(search, ids).catch((error: unknown) => {
    if (error instanceof SearchError && error.kind === 'incompatible') return []
    throw error
  })
  const existing = new Map(held.map(report => [report.id, report]))
  const reports = incoming.map(report => {
    const before = existing.get(report.id)
    return before ? joined(before, report) : report
  })
  const { indexed, unchanged, rejected } = await addReports(search, reports)
  summary.withdrawn = summary.withdrawn.filter(id => !ids.includes(id))
  summary.indexed += indexed.length
  summary.unchanged += unchanged.length
  for (const { id, reason } of rejected) summary.rejected.push({ source: id, reason })
}

/** Reads and writes what these sources hold, as many at a time as keep all threads busy. */
async function take(run: Run, refs: AsyncIterable<SourceRef> | SourceRef[], known: Known): Promise<void> {
  const { options, pool, batch } = run
  const underWay = new Set<Promise<void>>()
  try {
    for await (const ref of refs) {
      if (options.signal?.aborted || run.fault) break
      const work: Promise<void> = one(run, ref, known)
        .catch((error: unknown) => {
          run.fault ??= { error }
        })
        .finally(() => underWay.delete(work))
      underWay.add(work)
      // No more in hand than that: a folder of any size takes the same memory.
      if (underWay.size >= pool.options.maxThreads * 3) await Promise.race(underWay)
      if (batch.size >= batchSize) {
        await Promise.all(underWay)
        await flush(run)
      }
    }
  } finally {
    await Promise.all(underWay)
  }
  await flush(run)
}

async function* sourcesOfAll(words: string[]): AsyncGenerator<SourceRef> {
  for (const word of words) yield* sourcesOf(word)
}

/**
 * Reads, parses and indexes everything that the words stand for; what is rejected is listed, and the rest goes on. The samples go with the
 * first reports that are none, unless they were asked for as well. Throws a `SearchError`.
 */
export async function ingest(search: Search, words: string[], options: IngestOptions = {}): Promise<IngestSummary> {
  const readBy = readerFingerprint()
  const known = options.afresh ? nothingKnown : await knownSources(search, readBy)
  const run: Run = {
    search,
    readBy,
    options,
    known,
    // Threads are started when they are needed: a run in which nothing changed needs none.
    pool: new Tinypool({
      filename: fileURLToPath(new URL('./worker.ts', import.meta.url)),
      minThreads: 0,
      maxThreads: options.threads ?? availableParallelism(),
      runtime: 'worker_threads',
      resourceLimits: { maxOldGenerationSizeMb: limits.readingMemory / 1024 / 1024 },
    }),
    summary: { read: 0, indexed: 0, unchanged: 0, rejected: [], findings: 0, scant: [], withdrawn: [] },
    batch: new Map(),
    moved: new Map(),
    unread: new Map(),
    gone: new Set(),
    again: [],
    found: { own: false, samples: false },
    fault: null,
  }
  try {
    await take(run, sourcesOfAll(words), known)
    for (const id of run.gone) run.again.push(...(run.unread.get(id) ?? []))
    while (run.again.length > 0 && !run.fault) await take(run, run.again.splice(0), nothingKnown)
    if (run.fault) throw run.fault.error
    if (known.hasSamples && run.found.own && !run.found.samples)
      run.summary.withdrawn.push(...(await withdrawSamples(search)))
    return run.summary
  } finally {
    await run.pool.destroy()
  }
}
