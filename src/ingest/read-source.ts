import { resolve } from 'node:path'
import type { Tinypool } from 'tinypool'
import { parseReport } from '../parsing/parse.ts'
import type { FetchOptions } from '../reading/address.ts'
import { limits } from '../reading/limits.ts'
import { openAddress } from '../reading/open-address.ts'
import type { Report } from '../report/report.ts'
import { type Attempt, attempted } from './attempt.ts'
import { IngestError } from './errors.ts'
import type { Known } from './known.ts'
import { bytesOf, sha256Of } from './read.ts'
import { sampleAt } from './samples.ts'
import type { SourceRef } from './sources.ts'
import type { Task } from './worker.ts'

/** One source of a run: fetched or read where we are, taken apart in a thread. */

interface Means {
  known: Known
  pool: Tinypool
  addresses: FetchOptions
}

/** What a source turned out to be: a report; one that is held, by its id; or, with neither, a page that has not changed. */
export interface Reading {
  report?: Report
  id?: string | undefined
}

/** Reads one source, but for content that is `known`. Throws with one clear line. */
export async function readSource(ref: SourceRef, { known, pool, addresses }: Means): Promise<Reading> {
  if (ref.kind === 'fault') throw ref.fault
  if (ref.kind === 'url') return readAddress(ref.url, known, addresses)
  const bytes = await bytesOf(ref.path)
  const sha256 = sha256Of(bytes)
  const path = resolve(ref.path)
  const id = known.reportWith({ file: path, sha256 })
  if (id !== undefined) return { id }
  const task: Task = { bytes, path, sha256 }
  const report = reportIn(await worked(pool, task), ref.path)
  const sample = sampleAt(path)
  return { report: sample ? { ...report, sample } : report }
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

async function readAddress(url: string, known: Known, options: FetchOptions): Promise<Reading> {
  const opened = await openAddress(url, { ...options, ...known.versionOf(url) })
  if (opened.kind === 'unchanged') return {}
  const { etag, lastModified } = opened
  const sha256 = sha256Of(opened.bytes)
  const id = known.reportWith({ url, sha256 })
  if (id !== undefined) return { id }
  const source = {
    url,
    sha256,
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  }
  const read = await attempted(() => parseReport(opened.document, source, new URL(opened.finalUrl).pathname))
  return { report: reportIn(read, url) }
}
