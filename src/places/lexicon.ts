import { placeAt } from './divisions.ts'
import { fullForms, shortForm, stemEnd, townshipSuffixes, zoneForms } from './names.ts'
import { codeAt, former, isTownship, isZone, nameAt, otherNames, positionOf, unitCount } from './register.ts'

/** 'full' 顺河回族区, 军粮城街道 · 'form' another way that says what it is: 顺河区, 军粮城街 · 'bare' 顺河, 军粮城 */
export type Naming = 'full' | 'form' | 'bare'

/** A way to name a unit; `unit` is its position in the register. */
interface Form {
  unit: number
  naming: Naming
  form: string
}

/** A unit that a stretch of text, up to `end`, names or sounds like. */
export interface Reading extends Form {
  end: number
}

/** Names by keys of as many characters: the names themselves, or what they sound like. */
export interface Lexicon {
  /** Names that stand as they are. */
  whole: Map<string, Form[]>
  /** The last township with a stem; `earlier` gives the one before it, or -1. What must follow depends on each. */
  stems: Map<string, number>
  earlier: Int32Array
  /** Lengths of the keys that begin with two characters, a bit each, by a hash of the two. */
  lengths: Uint32Array
}

const longest = 31
const hash = (first: number, second: number) => ((first * 31) ^ second) & 0xffff

/** All names of all units under the keys that `keysOf` gives them; the stems of townships have one key each. */
export const lexiconBy = (keysOf: (form: string) => string[], keyOf: (stem: string) => string): Lexicon => {
  const total = unitCount()
  const lexicon: Lexicon = {
    whole: new Map(),
    stems: new Map(),
    earlier: new Int32Array(total).fill(-1),
    lengths: new Uint32Array(0x10000),
  }
  const { whole, stems, earlier, lengths } = lexicon
  const mark = (key: string) => {
    lengths[hash(key.charCodeAt(0), key.charCodeAt(1))]! |= 1 << key.length
  }
  const put = (form: string, unit: number, naming: Naming) => {
    for (const key of keysOf(form)) {
      const forms = whole.get(key)
      if (forms === undefined) {
        whole.set(key, [{ unit, naming, form }])
        mark(key)
      } else if (!forms.some(known => known.unit === unit && known.form === form)) forms.push({ unit, naming, form })
    }
  }
  const putTownship = (name: string, unit: number) => {
    const end = stemEnd(name, 0, name.length)
    if (end === 0) return put(name, unit, 'full')
    const key = keyOf(name.slice(0, end))
    const known = stems.get(key)
    if (known === undefined) mark(key)
    else earlier[unit] = known
    stems.set(key, unit)
  }
  for (let unit = 0; unit < total; unit++) {
    const name = nameAt(unit)
    if (isTownship(unit)) {
      putTownship(name, unit)
      continue
    }
    // Under an unchanged name a new code is all that the abolition was.
    if (former.get(codeAt(unit))?.successors.some(heir => nameAt(positionOf(heir)) === name)) continue
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
  return lexicon
}

let built: Lexicon | undefined
/** The names as they are written. */
export const names = (): Lexicon => {
  built ??= lexiconBy(
    form => [form],
    stem => stem,
  )
  return built
}

/**
 * Every unit that the text may name from `start` on, bare names included. `keys` is the text as the lexicon's keys
 * have it; what follows a township's stem is always read as it is written.
 */
export const readingsAt = (lexicon: Lexicon, keys: string, text: string, start: number): Reading[] => {
  const { whole, stems, earlier, lengths } = lexicon
  const found: Reading[] = []
  const mask = lengths[hash(keys.charCodeAt(start), keys.charCodeAt(start + 1))]!
  for (let length = 2; mask >>> length !== 0 && length <= longest && start + length <= keys.length; length++) {
    if ((mask & (1 << length)) === 0) continue
    const key = keys.slice(start, start + length)
    const end = start + length
    for (const { unit, naming, form } of whole.get(key) ?? []) found.push({ end, unit, naming, form })
    for (let unit = stems.get(key) ?? -1; unit >= 0; unit = earlier[unit]!) {
      const name = nameAt(unit)
      const form = name.slice(0, length)
      const own = name.slice(length)
      found.push({ end, unit, naming: 'bare', form })
      for (const suffix of townshipSuffixes(own))
        if (text.startsWith(suffix, end))
          found.push({ end: end + suffix.length, unit, naming: suffix === own ? 'full' : 'form', form: form + suffix })
    }
  }
  return found
}
