import { joins } from './context.ts'
import { cut, type Step, unitsOf, within } from './cut.ts'
import { placeAt } from './divisions.ts'
import { names, readingsAt } from './lexicon.ts'
import type { Place, PlaceMention } from './place.ts'
import { nameAt } from './register.ts'

const order = (a: Place, b: Place) =>
  (a.abolished ?? 0) - (b.abolished ?? 0) || a.code.length - b.code.length || (a.code < b.code ? -1 : 1)

/** Units as places: current ones first, then by rank and code. */
export const placesOf = (units: number[]): Place[] => units.map(placeAt).sort(order)

/** A mention whose units may still serve as parents of what follows. */
interface Found {
  start: number
  last: Step
}

const mentionOf = (text: string, { start, last }: Found): PlaceMention => {
  const own = text.slice(last.start, last.end)
  return {
    start,
    end: last.end,
    text: text.slice(start, last.end),
    places: placesOf(last.units),
    via: last.units.some(unit => nameAt(unit) === own) ? 'name' : 'alias',
  }
}

/** Those of the units that lie in one of the parents, or are said once more: 北京北京市. */
const inside = (units: number[], parents: number[]): number[] => {
  const children = within(units, parents)
  return children.length > 0 ? children : units.filter(unit => parents.includes(unit))
}

/**
 * The places that a text names, from left to right, without overlaps. A run from parent to child (河南省开封市顺河区,
 * 鹤岗的南山) is one mention, of the child; a child that lies in none of the parents stands alone, with all its
 * namesakes. A bare short name (南山) means provinces, cities and counties before townships, and no place at all where
 * it is part of an ordinary word. The text is simplified Chinese after NFKC.
 */
export const findPlaces = (text: string): PlaceMention[] => {
  const found: Found[] = []
  for (const step of cut(text)) {
    if (step.units.length === 0) continue
    const before = found.at(-1)
    const children =
      before && joins(text.slice(before.last.end, step.start)) ? inside(step.units, before.last.units) : []
    if (before && children.length > 0) found.splice(-1, 1, { start: before.start, last: { ...step, units: children } })
    else found.push({ start: step.start, last: step })
  }
  return withBrackets(text, found).map(each => mentionOf(text, each))
}

/** 南山区（鹤岗市）, 鹤岗市（南山区）: parent and child with the one behind the other in brackets are one mention, of the child. */
const withBrackets = (text: string, found: Found[]): Found[] => {
  const merged: Found[] = []
  for (const each of found) {
    const before = merged.at(-1)
    const bracketed =
      before && /^[(（]$/.test(text.slice(before.last.end, each.start)) && /[)）]/.test(text[each.last.end] ?? '')
    const units = bracketed
      ? [...within(before.last.units, each.last.units), ...within(each.last.units, before.last.units)]
      : []
    if (!before || units.length === 0) merged.push(each)
    else before.last = { start: before.start, end: each.last.end + 1, units }
  }
  return merged
}

/** The units of exactly this name, in full or shortened: 顺河区, 南山, 军粮城街道办事处; townships are included. */
export const placesNamed = (name: string): Place[] =>
  placesOf(unitsOf(readingsAt(names(), name, name, 0).filter(reading => reading.end === name.length)))
