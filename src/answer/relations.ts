import type { Wanted } from '../question/query.ts'
import type { Figure, HeldReport, Line } from './answer.ts'
import { comparabilityLine, spanOf, stepOf, stepWords } from './changes.ts'
import { type Column, cellsOf, type Row } from './column.ts'
import { difference, times } from './figure.ts'
import { type Computed, join, values, withRest } from './list.ts'
import { figuresOf, rowLine, usedBy } from './ranking.ts'

/** Two figures and more in relation: which is greater and by how much, how many times, how it changed over the years. */

const names: Record<'report' | 'field', (row: Row) => string> = {
  report: ({ name }) => name,
  field: ({ figure }) => figure.label,
}

/** Who has more, and by how much, in words; nothing where the units differ. */
function verdict(rows: Row[], by: keyof typeof names): { lines: Line[]; figures: Figure[] } {
  const [first, second] = rows.toSorted((a, b) => b.figure.value - a.figure.value)
  if (!first || !second || rows.some(({ figure }) => figure.unit !== first.figure.unit))
    return { lines: [], figures: [] }
  const [more, most] = first.figure.unit === '%' ? ['更高', '最高'] : ['更多', '最多']
  if (first.figure.value === second.figure.value)
    return { lines: [[rows.length === 2 ? '两者相同。' : `${most}的不止一个。`]], figures: [] }
  const name = names[by]
  const word = first.figure.unit === '%' ? '高' : '多'
  const gap = difference(first.figure, second.figure, `${name(first)}比${name(second)}${word}`)
  return {
    lines: [[`${name(first)}${rows.length === 2 ? more : most}，比${name(second)}${word} `, gap, '。']],
    figures: [gap],
  }
}

/** One column, the greatest first. */
export function compared({ label, rows, rest }: Column): Computed {
  const sorted = rows.toSorted((a, b) => b.figure.value - a.figure.value)
  const listed: Line[] = [[`“${label}”：`], ...sorted.map(each => rowLine(each))]
  const { lines, figures } = rest.lines.length > 0 ? { lines: [], figures: [] } : verdict(sorted, 'report')
  return {
    ...rest,
    figures: [...figuresOf(rows), ...figures, ...rest.figures],
    used: [...usedBy(rows), ...rest.used],
    lines: withRest([...listed, ...lines], rest),
  }
}

const rowsOf = (report: HeldReport, wanted: Wanted[]): Row[] => wanted.flatMap(each => cellsOf([report], each).rows)

/** Fields of one report beside each other. */
export function comparedFields(report: HeldReport, wanted: Wanted[]): Computed {
  const listed = values(report, wanted, true)
  const { lines, figures } =
    listed.gaps.length > 0 || wanted.length < 2 ? { lines: [], figures: [] } : verdict(rowsOf(report, wanted), 'field')
  return { ...listed, lines: [...listed.lines, ...lines], figures: [...listed.figures, ...figures] }
}

/** a − b or a ÷ b of the first two fields of each report, in the order said. */
export function relatedFields(reports: HeldReport[], wanted: Wanted[], kind: 'difference' | 'times'): Computed {
  return join(
    reports.map(report => between(rowsOf(report, wanted.slice(0, 2)), values(report, wanted, true), kind, 'field')),
  )
}

/** a − b or a ÷ b of the first two of a column, in the order said. */
export function related({ rows, rest }: Column, kind: 'difference' | 'times'): Computed {
  const listed: Computed = {
    ...rest,
    figures: figuresOf(rows),
    used: [...usedBy(rows), ...rest.used],
    lines: [...rows.map(each => namedLine(each)), ...rest.lines],
  }
  return rest.lines.length > 0 ? listed : between(rows.slice(0, 2), listed, kind, 'report')
}

/** A figure with its label, which a list under one heading says once for all; a change goes on with what it was from and to. */
const namedLine = ({ name, figure, words }: Row): Line =>
  typeof words[0] === 'string' && words[0].startsWith('：')
    ? [`${name}“${figure.label}”`, ...words]
    : [`${name}：${figure.label}`, ...words]

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
export function changed({ label, rows, rest }: Column): Computed {
  const steps = [...Map.groupBy(rows, ({ issuer }) => issuer)].map(([issuer, own]) => changedOf(issuer, label, own))
  return join([...steps, rest])
}

function changedOf(issuer: string, label: string, own: Row[]): Computed {
  const sorted = own.toSorted((a, b) => a.figure.year - b.figure.year)
  const listed = { figures: figuresOf(sorted), gaps: [], used: usedBy(sorted) }
  if (sorted.length < 2) {
    const alone: Line = [`${issuer}“${label}”可比的年份不足两年，无法计算变化。`]
    return { ...listed, lines: [alone, ...sorted.map(each => rowLine(each))] }
  }
  const steps = sorted.slice(1).map((later, at) => step(sorted[at]!.figure, later.figure))
  // 2019年到2023年增加了多少: from the first to the last as well.
  const whole = sorted.length > 2 ? step(sorted[0]!.figure, sorted.at(-1)!.figure) : null
  const stepped = whole && whole.figures.length > 0 ? [...steps, whole] : steps
  return {
    ...listed,
    figures: [...listed.figures, ...stepped.flatMap(each => each.figures)],
    lines: [[`${issuer}“${label}”：`], ...sorted.map(each => rowLine(each)), ...stepped.map(each => each.line)],
  }
}

function step(earlier: Figure, later: Figure): { line: Line; figures: Figure[] } {
  const made = stepOf(earlier, later)
  if (!made) return { line: [comparabilityLine(earlier.year, later.year)], figures: [] }
  const line: Line = [spanOf(earlier.year, later.year), ...stepWords(made)]
  return { line, figures: made.rate ? [made.change, made.rate] : [made.change] }
}
