import { table } from './table.ts'

/**
 * How names of units that are also everyday words may be used bare: `never` (公安局 is no part of 公安县), after a
 * `parent` (桂林资源), or, besides, in a `slot` where only a name fits (和平2020年收到多少申请).
 */
export type Everyday = 'never' | 'parent' | 'slot'

/** The cost of words of the reports' own language, which the dictionary of general Chinese lacks or finds rare. */
const trade = 8.5

interface Words {
  costs: Map<string, number>
  /** Costs of words of one character, by its code; NaN where it is none. Every character of a question is looked up. */
  single: Float64Array
  /** Lengths of the words that begin with two characters, a bit each, by a hash of the two. */
  lengths: Uint8Array
  everyday: Map<string, Everyday>
  outshone: Set<string>
}

let read: Words | undefined
const words = (): Words => {
  if (read) return read
  const costs = new Map<string, number>()
  const everyday = new Map<string, Everyday>()
  const outshone = new Set<string>()
  for (const [price, list] of table('words.tsv')) {
    const cost = Number(price)
    for (const word of list!.split(' ')) costs.set(word, cost)
  }
  for (const [kind, list] of table('ordinary.tsv'))
    for (const word of list!.split(' '))
      if (kind === 'word') costs.set(word, trade)
      else if (kind === 'outshone') outshone.add(word)
      else everyday.set(word, kind as Everyday)
  const single = new Float64Array(0x10000).fill(Number.NaN)
  const lengths = new Uint8Array(0x10000)
  for (const [word, cost] of costs)
    if (word.length === 1) single[word.charCodeAt(0)] = cost
    else if (word.length <= longest) lengths[hash(word, 0)]! |= 1 << word.length
  read = { costs, single, lengths, everyday, outshone }
  return read
}

/** Longer words are found by `costOf` only. */
const longest = 7
const hash = (text: string, at: number) => ((text.charCodeAt(at) * 31) ^ text.charCodeAt(at + 1)) & 0xffff

/** -ln of how common an ordinary word is among words; undefined for what is no such word. */
export const costOf = (word: string): number | undefined => words().costs.get(word)

/** The cost of the one character at a position of a text; NaN where it is no word. */
export const costAt = (text: string, at: number): number => words().single[text.charCodeAt(at)]!

/** Lengths of two and more characters that a word may have from a position on, a bit each: most stretches of a text are none. */
export const lengthsAt = (text: string, at: number): number => words().lengths[hash(text, at)]!

export const everydayUse = (name: string): Everyday | undefined => words().everyday.get(name)

/** Whether nobody means the unit, given by its code, by its short name alone: 西安 is never 牡丹江's 西安区. */
export const isOutshone = (code: string): boolean => words().outshone.has(code)
