import { isWithin, type Place, placeByCode, placesNamed } from '../places/places.ts'
import { joinsParent, underForeign } from './named-parents.ts'
import { withSets } from './named-sets.ts'
import type { IssuerRef } from './query.ts'
import { operationOf, type Segment } from './segment.ts'

/** Whom a message names: places, bodies, and a body right behind its place. */

export interface Named {
  issuers: IssuerRef[]
  /** 除梁溪区外: left out of the others. */
  except: IssuerRef[]
  /** 比梁溪区多的: the one that the others are held against, where there are others. */
  against: IssuerRef | null
}

/** `who`: a name is to be the answer. */
export function readNamed(segments: Segment[], who: boolean): Named {
  const left = excluded(segments)
  const named = readIssuers(segments.filter(part => !left.has(part) && !isGuess(segments, part)))
  const except = readIssuers(segments.filter(part => left.has(part) || !isNamed(part)))
  const held = who ? heldAgainst(segments) : null
  const against = named.find(({ text }) => held?.kind === 'place' && text.startsWith(held.text)) ?? null
  const issuers = named.filter(each => each !== against)
  const isPart = issuers.every(({ places }) => against && narrowedBy(against.places, places).length > 0)
  return against && isPart ? { issuers, except, against } : { issuers: named, except, against: null }
}

/** 最多的是不是江苏省: the answer that is expected, and not where to look. */
function isGuess(segments: Segment[], part: Segment): boolean {
  const at = segments.indexOf(part)
  const ranked = segments.slice(0, at).some(each => operationOf(each)?.kind === 'rank')
  const guessed =
    part.kind === 'place' && ranked && /^(?:是|是不是|是否是|就是|是否)$/.test(segments[at - 1]?.text ?? '')
  return guessed && !asksWhich(segments.slice(at + 1).find(({ text }) => text !== '的'))
}

/** 最多的是无锡哪个区, 最多的是嘉禾县哪一年: behind the place it is asked what lies in it. */
const asksWhich = (part: Segment | undefined): boolean =>
  part !== undefined &&
  ((part.kind === 'word' && ['who', 'scope', 'bodies'].includes(part.meaning.kind)) ||
    (part.kind === 'time' && /哪/.test(part.text)))

/** The place behind 比 or 超过. */
const heldAgainst = (segments: Segment[]): Segment | null =>
  segments.find(
    (part, at) =>
      part.kind === 'place' && /^(?:比|较|超过|多于|高于|低于|少于|不如|不及)$/.test(segments[at - 1]?.text ?? ''),
  ) ?? null

const isExcept = (part: Segment): boolean => part.kind === 'word' && part.meaning.kind === 'except'
const isNamed = (part: Segment): boolean =>
  part.kind === 'place' || part.kind === 'body' || (part.kind === 'word' && part.meaning.kind === 'applicant')
const isJoint = (part: Segment): boolean => /^(?:|和|与|及|跟|以及|还有|、|的|了)$/.test(part.text.trim())

const closes = (part: Segment): boolean => isExcept(part) && /^(?:除外|外|以外|之外)$/.test(part.text)

/**
 * What 除…外, 不含… or …除外 leaves out: the places, bodies and applicants beside the word, up to the closing one where it is said. 不是自然人的
 * leaves out, too.
 */
export function excluded(segments: Segment[]): Set<Segment> {
  const left = new Set<Segment>()
  const take = (run: Segment[]) => {
    for (const part of run) {
      if (!isNamed(part) && !isJoint(part)) break
      if (isNamed(part)) left.add(part)
    }
  }
  for (const [at, part] of segments.entries()) {
    const after = segments.slice(at + 1)
    if (part.text === '不是' && after[0] && isApplicant(after[0])) left.add(after[0])
    if (!isExcept(part)) continue
    if (closes(part)) take(segments.slice(0, at).toReversed())
    else take(after)
  }
  return left
}

const isApplicant = (part: Segment): boolean => part.kind === 'word' && part.meaning.kind === 'applicant'

/** 四个鼓楼区, 哪个西湖区, 各地的朝阳区: everybody of the name. */
const countsAll = (segments: Segment[], place: Segment): boolean => {
  const before = segments
    .filter(part => part.end <= place.start)
    .map(({ text }) => text)
    .join('')
  return /(?:[两二三四五六七八九十几各这]个|\d个|哪[一几]?个|各地的?|所有的?|全国的?)$/.test(before)
}

export function readIssuers(segments: Segment[]): IssuerRef[] {
  const issuers: (IssuerRef & { end: number })[] = []
  for (const part of segments) {
    const last = issuers.at(-1)
    if (part.kind === 'place') {
      const inside = last && joined(segments, last.end, part.start) ? narrowedBy(part.places, last.places) : []
      if (inside.length === 0 && last && underForeign(segments, last, part)) {
        const lower = Math.min(...last.places.map(({ code }) => code.length))
        const own = part.places.some(({ code }) => code.length > lower) ? part.places : last.places
        issuers.splice(-1, 1, { ...last, text: `${last.text}${part.text}`, places: own, foreign: true, end: part.end })
        continue
      }
      if (inside.length > 0) issuers.pop()
      const places = inside.length > 0 ? inside : part.places
      const several = places.length > 1 && countsAll(segments, part) ? { several: true as const } : {}
      issuers.push({ text: part.text, places, body: null, year: null, end: part.end, ...several })
    }
    if (part.kind !== 'body') continue
    // 南山区政府数据局: the government is only whose the department is.
    if (last?.body?.kind === 'government' && part.body.kind === 'department' && last.end === part.start) {
      last.body = part.body
      last.text += part.text
      last.end = part.end
      continue
    }
    const home = last ? bodyPlaces(part.text, last.places) : []
    const same = home.length > 0 && home.every(place => last!.places.includes(place))
    if (last && (same || last.places.length === 0) && last.body === null && !apart(segments, last.end, part.start)) {
      last.places = home
      last.body = part.body
      last.text += part.text
      last.end = part.end
    } else {
      issuers.push({ text: part.text, places: home, body: part.body, year: null, end: part.end })
    }
  }
  shareChild(segments, issuers)
  qualified(segments, issuers)
  const years = pairedYears(segments, issuers.length)
  if (years === null && measuredAgainst(segments)) issuers.push(...issuers.splice(0, 1))
  const dated = issuers.map((issuer, at) => ({ ...issuer, year: years?.[at] ?? null }))
  return withSets(segments, dated).map(({ end: _, ...issuer }) => issuer)
}

/**
 * Whose body 区政府, 市政府, 政府办 is where the place beside it is known: the place itself, or the one above it that is of the rank said. None
 * where neither is.
 */
export function bodyPlaces(text: string, places: Place[]): Place[] {
  const rank = /^([省市区县旗州镇乡])(?=政府|府办)/.exec(text)?.[1]
  if (!rank) return places
  const own = places.filter(({ name }) => name.endsWith(rank))
  if (own.length > 0) return own
  const above = places.flatMap(({ parents }) => parents.flatMap(code => placeByCode(code) ?? []))
  return above.filter(({ name, code }, at) => name.endsWith(rank) && above.findIndex(each => each.code === code) === at)
}

/** 鹤岗那个南山区: those of the places that lie in one of the parents named before. */
const narrowedBy = (places: Place[], parents: Place[]): Place[] =>
  places.filter(place => parents.some(parent => parent.code !== place.code && isWithin(place.code, parent.code)))

const joined = (segments: Segment[], from: number, to: number): boolean =>
  segments.filter(part => part.start >= from && part.end <= to).every(part => joinsParent.test(part.text))

/** 北京和长春的朝阳区: the child is named once for both parents. */
function shareChild(segments: Segment[], issuers: (IssuerRef & { end: number })[]): void {
  for (const [at, parent] of issuers.entries()) {
    const next = issuers[at + 1]
    const child = next?.places[0]
    if (!child || parent.body || !next.text.includes('的') || !apart(segments, parent.end, next.end - next.text.length))
      continue
    const inside = narrowedBy(placesNamed(child.name), parent.places).filter(({ code }) => code !== child.code)
    if (inside.length > 0) parent.places = inside
  }
}

/** The stretch between two stops, or brackets, that a segment stands in. */
function clauseOf(segments: Segment[], part: Segment): Segment[] {
  const at = segments.indexOf(part)
  const stops = (each: Segment) => each.kind === 'rest' && /[,，;；。.:：?？!！()（）【】]/.test(each.text)
  const from = segments.findLastIndex((each, i) => i < at && stops(each)) + 1
  const to = segments.findIndex((each, i) => i > at && stops(each))
  return segments.slice(from, to < 0 ? undefined : to)
}

/** （深圳市）, 我是深圳人, 深圳的那个: a stretch with nothing but a place, which asks nothing itself. */
const saysOnlyWhere = (clause: Segment[]): boolean =>
  clause.every(part =>
    part.kind === 'word'
      ? ['filler', 'correct', 'follow'].includes(part.meaning.kind) && !/呢|多少|几/.test(part.text)
      : part.kind === 'place' || (part.kind === 'rest' && !/呢/.test(part.text)),
  )

/**
 * 南山区2020年收到多少申请（深圳市）, 我是深圳人，南山区…: a parent said apart tells which of the namesakes is meant, and is not asked about itself.
 * Where none of them lies in it, nobody is meant.
 */
function qualified(segments: Segment[], issuers: (IssuerRef & { end: number })[]): void {
  const [a, b, ...others] = issuers
  if (!a || !b || others.length > 0 || a.places.some(place => b.places.includes(place))) return
  const [place, parent] = a.places.length > b.places.length ? [a, b] : [b, a]
  if (place.places.length < 2 || place.body?.kind === 'department' || parent.body || parent.places.length === 0) return
  const part = segments.find(({ kind, end }) => kind === 'place' && end === parent.end)
  const clause = part ? clauseOf(segments, part) : []
  if (
    clause.length === 0 ||
    clause.some(({ kind, end }) => kind === 'place' && end === place.end) ||
    !saysOnlyWhere(clause)
  )
    return
  const inside = narrowedBy(place.places, parent.places)
  const above = parent.places.every(({ code }) => place.places.every(own => own.code.length > code.length))
  if (inside.length === 0 && !above) return
  if (inside.length > 0) place.places = inside
  else place.foreign = true
  place.text = `${parent.text}${place.text}`
  issuers.splice(issuers.indexOf(parent), 1)
}

/** Whether a conjunction or a stop stands between two offsets: 梁溪区2022年教育局 and 梁溪区（教育局） are one body, 梁溪区、教育局 are two. */
function apart(segments: Segment[], from: number, to: number): boolean {
  return segments
    .filter(part => part.start >= from && part.end <= to)
    .some(part =>
      part.kind === 'rest'
        ? /[^\s()[\]【】·/—-]/.test(part.text)
        : part.kind !== 'time' && !/^(?:的|那个|这个|那边的?)$/.test(part.text) && !isScope(part),
    )
}

const isScope = (part: Segment): boolean => part.kind === 'word' && part.meaning.kind === 'scope'

/** 是顺河区的几倍，军粮城…: the one behind 是 or 比 is what the other is measured against, wherever it stands. */
function measuredAgainst(segments: Segment[]): boolean {
  const first = segments.findIndex(part => part.kind === 'place')
  const before = segments[first - 1]
  const behind = segments.slice(first + 1).find(part => !/^的$/.test(part.text))
  const compares =
    behind?.kind === 'word' &&
    (behind.meaning.kind === 'more' ||
      (behind.meaning.kind === 'operation' && ['times', 'difference'].includes(behind.meaning.operation.kind)))
  return compares && /^(?:是|比|较|相当于|为)$/.test(before?.text ?? '')
}

/**
 * 阿城2021年和顺河2020年, 2021年梁溪和惠山、2022年锡山: the years that stand with each issuer, on the same side of it throughout. Null where
 * one year, or list of years, is said for all.
 */
function pairedYears(segments: Segment[], issuers: number): number[] | null {
  const parts = segments.filter(({ kind }) => kind === 'place' || kind === 'time')
  const order = parts.map(({ kind }) => (kind === 'place' ? 'P' : 'T')).join('')
  const years = parts.map(part =>
    part.kind === 'time' && part.meaning.kind === 'list' && part.meaning.years.length === 1
      ? part.meaning.years[0]!
      : null,
  )
  const isTime = (at: number) => parts[at]!.kind === 'time'
  if (!/^(?:P+T){2,}$|^(?:TP+){2,}$/.test(order) || parts.some((_, at) => isTime(at) && years[at] === null)) return null
  const own = [...parts.keys()].flatMap(at => {
    if (isTime(at)) return []
    return order.startsWith('T')
      ? years.slice(0, at).findLast(year => year !== null)!
      : years.slice(at).find(year => year !== null)!
  })
  return own.length === issuers ? own : null
}
