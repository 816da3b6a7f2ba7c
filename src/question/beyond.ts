import { rates } from '../report/rates.ts'
import { type Asked, isWord, over, type Rule } from './asked.ts'
import { conditionRules } from './conditions.ts'
import { isWithinBlock, type Measure, wantedOf } from './measure.ts'
import { asksRateOfColumn } from './named-change.ts'
import { claimsSeveral } from './named-claim.ts'
import { excluded } from './named-issuers.ts'
import { takesWhole } from './named-share.ts'
import { isMiddle } from './operations.ts'
import type { Query } from './query.ts'
import { operationOf, type Segment, spokenIn } from './segment.ts'
import { setRules } from './sets.ts'
import { severalRules } from './several.ts'
import { isCount } from './shares.ts'

/** Every rule against answering: each gives the name of what is asked, and whether a question asks it. */

const isRatio = ({ what }: Query): boolean =>
  what.kind === 'rate' || what.kind === 'share' || (what.kind === 'change' && what.by === 'percent')

/** 不予公开加无法提供占多少: of one report what both have together. */
const isJointShare = ({ what, operation, issuers, measure }: Query): boolean =>
  what.kind === 'share' &&
  what.joint &&
  operation.kind === 'value' &&
  issuers.length < 2 &&
  wantedOf(measure).length > 1

/** A rate of many is not the sum or the mean of their rates. */
const joinsRatios = ({ query, spoken }: Asked): boolean =>
  !isJointShare(query) &&
  (isRatio(query) || ['change', 'excess'].includes(query.what.kind)) &&
  (['sum', 'times', 'average', 'median'].some(each => spoken.has(each)) ||
    (query.operation.kind === 'rank' && query.operation.then !== null) ||
    (query.operation.kind === 'filter' && isMiddle(query.operation.bound.kind)) ||
    (query.operation.kind === 'standing' && query.operation.from !== 'place'))

/** 申请超过30%: a share of what is not said. */
const looseShare = ({ query }: Asked): boolean =>
  query.operation.kind === 'filter' &&
  query.operation.bound.kind === 'number' &&
  query.operation.bound.percent &&
  !isRatio(query)

/** 维持率比办结率高, 复议加诉讼比申请多: two things that are worked out first and then compared with each other. */
const comparesWorked = ({ query }: Asked): boolean =>
  ['compare', 'difference'].includes(query.operation.kind) &&
  query.what.kind === 'sum' &&
  (query.issuers.length < 2 || wantedOf(query.measure).length < 2)

/** 申请占全市的比例, 各区合计占江苏省的多少: of what many reports add up to. */
function sharesOfMany({ query: { what, scope, issuers }, segments }: Asked): boolean {
  if (what.kind !== 'share') return false
  if (issuers.some(({ below }) => below)) return true
  const at = segments.findIndex(part => /^占/.test(part.text))
  const whole = at >= 0 ? segments.slice(at + 1, at + 3) : []
  const ofMany =
    whole.some(part => isWord(part, 'scope')) || (whole.some(({ kind }) => kind === 'place') && !what.across)
  return ofMany || (scope !== 'named' && what.across)
}

/** 有复议又有诉讼, 超过100件但公开率低于一半: more than one thing must hold of each. */
function severalConditions({ text, query, segments }: Asked): boolean {
  if (query.operation.kind !== 'filter') return false
  // 两个都有的 after one and the other.
  if (/^.{0,4}[两三]个?都没?有/.test(text)) return true
  // 一件申请也没有 is one condition.
  const filters = segments.filter(
    part => operationOf(part)?.kind === 'filter' && !/^(?:一|1)[件个项条份宗起次例]/.test(part.text),
  ).length
  const joined = /又|而且|并且|且|但|同时|或者?|也[没未有不超低高]/.test(text)
  return filters > 1 || (joined && (filters > 0 || wantedOf(query.measure).length > 1))
}

const fieldKinds = ['row2', 'column2', 'row3', 'group', 'applicant', 'block', 'result', 'rate', 'carried', 'otherRow']

const named = (segments: Segment[]): boolean => segments.some(part => isWord(part, ...fieldKinds))

/** 没公开的占比, 其中公开的占多少: with or without what was disclosed in part is not said. */
const sharesDisclosed = ({ segments, spoken }: Asked): boolean =>
  spoken.has('share') &&
  segments.some((part, at) => isWord(part, 'disclose') && (takesWhole(segments[at - 1] ?? part) || !named(segments)))

/** 予以公开占结转的, 结转加不予公开: what came in from the year before and what went over to the next are not added up unnamed. */
const addsBothCarried = ({ segments, query: { operation, what, measure } }: Asked): boolean => {
  const both = ({ rows3 }: Measure) => ['carriedIn', 'carriedOut'].every(row => rows3.includes(row))
  const shared =
    what.kind === 'share' && what.of !== null && both(what.of) && (measure.rows3.length > 0 || what.of.rows3.length > 2)
  const added = (operation.kind === 'sum' || what.kind === 'sum') && both(measure)
  return (shared || added) && segments.some(part => isWord(part, 'carried'))
}

/**
 * 哪个单位公开的信息多, 不到1000条的区: numbers in the prose are not comparable. 无锡哪个区培训最多 is quoted and not ranked; not so
 * what all bodies say, of which a few would stand for the most, and whole sections (哪个单位问题最多).
 */
const comparesProse = ({ query, segments, spoken }: Asked): boolean =>
  query.topic === 'narrative' &&
  ((spoken.has('rank') && (query.scope === 'all' || (query.section !== null && over(query)))) ||
    (query.issuers.length > 1 &&
      segments.some(part => isWord(part, 'who')) &&
      segments.some(part => isWord(part, 'more'))) ||
    (query.operation.kind === 'filter' &&
      query.operation.bound.kind === 'number' &&
      query.operation.bound.from > 0 &&
      over(query)))

/** 复议败诉率: nobody loses a review. */
const losesReview = ({ query: { what, measure, origins } }: Asked): boolean =>
  what.kind === 'rate' &&
  origins.measure === 'said' &&
  measure.blocks.length > 0 &&
  rates.some(
    ({ id, block }) => block && what.rates.includes(id) && !measure.blocks.some(each => isWithinBlock(each, block)),
  )

/** 没有增加的区, 不是最多的, 不是没有诉讼的: of whom something does not hold. 没有一件 and 没有超过50件 are tests of their own. */
const denied = ({ text, segments, query, who }: Asked): boolean => {
  if (query.topic !== 'figures' || !(who || over(query) || query.operation.kind === 'filter')) return false
  const turned = segments.some((part, at) => {
    const kind = operationOf(part)?.kind
    const tests = kind === 'change' || kind === 'rank' || (kind === 'filter' && !/^[一1零为是]/.test(part.text))
    return tests && /(?<![有是能会])(?:没有?|未|无|不是|并非|不)$/.test(segments[at - 1]?.text ?? '')
  })
  // 申请不是147件的区.
  if (
    /(?:(?<!是)不是|不为|不等于|并非)(?:\d+|[一二两三四五六七八九十百千万]+)[件项条份次宗起]/.test(text) &&
    (who || over(query))
  )
    return true
  return turned || /(?<!是)(?:不是|并非)都?(?:没有?|未(?!经)|无(?!法)|[^,，。;；]*最[多少高低大小])/.test(text)
}

/** 梁溪与惠山申请比例: of two bodies' counts, and of no whole. */
const ratioOfBodies = ({ query: { what, issuers, measure } }: Asked): boolean =>
  what.kind === 'share' &&
  what.of === null &&
  !what.across &&
  issuers.length > 1 &&
  wantedOf(measure).every(([id]) => isCount(id!))

const joinsSome = (part: Segment): boolean =>
  ['sum', 'average'].includes(operationOf(part)?.kind ?? '') ||
  (isWord(part, 'total') && /^(?:合计|总共|一共|共计)$/.test(part.text))

/** Whether years, or places, are joined, and others after them once more. */
function joinsTwice(segments: Segment[]): boolean {
  // 锡山加惠山加滨湖: one chain.
  if (segments.filter(joinsSome).every(({ text }) => /^加上?$/.test(text))) return false
  const at = segments.flatMap((part, i) => (joinsSome(part) ? [i] : []))
  if (at.length < 2) return false
  const between = segments.slice(at[0], at.at(-1))
  return (['time', 'place'] as const).some(
    kind => segments.filter(part => part.kind === kind).length > 1 && between.some(part => part.kind === kind),
  )
}

/** 无锡市的申请数是不是五个区加起来, 江苏省的申请里有多少是无锡的: a body's own count holds nothing of those below it. */
const addsUpToWhole = ({ text, query: { scope, issuers }, segments }: Asked): boolean => {
  const named = segments.some(({ kind }) => kind === 'place')
  if (named && scope !== 'named' && /(?:是不是|是否|等于|就是)[^,，]*(?:加起来|之和|总和|相加|合计)/.test(text))
    return true
  const nested = issuers.some(inner =>
    inner.places.some(({ parents }) => issuers.some(({ places }) => places.some(({ code }) => parents.includes(code)))),
  )
  return nested && /[里中内].*(?:是|属于|来自)/.test(text)
}

/** 部分公开中涉密的有几件: of one result those of another, which no row counts. */
const insideAnother = ({ segments, query }: Asked): boolean => {
  const at = segments.findIndex(
    part => part.kind === 'word' && /^(?:里|中|内|里面|里头|当中|之中|的里面)$/.test(part.text),
  )
  const rowIn = (part: Segment | undefined) =>
    part?.kind === 'word' && (part.meaning.kind === 'row3' || part.meaning.kind === 'group') ? part.meaning.id : null
  const whole = rowIn(
    segments.slice(0, Math.max(at, 0)).findLast(part => !isWord(part, 'filler', 'applications', 'receive')),
  )
  const part = segments
    .slice(at + 1)
    .map(rowIn)
    .find(id => id !== null)
  if (at < 1 || !whole || !part || query.topic !== 'figures') return false
  const general = ['received', 'handled', 'carriedIn', 'carriedOut'].includes(whole)
  return !general && part !== whole && !part.startsWith(`${whole}.`) && !whole.startsWith(`${part}.`)
}

const rules: Rule[] = [
  ['下级之和与本级', addsUpToWhole],
  ['另一种结果里的', insideAnother],
  // 除了嘉禾县2020年，哪些年…: one report is left out, and no body.
  [
    '除去一份报告',
    ({ segments }) => {
      const at = segments.findIndex(part => isWord(part, 'except'))
      const [place, year] = segments.slice(at + 1)
      const left = at >= 0 && place?.kind === 'place' && year?.kind === 'time'
      return left && segments.some(part => part.kind === 'time' && /哪|年份/.test(part.text))
    },
  ],
  ['是否同一个', ({ text }) => /都是(?:它|他|她)|是不是同一|是否同一|是同一[个家]/.test(text)],
  [
    '几个数的核对',
    ({ segments, query }) => query.topic === 'figures' && query.operation.kind !== 'stated' && claimsSeveral(segments),
  ],
  ['比率的合计或平均', joinsRatios],
  ['占全体的比例', sharesOfMany],
  [
    '历年的平均',
    ({ text }) =>
      /(?:历年|往年|各年|前几年|近[一二三四五\d]年)来?的?平均/.test(text) && /比|[高低多少][于出]|超过/.test(text),
  ],
  ['几个单位之间的比例', ratioOfBodies],
  ['几个条件', severalConditions],
  ['复议的胜诉败诉', losesReview],
  ['公开的占比', sharesDisclosed],
  ...conditionRules,
  ...severalRules,
  ['两种结转的合计', addsBothCarried],
  ['正文里数字的比较', comparesProse],
  ['两种平均', ({ spoken }) => spoken.has('average') && spoken.has('median')],
  ['没有说明的占比', looseShare],
  // 办结率为空白的单位: a cell may be blank, what is worked out is not printed.
  ['算出的数的空白', ({ query }) => query.operation.kind === 'state' && query.what.kind !== 'cells'],
  ['几项之和的比较', comparesWorked],
  ...setRules,
  [
    '变化的变化',
    ({ query, spoken }) => query.what.kind === 'rate' && spoken.has('change') && query.operation.kind !== 'trend',
  ],
  // 哪些不予公开理由一件都没有, 哪类申请人超过10件: a condition on the parts of one figure.
  [
    '组成部分的条件',
    ({ text, segments, query }) =>
      query.topic === 'figures' &&
      query.scope === 'named' &&
      query.issuers.length > 0 &&
      !segments.some(part => isWord(part, 'bodies', 'scope')) &&
      (/哪(?:些|类|种|几类|几种|几项|项|几个)[^,，]*(?:理由|原因|结果|情形|申请人|类型|人)/.test(text) ||
        (query.issuers.length > 1 &&
          /(?:理由|原因|结果|情形|申请人|类型)(?:都|各)?(?:是|有)(?:哪些|哪几)/.test(text))) &&
      (query.operation.kind === 'filter' || /没有|为零|为0|是零|是0|没发生|未发生/.test(text)),
  ],
  // 列出所有不为零的办理结果: nor is the figure itself one of its parts.
  [
    '不为零的组成部分',
    ({ text, query }) =>
      query.topic === 'figures' &&
      query.issuers.length > 0 &&
      query.operation.kind === 'filter' &&
      /(?:所有|全部|列出?|各项|哪些)[^,，]*(?:不为|不是|不等于|大于|超过|非)[零〇0]的?[^,，]*(?:结果|理由|原因|情形|项目?)/.test(
        text,
      ),
  ],
  // 自然人那一列: down all rows of the table.
  [
    '表里的一列',
    ({ text, segments }) =>
      /(?:[那这整]一?|一整)列/.test(text) && segments.some(part => isWord(part, 'applicant', 'total')),
  ],
  ['几个占比', ({ segments }) => segments.filter(takesWhole).length > 1],
  [
    '几年都满足的比率',
    ({ query }) => query.operation.kind === 'filter' && query.operation.always && query.what.kind !== 'cells',
  ],
  [
    '与平均数比较',
    ({ query, spoken }) =>
      [...spoken].some(isMiddle) &&
      ['compare', 'difference', 'rank', 'times'].some(each => spoken.has(each)) &&
      query.operation.kind !== 'standing' &&
      query.operation.kind !== 'filter',
  ],
  [
    '与某个单位比较的筛选',
    ({ who, query: { operation, issuers } }) =>
      who && operation.kind === 'compare' && issuers.length === 1 && !issuers[0]!.several,
  ],
  // 增加最多的呢 after the printed column: how the column itself changed nobody asks.
  [
    '增减的变化',
    ({ query }) =>
      query.what.kind === 'change' &&
      query.origins.measure === 'inherited' &&
      query.measure.columns2.includes('change'),
  ],
  ['增减的比率', ({ segments, query }) => asksRateOfColumn(segments, query)],
  // 2019到2021年平均和2022到2023年平均: of several stretches each its own.
  [
    '几段各自的合计或平均',
    ({ segments, query }) => !(query.operation.kind === 'sum' && query.operation.yearly) && joinsTwice(segments),
  ],
  // 各区2021年和2022年平均: of each year, or of all of them.
  [
    '几年一起的平均',
    ({ query }) =>
      over(query) && isMiddle(query.operation.kind) && query.years?.kind === 'list' && query.years.years.length > 1,
  ],
  // 2023年是不是申请最多的一年: one body among its own years.
  [
    '与自己历年相比',
    ({ text, query }) =>
      query.operation.kind === 'standing' &&
      query.issuers.length === 1 &&
      /历年|往年|各年|几年|(?:[两二三四五六七八九十]|(?<!\d)\d)年(?!度)|的一年|年份|哪年/.test(text),
  ],
  // 哪年处罚比许可多: of each year two figures.
  [
    '逐年比较的两项',
    ({ text, query }) =>
      /哪(?:一|几|些)?年/.test(text) &&
      query.topic === 'figures' &&
      wantedOf(query.measure).length > 1 &&
      ['compare', 'difference'].includes(query.operation.kind),
  ],
  [
    '几个条件',
    ({ text, query }) =>
      query.topic === 'figures' &&
      (over(query) || query.years?.kind === 'every') &&
      wantedOf(query.measure).length > 1 &&
      /都(?:有(?!哪)|没|未|为零|是0|为0|超过|不到|不足|不|低于|高于|大于|小于)/.test(text),
  ],
  ['正文里数字的变化', ({ query }) => query.topic === 'narrative' && query.what.kind === 'change'],
  // 从无到有: of two years, one without and one with.
  ['从无到有', ({ text }) => /[从由](?:无|没有|零|0)到(?:有|无)|[从由]有到(?:无|没有|零|0)/.test(text)],
  // 各市县: of a province both are meant, and are two ranks.
  [
    '两级单位合在一起',
    ({ text, query: { issuers } }) =>
      /各市(?:县|、?和?各[县区])/.test(text) &&
      issuers.every(({ places }) => places.every(({ code }) => code.length < 4)),
  ],
  [
    '在另一个范围里的名次',
    ({ text, query }) =>
      query.operation.kind === 'standing' && /(?:所有|全部|每个|收录)的?(?:省|市|区|县|镇|街道|单位|地方)/.test(text),
  ],
  // 超过无锡市平均的区: of whom, and among whom, is not the same set.
  [
    '某地的平均',
    ({ segments, query }) =>
      query.operation.kind === 'filter' &&
      isMiddle(query.operation.bound.kind) &&
      segments.some(
        (part, at) =>
          part.kind === 'place' &&
          /^(?:比|较|超过|高于|低于|多于|少于|大于|小于|不及|不如)$/.test(segments[at - 1]?.text ?? ''),
      ),
  ],
  ['否定的条件', denied],
  ['这样的运算', ({ text }) => /除以|乘以|方差/.test(text)],
  // 新收加上年结转等于办结加结转下年吗: two sums that are held against each other.
  [
    '两边是否相等',
    ({ text, query, spoken }) => query.topic === 'figures' && spoken.has('sum') && /等于|相等|对得上|一样多/.test(text),
  ],
  // 增加的数量比梁溪区多还是少: of two places how much each changed.
  [
    '变化的比较',
    ({ text, query }) =>
      query.topic === 'figures' &&
      query.issuers.length > 1 &&
      /(?:增加|减少|增长|下降|上升)(?:了)?的?(?:数量|件数|幅度|量|数)?比[^,，]*(?:多|少|大|小|高|低)/.test(text),
  ],
  // 没有复议的年份里，诉讼各多少: the years that are chosen by another field.
  [
    '选出年份再问',
    ({ text, query }) =>
      query.topic === 'figures' &&
      query.operation.kind !== 'filter' &&
      wantedOf(query.measure).length > 1 &&
      /(?:没有?|有|超过\d+件?)[^,，]{1,10}的(?:年份|那几年|几年)/.test(text),
  ],
  ['紧随其后的一个', ({ text, query }) => /仅次于/.test(text) && query.issuers.length > 0 && query.scope === 'named'],
  [
    '排除一部分的计算',
    ({ segments }) =>
      segments.some(part => isWord(part, 'except') || isNegated(segments, part)) && excluded(segments).size === 0,
  ],
  [
    '没有提到某事的单位',
    ({ text, query, who }) =>
      query.topic === 'narrative' &&
      !query.without &&
      (who || over(query)) &&
      /(?:没有?|未|不)(?:提到|提及|写到|说到|讲到)/.test(text),
  ],
]

/** 不是不予公开的: what is negated is a row, not the answer before (不是，我问的是…). */
const isNegated = (segments: Segment[], part: Segment): boolean =>
  part.text === '不是' && isWord(segments[segments.indexOf(part) + 1], 'row3', 'group')

/** What the question asks that cannot be computed; null where it can. */
export function beyondMeans(text: string, segments: Segment[], query: Query, who: boolean): string | null {
  const spoken = new Set(spokenIn(segments).map(({ kind }) => kind))
  return rules.find(([, holds]) => holds({ text, segments, query, spoken, who }))?.[0] ?? null
}
