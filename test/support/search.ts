import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { close, findReports, openSearch, type Search } from '../../src/search/search.ts'

/** A data directory of the running test's own, removed when it ends. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'nianbao-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** An empty search of the running test's own: a real server, closed and removed when the test ends. */
export async function temporarySearch(): Promise<Search> {
  const dataDir = temporaryDirectory()
  const search = await openSearch({ dataDir })
  onTestFinished(() => close(search))
  return search
}

/** One search for all tests of a file; call where the file's tests are declared, and call the result in them. */
export function sharedSearch(fill: (search: Search) => Promise<unknown> = async () => {}): () => Search {
  const directory = mkdtempSync(join(tmpdir(), 'nianbao-test-'))
  let search: Search
  beforeAll(async () => {
    search = await openSearch({ dataDir: directory })
    await fill(search)
  })
  afterAll(async () => {
    await close(search)
    rmSync(directory, { recursive: true, force: true })
  })
  return () => search
}

export const countReports = async (search: Search): Promise<number> => (await findReports(search, {})).length

/** Processes, of whatever parent, whose command line names the directory: a server and its keeper, or what is left of them. */
export function processesOf(directory: string): { pid: number; what: 'server' | 'keeper' | 'user' }[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      const commandLine = commandLineOf(name)
      if (!commandLine.includes(directory)) return []
      const what = commandLine.includes('--db-path') ? 'server' : commandLine.includes('keeper.ts') ? 'keeper' : 'user'
      return [{ pid: Number(name), what }]
    })
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
