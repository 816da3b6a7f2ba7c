import { isEmpty } from '../question/measure.ts'
import type { IssuerRef, Query, Understanding } from '../question/query.ts'
import type { PassageScope } from '../search/search.ts'
import { type Choice, fullName, type HeldReport, type Line, type Outcome, told } from './answer.ts'
import { aboutHolder } from './asking-back.ts'
import { chosenAnswer } from './chosen.ts'
import { figures, inOrder, mostComputed, mostListed, tooMany } from './figures.ts'
import { absentLine } from './gaps.ts'
import {
  type Holder,
  type Holding,
  type Holdings,
  holdersAmong,
  holdersFor,
  homelessNamed,
  homelessOf,
  misprinted,
  strangeName,
} from './holdings.ts'
import { type FindPassages, mentions } from './prose/mentions.ts'
import type { Prose } from './prose/passages.ts'
import { narrative } from './prose/reply.ts'
import { unmentioned } from './prose/unmentioned.ts'
import { withSampleNotice } from './samples.ts'
import { type Absent, type Scoped, scopeOf } from './scope.ts'
import { unheldOf } from './sets.ts'
import { scopeOfSides } from './sides-scope.ts'
import { declinedOutcome, helpOutcome, socialOutcome } from './wording.ts'

/** What answering needs from the index: what there is, in memory, and whole reports by id. */
export interface Library {
  /** As last read; `current` tells whether they still hold, and takes them in anew where they do not. */
  holdings: () => Promise<Holdings>
  current: (holdings: Holdings) => Promise<boolean>
  reports: (ids: string[]) => Promise<HeldReport[]>
  prose: (ids: string[]) => Promise<Prose[]>
  /** Passages with words, over any number of reports. */
  passages: FindPassages
  /** Ids of the reports with a passage that has some of the phrases, as far as the index tells. */
  mentioning: (phrases: string[], scope: PassageScope) => Promise<Set<string>>
}

/** What is indexed as last read, and whether that still holds. */
export interface Sight {
  holdings: Holdings
  current: Promise<boolean>
}

/** Asks the index at once whether it has changed. What goes wrong is for whoever needs the answer: small talk needs none. */
export function lookAt(library: Library): Promise<Sight> {
  const sight = library.holdings().then(holdings => ({ holdings, current: library.current(holdings) }))
  sight.then(({ current }) => current).catch(() => {})
  return sight
}

/** Answers what was understood, over what `lookAt` saw. */
export async function reply(understanding: Understanding, library: Library, sight = lookAt(library)): Promise<Outcome> {
  switch (understanding.kind) {
    case 'help':
      return helpOutcome
    case 'about':
    case 'greeting':
    case 'thanks':
    case 'farewell':
    case 'abuse':
      return socialOutcome(understanding.kind)
    case 'declined':
      return declinedOutcome(understanding.reason)
    case 'unclear':
      return unclear(understanding)
    case 'query':
      return upToDate(understanding.query, library, await sight)
    case 'several':
      return inOne(await Promise.all(understanding.queries.map(async query => upToDate(query, library, await sight))))
  }
}

/** Answers side by side; nothing can be followed up of them. Where one of the questions has to be asked back they are to be asked apart. */
function inOne(outcomes: Outcome[]): Outcome {
  const figures = outcomes.flatMap(outcome => ('figures' in outcome ? outcome.figures : []))
  const passages = outcomes.flatMap(outcome => ('passages' in outcome ? outcome.passages : []))
  const plain = outcomes.every(({ kind }) => ['answer', 'missing', 'passages'].includes(kind))
  if (!plain || figures.length + passages.length === 0) return declinedOutcome('beyond')
  // Two questions may be answered by one sentence.
  const all = outcomes.flatMap(outcome => outcome.lines)
  const lines = [...new Map(all.map(line => [JSON.stringify(line), line])).values()]
  const sources = outcomes.flatMap(outcome => outcome.sources)
  const notices = [...new Set(outcomes.flatMap(outcome => outcome.notices))]
  const answered = outcomes.some(({ kind }) => kind === 'answer')
  return answered
    ? { kind: 'answer', figures, lines, sources, notices, query: null }
    : { kind: 'passages', passages, figures, choices: [], lines, sources, notices, query: null }
}

function unclear({ query, choices }: Extract<Understanding, { kind: 'unclear' }>): Outcome {
  const list: Choice[] = choices.map(({ label, measure }) => ({ label, query: { ...query, measure } }))
  return { kind: 'clarify', slot: 'field', choices: list, ...told(query, [['表格里有好几处，请问您指的是哪一项？']]) }
}

/** Fields that are asked after most, offered where a question names a place and nothing else. */
const usualMeasures = [
  { label: '本年新收申请', part: { rows3: ['received'] } },
  { label: '办理结果明细', part: { rows3: ['handled'] } },
  { label: '行政复议、行政诉讼', part: { blocks: ['review', 'litigation'] } },
  { label: '行政许可、处罚、强制', part: { rows2: ['licensing', 'penalties', 'coercion'] } },
]

const askEverything = (query: Query): Outcome => ({
  kind: 'clarify',
  slot: 'issuer',
  choices: [],
  ...told(query, [['请问您想查哪个单位、哪一年的哪一项？例如：顺河区2020年收到多少申请。']]),
})

function askField(query: Query): Outcome {
  const choices = usualMeasures.map(({ label, part }) => ({
    label,
    query: {
      ...query,
      measure: { ...query.measure, ...part },
      operation: label.endsWith('明细') ? ({ kind: 'breakdown', parts: true } as const) : query.operation,
    },
  }))
  return { kind: 'clarify', slot: 'field', choices, ...told(query, [['请问您想查哪一项？']]) }
}

/** Whether the index has changed is asked beside the answer, not before it; where it has, the answer is made again. */
async function upToDate(query: Query, library: Library, { holdings, current }: Sight): Promise<Outcome> {
  const [outcome, holds] = await Promise.all([answer(query, library, holdings), current])
  if (holds) return withSampleNotice(outcome, holdings)
  const latest = await library.holdings()
  return withSampleNotice(await answer(query, library, latest), latest)
}

async function answer(query: Query, library: Library, holdings: Holdings): Promise<Outcome> {
  if (query.topic === 'reports') return listing(query, holdings)
  if (query.chosen) return chosenAnswer(query, query.chosen, library, holdings)
  if (query.topic === 'figures' && isEmpty(query.measure) && query.what.kind !== 'rate') {
    const unheld = query.scope === 'named' ? unheldOf(query, holdings) : []
    if (unheld.length > 0) return absentOutcome({ absent: unheld, query }, holdings)
    if (query.issuers.length > 0 || query.years || query.scope !== 'named') return askField(query)
    return query.counts || query.operation.kind !== 'value' ? askEverything(query) : helpOutcome
  }
  const scoped = scopeOfAnswer(query, holdings)
  if ('outcome' in scoped) return scoped.outcome
  if (scoped.targets.length === 0) return absentOutcome(scoped, holdings)
  const { topic, topics, keywords, scope } = scoped.query
  const words = topics.length + keywords.length > 0
  const prose = topic === 'narrative' || words
  if (scoped.query.without)
    return scoped.targets.length > mostComputed
      ? tooMany(scoped.targets, scoped.query)
      : unmentioned(query, scoped, library)
  if (prose && words && scope !== 'named' && isEmpty(scoped.query.measure))
    return mentions(query, scoped, library.passages)
  if (!prose && scoped.targets.length > mostComputed) return tooMany(scoped.targets, scoped.query)
  const targets = prose && scope !== 'named' ? scoped.targets.slice(0, mostListed) : scoped.targets
  const reports = inOrder(await library.reports(targets.map(({ holding }) => holding.id)), targets)
  if (!prose) return figures(scoped, reports)
  const said = scoped.query.unread ? [] : await library.prose(reports.map(({ id }) => id))
  return narrative(scoped, reports, said)
}

/** 各部门设立联络员了吗: where nothing below the place is indexed, its own report may tell of those below; what each of them lacks it does not. */
function scopeOfAnswer(query: Query, holdings: Holdings): Scoped {
  if (query.operation.kind === 'sides') return scopeOfSides(query, query.operation, holdings)
  const scoped = scopeOf(query, holdings)
  if ('outcome' in scoped || scoped.targets.length > 0 || query.topic !== 'narrative' || query.scope !== 'below')
    return scoped
  if (query.topics.length + query.keywords.length === 0) return scoped
  const own = scopeOf({ ...query, scope: 'named' }, holdings)
  return 'outcome' in own || own.targets.length > 0 ? own : scoped
}

function absentOutcome({ absent, query }: { absent: Absent[]; query: Query }, holdings: Holdings): Outcome {
  const [ref] = query.issuers
  const alike = ref && query.issuers.length === 1 && absent.every(({ held }) => held.length === 0)
  const misnamed = alike ? misprinted(holdings, ref) : []
  const hint: Line[] =
    misnamed.length > 0 ? [['有一份报告印着只差一个字的名称，没有这个地名，可能是印错了。您要看的是它吗？']] : []
  const instead = alike && misnamed.length === 0 ? holdingYears(query, ref, holdings) : []
  return {
    kind: 'missing',
    reason: 'noReport',
    choices: [...misnamed, ...instead].map(holder => aboutHolder(query, holder)),
    ...told(query, [...absent.map(absentLine), ...nearby(query, absent, holdings), ...hint]),
  }
}

/** Bodies of the place that was asked for, or below it, that have reported for the year: offered, and never answered with unasked. */
function holdingYears({ years, scope }: Query, { places, foreign }: IssuerRef, { under }: Holdings): Holder[] {
  const near = scope === 'named' && !foreign ? places.flatMap(({ code }) => under.get(code) ?? []) : []
  const asked = years?.kind === 'list' ? years.years : null
  return near.length > mostNearby
    ? []
    : near.filter(({ holdings }) => !asked || holdings.some(({ year }) => asked.includes(year)))
}

/** So many names are enough to show what there is instead. */
const mostNearby = 6

/** What is indexed instead: reports below or above the place that was asked for, named as what they are. */
function nearby(query: Query, absent: Absent[], holdings: Holdings): Line[] {
  if (absent.some(({ held }) => held.length > 0)) return []
  const codes = query.issuers.flatMap(({ places }) => places.map(place => place.code))
  const near = codes.flatMap(code => holdings.under.get(code) ?? [])
  return near.length > 0
    ? [
        [
          `已收录的有关单位：${near
            .slice(0, mostNearby)
            .map(({ issuer }) => fullName(issuer))
            .join('、')}。`,
        ],
      ]
    : [['发送“有哪些报告”可以看已收录的单位。']]
}

/** 2022年1月20日, or that the report does not print it. */
const dateLine = ({ issuer, year, publishedOn }: Holding): Line => [
  `· ${fullName(issuer)}${year}年报告：${publishedOn ? `${publishedOn.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}发布` : '没有印出发布日期'}`,
]

/** Of the bodies that are meant, what is held of other years. */
const heldInstead = (holders: Holder[]): Line[] =>
  holders
    .slice(0, mostNearby)
    .map(
      ({ issuer, holdings }): Line => [
        `已收录${fullName(issuer)}：${holdings.map(({ year }) => `${year}年`).join('、')}`,
      ],
    )

function listing(query: Query, holdings: Holdings): Outcome {
  const codes = query.issuers.flatMap(({ places }) => places.map(place => place.code))
  const unknown = query.issuers.some(({ foreign }) => foreign)
  const years = query.years?.kind === 'list' ? query.years.years : null
  // 沐阳县, of which the register knows nothing, but a report may.
  const named = codes.length === 0 ? homelessNamed(holdings, query.keywords) : null
  const strange = codes.length === 0 && !named && strangeName(query.keywords) !== null
  const all =
    unknown || strange
      ? []
      : codes.length === 0
        ? named
          ? [named.holder]
          : holdings.all
        : [
            ...new Set([
              ...codes.flatMap(code => holdings.under.get(code) ?? []),
              ...query.issuers.flatMap(ref => homelessOf(holdings, ref)),
            ]),
          ]
  // 街道的年报, 有发改委的年报吗.
  const departments = query.issuers.filter(({ body }) => body?.kind === 'department')
  const ofKind = [
    ...departments.flatMap(ref => holdersFor(holdings, ref)),
    ...(query.among === null ? [] : holdersAmong(holdings, query.among)),
  ].map(({ key }) => key)
  const here = departments.length === 0 && query.among === null ? all : all.filter(({ key }) => ofKind.includes(key))
  const holders = here.filter(({ holdings: held }) => !years || held.some(({ year }) => years.includes(year)))
  const reports = holders.map(holder => ({
    id: holder.key,
    issuer: fullName(holder.issuer),
    years: holder.holdings.map(({ year }) => year).filter(year => !years || years.includes(year)),
  }))
  const lines: Line[] =
    reports.length === 0
      ? [['没有收录符合条件的报告。'], ...heldInstead(codes.length > 0 ? here : [])]
      : [
          [
            `已收录 ${reports.length} 个单位的 ${reports.flatMap(({ years: each }) => each).length} 份年度报告${reports.length > mostListed ? '，说出地名可以缩小范围' : ''}：`,
          ],
          ...(query.publication
            ? holders.flatMap(holder =>
                holder.holdings.filter(({ year }) => !years || years.includes(year)).map(dateLine),
              )
            : reports.map(
                ({ issuer, years: each }): Line => [`· ${issuer}：${each.map(year => `${year}年`).join('、')}`],
              )),
        ]
  return { kind: 'reports', reports, ...told(query, lines) }
}
