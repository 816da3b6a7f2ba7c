import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeReports } from '../scripts/make-reports.ts'
import { type Random, randomOf } from '../scripts/reports/random.ts'
import { digestLines } from '../src/digest/compose.ts'
import { openDigestRoom } from '../src/digest/digest.ts'
import { isAbout } from '../src/digest/material.ts'
import { limitOf, pagesOf } from '../src/digest/pages.ts'
import type { Subject } from '../src/digest/subscription.ts'
import type { Report } from '../src/report/report.ts'
import { addReports, close, openSearch } from '../src/search/search.ts'
import { openDatabase } from '../src/store/database.ts'
import { print } from './measure.ts'

const digests = 10_000
/** The bare requests are as many as give a steady mean. */
const bareRuns = 500

function subjectOf(reports: Report[], random: Random): Subject {
  const draw = random.next()
  if (draw < 0.05) return { kind: 'everything' }
  if (draw < 0.15) return { kind: 'search', words: '政策解读', within: [] }
  const { issuer } = random.pick(reports.filter(report => report.issuer.division))
  const code = issuer.division!.code.slice(0, random.pick([2, 4, 6]))
  return { kind: 'division', code, name: code }
}

/** Mean ms of a call and the most memory in use while they ran, MB. */
async function watched(runs: number, call: (run: number) => Promise<unknown>): Promise<{ ms: number; memory: number }> {
  let memory = 0
  const started = performance.now()
  for (let run = 0; run < runs; run++) {
    await call(run)
    if (run % 10 === 0) memory = Math.max(memory, process.memoryUsage().heapUsed / 1e6)
  }
  return { ms: (performance.now() - started) / runs, memory }
}

/** Ten thousand digests of one round of news, against the bare requests that each of them would need by itself. */
export async function benchDigest(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const search = await openSearch({ dataDir })
  try {
    const reports = makeReports({ count: 2000, seed: 21 })
    const news = reports.filter((_, i) => i % 4 === 0)
    await addReports(
      search,
      reports.filter((_, i) => i % 4 !== 0),
    )
    const room = openDigestRoom(openDatabase(':memory:'), search)
    await room.watch(Date.now)
    const told = room.news.round()
    await addReports(search, news)
    await room.watch(Date.now)

    const random = randomOf(1)
    const subjects = Array.from({ length: digests }, () => subjectOf(reports, random))
    const client = await search.client()
    const bareOf = async (subject: Subject) => {
      const own = news.filter(({ id, issuer }) => isAbout(subject, { key: id.replace(/-\d{4}$/, ''), issuer }))
      const ids = own.flatMap(({ id, year }) => [id, id.replace(/\d{4}$/, `${year - 1}`)])
      if (subject.kind === 'search') {
        const filter = [`reportId IN [${own.map(({ id }) => `"${id}"`).join()}]`]
        return client.index(search.indexes.sections).search(subject.words, { filter, limit: 200 })
      }
      return client
        .index(search.indexes.reports)
        .getDocuments({ filter: [`id IN [${ids.map(id => `"${id}"`).join()}]`], limit: ids.length + 1 })
    }
    const bare = await watched(bareRuns, run => bareOf(subjects[run]!))
    const round = room.news.round()
    const since = room.news.since(told)
    const ours = await watched(digests, async run => {
      const material = await room.gather([subjects[run]!], since, round)
      return pagesOf(digestLines(material, room.labelOf), limitOf('telegram'))
    })
    print(`写 ${digests} 份摘要（${news.length} 份新报告）`, {
      每份毫秒: ours.ms,
      比裸请求: ours.ms / bare.ms,
      峰值堆MB: ours.memory,
      比裸请求时: ours.memory / bare.memory,
    })
  } finally {
    await close(search)
    rmSync(dataDir, { recursive: true, force: true })
  }
}
