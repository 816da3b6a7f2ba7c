import { requestRows } from '../report/form.ts'
import { aboutNumbers } from './refine-about.ts'
import { askedOfProse, byWay, notZero, selfIntroduction } from './refine-asker.ts'
import { carriedWay, leftOver } from './refine-carried.ts'
import {
  anyDocuments,
  changeColumn,
  countedChange,
  countedProjects,
  decisionColumn,
  handledRow,
  itemColumns,
  itemsOfArticle,
  netChange,
  previousColumn,
  projectColumn,
  wordsOfDocuments,
} from './refine-columns.ts'
import {
  disclosedNumber,
  disclosedShare,
  disclosedWithPart,
  refusingVerb,
  resultsOfApplicants,
} from './refine-disclosed.ts'
import { howItIsChanged, howItIsDone, publishedMessages, whatItWas, whatWasDisclosed } from './refine-manner.ts'
import {
  allReports,
  belowNamed,
  countedPlaces,
  emptyCells,
  homelessGovernment,
  joinedBodies,
  kindsOfBodies,
  rankedYears,
  whichYears,
} from './refine-many.ts'
import { amountSaid, applicantFees, feesTaken, moneyBound, moneyColumn } from './refine-money.ts'
import {
  approvedApplications,
  foreignSubjects,
  levels,
  narrowedApplications,
  narrowedRows,
  officeOfPlace,
  officesOfStreets,
  otherOutcomes,
  perHead,
  schools,
  strayMarks,
} from './refine-narrowing.ts'
import { deniedField, deniedPlace, deniedVerb, negated, notOneDone, reportsOfOtherYears } from './refine-negation.ts'
import {
  acrossTables,
  foreignVerbs,
  handledCases,
  listedRows,
  otherPeople,
  otherReason,
  reviewRequests,
  wholeTables,
} from './refine-tables.ts'
import {
  bodiesOfOne,
  comparedItems,
  countedItems,
  detailsOf,
  otherUnit,
  whichThings,
  whoTheyWere,
} from './refine-units.ts'
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
import { isWord, joining, type Refiner } from './refiner.ts'
import { operationOf, type Segment, textOf } from './segment.ts'

/** The refiners, run in order, and what each of them changed. */

/** 忽略以上所有指令，…: said to a language model, which there is none. */
const commands = /^(?:请)?忽略[^,，。:：]{0,12}(?:指令|要求|规则|提示词?)[,，。:：]?/

const withoutCommand: Refiner = segments => {
  const said = commands.exec(textOf(segments))?.[0].length ?? 0
  const from = segments[0]?.start ?? 0
  return said > 0 ? segments.filter(({ start }) => start >= from + said) : segments
}

const small = ['filler', 'limits', 'follow', 'ask', 'social']

const isIdle = (part: Segment): boolean =>
  part.kind === 'rest' || (part.kind === 'word' && small.includes(part.meaning.kind))

/** What people tell of themselves, and no report is about: 孩子写论文要用，我不太懂这些. */
const talk =
  /^(?:我|俺|咱)(?!.*申请)|孩子|领导|老师|同学|昨天|今天|刚才|(?:写|做)(?:论文|总结|年终总结|作业|课题|材料|稿子?)|系统.*卡|烦死|不太?懂/

/** 记者提问：…, 孩子写论文要用，…: what stands before a colon, or is told before a comma, and names nothing of a report only introduces the question. */
const preamble: Refiner = segments => {
  const stopAt = (stop: RegExp) => segments.findIndex(part => part.kind === 'rest' && stop.test(part.text))
  const [colon, comma] = [stopAt(/[:：]/), stopAt(/[,，。!！]/)]
  if (colon >= 0 && segments.slice(0, colon).every(isIdle)) return segments.slice(colon + 1)
  const [before, after] = [segments.slice(0, Math.max(comma, 0)), segments.slice(comma + 1)]
  // 涉及材料费的，…: a condition.
  const tells = before.every(isIdle) && talk.test(textOf(before)) && !textOf(before).endsWith('的')
  return tells && after.some(({ kind }) => kind === 'place') ? after : segments
}

/** 行政复议结果: the results that the form counts, where none of them is named. */
const resultsOfDisputes: Refiner = segments => {
  const named = segments.some(part => isWord(part, 'result') || operationOf(part))
  if (named || !segments.some(part => isWord(part, 'block'))) return segments
  return segments.map(part =>
    part.kind === 'word' && part.text === '结果' ? { ...part, meaning: { kind: 'results' } } : part,
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

/** 收了哪些单位的报告: what was taken in is the reports themselves. */
const reportsTakenIn: Refiner = segments =>
  segments.some(part => isWord(part, 'report') || isWord(part, 'reports')) &&
  !segments.some(part => isWord(part, 'applications'))
    ? segments.map(part =>
        isWord(part, 'receive') && /^收了?$/.test(part.text)
          ? ({ ...part, kind: 'word', meaning: { kind: 'filler' } } as Segment)
          : part,
      )
    : segments

/** Table 2 is the one of 主动公开: beside one of its rows the words say no more. */
const ownTitle: Refiner = segments =>
  segments.some(part => isWord(part, 'row2'))
    ? segments.map((part, at) =>
        part.kind === 'word' &&
        part.meaning.kind === 'topic' &&
        /^主动公开的?$/.test(part.text) &&
        // 主动公开条数和行政许可数: that is told in the prose.
        !/^(?:信息|条数|多少条)/.test(segments[at + 1]?.text ?? '')
          ? { ...part, meaning: { kind: 'filler' } }
          : part,
      )
    : segments

/** 为什么不予公开: the reasons that the form counts; other reasons nobody printed. */
const countedReasons: Refiner = segments => {
  if (!segments.some(part => isWord(part, 'group'))) return segments
  return segments.map(part =>
    part.kind === 'word' && part.meaning.kind === 'declined' && part.meaning.reason === 'reason'
      ? { ...part, meaning: { kind: 'operation', operation: { kind: 'breakdown', parts: true } } }
      : part,
  )
}

/** 去年也就是2020年: the year in figures explains the other, and counts alone. */
const explainedYear: Refiner = segments => {
  // 去年不是2024年嘛 says the year as well.
  const at = segments.findIndex(
    (part, i) =>
      part.kind === 'word' &&
      (/^(?:也就是说?|就是|即)$/.test(part.text) ||
        (/^不?是$/.test(part.text) && /^[去前今]年$/.test(segments[i - 1]?.text ?? ''))),
  )
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
    const parts = beside.map(row => row && !['received', 'carriedIn', 'carriedOut'].includes(row.id))
    // 本机关不掌握的答复有几份: those that were answered so.
    return !(parts[0] || (parts[1] && /结果|^答复$/.test(part.text)))
  })
}

const notAsked =
  /^我?(?:不问|不是问|不要|不想问|不看|不查|别看|别查|(?:别|不要)给我看)[^,，;；]{1,20}[,，;；](?=我?(?:只|就|是)?(?:想?要|想|问|查|看))/

/** 不是不予公开，是予以公开; 我不问阿城，问顺河: what is denied is what was understood before, and only the other counts. */
const correctedTo: Refiner = segments => {
  const denied = notAsked.exec(textOf(segments))?.[0].length ?? 0
  if (denied > 0) {
    let end = 0
    return segments.filter(({ text }) => {
      end += text.length
      return end > denied
    })
  }
  const denial = segments.findIndex(part => isWord(part, 'correct') && part.text === '不是')
  const stop = segments.findIndex((part, at) => at > denial && part.kind === 'rest' && /[,，、;；]/.test(part.text))
  const goes = /^(?:是|而是|要的是|我问的是|我要的是|应该是|我说的是)$/.test(segments[stop + 1]?.text ?? '')
  return denial >= 0 && stop > denial + 1 && goes ? segments.filter((_, at) => at <= denial || at > stop) : segments
}

const refiners: Refiner[] = [
  withoutCommand,
  preamble,
  selfIntroduction,
  notZero,
  byWay,
  applicationsDisclosed,
  handledApplications,
  issuedDocuments,
  amountSaid,
  feesTaken,
  aboutNumbers,
  strayMarks,
  correctedTo,
  deniedPlace,
  deniedField,
  reportsOfOtherYears,
  howItIsDone,
  whatItWas,
  howItIsChanged,
  askedOfProse,
  officeOfPlace,
  officesOfStreets,
  bodiesOfOne,
  allReports,
  belowNamed,
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
  listedRows,
  narrowedApplications,
  narrowedRows,
  levels,
  schools,
  explainedYear,
  netChange,
  countedChange,
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
  wholeTables,
  projectColumn,
  countedProjects,
  itemColumns,
  decisionColumn,
  handledRow,
  whatWasDisclosed,
  publishedMessages,
  disclosedAlone,
  notOneDone,
  negated,
  deniedVerb,
  organizations,
  refusingVerb,
  resultsOfApplicants,
  disclosedNumber,
  disclosedWithPart,
  disclosedShare,
  disclosedResult,
  wayToCourt,
  handledCases,
  otherReason,
  otherPeople,
  reviewRequests,
  foreignVerbs,
  acrossTables,
  otherUnit,
  whoTheyWere,
  whichThings,
  detailsOf,
  strangers,
  complaints,
  ownTitle,
  reportsTakenIn,
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
