import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeReports } from '../scripts/make-reports.ts'
import { fullName } from '../src/answer/answer.ts'
import { addReports, close, openSearch, prepareIndexes } from '../src/search/search.ts'
import { FakeTelegram } from '../test/support/fake-telegram.ts'
import { print } from './measure.ts'

const cli = join(import.meta.dirname, '../src/cli.ts')

/** Resident memory of processes whose command line holds some words, MiB. */
function residentOf(words: string[]): number {
  const lines = execFileSync('ps', ['-eo', 'rss=,args='], { encoding: 'utf8' }).split('\n')
  const found = lines.filter(line => words.every(word => line.includes(word)))
  return found.reduce((sum, line) => sum + Number.parseInt(line, 10), 0) / 1024
}

/** A process that does nothing, to compare with. */
async function bareNode(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'console.log(1);setInterval(()=>{},1000)//bare'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout!, 'data')
  const resident = residentOf(['setInterval', '//bare'])
  child.kill()
  return resident
}

/** A bot over so many reports, as a service would run it: from its start to its first answer, and what it holds in memory then. */
async function benchAt(count: number, bare: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-running-'))
  const search = await openSearch({ dataDir })
  await prepareIndexes(search)
  const reports = makeReports({ count, seed: 1 })
  await addReports(search, reports)
  await close(search)
  const server = await new FakeTelegram().start()
  const { issuer, year } = reports[0]!
  server.say(`${fullName(issuer)}${year}年收到多少申请`)
  const started = performance.now()
  const child = spawn(process.execPath, [cli, 'start'], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: dataDir,
      TELEGRAM_API_ROOT: server.apiRoot,
      TELEGRAM_BOT_TOKEN: server.token,
    },
  })
  try {
    const asked = server.until(() => server.called('getUpdates')[0], 120_000)
    const ready = (await asked).at - started
    const first = (await server.until(() => server.to(42)[0], 120_000)).at - started
    const own = residentOf([cli, 'start'])
    print(`运行中的机器人（${count} 份）`, {
      启动到就绪毫秒: ready,
      到第一个回答: first,
      内存MiB: own,
      比空的Node进程: own / bare,
      Meilisearch的MiB: residentOf(['meilisearch', dataDir]),
    })
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** `npm run bench running 5 5000`: numbers of reports; these without them. */
export async function benchRunning(): Promise<void> {
  const sizes = process.argv.map(Number).filter(size => size > 0)
  const bare = await bareNode()
  for (const size of sizes.length > 0 ? sizes : [5, 5000]) await benchAt(size, bare)
}
