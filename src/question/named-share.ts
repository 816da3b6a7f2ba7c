import { isEmpty, type Measure, noMeasure } from './measure.ts'
import { readMeasure, words } from './named-measure.ts'
import { operationOf, type Segment } from './segment.ts'

/** What of a question about a share is the part and what is the whole: A占B的几成, B里A占多少, A在B中的占比. */

export interface NamedShare {
  part: Measure
  /** What the question names as the whole; null where it names none. */
  whole: Measure | null
}

const isShare = (part: Segment): boolean => operationOf(part)?.kind === 'share'

/** 占 with its object behind it; 占比 and 占多少 have none. */
export const takesWhole = (part: Segment): boolean => isShare(part) && /^占(?:到|全部|总数|总量)?$/.test(part.text)

const inside = /^(?:里|中|内|里面|里头|里边|当中|之中|其中|中间|里的)$/
const equals = /^(?:是|为|相当于|等于)$/

/** 收到的申请, 申请总数: the row 本年新收 by name; 申请 alone is whatever was asked of the body. */
const namesReceived = (segments: Segment[]): boolean =>
  words(segments).some(
    ({ meaning, text }) =>
      (meaning.kind === 'row3' && meaning.id === 'received') ||
      meaning.kind === 'receive' ||
      meaning.kind === 'total' ||
      (meaning.kind === 'applications' && /[总数量]/.test(text)),
  )

const results = (measure: Measure): boolean =>
  measure.rows3.some(row => !['received', 'carriedIn', 'carriedOut', 'handled'].includes(row))

/** 申请里予以公开占多少: results of requests are counted in 办理结果. */
const wholeFor = (part: Measure, segments: Segment[]): Measure => {
  const whole = readMeasure(segments)
  const loose = whole.rows3.join() === 'received' && results(part) && !namesReceived(segments)
  return loose ? { ...whole, rows3: ['handled'] } : whole
}

/** The part and the whole before the verb: 自然人里予以公开, 予以公开在办理结果中. */
function within(segments: Segment[]): NamedShare {
  const at = segments.findIndex(part => part.kind === 'word' && inside.test(part.text))
  if (at >= 0) {
    const after = readMeasure(segments.slice(at + 1))
    if (!isEmpty(after)) {
      const whole = wholeFor(after, segments.slice(0, at))
      return { part: after, whole: isEmpty(whole) ? null : whole }
    }
    const from = segments.findLastIndex((part, index) => index < at && part.text === '在')
    const part = readMeasure(segments.slice(0, Math.max(from, 0)))
    const whole = wholeFor(part, segments.slice(from + 1, at))
    if (from >= 0 && !isEmpty(part) && !isEmpty(whole)) return { part, whole }
  }
  return nested(readMeasure(segments))
}

const groups = ['refused', 'unavailable', 'notProcessed', 'other']

/** 不予公开国家秘密占几成: of two rows, one within the other, the greater is the whole. */
function nested(measure: Measure): NamedShare {
  const { rows3 } = measure
  const whole =
    rows3.find(row => groups.includes(row) && rows3.some(other => other.startsWith(`${row}.`))) ??
    (results(measure) ? rows3.find(row => ['handled', 'received'].includes(row)) : undefined)
  if (rows3.length < 2 || whole === undefined) return { part: measure, whole: null }
  return { part: { ...measure, rows3: rows3.filter(row => row !== whole) }, whole: { ...noMeasure, rows3: [whole] } }
}

/** 因国家秘密不予公开的占…: the group is named to say where its row stands. */
const withoutGroups = (measure: Measure): Measure => nested(measure).part

/** Part and whole of a question about a share; null where none is asked for. */
export function readShare(segments: Segment[]): NamedShare | null {
  if (!segments.some(isShare)) return null
  const verb = segments.findIndex(takesWhole)
  const copula = segments.findIndex(
    (part, at) =>
      equals.test(part.text) && segments.slice(at + 1).some(isShare) && !isEmpty(readMeasure(segments.slice(at + 1))),
  )
  const at = verb >= 0 ? verb : copula
  const whole = at >= 0 ? readMeasure(segments.slice(at + 1)) : noMeasure
  if (isEmpty(whole)) return within(at >= 0 ? segments.slice(0, at) : segments)
  const before = within(segments.slice(0, at))
  const container = before.whole && before.whole.applicants.length > 0 ? before.whole.applicants : []
  const part = withoutGroups(before.part)
  const named = wholeFor(part, segments.slice(at + 1))
  // 自然人里予以公开占办理结果的比例: the column holds on both sides.
  return container.length > 0 && part.applicants.length === 0
    ? { part: { ...part, applicants: container }, whole: named }
    : { part, whole: named }
}
