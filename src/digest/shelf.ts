import { snippet } from '../answer/finding/marked.ts'
import { holdingsOf } from '../answer/holdings.ts'
import { findReports, loadCatalogue, type PassageHit, type Search, searchPassages } from '../search/search.ts'
import type { Shelf } from './material.ts'
import type { NewsSource } from './news.ts'

/** The index as digests look at it. */

/** Ids in one request, and passages wanted of it. */
const idsAtOnce = 1000
const mostHits = 200

/** The whole sentences of a passage where most of the words stand: a stretch cut to a length would cut numbers. */
export function excerpt({ text, ranges }: Pick<PassageHit, 'text' | 'ranges'>): string {
  const parts = snippet(text, ranges).map(part => (typeof part === 'string' ? part : part.mark))
  return parts.join('').replace(/\s+/g, ' ').trim()
}

export function shelfOf(search: Search): Shelf {
  let catalogue: Awaited<ReturnType<typeof loadCatalogue>> = []
  let holdings = holdingsOf(catalogue)
  return {
    holdings: async () => {
      const current = await loadCatalogue(search)
      if (current !== catalogue) holdings = holdingsOf(current)
      catalogue = current
      return holdings
    },
    reports: ids => findReports(search, { ids }),
    passages: async (words, ids) => {
      const found: PassageHit[] = []
      for (let at = 0; at < ids.length; at += idsAtOnce) {
        const reportIds = ids.slice(at, at + idsAtOnce)
        const find = { words: words.split(' '), phrases: [], excluded: [] }
        found.push(...(await searchPassages(search, { find, reportIds, limit: mostHits })).hits)
      }
      return found.map(hit => ({ report: hit.reportId, heading: hit.path.at(-1)!, text: excerpt(hit) }))
    },
  }
}

export const newsSourceOf = (search: Search): NewsSource => ({
  catalogue: () => loadCatalogue(search),
  hashes: async ids => new Map((await findReports(search, { ids })).map(({ id, hash }) => [id, hash])),
})
