import { fullName, type Line } from '../answer/answer.ts'
import { difference } from '../answer/figure.ts'
import type { Finding, Issuer } from '../report/report.ts'
import { mostMoves } from './extract.ts'
import { type Move, type Ranking, smallBase, strongest } from './moves.ts'
import { type Subject, subjectsText } from './subscription.ts'

/** The words of a digest. Pure: what is new comes in, lines go out. */

/** A report that is new or corrected, as far as a digest tells of it. */
export interface FreshReport {
  id: string
  kind: 'new' | 'corrected'
  issuer: Issuer
  year: number
}

/** A passage that a saved search has found in a fresh report. */
export interface FreshPassage {
  report: FreshReport
  words: string
  heading: string
  /** A stretch of the report's own text. */
  text: string
}

/** Everything a digest is made of. */
export interface Material {
  subjects: Subject[]
  reports: FreshReport[]
  moves: Move[]
  findings: { report: FreshReport; findings: Finding[] }[]
  passages: FreshPassage[]
}

/** Groups, findings and passages that are told before the rest is. */
const mostGroups = 6
const mostFindings = 5
const mostPassages = 10
/** Reports of one group, and groups in all, that are named one by one. */
const mostNames = 8
const mostGroupsInAll = 60

/** How a question names the issuer: its place with the place above for a government, the full name for others. */
export function askable(issuer: Issuer): string {
  const { kind, division } = issuer
  if (!division || kind === 'department' || kind === 'other') return fullName(issuer)
  return division.path.slice(division.code.length > 6 ? -3 : -2).join('')
}

const command = (question: string): string => `——发送“${question}”`

const heading = (title: string, lines: Line[]): Line[] => (lines.length > 0 ? [[title], ...lines] : [])

/** Provinces with their cities: what a reader knows the way around in. */
const groupOf = ({ division }: Issuer): string => division?.path.slice(0, 2).join('') ?? ''

/** An issuer within its group: the group's own name is not said again. */
function nameIn(group: string, issuer: Issuer): string {
  const name = fullName(issuer)
  const rest = group && name.startsWith(group) ? name.slice(group.length) : name
  return /^人民政府(?:办公[室厅])?$/.test(rest) ? `本级${rest}` : rest
}

function groupLines(reports: readonly FreshReport[]): Line[] {
  const groups = [...Map.groupBy(reports, ({ issuer }) => groupOf(issuer))]
  const order = groups.toSorted(([a, ofA], [b, ofB]) => ofB.length - ofA.length || (a < b ? -1 : 1))
  return order.map(([group, own]): Line => {
    const names = [...Map.groupBy(own, ({ issuer }) => nameIn(group, issuer))].map(
      ([name, of]) =>
        `${name}${of
          .map(({ year }) => year)
          .sort()
          .join('、')}年`,
    )
    const shown = names.sort().slice(0, mostNames).join('；')
    const more = names.length > mostNames ? `等 ${own.length} 份` : ''
    const question = group ? `${group}有哪些报告` : '有哪些报告'
    return [`· ${group || '未能确定地区'}：${shown}${more}${command(question)}`]
  })
}

function moveLine({ kind, before, now, step, rate }: Move, issuers: Map<string, Issuer>): Line {
  const issuer = issuers.get(now.report)
  const who = issuer ? askable(issuer) : now.issuer
  const small = kind === 'changed' && Math.abs(before.value) < smallBase ? '，上年基数小' : ''
  const by: Line = step.value > 0 ? ['，增加 ', step] : ['，减少 ', difference(before, now, `${now.label}减少`)]
  const change: Line = kind === 'changed' && rate ? [...by, '，变化率 ', rate, small] : []
  const question = command(`${who}${before.year}到${now.year}年${now.label}变化`)
  return [`· ${who}${now.year}年 ${now.label}：`, before, ' → ', now, ...change, question]
}

const titles: Record<Ranking, string> = {
  absolute: '与上年相比，变化数量最大：',
  relative: '与上年相比，变化幅度最大（小基数已折减）：',
  appeared: '从无到有：',
  vanished: '从有到无：',
}

function moveLines({ moves, reports }: Material): Line[] {
  const issuers = new Map(reports.map(({ id, issuer }) => [id, issuer]))
  const told = new Set<Move>()
  return (Object.keys(titles) as Ranking[]).flatMap(ranking => {
    const chosen = strongest(moves, ranking, mostMoves).filter(move => !told.has(move))
    for (const move of chosen) told.add(move)
    return heading(
      titles[ranking],
      chosen.map(move => moveLine(move, issuers)),
    )
  })
}

function findingLine({ report, findings }: Material['findings'][number], labelOf: (field: string) => string): Line {
  const who = `${askable(report.issuer)}${report.year}年`
  const [first] = findings
  const field = first!.fields[0]
  const question = field === undefined ? `${who}办理结果明细` : `${who}${labelOf(field)}`
  const count = findings.length > 1 ? `（共 ${findings.length} 处）` : ''
  return [`· ${who}：${first!.message}${count}${command(question)}`]
}

function passageLine({ report, words, heading: section, text }: FreshPassage): Line {
  const who = `${askable(report.issuer)}${report.year}年`
  return [`· ${who} ${section}：“${text}”${command(`${who}${words}`)}`]
}

function passageLines(passages: readonly FreshPassage[]): Line[] {
  return [...Map.groupBy(passages, ({ words }) => words)].flatMap(([words, own]) => {
    const more: Line[] = own.length > mostPassages ? [[`……只列出前 ${mostPassages} 处。`]] : []
    return [...heading(`提到“${words}”的新段落：`, own.slice(0, mostPassages).map(passageLine)), ...more]
  })
}

function headline({ subjects, reports }: Material): Line {
  const count = (kind: FreshReport['kind']) => reports.filter(report => report.kind === kind).length
  const counts = [
    count('new') > 0 ? `新收录 ${count('new')} 份` : '',
    count('corrected') > 0 ? `更正 ${count('corrected')} 份` : '',
  ].filter(Boolean)
  return [`【年报订阅】${subjectsText(subjects)}${counts.length > 0 ? `：${counts.join('，')}` : ''}`]
}

/** The lines of a digest, what matters most first; none where there is nothing new. */
export function digestLines(material: Material, labelOf: (field: string) => string): Line[] {
  const { reports, findings, passages } = material
  if (reports.length + passages.length === 0) return []
  const fresh = groupLines(reports.filter(({ kind }) => kind === 'new'))
  const corrected = groupLines(reports.filter(({ kind }) => kind === 'corrected'))
  const more = fresh.length > mostGroups ? [[`……新收录共涉及 ${fresh.length} 个地区，其余见后。`]] : []
  const found = findings.map(each => findingLine(each, labelOf))
  const moreFound: Line[] =
    found.length > mostFindings ? [[`……共 ${found.length} 份报告有核对发现，以上是前 ${mostFindings} 份。`]] : []
  const rest = fresh.slice(mostGroups, mostGroupsInAll)
  const left: Line[] =
    fresh.length > mostGroupsInAll
      ? [[`……另有 ${fresh.length - mostGroupsInAll} 个地区，请发送“有哪些报告”查看。`]]
      : []
  return [
    headline(material),
    ...heading('新收录：', [...fresh.slice(0, mostGroups), ...more]),
    ...heading('更正：', corrected.slice(0, mostGroupsInAll)),
    ...moveLines(material),
    ...heading('核对发现：', [...found.slice(0, mostFindings), ...moreFound]),
    ...passageLines(passages),
    ...heading('新收录（续）：', [...rest, ...left]),
  ]
}

/** What is sent now and then where nothing is new, so that a quiet subscription is known to live. */
export const quietLines = (subjects: readonly Subject[]): Line[] => [
  [`【年报订阅】${subjectsText(subjects)}：没有新报告。`],
]
