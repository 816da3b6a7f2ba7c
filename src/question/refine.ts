import { disclosureRows, editionOf, requestRows } from '../report/form.ts'
import { askedOfProse, byWay, notZero, selfIntroduction } from './refine-asker.ts'
import { carriedWay, leftOver } from './refine-carried.ts'
import { howItIsChanged, howItIsDone, publishedMessages, whatItWas, whatWasDisclosed } from './refine-manner.ts'
import {
  countedPlaces,
  emptyCells,
  homelessGovernment,
  joinedBodies,
  kindsOfBodies,
  rankedYears,
  whichYears,
} from './refine-many.ts'
import { amountSaid, applicantFees, moneyBound, moneyColumn } from './refine-money.ts'
import {
  approvedApplications,
  foreignSubjects,
  levels,
  narrowedApplications,
  narrowedRows,
  officesOfStreets,
  otherOutcomes,
  perHead,
  strayMarks,
} from './refine-narrowing.ts'
import { deniedField, deniedPlace, deniedVerb, negated, reportsOfOtherYears } from './refine-negation.ts'
import { acrossTables, foreignVerbs, otherPeople, reviewRequests } from './refine-tables.ts'
import { bodiesOfOne, comparedItems, countedItems, otherUnit, whichThings, whoTheyWere } from './refine-units.ts'
import {
  applicationsDisclosed,
  disclosedAlone,
  disclosedResult,
  handledApplications,
  issuedDocuments,
  organizations,
  wayToCourt,
  yearBefore,
} from './refine-words.ts'
import { hasRow, isWord, joining, type Refiner } from './refiner.ts'
import { operationOf, type Segment } from './segment.ts'

/** The refiners, run in order, and what each of them changed. */

/** 记者提问：…, 领导要的：…: what stands before a colon and names nothing of a report only introduces the question. */
const preamble: Refiner = segments => {
  const at = segments.findIndex(part => part.kind === 'rest' && /[:：]/.test(part.text))
  const before = segments.slice(0, at)
  const small = ['filler', 'limits', 'follow', 'ask', 'social']
  const idle = before.every(part => part.kind === 'rest' || (part.kind === 'word' && small.includes(part.meaning.kind)))
  return at >= 0 && idle ? segments.slice(at + 1) : segments
}

/** 规范性文件净增加多少: what was issued less what was repealed. */
const netChange: Refiner = segments => {
  const documents = hasRow(segments, 'regulations', 'normativeDocuments')
  if (!documents || segments.some(part => isWord(part, 'column2'))) return segments
  return segments.flatMap((part): Segment[] => {
    if (operationOf(part)?.kind !== 'difference' || !part.text.startsWith('净')) return [part]
    const { start, end, text } = part
    const columns = ['issued', 'repealed'].map(
      (id): Segment => ({ kind: 'word', start, end, text, meaning: { kind: 'column2', id } }),
    )
    return [part, ...columns]
  })
}

/** The rows of table 2 whose 2019 form has a column 本年增/减. */
const rowsWithChange = ['licensing', 'otherServices', 'penalties', 'coercion', 'fees']

/** 行政处罚比上年增加了几项 asks for the printed column 本年增/减, which counts 项; decisions are counted in 件. */
const changeColumn: Refiner = segments => {
  const items = segments.some(
    part => isWord(part, 'items') || /项/.test(part.kind === 'operation' || isWord(part, 'filler') ? part.text : ''),
  )
  const column = segments.find(part => isWord(part, 'column2'))
  if (!hasRow(segments, ...rowsWithChange)) return segments
  const single = segments.filter(part => part.kind === 'time' && part.meaning.kind === 'list').length < 2
  // 项目比上一年增减多少项: the column is the change, and none of its own is asked for.
  if (column?.kind === 'word' && column.meaning.kind === 'column2' && column.meaning.id === 'change' && single)
    return segments.map(part =>
      operationOf(part)?.kind === 'change' && /[上前]一?年|去年|同比/.test(part.text)
        ? { start: part.start, end: part.end, text: part.text, kind: 'word', meaning: { kind: 'filler' } }
        : part,
    )
  if (!items || column) return segments
  const printed = segments.some(isOlder)
  return segments.map((part): Segment => {
    const { start, end, text } = part
    const kind = operationOf(part)?.kind
    const trend = kind === 'trend' && printed && single
    return trend || kind === 'change' || kind === 'difference' || isWord(part, 'more') || isWord(part, 'minus')
      ? { kind: 'word', start, end, text, meaning: { kind: 'column2', id: 'change' } }
      : part
  })
}

/** 采购了几个项目, 采购几项: the count of projects. */
const projectColumn: Refiner = segments =>
  hasRow(segments, 'procurement')
    ? segments.map(part =>
        part.kind === 'word' && (part.meaning.kind === 'items' || /^(?:项目|项)$/.test(part.text))
          ? { ...part, meaning: { kind: 'column2', id: 'projects' } }
          : part,
      )
    : segments

/** Years whose reports print the older form. */
const isOlder = (part: Segment): boolean =>
  part.kind === 'time' && part.meaning.kind === 'list' && part.meaning.years.every(year => editionOf(year) === '2019')

/** Right behind a row, as the form prints its columns: 行政处罚上一年28件, not 行政处罚比上一年, nor 行政处罚上一年相比. */
const standsAsColumn = (segments: Segment[], at: number): boolean => {
  const before = segments[at - 1]?.text === '的' ? at - 2 : at - 1
  return (
    hasRow(segments.slice(before, before + 1), ...rowsWithChange) && !/^相?比|^对比/.test(segments[at + 1]?.text ?? '')
  )
}

/** 行政许可上年有多少项, 2020年去年许可项目数量, 2020年行政许可上一年26件: the printed column 上一年项目数量, not another report. */
const previousColumn: Refiner = segments => {
  if (!hasRow(segments, ...rowsWithChange)) return segments
  const counts = segments.some(part => isWord(part, 'items') || (part.kind === 'word' && part.text.includes('项目')))
  const several = segments.filter(part => part.kind === 'time').length > 1
  const printed = segments.some(isOlder)
  return segments.map((part, at) =>
    part.kind === 'time' &&
    (counts || (printed && standsAsColumn(segments, at))) &&
    (/^上一?年度?$/.test(part.text) || (several && part.text === '去年'))
      ? {
          kind: 'word',
          start: part.start,
          end: part.end,
          text: part.text,
          meaning: { kind: 'column2', id: 'previousItems' },
        }
      : part,
  )
}

/** 行政复议结果: the results that the form counts, where none of them is named. */
const resultsOfDisputes: Refiner = segments => {
  const named = segments.some(part => isWord(part, 'result') || operationOf(part))
  if (named || !segments.some(part => isWord(part, 'block'))) return segments
  return segments.map(part =>
    part.kind === 'word' && part.text === '结果' ? { ...part, meaning: { kind: 'results' } } : part,
  )
}

/** 要制作的有几件, 有效申请: alone these name no column; beside a row of documents they do. */
const wordsOfDocuments: Refiner = segments =>
  hasRow(segments, 'regulations', 'normativeDocuments')
    ? segments
    : segments.map(part =>
        isWord(part, 'column2') && /^(?:制作|有效的?)$/.test(part.text)
          ? { start: part.start, end: part.end, text: part.text, kind: 'rest' }
          : part,
      )

/** 制发了多少文件: beside a column of documents and without a row, both kinds of documents are meant. */
const anyDocuments: Refiner = segments => {
  const column = segments.some(
    part => part.kind === 'word' && part.meaning.kind === 'column2' && documentColumns.includes(part.meaning.id),
  )
  const both = column && !segments.some(part => isWord(part, 'row2'))
  return segments.map((part): Segment => {
    if (!isWord(part, 'documents')) return part
    const { start, end, text } = part
    return both ? { start, end, text, kind: 'word', meaning: { kind: 'filler' } } : { start, end, text, kind: 'rest' }
  })
}

const documentColumns = ['created', 'published', 'publicTotal', 'issued', 'repealed', 'inForce']

/** 行政许可项目有多少项 counts items, which the 2019 form gives as those of the year before and the change; 几项 alone may mean any column. */
const itemColumns: Refiner = segments => {
  const named = segments.some(part => isWord(part, 'column2'))
  if (named || !segments.some(part => isWord(part, 'items')) || !hasRow(segments, ...rowsWithChange)) return segments
  const projects = segments.some(
    part => /项目|事项/.test(part.text) && (isWord(part, 'filler') || isWord(part, 'items')),
  )
  const columns = projects ? ['previousItems', 'change'] : ['previousItems', 'change', 'decisions']
  return segments.flatMap((part): Segment[] =>
    isWord(part, 'items')
      ? columns.map(id => ({ ...part, kind: 'word', meaning: { kind: 'column2', id } }) as Segment)
      : [part],
  )
}

/** 第二十条第（六）项: the rows that the form prints under it, whole where no column is named. */
const itemsOfArticle: Refiner = segments => {
  if (!segments.some(part => isWord(part, 'item'))) return segments
  const column = segments.some(part => isWord(part, 'column2'))
  return segments.flatMap((part): Segment[] => {
    if (part.kind !== 'word' || part.meaning.kind !== 'item') return [part]
    const { item } = part.meaning
    const rows = disclosureRows.filter(row => row.item === item)
    const whole: Segment[] = column ? [] : [{ ...part, meaning: { kind: 'everything' } }]
    return [...rows.map((row): Segment => ({ ...part, meaning: { kind: 'row2', id: row.id } })), ...whole]
  })
}

/** 行政许可办理了多少, 其他对外管理服务事项处理了几件: what is handled beside a row of table 2 is that row's, not the requests. */
const handledRow: Refiner = segments => {
  const requests = segments.some(part => isWord(part, 'applications') || isWord(part, 'receive'))
  if (requests || !hasRow(segments, ...rowsWithChange)) return segments
  const column = segments.some(part => isWord(part, 'column2'))
  return segments.map(part =>
    part.kind === 'word' && part.meaning.kind === 'row3' && part.meaning.id === 'handled' && !part.text.includes('结果')
      ? { ...part, meaning: column ? { kind: 'filler' } : { kind: 'column2', id: 'decisions' } }
      : part,
  )
}

/** Tables 2 and 4 have no columns for applicants, and a review is not 驳回 in any of its results: conditions that no cell meets. */
const strangers: Refiner = segments => {
  const named = (...kinds: string[]) => segments.some(part => part.kind === 'word' && kinds.includes(part.meaning.kind))
  const disputes = named('block', 'result')
  const requests = named('row3', 'group', 'applications', 'receive', 'results', 'carried')
  return segments.map((part, at) => {
    if (part.kind !== 'word') return part
    const applicant = part.meaning.kind === 'applicant' && (disputes || named('row2', 'column2')) && !requests
    const outcome = disputes && part.meaning.kind === 'group' && /驳回|拒绝/.test(part.text)
    // 行政处罚被复议的, 行政许可办结率: table 4 and the rates count requests for information, not what an authority decides.
    const next = part.meaning.kind === 'row2' ? neighbour(segments, at, 1) : null
    const decided = next?.kind === 'word' && (next.meaning.kind === 'block' || next.meaning.kind === 'rate')
    if (decided) return { ...part, meaning: { kind: 'limits', words: part.text + next.text } }
    return applicant || outcome ? { ...part, meaning: { kind: 'limits', words: part.text } } : part
  })
}

/** 接到多少投诉, 被举报几次: complaints about anything, of which the form counts only the requests that are none. */
const complaints: Refiner = segments => {
  const received =
    segments.some(part => isWord(part, 'receive')) && !segments.some(part => isWord(part, 'applications'))
  return segments.map((part, at) =>
    part.kind === 'word' &&
    part.meaning.kind === 'row3' &&
    /^(?:投诉|举报|信访|投诉举报|举报投诉)$/.test(part.text) &&
    (received || segments[at - 1]?.text === '被')
      ? { ...part, meaning: { kind: 'limits', words: part.text } }
      : part,
  )
}

/** Table 2 is the one of 主动公开: beside one of its rows the words say no more. */
const ownTitle: Refiner = segments =>
  segments.some(part => isWord(part, 'row2'))
    ? segments.map(part =>
        part.kind === 'word' && part.meaning.kind === 'topic' && /^主动公开的?$/.test(part.text)
          ? { ...part, meaning: { kind: 'filler' } }
          : part,
      )
    : segments

/** 为什么不予公开: the reasons that the form counts; other reasons nobody printed. */
const countedReasons: Refiner = segments => {
  if (!segments.some(part => isWord(part, 'group'))) return segments
  return segments.map(part =>
    part.kind === 'word' && part.meaning.kind === 'declined' && part.meaning.reason === 'reason'
      ? { ...part, meaning: { kind: 'operation', operation: { kind: 'breakdown' } } }
      : part,
  )
}

/** 去年也就是2020年: the year in figures explains the other, and counts alone. */
const explainedYear: Refiner = segments => {
  const at = segments.findIndex(part => part.kind === 'word' && /^(?:也就是说?|就是|即)$/.test(part.text))
  const explained = segments[at - 1]
  if (at < 1 || explained?.kind !== 'time' || segments[at + 1]?.kind !== 'time') return segments
  return segments.filter(part => part !== explained)
}

const groupOf = new Map(requestRows.flatMap(row => (row.group ? [[row.id, row.group] as const] : [])))

/** Quotation marks part nothing: 以“内部事务信息”为由不予公开. */
const quotes = /^[\s“”"'‘’《》「」『』【】()（）]+$/

/** The segment next to this one, over small words; none where a conjunction or punctuation parts them. */
function neighbour(segments: Segment[], at: number, step: 1 | -1): Segment | null {
  for (let i = at + step; segments[i]; i += step) {
    const part = segments[i]!
    if (part.kind === 'rest' && quotes.test(part.text)) continue
    if (part.kind === 'rest' || (part.kind === 'word' && joining.test(part.text))) return null
    if (!isWord(part, 'filler') && !isWord(part, 'disclose') && !isWord(part, 'applications') && !isWord(part, 'none'))
      return part
  }
  return null
}

const rowOf = (part: Segment | null): { kind: string; id: string } | null =>
  part?.kind === 'word' && (part.meaning.kind === 'row3' || part.meaning.kind === 'group')
    ? { kind: part.meaning.kind, id: part.meaning.id }
    : null

/** 不予处理的信访类, 因国家秘密不予公开, 办理结果里予以公开的: the whole is named only to say where its part stands. A share is taken of it. */
const namedForItsPart: Refiner = segments => {
  if (segments.some(part => operationOf(part)?.kind === 'share')) return segments
  const counts = segments.filter(part => isWord(part, 'filler') && /多少|几/.test(part.text)).length
  return segments.filter((part, at) => {
    const own = rowOf(part)
    if (!own || (own.kind !== 'group' && own.id !== 'handled')) return true
    // 不予公开多少，其中国家秘密多少: asked for itself.
    if (counts > 1 && /多少|几/.test(segments[at + 1]?.text ?? '')) return true
    const beside = [rowOf(neighbour(segments, at, 1)), rowOf(neighbour(segments, at, -1))]
    if (own.kind === 'group') return !beside.some(row => row && groupOf.get(row.id) === own.id)
    return !(beside[0] || (beside[1] && part.text.includes('结果')))
  })
}

/** 不是不予公开，是予以公开: what is denied is what was understood before, and only the other counts. */
const correctedTo: Refiner = segments => {
  const denial = segments.findIndex(part => isWord(part, 'correct') && part.text === '不是')
  const stop = segments.findIndex((part, at) => at > denial && part.kind === 'rest' && /[,，、;；]/.test(part.text))
  const goes = /^(?:是|而是|要的是|我问的是|我要的是|应该是|我说的是)$/.test(segments[stop + 1]?.text ?? '')
  return denial >= 0 && stop > denial + 1 && goes ? segments.filter((_, at) => at <= denial || at > stop) : segments
}

const refiners: Refiner[] = [
  preamble,
  selfIntroduction,
  notZero,
  byWay,
  applicationsDisclosed,
  handledApplications,
  issuedDocuments,
  amountSaid,
  strayMarks,
  correctedTo,
  deniedPlace,
  deniedField,
  reportsOfOtherYears,
  howItIsDone,
  whatItWas,
  howItIsChanged,
  askedOfProse,
  officesOfStreets,
  bodiesOfOne,
  homelessGovernment,
  whichYears,
  rankedYears,
  emptyCells,
  joinedBodies,
  countedPlaces,
  kindsOfBodies,
  foreignSubjects,
  perHead,
  approvedApplications,
  otherOutcomes,
  narrowedApplications,
  narrowedRows,
  levels,
  explainedYear,
  netChange,
  comparedItems,
  countedItems,
  changeColumn,
  moneyColumn,
  moneyBound,
  applicantFees,
  resultsOfDisputes,
  previousColumn,
  yearBefore,
  wordsOfDocuments,
  anyDocuments,
  itemsOfArticle,
  projectColumn,
  itemColumns,
  handledRow,
  whatWasDisclosed,
  publishedMessages,
  disclosedAlone,
  negated,
  deniedVerb,
  organizations,
  disclosedResult,
  wayToCourt,
  otherPeople,
  reviewRequests,
  foreignVerbs,
  acrossTables,
  otherUnit,
  whoTheyWere,
  whichThings,
  strangers,
  complaints,
  ownTitle,
  countedReasons,
  leftOver,
  carriedWay,
  namedForItsPart,
]

/** What one refiner made of the segments: those that it took out and those that it put in their place. */
export interface Step {
  refiner: string
  from: Segment[]
  to: Segment[]
}

/** The segments as all refiners leave them, and what each of them changed. */
export function refine(segments: Segment[]): { segments: Segment[]; steps: Step[] } {
  const steps: Step[] = []
  let current = segments
  for (const refiner of refiners) {
    const next = refiner(current)
    // Almost all of them have nothing to change.
    if (next.length === current.length && next.every((part, at) => part === current[at])) continue
    const from = current.filter(part => !next.includes(part))
    const to = next.filter(part => !current.includes(part))
    if (from.length + to.length > 0) steps.push({ refiner: refiner.name, from, to })
    current = next
  }
  return { segments: current, steps }
}
