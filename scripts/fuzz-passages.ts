import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { libraryOf } from '../src/commands/library.ts'
import { addReports, close, openSearch } from '../src/search/search.ts'
import { inventedReports, leaksOf } from '../test/support/leaks.ts'

/** `node scripts/fuzz-passages.ts --count 2000 --reports 1000 --seed 1`: passages of a place or year that was not asked about; exit 1 where there are. */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    reports: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
})
const seed = Number(values.seed)
const reports = inventedReports(Number(values.reports), seed)
const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-fuzz-'))
const search = await openSearch({ dataDir })
try {
  await addReports(search, reports)
  const { asked, answered, leaks } = await leaksOf(libraryOf(search), reports, Number(values.count), seed)
  for (const leak of leaks.slice(0, 20)) console.log(leak)
  console.log(
    `${asked} questions over ${reports.length} reports, ${answered} answered with passages, ${leaks.length} leaks (seed ${seed})`,
  )
  process.exitCode = leaks.length > 0 ? 1 : 0
} finally {
  await close(search)
  rmSync(dataDir, { recursive: true, force: true })
}
