import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { makeReports } from '../scripts/make-reports.ts'
import { fullName } from '../src/answer/answer.ts'
import { libraryOf } from '../src/commands/library.ts'
import { converse, freshMemory } from '../src/conversation/converse.ts'
import { addReports, close, openSearch, prepareIndexes } from '../src/search/search.ts'
import { neededBy } from './bare.ts'
import { paired, print } from './measure.ts'

/** More reports than the bot keeps at hand: each answer makes both its requests, as the bare client does. */
const different = 1000
const runs = 10_000
/** Until the compiler has done with what reading a question runs through: it takes half a core away, and a bot runs for weeks. */
const warmUp = 8000

setFlagsFromString('--expose_gc')
const collectGarbage = runInNewContext('gc') as () => void

/** An answer over many reports, against the bare requests that it needs; the first answer of a process, and what the process holds then. */
async function benchAt(count: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const search = await openSearch({ dataDir })
  try {
    await prepareIndexes(search)
    let asked: { id: string; question: string }[] = []
    {
      const reports = makeReports({ count, seed: 1 })
      const started = performance.now()
      for (let at = 0; at < count; at += 5000) await addReports(search, reports.slice(at, at + 5000))
      print(`写入 ${count} 份`, { '份/秒': (count / (performance.now() - started)) * 1000 })
      asked = reports
        .filter((_, at) => at % Math.ceil(count / different) === 0)
        .map(({ id, issuer, year }) => ({ id, question: `${fullName(issuer)}${year}年收到多少申请` }))
    }
    // What made the reports and wrote them leaves hundreds of MB to be collected, which no bot that only answers has.
    collectGarbage()
    const library = libraryOf(search)
    const now = new Date()
    const answer = (run: number) => converse(asked[run % asked.length]!.question, freshMemory, library, now)
    const started = performance.now()
    await answer(0)
    const first = performance.now() - started
    const { inTurn, atOnce } = await neededBy(search, run => asked[run % asked.length]!.id)
    const [ours, turn] = await paired(runs, answer, inTurn, warmUp)
    const [again, both] = await paired(runs, answer, atOnce)
    print(`回答一个问题（${count} 份）`, {
      p50毫秒: ours.p50,
      p95毫秒: ours.p95,
      '比所需裸请求（先后发出）p50': ours.p50 / turn.p50,
      p95: ours.p95 / turn.p95,
      '（同时发出）p50': again.p50 / both.p50,
      'p95 ': again.p95 / both.p95,
      启动后第一答毫秒: first,
    })
  } finally {
    await close(search)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** `npm run bench scale 5000 50000`: numbers of reports; these without them. */
export async function benchScale(): Promise<void> {
  const sizes = process.argv.map(Number).filter(size => size > 0)
  for (const size of sizes.length > 0 ? sizes : [5, 5000]) await benchAt(size)
}
