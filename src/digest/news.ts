import type { NewsStore, SeenReport } from '../store/news.ts'

/** What of a report tells whether it says something new. */
export interface Listed extends SeenReport {
  hash: string
}

/**
 * Which reports are news: those that were never seen, and those that say something else out of other bytes. A report that a better
 * parser reads differently is not corrected, and one that is only published anew with the same words is not either.
 */
export function newsAmong(listed: readonly Listed[], known: ReadonlyMap<string, SeenReport>) {
  const news: Listed[] = []
  const quietly: Listed[] = []
  for (const report of listed) {
    const before = known.get(report.id)
    if (before?.content === report.content && before.sha256 === report.sha256) continue
    const isNews = !before || (before.content !== report.content && before.sha256 !== report.sha256)
    ;(isNews ? news : quietly).push(report)
  }
  return { news, quietly }
}

/** Reports fetched at once to see whether they are there as the catalogue says. */
const atOnce = 500

export interface NewsSource {
  catalogue: () => Promise<readonly Listed[]>
  /** Hashes of reports as they can be fetched now. */
  hashes: (ids: string[]) => Promise<Map<string, string>>
}

/**
 * Notes in the store what has become of the index since the last time. A report counts from the moment when it can be fetched: one that
 * is listed and still being written waits for the next time. The first reports of all are taken as given, without looking at each.
 */
export function newsWatcher(store: NewsStore, source: NewsSource): (now: () => number) => Promise<void> {
  let done: readonly Listed[] | null = null
  let last: Promise<void> = Promise.resolve()
  async function look(now: () => number): Promise<void> {
    const listed = await source.catalogue()
    if (listed === done) return
    const { news, quietly } = newsAmong(listed, store.known())
    const there = store.round() === 0 ? news : await fetchable(news, source)
    store.note(there, quietly, now())
    done = there.length === news.length ? listed : null
  }
  return now => {
    // Two looks at once would both find the same news.
    const own = last.then(() => look(now))
    last = own.catch(() => {})
    return own
  }
}

async function fetchable(news: readonly Listed[], { hashes }: NewsSource): Promise<Listed[]> {
  const there: Listed[] = []
  for (let at = 0; at < news.length; at += atOnce) {
    const some = news.slice(at, at + atOnce)
    const found = await hashes(some.map(({ id }) => id))
    there.push(...some.filter(({ id, hash }) => found.get(id) === hash))
  }
  return there
}
