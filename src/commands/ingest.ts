import { glob, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Report } from '../report/report.ts'
import { addReports, type Search } from '../search/search.ts'
import { errno, reportOf } from './source.ts'

export interface IngestSummary {
  read: number
  indexed: number
  unchanged: number
  rejected: { source: string; reason: string }[]
  /** How many findings the checks made in the reports that were read. */
  findings: number
}

const readable = new Set(['.txt', '.md', '.html', '.htm', '.doc', '.docx', '.pdf'])
/** What a folder holds about itself is no report. */
const aboutFolder = /^(readme|license|changelog)\b/i

/** So many reports are parsed before they are sent together: few enough to hold, enough to keep the server busy. */
const batchSize = 200

/** Files that a path stands for, folders recursively, in the order of their names. */
async function* filesOf(path: string): AsyncGenerator<string> {
  const info = await stat(path)
  if (!info.isDirectory()) {
    yield path
    return
  }
  const names: string[] = []
  for await (const entry of glob('**/*', { cwd: path, withFileTypes: true })) {
    if (entry.isFile() && readable.has(extname(entry.name).toLowerCase()) && !aboutFolder.test(entry.name))
      names.push(join(entry.parentPath, entry.name))
  }
  yield* names.sort()
}

/** Reads, parses and indexes everything that the paths stand for; what is rejected is listed and the rest goes on. */
export async function ingest(search: Search, paths: string[], report: (line: string) => void): Promise<IngestSummary> {
  const summary: IngestSummary = { read: 0, indexed: 0, unchanged: 0, rejected: [], findings: 0 }
  const reject = (source: string, error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    summary.rejected.push({ source, reason })
    report(`拒绝 ${source}：${reason}`)
  }
  let batch: Report[] = []
  const flush = async () => {
    const { indexed, unchanged, rejected } = await addReports(search, batch)
    for (const { id, reason } of rejected) reject(id, new Error(reason))
    summary.indexed += indexed.length
    summary.unchanged += unchanged.length
    batch = []
  }
  for (const path of paths) {
    try {
      for await (const file of filesOf(path)) {
        summary.read++
        try {
          const parsed = await reportOf(file, readFile)
          summary.findings += parsed.findings.length
          batch.push(parsed)
        } catch (error) {
          reject(file, error)
        }
        if (batch.length >= batchSize) await flush()
      }
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (!code) throw error
      summary.read++
      reject(path, new Error(errno[code] ?? code))
    }
  }
  await flush()
  return summary
}
