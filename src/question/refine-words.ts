import { isWord, type Refiner } from './refiner.ts'
import { operationOf, type Segment, textOf } from './segment.ts'

/** Refiners of words whose neighbours give them another field. */

const inCourt = (part: Segment | undefined) =>
  part?.kind === 'word' && part.meaning.kind === 'block' && part.meaning.id === 'litigation'

/** 直接告政府, 复议完又打官司: whether a review came first tells the one block of 行政诉讼 from the other. */
export const wayToCourt: Refiner = segments => {
  const court = segments.findIndex(inCourt)
  const part = segments[court]
  if (part?.kind !== 'word') return segments
  const start = segments.findLastIndex((each, at) => at < court && (each.text === '直接' || isWord(each, 'block')))
  const between = textOf(segments.slice(start + 1, court))
  const first = segments[start]
  const direct = first?.text === '直接' && /^[就去来把被]*$/.test(between)
  const after = first && isWord(first, 'block') && /^[之以过完了]*[后完过][又再才还被去来]*$/.test(between)
  if (!first || !(direct || after)) return segments
  const id = direct ? 'litigation.direct' : 'litigation.afterReview'
  return segments.flatMap((each): Segment[] =>
    each.start >= first.start && each.end <= part.start
      ? []
      : each === part
        ? [{ ...part, meaning: { kind: 'block', id } }]
        : [each],
  )
}

const results = ['row3', 'group']
const isResult = (part: Segment | undefined): boolean =>
  part?.kind === 'word' && results.includes(part.meaning.kind) && !isCarriedOrReceived(part)
const isCarriedOrReceived = (part: Segment): boolean =>
  part.kind === 'word' && 'id' in part.meaning && /^(?:received|carriedIn|carriedOut)$/.test(part.meaning.id)

const joins = (part: Segment | undefined): boolean =>
  part !== undefined &&
  (/^[、,，+＋和与及跟]$|^(?:以及|还有)$/.test(part.text.trim()) || operationOf(part)?.kind === 'sum')

const asksCount = (part: Segment | undefined): boolean => part !== undefined && /^有?(?:多少|几)/.test(part.text)
const isSmall = (part: Segment | undefined): boolean =>
  part !== undefined && /^(?:[的了数]|件数|数量|个数)$/.test(part.text)

/** The segment next to this one, over 的, 了 and 件数, and where it stands. */
function beyondSmall(segments: Segment[], at: number, step: 1 | -1): number {
  let next = at + step
  while (isSmall(segments[next])) next += step
  return next
}

/** 公开和部分公开, 公开了的加上部分公开的: side by side with a result of requests, what was disclosed is one. */
function besideResult(segments: Segment[], at: number): boolean {
  return ([1, -1] as const).some(step => {
    const joint = beyondSmall(segments, at, step)
    return joins(segments[joint]) && isResult(segments[beyondSmall(segments, joint, step)])
  })
}

const isShareOf = (part: Segment | undefined): boolean =>
  part !== undefined && operationOf(part)?.kind === 'share' && /^占/.test(part.text)

const denied = (segments: Segment[], at: number): boolean => /[没未不非无]$/.test(segments[at - 1]?.text ?? '')

const granted = (part: Segment): Segment => ({ ...part, kind: 'word', meaning: { kind: 'row3', id: 'granted' } })

const ofApplicant = (segments: Segment[], at: number): boolean => {
  const owner = segments[beyondSmall(segments, at, -1)]
  return owner !== undefined && isWord(owner, 'applicant')
}

/** 公开 where it can only be the result 予以公开: beside another result, as what a share is taken of, or counted of one kind of applicant. */
export const disclosedResult: Refiner = segments => {
  if (segments.some(part => isWord(part, 'row2') || isWord(part, 'column2') || isWord(part, 'receive'))) return segments
  const alone = !segments.some(isResult)
  return segments.flatMap((part, at): Segment[] => {
    if (part.kind !== 'word') return [part]
    if (denied(segments, at)) {
      const narrows = alone && isWord(part, 'disclose') && segments.some(each => isWord(each, 'applicant'))
      return [narrows ? { ...part, meaning: { kind: 'limits', words: segments[at - 1]!.text + part.text } } : part]
    }
    const counted = asksCount(segments[beyondSmall(segments, at, 1)])
    if (isWord(part, 'disclose')) {
      const whole =
        isShareOf(segments[beyondSmall(segments, at, -1)]) && segments.some(each => isWord(each, 'applicant'))
      const ofOne = alone && counted && ofApplicant(segments, at)
      // 办结的95件里有几件公开: counted right before it, as one result of those.
      const countedBefore =
        asksCount(segments[at - 1]) && segments.some(each => isWord(each, 'row3') && /结|办|答/.test(each.text))
      return [besideResult(segments, at) || whole || ofOne || countedBefore ? granted(part) : part]
    }
    // 企业申请公开了几件: counted as disclosed. 企业申请公开的有几件 are those that were asked for.
    const own = isWord(part, 'applications') && part.text === '申请公开' && ofApplicant(segments, at)
    return own && segments[at + 1]?.text === '了' && counted ? [granted(part)] : [part]
  })
}

/** 惠山区2022年单位申请多少件: those who asked, where it is neither a body nor one of many that are asked about. */
export const organizations: Refiner = segments => {
  const others = segments.some(
    part => isWord(part, 'who') || isWord(part, 'scope') || operationOf(part)?.kind === 'rank',
  )
  if (others || !segments.some(({ kind }) => kind === 'place')) return segments
  return segments.map((part, at): Segment => {
    const after = segments[beyondSmall(segments, at, 1)]
    const before = segments[at - 1]
    const asks = part.text === '单位' && isWord(part, 'filler') && after !== undefined && isWord(after, 'applications')
    const { start, end, text } = part
    return asks && (before === undefined || before.kind === 'time' || before.kind === 'place' || joins(before))
      ? { start, end, text, kind: 'word', meaning: { kind: 'applicant', id: 'organizations' } }
      : part
  })
}

/** Behind 比 beside a year in figures, these count from that one. */
const compared: Record<string, number> = { 前年: -2, 大前年: -3 }

/**
 * 2022年的…和上年: the year before the one that is named; 2022年上年 is that year alone. 去年 beside a named year counts from it as well: 2021年
 * 和去年; 前年 only behind 比: 2022年比前年.
 */
export const yearBefore: Refiner = segments => {
  // 2020年上年的申请结转: the field's own words.
  if (segments.some(part => isWord(part, 'carried'))) return segments
  const drop = new Set<Segment>()
  const dated = segments.map((part, at): Segment => {
    const held = /[比较]$/.test(segments[at - 1]?.text ?? '') ? compared[part.text] : undefined
    const moved = part.kind === 'time' && part.meaning.kind === 'shift' ? part.meaning.by : (held ?? null)
    if (part.kind !== 'time' || (moved === null && !/^(?:上一?年度?|去年)$/.test(part.text))) return part
    const named = segments.slice(0, at).filter(each => each.kind === 'time')
    const [only] = named
    if (!only || named.length !== 1 || only.meaning.kind !== 'list' || only.meaning.years.length !== 1) return part
    // 前年和去年: both count from now.
    if ((part.text === '去年' || held) && /^(?:大?前年|今年|去年)$/.test(only.text)) return part
    const [year] = only.meaning.years
    const said = part.meaning.kind === 'list' && part.meaning.years.includes(year!)
    const beside = segments[at - 1] === only || (segments[at - 1]?.text === '的' && segments[at - 2] === only)
    // 2020年去年 in 2021: the one explains the other.
    if (part.text === '去年' && said) return part
    // 2022年的后一年; 2022年比前一年 counts from what is asked.
    if (moved !== null && !held && !beside && part.text !== '上一年') return part
    if (beside) drop.add(only)
    return { ...part, meaning: { kind: 'list', years: [year! + (moved ?? -1)] } }
  })
  return drop.size > 0 ? dated.filter((_, at) => !drop.has(segments[at]!)) : dated
}

/** 收到多少申请公开多少: between two counts the noun ends the one and the verb begins the other. */
export const applicationsDisclosed: Refiner = segments =>
  segments.flatMap((part, at): Segment[] => {
    const counts = (each: Segment | undefined) =>
      each !== undefined && isWord(each, 'filler') && /多少|几/.test(each.text)
    const parted =
      part.text === '申请公开' &&
      isWord(part, 'applications') &&
      counts(segments[at - 1]) &&
      counts(segments[at + 1]?.text === '了' ? segments[at + 2] : segments[at + 1])
    if (!parted) return [part]
    const middle = part.start + 2
    return [
      { kind: 'word', start: part.start, end: middle, text: '申请', meaning: { kind: 'applications' } },
      { kind: 'word', start: middle, end: part.end, text: '公开', meaning: { kind: 'disclose' } },
    ]
  })

/** 公开了多少, 其中公开了几个, and nothing else: counted in 件, as what requests came to is; messages are counted in 条. */
export const disclosedAlone: Refiner = segments => {
  const count = segments.find(part => isWord(part, 'filler') && /^(?:多少|几|几个|多少个)$/.test(part.text))
  const idle = segments.every(part =>
    part.kind === 'rest'
      ? !/[\p{L}\p{N}]/u.test(part.text)
      : isWord(part, 'filler') || isWord(part, 'follow') || isWord(part, 'disclose'),
  )
  if (!count || !idle || !segments.some(part => isWord(part, 'disclose'))) return segments
  return segments.map(part => (part === count ? { ...part, text: `${part.text.replace('个', '')}件` } : part))
}

/** 申请办了几件, 办了41件申请吗: what was done with requests is the row of what was handled. 办了几次培训 is something else. */
export const handledApplications: Refiner = segments => {
  const small = [
    'filler',
    'follow',
    'pronoun',
    'applications',
    'applicant',
    'total',
    'receive',
    'disclose',
    'row3',
    'group',
    'carried',
    'items',
  ]
  const plain = segments.every(
    part =>
      (part.kind !== 'rest' || /^\P{L}+$/u.test(part.text)) &&
      (part.kind !== 'word' || small.includes(part.meaning.kind)),
  )
  if (!plain || segments.some(({ kind }) => kind === 'body' || kind === 'operation')) return segments
  const named = segments.some(part => isWord(part, 'row3') || isWord(part, 'group') || isWord(part, 'carried'))
  return segments.map((part, at): Segment => {
    const counts = /多少|几|\d(?!\d*年)|^[了完]?吗/.test(textOf(segments.slice(at + 1)))
    // 留到明年办的: a row that is named has its own verb.
    const verb = named ? /^(?:办了|办过)$/ : /^(?:办了|办过|办|处理)$/
    return verb.test(part.text) && isWord(part, 'filler') && counts
      ? { ...part, kind: 'word', meaning: { kind: 'row3', id: 'handled' } }
      : part
  })
}

/** 发了几件废了几件: beside the documents that were repealed, those that were issued. */
export const issuedDocuments: Refiner = segments => {
  if (!segments.some(part => part.kind === 'word' && part.meaning.kind === 'column2' && part.meaning.id === 'repealed'))
    return segments
  return segments.map((part, at): Segment => {
    const issued =
      /^(?:发了|发过|出了|发|出)$/.test(part.text) &&
      isWord(part, 'filler') &&
      (asksCount(segments[at + 1]) || /^\d+$/.test(segments[at + 1]?.text ?? ''))
    return issued ? { ...part, kind: 'word', meaning: { kind: 'column2', id: 'issued' } } : part
  })
}
