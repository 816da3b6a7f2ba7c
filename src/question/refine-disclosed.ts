import { hasRow, isMeasured, isWord, type Refiner } from './refiner.ts'
import { operationOf, type Segment } from './segment.ts'

/** Refiners of 公开 where it stands for what was granted, and is no more than a small word of the form. */

const denied = (segments: Segment[], at: number): boolean => /[没未不非无]$/.test(segments[at - 1]?.text ?? '')

const isSmall = (part: Segment | undefined): boolean =>
  part !== undefined &&
  (isWord(part, 'applications') || (isWord(part, 'filler') && /^(?:的|了|件数?|数量?)$/.test(part.text)))

/** 办理的申请里公开的占比, 公开的申请占多少: the rate 公开率, which is told with and without what was disclosed in part. */
export const disclosedShare: Refiner = segments => {
  const at = segments.findIndex((part, i) => isWord(part, 'disclose') && !denied(segments, i))
  if (at < 0 || segments.some(part => isWord(part, 'row2') || isWord(part, 'rate'))) return segments
  // 自然人占公开的比例 names the whole; 自然人公开的占比 leaves open whether it does.
  const before = segments[at - 1]
  if (before && (operationOf(before)?.kind === 'share' || isWord(before, 'applicant'))) return segments
  let next = at + 1
  while (isSmall(segments[next])) next++
  const share = segments[next]
  // 公开的占不予公开的…: of a whole that is named.
  if (!share || operationOf(share)?.kind !== 'share' || /^占(?:到|全部|总数|总量)?$/.test(share.text)) return segments
  const { start, text } = segments[at]!
  const rate: Segment = {
    kind: 'word',
    start,
    end: share.end,
    text: `${text}${share.text}`,
    meaning: { kind: 'rate', id: 'disclosed' },
  }
  return [...segments.slice(0, at), rate, ...segments.slice(next + 1)]
}

/** 公益组织申请的结果, 申请结果: what came of the requests. */
export const resultsOfApplicants: Refiner = segments => {
  const ends = (at: number) =>
    segments.slice(at + 1).every(part => part.kind === 'rest' || /^(?:呢|如何|是什么|怎样)$/.test(part.text))
  const theirs =
    segments.some(part => isWord(part, 'applications')) &&
    !segments.some(part => isWord(part, 'block') || isWord(part, 'row2'))
  return theirs
    ? segments.map((part, at): Segment => {
        const { start, end, text } = part
        const asked = text === '结果' && isWord(part, 'filler') && ends(at)
        return asked ? { kind: 'word', start, end, text, meaning: { kind: 'results' } } : part
      })
    : segments
}

/** 公开了（含部分公开）多少件: both rows. */
export const disclosedWithPart: Refiner = segments => {
  const part = segments.findIndex(
    each => each.kind === 'word' && each.meaning.kind === 'row3' && each.meaning.id === 'partlyGranted',
  )
  if (part < 0 || !/^(?:含|包括|包含|连同|算上|加上|连)$/.test(segments[part - 1]?.text ?? '')) return segments
  const at = segments.findIndex((each, i) => i < part && isWord(each, 'disclose') && !denied(segments, i))
  if (at < 0) return segments
  const { start, end, text } = segments[at]!
  const granted: Segment = { kind: 'word', start, end, text, meaning: { kind: 'row3', id: 'granted' } }
  return [...segments.slice(0, at), granted, ...segments.slice(at + 1)]
}

/** 收到数、公开数、不予公开数, 公开数和处罚数: a number of requests, beside anything that is not a document. */
export const disclosedNumber: Refiner = segments => {
  const beside = segments.some(part => isMeasured(part) && !isWord(part, 'column2'))
  if (!beside || hasRow(segments, 'regulations', 'normativeDocuments')) return segments
  return segments.map((part, at): Segment => {
    const counted = /^件?数量?$/.test(segments[at + 1]?.text ?? '')
    if (!isWord(part, 'disclose') || !counted || denied(segments, at)) return part
    const { start, end, text } = part
    return { kind: 'word', start, end, text, meaning: { kind: 'row3', id: 'granted' } }
  })
}

/** 国家秘密和过程性信息一共拒绝了多少: the verb of the rows that are named, and no row beside them. */
export const refusingVerb: Refiner = segments => {
  const at = segments.findIndex(part => isWord(part, 'group') && /^(?:被|共)?拒绝/.test(part.text))
  const before = segments.slice(0, Math.max(at, 0))
  const clause = before.slice(before.findLastIndex(part => part.kind === 'rest' && /[,，;；。?？]/.test(part.text)) + 1)
  const named = clause.some(
    part => part.kind === 'word' && part.meaning.kind === 'row3' && part.meaning.id.includes('.'),
  )
  if (at < 0 || !named) return segments
  const { start, end, text } = segments[at]!
  const verb: Segment = { kind: 'word', start, end, text, meaning: { kind: 'filler' } }
  return [...segments.slice(0, at), verb, ...segments.slice(at + 1)]
}
