import { isEmpty, type Measure, wantedOf } from './measure.ts'
import { countsItems, signedColumn, wayThanBefore } from './named-change.ts'
import { claimed, claimsAny, totalSaid } from './named-claim.ts'
import { excluded } from './named-issuers.ts'
import { has, readMeasure, words } from './named-measure.ts'
import { asksParts, testsParts } from './named-parts.ts'
import { mergedRank, rankOf } from './named-rank.ts'
import { exceedsYear, isPlainShare, isThan, readSides } from './named-sides.ts'
import { standingOf } from './named-standing.ts'
import {
  addable,
  asksYears,
  isTotal,
  manyYears,
  saysSum,
  saysTotal,
  sumOf,
  sumsEach,
  sumsRows,
  sumsYears,
} from './named-sum.ts'
import { filter, isMiddle, rank, type Spoken, strongest } from './operations.ts'
import type { Bound, IssuerRef, Middle, Operation, What, Years } from './query.ts'
import { operationOf, type Segment, spokenIn, textOf } from './segment.ts'

/** What a message wants done with its figures, and what of each report it is done with. */

export interface Reading {
  /** Null where the message leaves it open. */
  what: What | null
  operation: Operation | null
}

/** What else the message says. */
export interface Beside {
  who: boolean
  issuers: IssuerRef[]
  /** The one that the others are held against: 比梁溪区多的. */
  against: IssuerRef | null
  rates: string[]
  years: Years | null
  measure: Measure
  /** What a share is taken of, where the question names it. */
  whole: Measure | null
  scope: 'below' | 'all' | null
}

/** 占梁溪区的多少: the share is taken of another issuer's figure. */
const isAcross = (segments: Segment[]): boolean =>
  segments.some((part, at) => /^占(?:了|到)?$/.test(part.text) && segments[at + 1]?.kind === 'place')

/** 比上年增加, 同比: over years; 军粮城比顺河增加多少 is not. */
const overTime = (segments: Segment[]): boolean =>
  segments.some(part => part.kind === 'word' && part.meaning.kind === 'operation' && /年|同比|环比/.test(part.text))

/** 是不是有50件: neither 有 nor 没有 would answer; the printed figure does. */
const claimsNumber = (segments: Segment[]): boolean =>
  segments.some(part => part.kind === 'rest' && /\d/.test(part.text))

type Change = Extract<What, { kind: 'change' }>

/** 比上年增加, 同比降幅: one change, said by several words. 增长最快 is said of the rate. */
function changeOf(spoken: Spoken[], segments: Segment[]): Change | null {
  const changes = spoken.filter(each => each.kind === 'change')
  const varies = spoken.some(each => each.kind === 'trend') && spoken.some(each => each.kind === 'rank')
  if (changes.length === 0) return varies ? { kind: 'change', by: 'number', way: null } : null
  const percent =
    changes.some(({ by }) => by === 'percent') ||
    spoken.some(each => each.kind === 'share') ||
    segments.some(part => part.kind === 'operation' && /最快/.test(part.text)) ||
    spoken.some(each => each.kind === 'filter' && each.bound.kind === 'number' && each.bound.percent)
  return {
    kind: 'change',
    by: percent ? 'percent' : 'number',
    way: changes.find(({ way }) => way !== null)?.way ?? null,
  }
}

/** 增长了百分之几: beside a change these words say in what it is counted; 占比增长了 is another matter. */
const measuresChange = (spoken: Spoken[], segments: Segment[]): boolean =>
  spoken.some(each => each.kind === 'change') &&
  segments.every(
    (part, at) =>
      operationOf(part)?.kind !== 'share' ||
      /^(?:百分|几成)/.test(part.text) ||
      // 不予公开比例上升了多少 is of the share; 增长比例 of the change.
      (/^(?:比例|比率)/.test(part.text) && segments.slice(0, at).some(each => operationOf(each)?.kind === 'change')),
  )

function whatOf(spoken: Spoken[], segments: Segment[], { rates, whole }: Beside): What | null {
  if (rates.length > 0) return { kind: 'rate', rates }
  if (spoken.some(each => each.kind === 'share') && !measuresChange(spoken, segments)) {
    const joint = spoken.some(each => each.kind === 'sum') || has(segments, 'total')
    return { kind: 'share', of: whole, joint, across: isAcross(segments) }
  }
  return changeOf(spoken, segments)
}

const middleOf = (operations: Operation[]): Middle | null => {
  const held = operations.flatMap(each =>
    each.kind === 'filter' && isMiddle(each.bound.kind) ? [each.bound.kind] : [],
  )
  return held[0] ?? operations.map(({ kind }) => kind).find(isMiddle) ?? null
}

const against = (more: 'most' | 'least', bound: Bound): Operation => ({
  kind: 'filter',
  test: more === 'most' ? 'above' : 'below',
  bound,
  always: false,
})

const always = (segments: Segment[], years: Years | null): boolean =>
  manyYears(years) && words(segments).some(({ text }) => /^(?:都|均|每年都)/.test(text))

/** 比全市平均: and not 比2021年. */
const thanMiddle = (segments: Segment[]): boolean =>
  segments.some(
    (part, at) =>
      isThan(part) &&
      segments.slice(at + 1, at + 4).some(each => isMiddle(operationOf(each)?.kind ?? '')) &&
      segments[at + 1]?.kind !== 'time',
  )

/** What is held against the middle of many, or against one of them: who of them lies above, or where the named one lies. */
function heldAgainst(operations: Operation[], segments: Segment[], beside: Beside, more: 'most' | 'least' | null) {
  const middle = middleOf(operations)
  const compares =
    operations.some(({ kind }) => kind === 'difference' || kind === 'filter') || more !== null || thanMiddle(segments)
  if (middle && compares) {
    const given = operations.find(each => each.kind === 'filter' && isMiddle(each.bound.kind))
    const ofMany = words(segments).some(({ meaning }) => meaning.kind === 'scope' && meaning.among !== null)
    if (beside.who || asksYears(segments) || beside.issuers.length === 0 || (given && ofMany))
      return given ?? (more ? against(more, { kind: middle }) : null)
    const held: Operation = { kind: 'standing', from: middle, within: withinOf(segments) }
    return held
  }
  const issuer = beside.against
  return issuer && more ? against(more, { kind: 'issuer', issuer }) : null
}

/** 全省, 全市: how much of a division's code its peers share with it. */
function withinOf(segments: Segment[]): number | null {
  const level = /全([国省市区县])/.exec(textOf(segments))?.[1]
  return level ? { 国: 0, 省: 2, 市: 4, 区: 6, 县: 6 }[level]! : null
}

/** 比顺河多60件以上吗, 相差超过30件吗: the bound is one of the difference, which says enough. Rates and shares have bounds of their own. */
function boundsGap(segments: Segment[], { who, scope, rates }: Beside): boolean {
  if (who || scope !== null || rates.length > 0) return false
  const at = segments.findIndex(part => {
    const spoken = operationOf(part)
    return spoken?.kind === 'filter' && spoken.bound.kind === 'number' && !spoken.bound.percent
  })
  const before = textOf(segments.slice(0, at))
  return (
    (at > 0 && /(?:比(?![例率较重]).*[多少高低]|相差|差距?)(?:了|出|得)?$/.test(before)) ||
    (at > 0 && /^[多少](?:了|出)?$/.test(before))
  )
}

/** The operation among plain figures, rates or shares; null where no word names one. */
function simpleOperation(operations: Operation[], segments: Segment[], beside: Beside): Operation | null {
  const { who, issuers, years, measure } = beside
  const moreWord = words(segments).find(({ meaning }) => meaning.kind === 'more')?.meaning
  const more = moreWord?.kind === 'more' ? moreWord.order : null
  if (boundsGap(segments, beside)) return { kind: 'difference' }
  const held = heldAgainst(operations, segments, beside, more)
  if (held) return held
  const claim = claimed(segments, beside)
  if (claim) return { ...claim, always: always(segments, years) }
  const ranked = mergedRank(segments)
  if (operations.length > 0) {
    const others = operations.filter(each => each.kind !== 'rank')
    const operation = strongest(ranked ? [...others, ranked] : others)
    if (operation.kind === 'standing') return { ...operation, within: withinOf(segments) }
    if (operation.kind === 'rank')
      return standingOf(operation, segments, beside) ?? rankOf(operation, operations, segments, beside)
    if (operation.kind === 'filter') return { ...operation, always: always(segments, years) }
    if (operation.kind === 'exists' && claimsNumber(segments)) return { kind: 'value' }
    // 有没有哪年没有复议: the years without any.
    if (operation.kind === 'exists' && asksYears(segments))
      return filter(has(segments, 'none') ? 'equal' : 'above', '0')
    return operation
  }
  const between = more && issuers.length < 2 && measure.applicants.length > 1
  if ((issuers.length > 1 && (who || more)) || between) return { kind: 'compare' }
  if (more && issuers.length === 1 && isEmpty(measure) && leansOnOther(segments)) return { kind: 'compare' }
  if ((who || asksYears(segments)) && more) return rankOf(rank(more), [], segments, beside)
  const ofBodies = beside.scope !== null && countsBodies.test(textOf(segments))
  if ((who || ofBodies || asksYears(segments)) && has(segments, 'none'))
    return { ...filter('equal', '0'), always: always(segments, years) }
  // 少了几件 after two figures.
  if (
    more &&
    issuers.length === 0 &&
    wantedOf(measure).length !== 1 &&
    /^那?[多少]了?(?:多少|几)/.test(textOf(segments))
  )
    return { kind: 'difference' }
  if (claimsAny(segments, beside)) return { kind: 'exists' }
  return segments.some(part => part.kind === 'time' && /哪几|哪些/.test(part.text)) ? filter('above', '0') : null
}

/** 军粮城多还是它多, 顺河更多吗: than the one that was spoken of. */
const leansOnOther = (segments: Segment[]): boolean =>
  has(segments, 'pronoun') || words(segments).some(({ meaning, text }) => meaning.kind === 'more' && /^更/.test(text))

/** 几个区, 多少个单位: they are counted. */
const countsBodies = /(?:几|多少)个?(?:区|县|市|单位|地方|街道|乡|镇|部门|省|机关)/

/** 增加的有哪些 filters, 增加最多的 ranks, 谁增加得多 compares; otherwise the change itself is asked for. */
function changeOperation(change: Change, operation: Operation | null, segments: Segment[], beside: Beside): Operation {
  const { issuers, scope } = beside
  const who = beside.who || asksYears(segments)
  if (operation && ['rank', 'filter', 'standing', 'average', 'median', 'sum', 'times'].includes(operation.kind))
    return operation
  if (operation?.kind === 'compare' && issuers.length > 1 && who) return operation
  const overMany = issuers.length < 2 && (who || scope !== null)
  // 有几个区增加了.
  if (overMany && change.way !== null && countsBodies.test(textOf(segments))) return filter('above', '0')
  const counts = operation?.kind === 'breakdown' || words(segments).some(({ text }) => /多少|几/.test(text))
  return overMany && change.way !== null && (who || !counts) ? filter('above', '0') : { kind: 'value' }
}

/** The one field that some segments name; null where they name none, or more. */
function fieldIn(segments: Segment[]): string | null {
  const wanted = wantedOf(readMeasure(segments))
  return wanted.length === 1 ? String(wanted[0]) : null
}

/** 处罚比许可多的单位, 处罚超过许可的有哪些, 新收减办结最多的: of two fields of each report, by how much the one exceeds the other. */
function excessOf(segments: Segment[], spoken: Spoken[], { who, scope, measure, issuers }: Beside): Operation | null {
  const ranked = mergedRank(segments)
  const others = spoken.filter(({ kind }) => !['rank', 'compare', 'exists', 'breakdown'].includes(kind))
  const fields = wantedOf(measure).map(String)
  if ((!who && scope === null && !ranked) || issuers.length > 1 || others.length > 0 || fields.length !== 2) return null
  const than = segments.findIndex(
    part =>
      isThan(part) ||
      (part.kind === 'word' &&
        (part.meaning.kind === 'minus' || (part.meaning.kind === 'more' && part.text.length > 1))),
  )
  const sides = [fieldIn(segments.slice(0, Math.max(than, 0))), fieldIn(segments.slice(than + 1))]
  if (than < 0 || sides.some(side => side === null || !fields.includes(side)) || sides[0] === sides[1]) return null
  const turned = sides[0] !== fields[0]
  if (ranked) {
    const order = !turned || ranked.order === 'both' ? ranked.order : ranked.order === 'most' ? 'least' : 'most'
    return { ...ranked, order, each: false }
  }
  const more = words(segments).find(({ meaning }) => meaning.kind === 'more')?.meaning
  if (more?.kind !== 'more') return null
  return filter((more.order === 'most') === turned ? 'below' : 'above', '0')
}

/** The operation of a message, and what of each report it is over; null of either where the conversation is to say. */
export function readOperation(segments: Segment[], beside: Beside): Reading {
  const { what, operation } = operationIn(segments, beside)
  // 处罚三项数字+强制三项数字: every column of either, and no sum.
  if (operation?.kind === 'sum' && has(segments, 'everything'))
    return { what, operation: { kind: 'breakdown', parts: true } }
  if (operation?.kind === 'sum') {
    const said = operation.yearly ? null : totalSaid(segments, beside.measure)
    return { what, operation: said ? { ...operation, said } : operation }
  }
  // 不予公开的理由里不为零的有哪些, of one body: all parts, with their zeros.
  if (operation?.kind === 'filter' && testsParts(segments, beside, operation))
    return { what: null, operation: { kind: 'breakdown', parts: true } }
  if (operation?.kind !== 'breakdown') return { what, operation }
  // 不予公开的原因各几件: whichever word is the stronger, parts are asked for.
  const parts =
    has(segments, 'everything') ||
    asksParts(segments) ||
    spokenIn(segments).some(each => each.kind === 'breakdown' && each.parts)
  return { what, operation: { kind: 'breakdown', parts } }
}

function operationIn(segments: Segment[], beside: Beside): Reading {
  const { issuers, years, measure, scope } = beside
  const spoken = spokenIn(segments)
  const operations = spoken.filter(each => each.kind !== 'change' && each.kind !== 'share')
  const sides = readSides(segments, beside)
  if (sides && isPlainShare(sides))
    return { what: { kind: 'share', of: null, joint: false, across: true }, operation: { kind: 'value' } }
  if (sides) return { what: beside.rates.length > 0 ? { kind: 'rate', rates: beside.rates } : null, operation: sides }
  const way = wayThanBefore(segments, spoken, beside)
  if (way) {
    // 比2021年多100件以上: so much, and not anything.
    const bound = spoken.find(each => each.kind === 'filter' && each.bound.kind === 'number' && !each.bound.percent)
    return {
      what: { kind: 'change', by: 'number', way },
      operation: bound?.kind === 'filter' ? bound : filter('above', '0'),
    }
  }
  // 申请超过2021年吗, of one body: its two years beside each other.
  const held = !beside.who && scope === null && issuers.length < 2 && operations.length === 0
  if (held && exceedsYear(segments)) return { what: whatOf(spoken, segments, beside), operation: { kind: 'compare' } }
  const excess = excessOf(segments, spoken, beside)
  if (excess) return { what: { kind: 'excess' }, operation: excess }
  const what = whatOf(spoken, segments, beside)
  const operation = simpleOperation(operations, segments, beside)
  if (what?.kind === 'change') {
    if (issuers.length > 1 && !overTime(segments) && !['compare', 'rank', 'filter'].includes(operation?.kind ?? ''))
      return { what: null, operation: { kind: 'difference' } }
    return { what, operation: changeOperation(what, operation, segments, beside) }
  }
  if (what) return { what, operation: ratioOperation(what, operation, spoken, segments, beside) }
  if (sumsYears(segments, beside)) return { what: null, operation: { kind: 'sum', yearly: true } }
  const signed = signedColumn(operation, segments, beside)
  if (signed) return signed
  if (sumsEach(segments, beside)) return { what: { kind: 'sum' }, operation: { kind: 'value' } }
  // 申请各多少，一共多少: the sum lists what it is of.
  const each = operation?.kind === 'breakdown' && !operation.parts && !asksParts(segments)
  const many = issuers.length > 1 || scope !== null || manyYears(years) || addable(measure)
  if (each && many && saysSum(segments)) return { what: null, operation: { kind: 'sum' } }
  if (operation) return { what: sumOf(operation, operations, segments, beside), operation }
  if (has(segments, 'minus')) return { what: null, operation: { kind: 'difference' } }
  if (has(segments, 'everything') || asksParts(segments))
    return { what: null, operation: { kind: 'breakdown', parts: true } }
  if (countsItems(segments, measure) && issuers.length < 2 && scope === null && !manyYears(years))
    return { what: null, operation: { kind: 'sum' } }
  // 江苏省以外的单位收到申请总数: a set, and nobody's name is asked.
  const ofSet = words(segments).some(({ meaning, text }) => meaning.kind === 'who' && text.startsWith('的'))
  const namesakes = issuers.some(each => each.several)
  const excepting = [...excluded(segments)].some(({ kind }) => kind === 'place')
  const several =
    issuers.length > 1 || namesakes || excepting || scope !== null || ofSet || manyYears(years) || addable(measure)
  const total =
    saysTotal(segments, measure) || sumsRows(segments) || segments.some(part => !has([part], 'total') && isTotal(part))
  return { what: null, operation: several && total ? { kind: 'sum' } : null }
}

/** 各办理结果占比, 各不予公开理由占比: the parts of what is named. */
const namesEach = (segments: Segment[]): boolean =>
  segments.some((part, at) => {
    const next = segments[at + 1]
    return /^各(?:个|项|类|种)?$/.test(part.text) && next !== undefined && has([next], 'row3', 'group', 'block')
  })

/** Rates and shares: over years where a change of them is asked, ranked where a name is (公开率谁更高). */
function ratioOperation(
  what: What,
  operation: Operation | null,
  spoken: Spoken[],
  segments: Segment[],
  { who, issuers, scope, years }: Beside,
): Operation {
  if (spoken.some(each => each.kind === 'change') && operation?.kind !== 'rank' && operation?.kind !== 'filter')
    return { kind: 'trend' }
  if (what.kind === 'share' && !operation && (asksParts(segments) || namesEach(segments)))
    return { kind: 'breakdown', parts: true }
  if (operation?.kind === 'compare' && issuers.length < 2 && who) return rank('most', 1, null)
  // 不予公开加无法提供占多少, of one report: what both have together.
  if (
    what.kind === 'share' &&
    what.joint &&
    operation?.kind === 'sum' &&
    issuers.length < 2 &&
    scope === null &&
    !manyYears(years)
  )
    return { kind: 'value' }
  return operation ?? { kind: 'value' }
}
