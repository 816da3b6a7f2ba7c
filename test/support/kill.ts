import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { makeReports } from '../../scripts/make-reports.ts'
import { fileOf, layouts } from '../../scripts/reports/render.ts'
import { close, loadCatalogue, openSearch, type Search } from '../../src/search/search.ts'
import { nianbao } from './cli.ts'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

/** Everything in both indexes, comparable. */
async function contents(search: Search): Promise<Record<string, unknown>[]> {
  const client = await search.client()
  const all = await Promise.all(
    Object.values(search.indexes).map(uid => client.index(uid).getDocuments({ limit: 1_000_000 })),
  )
  return all.flatMap(({ results }) => results).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

async function killedAfter(args: string[], dataDir: string, delay: number): Promise<void> {
  const child = spawn(process.execPath, [cli, ...args], {
    stdio: 'ignore',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir },
  })
  const ended = new Promise(resolve => child.once('exit', resolve))
  await Promise.race([pause(delay), ended])
  child.kill('SIGKILL')
  await ended
}

export interface KillOutcome {
  /** What a run after all the kills leaves, and what one undisturbed run leaves. */
  after: Record<string, unknown>[]
  undisturbed: Record<string, unknown>[]
  /** Requests of another process, answered and failed, while all this went on. */
  answered: number
  failed: number
}

/** Kills `index`, in turn plain and as a rebuild, at `kills` random points; then lets it run through. */
export async function killIndexing(
  folder: string,
  { kills, reports, random }: { kills: number; reports: number; random: () => number },
): Promise<KillOutcome> {
  const source = join(folder, 'source')
  mkdirSync(source)
  makeReports({ count: reports, seed: 7 }).forEach((report, at) => {
    const { name, text } = fileOf(report, layouts[at % layouts.length]!)
    writeFileSync(join(source, name), text)
  })
  const dataDir = join(folder, 'killed')
  const half = readdirSync(source)
    .slice(0, 20)
    .map(name => join(source, name))
  const begun = performance.now()
  await nianbao(['index', ...half], { dataDir })
  const typical = (performance.now() - begun) * 3
  const search = await openSearch({ dataDir })
  const counts = { answered: 0, failed: 0 }
  let watching = true
  const watch = (async () => {
    while (watching) {
      const held = await loadCatalogue(search).catch(() => [])
      if (held.length >= half.length) counts.answered++
      else counts.failed++
      await pause(5)
    }
  })()
  for (let kill = 0; kill < kills; kill++) {
    await killedAfter(['index', ...(kill % 2 ? ['--rebuild'] : []), source], dataDir, 300 + random() * typical)
  }
  await nianbao(['index', source], { dataDir })
  watching = false
  await watch
  const clean = await openSearch({ dataDir: join(folder, 'clean') })
  await nianbao(['index', source], { dataDir: join(folder, 'clean') })
  try {
    return { ...counts, after: await contents(search), undisturbed: await contents(clean) }
  } finally {
    await close(search)
    await close(clean)
  }
}
