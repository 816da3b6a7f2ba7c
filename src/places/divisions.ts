import { readFileSync } from 'node:fs'
import type { Level, Place } from './place.ts'

/** Rows of one of the tables in `data/`: cells between tabs; lines that begin with `#` are remarks. */
export const table = (file: string): string[][] =>
  readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line !== '' && line[0] !== '#')
    .map(line => line.split('\t'))

const words = (cell: string | undefined) => (cell ? cell.split(' ') : [])

/** The first register that no longer lists the townships of `former-townships.tsv`. */
const townshipRegister = 2023

interface Former {
  year: number
  successors: string[]
}

/** Codes and names of all units: the current ones in the order of their codes, then zones, then former units. */
export const codes: string[] = []
export const names: string[] = []
const zones = new Map<string, { under: string; holds: string[] }>()
const former = new Map<string, Former>()
/** Names that a unit bears beside its own, by its code. */
export const otherNames: [code: string, name: string][] = []

for (const [code, name] of table('divisions.tsv')) {
  codes.push(code!)
  names.push(name!)
}
const listed = codes.length
const extra = new Map<string, number>()
const add = (code: string, name: string) => {
  extra.set(code, codes.length)
  codes.push(code)
  names.push(name)
}

/** Position of a unit in `codes`, or -1. */
export const positionOf = (code: string): number => {
  let low = 0
  let high = listed
  while (low < high) {
    const middle = (low + high) >> 1
    if (codes[middle]! < code) low = middle + 1
    else high = middle
  }
  return codes[low] === code ? low : (extra.get(code) ?? -1)
}

for (const [code, name, under, holds] of table('zones.tsv')) {
  zones.set(code!, { under: under!, holds: words(holds) })
  add(code!, name!)
}
for (const [code, name, year, successors] of table('successors.tsv')) {
  former.set(code!, { year: Number(year), successors: words(successors) })
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
for (const [code, aliases] of table('aliases.tsv')) for (const alias of words(aliases)) otherNames.push([code!, alias])

/** Codes of the units above, province first; levels that exist only in the code are skipped. */
const parentsOf = (code: string): string[] => {
  const zone = zones.get(code)
  if (zone) return [...parentsOf(zone.under), zone.under]
  return [2, 4, 6]
    .filter(length => length < code.length && positionOf(code.slice(0, length)) >= 0)
    .map(length => code.slice(0, length))
}

const levels: Record<number, Level> = { 2: 'province', 4: 'city', 6: 'county', 9: 'township' }

/** The register gives county codes 71 to 79 within a city, and townships of other names, to development zones. */
const levelOf = (code: string, name: string): Level =>
  zones.has(code) || /^....7[1-9]$/.test(code) || (code.length === 9 && /(?<!地)区$/.test(name))
    ? 'zone'
    : levels[code.length]!

const made = new Map<number, Place>()

/** The unit at a position of `codes`. */
export const placeAt = (index: number): Place => {
  const known = made.get(index)
  if (known) return known
  const code = codes[index]!
  const name = names[index]!
  const parents = parentsOf(code)
  const past = former.get(code)
  const place: Place = {
    code,
    name,
    level: levelOf(code, name),
    path: [...parents.map(parent => names[positionOf(parent)]!), name],
    parents,
    ...(past && { abolished: past.year }),
    ...(past && past.successors.length > 0 && { successors: past.successors }),
  }
  made.set(index, place)
  return place
}

/**
 * The unit with a statistical code, current or former. Codes filled up with zeros to 6 or 12 digits are understood
 * (`230000`, `120110008000`); codes of levels without a government (1201 市辖区) give undefined.
 */
export const placeByCode = (code: string): Place | undefined => {
  const index = positionOf(code)
  if (index >= 0) return placeAt(index)
  const short = /^\d{12}$/.test(code) ? code.replace(/0{3}$/, '') : code
  const trimmed = short.replace(/^(\d\d)0{4,7}$|^(\d{4})0{2,5}$|^(\d{6})0{3}$/, '$1$2$3')
  if (trimmed === code) return undefined
  // 东莞 and its like have a county code too.
  const at = positionOf(trimmed)
  return at >= 0 ? placeAt(at) : undefined
}

/** Whether a unit lies in another one, or is that unit; a zone holds the units that it runs. */
export const isWithin = (code: string, ancestor: string): boolean => {
  if (code === ancestor || parentsOf(code).includes(ancestor)) return true
  return zones.get(ancestor)?.holds.some(held => code === held || code.startsWith(held)) ?? false
}
