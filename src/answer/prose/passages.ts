import type { Query, SectionKind } from '../../question/query.ts'
import type { Passage, PassageKind } from '../../report/passages.ts'
import { contactsIn } from './contact.ts'
import { quoted } from './quote.ts'
import { isPreamble, type Ranked, rankPassages } from './rank.ts'

/** A report's prose, passage by passage. */
export interface Prose {
  report: string
  passages: Passage[]
}

/** A passage as it is shown: a quotation in whole sentences. */
export interface Quotation {
  passage: Passage
  text: string
  /** The sentence that answers; null where a whole part of the report was asked for. */
  sentence: string | null
}

export interface Found {
  quotations: Quotation[]
  /** What was asked for and is not there although something else is: 传真. */
  lacking: string[]
}

const kindsOf: Record<Exclude<SectionKind, 'contact'>, PassageKind[]> = {
  overview: ['overview', 'disclosure', 'requests'],
  disclosure: ['disclosure'],
  requests: ['requests'],
  disputes: ['disputes'],
  problems: ['problems'],
  improvements: ['improvements'],
  problemsAndImprovements: ['problems', 'improvements'],
  other: ['other'],
}

/** A whole part of a report is shown up to this many characters. */
const longestPart = 900

/** The passages of a part, from its beginning; the section itself is where most of an overview stands. */
function partOf(passages: readonly Passage[], section: Exclude<SectionKind, 'contact'>): Passage[] {
  const own = passages.filter(({ kind, path }) => kindsOf[section].includes(kind) && path[0] !== '（前言）')
  const first = own.find(({ kind }) => kind === 'overview')
  return section === 'overview' ? own.filter(({ path }) => path[0] === first?.path[0]) : own
}

const whole = (passage: Passage): Quotation => ({ passage, text: passage.text, sentence: null })

function shown(part: readonly Passage[]): Quotation[] {
  let length = 0
  const room = part.findIndex(({ text }) => {
    length += text.length
    return length > longestPart
  })
  const count = room < 0 ? part.length : Math.max(1, room)
  return part.slice(0, count).map((passage, at) => {
    const text = at === 0 ? quotedPart(passage.text) : passage.text
    return { ...whole(passage), text: at === count - 1 && count < part.length ? `${text}……` : text }
  })
}

const quotedPart = (text: string): string => (text.length > longestPart ? quoted(text, null) : text)

/** A sentence without the heading that stands before it on a line of its own. */
function withoutHeading(sentence: string, { path }: Passage): string {
  const [first, ...rest] = sentence.split('\n')
  return rest.length > 0 && path.some(heading => heading !== '' && first!.trim().endsWith(heading))
    ? rest.join('\n')
    : sentence
}

/** For a number its sentence is enough. */
function quotation({ passage, sentence }: Ranked, counts: boolean): Quotation {
  const own = withoutHeading(sentence, passage)
  return { passage, text: counts ? own : quoted(passage.text, sentence), sentence: own }
}

/** A second passage is shown where it answers nearly as well. */
const nearly = 0.9

function best(ranked: readonly Ranked[], { counts }: Query): Quotation[] {
  const [first, second] = ranked
  if (!first) return []
  const close = second && second.score >= first.score * nearly && !isPreamble(second.passage)
  return (close ? [first, second] : [first]).map(ranked => quotation(ranked, counts))
}

/** Ranked passages for words: where a part of the report was asked for, in that part and nowhere else. */
export function rankedFor(passages: readonly Passage[], query: Query): Ranked[] {
  const { section } = query
  return rankPassages(section === null || section === 'contact' ? passages : partOf(passages, section), query)
}

/** Passages of one report for a narrative question; none where it says nothing of it. */
export function passagesFor({ passages }: Prose, query: Query): Found {
  const { section, topics, keywords } = query
  const words = [...topics, ...keywords]
  if (section === 'contact') {
    const { found, lacking } = contactsIn(passages, words)
    return {
      quotations: found.slice(0, 3).map(({ passage, sentence }) => ({ passage, text: sentence, sentence })),
      lacking,
    }
  }
  if (words.length > 0) {
    const within = best(rankedFor(passages, query), query)
    // 整改失效链接多少处: a number is no whole part of a report, and what names the part may be no more than a verb.
    if (query.counts && section !== null)
      return {
        quotations: within.length > 0 ? within : best(rankedFor(passages, { ...query, section: null }), query),
        lacking: [],
      }
    const quotations = within
    // 培训方面有什么问题: where the part does not speak of the subject, it does not answer; words that name no known subject may be idle.
    if (quotations.length > 0 || section === null || topics.length > 0) return { quotations, lacking: [] }
  }
  const part = section === null ? [] : partOf(passages, section)
  // 公开了什么, of a report that has no such part: wherever it speaks of it.
  if (section === 'disclosure' && part.length === 0)
    return { quotations: best(rankPassages(passages, { ...query, topics: ['主动公开'] }), query), lacking: [] }
  return { quotations: shown(part), lacking: [] }
}
