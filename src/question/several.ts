import type { Asked, Rule } from './asked.ts'
import {
  clausesOf,
  comparesAgain,
  dropsClaim,
  dropsClause,
  dropsCount,
  isCounted,
  isStop,
  pairsFields,
} from './clauses.ts'
import { lacksPair, wantedOf } from './measure.ts'
import { thanYear } from './named-sides.ts'
import { saysSum } from './named-sum.ts'
import type { Query } from './query.ts'
import { isWord } from './refiner.ts'
import { operationOf, type Segment, spokenIn } from './segment.ts'
import {
  asksOfChosen,
  asksOfDescribed,
  asksTwoWays,
  changesBothWays,
  countsThenForm,
  countsThenLargest,
  firstInBoth,
  hasOneNotOther,
  ranksChosen,
  sumsThenAverages,
  sumsThenParts,
  sumsThenRanks,
} from './steps.ts'

const over = (query: Query): boolean => query.scope !== 'named'

/** 办结率100%的单位: a number that no operation took would be a condition left out. */
const strayNumber = ({ query, who, segments }: Asked): boolean =>
  query.topic === 'figures' &&
  (who || over(query)) &&
  segments.some(part => part.kind === 'rest' && /\d+(?:\.\d+)?%|百分之/.test(part.text))

const years = ({ years }: Query): number =>
  years?.kind === 'list' ? years.years.length : years === null || years.kind === 'latest' ? 1 : 2

/** 2019到2023年公开合计占办结合计, 各区总数2021年与2022年比较: added up over years, or issuers, before anything else is done. */
function totalsOfYears({ query, segments, spoken }: Asked): boolean {
  const totals = segments.filter(part => isWord(part, 'total') || operationOf(part)?.kind === 'sum').length
  const counts = segments.some(part => isWord(part, 'applications') && /[总]/.test(part.text))
  if (years(query) < 2 || query.operation.kind === 'sides') return false
  if (query.operation.kind === 'sum' && query.operation.yearly) return false
  if (query.what.kind === 'share') return totals > 0
  // 各区2021年合计和2022年合计, 各区哪年合计最多: a sum of each year, held against the others.
  const ofEach = segments.some(part => part.kind === 'time' && /哪/.test(part.text))
  if (over(query) && (totals > 1 || (ofEach && totals > 0))) return true
  const compares = ['compare', 'difference'].includes(query.operation.kind)
  if (over(query)) return compares && (totals > 0 || counts)
  const added = segments.some(part => part.kind === 'word' && /^(?:合计|共计|总共|一共|共|累计)$/.test(part.text))
  return added && (compares || spoken.has('difference')) && query.what.kind !== 'sum'
}

/** 各多少 of several years breaks nothing up. */
const breaksUp = (segments: Segment[]): boolean =>
  spokenIn(segments).some(each => each.kind === 'breakdown' && each.parts)

/** 各类申请人变化, 申请人构成比上年变化: of each part, and not of the whole. */
const changesOfParts = ({ query, segments }: Asked): boolean =>
  (query.what.kind === 'change' || query.operation.kind === 'trend') &&
  query.operation.kind !== 'largest' &&
  query.measure.applicants.length === 0 &&
  (segments.some(part => isWord(part, 'applicants')) || (breaksUp(segments) && wantedOf(query.measure).length < 2))

/** 2022年…高于去年: the year before today's, or before the one that is named. */
const thanLastYear = (segments: Segment[]): boolean =>
  segments.some(part => part.kind === 'time' && /\d/.test(part.text)) &&
  segments.some(part => part.kind === 'time' && /^[去前]年$/.test(part.text))

/** 那年: the one that was found, which the conversation does not keep among those that it was found of. */
const yearBefore = ({ text, query }: Asked): boolean =>
  query.origins.years === 'inherited' && years(query) > 1 && /那一?年|该年|当年/.test(text)

/** Questions that ask two things in one, each rule with the name of what is asked. */
export const severalRules: Rule[] = [
  [
    '先选出再问别的',
    ({ segments, query }) => asksOfChosen(segments, query) || asksOfDescribed(segments, query) || ranksChosen(segments),
  ],
  ['两项都居首', ({ segments, query }) => firstInBoth(segments, query)],
  ['数和形式', ({ segments }) => countsThenForm(segments)],
  ['另一种算法', ({ segments }) => asksTwoWays(segments)],
  ['数目和其中最多的', ({ segments, query }) => countsThenLargest(segments, query)],
  [
    '合计和平均',
    ({ segments, text }) => sumsThenAverages(segments) || /总[数量]和平均|平均[^,，]*和总[数量]/.test(text),
  ],
  ['合计之后排名', ({ segments }) => sumsThenRanks(segments)],
  ['合计之后的部分', ({ segments, query }) => sumsThenParts(segments, query)],
  ['一有一无的条件', ({ segments, query }) => hasOneNotOther(segments, query)],
  ['一升一降', ({ segments, query }) => changesBothWays(segments, query)],
  ['各自不同的项目', ({ segments, query }) => pairsFields(segments, query)],
  ['另外一问', ({ segments, query }) => dropsClause(segments, query) || dropsCount(segments, query)],
  ['另外一问', ({ segments, query }) => query.topic === 'figures' && dropsClaim(segments, query)],
  // 存在的主要问题以及行政诉讼几件.
  [
    '正文的一部分和另外一问',
    ({ segments, query }) => query.topic === 'figures' && segments.some(part => isWord(part, 'section')),
  ],
  ['另外一行', ({ query }) => query.operation.kind !== 'stated' && lacksPair(query.measure)],
  // 五区自然人申请一共多少，占总申请几成: of what is added up first.
  [
    '合计的占比',
    ({ segments, query }) =>
      query.what.kind === 'share' &&
      (over(query) || query.issuers.length > 1 || years(query) > 1) &&
      segments.filter(
        part =>
          (isWord(part, 'total') && /^(?:合计|共计|总共|一共|共|总和)$/.test(part.text)) ||
          operationOf(part)?.kind === 'sum' ||
          (isWord(part, 'applications') && /总/.test(part.text)),
      ).length > (segments.some(part => isWord(part, 'applications') && /总/.test(part.text)) ? 1 : 0),
  ],
  // 每年申请最多的区, 2021年和2022年分别是: of each year its own.
  [
    '各年的第一',
    ({ text, query }) =>
      query.operation.kind === 'rank' &&
      over(query) &&
      !query.operation.each &&
      !query.operation.yearly &&
      years(query) > 1 &&
      /每年|逐年|分别/.test(text),
  ],
  // 申请最多的区占五个区总数的多少: of the one that is chosen.
  [
    '选出的占比',
    ({ segments, query }) =>
      (query.what.kind === 'share' || query.operation.kind === 'sides') &&
      !['rank', 'largest'].includes(query.operation.kind) &&
      segments.some(
        (part, at) =>
          operationOf(part)?.kind === 'share' && segments.slice(0, at).some(each => operationOf(each)?.kind === 'rank'),
      ),
  ],
  // 各占合计的几成，多多少: between which of them, nobody said.
  [
    '占比的相差',
    ({ query }) => query.what.kind === 'share' && over(query) && ['difference', 'times'].includes(query.operation.kind),
  ],
  // 公开和部分公开一共多少件，占办结的几成: a sum, and then its share.
  [
    '合计和它的占比',
    ({ segments, query }) => {
      const clauses = clausesOf(segments)
      const share = clauses.findIndex(clause => clause.some(part => operationOf(part)?.kind === 'share'))
      const sums = (clause: Segment[]) => isCounted(clause) && saysSum(clause)
      return query.what.kind === 'share' && query.what.joint && clauses.slice(0, Math.max(share, 0)).some(sums)
    },
  ],
  // 分别多少件，哪年多: the years are listed, and then held against each other.
  [
    '各年之后的哪年',
    ({ segments, query }) =>
      ['value', 'breakdown'].includes(query.operation.kind) &&
      query.what.kind === 'cells' &&
      clausesOf(segments)
        .slice(1)
        .some(
          clause =>
            clause.some(part => part.kind === 'time' && /哪/.test(part.text)) &&
            clause.some(part => isWord(part, 'more')),
        ),
  ],
  // 申请最多的是哪类人，占多少: of the one that is found.
  [
    '选出的一项的占比',
    ({ segments, query }) =>
      query.operation.kind === 'largest' &&
      segments.some(
        (part, at) =>
          operationOf(part)?.kind === 'share' &&
          segments.slice(0, at).some(isStop) &&
          segments.slice(0, at).some(each => operationOf(each)?.kind === 'rank'),
      ),
  ],
  // 公开了多少 存在什么问题, 政策解读怎么做的，存在什么不足.
  [
    '正文的另外一问',
    ({ segments, query }) =>
      query.topic === 'narrative' &&
      query.section !== null &&
      (segments.some((part, at) => isWord(part, 'disclose') && /^(?:多少|几件?)$/.test(segments[at + 1]?.text ?? '')) ||
        (segments.some(part => isWord(part, 'section')) &&
          clausesOf(segments).some(
            clause =>
              clause.some(part => isWord(part, 'topic')) &&
              !clause.some(part => isWord(part, 'section')) &&
              clause.some(({ text }) => /怎么|如何|怎样|什么|哪些/.test(text)),
          ))),
  ],
  ['选出的一个的名次', ({ spoken }) => spoken.has('standing') && spoken.has('rank')],
  ['与某一名的差', ({ text }) => /比第[一二三四五六七八九十\d]+[名位]?[多少高低]/.test(text)],
  [
    '相差之后的占比',
    ({ text, query, spoken }) =>
      spoken.has('share') && spoken.has('difference') && query.topic === 'figures' && /占/.test(text),
  ],
  // 申请数、同比、自然人占比: a list of three things, and not how a share changed.
  [
    '并列的同比和占比',
    ({ segments, spoken }) =>
      spoken.has('share') &&
      segments.some(
        (part, at) =>
          /^(?:同比|环比)$/.test(part.text) &&
          /^[、,，]$/.test(segments[at - 1]?.text ?? '') &&
          /^[、,，]$/.test(segments[at + 1]?.text ?? ''),
      ),
  ],
  [
    '变化的相差',
    ({ segments, query, spoken }) =>
      query.issuers.length > 1 &&
      spoken.has('difference') &&
      segments.some(
        (part, at) =>
          operationOf(part)?.kind === 'change' && /^(?:的|得)$/.test(segments[at + 1]?.text ?? '') && years(query) < 2,
      ),
  ],
  ['另外的比较', ({ segments, query }) => query.topic === 'figures' && comparesAgain(segments)],
  // 比锡山多百分之几: by how much of the other's figure, and no share of a whole.
  [
    '相差的百分比',
    ({ text, query }) => query.what.kind === 'share' && /(?<!多)[多少高低]出?了?(?:百分之[几多]|几成)/.test(text),
  ],
  // 公开率超过2021年的区, 哪年超过2021年, 2022年…高于去年: against another year, by which nothing is picked.
  [
    '与另一年比较',
    ({ segments, query }) =>
      query.operation.kind !== 'sides' &&
      thanYear(segments) &&
      (query.what.kind !== 'change' || thanLastYear(segments)) &&
      (over(query) || segments.some(part => part.kind === 'time' && /哪|年份/.test(part.text))),
  ],
  // 超过惠山区100件的区: by so much, and not by anything.
  [
    '超过多少的筛选',
    ({ text, query }) =>
      query.operation.kind === 'filter' && query.operation.bound.kind === 'issuer' && /\d+[件项条份次宗起]/.test(text),
  ],
  ['没有读懂的数', strayNumber],
  [
    '其余部分',
    ({ text, query }) =>
      query.topic === 'figures' &&
      !query.measure.rows3.includes('carriedOut') &&
      /(?:剩下(?![那一])|剩余|其余|余下)(?!的?[各几两二三四五六七八九十\d]*个?(?:区|县|市|镇|街道|部门|单位|地方|家))/.test(
        text,
      ),
  ],
  ['按每若干件计算', ({ text }) => /每一?(?:\d+|[十百千万])[件个份]/.test(text)],
  [
    '占合计的多少',
    ({ text, query }) =>
      query.what.kind !== 'share' &&
      query.operation.kind !== 'sides' &&
      /(?:总和|之和|合计|总量)的(?:多少|几成|百分|比例)/.test(text),
  ],
  ['几年的合计', totalsOfYears],
  ['申请人的变化', changesOfParts],
  ['上文的哪一年', yearBefore],
]
