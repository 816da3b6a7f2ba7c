import type { Place } from '../places/places.ts'
import { type Asked, isWord, type Rule } from './asked.ts'
import { excluded } from './named-issuers.ts'
import { asksWhether } from './named-standing.ts'
import { isMiddle } from './operations.ts'
import { longestAbove } from './ranks.ts'
import { isCounted } from './refine-many.ts'

/** Sets of issuers that the words do not settle: an answer about one of them would be about others than are meant. */

/** 无锡各区比平均高多少: of each district, and not of the city that is named. */
const standsForParts = ({ query, segments }: Asked): boolean =>
  query.operation.kind === 'standing' &&
  segments.some(part => {
    const among = part.kind === 'word' && part.meaning.kind === 'scope' ? part.meaning.among : null
    const above = among === null ? undefined : longestAbove[among]
    return (
      above !== undefined &&
      query.issuers.some(
        ({ places, body }) => body?.kind !== 'department' && places.some(({ code }) => code.length <= above),
      )
    )
  })

/** 江苏省政府和下面所有的, 无锡所有单位合计, 全部单位（含部门）: bodies and what is below them in one set, where the words do not say which. */
function mixesRanks({ text, segments, query }: Asked): boolean {
  const { kind } = query.operation
  const sets = query.issuers.flatMap(({ below }) => below ?? [])
  if (sets.some(({ among }) => among === null)) return true
  // 无锡市和各区合计差多少: what is added up first is not told.
  if (sets.length > 0 && ['difference', 'times', 'sides', 'standing'].includes(kind)) return true
  // 三个区: of what place, and which of them.
  if (query.issuers.length === 0 && segments.some(part => isWord(part, 'scope') && isCounted(part.text))) return true
  if (
    /(?<!不)(?:含|包括|包含|连同)(?:各|所有|其|下属|全部)*(?:部门|街道|乡镇|镇街|局|[区县](?!政府|府|委|级|直|人民))/.test(
      text,
    )
  )
    return true
  const everybody = segments.some(
    part =>
      part.kind === 'word' &&
      part.meaning.kind === 'scope' &&
      part.meaning.scope === 'all' &&
      part.meaning.among === null,
  )
  const adds = kind === 'sum' || isMiddle(kind)
  return everybody && adds && query.among === null && query.issuers.length > 0 && query.scope === 'below'
}

const rankOfKind = (name: string, places: Place[]): boolean => places.some(place => place.name.endsWith(name))

/** 嘉禾县 … 全省呢: the whole is another place than the one that the question is about. */
const otherWhole = ({ segments, query: { issuers, operation } }: Asked): boolean =>
  operation.kind !== 'standing' &&
  operation.kind !== 'filter' &&
  issuers.length > 0 &&
  segments.some(part => {
    const rank = isWord(part, 'scope') ? /^全([省市县区镇乡])(?:范围)?$/.exec(part.text)?.[1] : undefined
    return rank !== undefined && !issuers.some(({ places }) => rankOfKind(rank, places))
  })

/** 梁溪区是不是申请最多的区: a place has none of its own kind below it. */
const ofItsOwnKind = ({ query: { scope, among, issuers, operation } }: Asked): boolean => {
  const above = among === null ? undefined : longestAbove[among]
  return (
    scope === 'below' &&
    operation.kind !== 'sides' &&
    above !== undefined &&
    issuers.some(({ places, body }) => body?.kind !== 'department' && places.every(({ code }) => code.length > above))
  )
}

/** 我区, 本市: of a place that nobody named. */
const ownUnnamed = ({ text, query: { scope, issuers } }: Asked): boolean =>
  scope !== 'named' && issuers.length === 0 && /(?:我们?|咱们?|本)[省市县区镇乡](?!级)/.test(text)

/** 无锡市收到多少，各区呢; 加上各区呢: a set that is named beside the one before, and is not joined to it. */
const looseSet = ({ segments, query: { issuers } }: Asked): boolean =>
  issuers.length > 0 &&
  !issuers.some(({ below }) => below) &&
  segments.some((part, at) => {
    if (part.kind !== 'word' || part.meaning.kind !== 'scope' || part.meaning.among === null) return false
    const between = segments
      .slice(segments.findLastIndex((each, i) => i < at && each.kind === 'place') + 1, at)
      .map(({ text }) => text)
      .join('')
    const asked = /多少|几|申请|处罚|许可|复议|诉讼/.test(between)
    return (
      /^(?:再)?(?:加上?|连同|算上|和)$/.test(between) ||
      (asked && /(?:和|与|及|加上?|等于)(?:其|下辖|下属)?$/.test(between)) ||
      /(?:多少|几)[件个项次条]?[^,，]*[,，](?:那)?(?:么)?$/.test(between)
    )
  })

/** 其他区: others than nobody; 除了锡山，其他几个区: so many of what place. */
const othersOfNobody = ({ segments, query: { issuers, except } }: Asked): boolean => {
  const others = segments.filter(
    part => isWord(part, 'scope') && /^(?:其[他它余]|别的|另外|剩下|余下|剩余)/.test(part.text),
  )
  const counted = others.some(({ text }) => /[几两二三四五六七八九十\d]/.test(text))
  return others.length > 0 && (except.length + excluded(segments).size === 0 || (counted && issuers.length === 0))
}

/** 教育局是不是梁溪区最多的部门, 处罚是不是最多的: one body among others that the query does not hold beside it. */
const amongUnsaid = ({ segments, query: { operation, issuers, scope } }: Asked): boolean => {
  if (operation.kind !== 'rank') return false
  const [a, b, ...others] = issuers
  if (a && !b)
    return scope === 'below' && asksWhether(segments) && !segments.some(part => isWord(part, 'who', 'scope', 'bodies'))
  const department = [a, b].find(each => each?.body?.kind === 'department')
  const place = [a, b].find(each => each?.body === null)
  const same = place?.places.some(({ code }) => department?.places.some(other => other.code === code)) ?? false
  return others.length === 0 && same
}

export const setRules: Rule[] = [
  ['各自与平均数比较', standsForParts],
  ['各级单位合在一起', mixesRanks],
  ['另一个地方的全体', otherWhole],
  ['同一级的单位', ofItsOwnKind],
  ['没有说出地名的单位', ownUnnamed],
  ['没有合在一起的单位', looseSet],
  ['没有说明的其他单位', othersOfNobody],
  ['另外的名次', amongUnsaid],
]
