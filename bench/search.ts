import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeReports } from '../scripts/make-reports.ts'
import { find } from '../src/answer/finding/find.ts'
import { libraryOf } from '../src/commands/library.ts'
import { converse, freshMemory } from '../src/conversation/converse.ts'
import { readSearch } from '../src/question/search-words.ts'
import { queryOf } from '../src/search/passages.ts'
import { addReports, close, openSearch, prepareIndexes } from '../src/search/search.ts'
import { paired, print } from './measure.ts'

const searches = [
  '政策解读 形式单一',
  '"答复文书不够规范"',
  '2021年江苏哪些地方提到更新不够及时',
  '微信公众号 -培训',
  '培训 黑龙江',
  '短视频',
]

const questions = ['哪些地方提到短视频', '2022年江苏哪些地方提到更新不够及时', '浙江哪些地方提到答复文书']

/** A search from text to text, and a question over all reports, against the bare request with the same words to the same server. */
async function benchSearchAt(count: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const search = await openSearch({ dataDir })
  try {
    await prepareIndexes(search)
    const started = performance.now()
    const reports = makeReports({ count, seed: 1 })
    const made = performance.now()
    for (let at = 0; at < count; at += 5000) await addReports(search, reports.slice(at, at + 5000))
    const seconds = (performance.now() - made) / 1000
    const library = libraryOf(search)
    const index = (await search.client()).index(search.indexes.sections)
    const now = new Date()
    const bare = (text: string) => index.search(queryOf(readSearch(text, now)), { limit: 10 })
    const of = (list: string[], run: number) => list[run % list.length]!
    const [found, raw] = await paired(
      300,
      async run => find(search, { text: of(searches, run), page: 1, perPage: 10 }, await library.holdings(), now),
      run => bare(of(searches, run)),
    )
    const [asked, rawAsked] = await paired(
      150,
      run => converse(of(questions, run), freshMemory, library, now),
      run => bare(of(questions, run)),
    )
    print(`检索正文（${count} 份，写入 ${seconds.toFixed(0)} 秒，生成 ${((made - started) / 1000).toFixed(0)} 秒）`, {
      p50毫秒: found.p50,
      p95毫秒: found.p95,
      '比裸请求 p50': found.p50 / raw.p50,
      p95: found.p95 / raw.p95,
    })
    print('  “哪些地方提到…”（全程）', {
      p50毫秒: asked.p50,
      p95毫秒: asked.p95,
      '比裸请求 p50': asked.p50 / rawAsked.p50,
      p95: asked.p95 / rawAsked.p95,
    })
  } finally {
    await close(search)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** `npm run bench search 5000 50000`: numbers of reports; 5000 without them. */
export async function benchSearch(): Promise<void> {
  const sizes = process.argv
    .slice(2)
    .filter(word => /^\d+$/.test(word))
    .map(Number)
  for (const size of sizes.length > 0 ? sizes : [5000]) await benchSearchAt(size)
}
