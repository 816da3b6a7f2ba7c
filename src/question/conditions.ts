import type { Asked, Rule } from './asked.ts'
import { deniedAnchor } from './refine-negation.ts'

/** Conditions and suppositions that no cell answers for: a part of the question would be answered as if they were not said. */

/** 不是鹤岗的南山区: which of the others is meant is not said. */
const denied = ({ segments }: Asked): boolean => segments.some((_, at) => deniedAnchor(segments, at) !== null)

/** 行政许可加50, 申请数减去一百: a number is put in that no report printed. 加起来 and 加一起 are sums of what is named. */
const addsNumber = ({ text }: Asked): boolean =>
  /(?:[加减乘]上?去?|扣除|再多|再少)(?:\d+|[二两三四五六七八九十百千万]+)(?:[件个项份条次万]|$|是|等于|以后|之后|呢|多少|[,，])/.test(
    text,
  )

const supposing = /(?:如果|假如|假设|假定|倘若|要是|若是|设想)([^,，;；。]*)/

/** 如果有的话, 要是方便, 如果我想知道: only a polite way to ask. */
const polite = /^(?:有|可以|方便|能|行|没有?|你|您|我[想要]|收录)(?:[^\d]*$|.{0,4}的话)/

/** 如果收到50件申请，公开率是多少: what would be is not in a report. */
function supposes({ text, query }: Asked): boolean {
  const said = supposing.exec(text)?.[1]
  if (said === undefined || query.topic !== 'figures') return false
  return /\d+[件个项条份]|申请|公开|许可|处罚|强制|复议|诉讼|采购|收费/.test(said) && !polite.test(said)
}

/** 2020-12许可, 2020/6许可, 020年: a figure or two that stand in any passage, and years that nobody has, are not looked for there. */
const strayFigure = ({ segments }: Asked): boolean =>
  segments.some(
    part =>
      (part.kind === 'word' && part.meaning.kind === 'limits' && /^[a-z\d.%/-]{1,2}$/.test(part.meaning.words)) ||
      (part.kind === 'time' && part.meaning.kind === 'part' && /^\d{1,3}年来?$/.test(part.text)),
  )

/** 全国行政许可几件, 全国合计: the reports that are held are not the country; among them a ranking says what it ranks. */
const wholeCountry = ({ text, query }: Asked): boolean =>
  /全国|全中国/.test(text) &&
  query.issuers.length === 0 &&
  ['value', 'sum', 'average', 'breakdown'].includes(query.operation.kind)

/** 还剩多少申请: what is left when others are taken away, of which only what is carried over is printed. */
const whatIsLeft = ({ text, query }: Asked): boolean =>
  query.topic === 'figures' && !query.measure.rows3.includes('carriedOut') && /还剩|剩了|剩(?:多少|几)/.test(text)

export const conditionRules: Rule[] = [
  ['排除的地方或年份', denied],
  ['加减一个数', addsNumber],
  ['假设的情形', supposes],
  ['剩下的部分', whatIsLeft],
  ['全国的数字', wholeCountry],
  ['没有读懂的字母或数', strayFigure],
]
