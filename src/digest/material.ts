import type { HeldReport } from '../answer/answer.ts'
import type { Holder, Holding, Holdings } from '../answer/holdings.ts'
import { isWithin } from '../places/places.ts'
import type { News } from '../store/news.ts'
import type { FreshPassage, FreshReport, Material } from './compose.ts'
import { type Extract, extractOf } from './extract.ts'
import type { Subject } from './subscription.ts'

/** What a digest needs of the index. */
export interface Shelf {
  holdings: () => Promise<Holdings>
  reports: (ids: string[]) => Promise<HeldReport[]>
  /** Passages of these reports that have all the words. */
  passages: (words: string, ids: string[]) => Promise<{ report: string; heading: string; text: string }[]>
}

interface Held {
  holder: Holder
  holding: Holding
}

const listings = new WeakMap<Holdings, Map<string, Held>>()

function listing(holdings: Holdings): Map<string, Held> {
  const known = listings.get(holdings)
  if (known) return known
  const all = new Map(
    holdings.all.flatMap(holder => holder.holdings.map(holding => [holding.id, { holder, holding }] as const)),
  )
  listings.set(holdings, all)
  return all
}

/** A government's office reports for its government: they are one issuer. */
const issuerOf = (key: string): string => key.replace(/-office$/, '-government')

/** Whether a subject is about an issuer. */
export function isAbout(subject: Subject, { key, issuer }: Pick<Holder, 'key' | 'issuer'>): boolean {
  const code = issuer.division?.code
  const lies = (place: string) => code !== undefined && isWithin(code, place)
  switch (subject.kind) {
    case 'everything':
      return true
    case 'division':
      return lies(subject.code)
    case 'issuer':
      return issuerOf(key) === issuerOf(subject.key)
    case 'search':
      return subject.within.length === 0 || subject.within.some(place => lies(place.code))
  }
}

/** Reports fetched at once: their cells are looked through and let go. */
const atOnce = 200

export type Gather = (subjects: Subject[], news: readonly News[], round: number) => Promise<Material>

/**
 * Collects what is new for some subjects. What comes of a report is kept for as long as the round of news lasts: many chats are told of the
 * same reports. Throws a `SearchError`.
 */
export function gatherer(shelf: Shelf): Gather {
  let extracts = new Map<string, Extract>()
  let of = -1

  async function extractAll(fresh: readonly Held[], kept: Map<string, Extract>): Promise<void> {
    const wanting = fresh.filter(({ holding }) => !kept.has(holding.id))
    for (let at = 0; at < wanting.length; at += atOnce) {
      const some = wanting.slice(at, at + atOnce)
      const before = (held: Held) => held.holder.holdings.find(({ year }) => year === held.holding.year - 1)?.id
      const ids = some.flatMap(held => [held.holding.id, before(held) ?? []].flat())
      const reports = new Map((await shelf.reports([...new Set(ids)])).map(report => [report.id, report]))
      for (const held of some) {
        const now = reports.get(held.holding.id)
        if (now) kept.set(now.id, extractOf(now, reports.get(before(held) ?? '') ?? null))
      }
    }
  }

  return async (subjects, news, round) => {
    if (round !== of) {
      extracts = new Map()
      of = round
    }
    const kept = extracts
    const all = listing(await shelf.holdings())
    const fresh = news.flatMap(({ id, kind }) => {
      const held = all.get(id)
      return held ? [{ ...held, kind }] : []
    })
    const searches = subjects.filter(subject => subject.kind === 'search')
    const others = subjects.filter(subject => subject.kind !== 'search')
    const own = fresh.filter(({ holder }) => others.some(subject => isAbout(subject, holder)))
    await extractAll(own, kept)
    const told = own.filter(({ holding }) => kept.has(holding.id)).map(freshReport)
    return {
      subjects,
      reports: told,
      moves: told.flatMap(({ id }) => kept.get(id)!.moves),
      findings: told.flatMap(report => {
        const { findings } = kept.get(report.id)!
        return findings.length > 0 ? [{ report, findings }] : []
      }),
      passages: (await Promise.all(searches.map(subject => found(subject, fresh, shelf)))).flat(),
    }
  }
}

const freshReport = ({ holding, holder, kind }: Held & { kind: News['kind'] }): FreshReport => ({
  id: holding.id,
  kind,
  issuer: holder.issuer,
  year: holding.year,
})

type Saved = Subject & { kind: 'search' }

async function found(
  subject: Saved,
  fresh: readonly (Held & { kind: News['kind'] })[],
  shelf: Shelf,
): Promise<FreshPassage[]> {
  const inScope = new Map(
    fresh.filter(({ holder }) => isAbout(subject, holder)).map(each => [each.holding.id, freshReport(each)]),
  )
  if (inScope.size === 0) return []
  const hits = await shelf.passages(subject.words, [...inScope.keys()])
  return hits.flatMap(({ report, heading, text }) => {
    const of = inScope.get(report)
    return of ? [{ report: of, words: subject.words, heading, text }] : []
  })
}
