import type { Wanted } from '../question/query.ts'
import { type Figure, fullName, type HeldReport, type Line } from './answer.ts'
import { difference, percentage, times } from './figure.ts'
import { type Computed, column, find, join, labelOf, type Row, rowLine, values, who } from './list.ts'

/** Two figures and more in relation: which is greater and by how much, how many times, how it changed over the years. */

const names: Record<'report' | 'field', (row: Row) => string> = {
  report: ({ report }) => who(report),
  field: ({ figure }) => figure.label,
}

/** Who has more, and by how much, in words; nothing where the units differ. */
function verdict(rows: Row[], by: keyof typeof names): { lines: Line[]; figures: Figure[] } {
  const [first, second] = rows.toSorted((a, b) => b.figure.value - a.figure.value)
  if (!first || !second || rows.some(({ figure }) => figure.unit !== first.figure.unit))
    return { lines: [], figures: [] }
  if (first.figure.value === second.figure.value)
    return { lines: [[rows.length === 2 ? '两者相同。' : '最多的不止一个。']], figures: [] }
  const name = names[by]
  const gap = difference(first.figure, second.figure, `${name(first)}比${name(second)}多`)
  return {
    lines: [[`${name(first)}${rows.length === 2 ? '更多' : '最多'}，比${name(second)}多 `, gap, '。']],
    figures: [gap],
  }
}

/** One figure of several reports, the greatest first. */
export function compared(reports: HeldReport[], wanted: Wanted): Computed {
  const { have, rest } = column(reports, wanted)
  const sorted = have.toSorted((a, b) => b.figure.value - a.figure.value)
  const listed: Line[] = [[`“${labelOf(have, wanted)}”：`], ...sorted.map(each => rowLine(each))]
  const { lines, figures } = rest.gaps.length > 0 ? { lines: [], figures: [] } : verdict(sorted, 'report')
  return { ...rest, figures: [...rest.figures, ...figures], lines: [...listed, ...lines, ...rest.lines] }
}

const rowsOf = (report: HeldReport, wanted: Wanted[]): Row[] =>
  wanted.flatMap(each => {
    const found = find(report, each)
    return 'figure' in found ? [{ report, figure: found.figure }] : []
  })

/** Fields of one report beside each other. */
export function comparedFields(report: HeldReport, wanted: Wanted[]): Computed {
  const listed = values(report, wanted, true)
  const { lines, figures } =
    listed.gaps.length > 0 || wanted.length < 2 ? { lines: [], figures: [] } : verdict(rowsOf(report, wanted), 'field')
  return { ...listed, lines: [...listed.lines, ...lines], figures: [...listed.figures, ...figures] }
}

/** a − b or a ÷ b in the order said: of the first two fields of each report, or of one field in the first two reports. */
export function related(reports: HeldReport[], wanted: Wanted[], kind: 'difference' | 'times'): Computed {
  if (wanted.length >= 2)
    return join(
      reports.map(report => between(rowsOf(report, wanted.slice(0, 2)), values(report, wanted, true), kind, 'field')),
    )
  const { have } = column(reports.slice(0, 2), wanted[0]!)
  const listed = join(reports.map(report => values(report, wanted, true)))
  return reports.length < 2 ? listed : between(have, listed, kind, 'report')
}

function between([a, b]: Row[], listed: Computed, kind: 'difference' | 'times', by: keyof typeof names): Computed {
  if (!a || !b || a.figure.unit !== b.figure.unit) return listed
  const name = names[by]
  if (kind === 'times') {
    const result = times(a.figure, b.figure, `${name(a)}与${name(b)}之比`)
    if (!result) return { ...listed, lines: [...listed.lines, ['除数为零，无法计算倍数。']] }
    const line: Line = [`${name(a)}是${name(b)}的 `, result, `（${result.formula}）`]
    return { ...listed, figures: [result, ...listed.figures], lines: [line, ...listed.lines] }
  }
  const result = difference(a.figure, b.figure, `${name(a)}减${name(b)}`)
  const line: Line = [`${name(a)}减${name(b)}：`, result, `（${result.formula}）`]
  const more = result.value < 0 ? verdict([a, b], by) : { lines: [], figures: [] }
  return {
    ...listed,
    figures: [result, ...more.figures, ...listed.figures],
    lines: [line, ...more.lines, ...listed.lines],
  }
}

/** Year over year for each issuer; a step between figures that are not the same field is named and not subtracted. */
export function changed(reports: HeldReport[], wanted: Wanted): Computed {
  const byIssuer = Map.groupBy(reports, report => fullName(report.issuer))
  return join(
    [...byIssuer].map(([issuer, own]) =>
      changedOf(
        issuer,
        own.toSorted((a, b) => a.year - b.year),
        wanted,
      ),
    ),
  )
}

function changedOf(issuer: string, own: HeldReport[], wanted: Wanted): Computed {
  const { have, rest } = column(own, wanted)
  if (have.length < 2) {
    const alone: Line[] = [
      [`${issuer}“${labelOf(have, wanted)}”可比的年份不足两年，无法计算变化。`],
      ...have.map(each => rowLine(each)),
    ]
    return { ...rest, lines: [...alone, ...rest.lines] }
  }
  const stepped = have.slice(1).map((later, at) => step(have[at]!, later))
  return {
    ...rest,
    figures: [...rest.figures, ...stepped.flatMap(each => each.figures)],
    lines: [
      [`${issuer}“${labelOf(have, wanted)}”：`],
      ...have.map(each => rowLine(each)),
      ...stepped.map(each => each.line),
      ...rest.lines,
    ],
  }
}

function step(earlier: Row, later: Row): { line: Line; figures: Figure[] } {
  const span = `${earlier.report.year}→${later.report.year}年`
  if (earlier.figure.field !== later.figure.field)
    return { line: [`${span}：两年的表式不同，口径不可比。`], figures: [] }
  const change = difference(later.figure, earlier.figure, `${later.figure.label}${span}变化`)
  const rate = percentage([change], [earlier.figure], `${later.figure.label}${span}变化率`)
  const word = change.value > 0 ? '增加' : change.value < 0 ? '减少' : '持平'
  return {
    line: rate
      ? [`${span}${word}：`, change, '，变化率 ', rate, `（${change.formula}）`]
      : [`${span}${word}：`, change, `（${change.formula}）`],
    figures: rate ? [change, rate] : [change],
  }
}
