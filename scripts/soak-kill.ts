import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { killIndexing } from '../test/support/kill.ts'

/** Twenty kills of a growing index, plain and as a rebuild; exits 1 where anything was lost, doubled or disturbed. */
const folder = mkdtempSync(join(tmpdir(), 'nianbao-soak-'))
try {
  const { after, undisturbed, answered, failed } = await killIndexing(folder, {
    kills: 20,
    reports: 2000,
    random: Math.random,
  })
  const same = isDeepStrictEqual(after, undisturbed)
  console.log(
    `kill -9 × 20: ${after.length} documents, ${same ? 'equal to' : 'DIFFERENT FROM'} an undisturbed run; ${answered} requests answered meanwhile, ${failed} failed`,
  )
  process.exitCode = same && failed === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
