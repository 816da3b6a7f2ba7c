import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { suiteLog } from './suite-log.ts'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

export interface Run {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs the command line as an operator would, with its own environment and standard input. */
export function nianbao(
  args: string[],
  { dataDir, input = '', env = {} }: { dataDir: string; input?: string; env?: Record<string, string> },
): Promise<Run> {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, ...env },
  })
  const run: Run = { code: null, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', text => {
    run.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    run.stderr += text
    suiteLog(text)
  })
  child.stdin.on('error', () => {}).end(input)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ ...run, code }))
  })
}

/** A folder of its own for a test file; `remove` when done. */
export function scratch(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'nianbao-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
