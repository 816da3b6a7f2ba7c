import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeReports } from '../scripts/make-reports.ts'
import { fileOf, layouts } from '../scripts/reports/render.ts'
import { ingest } from '../src/ingest/ingest.ts'
import { close, openSearch } from '../src/search/search.ts'
import { print } from './measure.ts'

/** Run as a program: takes a folder in and prints its own peak memory, in KiB. */
if (import.meta.main) {
  const [source, dataDir] = process.argv.slice(2)
  const search = await openSearch({ dataDir: dataDir! })
  await ingest(search, [source!])
  await close(search)
  console.log(process.resourceUsage().maxRSS)
}

function peakOf(count: number, folder: string): { peak: number; seconds: number } {
  const source = join(folder, `${count}`)
  mkdirSync(source)
  makeReports({ count, seed: 3 }).forEach((report, at) => {
    const { name, text } = fileOf(report, layouts[at % layouts.length]!)
    writeFileSync(join(source, name), text)
  })
  const started = performance.now()
  const output = execFileSync(process.execPath, [import.meta.filename, source, join(folder, `data-${count}`)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return { peak: Number(output.trim()) / 1024, seconds: (performance.now() - started) / 1000 }
}

/** A folder ten times as large must not take ten times the memory. */
export function benchMemory(small = 2000, large = 20_000): void {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-memory-'))
  try {
    const few = peakOf(small, folder)
    const many = peakOf(large, folder)
    print(`索引 ${large} 份的内存峰值`, {
      MiB: many.peak,
      [`比 ${small} 份`]: many.peak / few.peak,
      '份/秒': large / many.seconds,
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
