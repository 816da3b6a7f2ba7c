/** 哪些地方提到人员不足, 报告里有没有提到“开放日”: the words behind the verb are looked for as they stand, whatever else they could mean. */

const verb =
  /(?:(?:在|的)?(?:年报|年度报告|报告|正文|文中)(?:里面|里|中|当中)?)?(?:有没有|有无|是否|都|也|曾|曾经)?(?:提到|提及|提过|谈到|谈及|说到|写到|讲到)(?:了|过|到)?/
const behind =
  /(?:(?:的)?(?:内容|情况)?(?:的)?(?:地方|单位|地区|部门|报告|年报|区县|市|县|区)?(?:有哪些|有哪几个|有多少|有几个|有几家|是哪些|都有谁|有谁)|了?吗|了?没有|么|呢|的)$/
const quotes = /^[“"「『‘']+|[”"」』’']+$/g

export interface Mention {
  /** What is to be mentioned: each of them. */
  words: string[]
  /** The message without it: who and when is asked about. */
  rest: string
}

/** The words whose mention a normalised message asks about; null where it asks about none. */
export function mentionIn(text: string): Mention | null {
  const found = verb.exec(text)
  if (!found) return null
  const said = text.slice(found.index + found[0].length).replace(/[?？。!！.]+$/, '')
  const tail = behind.exec(said)?.[0] ?? ''
  const words = said
    .slice(0, said.length - tail.length)
    .split(/[\s、,，;；]+/)
    .map(word => word.replace(quotes, ''))
    .filter(word => /[\p{L}\p{N}]/u.test(word))
  // 提到了多少, 写了哪些问题: nothing that could be looked for.
  if (words.length === 0 || words.some(word => /多少|几[个条件次项]|什么|哪些|哪|谁|怎么|如何/.test(word))) return null
  return { words, rest: `${text.slice(0, found.index)}${/哪|有谁/.test(tail) ? '哪些单位' : ''}` }
}
