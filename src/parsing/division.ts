import { findPlaces, type Place } from '../places/places.ts'
import type { Division } from '../report/report.ts'
import { solid } from './fold.ts'
import type { Frame } from './frame.ts'

/** The division whose body the issuer is, and the part of the issuer's name that is not the division's. */
export interface Seat {
  division: Division | null
  /** The name without its places: 发展和改革委员会, 人民政府办公室. */
  body: string
  /** Other bodies may bear the very same name: 太平镇人民政府, 市政府研究室. */
  hasNamesakes: boolean
}

export function seatOf(issuer: string, year: number, frame: Frame): Seat {
  const mention = lastOfLeadingPlaces(issuer)
  if (!mention) return { division: null, body: issuer, hasNamesakes: !ownDivision.test(issuer) }
  const body = issuer.slice(mention.end)
  const places = existing(mention.places, year)
  const place = places.length === 1 ? places[0]! : heldByProse(places, frame)
  if (!place) return { division: null, body: issuer, hasNamesakes: true }
  return { division: { code: place.code, path: place.path }, body, hasNamesakes: false }
}

/** A name that begins with a county's or city's, be it one that the register does not know. */
const ownDivision = /^\p{Script=Han}{2,}?[省市县区旗州盟]/u

/** 国家税务总局珠海市香洲区税务局 belongs to 香洲区: bodies of the state come before the place. */
const stateBody = /^(?:国家税务总局|中华人民共和国|中国)/

function lastOfLeadingPlaces(issuer: string) {
  const offset = stateBody.exec(issuer)?.[0].length ?? 0
  const mentions = findPlaces(issuer.slice(offset)).filter(mention => mention.via !== 'pinyin')
  const first = mentions[0]
  return first && first.start === 0 ? { places: first.places, end: first.end + offset } : undefined
}

/** Units that existed during the year; an abolished one only where no other is left. */
function existing(places: Place[], year: number): Place[] {
  const then = places.filter(place => place.abolished === undefined || place.abolished > year)
  return then.length > 0 ? then : places
}

/**
 * The one among namesakes whose parents the report names, or that it names together with them. Two that are named nearly as often, or
 * none, decide nothing.
 */
function heldByProse(places: Place[], frame: Frame): Place | null {
  const text = solid([...frame.given, ...frame.lines].join('\n')).slice(0, longestEvidence)
  const scores = new Map(places.map(place => [place, 0]))
  for (const mention of findPlaces(text)) {
    const [named, ...namesakes] = mention.places
    if (mention.via === 'pinyin' || !named || namesakes.length > 0 || isVisited(text, mention.start, mention.end))
      continue
    for (const place of places) scores.set(place, scores.get(place)! + weightOf(named, place))
  }
  const [first, second] = [...scores].sort((a, b) => b[1] - a[1])
  return first && first[1] > 0 && first[1] >= 2 * (second?.[1] ?? 0) ? first[0] : null
}

/** What it says for a place that the text names this one. */
function weightOf(named: Place, place: Place): number {
  if (named.code === place.code) return 3
  if (!place.parents.includes(named.code)) return 0
  return named.level === 'province' ? 0.5 : 1
}

/** 赴深圳市学习: somebody else's place. */
function isVisited(text: string, start: number, end: number): boolean {
  return (
    /(?:赴|往|借鉴|学习)$/.test(text.slice(0, start)) ||
    /^(?:等地)?(?:学习|考察|调研|的?先进|的?经验)/.test(text.slice(end, end + 6))
  )
}

const longestEvidence = 8000
