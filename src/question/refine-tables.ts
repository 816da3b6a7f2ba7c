import { disclosureRows } from '../report/form.ts'
import { isMeasured, isWord, type Refiner } from './refiner.ts'
import { operationOf, type Segment, textOf } from './segment.ts'

/** Two words of different tables that qualify each other: 复议不予受理, 重复处罚. Answered one by one they would be other questions. */

type Table = 'disclosure' | 'requests' | 'disputes'

function tableOf(part: Segment | undefined): Table | null {
  if (part?.kind !== 'word') return null
  switch (part.meaning.kind) {
    case 'row2':
    case 'column2':
      return 'disclosure'
    case 'row3':
    case 'group':
    case 'carried':
      return 'requests'
    case 'block':
    case 'result':
      return 'disputes'
    default:
      return null
  }
}

/** 信访类的复议, 收费引发的投诉, 被撤销的处罚: small words that tie the one to the other. */
const ties = /^(?:的|类|类的|引发|引发的|引起|引起的|导致|导致的|产生|产生的|涉及|被|由|因|而|所|决定|决定书|案件)$/

/** 各几件: each of them is asked for. */
const apart = (segments: Segment[]): boolean =>
  segments.some(({ text }) => /^(?:各|各自|分别|各几件|各有几件|各是几件|各多少|各是多少|各有多少)$/.test(text))

export const acrossTables: Refiner = segments => {
  if (apart(segments)) return segments
  const at = segments.findIndex((part, i) => {
    const table = tableOf(part)
    const next = nextOf(segments, i)
    const other = tableOf(segments[next])
    return table !== null && other !== null && table !== other && !(isWord(part, 'result') && other === 'requests')
  })
  if (at < 0) return segments
  const next = nextOf(segments, at)
  const first = segments[at]!
  const words = textOf(segments.slice(at, next + 1))
  const { start, end, text } = first
  return segments.map(part =>
    part === first ? { start, end, text, kind: 'word', meaning: { kind: 'limits', words } } : part,
  )
}

/** Where the word stands that this one is tied to: right behind it, or over small words. */
function nextOf(segments: Segment[], at: number): number {
  let next = at + 1
  while (segments[next] && isWord(segments[next]!, 'filler') && ties.test(segments[next]!.text)) next++
  return next
}

const rowsOf: Record<2 | 3 | 4, Extract<Segment, { kind: 'word' }>['meaning'][]> = {
  2: disclosureRows.map(({ id }) => ({ kind: 'row2', id })),
  3: [
    ...(['received', 'carriedIn', 'granted', 'partlyGranted'] as const).map(id => ({ kind: 'row3', id }) as const),
    ...(['refused', 'unavailable', 'notProcessed'] as const).map(id => ({ kind: 'group', id }) as const),
    ...(['other', 'handled', 'carriedOut'] as const).map(id => ({ kind: 'row3', id }) as const),
  ],
  4: [
    { kind: 'block', id: 'review' },
    { kind: 'block', id: 'litigation' },
  ],
}

const wholeOf = (segments: Segment[]): number | null =>
  segments.flatMap(part => (part.kind === 'word' && part.meaning.kind === 'table' ? [part.meaning.table] : []))[0] ??
  null

/** 表二全部数据, 依申请公开的数据都给我: every row of the table, with all columns of table 2 and 4; beside a row of its own the table says no more. */
export const wholeTables: Refiner = segments => {
  if (wholeOf(segments) === null) return segments
  const rows = segments.some(isMeasured)
  return segments.flatMap((part): Segment[] => {
    // 都给我: the rows of table 3 are enough, without their applicants and reasons.
    if (operationOf(part)?.kind === 'breakdown' && wholeOf(segments) === 3)
      return [{ start: part.start, end: part.end, text: part.text, kind: 'word', meaning: { kind: 'filler' } }]
    if (part.kind !== 'word' || part.meaning.kind !== 'table') return [part]
    if (rows) return [{ ...part, meaning: { kind: 'filler' } }]
    const whole: Segment[] = part.meaning.table === 3 ? [] : [{ ...part, meaning: { kind: 'everything' } }]
    return [...rowsOf[part.meaning.table].map((meaning): Segment => ({ ...part, meaning })), ...whole]
  })
}

/** 自然人申请复议, 行政许可受理几件: who asked for a review, and what was taken in of permits, stands in no table. */
export const foreignVerbs: Refiner = segments =>
  segments.map((part, at): Segment => {
    const [next, after] = [segments[at + 1], segments[at + 2]]
    const { start, end, text } = part
    const asks =
      isWord(part, 'applicant') &&
      next &&
      isWord(next, 'applications') &&
      next.text === '申请' &&
      after &&
      isWord(after, 'block')
    const takes = isWord(part, 'row2') && next && isWord(next, 'receive') && /^受理/.test(next.text)
    const files = isWord(part, 'row2') && next && isWord(next, 'applications') && /^申请(?!公开)/.test(next.text)
    const words = asks ? text + next.text + after.text : takes || files ? text + next.text : null
    return words ? { start, end, text, kind: 'word', meaning: { kind: 'limits', words } } : part
  })

/** 办理相关案件几件: cases are of the courts, and no requests. */
export const handledCases: Refiner = segments =>
  segments.some(part => isWord(part, 'block') || isWord(part, 'applications'))
    ? segments
    : segments.map((part, at): Segment => {
        const noun = segments.slice(at + 1).find(({ text }) => !/^(?:了|的|相关|有关|各类)$/.test(text))
        const { start, end, text } = part
        return part.kind === 'word' &&
          part.meaning.kind === 'row3' &&
          part.meaning.id === 'handled' &&
          noun &&
          /^案件/.test(noun.text)
          ? { start, end, text, kind: 'word', meaning: { kind: 'limits', words: text + noun.text } }
          : part
      })

/** 其他人申请: among the organisations or not, nobody can tell. 其他申请处理: the result 其他处理. */
export const otherPeople: Refiner = segments => {
  const at = segments.findIndex(part => isWord(part, 'otherRow'))
  const [other, next, after] = segments.slice(at, at + 3)
  if (at < 0 || !other || !next || !after) return segments
  const { start, end, text } = other
  if (/^人们?$/.test(next.text))
    return segments.map(part =>
      part === other ? { start, end, text, kind: 'word', meaning: { kind: 'limits', words: text + next.text } } : part,
    )
  if (!isWord(next, 'applications') || !/^处理/.test(after.text)) return segments
  return segments.flatMap((part): Segment[] =>
    part === other
      ? [{ start, end: after.end, text: text + after.text, kind: 'word', meaning: { kind: 'group', id: 'other' } }]
      : part === after
        ? []
        : [part],
  )
}

/** 其他法律法规禁止公开: the word is of the row's own name. 其他原因不予公开: none of the reasons is called so, and all are given. */
export const otherReason: Refiner = segments =>
  segments.flatMap((part, at): Segment[] => {
    const [next, after] = [segments[at + 1], segments[at + 2]]
    if (!isWord(part, 'otherRow') || !next) return [part]
    const own = next.kind === 'word' && next.meaning.kind === 'row3' && next.meaning.id === 'refused.prohibitedByLaw'
    const open = /^(?:原因|理由|情形|情况)$/.test(next.text) && after && isWord(after, 'group')
    return own || open ? [{ ...part, kind: 'word', meaning: { kind: 'filler' } }] : [part]
  })

/** 复议申请受理几件: what is asked for there is the review itself. */
export const reviewRequests: Refiner = segments =>
  segments.map((part, at): Segment => {
    const before = segments[at - 1]
    const { start, end, text } = part
    return text === '申请' && isWord(part, 'applications') && before && isWord(before, 'block')
      ? { start, end, text, kind: 'word', meaning: { kind: 'filler' } }
      : part
  })

/** What stands between the members of a list; a comma parts clauses as well (收到81件申请，公开几件), unless each of them is asked for. */
const between = /^(?:和|与|及|跟|以及|还有|、)$/
const comma = /^[，,]$/

/** Alone each of these may mean something else; in a list of counts they are rows of the requests. */
function rowOf(part: Segment): string | null {
  if (part.kind !== 'word') return null
  if (part.meaning.kind === 'applications') return /^申请(?:数|量|数量)?$/.test(part.text) ? 'received' : null
  if (part.meaning.kind === 'receive') return 'received'
  return part.meaning.kind === 'disclose' && part.text === '公开' ? 'granted' : null
}

/** 申请、公开、结转各多少: members of one list, of which each is asked for. */
export const listedRows: Refiner = segments => {
  const isOf = (part: Segment, kinds: string[]) => part.kind === 'word' && kinds.includes(part.meaning.kind)
  if (segments.some(part => isOf(part, ['section', 'topic']))) return segments
  const isMember = (part: Segment | undefined) =>
    part !== undefined && (rowOf(part) !== null || isOf(part, ['row3', 'group', 'carried', 'block', 'row2']))
  const each = segments.some(part => operationOf(part)?.kind === 'breakdown')
  const isListed = (at: number, step: 1 | -1) => {
    const parts = segments[at + step]?.text.trim() ?? ''
    return (between.test(parts) || (each && comma.test(parts))) && isMember(segments[at + 2 * step])
  }
  const ofRequests = segments.some(part => isOf(part, ['applications', 'receive', 'row3', 'group', 'carried']))
  return segments.map((part, at): Segment => {
    const id = ofRequests && (isListed(at, 1) || isListed(at, -1)) ? rowOf(part) : null
    const { start, end, text } = part
    return id === null ? part : { start, end, text, kind: 'word', meaning: { kind: 'row3', id } }
  })
}
