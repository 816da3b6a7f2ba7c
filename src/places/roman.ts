import { within } from './cut.ts'
import { placesOf } from './find.ts'
import { names } from './lexicon.ts'
import { stemEnd } from './names.ts'
import type { PlaceMention } from './place.ts'
import { codeAt, isTownship, nameAt, positionOf, unitCount } from './register.ts'
import { lettersOf, readingsOf, soundsOf } from './sounds.ts'
import { table, wordsOf } from './table.ts'
import { isOutshone } from './words.ts'

/** Units by the letters of their short or full names, and the English names of some. */
interface Letters {
  upper: Map<string, number[]>
  townships: Map<string, number[]>
}

const stemOf = (township: number): string => {
  const name = nameAt(township)
  return name.slice(0, stemEnd(name, 0, name.length))
}

const build = (): Letters => {
  const upper = new Map<string, number[]>()
  const townships = new Map<string, number[]>()
  const put = (map: Map<string, number[]>, key: string, unit: number) => {
    const units = map.get(key)
    if (units === undefined) map.set(key, [unit])
    else if (!units.includes(unit)) units.push(unit)
  }
  for (const forms of names().whole.values())
    for (const { unit, form } of forms)
      for (const signs of readingsOf(form)) put(isTownship(unit) ? townships : upper, lettersOf(signs), unit)
  for (let unit = 0; unit < unitCount(); unit++) {
    if (!isTownship(unit)) continue
    const stem = stemOf(unit)
    if (stem !== '') put(townships, lettersOf(soundsOf(stem)), unit)
  }
  for (const [code, english] of table('english.tsv'))
    for (const name of english!.split(', ')) put(upper, wordsOf(name).join(''), positionOf(code!))
  return { upper, townships }
}

let built: Letters | undefined
const letters = () => {
  built ??= build()
  return built
}

/** Words for the level, and what a unit of it is called. */
const kinds: Record<string, RegExp> = {
  district: /区$/,
  qu: /区$/,
  county: /[县旗]$/,
  xian: /县$/,
  banner: /旗$/,
  qi: /旗$/,
  city: /市$/,
  municipality: /市$/,
  shi: /市$/,
  prefecture: /[州盟]$|地区$/,
  zhou: /州$/,
  league: /盟$/,
  province: /省$/,
  sheng: /省$/,
  region: /自治区$/,
  town: /镇$/,
  zhen: /镇$/,
  township: /[乡镇]$|苏木$/,
  xiang: /乡$/,
  subdistrict: /街道$|办事处$/,
  street: /街道$/,
  jiedao: /街道$/,
}
/** What may stand between a name and the word for its level. */
const between = new Set(
  'autonomous new hui zhuang mongol mongolian tibetan uygur uyghur miao yi tujia dong buyi bai hani kazakh dai li korean manchu yao she'.split(
    ' ',
  ),
)
/** Short names that are English words, or 元. */
const english = new Set(
  'guide guiding lean boxing mile jingle saga dean yuan hailing fugu duan guan donga dari shale'.split(' '),
)

interface Word {
  start: number
  end: number
  /** In lower case, without the apostrophe of Xi'an. */
  key: string
  capital: boolean
}

const wordsIn = (text: string): Word[] =>
  [...text.matchAll(/[A-Za-züÜ'’]+/g)].map(match => ({
    start: match.index,
    end: match.index + match[0].length,
    key: match[0].toLowerCase().replace(/['’]/g, '').replace(/ü/g, 'v'),
    capital: /^[A-Z]/.test(match[0]),
  }))

/** The word for a level after a name, and how many words lead to it. */
const kindAfter = (words: Word[], at: number): { kind: RegExp; words: number } | null => {
  for (let next = at; next < words.length && next < at + 4; next++) {
    const kind = kinds[words[next]!.key]
    if (kind) return { kind, words: next - at + 1 }
    if (!between.has(words[next]!.key)) return null
  }
  return null
}

interface Found {
  start: number
  end: number
  units: number[]
}

/** The place that begins with a word, and the number of its words. */
const foundAt = (text: string, words: Word[], at: number): { found: Found; words: number } | null => {
  for (let length = Math.min(4, words.length - at); length > 0; length--) {
    const part = words.slice(at, at + length)
    const apart = part.some((word, index) => index > 0 && text.slice(part[index - 1]!.end, word.start) !== ' ')
    if (length > 1 && (apart || !part.every(word => word.capital === part[0]!.capital))) continue
    const key = part.map(word => word.key).join('')
    const upper = letters().upper.get(key) ?? []
    const townships = letters().townships.get(key) ?? []
    const level = kindAfter(words, at + length)
    const named = level ? [...upper, ...townships].filter(unit => level.kind.test(nameAt(unit))) : []
    if (level && named.length > 0) {
      const count = length + level.words
      return { found: { start: part[0]!.start, end: words[at + count - 1]!.end, units: named }, words: count }
    }
    if (english.has(key)) continue
    const plain = upper.filter(unit => !isOutshone(codeAt(unit)))
    // Two syllables of any English word may be a township's name.
    const units = plain.length > 0 ? plain : townships.filter(unit => stemOf(unit).length !== 2)
    if (units.length > 0) return { found: { start: part[0]!.start, end: part.at(-1)!.end, units }, words: length }
  }
  return null
}

/** Two names side by side, the parent before its child or after it; null where neither lies in the other. */
const joined = (text: string, first: Found, second: Found): Found | null => {
  if (!/^[\s,]*(?:(?:of|in)\s+)?$/.test(text.slice(first.end, second.start))) return null
  const after = within(second.units, first.units)
  const units = after.length > 0 ? after : within(first.units, second.units)
  return units.length > 0 ? { start: first.start, end: second.end, units } : null
}

/**
 * Places that a text names in Latin letters: pinyin without tones (`Shunhe District`, `Nanshan, Hegang`), or the
 * English names of some. Whole words only; a township of two syllables needs its level (`Heyou Town`).
 */
export const romanPlaces = (text: string): PlaceMention[] => {
  const words = wordsIn(text)
  const found: Found[] = []
  for (let at = 0; at < words.length; ) {
    const next = words[at]!.key.length > 2 || words[at]!.capital ? foundAt(text, words, at) : null
    at += next?.words ?? 1
    if (next === null) continue
    const merged = found.length > 0 ? joined(text, found.at(-1)!, next.found) : null
    if (merged) found.pop()
    found.push(merged ?? next.found)
  }
  return found.map(({ start, end, units }) => ({
    start,
    end,
    text: text.slice(start, end),
    places: placesOf([...new Set(units)]),
    via: 'pinyin',
  }))
}
