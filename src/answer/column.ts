import type { Wanted, Way } from '../question/query.ts'
import { fieldOf } from '../report/fields.ts'
import { type Figure, fullName, type HeldReport, type Line } from './answer.ts'
import { difference, sum } from './figure.ts'
import { gapLine, gapWords } from './gaps.ts'
import { type Computed, fieldFound, find, formulaOf, namesOf, nothing, who } from './list.ts'

/** What is taken of every report that a question is about, as one column of figures that can be ranked, filtered and compared. */

/** One of those that are held against each other: its figure, and what that rests on. */
export interface Row {
  /** Issuer and year, or years. */
  name: string
  issuer: string
  /** Ids of its reports. */
  reports: string[]
  figure: Figure
  /** What stands behind the name: the figure and where it comes from. */
  words: Line
  /** The other figures of these words. */
  beside: Figure[]
  used: Computed['used']
}

export interface Column {
  label: string
  rows: Row[]
  /** What the others lack. */
  rest: Computed
  /** The number that counts in a ranking: of what went down, by how much. */
  size: (figure: Figure) => number
  /** What its rows are, counted: 5 份报告. */
  counted: (count: number) => string
  /** 增加最多的: those that did not go up are no part of it. */
  way: Way | null
  /** What a filter counts: 份 of reports, 项 of changes. */
  piece: '份' | '项'
}

/** A row, or why there is none: in full, and in a few words for a list of names. */
export type Taken = { row: Row } | { rest: Computed; name: string; why: string }

/** More than this are listed by name under their reason. */
const mostExplained = 4

function leftOut(taken: Extract<Taken, { rest: Computed }>[]): Line[] {
  return [...Map.groupBy(taken, ({ why }) => why)].flatMap(([why, each]) =>
    each.length > mostExplained
      ? [[`${why}，未列入：${namesOf(each.map(({ name }) => name))}。`]]
      : each.flatMap(({ rest }) => rest.lines),
  )
}

export const columnFrom = (label: string, taken: Taken[]): Column => {
  const left = taken.filter(each => 'rest' in each)
  const rests = left.map(({ rest }) => rest)
  return {
    label,
    rows: taken.flatMap(each => ('row' in each ? [each.row] : [])),
    rest: {
      lines: leftOut(left),
      figures: [],
      gaps: rests.flatMap(({ gaps }) => gaps),
      used: rests.flatMap(({ used }) => used),
    },
    size: ({ value }) => value,
    counted: count => `已收录的 ${count} 份报告`,
    way: null,
    piece: '份',
  }
}

/** One field of each report. */
export function cellsOf(reports: HeldReport[], wanted: Wanted): Column {
  const taken = reports.map((report): Taken => {
    const found = find(report, wanted)
    const used = [{ report, fields: [fieldFound(found)] }]
    if ('gap' in found)
      return {
        rest: { ...nothing, lines: gapLine(report, found.gap), gaps: [{ report, gap: found.gap }], used },
        name: who(report),
        why: gapWords[found.gap.state],
      }
    const { figure } = found
    const words: Line = [' ', figure, ...formulaOf(figure)]
    return { row: { ...rowOf([report]), figure, words, beside: [], used } }
  })
  const column = columnFrom(fieldOf(wanted[0]!).label, taken)
  return { ...column, label: column.rows[0]?.figure.label ?? column.label }
}

/** Name and reports of one issuer's row. */
export function rowOf(reports: HeldReport[]): Pick<Row, 'name' | 'issuer' | 'reports'> {
  const issuer = fullName(reports[0]!.issuer)
  const name = reports.length === 1 ? who(reports[0]!) : `${issuer}${reports.map(({ year }) => `${year}年`).join('、')}`
  return { name, issuer, reports: reports.map(({ id }) => id) }
}

/** Several fields, or several years, of each issuer added up. Nothing is added where a part is missing or counted in another unit. */
export function sumsOf(groups: HeldReport[][], wanted: Wanted[], years: number[]): Column {
  const label = `${wanted.map(([field]) => fieldOf(field!).label).join('与')}${years.length > 1 ? '各年' : ''}之和`
  const taken = groups.map((reports): Taken => {
    const lacking = years.filter(year => !reports.some(report => report.year === year))
    const found = reports.flatMap(report => wanted.map(each => ({ report, found: find(report, each) })))
    const used = found.map(({ report, found: each }) => ({ report, fields: [fieldFound(each)] }))
    const gaps = found.flatMap(({ report, found: each }) => ('gap' in each ? [{ report, gap: each.gap }] : []))
    const figures = found.flatMap(({ found: each }) => ('figure' in each ? [each.figure] : []))
    const missing: Line[] = [
      ...lacking.map((year): Line => [`${fullName(reports[0]!.issuer)}：没有收录${year}年的报告，未列入。`]),
      ...gaps.flatMap(({ report, gap }) => gapLine(report, gap)),
    ]
    const { name } = rowOf(reports)
    if (missing.length > 0)
      return { rest: { ...nothing, lines: missing, gaps, used }, name, why: '有的年份或格子没有数字' }
    if (new Set(figures.map(({ unit }) => unit)).size > 1)
      return { rest: { ...nothing, lines: [[`${name}：单位不同，不能相加。`]], used }, name, why: '单位不同' }
    const total = figures.length > 1 ? sum(figures, label, figures[0]!.field) : figures[0]!
    const words: Line = [' ', total, ...(figures.length > 1 ? formulaOf(total) : [])]
    return { row: { ...rowOf(reports), figure: total, words, beside: figures.length > 1 ? figures : [], used } }
  })
  const column = columnFrom(label, taken)
  return years.length > 1 ? { ...column, counted: count => `各年报告齐全的 ${count} 个单位` } : column
}

/** The first of two fields less the second, of each report. */
export function excessOf(reports: HeldReport[], [first, second]: Wanted[]): Column {
  const names = [first!, second!].map(([field]) => fieldOf(field!).label)
  const taken = reports.map((report): Taken => {
    const found = [first!, second!].map(each => find(report, each))
    const used = [{ report, fields: found.map(fieldFound) }]
    const gaps = found.flatMap(each => ('gap' in each ? [{ report, gap: each.gap }] : []))
    const [a, b] = found.flatMap(each => ('figure' in each ? [each.figure] : []))
    const name = who(report)
    if (!a || !b) {
      const lines = gaps.flatMap(({ gap }) => gapLine(report, gap))
      return { rest: { ...nothing, lines, gaps, used }, name, why: gapWords[gaps[0]!.gap.state] }
    }
    if (a.unit !== b.unit)
      return { rest: { ...nothing, lines: [[`${name}：单位不同，不能相减。`]], used }, name, why: '单位不同' }
    const figure = difference(a, b, `${a.label}减${b.label}`)
    const words: Line = [`：${a.label} `, a, `，${b.label} `, b, '，相差 ', figure, ...formulaOf(figure)]
    return { row: { ...rowOf([report]), figure, words, beside: [a, b], used } }
  })
  return columnFrom(names.join('减'), taken)
}
