import { isOfThose, readClauses } from './clauses.ts'
import { isBodyBelow, isTelling, keywordsIn } from './keywords.ts'
import { isEmpty, type Measure, noMeasure } from './measure.ts'
import { claimLeftOpen, claimsIn } from './named-claim.ts'
import { meantColumns } from './named-columns.ts'
import { readNamed } from './named-issuers.ts'
import {
  asksDisclosed,
  choicesFor,
  disclosedIn,
  has,
  ids,
  type MeasureChoice,
  readMeasure,
  requestsOrResults,
  type Word,
  words,
} from './named-measure.ts'
import { readOperation } from './named-operation.ts'
import { betweenApplicants, readLargest } from './named-parts.ts'
import { readShare } from './named-share.ts'
import { type Filter, hanDigits } from './operations.ts'
import type { Among, IssuerRef, Operation, SectionKind, Wanted, What, Years } from './query.ts'
import { operationOf, type Segment, textOf } from './segment.ts'
import { joinYears } from './time.ts'
import { asksIfSo } from './whether.ts'

/** What one message says, slot by slot, before the conversation fills the gaps. */
export interface Slots {
  issuers: IssuerRef[]
  except: IssuerRef[]
  scope: 'below' | 'all' | null
  /** 各区, 哪个部门: what kind of issuer is meant. */
  among: Among
  /** 哪个单位, 谁: the answer is to be a name. */
  who: boolean
  /** 梁溪的部门: those of a place, of whom nothing is said to hold. */
  ofPlace: boolean
  /** 的单位, 哪个区: and it is a body's, which one place that is named cannot be itself. */
  bodies: boolean
  years: Years | null
  /** 前一年, 后一年: from the year that the conversation is about. */
  shift: number | null
  /** The year that the same words mean where the conversation is about none: 上一年. */
  fromNow: number | null
  measure: Measure
  /** 是42件吗: the test, of the field that the conversation is about. */
  claim: ((field: Wanted) => Filter) | null
  rates: string[]
  what: What | null
  operation: Operation | null
  section: SectionKind | null
  topic: 'figures' | 'narrative' | 'reports'
  /** Words of narrative topics, and content words that nothing explains. */
  topicWords: string[]
  keywords: string[]
  /** When the reports were published is asked. */
  publication: boolean
  /** Words that were taken for others of the same sound. */
  guesses: { written: string; heard: string }[]
  /** Words that nothing explains stand beside the measure. */
  unread: boolean
  /** 没有提到…的: who does not mention the words. */
  without: boolean
  /** 多少, 几: the answer is a number. */
  counts: boolean
  /** Measure word of 多少条, 几次. */
  unit: string | null
  /** Conditions that no cell of the form meets. */
  limits: string[]
  /** 金额, 多少钱 beside nothing that is counted in money: what came before may be. */
  money: string | null
  /** Fields that a too general word (总计) may mean. */
  choices: MeasureChoice[]
  social: 'help' | 'about' | 'greeting' | 'thanks' | 'farewell' | 'abuse' | null
  declined: { reason: 'outOfScope' | 'prediction' | 'opinion' | 'abroad' | 'reason' | 'service'; words: string } | null
  /** A block of table 4 is named: 败诉几件 alone means 行政诉讼, or the block of it that came before. */
  court: boolean
  /** 收到, 新收: that requests came in is said, and not only whose they are. */
  receives: boolean
  /** 合计, 一共: of what came before, where nothing else is said. */
  adds: boolean
  /** 没有的呢, 哪些有: those that have what came before, or have it not. */
  holds: 'some' | 'none' | null
  /** 其中自然人多少: a part of what came before. */
  ofThose: boolean
  /** 加上部分公开呢: the message adds to what came before. */
  addsTo: boolean
  /** 它, 另一个, 它们, 这三个区: one, or all, of those that the conversation is about. */
  pronoun: 'it' | 'they' | 'other' | null
  /** 顺河比它多多少, 顺河是它几倍: the one that is named is held against the one before, and not the other way round. */
  heldAgainstIt: boolean
  /** 最多的那个: of those that the conversation is about. */
  end: 'most' | 'least' | null
  /** 结果怎么样: of the requests, or of what came before. */
  results: boolean
  /** 哪类申请人最少, 各类申请人: all columns of the applicants, whichever of them came before. */
  everyApplicant: boolean
  /** 和, 比, 加上: another is to be taken together with what came before. */
  joining: boolean
  /** 那年, 当年: the year that was found. */
  thatYear: boolean
  /** 其他区, 剩下几家: all but those that the conversation is about. */
  others: boolean
  /** 差多少, 几倍 beside anything else. */
  gap: boolean
  /** 第二名, 最后一名: a place in a ranking that came before. */
  nth: boolean
  /** 总数, 申请总量: the figure of all, and not of the column that came before. */
  whole: boolean
  /** 上年呢: nothing but the year before is named, which in a conversation counts from its year. */
  yearBefore: boolean
  /** 几项, 项目数 beside no row: the items of the row that came before. */
  items: boolean
  /** 三年加起来, 三个谁多: how many of what came before are meant. */
  together: number | null
  /** Where the figures come from is asked. */
  source: boolean
  /** The message leans on what came before: 呢, 那, 和…比. */
  follows: boolean
  /** 不是，我问的是…: what is said takes the place of what was understood. */
  corrects: boolean
}

/** 主动公开的内容有哪些, 都公开了什么: the part of the report that tells of it. */
const asksWhatDisclosed = (segments: Segment[], topicWords: string[]): boolean =>
  topicWords.length > 0 &&
  topicWords.every(word => /^(?:主动|都|全)?公开(?:的|了)?$/.test(word)) &&
  segments.some(({ text }) => /^都?是?(?:哪些|什么|有哪些|有什么|内容|哪些方面|哪几个?方面)$/.test(text)) &&
  !segments.some(({ text }) => /形式|方式|渠道|途径|平台/.test(text))

const ofContacts =
  /(?:接到|接听|拨打|(?:多少|几)个)[^,，]*(?:电话|热线)|12345|(?:电话|邮编|邮政编码|地址|邮箱|网址|传真)(?:接听|接通|[量率]|改|搬|变更|迁|换)/

/** 多少条, 几篇: the measure word. */
const measureWord = '(批次|条|次|篇|场|期|个|件|项|家|份|部|名|人|幅|批|类|种|处|块|天)'
const countedWith = new RegExp(`(?:多少|几)${measureWord}`)
/** 几个人, 多少家. */
const countedPeople = /(?:多少|几)个?(人(?!民)|名|位|家|户)/
const saidWith = new RegExp(`\\d${measureWord}`)

/** 多少条; 发布771条对吗: what the number is said to count. */
const unitIn = (text: string): string | null =>
  countedPeople.exec(text)?.[1] ??
  countedWith.exec(text)?.[1] ??
  (asksIfSo(text) ? (saidWith.exec(text)?.[1] ?? null) : null)

/** 公众号阅读量: what is counted of the subject, and no other way to say what was published there. */
function countedNoun(word: string, segments: Segment[]): string {
  const topic = words(segments).find(({ meaning, text }) => meaning.kind === 'topic' && word.startsWith(text))
  const rest = topic ? word.slice(topic.text.length) : ''
  return /..(?:量|数|率)$/.test(rest) && !/发布|推送|发文|信息|推文/.test(rest) ? rest : word
}

const bodyNoun = /单位|机关|部门|政府|[区县市镇乡局]|街道/

const subjects = ['row2', 'row3', 'group', 'block', 'applications']

/** 依申请公开有什么不足, 行政许可方面的问题: the row is the subject of a passage, since nothing is to be counted. */
function asksProblems(segments: Segment[]): boolean {
  const problems = words(segments).some(({ meaning }) => meaning.kind === 'section' && meaning.section === 'problems')
  const figures = words(segments).some(
    ({ meaning, text }) =>
      ['rate', 'column2', 'applicant', 'result', 'receive', 'total'].includes(meaning.kind) || /多少|几/.test(text),
  )
  return problems && !figures && !segments.some(part => part.kind === 'operation')
}

/** 没有的呢, 没有诉讼的呢, 那有的呢, 哪些区有: whether those are meant that have it. */
function holdsIn(segments: Segment[]): Slots['holds'] {
  const said =
    /^(?:那么?)?(?:哪[些个几]?[个家]?(?:区县?|县|单位|部门|地方|年份?)?)?(?:都)?(没有?|无|有|收到(?=了?的))(?![多几效关没])/.exec(
      textOf(segments),
    )?.[1]
  return said === undefined ? null : /有$|收/.test(said) && !/^没|无/.test(said) ? 'some' : 'none'
}

/** 三年, 这三年, 三个, 四家: of what was spoken of before; not 第三个, 前三家, 近三年. */
function togetherIn(segments: Segment[]): number | null {
  const text = textOf(segments)
  const counted = /(?<![第前后近去上下])([两二三四五六七八九十])[年个家项]/.exec(text)
  return counted ? hanDigits[counted[1]!]! : null
}

const itBehindPlace = (segments: Segment[]): boolean => {
  const it = segments.findIndex(part => isWordOf(part, 'pronoun'))
  return it > segments.findIndex(({ kind }) => kind === 'place') && /[比是]$/.test(segments[it - 1]?.text ?? '')
}

const isWordOf = (part: Segment, kind: Word['meaning']['kind']): boolean =>
  part.kind === 'word' && part.meaning.kind === kind

const isAdding = (part: Segment): boolean =>
  part.kind === 'word' && part.meaning.kind === 'total' && /^(?:合计|共计|总共|一共|共)$/.test(part.text)

/** 加上部分公开, 那再加上诉讼, 和强制一共: nothing before the verb that it could add to. */
function beginsWithSum(segments: Segment[]): boolean {
  if (
    /(?:加|算)(?:上去|进去|进来|上)(?:呢|吧|[?？])*$|(?:一起|一块儿?)(?:算|加起来)?(?:呢|吧|[?？])*$/.test(
      textOf(segments),
    )
  )
    return true
  const own = segments.filter(part => part.kind !== 'rest' && !(part.kind === 'word' && part.meaning.kind === 'follow'))
  if (/^[和与跟]$/.test(own[0]?.text ?? '') && own.some(isAdding)) return true
  const first = own.find(part => !(part.kind === 'word' && part.meaning.kind === 'filler'))
  return first?.kind === 'operation' || first?.kind === 'word' ? /^再?加上?$/.test(first.text) : false
}

/**
 * Collects the slots of one segmented message. In a Chinese one (`foreign` is false) stray Latin letters and figures mean nothing.
 * `ofSome`: it says of whom something holds, though no word asks for a name.
 */
export function readSlots(segments: Segment[], foreign: boolean, ofSome = false): Slots {
  const times = segments.flatMap(part => (part.kind === 'time' ? [part.meaning] : []))
  const future = times.find(meaning => meaning.kind === 'future')
  const shift = times.find(meaning => meaning.kind === 'shift')
  // 哪些问题: the question word belongs to the section.
  const who = ofSome || (has(segments, 'who') && !has(segments, 'section') && !betweenApplicants(segments))
  const rates = ids(segments, 'rate')
  const share = readShare(segments)
  const judged = asksProblems(segments)
  const scopes = words(segments).flatMap(({ meaning }) =>
    meaning.kind === 'scope' && meaning.scope !== 'named' ? [meaning.scope] : [],
  )
  const said = scopes.includes('below') ? 'below' : (scopes[0] ?? null)
  const kind =
    words(segments)
      .flatMap(({ meaning }) =>
        meaning.kind === 'scope' || meaning.kind === 'who' || meaning.kind === 'bodies' ? [meaning.among] : [],
      )
      .find(each => each !== null) ?? null
  const { issuers, except, against } = readNamed(segments, who || said !== null)
  const mixed = issuers.some(({ below }) => below)
  const scope = mixed ? null : said
  const among = mixed ? null : kind
  const either = requestsOrResults(segments)
  const read = judged || either ? noMeasure : share ? share.part : readClauses(segments)
  const denies = /[没未不非无]/.test(textOf(segments))
  // 其中公开了的: of the requests that were spoken of.
  const named = isEmpty(read) && isOfThose(segments) && !denies ? (disclosedIn(segments) ?? read) : read
  const claims = share || judged || either ? null : claimsIn(segments, { who, issuers, measure: named })
  const meant = meantColumns(segments, named)
  const measure = claims?.measure ?? meant.measure
  const years = joinYears(times)
  const find = <K extends Word['meaning']['kind']>(kind: K) =>
    words(segments).find(({ meaning }) => meaning.kind === kind)?.meaning as
      | Extract<Word['meaning'], { kind: K }>
      | undefined
  const sections = words(segments).flatMap(({ meaning }) => (meaning.kind === 'section' ? [meaning.section] : []))
  // 接到多少个热线电话, 办公地址搬了吗: what happened with it, and not the address itself.
  const contacts = !ofContacts.test(textOf(segments))
  const section =
    sections.length > 1 && sections.includes('problems') && sections.includes('improvements')
      ? 'problemsAndImprovements'
      : (sections.filter(each => each !== 'contact' || contacts)[0] ?? null)
  const keywords = keywordsIn(segments, foreign)
  const unexplained = keywords.filter(word => word.length > 1).map(word => countedNoun(word, segments))
  // 占复议总数多少: the total is what the share is of.
  const ofNamed = !isEmpty(share?.whole ?? noMeasure)
  const measured = ofNamed || !isEmpty(measure) || rates.length > 0
  const topicWords = words(segments).flatMap(part =>
    part.meaning.kind === 'topic' ||
    (judged && subjects.includes(part.meaning.kind)) ||
    (part.meaning.kind === 'disclose' && !measured && !either && !asksDisclosed(segments)) ||
    (part.meaning.kind === 'section' && part.meaning.section === 'contact')
      ? [part.text]
      : [],
  )
  const exists = segments.some(
    part => part.kind === 'word' && part.meaning.kind === 'operation' && part.meaning.operation.kind === 'exists',
  )
  const counts = words(segments).some(
    ({ meaning, text }) => meaning.kind !== 'operation' && /多少|(?<!哪)几/.test(text),
  )
  const whatDisclosed = asksWhatDisclosed(segments, topicWords) && unexplained.length === 0 && !counts
  const content = section !== null || topicWords.length > 0
  const reports =
    has(segments, 'reports', 'publication') ||
    (!content &&
      has(segments, 'report') &&
      (who || exists || has(segments, 'bodies') || scope !== null || counts || years?.kind === 'every'))
  const limits = [
    ...words(segments).flatMap(({ meaning }) => (meaning.kind === 'limits' ? [meaning.words] : [])),
    ...times.flatMap(meaning => (meaning.kind === 'part' ? [meaning.words] : [])),
    ...(section === null ? [] : keywords.filter(word => isBodyBelow(word, segments))),
  ]
  const narrative =
    !measured &&
    (section !== null || topicWords.length > 0 || unexplained.length > 0 || limits.length > 0 || has(segments, 'money'))
  const { what, operation } = readOperation(segments, {
    who,
    issuers,
    against,
    rates,
    years,
    measure,
    whole: share?.whole ?? null,
    scope,
  })
  const declined = find('declined')
  const declinedWords = words(segments).find(({ meaning }) => meaning.kind === 'declined')?.text ?? ''
  // 哪个原因占不予公开的比例最大: the greatest share is the greatest part, and what it is a share of names the parts.
  const whole = share && !judged ? readMeasure(segments) : measure
  const largest = readLargest(segments, { issuers, scope, among, years, measure: whole })
  return {
    issuers,
    except,
    scope,
    among,
    who,
    bodies: who && words(segments).some(({ meaning, text }) => meaning.kind === 'who' && bodyNoun.test(text)),
    years,
    shift: shift?.kind === 'shift' ? shift.by : null,
    fromNow: shift?.kind === 'shift' ? (shift.fromNow ?? null) : null,
    measure: largest && share ? whole : measure,
    claim: claimLeftOpen(segments, measure),
    rates,
    what: largest || claims ? null : (what ?? (meant.added ? { kind: 'sum' } : null)),
    operation: largest ?? claims?.operation ?? operation,
    section: measured ? null : (section ?? (whatDisclosed ? 'disclosure' : null)),
    topic: measured ? 'figures' : reports ? 'reports' : narrative ? 'narrative' : 'figures',
    topicWords: whatDisclosed ? [] : topicWords,
    keywords: measured ? keywords : unexplained,
    publication: has(segments, 'publication') && !measured,
    guesses: segments.flatMap(part => (part.heard ? [{ written: part.text, heard: part.heard }] : [])),
    unread: measured && keywords.length > 0 && !keywords.some(isTelling),
    without: false,
    // 公众号发布500条对吗: only the number that is printed can tell.
    counts: counts || (isEmpty(measure) && unitIn(textOf(segments)) !== null),
    unit: unitIn(textOf(segments)),
    limits,
    money: words(segments).find(({ meaning }) => meaning.kind === 'money')?.text ?? null,
    choices: either ?? (ofNamed ? [] : choicesFor(segments)),
    social: find('social')?.social ?? null,
    declined:
      future?.kind === 'future'
        ? { reason: 'prediction', words: future.words }
        : declined && (!measured || declined.reason !== 'outOfScope' || (issuers.length === 0 && years === null))
          ? { reason: declined.reason, words: declinedWords }
          : null,
    court: has(segments, 'block'),
    receives: words(segments).some(
      ({ meaning, text }) =>
        (meaning.kind === 'receive' && /[收接受]/.test(text)) || (meaning.kind === 'row3' && meaning.id === 'received'),
    ),
    adds: segments.some(isAdding),
    holds: holdsIn(segments),
    ofThose: isOfThose(segments),
    addsTo: beginsWithSum(segments),
    pronoun:
      find('pronoun')?.which ??
      (segments.some(part => /^这/.test(part.text) && (isWordOf(part, 'scope') || part.kind === 'time'))
        ? 'they'
        : null),
    heldAgainstIt: segments.some(({ kind }) => kind === 'place') && itBehindPlace(segments),
    end: find('pronoun')?.end ?? null,
    ofPlace: segments.some(
      (part, at) =>
        isWordOf(part, 'who') &&
        part.text.startsWith('的') &&
        (segments[at - 1]?.kind === 'place' || (at > 0 && isWordOf(segments[at - 1]!, 'pronoun'))),
    ),
    nth: segments.some(
      part =>
        operationOf(part)?.kind === 'rank' &&
        /^(?:倒数|排名?)?第|^(?:排名?)?[前后].*[名位]|^最后.*[名位]/.test(part.text),
    ),
    results: segments.some(({ text }) => /结果/.test(text) && !/办理|处理|答复/.test(text)),
    everyApplicant: has(segments, 'applicants'),
    joining: segments.some(({ text }) =>
      /^(?:和|跟|与|同|比|较|相比|相较|较之|相比于|到|再?加上?|连同|算上)$/.test(text),
    ),
    thatYear: segments.some(({ text }) => /^(?:那一?年|这一年|当年|该年)$/.test(text)),
    others:
      words(segments).some(
        ({ meaning, text }) => meaning.kind === 'scope' && /^(?:其他|其余|其它|别的|剩下)/.test(text),
      ) ||
      segments.some(
        ({ text }, at) => /^(?:剩下|其余|余下)$/.test(text) && segments[at + 1] && isWordOf(segments[at + 1]!, 'who'),
      ),
    gap: segments.some(part => ['difference', 'times'].includes(operationOf(part)?.kind ?? '')),
    whole: !ofNamed && words(segments).some(({ meaning, text }) => meaning.kind === 'total' || text.includes('总')),
    yearBefore:
      segments.filter(({ kind }) => kind === 'time').length === 1 &&
      segments.some(({ kind, text }) => kind === 'time' && /^上一?年度?$/.test(text)),
    items: has(segments, 'items') || words(segments).some(({ text }) => /^多少?个?项目$|^几个项目$/.test(text)),
    together: togetherIn(segments),
    source: has(segments, 'source'),
    follows: has(segments, 'follow', 'correct') || isOfThose(segments),
    corrects: has(segments, 'correct'),
  }
}
