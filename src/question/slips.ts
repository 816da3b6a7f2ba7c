import { pinyin } from 'pinyin-pro'
import { formPhrases, type Match, phrases } from './lexicon.ts'

/** Words of the form, or for requests, written with the wrong characters of the right sound: 行正许可 → 行政许可. */

const soundByCharacter = new Map<string, string>()

/** The sound of one character, always the same one where it has several: texts and phrases are compared sound by sound. */
function soundOf(character: string): string {
  const known = soundByCharacter.get(character)
  if (known !== undefined) return known
  const sound = pinyin(character, { toneType: 'none' })
  soundByCharacter.set(character, sound)
  return sound
}

/** Sounds that many speakers do not tell apart count as one: zh and z, ch and c, sh and s, -ng and -n. */
const blurred = (sound: string): string => sound.replace(/^([zcs])h/, '$1').replace(/(?<=[aei]n)g$/, '')

const blurredByCharacter = new Map<string, string>()

function blurredOf(character: string): string {
  const known = blurredByCharacter.get(character)
  if (known !== undefined) return known
  const sound = blurred(soundOf(character))
  blurredByCharacter.set(character, sound)
  return sound
}

const sounds = (text: string): string[] => Array.from({ length: text.length }, (_, at) => blurredOf(text[at]!))

/** 述讼 for 诉讼 blurs one sound; 新增 is not 行政, which takes two. */
const blurs = (a: string, b: string): number => [...a].filter((char, at) => soundOf(char) !== soundOf(b[at]!)).length

const shares = (a: string, b: string): boolean => [...a].some((char, at) => char === b[at])

/** 发的, 办了: a common verb is no slip of another verb that sounds like it. */
const isVerb = (written: string): boolean => /^[发办收做写开报查][的了过]$/.test(written)

const isLikely = (phrase: string, written: string): boolean =>
  !isVerb(written) &&
  blurs(phrase, written) <= (phrase.length > 2 ? 1 : 0) &&
  (phrase.length > 2 || shares(phrase, written))

/** The phrases by their sounds, and the two sounds that any of them begins with. */
interface Spoken {
  whole: Map<string, string>
  openings: Set<string>
}

let bySound: Spoken | null = null

export function phraseBySound(): Spoken {
  if (bySound) return bySound
  const spoken = formPhrases.map(phrase => [sounds(phrase), phrase] as const)
  bySound = {
    whole: new Map(spoken.map(([heard, phrase]) => [heard.join(' '), phrase])),
    openings: new Set(spoken.map(([heard]) => heard.slice(0, 2).join(' '))),
  }
  return bySound
}

const longest = Math.max(...formPhrases.map(phrase => phrase.length))

/** Stretches that sound like such a phrase without being written as one; of two characters, one must be right. */
export function correctedPhrases(text: string): (Match & { heard: string })[] {
  const { whole, openings } = phraseBySound()
  const spoken = sounds(text)
  const found: (Match & { heard: string })[] = []
  for (let start = 0; start < text.length; start++) {
    if (!openings.has(`${spoken[start]} ${spoken[start + 1]}`)) continue
    for (let end = start + 2; end <= Math.min(text.length, start + longest); end++) {
      const written = text.slice(start, end)
      const phrase = whole.get(spoken.slice(start, end).join(' '))
      if (phrase && phrase !== written && !phrases.has(written) && isLikely(phrase, written))
        found.push({ start, end, text: written, heard: phrase, meaning: phrases.get(phrase)! })
    }
  }
  return found
}
