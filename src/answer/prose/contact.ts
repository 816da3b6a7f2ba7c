import type { Passage } from '../../report/passages.ts'
import { sentencesIn } from '../../report/sentences.ts'
import type { Ranked } from './rank.ts'

/** Where a report says how its issuer is reached. */

const ways: Record<string, { asked: RegExp; printed: RegExp }> = {
  电话: {
    asked: /电话|怎么联系|联系方式|联系人|^联系$/,
    printed: /\d{3,4}[-－—–]\s?\d{7,8}|(?:电话|专线|热线)[^。；]{0,8}\d{5,}/,
  },
  传真: { asked: /传真/, printed: /传真[^。；]{0,8}\d{5,}/ },
  网址: { asked: /网址|网站地址|官网|网站(?:是|叫)/, printed: /https?:|www\./ },
  邮编: { asked: /邮编|邮政编码/, printed: /(?:邮编|邮政编码)[^。；]{0,6}\d{6}/ },
  邮箱: { asked: /邮箱|电子邮件/, printed: /[\w.-]+@[\w-]+\.\w+/ },
  地址: { asked: /(?<!网站)地址|办公|在哪|[哪什么]条?路/, printed: /地址[^。；]{0,3}[：:为]|位于/ },
}

/** The ways that the words ask for; all of them where they name none. */
function asked(words: readonly string[]): string[] {
  const named = Object.keys(ways).filter(way => words.some(word => ways[way]!.asked.test(word)))
  return named.length > 0 ? named : Object.keys(ways)
}

/** Sentences that say how to reach the issuer, and what was asked for and is not there. */
export function contactsIn(
  passages: readonly Passage[],
  words: readonly string[],
): { found: Ranked[]; lacking: string[] } {
  const wanted = asked(words)
  const all = passages.flatMap(passage => sentencesIn(passage.text).map(sentence => ({ passage, sentence, score: 1 })))
  // 联系电话 in a sentence about residents' services is not this body's; the preamble and the end come first.
  const own = all.filter(({ passage }) => passage.kind === 'other')
  const pool = wanted.some(way => own.some(({ sentence }) => ways[way]!.printed.test(sentence))) ? own : all
  const found = pool.filter(({ sentence }) => wanted.some(way => ways[way]!.printed.test(sentence)))
  const lacking = wanted.filter(way => !found.some(({ sentence }) => ways[way]!.printed.test(sentence)))
  return { found, lacking: wanted.length === Object.keys(ways).length ? [] : lacking }
}
