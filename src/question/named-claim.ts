import { type Measure, wantedOf } from './measure.ts'
import { words } from './named-measure.ts'
import { type Filter, filter } from './operations.ts'
import type { IssuerRef } from './query.ts'
import { operationOf, type Segment, textOf } from './segment.ts'

/** A number that is said of what is asked: 收到147件申请的区, 处罚85件的是哪家; of one body whether it is so (收到73件申请对吗). */

interface Beside {
  who: boolean
  issuers: IssuerRef[]
  measure: Measure
}

const claim =
  /(?<![第近前后每超过于足少至\d.零〇一二两三四五六七八九十百千万])(\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万]+)(万元|亿元|元|[件项条份次宗起])(?!以[上下内]|之[多内])/g

/** 多少件, 几件: what is asked is the number itself, and the one that is said only tells of what. */
const asksNumber = (segments: Segment[]): boolean =>
  words(segments).some(({ text }) => /多少|什么|怎么|如何|^几(?:件|项|条|份|次|宗|起)?$/.test(text))

/** The test that the number is; null where the message does something else with it. */
export function claimed(segments: Segment[], { who, issuers, measure }: Beside): Filter | null {
  const years = segments.some(part => part.kind === 'time' && /哪|年份/.test(part.text))
  if (!who && !years && issuers.length !== 1) return null
  const kinds = segments.flatMap(part => operationOf(part)?.kind ?? [])
  if (kinds.some(kind => kind !== 'exists' && kind !== 'breakdown') || asksNumber(segments)) return null
  if (wantedOf(measure, true).length !== 1) return null
  const text = textOf(segments)
  const [first, ...others] = text.matchAll(claim)
  if (!first || others.length > 0) return null
  // 帮我写一份, 一次办: no count, unless it is asked of whom it holds.
  if (!who && /^[一二两三四五六七八九]$/.test(first[1]!)) return null
  return filter('equal', `${first[1]}${first[2]!.endsWith('元') ? first[2] : ''}`)
}
