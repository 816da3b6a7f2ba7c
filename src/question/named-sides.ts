import { isEmpty, type Measure, wantedOf } from './measure.ts'
import { readIssuers } from './named-issuers.ts'
import { words } from './named-measure.ts'
import type { IssuerRef, Operation, Side, Years } from './query.ts'
import { longestAbove } from './ranks.ts'
import { operationOf, type Segment, textOf } from './segment.ts'
import { joinYears } from './time.ts'

/**
 * Two sides of a comparison, each with its own bodies and years, or a sum of them: 比锡山和滨湖合计多多少, 2022年…比2021年惠山…,
 * 是惠山区的百分之几, 占历年总量的多少. What a side does not say it shares with the other.
 */

type Sides = Extract<Operation, { kind: 'sides' }>

interface Beside {
  who: boolean
  measure: Measure
  whole: Measure | null
}

interface Relator {
  /** The segment that parts the sides. */
  at: number
  by: Sides['by']
}

const has = (segments: Segment[], ...kinds: string[]): boolean =>
  segments.some(part => kinds.includes(operationOf(part)?.kind ?? ''))

export const isThan = (part: Segment): boolean => /^(?:比|较)$/.test(part.text)

const isMore = (part: Segment): boolean => part.kind === 'word' && part.meaning.kind === 'more'
/** 超过2021年, 低于上年: the year is what the figure is held against. */
export const exceedsYear = (segments: Segment[]): boolean =>
  segments.some((part, at) => isMore(part) && part.text.length > 1 && segments[at + 1]?.kind === 'time')

export const thanYear = (segments: Segment[]): boolean =>
  exceedsYear(segments) || segments.some((part, at) => isThan(part) && segments[at + 1]?.kind === 'time')

const isShare = (part: Segment): boolean => operationOf(part)?.kind === 'share'

/** 比去年惠山: the year of the other side is said by the word that compares. */
const yearOfOther = /^[比较](?:去年|上年|上一年|前年)$/

const namesSide = (part: Segment | undefined): boolean =>
  part?.kind === 'place' || part?.kind === 'time' || (part?.kind === 'word' && part.meaning.kind === 'scope')

/** 比, 超过, 是…的几倍, 占: where the sides part, and what is asked of them. */
function relatorIn(segments: Segment[]): Relator | null {
  const than = segments.findIndex(
    (part, at) =>
      isThan(part) ||
      (yearOfOther.test(part.text) && segments[at + 1]?.kind === 'place') ||
      (isMore(part) && part.text.length > 1 && namesSide(segments[at + 1])),
  )
  if (than >= 0) {
    const after = segments.slice(than + 1)
    if (has(after, 'times')) return null
    // 比2021年增长多少 of a sum.
    if (has(after, 'change')) return { at: than, by: 'change' }
    if (has(after, 'share')) return { at: than, by: 'excess' }
    return has(after, 'difference') || after.some(isMore) || isMore(segments[than]!)
      ? { at: than, by: 'difference' }
      : null
  }
  const change = segments.findIndex(part => operationOf(part)?.kind === 'change' && /上一?年|去年|同比/.test(part.text))
  if (change >= 0) return { at: change, by: 'change' }
  const holds = segments.findIndex(part => isShare(part) && /^占(?:了|到|总数|总量)?$/.test(part.text))
  if (holds >= 0) return { at: holds, by: 'share' }
  const equals = segments.findIndex(
    (part, at) => /^(?:是|为|相当于|等于)$/.test(part.text) && namesSide(segments[at + 1]),
  )
  if (equals < 0) return null
  const after = segments.slice(equals + 1)
  return has(after, 'times') ? { at: equals, by: 'times' } : has(after, 'share') ? { at: equals, by: 'share' } : null
}

const numeral: Record<string, number> = { 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }

/** 五年总数, 两年合计: the latest so many years. */
function countedYears(segments: Segment[]): Years | null {
  const counted =
    /(?<![近过去前后第\d零〇一二三四五六七八九])([二两三四五六七八九十]|\d)年来?的?(?:申请)?(?:总|合计|之和|累计|一共|共)/.exec(
      textOf(segments),
    )?.[1]
  return counted ? { kind: 'recent', count: numeral[counted] ?? Number(counted) } : null
}

/** 去年 and 前年 beside a year in figures are counted from that one. */
const back: Record<string, number> = { 去年: 1, 上年: 1, 上一年: 1, 上年度: 1, 上一年度: 1, 前年: 2 }

function yearsIn(segments: Segment[], other: Years | null): Years | null {
  const from = other?.kind === 'list' && other.years.length === 1 ? other.years[0]! : null
  const meanings = segments.flatMap(part => {
    if (part.kind !== 'time') return []
    const by = part.meaning.kind === 'shift' ? -part.meaning.by : back[part.text]
    return from !== null && by !== undefined ? [{ kind: 'list' as const, years: [from - by] }] : [part.meaning]
  })
  return joinYears(meanings) ?? countedYears(segments)
}

function scopeIn(segments: Segment[]): Pick<Side, 'scope' | 'among' | 'count'> | null {
  const set = words(segments).find(
    ({ meaning }) => meaning.kind === 'scope' && (meaning.among !== null || meaning.scope === 'all'),
  )
  if (set?.meaning.kind !== 'scope' || set.meaning.scope === 'named') return null
  const { scope, among } = set.meaning
  const counted = /([二两三四五六七八九十]|\d+)[个家区县]/.exec(set.text)?.[1]
  return { scope, among, ...(counted && { count: numeral[counted] ?? Number(counted) }) }
}

/** 合计, 之和, 加起来, 总量; 五区的申请总数, where no 各 says that each has its own. */
const addsUp = (segments: Segment[]): boolean =>
  has(segments, 'sum') ||
  words(segments).some(
    ({ meaning, text }) =>
      (meaning.kind === 'total' && text !== '总计') ||
      (meaning.kind === 'applications' && /总/.test(text) && !/各|每/.test(textOf(segments))),
  ) ||
  /总[数量和]$|占总[数量]$/.test(textOf(segments))

const single = (years: Years | null): boolean =>
  years === null || years.kind === 'latest' || (years.kind === 'list' && years.years.length < 2)

const saysEach = (segments: Segment[]): boolean => segments.some(({ text }) => /^(?:分别|各自?)/.test(text))

/** A side as it is said: whose figures, of which years. */
function sideIn(segments: Segment[], other: Years | null): Side {
  const issuers = readIssuers(segments)
  const own = issuers.some(({ year }) => year !== null)
  const set = scopeIn(segments) ?? { scope: 'named', among: null }
  return { issuers, ...set, years: own ? null : yearsIn(segments, other) }
}

const dated = ({ issuers }: Side): boolean => issuers.some(({ year }) => year !== null)

const isNamed = ({ issuers, scope }: Side): boolean => issuers.length > 0 || scope !== 'named'

/** Each body and year of a side by itself. */
const apart = (side: Side): Side[] => {
  const years =
    side.years?.kind === 'list'
      ? side.years.years.map((year): Years => ({ kind: 'list', years: [year] }))
      : [side.years]
  const issuers: IssuerRef[][] = side.issuers.length > 0 ? side.issuers.map(ref => [ref]) : [[]]
  return issuers.flatMap(own => years.map(each => ({ ...side, issuers: own, years: each })))
}

const isSum = (side: Side): boolean =>
  side.scope !== 'named' ||
  side.issuers.length > 1 ||
  side.issuers.some(({ several }) => several) ||
  !single(side.years)

/** 无锡市…比各区合计: the districts of the place that is held against them. */
function inArea(side: Side, { issuers: [area, ...others], scope }: Side): Side {
  const holds =
    side.among !== null &&
    others.length === 0 &&
    area?.places.every(({ code }) => code.length <= (longestAbove[side.among!] ?? 0))
  return side.scope === 'below' && side.issuers.length === 0 && scope === 'named' && area && holds
    ? { ...side, issuers: [{ ...area, body: null }] }
    : side
}

const sameYears = (a: Side, b: Side): boolean => JSON.stringify(a.years) === JSON.stringify(b.years)
const sameMeasure = (a: Measure, b: Measure): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The sides of a comparison that one column of figures does not hold; null where it does, or nothing of the kind is asked. */
export function readSides(segments: Segment[], { who, measure, whole }: Beside): Sides | null {
  // 哪年超过2021年: a year is to be the answer.
  const asksYear = segments.some(part => part.kind === 'time' && /哪/.test(part.text))
  const relator = who || asksYear ? null : relatorIn(segments)
  if (!relator) return null
  const { at, by } = relator
  const [before, after] = [segments.slice(0, at), segments.slice(at + 1)]
  const link = segments[at]!
  const said = sideIn(before, null)
  const inFigures = before.some(({ kind, text }) => kind === 'time' && /[\d〇零一二]{2}/.test(text))
  const behind = sideIn(after, inFigures ? said.years : null)
  const shift = back[link.text.slice(1)] ?? (/上一?年|去年|同比/.test(link.text) ? 1 : 0)
  const shifted =
    shift > 0 && said.years?.kind === 'list'
      ? { kind: 'list' as const, years: said.years.years.map(year => year - shift) }
      : null
  const named: Side = inArea({ ...behind, years: shifted ?? behind.years }, said)
  const ownSide = isNamed(named)
  if (!ownSide && (named.years === null || sameYears(named, said))) return null
  const right: Side = ownSide ? named : { ...named, issuers: said.issuers, scope: said.scope, among: said.among }
  const left: Side = { ...said, years: said.years ?? (ownSide ? right.years : null) }
  const other: Side = { ...right, years: right.years ?? left.years }
  // 比惠山2021年、锡山2022年: years of its own on one side tell the other none.
  if ([left, other].some(dated) && [left, other].some(side => side.years === null && !dated(side))) return null
  const adds = [addsUp(before), addsUp(after) || (by === 'share' && /总[数量]$/.test(link.text))]
  // 是顺河区的几倍，军粮城…: nobody stands before the word; of a sum it may be whoever was spoken of.
  if (!isNamed(said) && said.years === null && !adds[1]) return null
  // Of a sum only: the change of each is another question.
  if (by === 'change' && (ownSide || !adds[0] || !isSum(left))) return null
  if (by === 'share' && whole && !isEmpty(whole) && !sameMeasure(whole, measure)) return null
  const joint = [
    adds[0]! || by === 'change',
    adds[1]! || by === 'change' || (by === 'share' && other.scope === 'named'),
  ]
  const sets = [left, other].some((side, i) => side.scope !== 'named' && !joint[i])
  if (sets) return null
  const each = saysEach(segments)
  // 梁溪和惠山占无锡市的多少: of each, and of both.
  const lefts = joint[0] && !each ? [left] : [...apart(left), ...(by === 'share' && !each && isSum(left) ? [left] : [])]
  const rights =
    !ownSide && adds[0] && !adds[1] && by !== 'share'
      ? [other]
      : joint[1] && !(each && isSum(other) && !isSum(left))
        ? [other]
        : apart(other)
  const plain = lefts.length === 1 && rights.length === 1 && !isSum(lefts[0]!) && !isSum(rights[0]!)
  const related = by === 'difference' || by === 'times'
  // 申请和复议分别是惠山区的几倍: each field against the same field; 许可和处罚合计 is one figure.
  const fields = measure.rows2.length === 1 && measure.columns2.length === 0 ? 1 : wantedOf(measure).length
  if (fields > 1 && adds.some(Boolean)) return null
  if (plain && related && fields < 2 && (!ownSide || sameYears(lefts[0]!, rights[0]!))) return null
  return { kind: 'sides', lefts, rights, by }
}

/** 梁溪区占无锡市的多少: of one figure in another of the same year, which goes on in a conversation as a share. */
export const isPlainShare = ({ lefts, rights, by }: Sides): boolean => {
  const [left, right] = [lefts[0]!, rights[0]!]
  const one = ({ issuers, scope, years }: Side) =>
    scope === 'named' && issuers.length === 1 && !issuers[0]!.several && single(years)
  return by === 'share' && lefts.length + rights.length === 2 && one(left) && one(right) && sameYears(left, right)
}
