import { table, textOf, wordsOf } from './table.ts'

/**
 * All units, each known by its position: the current ones in the order of their codes, then zones, then former units.
 * The 40,000 townships stay in the text of their table until somebody asks for one, which makes loading quick.
 */

/** What is known of a zone: the unit that it lies in, and those that it runs, by their codes. */
export const zones = new Map<string, { under: string; holds: string[] }>()
/** What is known of an abolished unit, by its code. */
export const former = new Map<string, { year: number; successors: string[] }>()
/** Names that a unit bears beside its own, by its code. */
export const otherNames: [code: string, name: string][] = []

/** The first register that no longer lists the townships of `former-townships.tsv`. */
const townshipRegister = 2023

const listing = textOf('divisions.tsv')
const starts: number[] = []
for (let at = 0; at < listing.length; at = listing.indexOf('\n', at) + 1) starts.push(at)
const listed = starts.length
starts.push(listing.length)

const extra: [code: string, name: string][] = []
const extraPositions = new Map<string, number>()

/** One more than the last position. */
export const unitCount = (): number => listed + extra.length

const tab = 9
const codeLength = (start: number): number => {
  let length = 2
  while (listing.charCodeAt(start + length) !== tab) length += length === 6 ? 3 : 2
  return length
}

/** Townships, and the zones of their rank, are the units whose codes have nine digits. */
export const isTownship = (position: number): boolean =>
  (position < listed ? codeLength(starts[position]!) : extra[position - listed]![0].length) === 9

export const codeAt = (position: number): string => {
  if (position >= listed) return extra[position - listed]![0]
  const start = starts[position]!
  return listing.slice(start, start + codeLength(start))
}

export const nameAt = (position: number): string => {
  if (position >= listed) return extra[position - listed]![1]
  const start = starts[position]!
  return listing.slice(start + codeLength(start) + 1, starts[position + 1]! - 1)
}

/** The unit with a code, or -1. */
export const positionOf = (code: string): number => {
  let low = 0
  let high = listed
  while (low < high) {
    const middle = (low + high) >> 1
    if (codeAt(middle) < code) low = middle + 1
    else high = middle
  }
  return low < listed && codeAt(low) === code ? low : (extraPositions.get(code) ?? -1)
}

const add = (code: string, name: string) => {
  extraPositions.set(code, unitCount())
  extra.push([code, name])
}

for (const [code, name, under, holds] of table('zones.tsv')) {
  zones.set(code!, { under: under!, holds: wordsOf(holds) })
  add(code!, name!)
}
for (const [code, name, year, successors] of table('successors.tsv')) {
  former.set(code!, { year: Number(year), successors: wordsOf(successors) })
  add(code!, name!)
}
for (const [code, name] of table('former-townships.tsv')) {
  // A code still in use means that the unit was renamed.
  if (positionOf(code!) >= 0) otherNames.push([code!, name!])
  else {
    former.set(code!, { year: townshipRegister, successors: [] })
    add(code!, name!)
  }
}
for (const [code, aliases] of table('aliases.tsv'))
  for (const alias of wordsOf(aliases)) otherNames.push([code!, alias])

/** Codes of the units above, province first; levels that exist only in the code are skipped. */
export const parentsOf = (code: string): string[] => {
  const zone = zones.get(code)
  if (zone) return [...parentsOf(zone.under), zone.under]
  return [2, 4, 6]
    .filter(length => length < code.length)
    .map(length => code.slice(0, length))
    .filter(parent => positionOf(parent) >= 0)
}

/** County codes from 71 to 79 within a city belong to development zones. */
export const isZone = (code: string): boolean => zones.has(code) || /^....7[1-9]$/.test(code)

/** Whether a unit lies in another one, or is that unit; a zone holds the units that it runs. */
export const isWithin = (code: string, ancestor: string): boolean => {
  if (code === ancestor) return true
  const zone = zones.get(ancestor)
  if (zone?.holds.some(held => code.startsWith(held))) return true
  return zones.has(code) ? parentsOf(code).includes(ancestor) : code.startsWith(ancestor)
}
