import { table } from './table.ts'

/** What characters sound like, tones aside. */

interface Sounds {
  /** The sound of a character, as one character that stands for its syllable. */
  signs: Map<string, string>
  syllables: Map<string, string>
  /** Short names that read otherwise than their characters, in signs. */
  special: [name: string, signs: string][]
}

/** Syllables stand as characters of the private use area, in the order of their table. */
const firstSign = 0xe000

let read: Sounds | undefined
const sounds = (): Sounds => {
  if (read) return read
  const signs = new Map<string, string>()
  const syllables = new Map<string, string>()
  const signOf = new Map<string, string>()
  for (const [at, [syllable, characters]] of table('syllables.tsv').entries()) {
    const sign = String.fromCharCode(firstSign + at)
    signOf.set(syllable!, sign)
    syllables.set(sign, syllable!)
    for (const character of characters!) signs.set(character, sign)
  }
  const special = table('readings.tsv').map(([name, reading]): [string, string] => [
    name!,
    reading!
      .split(' ')
      .map(syllable => signOf.get(syllable)!)
      .join(''),
  ])
  read = { signs, syllables, special }
  return read
}

/** The text with a sign for each character that has a sound; as many characters as the text. */
export const soundsOf = (text: string): string => {
  const { signs } = sounds()
  let result = ''
  for (let at = 0; at < text.length; at++) result += signs.get(text[at]!) ?? text[at]!
  return result
}

/** The sounds of a name: as its characters are read elsewhere, and, where that differs, as the name is read. */
export const readingsOf = (name: string): string[] => {
  const plain = soundsOf(name)
  const own = sounds().special.find(([short]) => name.startsWith(short))
  return own ? [plain, own[1] + plain.slice(own[1].length)] : [plain]
}

/** Signs in Latin letters: `shunhe`. */
export const lettersOf = (signs: string): string => {
  const { syllables } = sounds()
  let result = ''
  for (const sign of signs) result += syllables.get(sign) ?? ''
  return result
}
