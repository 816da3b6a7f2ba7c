import { placeAt } from './divisions.ts'
import { fullForms, shortForm, townshipStem, townshipSuffixes, zoneForms } from './names.ts'
import { codeAt, isTownship, isZone, nameAt, otherNames, positionOf, unitCount } from './register.ts'

/** 'full' 顺河回族区, 军粮城街道 · 'form' another way that says what it is: 顺河区, 军粮城街 · 'bare' 顺河, 军粮城 */
export type Naming = 'full' | 'form' | 'bare'

/** A unit that a stretch of text, up to `end`, may name; `unit` is its position in the register. */
export interface Reading {
  end: number
  unit: number
  naming: Naming
}

interface Lexicon {
  /** Names that stand as they are. */
  whole: Map<string, { unit: number; naming: Naming }[]>
  /** The last township with a stem; `earlier` gives the one before it, or -1. What must follow depends on each. */
  stems: Map<string, number>
  earlier: Int32Array
  /** Lengths of the keys that begin with two characters, a bit each, by a hash of the two. */
  lengths: Uint32Array
}

const longest = 31
const hash = (first: number, second: number) => ((first * 31) ^ second) & 0xffff

const build = (): Lexicon => {
  const whole: Lexicon['whole'] = new Map()
  const stems = new Map<string, number>()
  const earlier = new Int32Array(unitCount()).fill(-1)
  const lengths = new Uint32Array(0x10000)
  const mark = (key: string) => {
    lengths[hash(key.charCodeAt(0), key.charCodeAt(1))]! |= 1 << key.length
  }
  const put = (key: string, unit: number, naming: Naming) => {
    const units = whole.get(key)
    if (units === undefined) {
      whole.set(key, [{ unit, naming }])
      mark(key)
    } else if (!units.some(known => known.unit === unit)) units.push({ unit, naming })
  }
  const putTownship = (name: string, unit: number) => {
    const length = townshipStem(name)
    if (length === 0) return put(name, unit, 'full')
    const stem = name.slice(0, length)
    const known = stems.get(stem)
    if (known !== undefined) earlier[unit] = known
    stems.set(stem, unit)
    mark(stem)
  }
  const total = unitCount()
  for (let unit = 0; unit < total; unit++) {
    const name = nameAt(unit)
    if (isTownship(unit)) {
      putTownship(name, unit)
      continue
    }
    put(name, unit, 'full')
    if (isZone(codeAt(unit)))
      for (const form of zoneForms(name, placeAt(unit).path.slice(0, -1))) put(form, unit, 'form')
    else {
      for (const form of fullForms(name)) put(form, unit, 'form')
      const short = shortForm(name)
      if (short !== null) put(short, unit, 'bare')
    }
  }
  for (const [code, name] of otherNames) put(name, positionOf(code), 'form')
  return { whole, stems, earlier, lengths }
}

let built: Lexicon | undefined
const lexicon = () => {
  built ??= build()
  return built
}

/** Every unit that the text may name from `start` on, bare names included. */
export const readingsAt = (text: string, start: number): Reading[] => {
  const { whole, stems, earlier, lengths } = lexicon()
  const found: Reading[] = []
  const mask = lengths[hash(text.charCodeAt(start), text.charCodeAt(start + 1))]!
  for (let length = 2; mask >>> length !== 0 && length <= longest && start + length <= text.length; length++) {
    if ((mask & (1 << length)) === 0) continue
    const key = text.slice(start, start + length)
    const end = start + length
    for (const { unit, naming } of whole.get(key) ?? []) found.push({ end, unit, naming })
    for (let unit = stems.get(key) ?? -1; unit >= 0; unit = earlier[unit]!) {
      found.push({ end, unit, naming: 'bare' })
      const own = nameAt(unit).slice(length)
      for (const suffix of townshipSuffixes(own))
        if (text.startsWith(suffix, end))
          found.push({ end: end + suffix.length, unit, naming: suffix === own ? 'full' : 'form' })
    }
  }
  return found
}
