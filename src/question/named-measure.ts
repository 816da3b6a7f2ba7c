import { isEmpty, type Measure, noMeasure, ownerOf } from './measure.ts'
import { operationOf, type Segment, textOf } from './segment.ts'

/** What of the form a message names, and what too general words (总计, 其他) may mean. */

export type Word = Extract<Segment, { kind: 'word' }>

export const words = (segments: Segment[]): Word[] => segments.filter(part => part.kind === 'word')

export const ids = (segments: Segment[], ...kinds: string[]): string[] => [
  ...new Set(
    words(segments).flatMap(({ meaning }) => (kinds.includes(meaning.kind) && 'id' in meaning ? [meaning.id] : [])),
  ),
]

export const has = (segments: Segment[], ...kinds: string[]): boolean =>
  segments.some(part => part.kind === 'word' && kinds.includes(part.meaning.kind))

const isKind = (part: Segment | undefined, ...kinds: string[]): boolean =>
  part?.kind === 'word' && kinds.includes(part.meaning.kind)

const measureKinds = ['row2', 'column2', 'row3', 'group', 'block', 'result', 'rate', 'carried', 'otherRow', 'results']

const joining = /^(?:和|与|及|跟|以及|还有|、|，|,)$/

/** 重复提的, 信访类提出的: what was handed in is the row's own; 多少 between them begins something new. */
function ownedByRow(segments: Segment[], at: number): boolean {
  const before = segments
    .slice(0, at)
    .findLast(each => !isKind(each, 'filler') || /多少|几/.test(each.text) || joining.test(each.text.trim()))
  return isKind(before, 'row3', 'group')
}

const asksCount = (part: Segment | undefined): boolean => part !== undefined && /多少|几/.test(part.text)

/** 收到多少予以公开多少: each has its own 多少. */
const counted = (between: Segment[]): boolean => between.some(asksCount)

/** 公开了几件不予公开几件: beside another result of requests, what was disclosed is one. */
const disclosesRequests = (segments: Segment[]): boolean =>
  has(segments, 'row3', 'group', 'carried', 'receive') &&
  !has(segments, 'row2', 'column2') &&
  segments.some(
    (part, at) =>
      isKind(part, 'disclose') &&
      asksCount(segments[at + 1]) &&
      !/[条篇期]$/.test(segments[at + 1]!.text) &&
      !/[没未不非无]$/.test(segments[at - 1]?.text ?? ''),
  )

/** 收到多少申请, 收到和办结的申请, 收到多少，办结多少: the verb has its object, or stands beside other rows as one of them. */
function receivedApplications(segments: Segment[]): boolean {
  // 复议受理几件: what is received there is a review.
  if (has(segments, 'block', 'result') && !has(segments, 'applications')) return false
  return segments.some((part, at) => {
    if (!isKind(part, 'receive') || ownedByRow(segments, at)) return false
    const after = segments.slice(at + 1)
    const next = after.findIndex(each => !isKind(each, 'filler', 'total') || joining.test(each.text.trim()))
    const stop = after[next]
    if (!stop || isKind(stop, 'applications')) return true
    if (counted(after.slice(0, next)) && isKind(stop, 'row3', 'group') && asksCount(after[next + 1])) return true
    return stop.kind === 'rest'
      ? /[,，、;；。?？]/.test(stop.text) && next > 0
      : /^(?:加上?|减去?)$/.test(stop.text) || joining.test(stop.text.trim())
  })
}

/** 申请总数减去予以公开: a count of requests that no row before it makes its own (予以公开申请数). */
function countsApplications(segments: Segment[]): boolean {
  return segments.some((part, at) => {
    if (!isKind(part, 'applications') || !/[数量计]/.test(part.text)) return false
    const before = segments.slice(0, at).findLast(each => !isKind(each, 'filler', 'applications'))
    return !isKind(before, ...measureKinds, 'applicant')
  })
}

/** 申请和诉讼哪个多: named side by side, neither belongs to the other. */
function besideAnother(segments: Segment[]): boolean {
  const joins = (part: Segment | undefined) =>
    part !== undefined && (joining.test(part.text.trim()) || /^(?:比|超过|[多少高低]于|减去?)$/.test(part.text))
  // 申请数量、复议数量: over the noun that counts.
  const next = (at: number, step: 1 | -1) => {
    const from = step > 0 && /^(?:件?数|数量|总数)$/.test(segments[at + 1]?.text ?? '') ? at + 1 : at
    return joins(segments[from + step]) && isKind(segments[from + 2 * step], ...measureKinds)
  }
  // 涉密的申请和信访类的申请: the row before the word has made it its own.
  const owned = (at: number) => {
    const before = segments.slice(0, at).findLast(each => !isKind(each, 'filler') || joining.test(each.text.trim()))
    return isKind(before, ...measureKinds, 'applicant')
  }
  return segments.some((part, at) => isKind(part, 'applications') && !owned(at) && (next(at, 1) || next(at, -1)))
}

/** 申请 and 收到 mean 本年新收 only where nothing more precise is named beside them. */
function asksReceived(segments: Segment[]): boolean {
  if (has(segments, ...measureKinds))
    return receivedApplications(segments) || countsApplications(segments) || besideAnother(segments)
  // 年报提出了什么措施: the verb alone is no application where a section is named.
  return has(segments, 'applications', 'applicants') || (has(segments, 'receive') && !has(segments, 'section', 'topic'))
}

/** 总数和维持数, 总计、维持、纠正: joined to a result, and no sum of what is named. */
const totalBeside = (segments: Segment[]): boolean =>
  segments.some((part, at) => {
    const joins = (each: Segment | undefined) => each !== undefined && joining.test(each.text.trim())
    return (
      isKind(part, 'total') &&
      /^总(?:[数计量]|数量)$/.test(part.text) &&
      ((joins(segments[at + 1]) && isKind(segments[at + 2], 'result')) ||
        (joins(segments[at - 1]) && isKind(segments[at - 2], 'result')))
    )
  })

/** 公开的多还是不公开的多, 公开的比没公开的多吗: the one result against the other. */
const contrast = /(?<![没未不])公开的?[多少]?(?:还是|比)(?:没有?|未|不)(?:予以)?公开/

/** The rows that are named, or that a column beside another row names for itself: 行政处罚和采购金额. */
function rowsOfTable2(segments: Segment[]): string[] {
  const named = ids(segments, 'row2')
  const owners = ids(segments, 'column2').flatMap(column => ownerOf(column) ?? [])
  return named.length > 0 ? [...new Set([...named, ...owners])] : []
}

export function readMeasure(segments: Segment[]): Measure {
  const measure: Measure = {
    ...noMeasure,
    rows2: rowsOfTable2(segments),
    columns2: ids(segments, 'column2'),
    rows3: ids(segments, 'row3', 'group'),
    applicants: ids(segments, 'applicant'),
    blocks: ids(segments, 'block'),
    results: ids(segments, 'result'),
  }
  // 收到和结转总共多少: what came in, from the year before and in this one.
  const sums = has(segments, 'total') || segments.some(part => operationOf(part)?.kind === 'sum')
  const cameIn = has(segments, 'receive') || measure.rows3.includes('received')
  if (contrast.test(textOf(segments)) && measure.rows3.every(row => row === 'refused'))
    measure.rows3 = ['granted', 'refused']
  if (disclosesRequests(segments) && !measure.rows3.includes('granted')) measure.rows3 = ['granted', ...measure.rows3]
  if (has(segments, 'carried')) {
    // 结转比上年结转少了多少: the other of the two beside the one that is named.
    const named = measure.rows3.some(row => row === 'carriedIn' || row === 'carriedOut')
    const both = named || !(sums && cameIn) ? ['carriedIn', 'carriedOut'] : ['carriedIn']
    measure.rows3 = [...new Set([...measure.rows3, ...both])]
  }
  // 行政诉讼总数和维持数: the total stands beside a result as one of them.
  if (measure.results.length > 0 && measure.blocks.length > 0 && totalBeside(segments))
    measure.results = ['total', ...measure.results.filter(result => result !== 'total')]
  const specificBlocks = measure.blocks.filter(block => block.startsWith('litigation.'))
  // 败诉, 打赢, 法院纠正: nobody loses a review, and no court decides it.
  const inCourt = words(segments).some(
    ({ meaning, text }) => meaning.kind === 'result' && /诉|赢|输|判|法院/.test(text),
  )
  if (inCourt && measure.blocks.length === 0) measure.blocks = ['litigation']
  if (specificBlocks.length > 0) measure.blocks = measure.blocks.filter(block => block !== 'litigation')
  const disputed = measure.blocks.length + measure.results.length > 0
  const other = has(segments, 'row2', 'column2', 'row3', 'group')
  if (has(segments, 'results') && !disputed && !other && !has(segments, 'otherRow')) measure.rows3 = ['handled']
  const disclosedApplications =
    has(segments, 'disclose') &&
    (has(segments, 'applications') || (has(segments, 'applicants') && !has(segments, 'receive')))
  if (!has(segments, ...measureKinds) && disclosedApplications) return { ...measure, rows3: ['granted'] }
  const withOther = has(segments, 'otherRow') ? placeOther(measure, segments) : measure
  return asksReceived(segments)
    ? { ...withOther, rows3: ['received', ...withOther.rows3.filter(row => row !== 'received')] }
    : withOther
}

/** 公开了多少, 企业拿到公开多少 behind what was received: the row of what was granted. Null where a stretch says more, or nothing of it. */
export function disclosedIn(stretch: Segment[]): Measure | null {
  const own = readMeasure(stretch)
  const { applicants, rows3 } = own
  const whose = applicants.length > 0 && rows3.every(row => row === 'received')
  const only = isEmpty(own) || (whose && isEmpty({ ...own, applicants: [], rows3: [] }))
  return has(stretch, 'disclose') && only ? { ...noMeasure, rows3: ['granted'], applicants } : null
}

/** 其他 stands in three tables; what is named beside it tells which one is meant. */
function placeOther(measure: Measure, segments: Segment[]): Measure {
  if (measure.blocks.length > 0) return { ...measure, results: [...measure.results, 'other'] }
  const results = measure.rows3.some(
    row => row.startsWith('other.') || ['handled', 'other', 'refused', 'unavailable', 'notProcessed'].includes(row),
  )
  if (results || has(segments, 'results')) {
    return {
      ...measure,
      rows3: [...measure.rows3.filter(row => row !== 'handled' && row !== 'other'), 'other.remaining'],
    }
  }
  if (has(segments, 'applications', 'applicants') || measure.applicants.length > 0 || measure.rows3.length > 0) {
    return { ...measure, applicants: [...measure.applicants, 'otherOrganization'] }
  }
  return measure
}

export interface MeasureChoice {
  label: string
  measure: Measure
}

const choicesOfTotal: MeasureChoice[] = [
  { label: '本年新收政府信息公开申请总计', measure: { ...noMeasure, rows3: ['received'] } },
  { label: '本年度办理结果总计', measure: { ...noMeasure, rows3: ['handled'] } },
  { label: '行政复议总计', measure: { ...noMeasure, blocks: ['review'] } },
  { label: '行政诉讼总计', measure: { ...noMeasure, blocks: ['litigation'] } },
]

const choicesOfOther: MeasureChoice[] = [
  { label: '办理结果“其他”', measure: { ...noMeasure, rows3: ['other.remaining'] } },
  {
    label: '申请人“其他组织”的新收申请',
    measure: { ...noMeasure, rows3: ['received'], applicants: ['otherOrganization'] },
  },
  { label: '行政复议“其他结果”', measure: { ...noMeasure, blocks: ['review'], results: ['other'] } },
  { label: '行政诉讼“其他结果”', measure: { ...noMeasure, blocks: ['litigation'], results: ['other'] } },
]

const choicesOfDisclosed: MeasureChoice[] = [
  { label: '申请办理结果“予以公开”', measure: { ...noMeasure, rows3: ['granted'] } },
  { label: '规范性文件（主动公开表）', measure: { ...noMeasure, rows2: ['normativeDocuments'] } },
]

/** 公开了几件, and nothing else: requests or documents, since messages are counted in 条. */
export const asksDisclosed = (segments: Segment[]): boolean =>
  has(segments, 'disclose') &&
  !has(segments, 'topic', 'section', ...measureKinds) &&
  (segments.some(({ text }) => /件$|^件?数量?$/.test(text)) ||
    segments.some(
      (part, at) => /^有?多少$/.test(part.text) && isKind(segments[at - 1], 'disclose') && at === segments.length - 1,
    ))

/** 个人申请公开多少, 企业公开了吗: what they asked for, or what they were given. Null where the words tell. */
export function requestsOrResults(segments: Segment[]): MeasureChoice[] | null {
  if (has(segments, ...measureKinds, 'section', 'topic')) return null
  const receives = has(segments, 'receive')
  const applied = segments.some((part, at) => {
    const before = segments.slice(0, at).findLast(each => each.text !== '的')
    const bare = isKind(part, 'applications') && /^依?申请公开的?$/.test(part.text)
    const asked = part.text.startsWith('申请') && isKind(before, 'applicant') && !receives
    return bare && (asked || segments[at + 1]?.text === '了')
  })
  const disclosed =
    has(segments, 'disclose') && has(segments, 'applicant') && !has(segments, 'applications') && !receives
  if (!applied && !disclosed) return null
  const applicants = ids(segments, 'applicant')
  return [
    { label: '收到的申请（本年新收）', measure: { ...noMeasure, rows3: ['received'], applicants } },
    { label: '申请办理结果“予以公开”', measure: { ...noMeasure, rows3: ['granted'], applicants } },
  ]
}

/** Fields that a too general word may mean; none where no such word is said. */
export function choicesFor(segments: Segment[]): MeasureChoice[] {
  if (asksDisclosed(segments)) return choicesOfDisclosed
  return has(segments, 'otherRow') ? choicesOfOther : has(segments, 'total') ? choicesOfTotal : []
}
