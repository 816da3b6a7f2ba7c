import { englishPhrases } from './english-words.ts'

/** Turns the English words of a mostly English question into the Chinese ones that the recognisers know; place names stay as they are. */
export function english(text: string): string {
  const latin = text.match(/[a-z]/g)?.length ?? 0
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  if (latin < 8 || han * 3 > latin) return text
  // Shunhe's: the place, and not another word.
  const named = text.replace(/(?<=[a-z])['’]s\b/g, ' ')
  return englishPhrases
    .reduce((result, [pattern, chinese]) => result.replace(pattern, chinese === ' ' ? ' ' : ` ${chinese} `), named)
    .replace(/\s+/g, ' ')
    .trim()
}
