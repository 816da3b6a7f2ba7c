import { lacking, published } from '../test/support/published.ts'
import { type Judged, ours, passagesIn, plain, readJudged, type Score, score, withIndex } from './judged.ts'
import { print } from './measure.ts'

const sources: Record<Judged['set'], string[]> = {
  samples: ['samples/real', 'samples/fictional'],
  shared: [published('seeds'), published('reports')],
}

const figures = ({ cases, first, recall }: Score) => ({ 'success@1': first / cases, 'recall@5': recall / cases })

/** Questions and searches over the prose, judged, beside plain Meilisearch over the same passages. */
export async function benchNarrative(): Promise<void> {
  for (const set of ['samples', 'shared'] as const) {
    const reason = set === 'shared' ? lacking('seeds', 'reports') : null
    if (reason !== null) {
      console.log(`正文问答和检索（公开报告）: ${reason}`)
      continue
    }
    await withIndex(sources[set], async search => {
      const cases = readJudged(set)
      const all = await passagesIn(search)
      const own = await score(cases, all, await ours(search))
      const bare = await score(cases, all, await plain(search))
      print(`正文问答和检索（${set === 'samples' ? '样例' : '公开报告'} ${cases.length} 题）`, figures(own))
      print('  同样段落的裸 Meilisearch', figures(bare))
      if (process.argv.includes('--failed')) for (const name of own.failed) console.log(`    ${name}`)
    })
  }
}
