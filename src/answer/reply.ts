import { isEmpty, wantedOf } from '../question/measure.ts'
import type { Query, Understanding } from '../question/query.ts'
import { fieldOf } from '../report/form.ts'
import type { PassageScope } from '../search/search.ts'
import { type Choice, type Figure, fullName, type HeldReport, type Line, type Outcome } from './answer.ts'
import { type Computed, compute } from './compute.ts'
import { absentLine, gapReason } from './gaps.ts'
import { type Holding, type Holdings, misprinted } from './holdings.ts'
import { sourceOf } from './place.ts'
import { printedChanges } from './printed-change.ts'
import { type FindPassages, mentions } from './prose/mentions.ts'
import type { Prose } from './prose/passages.ts'
import { narrative } from './prose/reply.ts'
import { unmentioned } from './prose/unmentioned.ts'
import { withSampleNotice } from './samples.ts'
import { type Absent, aboutHolder, refTo, type Scoped, scopeOf, type Target, unheldOf } from './scope.ts'
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

/** More figures than this are not listed one by one in a chat; a ranking or a sum still covers them all. */
const mostListed = 30

/** Reports of more than a whole province's counties are not fetched for one question: at 5 kB each that takes seconds. */
const mostComputed = 5000

function tooMany({ targets, query }: { targets: Target[]; query: Query }): Outcome {
  const lines: Line[] = [[`符合条件的报告有 ${targets.length} 份，太多了。请问您想查哪个省、市或县范围内的？`]]
  return { kind: 'clarify', slot: 'issuer', choices: [], ...told(query, lines) }
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
  }
}

const told = (query: Query | null, lines: Line[]) => ({ query, lines, notices: [], sources: [] })

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

function askField(query: Query): Outcome {
  const choices = usualMeasures.map(({ label, part }) => ({
    label,
    query: {
      ...query,
      measure: { ...query.measure, ...part },
      operation: label.endsWith('明细') ? ({ kind: 'breakdown' } as const) : query.operation,
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
  if (query.topic === 'figures' && isEmpty(query.measure) && query.what.kind !== 'rate') {
    const unheld = query.scope === 'named' ? unheldOf(query, holdings) : []
    if (unheld.length > 0) return absentOutcome({ absent: unheld, query }, holdings)
    return query.issuers.length > 0 || query.years || query.scope !== 'named' ? askField(query) : helpOutcome
  }
  const scoped = scopeOfAnswer(query, holdings)
  if ('outcome' in scoped) return scoped.outcome
  if (scoped.targets.length === 0) return absentOutcome(scoped, holdings)
  const { topic, topics, keywords, scope } = scoped.query
  const words = topics.length + keywords.length > 0
  const prose = topic === 'narrative' || words
  if (scoped.query.without)
    return scoped.targets.length > mostComputed ? tooMany(scoped) : unmentioned(query, scoped, library)
  if (prose && words && scope !== 'named' && isEmpty(scoped.query.measure))
    return mentions(query, scoped, library.passages)
  if (!prose && scoped.targets.length > mostComputed) return tooMany(scoped)
  const targets = prose && scope !== 'named' ? scoped.targets.slice(0, mostListed) : scoped.targets
  const reports = inOrder(await library.reports(targets.map(({ holding }) => holding.id)), targets)
  if (!prose) return figures(scoped, reports)
  const said = scoped.query.unread ? [] : await library.prose(reports.map(({ id }) => id))
  return narrative(scoped, reports, said)
}

/** 各部门设立联络员了吗: where nothing below the place is indexed, its own report may tell of those below. */
function scopeOfAnswer(query: Query, holdings: Holdings): Scoped {
  const scoped = scopeOf(query, holdings)
  if ('outcome' in scoped || scoped.targets.length > 0 || query.topic !== 'narrative' || query.scope !== 'below')
    return scoped
  const own = scopeOf({ ...query, scope: 'named' }, holdings)
  return 'outcome' in own || own.targets.length > 0 ? own : scoped
}

const inOrder = (reports: HeldReport[], targets: Target[]): HeldReport[] => {
  const byId = new Map(reports.map(report => [report.id, report]))
  return targets.flatMap(({ holding }) => byId.get(holding.id) ?? [])
}

function absentOutcome({ absent, query }: { absent: Absent[]; query: Query }, holdings: Holdings): Outcome {
  const [ref] = query.issuers
  const alike = ref && query.issuers.length === 1 && absent.every(({ held }) => held.length === 0)
  const choices = alike ? misprinted(holdings, ref).map(holder => aboutHolder(query, holder)) : []
  const hint: Line[] =
    choices.length > 0 ? [['有一份报告印着只差一个字的名称，没有这个地名，可能是印错了。您要看的是它吗？']] : []
  return {
    kind: 'missing',
    reason: 'noReport',
    choices,
    ...told(query, [...absent.map(absentLine), ...nearby(query, absent, holdings), ...hint]),
  }
}

/** What is indexed instead: reports below or above the place that was asked for, named as what they are. */
function nearby(query: Query, absent: Absent[], holdings: Holdings): Line[] {
  if (absent.some(({ held }) => held.length > 0)) return []
  const codes = query.issuers.flatMap(({ places }) => places.map(place => place.code))
  const near = codes.flatMap(code => holdings.under.get(code) ?? [])
  return near.length > 0
    ? [
        [
          `已收录的有关单位：${near
            .slice(0, 6)
            .map(({ issuer }) => fullName(issuer))
            .join('、')}。`,
        ],
      ]
    : [['发送“有哪些报告”可以看已收录的单位。']]
}

/** 谁多, 差多少, 加起来 after a single figure: the other side is yet to be named. */
function needsAnother({ operation, what, measure, scope, origins }: Query): boolean {
  const joins = ['compare', 'difference', 'times'].includes(operation.kind)
  const adds = operation.kind === 'sum' && origins.measure === 'inherited'
  const single =
    what.kind === 'rate' ? what.rates.length === 1 : what.kind === 'cells' && wantedOf(measure).length === 1
  return scope === 'named' && single && (joins || adds)
}

function figures(
  { targets, absent, query, focus, remarks }: Exclude<Scoped, { outcome: Outcome }>,
  reports: HeldReport[],
): Outcome {
  if (needsAnother(query) && reports.length === 1 && absent.length === 0) {
    return {
      kind: 'clarify',
      slot: 'issuer',
      choices: [],
      ...told(query, [['请问要和哪个单位、哪一年或哪一项比较？请一次说出要比较的两方。']]),
    }
  }
  // 不予公开原因最多的是哪个: the greatest of one figure is no answer.
  if (
    query.operation.kind === 'rank' &&
    query.scope === 'named' &&
    query.issuers.length > 0 &&
    reports.length === 1 &&
    absent.length === 0
  ) {
    const line = '只有一份报告的一个数，没有可以排名的。想看它的各个组成部分，请加上“明细”再问。'
    return { kind: 'missing', reason: 'notComputable', choices: [], ...told(query, [[line]]) }
  }
  const computed = computedFrom(query, reports, focus)
  const lines = [
    ...guessLine(query),
    ...inheritedLine(query, reports),
    ...computed.lines,
    ...absent.map(absentLine),
    ...remarks.map((remark): Line => [remark]),
  ]
  const cut = lines.length > mostListed
  if (cut) lines.splice(mostListed, lines.length, [`……共 ${reports.length} 份报告，请缩小范围。`])
  const shown = new Set(lines.flat())
  const figures = cut ? computed.figures.filter(figure => shown.has(figure)) : computed.figures
  const sources = computed.used.slice(0, 8).map(({ report, fields }) => sourceOf(report, fields))
  const lead = leaderOf(query, computed.figures)
  const first = targets.find(({ holding }) => holding.id === lead)
  const common = {
    ...told({ ...query, lead: first ? refTo(first.holder) : null }, lines),
    sources,
    notices: noticesFor(computed.used),
  }
  if (figures.length > 0) return { kind: 'answer', figures, ...common }
  const reason = computed.gaps[0] ? gapReason[computed.gaps[0].gap.state] : 'notComputable'
  return { kind: 'missing', reason, choices: [], ...common }
}

/** The report that a ranking puts first; null where several share that place or several fields were ranked. */
function leaderOf({ operation, what, measure }: Query, figures: Figure[]): string | null {
  if (operation.kind !== 'rank' || operation.from !== 1 || operation.order === 'both' || wantedOf(measure).length > 1)
    return null
  if (what.kind === 'change' || what.kind === 'sum') return null
  const sign = operation.order === 'least' ? -1 : 1
  const ranked = figures.filter(({ unit }) => unit === figures[0]!.unit)
  const [first, second] = ranked.toSorted((a, b) => sign * (b.value - a.value))
  return first && first.value !== second?.value ? first.report : null
}

/** A change that cannot be computed, for want of the year before, may be printed. */
function computedFrom(query: Query, reports: HeldReport[], focus: ReadonlySet<string>): Computed {
  const computed = compute(query, reports, focus)
  const isCompared = computed.figures.some(({ formula }) => formula !== undefined)
  return (query.what.kind === 'change' && !isCompared && printedChanges(query, reports)) || computed
}

/** A slip of the pen that was understood is named. */
const guessLine = ({ guesses }: Query): Line[] =>
  guesses.length > 0 ? [[`（${guesses.map(({ written, heard }) => `“${written}”按“${heard}”理解`).join('；')}）`]] : []

/** What was taken over from the conversation is said, so that a wrong guess is seen at once. */
function inheritedLine(query: Query, reports: HeldReport[]): Line[] {
  const { issuers, years, measure } = query.origins
  const parts = [
    issuers === 'inherited' ? [...new Set(reports.map(report => fullName(report.issuer)))].slice(0, 3).join('、') : '',
    years === 'inherited' && query.years?.kind === 'list' ? query.years.years.map(year => `${year}年`).join('、') : '',
    measure === 'inherited'
      ? wantedOf(query.measure)
          .slice(0, 3)
          .map(([id]) => fieldOf(id!).label)
          .join('、')
      : '',
  ].filter(Boolean)
  return parts.length > 0 ? [[`（沿用上文：${parts.join('；')}）`]] : []
}

/** Findings of the report's own checks that touch a field of the answer. A group's sum rests on its rows. */
function noticesFor(used: { report: HeldReport; fields: string[] }[]): string[] {
  const notices = used.flatMap(({ report, fields }) => {
    const touched = new Set(fields.flatMap(field => [field, ...fieldOf(field).parts]))
    return report.findings
      .filter(finding => finding.fields.some(field => touched.has(field)))
      .map(finding => `提示（${fullName(report.issuer)}${report.year}年）：${finding.message}`)
  })
  return [...new Set(notices)].slice(0, 6)
}

/** 2022年1月20日, or that the report does not print it. */
const dateLine = ({ issuer, year, publishedOn }: Holding): Line => [
  `· ${fullName(issuer)}${year}年报告：${publishedOn ? `${publishedOn.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}发布` : '没有印出发布日期'}`,
]

function listing(query: Query, holdings: Holdings): Outcome {
  const codes = query.issuers.flatMap(({ places }) => places.map(place => place.code))
  const years = query.years?.kind === 'list' ? query.years.years : null
  const here = codes.length === 0 ? holdings.all : [...new Set(codes.flatMap(code => holdings.under.get(code) ?? []))]
  const holders = here.filter(({ holdings: held }) => !years || held.some(({ year }) => years.includes(year)))
  const reports = holders.map(holder => ({
    id: holder.key,
    issuer: fullName(holder.issuer),
    years: holder.holdings.map(({ year }) => year).filter(year => !years || years.includes(year)),
  }))
  const lines: Line[] =
    reports.length === 0
      ? [['没有收录符合条件的报告。']]
      : [
          [`已收录 ${reports.length} 个单位的年度报告${reports.length > mostListed ? '，说出地名可以缩小范围' : ''}：`],
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
