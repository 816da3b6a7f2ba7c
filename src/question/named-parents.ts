import type { Place } from '../places/places.ts'
import type { IssuerRef } from './query.ts'
import { operationOf, type Segment } from './segment.ts'

/** A place under one that does not contain it: 洛阳市顺河区, 北京的军粮城, 顺河区（洛阳). Nobody bears such a name. */

type Placed = IssuerRef & { end: number }

/** What may stand between a place and one of its own that is named: 无锡市下面的锡山区. */
export const joinsParent =
  /^(?:那个|这个|那边|那里|那边的|的|里|里的|它|其|[下底]面的?|底下的?|辖区|[下所]辖的?|下属的?|\s+)$/

const opensBracket = /^\s*[(（【[]\s*$/
const closesBracket = /^\s*[)）】\]]/

/** 北京军粮城谁多, 洛阳顺河区加起来: two that are held against each other, or added up, stand side by side. */
const namesTwo = (segments: Segment[]): boolean =>
  segments.some(part => {
    const kind = operationOf(part)?.kind
    return (
      (kind !== undefined && ['compare', 'difference', 'times', 'sum', 'average', 'median', 'rank'].includes(kind)) ||
      (part.kind === 'word' && (part.meaning.kind === 'more' || /^(?:分别|各自?|都)/.test(part.text)))
    )
  })

const rankOf = (places: Place[]): number => Math.min(...places.map(({ code }) => code.length))

/** Zones are run from other divisions than they lie in, and nobody knows where the parts of a former city went. */
const isSure = (child: Place[], parent: Place[]): boolean =>
  !child.some(({ level }) => level === 'zone') &&
  !parent.some(({ level }) => level === 'zone') &&
  !parent.every(({ abolished }) => abolished !== undefined)

/** 海南共和县: the prefecture, which shares its short name with a province. */
const namesParent = (child: Place[], text: string): boolean =>
  child.some(({ path }) => path.slice(0, -1).some(name => name.startsWith(text)))

/** 顺河 军粮城 南山 2020年: three and more in a row are a list, and no address. */
const listsPlaces = (segments: Segment[], part: Segment): boolean => {
  const at = segments.indexOf(part)
  const isPlace = (each: Segment | undefined) => each?.kind === 'place' || each?.kind === 'body'
  const first = segments.findLastIndex((each, i) => i < at && !isPlace(each)) + 1
  const end = segments.findIndex((each, i) => i > at && !isPlace(each))
  return segments.slice(first, end < 0 ? undefined : end).filter(({ kind }) => kind === 'place').length > 2
}

/** Whether the place behind another one is named as a part of it, though none of its name lies there. */
export function underForeign(segments: Segment[], last: Placed | undefined, part: Segment): boolean {
  if (!last || part.kind !== 'place' || last.places.length === 0 || last.body || namesTwo(segments)) return false
  if (listsPlaces(segments, part)) return false
  if (!isSure(part.places, last.places) || namesParent(part.places, last.text)) return false
  const between = segments.filter(each => each.start >= last.end && each.end <= part.start)
  const behind = segments[segments.indexOf(part) + 1]
  // 顺河区（洛阳): the parent in brackets behind the child.
  if (between.length === 1 && opensBracket.test(between[0]!.text))
    return rankOf(part.places) !== rankOf(last.places) && closesBracket.test(behind?.text ?? '')
  // 洛阳2020年顺河区 is one place, 洛阳2020年顺河区2021年 are two.
  const dated = between.some(({ kind }) => kind === 'time')
  if (dated && behind?.kind === 'time') return false
  const parent = between.every(each => each.kind === 'time' || joinsParent.test(each.text))
  return parent && rankOf(part.places) > rankOf(last.places)
}
