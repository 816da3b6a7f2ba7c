import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Outcome } from '../src/answer/answer.ts'
import { find } from '../src/answer/finding/find.ts'
import { holdingsOf } from '../src/answer/holdings.ts'
import { rankedFor } from '../src/answer/prose/passages.ts'
import { libraryOf } from '../src/commands/library.ts'
import { converse, freshMemory } from '../src/conversation/converse.ts'
import { ingest } from '../src/ingest/ingest.ts'
import { close, loadCatalogue, openSearch, type Search } from '../src/search/search.ts'

/**
 * Narrative questions and searches with the passages that answer them, judged by hand: `ask` for citizens, `search` for staff. A
 * passage answers when it is of the report and holds all the words of `has`; `none`: the reports say nothing of it.
 */
export type Judged = { set: 'samples' | 'shared' } & (
  | { ask: string; report: string; has: string[] }
  | { ask: string; none: true }
  | { search: string; relevant: { report: string; has: string[] }[] }
)

interface Shown {
  report: string
  text: string
}

export interface Score {
  cases: number
  /** Cases whose first passage answers; for `none`, those that show no passage. */
  first: number
  /** Sum over the cases of the share of answering passages among the first five. */
  recall: number
  failed: string[]
}

const root = join(import.meta.dirname, '..')

export function readJudged(set: Judged['set']): Judged[] {
  return readFileSync(join(root, 'test/corpus/narrative-judged.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Judged)
    .filter(each => each.set === set)
}

const answers = (passage: Shown, { report, has }: { report: string; has: string[] }): boolean =>
  passage.report === report && has.every(word => passage.text.includes(word))

const wantedOf = (judged: Judged) =>
  'relevant' in judged ? judged.relevant : 'has' in judged ? [{ report: judged.report, has: judged.has }] : []

/** Judges what a searcher shows, five passages for each case, against all passages there are. */
export async function score(
  cases: readonly Judged[],
  all: readonly Shown[],
  show: (judged: Judged) => Promise<Shown[]>,
): Promise<Score> {
  const result: Score = { cases: cases.length, first: 0, recall: 0, failed: [] }
  for (const judged of cases) {
    const shown = (await show(judged)).slice(0, 5)
    const wanted = wantedOf(judged)
    const name = 'search' in judged ? judged.search : judged.ask
    const right = (passage: Shown) => wanted.some(each => answers(passage, each))
    const relevant = all.filter(right).length
    if (wanted.length > 0 && relevant === 0) throw new Error(`no passage answers: ${name}`)
    const isFirst = wanted.length === 0 ? shown.length === 0 : shown[0] !== undefined && right(shown[0])
    result.first += Number(isFirst)
    result.recall += wanted.length === 0 ? Number(isFirst) : shown.filter(right).length / Math.min(5, relevant)
    if (!isFirst) result.failed.push(name)
  }
  return result
}

/** Every passage of an index. */
export async function passagesIn(search: Search): Promise<(Shown & Record<string, unknown>)[]> {
  const client = await search.client()
  const { results } = await client.index(search.indexes.sections).getDocuments({ limit: 100_000 })
  return results.map(document => ({ ...document, report: document.reportId as string, text: document.text as string }))
}

/** What the bot shows for a case: for a question its answer, then what it ranks behind it. */
export async function ours(search: Search): Promise<(judged: Judged) => Promise<Shown[]>> {
  const library = libraryOf(search)
  const holdings = holdingsOf(await loadCatalogue(search))
  const byId = new Map((await passagesIn(search)).map(passage => [passage.id as string, passage]))
  const whole = (report: string, part: string): Shown => {
    const sentence = part.replace(/^……|……$/g, '')
    return (
      [...byId.values()].find(each => each.report === report && each.text.includes(sentence)) ?? { report, text: part }
    )
  }
  return async judged => {
    if ('search' in judged) {
      const found = await find(search, { text: judged.search, page: 1, perPage: 5 }, holdings, new Date())
      return found.hits.map(({ reportId, text }) => ({ report: reportId, text }))
    }
    const { outcome } = await converse(judged.ask, freshMemory, library, new Date())
    if (outcome.kind !== 'passages') return []
    const shown = outcome.passages.map(({ report, text }) => whole(report, text))
    return [...shown, ...(await behind(outcome, library, shown))]
  }
}

async function behind(outcome: Outcome, library: ReturnType<typeof libraryOf>, shown: Shown[]): Promise<Shown[]> {
  const { query } = outcome
  const report = shown[0]?.report
  if (!query || !report || query.scope !== 'named' || query.topics.length + query.keywords.length === 0) return []
  const [prose] = await library.prose([report])
  return rankedFor(prose!.passages, query)
    .map(({ passage }) => ({ report, text: passage.text }))
    .filter(each => !shown.some(({ text }) => text === each.text))
}

/** Plain Meilisearch with default settings over the same passages, given the same words. */
export async function plain(search: Search): Promise<(judged: Judged) => Promise<Shown[]>> {
  const client = await search.client()
  const documents = (await passagesIn(search)).map(({ id, report, title, issuer, year, path, text }) => ({
    id,
    report,
    title,
    issuer,
    year,
    path,
    text,
  }))
  const index = client.index('plain')
  await client.createIndex('plain', { primaryKey: 'id' }).waitTask({ timeout: 0 })
  await index.addDocuments(documents).waitTask({ timeout: 0, interval: 20 })
  return async judged => {
    const { hits } = await index.search('search' in judged ? judged.search : judged.ask, { limit: 5 })
    return hits as unknown as Shown[]
  }
}

/** Runs with an index of its own over some sources. */
export async function withIndex<T>(sources: string[], run: (search: Search) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-judged-'))
  const search = await openSearch({ dataDir })
  try {
    await ingest(
      search,
      sources.map(source => resolve(root, source)),
      { threads: 1 },
    )
    return await run(search)
  } finally {
    await close(search)
    rmSync(dataDir, { recursive: true, force: true })
  }
}
