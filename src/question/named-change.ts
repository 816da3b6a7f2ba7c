import type { Measure } from './measure.ts'
import { has, words } from './named-measure.ts'
import { thanYear } from './named-sides.ts'
import { asksYears } from './named-sum.ts'
import { filter, type Spoken } from './operations.ts'
import type { IssuerRef, Operation, Way, What } from './query.ts'
import type { Segment } from './segment.ts'

/** Which way something went: the printed column 本年增/减, whose sign the words ask for: 项目减少最多的, 项目增加的单位, 项目变动最大的. */

interface Beside {
  who: boolean
  issuers: IssuerRef[]
  scope: 'below' | 'all' | null
  measure: Measure
}

const isChange = (part: Segment): boolean =>
  part.kind === 'word' && part.meaning.kind === 'column2' && part.meaning.id === 'change'

/** 减少 and 增加 tell the side, 增减 and 变动 mean either; null where the column is not what is asked for. */
export function wayOf(segments: Segment[]): Way | null {
  const said = segments
    .filter(isChange)
    .map(({ text }) => text)
    .join('')
  if (said === '') return null
  const [up, down] = [/[增升涨多]/.test(said), /[减降跌少]/.test(said)]
  return up === down ? 'either' : up ? 'up' : 'down'
}

/** What is held against each other of the column, and how; null where no side of it is asked for. */
export function signedColumn(
  operation: Operation | null,
  segments: Segment[],
  { who, issuers, scope, measure }: Beside,
): { what: What; operation: Operation | null } | null {
  const way = wayOf(segments)
  const ranks = operation?.kind === 'rank' || operation?.kind === 'filter'
  // 顺河区许可和处罚哪个项目多 asks of one body; 增减排名 has those that rose first, and those that fell last.
  const overMany = operation === null && ((who && issuers.length !== 1) || scope !== null)
  const whole = operation?.kind === 'rank' && operation.count === null && way === 'either'
  if (way === null || whole || measure.columns2.join() !== 'change' || !(ranks || overMany)) return null
  const what: What = { kind: 'cells', way }
  // 没有减少的单位: those that rose or stayed as they were.
  const denied = way !== 'either' && has(segments, 'none')
  if (denied && who && operation?.kind !== 'rank') return { what, operation: filter('atMost', '0') }
  // 各单位项目减少了多少 lists them all.
  const counts = words(segments).some(({ text }) => /多少|几/.test(text) && !/几[家个]/.test(text))
  return { what, operation: operation ?? (way === 'either' || (counts && !who) ? null : filter('above', '0')) }
}

/** 项目增长率, 项目降幅: by how much of the items of the year before, which the column does not print. */
export const asksRateOfColumn = (segments: Segment[], { operation }: { operation: Operation }): boolean =>
  operation.kind !== 'rank' && segments.some(part => isChange(part) && /[率速幅]/.test(part.text))

/** 有多少个行政许可项目: one word stands for the items of the year before and the change, which add up to what is asked of one row. */
export function countsItems(segments: Segment[], { rows2, columns2 }: Measure): boolean {
  const starts = segments.flatMap(part => (part.kind === 'word' && part.meaning.kind === 'column2' ? [part.start] : []))
  return (
    rows2.length === 1 && columns2.join() === 'previousItems,change' && starts.length === 2 && starts[0] === starts[1]
  )
}

/** 比2021年多的有哪些, 超过上年的区: those that rose, or fell; 2021年比2022年多 of an earlier year fell. */
export function wayThanBefore(
  segments: Segment[],
  spoken: Spoken[],
  { who, issuers, rates }: Pick<Beside, 'who' | 'issuers'> & { rates: string[] },
): 'up' | 'down' | null {
  const more = words(segments).find(({ meaning }) => meaning.kind === 'more')?.meaning
  // 哪年比前一年少: of each year its own; 哪年超过2021年 is something else.
  const dated = segments.some(part => part.kind === 'time' && part.meaning.kind === 'list' && /\d/.test(part.text))
  if ((!who && (dated || !asksYears(segments))) || issuers.length > 1 || more?.kind !== 'more' || rates.length > 0)
    return null
  if (spoken.some(each => each.kind === 'rank')) return null
  const than = thanYear(segments)
  const bare = spoken.some(each => each.kind === 'change' && each.way === null)
  if (!than && !bare) return null
  const [own, other] = segments.flatMap(part =>
    part.kind === 'time' && part.meaning.kind === 'list' && part.meaning.years.length === 1 ? part.meaning.years : [],
  )
  const turned = than && own !== undefined && other !== undefined && own < other
  return (more.order === 'most') !== turned ? 'up' : 'down'
}
