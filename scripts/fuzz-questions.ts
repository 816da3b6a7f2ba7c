import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { libraryOf } from '../src/commands/library.ts'
import { converse, freshMemory } from '../src/conversation/converse.ts'
import { ingest } from '../src/ingest/ingest.ts'
import { close, findReports, openSearch } from '../src/search/search.ts'
import { groundless } from '../test/support/figures.ts'
import { misjudged } from '../test/support/oracle.ts'
import { turns } from '../test/support/recombine.ts'
import { randomOf } from './reports/random.ts'

/**
 * Asks random recombinations of recognised words over the samples and holds every figure of every answer against the index.
 * `npm run fuzz:questions -- --count 20000 --seed 1`; exits 1 when a figure has no ground.
 */

const { values } = parseArgs({
  options: { count: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
})
const folders = ['real', 'fictional'].map(name => fileURLToPath(new URL(`../samples/${name}`, import.meta.url)))
const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-fuzz-'))
const search = await openSearch({ dataDir })
let wrong = 0
try {
  await ingest(search, folders)
  const library = libraryOf(search)
  const stored = new Map((await findReports(search, {})).map(report => [report.id, report]))
  const random = randomOf(Number(values.seed))
  const outcomes: Record<string, number> = {}
  for (let each = 0; each < Number(values.count); each++) {
    const asked = turns(random)
    let memory = freshMemory
    for (const turn of asked) {
      const { outcome, memory: next } = await converse(turn, memory, library, new Date('2023-05-01'))
      memory = next
      outcomes[outcome.kind] = (outcomes[outcome.kind] ?? 0) + 1
      const problem = groundless(outcome, stored) ?? misjudged(outcome, stored)
      if (!problem) continue
      wrong++
      console.log(`${asked.join(' / ')}: ${problem}`)
    }
  }
  console.log(JSON.stringify({ questions: Number(values.count), outcomes, wrong }))
} finally {
  await close(search)
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit(wrong > 0 ? 1 : 0)
