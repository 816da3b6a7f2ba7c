import {
  countPhrases,
  findPassages,
  type PassageHit,
  type PassageHits,
  type PassageScope,
  type Search,
} from '../../search/search.ts'

/** 同类提法: passages that share the most telling phrases of a passage, found by those phrases letter by letter. */

/** Small words and stops between which a text's phrases stand. */
const between =
  /[^\p{Script=Han}]+|[的了和与及等对将在是为由把被从向于并或各均已]|(?:进一步|不断|继续|加强|推进|开展|全面|积极|切实|认真|要求|工作|情况|方面|我[区县市街委局镇])/u

const shortest = 3
const longest = 6
/** Phrases that are counted, and those of them that are used. */
const mostCandidates = 40
const mostTelling = 8
/** Passages read for each phrase. */
const read = 60

/** Phrases of a text: what stands between its small words, long ones in overlapping pieces. */
export function phrasesOf(text: string): string[] {
  const chunks = text.split(between).filter(chunk => chunk.length >= shortest)
  const pieces = chunks.flatMap(chunk => (chunk.length <= longest ? [chunk] : stretchesIn(chunk)))
  return [...new Set(pieces)].slice(0, mostCandidates)
}

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** From each word on as many as make a phrase. */
function stretchesIn(chunk: string): string[] {
  const starts = [...words.segment(chunk)].map(({ index }) => index)
  const ends = [...starts.slice(1), chunk.length]
  return starts.flatMap(start => {
    const end = ends.find(end => end - start > shortest)
    return end !== undefined && end - start <= longest ? [chunk.slice(start, end)] : []
  })
}

/**
 * Passages of other reports that say what a passage says, those with the rarest shared phrases first; null where no passage has the
 * id. Throws a `SearchError`.
 */
export async function similarTo(
  search: Search,
  id: string,
  scope: PassageScope,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ found: PassageHits; phrases: string[] } | null> {
  const [passage] = await findPassages(search, [id])
  if (!passage) return null
  const candidates = phrasesOf(passage.text)
  const counted = await countPhrases(search, candidates, { ...scope, limit: read })
  const telling = candidates
    .map((phrase, at) => ({ phrase, ...counted[at]! }))
    // Found once: in the passage itself.
    .filter(({ total, ids }) => total > 1 || (total === 1 && !ids.includes(id)))
    .sort((a, b) => a.total - b.total)
    .slice(0, mostTelling)
  const scores = new Map<string, number>()
  for (const { ids, total } of telling)
    for (const other of ids)
      if (!other.startsWith(`${passage.reportId}_`))
        scores.set(other, (scores.get(other) ?? 0) + 1 / Math.log(1 + total))
  const ranked = [...scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([other]) => other)
  const hits = await findPassages(search, ranked.slice(offset, offset + limit))
  const phrases = telling.map(({ phrase }) => phrase)
  return {
    found: { hits: hits.map(hit => ({ ...hit, ranges: marksOf(hit, phrases) })), total: ranked.length, facets: {} },
    phrases,
  }
}

function marksOf({ text }: PassageHit, phrases: readonly string[]): PassageHit['ranges'] {
  const found = phrases.flatMap(phrase => {
    const at = text.indexOf(phrase)
    return at < 0 ? [] : [[at, at + phrase.length] as [number, number]]
  })
  const joined: PassageHit['ranges'] = []
  for (const [start, end] of found.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else joined.push([start, end])
  }
  return joined
}
