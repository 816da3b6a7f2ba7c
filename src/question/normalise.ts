import { Converter } from 'opencc-js/t2cn'

/** A question longer than this is not one: it is answered with a polite request to shorten it. */
export const longestQuestion = 500

/** Words of Taiwan as well as characters: 資訊 → 信息. It would change simplified texts, too (文件 → 文档), so the plain one decides whether there is anything to do. */
const toSimplified = Converter({ from: 'twp', to: 'cn' })
const toPlain = Converter({ from: 't', to: 'cn' })

/** 乾 is a simplified character of its own in place names (乾安县, 乾县): alone it does not make a text traditional. */
const bothScripts = /[乾干]/g

/** opencc leaves 覆議 as 覆议 and 聲請 as 声请, and turns 文件 into 文档; the form's words are 复议, 申请 and 文件. 复议+诉讼 is 加. */
const ownConversions: [RegExp, string][] = [
  [/覆[议議]/g, '复议'],
  [/文档/g, '文件'],
  [/(?<!大)声请(?![问你您])/g, '申请'],
  [/(?<=\p{Script=Han})\s?\+\s?(?=\p{Script=Han})/gu, '加'],
  // Cantonese.
  [/咗/g, '了'],
]

/** Numerals as cheques write them: 贰零贰壹. Alone they are parts of names (陆川). */
const formal = '零壹贰叁肆伍陆柒捌玖'
const plainNumerals = (text: string): string =>
  text.replace(/[〇零壹贰叁肆伍陆柒捌玖]{2,}/g, run =>
    [...run].map(char => '零一二三四五六七八九'[formal.indexOf(char)] ?? char).join(''),
  )

/**
 * One spelling for everything that recognisers compare: NFKC, simplified characters, lower case, half-width, thousands separators
 * dropped, runs of white space folded to one blank (none between two Chinese characters).
 */
export function normalise(text: string): string {
  const folded = text
    .normalize('NFKC')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, ' ')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .toLowerCase()
  const traditional = folded.replace(bothScripts, '') !== toPlain(folded).replace(bothScripts, '')
  const simplified = traditional ? toSimplified(folded) : folded
  return ownConversions
    .reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), plainNumerals(simplified))
    .replace(/(?<!\d)[1-4](?=季度)/g, digit => '一二三四'[Number(digit) - 1]!)
    .replace(/\s+/g, ' ')
    .replace(/(?<!\d)[12] \d \d \d(?!\d)/g, year => year.replaceAll(' ', ''))
    .replace(/(?<=\p{Script=Han}) (?=[\p{Script=Han}\d])|(?<=\d) (?=\p{Script=Han})/gu, '')
    .trim()
}
