import { isMeasured, isWord, type Refiner } from './refiner.ts'
import { operationOf, type Segment } from './segment.ts'

/** Refiners of what is denied: a field, a place, a year. */

const has = (segments: Segment[], ...kinds: string[]) =>
  segments.some(part => part.kind === 'word' && kinds.includes(part.meaning.kind))

/** 不是 behind a place or a year denies what follows; at the head of a message it corrects what was understood before. */
const deniesWithin = (segments: Segment[], at: number): boolean =>
  /^(?:不是|并不是)$/.test(segments[at]!.text) &&
  segments.slice(0, at).some(({ kind }) => kind === 'place' || kind === 'time')

const denies = (segments: Segment[], at: number): boolean => {
  const part = segments[at]!
  return isWord(part, 'none') || (part.kind === 'rest' && /[不非]$/.test(part.text)) || deniesWithin(segments, at)
}

/** 没有被处罚的, 未批准许可, 没有涉及第三方的: verbs that lead from the denial to what is denied. */
const between =
  /^(?:被|给|予|予以|获|获得|得到|有|过|批|批了|批准|批准了|准予|同意|涉及|属于|作出|做出|下达|实施|进行|办|发放|颁发|核发|因|由于|把|对)$/

const leads = (part: Segment, later: boolean): boolean =>
  !(part.kind === 'word' && deniable.includes(part.meaning.kind)) &&
  (between.test(part.text) || (later && part.text === '的'))

const deniable = [
  'row2',
  'column2',
  'row3',
  'group',
  'applicant',
  'block',
  'result',
  'carried',
  'receive',
  'applications',
]

const counts = (segments: Segment[]) => segments.some(({ text }) => /多少|几/.test(text))

/** 军粮城没有处罚吗, 是不是没有诉讼, 没有规章: whether there is any is asked, and the number tells. 未处罚, 没有采购的项目 narrow something. */
function asksWhether(segments: Segment[], at: number, denied: number): boolean {
  if (!isWord(segments[at]!, 'none') || counts(segments)) return false
  // 没批准的许可 narrows.
  if (segments.slice(at + 1, denied).some(({ text }) => text.endsWith('的'))) return false
  const whether =
    segments.some(({ text }) => /^(?:吗|吧|么|嘛|是不是|是否)$/.test(text)) || /[?？]/.test(segments.at(-1)!.text)
  return (
    whether ||
    (/^(?:没有|没|无)$/.test(segments[at]!.text) &&
      segments[denied + 1]?.text !== '的' &&
      !segments[denied]!.text.endsWith('的'))
  )
}

/** Of whom, or of which years, nothing was is a question of its own. */
const asksOfWhom = (segments: Segment[]): boolean =>
  has(segments, 'who', 'scope') ||
  segments.some(
    part =>
      ['filter', 'exists', 'rank'].includes(operationOf(part)?.kind ?? '') ||
      (part.kind === 'time' && part.meaning.kind === 'every'),
  )

/**
 * 没有予以公开, 未维持, 未处罚几件, 没有重复的申请: the contrary of a field is no field of the form. Of whom nothing was is asked with 哪个,
 * 谁.
 */
export const negated: Refiner = segments => {
  if (asksOfWhom(segments)) return segments
  return segments.map((part, at): Segment => {
    if (!denies(segments, at)) return part
    const denied = segments.findIndex((each, i) => i > at && !leads(each, i > at + 1))
    const after = segments[denied]
    if (!after || asksWhether(segments, at, denied)) return part
    // 因国家秘密没公开的 is the row's own.
    const discloses = isWord(after, 'disclose') && !has(segments, 'row3', 'group')
    if (!discloses && !(after.kind === 'word' && deniable.includes(after.meaning.kind))) return part
    // 不是自然人的 leaves one column out, which the others add up to; 不是不予公开的 is left to the rules for exclusions.
    if (deniesWithin(segments, at) && (isWord(after, 'applicant') || has(segments, 'row3', 'group'))) return part
    const { start, end, text } = part
    const words = segments.slice(at, denied + 1).map(each => each.text)
    return { start, end, text, kind: 'word', meaning: { kind: 'limits', words: words.join('') } }
  })
}

/** 一件都没公开, 一件也没办: whether there was any is asked, of what was disclosed, or handled, itself. */
export const notOneDone: Refiner = segments => {
  const one = segments.some(part => operationOf(part)?.kind === 'filter' && /^[一半1][件个条份宗]/.test(part.text))
  if (!one) return segments
  return segments.map((part): Segment => {
    if (part.kind !== 'word') return part
    const refused = part.meaning.kind === 'group' && part.meaning.id === 'refused' && /^[没未]/.test(part.text)
    const left = part.meaning.kind === 'row3' && part.meaning.id === 'carriedOut' && /^[没未]/.test(part.text)
    return refused || left ? { ...part, meaning: { kind: 'row3', id: refused ? 'granted' : 'handled' } } : part
  })
}

const isAnchor = (part: Segment | undefined): boolean =>
  part?.kind === 'place' || part?.kind === 'body' || (part?.kind === 'time' && part.meaning.kind === 'list')

/** 不是鹤岗(的…), 而不是军粮城: the denial, and where the denied place or year stands behind it; null where none does. */
export function deniedAnchor(segments: Segment[], at: number): number | null {
  if (!/^(?:不是|并不是|并非)$/.test(segments[at]!.text) || isWord(segments[at]!, 'except')) return null
  const next = segments.findIndex((each, i) => i > at && !/^(?:在|指|说|问)$/.test(each.text))
  return isAnchor(segments[next]) ? next : null
}

/** 不是鹤岗的南山区, 不是阿城那个: the denied place tells which of several is meant, or whose. */
const qualifies = (segments: Segment[], denied: number): boolean =>
  /^(?:的|那个|那边|那边的|这个|这边|里|的那个|单位|地方|那家)$/.test(segments[denied + 1]?.text ?? '') ||
  isWord(segments[denied + 1] ?? segments[denied]!, 'who')

/** 顺河而不是军粮城, 不是2019是2020年: beside another of its kind what is denied is not asked about; of a set it is left out. */
export const deniedPlace: Refiner = segments => {
  const at = segments.findIndex((_, i) => deniedAnchor(segments, i) !== null)
  const denied = at >= 0 ? deniedAnchor(segments, at) : null
  if (denied === null) return segments
  const anchor = segments[denied]!
  const others = segments.some((part, i) => i !== denied && part.kind === anchor.kind)
  if (others && !qualifies(segments, denied)) {
    const from = /^(?:而|并)$/.test(segments[at - 1]?.text ?? '') ? at - 1 : at
    return segments.filter((_, i) => i < from || i > denied)
  }
  const { start, end, text } = segments[at]!
  if (anchor.kind === 'place' && has(segments, 'who', 'scope') && !others)
    return segments.map(part =>
      part === segments[at] ? { start, end, text, kind: 'word', meaning: { kind: 'except' } } : part,
    )
  return segments
}

/** 不是2020年的年报, 2020年以外的报告: no list of reports is made of the years that are left. */
export const reportsOfOtherYears: Refiner = segments => {
  if (!has(segments, 'report', 'reports') || segments.some(isMeasured)) return segments
  return segments.map((part, at): Segment => {
    const beside = segments[at - 1]?.kind === 'time' || segments[at + 1]?.kind === 'time'
    const denial = /^(?:不是|并非|非|除了?)$/.test(part.text) || isWord(part, 'except')
    const { start, end, text } = part
    return denial && beside
      ? { start, end, text, kind: 'word', meaning: { kind: 'declined', reason: 'outOfScope' } }
      : part
  })
}

/** 专线未回复几条: of a passage's subject, too, the contrary is counted. */
export const deniedVerb: Refiner = segments => {
  if (!counts(segments) || segments.some(isMeasured) || has(segments, 'who', 'scope')) return segments
  return segments.map((part, at): Segment => {
    const next = segments[at + 1]
    const { start, end, text } = part
    const verb = next?.kind === 'rest' && next.start === end && /^\p{Script=Han}/u.test(next.text)
    return isWord(part, 'none') && verb ? { start, end, text, kind: 'rest' } : part
  })
}

/** 要的不是许可是处罚: what is denied is named only to be told from the other. */
export const deniedField: Refiner = segments => {
  const at = segments.findIndex(({ text }) => text === '不是')
  const field = segments[at + 1]
  const other = segments[at + 2]
  const known = (part: Segment | undefined) => part?.kind === 'word' && deniable.includes(part.meaning.kind)
  if (at < 0 || !known(field) || !/^(?:是|而是|就是)$/.test(other?.text ?? '') || !known(segments[at + 3]))
    return segments
  return segments.filter((_, i) => i < at || i > at + 2)
}
