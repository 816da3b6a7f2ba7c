/** 哪些地方提到人员不足, 报告里有没有提到“开放日”: the words behind the verb are looked for as they stand, whatever else they could mean. */

const verb =
  /(?:(?:在|的)?(?:年报|年度报告|报告|正文|文中)(?:里面|里|中|当中)?)?(?:有没有|有无|是否|都|也|曾|曾经)?(?:(?:都|也)?(?<not>没有?|未曾?|从未|从没有?|不)?(?:提到|提及|提过(?!.{0,4}申请)|谈到|谈及|说到|写到|讲到)|(?<bare>(?:没有?|未|不)提)(?!交|出|供|起|高|升|前|醒|过?.{0,4}申请))(?:了|过|到)?/
const kinds = '地方|单位|地区|部门|机关|报告|年报|区县|县区|街道|乡镇|省份|省|市|县|区|镇|乡'
const behind = new RegExp(
  `(?:(?:的)?(?:内容|情况)?(?:的)?(?<one>${kinds})?(?:都)?(?:有哪些|有哪几个|有多少(?:个|家|份)?|有几[个家份]|是哪些|是哪几个|都有谁|有谁)(?<other>${kinds})?|了?吗|了?没有|么|呢|的(?<bare>${kinds})|的)$`,
)
const quotes = /^[“"「『‘']+|[”"」』’']+$/g

/** Of 参与, 以及, 和谐 the character is a part. What stands on either side is a word of two characters at least, or quoted. */
const conjunction =
  /(?<=[”"」』’']|[^\s、,，;；“"「『‘'和与及][^\s、,，;；“"「『‘'])(?:以及|或者?|和|(?<![参赠给授干])与|(?<![以涉普波触顾])及)(?![时其格平谐解睦蔼])(?=[“"「『‘']|[^\s、,，;；”"」』’'][^\s、,，;；”"」』’'])/g

export interface Mention {
  /** What is to be mentioned: each of them. */
  words: string[]
  /** The message without it: who and when is asked about. */
  rest: string
  /** 没有提到: who does not mention any of them. */
  without: boolean
}

const many = /哪|有谁|多少|几/

/** The words whose mention a normalised message asks about; null where it asks about none. */
export function mentionIn(text: string): Mention | null {
  const found = verb.exec(text)
  if (!found) return null
  const said = text.slice(found.index + found[0].length).replace(/[?？。!！.]+$/, '')
  // 提到了多少, 写了哪些问题: nothing that could be looked for.
  if (/^(?:了|过)?(?:什么|啥|哪些|哪|谁|多少)|什么$/.test(said)) return null
  const { 0: tail = '', groups } = behind.exec(said) ?? {}
  const words = said
    .slice(0, said.length - tail.length)
    .replace(conjunction, '、')
    .split(/[\s、,，;；]+/)
    .map(word => word.replace(quotes, ''))
    .filter(word => /[\p{L}\p{N}]/u.test(word))
  // 提到疫情了吗，申请件数呢: a second question, which is none of the words.
  if (words.some((word, at) => at > 0 && /[数量呢]$|^(?:发|有|做|收|办|开)了?/.test(word))) return null
  if (words.length === 0 || words.some(word => /多少|几[个条件次项]|什么|哪些|哪|谁|怎么|如何/.test(word))) return null
  const kind = groups?.one ?? groups?.other ?? groups?.bare ?? ''
  const who = many.test(tail) || groups?.bare ? `哪些${/报/.test(kind) || kind === '' ? '单位' : kind}` : ''
  const without = (found.groups?.not ?? found.groups?.bare) !== undefined
  // Which years is a question about all of them.
  const before = text.slice(0, found.index).replace(/哪(?:几|些|一)?(?:个)?年份?/, '历年')
  return { words, rest: `${before}${who}`, without }
}
