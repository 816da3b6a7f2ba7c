import { phrases } from '../../question/lexicon.ts'
import type { Query } from '../../question/query.ts'
import { sentencesIn } from '../../report/sentences.ts'
import {
  mostShown,
  type PassageHit,
  type PassageHits,
  type PassageQuery,
  type PassageScope,
} from '../../search/search.ts'
import type { Line, Outcome } from '../answer.ts'
import type { Scoped } from '../scope.ts'
import { headingOf, unranked } from './reply.ts'
import { speaksOf } from './speaks.ts'

/** Which places speak of something: over many reports at once, so by the index and not report by report. */

export type FindPassages = (query: PassageQuery) => Promise<PassageHits>

/** Passages read for one answer, and issuers named in it. */
const mostRead = 60
const mostNamed = 12
const mostQuoted = 5

/** Where a question over many reports looks for passages. */
export function scopeOf({ query, targets }: Extract<Scoped, { targets: unknown }>): PassageScope {
  const years = query.years?.kind === 'list' ? { years: query.years.years } : {}
  const kinds =
    query.section === 'problems' || query.section === 'improvements' ? { kinds: [query.section] as const } : {}
  const codes = query.issuers.flatMap(({ places }) => places.map(({ code }) => code))
  const departments = query.issuers.some(({ body }) => body?.kind === 'department')
  if (departments || query.among !== null)
    return { ...years, ...kinds, reportIds: targets.map(({ holding }) => holding.id) }
  return { ...years, ...kinds, ...(codes.length > 0 ? { within: codes } : {}) }
}

interface Place {
  issuer: string
  years: number[]
  hit: PassageHit
}

function placesOf(hits: readonly PassageHit[]): Place[] {
  const places = new Map<string, Place>()
  for (const hit of hits) {
    const place = places.get(hit.issuer)
    if (!place) places.set(hit.issuer, { issuer: hit.issuer, years: [hit.year], hit })
    else if (!place.years.includes(hit.year)) place.years.push(hit.year)
  }
  return [...places.values()].map(place => ({ ...place, years: place.years.sort((a, b) => a - b) }))
}

/** The sentence that speaks of most of the words; of several the one with a number, where numbers are asked for. */
const sentenceWith = (hit: PassageHit, words: readonly string[], counts: boolean): string => {
  const sentences = sentencesIn(hit.text)
  const having = (sentence: string) =>
    words.filter(word => speaksOf(word, sentence)).length + (counts && /\d/.test(sentence) ? 0.5 : 0)
  return sentences.toSorted((a, b) => having(b) - having(a))[0] ?? hit.text
}

/** 政策解读形式单一: a subject and what is said of it, which stand apart where nobody writes them in one. */
function parted(word: string): string[] {
  const cuts = Array.from({ length: Math.max(word.length - 4, 0) }, (_, i) => word.length - 2 - i)
  const cut = cuts.find(at => phrases.get(word.slice(0, at))?.kind === 'topic')
  return cut === undefined ? [word] : [word.slice(0, cut), word.slice(cut)]
}

/** The words as they are, or in their parts where no passage has them as they are. */
async function standing(words: string[], find: (words: string[]) => Promise<PassageHits>): Promise<string[]> {
  const parts = words.flatMap(parted)
  return parts.length === words.length || (await find(words)).total > 0 ? words : parts
}

/** Places whose reports speak of all the words, with their years and the sentences of the first few. */
export async function mentions(
  asked: Query,
  scoped: Extract<Scoped, { targets: unknown }>,
  find: FindPassages,
): Promise<Outcome> {
  // All years there are is no year that somebody named: what follows does not inherit it.
  const query = asked.years === null ? { ...scoped.query, years: null } : scoped.query
  const said = [...query.topics, ...query.keywords]
  const scope = scopeOf(scoped)
  const words = await standing(said, phrases =>
    find({ ...scope, find: { words: [], phrases, excluded: [] }, limit: 1 }),
  )
  const exact = await find({ ...scope, find: { words: [], phrases: words, excluded: [] }, limit: mostRead })
  const loose =
    exact.total > 0 ? exact : await find({ ...scope, find: { words, phrases: [], excluded: [] }, limit: mostRead })
  // Words that the index takes for the same may be far from each other: a place counts only where one passage speaks of all of them.
  const hits = exact.total > 0 ? exact.hits : loose.hits.filter(({ text }) => words.every(word => speaksOf(word, text)))
  const what = `“${words.join('”“')}”`
  const where = whereOf(query) || '所有'
  if (hits.length === 0)
    return {
      kind: 'missing',
      reason: 'notStated',
      choices: [],
      query,
      notices: [],
      sources: [],
      lines:
        words.length > 1
          ? [[`${where}收录的报告里没有找到同时提到${what}的段落。`], ['它们可能写在不同的段落里，请分开来问。']]
          : [[`${where}收录的报告里没有找到提到${what}的段落。`], ['可以换一个更短的说法再问。']],
    }
  const places = placesOf(hits)
  const total = exact.total > 0 ? exact.total : hits.length
  const quoted = places.slice(0, mostQuoted)
  const named = places.slice(mostQuoted, mostNamed)
  const ranks = query.operation.kind === 'rank'
  const yearsOf = ({ years }: Place) => years.map(year => `${year}年`).join('、')
  const lines: Line[] = [
    [
      `${where}收录的报告里，提到${what}的有 ${total} 段${total >= mostShown ? '以上' : ''}${total > hits.length ? '' : `，来自 ${places.length} 个单位`}：`,
    ],
    ...quoted.map(
      (place): Line => [
        `· ${place.issuer}（${yearsOf(place)}）：“${sentenceWith(place.hit, words, ranks || query.counts)}”（${place.hit.year}年，${headingOf(place.hit.path)}）`,
      ],
    ),
    ...named.map((place): Line => [`· ${place.issuer}（${yearsOf(place)}）`]),
    ...(ranks ? [unranked] : []),
    ...(places.length > mostNamed || total > hits.length ? [['……还有更多，请加上地名或年份缩小范围。'] as Line] : []),
  ]
  return {
    kind: 'passages',
    query,
    lines,
    passages: quoted.map(({ hit }) => ({ report: hit.reportId, heading: headingOf(hit.path), text: hit.text })),
    figures: [],
    choices: [],
    notices: [],
    sources: quoted.map(({ hit }) => ({ title: hit.title, place: headingOf(hit.path) })),
  }
}

/** Places and years of a question in words; empty for everywhere. */
export function whereOf({ issuers, years }: Query): string {
  const places = issuers.map(({ text, places: [place] }) => place?.path.join('') ?? text).join('、')
  const said = years?.kind === 'list' ? years.years.map(year => `${year}年`).join('、') : ''
  return `${places}${said}`
}
