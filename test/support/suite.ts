import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { secretsIn } from './suite-log.ts'

/** Around the whole suite: collects its logs, and fails it where one of them holds a secret. */
export default function collectLogs(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-suite-'))
  process.env.NIANBAO_SUITE_LOG = folder
  const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '')
  return () => {
    const found = secretsIn(read('log'), read('secrets'))
    rmSync(folder, { recursive: true, force: true })
    if (found.length > 0) throw new Error(`the logs of the suite hold ${found.length} secrets: ${found.join(' ')}`)
  }
}
