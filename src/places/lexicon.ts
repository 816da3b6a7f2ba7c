import { codes, names, otherNames, placeAt, positionOf } from './divisions.ts'
import { fullForms, shortForm, townshipForm, zoneForms } from './names.ts'

/** 'full' 顺河回族区, 军粮城街道 · 'form' another way that says what it is: 顺河区, 军粮城街 · 'bare' 顺河, 军粮城 */
export type Naming = 'full' | 'form' | 'bare'

/** A unit that a stretch of text, up to `end`, may name. `index` is the unit's position in `codes`. */
export interface Reading {
  end: number
  index: number
  naming: Naming
}

interface Lexicon {
  /** Names that stand as they are. */
  whole: Map<string, Reading[]>
  /** Townships by what bears their name; what must follow it depends on each. */
  stems: Map<string, number | number[]>
  /** Lengths of the keys that begin with two characters, a bit each, by a hash of the two. */
  lengths: Uint32Array
}

const longest = 31
const hash = (first: number, second: number) => ((first * 31) ^ second) & 0xffff

const build = (): Lexicon => {
  const whole = new Map<string, Reading[]>()
  const stems = new Map<string, number | number[]>()
  const lengths = new Uint32Array(0x10000)
  const mark = (key: string) => {
    lengths[hash(key.charCodeAt(0), key.charCodeAt(1))]! |= 1 << key.length
  }
  const put = (key: string, index: number, naming: Naming) => {
    const readings = whole.get(key)
    const reading: Reading = { end: 0, index, naming }
    if (readings === undefined) {
      whole.set(key, [reading])
      mark(key)
    } else if (!readings.some(known => known.index === index)) readings.push(reading)
  }

  for (let index = 0; index < codes.length; index++) {
    const name = names[index]!
    const code = codes[index]!
    if (code.length === 9) {
      const form = townshipForm(name)
      if (form === null) put(name, index, 'full')
      else {
        const known = stems.get(form.stem)
        if (known === undefined) {
          stems.set(form.stem, index)
          mark(form.stem)
        } else if (typeof known === 'number') stems.set(form.stem, [known, index])
        else known.push(index)
      }
      continue
    }
    put(name, index, 'full')
    const place = placeAt(index)
    if (place.level === 'zone') for (const form of zoneForms(name, place.path.slice(0, -1))) put(form, index, 'form')
    else {
      for (const form of fullForms(name)) put(form, index, 'form')
      const short = shortForm(name)
      if (short !== null) put(short, index, 'bare')
    }
  }
  for (const [code, name] of otherNames) put(name, positionOf(code), 'form')
  return { whole, stems, lengths }
}

let built: Lexicon | undefined
const lexicon = () => {
  built ??= build()
  return built
}

/** Every unit that the text may name from `start` on, bare names included. */
export const readingsAt = (text: string, start: number): Reading[] => {
  const { whole, stems, lengths } = lexicon()
  const found: Reading[] = []
  const mask = lengths[hash(text.charCodeAt(start), text.charCodeAt(start + 1))]!
  for (let length = 2; mask >> length !== 0 && length <= longest && start + length <= text.length; length++) {
    if ((mask & (1 << length)) === 0) continue
    const key = text.slice(start, start + length)
    const end = start + length
    for (const reading of whole.get(key) ?? []) found.push({ ...reading, end })
    const townships = stems.get(key)
    if (townships === undefined) continue
    for (const index of typeof townships === 'number' ? [townships] : townships) {
      found.push({ end, index, naming: 'bare' })
      const own = names[index]!.slice(length)
      for (const suffix of townshipForm(names[index]!)!.suffixes)
        if (text.startsWith(suffix, end))
          found.push({ end: end + suffix.length, index, naming: suffix === own ? 'full' : 'form' })
    }
  }
  return found
}
