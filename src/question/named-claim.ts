import { fieldOf } from '../report/fields.ts'
import { isEmpty, type Measure, noMeasure, wantedOf } from './measure.ts'
import { wayOf } from './named-change.ts'
import { disclosedIn, has, readMeasure, words } from './named-measure.ts'
import { manyYears, saysSum } from './named-sum.ts'
import { type Filter, filter } from './operations.ts'
import type { IssuerRef, Operation, Wanted, Years } from './query.ts'
import { isMeasured, isWord } from './refiner.ts'
import { operationOf, type Segment, textOf } from './segment.ts'
import { asksIfSo } from './whether.ts'

/** A number that is said of what is asked: 收到147件申请的区, 处罚85件的是哪家; of one body whether it is so (收到73件申请对吗). */

interface Beside {
  who: boolean
  issuers: IssuerRef[]
  measure: Measure
  rates: string[]
}

const number = '(\\d+(?:\\.\\d+)?|[零〇一二两三四五六七八九十百千万]+)'
const counter = '%|万元|亿元|元|[万亿](?![元件项条份次宗起])|[件项条份次宗起]'
/** No counter: 对吗 behind it, or the next field with a number of its own (许可1968、处罚85). */
const bare = '(?=[,，、\\s]*(?:对[吗不吧]|是[吗吧]|[吗吧]|(?<=\\d[,，、\\s]*)(?![到至])[\\u4e00-\\u9fa5]{1,8}\\d))'
const claim = new RegExp(
  `(?<!至少)(?<![第近前后每超过于足至\\d.零〇一二两三四五六七八九十百千万])${number}(${counter}|${bare})(?!以[上下内]|之[多内])`,
  'g',
)

/** Names and years hold numbers that count nothing (三元区, 2020), and 40件左右 is said to be nothing exact: something that is none, of the same length. */
const masked = (part: Segment): string =>
  ['time', 'place', 'body'].includes(part.kind) || isWord(part, 'about') ? '\u0000'.repeat(part.text.length) : part.text

/** The numbers that a message says of something. */
const saidIn = (segments: Segment[]): RegExpExecArray[] =>
  // 一起列出来 counts nothing, and 三项 says how many fields are meant; 许可1968处罚85 says numbers only where it is asked if they are so.
  [...segments.map(masked).join('').matchAll(claim)].filter(
    ([words, number, unit]) =>
      words !== '一起' &&
      (unit !== '' || asksIfSo(textOf(segments))) &&
      !(/^[二两三四五六七八九]$/.test(number!) && unit === '项' && !asksIfSo(textOf(segments))),
  )

/** 多少件, 几件: what is asked is the number itself, and the one that is said only tells of what. */
const asksNumber = (segments: Segment[]): boolean =>
  words(segments).some(({ text }) => /多少|什么|怎么|如何|咋|啥/.test(text)) ||
  segments.some(({ text }) => /^[有占是各都]?几[件项条份次宗起]?$/.test(text))

/** 申请553件其中自然人, 23件申请里都是谁: the number was said of what stands before it, and another is asked for. */
const saysPart = (segments: Segment[], match: RegExpExecArray): boolean =>
  /^(?:[,，、\s]*(?:其中|里面|当中)|的?(?:信息公开)?申请(?:里|中|当中))/.test(textOf(segments).slice(endOf(match)))

/** The test that the number is; null where the message does something else with it. */
export function claimed(
  segments: Segment[],
  {
    who,
    issuers,
    measure,
    rates,
    scope,
    years: spoken,
  }: Beside & { scope: 'below' | 'all' | null; years: Years | null },
): Filter | null {
  const years = segments.some(part => part.kind === 'time' && /哪|年份/.test(part.text))
  if (!who && !years && issuers.length > 1) return null
  // 各区一共收到862件, 两年一共收到214件: said of them all together.
  if (!who && !years && (scope !== null || manyYears(spoken)) && saysSum(segments)) return null
  const kinds = segments.flatMap(part => operationOf(part)?.kind ?? [])
  if (kinds.some(kind => kind !== 'exists' && kind !== 'breakdown') || asksNumber(segments)) return null
  const [first, ...others] = saidIn(segments)
  if (!first || others.length > 0 || saysPart(segments, first)) return null
  // 公开率68%对吗: a share is said of a rate, and of nothing that is counted.
  if (first[2] === '%') return rates.length === 1 ? filter('equal', `${first[1]}%`) : null
  if (wantedOf(measure, true).length !== 1 || rates.length > 0) return null
  // 帮我写一份, 一次办: no count, unless it is asked of whom it holds.
  if (!who && /^[一二两三四五六七八九]$/.test(first[1]!)) return null
  return equalTo(first, wantedOf(measure, true))
}

/** 一共159件对吗: what a sum is said to be; null where the number is asked for, or none is said. */
export function totalSaid(segments: Segment[], measure: Measure): Filter | null {
  const [first, ...others] = asksNumber(segments) ? [] : saidIn(segments)
  return first && others.length === 0 && first[2] !== '%' ? equalTo(first, wantedOf(measure, true)) : null
}

/** 没有行政诉讼对吗, 有行政诉讼吧: of one body, whether there is any. */
export function claimsAny(
  segments: Segment[],
  { who, issuers, measure, scope }: Beside & { scope: 'below' | 'all' | null },
): boolean {
  if (who || scope !== null || issuers.length > 1 || wantedOf(measure).length !== 1) return false
  const text = textOf(segments)
  return /(?<!没)有|没/.test(text) && asksIfSo(text) && !/\d|多少|几|什么|哪/.test(text)
}

/** 是42件吗, and nothing else: of the field that the conversation is about. Null where it names a field of its own, or says no number. */
export function claimLeftOpen(segments: Segment[], measure: Measure): ((field: Wanted) => Filter) | null {
  const [first, ...others] = saidIn(segments)
  const idle = segments.every(
    part => part.kind === 'rest' || part.kind === 'time' || part.kind === 'place' || isWord(part, 'filler'),
  )
  return first && first[2] !== '%' && others.length === 0 && idle && isEmpty(measure) && !asksNumber(segments)
    ? field => equalTo(first, [field])
    : null
}

const inMoney = ([id]: Wanted): boolean => fieldOf(id!).unit === '万元'

/** 3137万 of a row that is counted in money is 万元, of any other row a number of things. */
function equalTo([, number, unit]: RegExpExecArray, wanted: Wanted[]): Filter {
  const large = unit === '万' || unit === '亿' ? (wanted.every(inMoney) ? `${unit}元` : unit) : ''
  return filter('equal', `${number}${unit!.endsWith('元') ? unit : large}`)
}

interface Claims {
  measure: Measure
  operation: Extract<Operation, { kind: 'stated' }>
}

/** So many columns of a row are held against one number; of more nobody means any. */
const mostColumns = 6

/**
 * Numbers that are said of one body's fields, whether they are so: of each field its own (许可2994件处罚228件对吗), or one of a row of
 * several columns (规范性文件46件对吗). Null where the message does anything else, or a number has no field of its own.
 */
export function claimsIn(segments: Segment[], { who, issuers, measure }: Omit<Beside, 'rates'>): Claims | null {
  if (who || issuers.length > 1 || asksNumber(segments)) return null
  if (segments.some(part => !['exists', 'breakdown', undefined].includes(operationOf(part)?.kind))) return null
  const said = saidIn(segments)
  // 自然人23件，企业呢: the other is asked for.
  if (/[,，、;；][^\d,，、;；]+呢[?？]*$/.test(textOf(segments))) return null
  if (said.some(([, , unit]) => unit === '%') || (said.length === 1 && saysPart(segments, said[0]!))) return null
  const ends = namesBehind(segments, said)
  const pieces = piecesOf(segments, said, ends)
  const own = pieces.map(part => disclosedIn(part) ?? readMeasure(part))
  // 收到42件，其中41件是自然人，公开31件: of the row before it, and what follows is not theirs.
  const inner = ends.map((end, at) => at > 0 && end !== null)
  const whose = own.map((each, at) =>
    inner[at] && each.rows3.length === 0
      ? { ...each, rows3: own.slice(0, at).findLast(({ rows3 }) => rows3.length > 0)?.rows3 ?? [] }
      : ofSameApplicant(
          each,
          own.slice(0, at).filter((_, i) => !inner[i]),
        ),
  )
  const whole = wholeOf(own, measure)
  // 自然人123件，信访50件: a row that is named behind is not theirs.
  const wholeAt = (at: number): Measure => {
    const later = own.slice(at + 1).flatMap(({ rows3 }) => rows3)
    return { ...whole, rows3: whole.rows3.filter(row => !later.includes(row)) }
  }
  const measures = said.length > 1 ? whose.map((each, at) => completed(each, wholeAt(at))) : [measure]
  const fields = measures.map(each => wantedOf(each, said.length > 1))
  // 复议和诉讼一共6件: said of the sum, and of neither.
  if (fields.some((each, at) => each.length > 1 && saysSum(said.length > 1 ? pieces[at]! : segments))) return null
  const single = said.length === 1 && wantedOf(measure, true).length > 1 && fields[0]!.length <= mostColumns
  if (!single && (said.length < 2 || fields.some(({ length }) => length === 0 || length > mostColumns))) return null
  const numbers = fields.flatMap((each, at) => {
    const way = wayOf(said.length > 1 ? pieces[at]! : segments)
    return each.map(wanted => ({
      fields: wanted,
      test: equalTo(said[at]!, [wanted]),
      way: wanted[0]!.endsWith('.change') && way !== 'either' ? way : null,
    }))
  })
  return { measure: joined(measures), operation: { kind: 'stated', numbers } }
}

const endOf = ({ index, 0: text }: RegExpExecArray): number => index + text.length

/** Of each number the segments that say of what it is: those up to it, or, of 41件自然人 and 41件是自然人, those behind it. */
function piecesOf(segments: Segment[], said: RegExpExecArray[], ends: (number | null)[]): Segment[][] {
  // 41件自然人申请、1件公益组织申请.
  if (said.length > 1 && ends.every(end => end !== null))
    return said.map((match, at) => piece(segments, match.index, said[at + 1]?.index ?? Number.POSITIVE_INFINITY))
  return said.map((match, at) => {
    const end = ends[at]!
    return end === null
      ? piece(segments, at > 0 ? (ends[at - 1] ?? endOf(said[at - 1]!)) : 0, endOf(match))
      : piece(segments, match.index, end)
  })
}

/** Of several numbers where what ends that is named right behind each, and is counted by it; null where nothing is, or it stands before it (自然人40件公益组织1件). */
function namesBehind(segments: Segment[], said: RegExpExecArray[]): (number | null)[] {
  const ends: (number | null)[] = []
  for (const [at, match] of said.entries()) {
    const end = endOf(match)
    const behind = said.length > 1 ? nameAt(segments, end) : null
    // 收到申请41件自然人: of those that came in; 收到申请42件予以公开31件 counts what came in.
    const own = (part: Segment) =>
      behind && isWord(behind.part, 'applicant')
        ? isWord(part, 'applicant')
        : isMeasured(part) || isWord(part, 'disclose')
    const from = at > 0 ? (ends[at - 1] ?? endOf(said[at - 1]!)) : 0
    ends.push(behind && !piece(segments, from, end).some(own) ? behind.end : null)
  }
  return ends
}

/** The applicant, or the result, with which the text goes on, and where it ends. */
function nameAt(segments: Segment[], from: number): { part: Segment; end: number } | null {
  const tied = /^(?:都?是|为|系|来自|属于|被|要)?/.exec(textOf(segments).slice(from))![0].length
  for (const start of new Set([from, from + tied])) {
    const [part] = piece(segments, start, start + 1)
    if (part && has([part], 'applicant', 'row3', 'group', 'result')) return { part, end: start + part.text.length }
  }
  return null
}

/** 收73件，办70件，还有5件…对吗: several numbers are said to be so, each of which has to be held against a field. */
export const claimsSeveral = (segments: Segment[]): boolean =>
  saidIn(segments).length > 1 &&
  !asksNumber(segments) &&
  !segments.some(part => operationOf(part)?.kind === 'filter') &&
  asksIfSo(textOf(segments))

/** The segments that begin within a stretch of their text. */
function piece(segments: Segment[], from: number, to: number): Segment[] {
  let start = 0
  return segments.filter(({ text }) => {
    const own = start
    start += text.length
    return from <= own && own < to
  })
}

/** 企业申请3件，予以公开1件: theirs; not so where there are several of them (自然人123件，企业15件，信访5件). */
function ofSameApplicant(own: Measure, before: Measure[]): Measure {
  const [applicants = [], ...others] = before.map(each => each.applicants).filter(each => each.length > 0)
  const theirs = own.rows3.length > 0 && own.applicants.length === 0 && others.length === 0
  return theirs ? { ...own, applicants } : own
}

/** 收到147件，公开57件，自然人123件: of either row, which the words leave open. */
function wholeOf(pieces: Measure[], whole: Measure): Measure {
  const rows3 = [...new Set(pieces.flatMap(piece => piece.rows3))]
  return rows3.length > 1 ? { ...whole, rows3 } : whole
}

/** 发了3件废了31件规范性文件, 自然人2件公司1件: columns of the row, or block, that the whole names. */
function completed(own: Measure, whole: Measure): Measure {
  const row = (part: 'rows2' | 'rows3' | 'blocks', columns: 'columns2' | 'applicants' | 'results') =>
    own[part].length === 0 && own[columns].length > 0 && (whole[part].length === 1 || part === 'rows3')
      ? whole[part]
      : own[part]
  return {
    ...own,
    rows2: row('rows2', 'columns2'),
    rows3: row('rows3', 'applicants'),
    blocks: row('blocks', 'results'),
  }
}

const joined = (measures: Measure[]): Measure =>
  Object.fromEntries(
    (Object.keys(noMeasure) as (keyof Measure)[]).map(part => [
      part,
      [...new Set(measures.flatMap(measure => measure[part]))],
    ]),
  ) as unknown as Measure
