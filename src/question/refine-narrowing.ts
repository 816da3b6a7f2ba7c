import { isMeasured, isWord, type Refiner } from './refiner.ts'
import { type Segment, textOf } from './segment.ts'
import { asksIfSo } from './whether.ts'

/** Refiners of small words that narrow a field where they stand in front of it, and say nothing elsewhere. */

/** `noun`: what they narrow, which the answer names with them. */
const limits = (parts: Segment[], noun = ''): Segment => {
  const words = textOf(parts) + noun
  const [first] = parts
  return {
    kind: 'word',
    start: first!.start,
    end: parts.at(-1)!.end,
    text: textOf(parts),
    meaning: { kind: 'limits', words },
  }
}

/** Persons, in words that address somebody elsewhere (请问老师，…). */
const people =
  '老师|朋友|师傅|同志|客服|机器人|小?助手|家人|家里|老家|当地人?|自己|人家|哥们|大哥|大姐|小姐姐|亲们?|[两多几同]人'
/** Who asked: persons, whoever is not said, and bodies. */
const askers = `${people}|家|[我你他她咱]们?|[一每]个?人|[两三几]个人|人们?|政府|政府部门|政府机关|行政机关|机关|机关单位|地方政府|地方|人民政府|部门|职能部门|大家|我国`
/** What was asked for, and how it was handled. */
const kinds =
  '同|数据|数据类|数字|数值|指标|表格|表|事项|事项类|事|同类|一类|该类|审批|审批类|急件?|案件|案子|案|案件类|工作|工作类|报表|直接|主要|种类|准确|涉及人|不再处理|还剩|剩|剩了'
const askersOnly = new RegExp(`^(?:${askers})$`)
const narrowing = new RegExp(`^(?:${askers}|${kinds})(?:类|的|所|们)*$`)

/** 老师提出的申请, 政府部门提交的申请: verbs between those who asked and what they asked. */
const handing = /^(?:的|所|提|提的|提出|提出的|提交|提交的|递交|递交的|来申请|类|类的|向|发起的?)$/

const personsOnly = new RegExp(`^(?:${people})(?:的|们)*$`)

/** Behind a year something of its own begins; behind a place only persons do, since 军粮城政府 and 军粮城数据 belong to the place. */
const opens = (part: Segment | undefined, words: string): boolean =>
  part === undefined || part.kind === 'place'
    ? personsOnly.test(words)
    : part.kind === 'time' || (part.kind === 'word' && part.text === '的')

/** 2020年人民政府提出的: not the body whose report it is, which stands before the year. */
const isSmall = (part: Segment): boolean =>
  (isWord(part, 'filler') && !/多少|几/.test(part.text)) || (part.kind === 'body' && part.text === '人民政府')

/** 2020年老师申请几件, 2020年数据类申请: small words between the year and what is counted narrow it. */
export const narrowedApplications: Refiner = segments => {
  const at = segments.findIndex(part => isWord(part, 'applications'))
  if (at < 1) return segments
  let from = at
  while (segments[from - 1] && (handing.test(segments[from - 1]!.text) || isWord(segments[from - 1]!, 'receive')))
    from--
  const verbs = from
  while (segments[from - 1] && isSmall(segments[from - 1]!)) from--
  const run = segments.slice(from, verbs)
  const words = textOf(run)
  // 政府收到的申请, 机关接到的申请: who received them is the body itself.
  const received = segments.slice(verbs, at).some(part => isWord(part, 'receive') && /收|接/.test(part.text))
  if (run.length === 0 || !opens(segments[from - 1], words) || !narrowing.test(words)) return segments
  if (received && askersOnly.test(words)) return segments
  return [...segments.slice(0, from), limits(run, segments[at]!.text), ...segments.slice(verbs)]
}

const otherKinds = new RegExp(`^(?:${people}|工作|地方|同类|一类|同|家|类型|种类|主要|直接|案件|数据|指标|表格)$`)

/** 工作许可, 地方许可, 老师处罚: in front of a row of table 2 these are parts of another name. */
export const narrowedRows: Refiner = segments =>
  segments.map((part, at): Segment => {
    const next = segments[at + 1]
    const narrows = isWord(part, 'filler') && otherKinds.test(part.text)
    return narrows && next && isWord(next, 'row2') && opens(segments[at - 1], part.text)
      ? limits([part], next.text)
      : part
  })

/** 每个自然人, 每家企业: of each of them no cell tells. */
export const perHead: Refiner = segments => {
  const at = segments.findIndex(({ text }) => /^(?:每|每个|每一个|每位|每名|每家|平均每个|平均每)$/.test(text))
  const who = segments.findIndex((part, i) => i > at && !/^(?:个|一|位|名|家)$/.test(part.text))
  if (at < 0 || who < 0 || !isWord(segments[who]!, 'applicant')) return segments
  return [...segments.slice(0, at), limits(segments.slice(at, who + 1)), ...segments.slice(who)]
}

const approving = /^(?:批准|批准了|批准过|批|批了|批过|准予|准予了|审批了|同意|同意了|得到批准|获批|通过了)$/

/** 批 with nothing unread right behind it: 批多少件. */
const isFreeVerb = (segments: Segment[], at: number): boolean => {
  const next = segments[at + 1]
  return next === undefined || (next.kind !== 'rest' && !/^[次量]/.test(next.text))
}

/** 批准了几件公开申请, 批准的申请: of requests, those that were granted; of permits nothing more than that they were given. */
export const approvedApplications: Refiner = segments => {
  // 批次, 批量, 一批: no verb.
  const at = segments.findIndex(
    (part, i) => approving.test(part.text) && !(part.text === '批' && !isFreeVerb(segments, i)),
  )
  const part = segments[at]
  if (!part || segments.some(each => isWord(each, 'row2') || isWord(each, 'row3') || isWord(each, 'group')))
    return segments
  const { start, end, text } = part
  const known = segments.some(isMeasured)
  // 批准了多少 alone: of requests or of permits, whichever the conversation is about, is not told here.
  if (!known) return segments.map(each => (each === part ? limits([part], '的申请') : each))
  const noun = segments.findIndex((each, i) => i > at && isWord(each, 'applications'))
  const plain =
    noun > at && segments.slice(at + 1, noun).every(each => isWord(each, 'filler') || isWord(each, 'disclose'))
  const behind = isWord(segments[at - 1] ?? part, 'applications')
  if (!plain && !behind) return segments
  const got = /^(?:得到|获得|被|获|予以)$/.test(segments[at - 1]?.text ?? '') ? at - 1 : at
  return segments.flatMap((each, i): Segment[] =>
    each === part
      ? [{ start, end, text, kind: 'word', meaning: { kind: 'row3', id: 'granted' } }]
      : i === got
        ? []
        : [each],
  )
}

/** 获得信息的申请, 提供了信息的申请, 认定的申请: what came of it, in words that are no result of the form. */
export const otherOutcomes: Refiner = segments => {
  const at = segments.findIndex(
    part =>
      isWord(part, 'filler') &&
      /^(?:得到|获得|提供|认定|认定为|判定|定性|采取|实施了?|做出|作出|开出|颁发|发放|核发|收取)$/.test(part.text),
  )
  const noun = segments.findIndex((part, i) => i > at && isWord(part, 'applications'))
  const between = segments.slice(at + 1, noun)
  const plain = between.every(part => (isWord(part, 'filler') || isWord(part, 'receive')) && !/多少|几/.test(part.text))
  if (at < 0 || noun < 0 || !plain || !between.some(({ text }) => text.endsWith('的'))) return segments
  return [...segments.slice(0, at), limits(segments.slice(at, noun)), ...segments.slice(noun)]
}

/** 阿城街道办: the office of a street is not the district's government. */
export const officesOfStreets: Refiner = segments =>
  segments.map((part, at): Segment => {
    const before = segments[at - 1]
    if (part.kind !== 'body' || part.body.kind !== 'government' || !/街道|办事处/.test(part.text)) return part
    const above = before?.kind === 'place' && before.places.every(({ code }) => code.length < 9)
    const { start, end, text } = part
    return above ? { start, end, text, kind: 'word', meaning: { kind: 'limits', words: text } } : part
  })

/** 锡山办2022年…, 锡山办收到…: 办 between a place and what is asked of it is its office; 锡山办了多少件 has done something. */
export const officeOfPlace: Refiner = segments =>
  segments.map((part, at): Segment => {
    const [before, after] = [segments[at - 1], segments[at + 1]]
    const office = part.text === '办' && isWord(part, 'filler') && before?.kind === 'place' && before.end === part.start
    const asked = after && (after.kind === 'time' || after.text === '的' || isWord(after, 'receive'))
    const { start, end, text } = part
    return office && asked ? { start, end, text, kind: 'body', body: { kind: 'office' } } : part
  })

/** 大学申请, 药品处罚: a word of other subjects beside a field, and a place, narrows it. */
export const foreignSubjects: Refiner = segments => {
  const asks = segments.some(isMeasured) && segments.some(({ kind }) => kind === 'place' || kind === 'time')
  return asks
    ? segments.map(part =>
        part.kind === 'word' &&
        part.meaning.kind === 'declined' &&
        part.meaning.reason === 'outOfScope' &&
        !/多大|多少/.test(part.text)
          ? { ...part, meaning: { kind: 'limits', words: part.text } }
          : part,
      )
    : segments
}

const count = (segments: Segment[], characters: RegExp) => textOf(segments).match(characters)?.length ?? 0

const mark = /[a-z\d][a-z\d.%/-]*/

/**
 * 5g许可, kfc申请, 2020q2: letters and figures that nobody read, with the counter behind them (3类, 24小时). A list's own number, and 收到81件
 * said of what is asked, narrow nothing; a message that is not Chinese has letters of its own.
 */
export const strayMarks: Refiner = segments => {
  const letters = count(segments, /[a-z]/g)
  if (letters >= 8 && count(segments, /\p{Script=Han}/gu) * 3 <= letters) return segments
  // 收费3137万元对吗, 5225.19万元的是哪家; but 采购100万元的项目有几个 is a condition.
  const claims =
    !segments.some(({ text }) => /多少|几/.test(text)) &&
    (asksIfSo(textOf(segments)) || segments.some(part => isWord(part, 'who')))
  return segments.map((part, at): Segment => {
    if (part.kind !== 'rest') return part
    const own = at === 0 ? part.text.replace(/^\s*[qa]?\d{0,2}[.、:：)）]\s*/, '') : part.text
    const found = mark.exec(own)?.[0]
    const next = segments[at + 1]
    if (!found) return part
    // /ask …, …？ 1, <script>: what stands apart at either end belongs to no field.
    const left = at > 0 && own.startsWith(found)
    const glued =
      left || (own.endsWith(found) && next !== undefined) || (at > 0 && next !== undefined && !/[=<>@\\]/.test(own))
    const share = found.endsWith('%') && segments.some(each => isWord(each, 'who') || isWord(each, 'scope'))
    if (!glued || share) return part
    const counted =
      (/^\d+$/.test(found) && (next === undefined || /^[件个项份条次宗起]/.test(next.text))) ||
      (claims && /^\d+(?:\.\d+)?$/.test(found) && /^(?:[万亿]元?|元|对[吗不吧]|是[吗吧]|[吗吧])/.test(next?.text ?? ''))
    // 许可1968处罚85对吗: said of the field before it.
    const said = at > 0 && asksIfSo(textOf(segments)) && /^\d+$/.test(found) && isMeasured(segments[at - 1]!)
    const rate = claims && found.endsWith('%') && segments.some(each => isWord(each, 'rate'))
    if (counted || said || rate) return part
    const counter = next && isWord(next, 'filler') && /^(?:类|类的|级|种|型)$/.test(next.text) ? next.text : ''
    return limits([{ ...part, text: found }], counter)
  })
}

/** 嘉禾一中, 锡山高中: a school behind the place, whose figures are not the place's. */
export const schools: Refiner = segments => {
  const at = segments.findIndex(({ kind }) => kind === 'place')
  const behind = at < 0 ? '' : textOf(segments.slice(at + 1))
  const name =
    /^(?:第?[一二三四五六七八九十]+中(?![的里内有收，,旬])(?:学)?|高中|初中|职高|实验[中小]学|[一二三四五六七八九]小)/.exec(
      behind,
    )?.[0]
  if (!name) return segments
  const from = segments[at]!.end
  const end = from + name.length
  const word: Segment = { kind: 'word', start: from, end, text: name, meaning: { kind: 'limits', words: name } }
  return segments.flatMap((part, i) => (i === at ? [part, word] : part.start >= from && part.end <= end ? [] : [part]))
}

/** 省里采用几条: the level is one character, and a condition all the same. */
export const levels: Refiner = segments =>
  segments.some(part => isMeasured(part) || /^[比较]$/.test(part.text))
    ? segments
    : segments.map((part, at) =>
        part.kind === 'rest' && part.text === '省' && /^(?:里|级|上|内)$/.test(segments[at + 1]?.text ?? '')
          ? limits([part])
          : part,
      )
