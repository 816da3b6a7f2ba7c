import { fullName, type Line, type Outcome } from '../answer.ts'
import type { Holding } from '../holdings.ts'
import { csv, sourceText } from './export.ts'
import { type Checked, remarksOn } from './quality.ts'
import type { Roster } from './roster.ts'

/** What staff are told of the indexed reports: the whole list with sources, and what the checks found. */

const said = (lines: readonly string[]): Outcome => ({
  kind: 'help',
  lines: lines.map((line): Line => [line]),
  notices: [],
  sources: [],
  query: null,
})

const nameOf = ({ issuer, year }: Pick<Holding, 'issuer' | 'year'>): string => `${fullName(issuer)}${year}年`

const editions: Record<Checked['report']['edition'], string> = { 2019: '2019版表式', 2021: '2021版表式' }

/** Where a page begins and ends, and how many there are; the last page for one that is beyond. */
export function pageOf(page: number, perPage: number, total: number): { page: number; pages: number; from: number } {
  const pages = Math.max(1, Math.ceil(total / perPage))
  const own = Math.min(page, pages)
  return { page: own, pages, from: (own - 1) * perPage }
}

const countWords = (page: number, pages: number): string => (pages > 1 ? `，第 ${page}/${pages} 页` : '')

/** One page of the list: each report with its edition, date, source, and what else is known of it. */
export function listOutcome(roster: Roster, shown: readonly Checked[], page: number, pages: number): Outcome {
  const { holders, holdings, where } = roster
  const years = Map.groupBy(holdings, ({ year }) => year)
  const counts = [...years].sort(([a], [b]) => b - a).map(([year, list]) => `${year}年 ${list.length}`)
  return said([
    `${where ? `${where}：` : ''}共 ${holdings.length} 份报告，${holders.length} 个单位${countWords(page, pages)}`,
    ...(counts.length > 1 ? [`按年：${counts.join('，')}`] : []),
    ...shown.map(lineOf),
  ])
}

function lineOf({ report, empty, findings }: Checked): string {
  const facts = [
    editions[report.edition],
    report.publishedOn ? `${report.publishedOn}发布` : '未印发布日期',
    sourceText(report.source),
    report.others?.length ? `另有来源 ${report.others.length} 个` : '',
    findings.length > 0 ? `核对发现 ${findings.length} 处` : '',
    empty.unreadable > 0 ? `未能读出 ${empty.unreadable} 格` : '',
  ]
  return `· ${nameOf(report)}（${facts.filter(Boolean).join('；')}）`
}

/** A report's condition, small enough to hold for thousands of reports. */
export interface Condition {
  name: string
  findings: number
  unreadable: number
  remarks: string[]
}

export const conditionOf = (checked: Checked): Condition => ({
  name: nameOf(checked.report),
  findings: checked.findings.length,
  unreadable: checked.empty.unreadable,
  remarks: remarksOn(checked, sourceText),
})

/** Those with something to say, most findings first. */
export const worstFirst = (conditions: readonly Condition[]): Condition[] =>
  conditions
    .filter(({ remarks }) => remarks.length > 0)
    .sort((a, b) => b.findings - a.findings || b.unreadable - a.unreadable)

/** Remarks of a report that are shown beside other reports. */
const mostRemarks = 4
/** So few reports are told of in full. */
const few = 3

/** One page of what the checks found; `from` to `from + perPage` of those with something to say. */
export function checkOutcome(
  { where }: Roster,
  all: readonly Condition[],
  { page, pages, from, perPage }: { page: number; pages: number; from: number; perPage: number },
): Outcome {
  const worst = worstFirst(all)
  const findings = all.reduce((sum, each) => sum + each.findings, 0)
  const most = worst.length <= few ? Number.POSITIVE_INFINITY : mostRemarks
  return said([
    `${where ? `${where}：` : ''}共 ${all.length} 份报告，核对发现 ${findings} 处${worst.length > 0 ? `，有情况的 ${worst.length} 份` : ''}${countWords(page, pages)}`,
    ...worst
      .slice(from, from + perPage)
      .flatMap(({ name, remarks }) => [
        `· ${name}`,
        ...remarks.slice(0, most).map(remark => `  ${remark}`),
        ...(remarks.length > most ? [`  ……还有 ${remarks.length - most} 处，发送“核对 ${name}”看全部`] : []),
      ]),
  ])
}

/** All conditions as a table, a remark a row. */
export const checkCsv = (all: readonly Condition[]): string =>
  csv([['报告', '情况'], ...worstFirst(all).flatMap(({ name, remarks }) => remarks.map(remark => [name, remark]))])

const columns = [
  '单位',
  '年份',
  '标题',
  '表式',
  '发布日期',
  '来源',
  '空白',
  '不适用',
  '未能读出',
  '核对发现',
  '其他来源',
  '编号',
]

export const listRow = ({ report, empty, findings }: Checked): string[] => [
  fullName(report.issuer),
  String(report.year),
  report.title.replace(/\s+/g, ' '),
  editions[report.edition],
  report.publishedOn ?? '',
  sourceText(report.source),
  String(empty.blank),
  String(empty.notApplicable),
  String(empty.unreadable),
  findings.map(({ message }) => message).join('；'),
  (report.others ?? []).map(({ source, reason }) => `${sourceText(source)}（${reason}）`).join('；'),
  report.id,
]

export const listCsv = (rows: readonly string[][]): string => csv([columns, ...rows])
