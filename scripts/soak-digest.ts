import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { close, openSearch } from '../src/search/search.ts'
import { simulateYear } from '../test/support/digest-year.ts'

/** A year of digests for 500 chats with 30 kills; exits 1 where a slot was sent twice or left out, or a chat was told wrong. */
const { values } = parseArgs({
  options: {
    chats: { type: 'string', default: '500' },
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'nianbao-soak-'))
const search = await openSearch({ dataDir: join(folder, 'data') })
try {
  const started = performance.now()
  const result = await simulateYear({
    search,
    folder,
    chats: Number(values.chats),
    days: Number(values.days),
    batches: 60,
    kills: 30,
    faults: 60,
    clockChanges: 12,
    seed: Number(values.seed),
  })
  const { leftOut, miscounted, misinformed, violations, ...counts } = result
  const wrong = { leftOut, miscounted, misinformed, violations }
  console.log(`seed ${values.seed}, ${Math.round((performance.now() - started) / 1000)} s:`, counts)
  for (const [kind, cases] of Object.entries(wrong)) console.log(`${kind}: ${cases.length}`, ...cases.slice(0, 5))
  process.exitCode = Object.values(wrong).every(cases => cases.length === 0) ? 0 : 1
} finally {
  await close(search)
  rmSync(folder, { recursive: true, force: true })
}
process.exit()
