import type { Level, Place } from './place.ts'
import { codeAt, former, isZone, nameAt, parentsOf, positionOf } from './register.ts'

const levels: Record<number, Level> = { 2: 'province', 4: 'city', 6: 'county', 9: 'township' }

/** The register lists zones that rank below counties among the townships: 熊口管理区. */
const levelOf = (code: string, name: string): Level =>
  isZone(code) || (code.length === 9 && /(?<!地)区$/.test(name)) ? 'zone' : levels[code.length]!

const made = new Map<number, Place>()

/** The unit at a position of the register. */
export const placeAt = (position: number): Place => {
  const known = made.get(position)
  if (known) return known
  const code = codeAt(position)
  const name = nameAt(position)
  const parents = parentsOf(code)
  const past = former.get(code)
  const place: Place = {
    code,
    name,
    level: levelOf(code, name),
    path: [...parents.map(parent => nameAt(positionOf(parent))), name],
    parents,
    ...(past && { abolished: past.year }),
    ...(past && past.successors.length > 0 && { successors: past.successors }),
  }
  made.set(position, place)
  return place
}

/**
 * The unit with a statistical code, current or former. Codes filled up with zeros to 6, 9 or 12 digits are understood
 * (`230000`, `120110008000`); codes of levels without a government (1201 市辖区) give undefined.
 */
export const placeByCode = (code: string): Place | undefined => {
  let short = code
  for (let position = positionOf(short); ; position = positionOf(short)) {
    if (position >= 0) return placeAt(position)
    const shorter = short.replace(short.length > 6 ? /000$/ : /00$/, '')
    if (shorter === short || shorter.length < 2) return undefined
    short = shorter
  }
}
