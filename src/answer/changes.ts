import type { Wanted, What } from '../question/query.ts'
import { fieldOf } from '../report/fields.ts'
import { type Figure, fullName, type HeldReport, type Line } from './answer.ts'
import { type Column, columnFrom, type Taken } from './column.ts'
import { difference, percentage } from './figure.ts'
import { gapLine, gapWords } from './gaps.ts'
import { type Computed, fieldFound, find, namesOf, nothing, wayWords } from './list.ts'

/** The change of a figure from one year to another. */

export interface Step {
  from: Figure
  to: Figure
  change: Figure
  /** In percent of the earlier figure; null where that is 0. */
  rate: Figure | null
}

const notComparable = '两年的表式不同，口径不可比'

/** From the earlier to the later of two figures; null where they are not the same field, and so not comparable. */
export function stepOf(from: Figure, to: Figure): Step | null {
  if (from.field !== to.field || from.unit !== to.unit) return null
  const span = `${from.year}→${to.year}年`
  const change = difference(to, from, `${to.label}${span}变化`)
  const rate = to.unit === '%' ? null : percentage([change], [from], `${to.label}${span}变化率`)
  return { from, to, change, rate }
}

export const spanOf = (earlier: number, later: number): string => `${earlier}→${later}年`

/** What the words of a step say: 增加，变化 12 件，变化率 20%（72 - 60 = 12）. What went down keeps its sign. */
export function stepWords({ change, rate }: Step): Line {
  const word = change.value > 0 ? '增加' : change.value < 0 ? '减少' : '持平'
  const percent: Line = rate ? ['，变化率 ', rate] : []
  return [`${word}，变化 `, change, ...percent, `（${change.formula}）`]
}

export const comparabilityLine = (earlier: number, later: number): string =>
  `${spanOf(earlier, later)}：${notComparable}。`

/** Pairs of reports whose figures are held against each other: from year to year, or from the first year asked about to the last. */
function pairsOf(reports: HeldReport[], years: number[], everyStep: boolean): [HeldReport, HeldReport][] {
  const own = reports.toSorted((a, b) => a.year - b.year)
  const at = (year: number) => own.find(report => report.year === year)
  if (!everyStep && years.length > 1) {
    const [first, last] = [at(Math.min(...years)), at(Math.max(...years))]
    return first && last ? [[first, last]] : []
  }
  return own.flatMap((later): [HeldReport, HeldReport][] => {
    const earlier = at(later.year - 1)
    return earlier ? [[earlier, later]] : []
  })
}

function changeIn([earlier, later]: [HeldReport, HeldReport], wanted: Wanted, by: 'number' | 'percent'): Taken {
  const found = [earlier, later].map(report => ({ report, found: find(report, wanted) }))
  const used: Computed['used'] = found.map(({ report, found: each }) => ({ report, fields: [fieldFound(each)] }))
  const gaps = found.flatMap(({ report, found: each }) => ('gap' in each ? [{ report, gap: each.gap }] : []))
  const issuer = fullName(later.issuer)
  const name = `${issuer}${later.year}年比${earlier.year}年`
  const [from, to] = found.flatMap(({ found: each }) => ('figure' in each ? [each.figure] : []))
  if (!from || !to)
    return {
      rest: { ...nothing, lines: gaps.flatMap(({ report, gap }) => gapLine(report, gap)), gaps, used },
      name: issuer,
      why: gapWords[gaps[0]!.gap.state],
    }
  const step = stepOf(from, to)
  if (!step)
    return { rest: { ...nothing, lines: [[`${name}：${notComparable}，未列入。`]], used }, name, why: notComparable }
  if (by === 'percent' && !step.rate)
    return {
      rest: { ...nothing, lines: [[`${name}：${from.year}年为零，无法计算变化率，未列入。`]], used },
      name,
      why: `${from.year}年为零，无法计算变化率`,
    }
  const words: Line = [`：${from.year}年 `, from, `，${to.year}年 `, to, '，', ...stepWords(step)]
  const figure = by === 'percent' ? step.rate! : step.change
  const beside = [step.change, ...(step.rate ? [step.rate] : []), to, from].filter(each => each !== figure)
  return { row: { name, issuer, reports: [earlier.id, later.id], figure, words, beside, used } }
}

/** The changes of one field: of each issuer, or of one issuer from year to year. Who lacks one of the years is named. */
export function changesOf(
  groups: HeldReport[][],
  wanted: Wanted,
  years: number[],
  { by, way }: Extract<What, { kind: 'change' }>,
  everyStep: boolean,
): Column {
  const paired = groups.map(reports => ({ reports, pairs: pairsOf(reports, years, everyStep) }))
  const alone = paired.filter(({ pairs }) => pairs.length === 0).map(({ reports }) => fullName(reports[0]!.issuer))
  const taken = paired.flatMap(({ pairs }) => pairs.map(pair => changeIn(pair, wanted, by)))
  const span = !everyStep && years.length > 1 ? spanOf(Math.min(...years), Math.max(...years)) : ''
  const kind = by === 'percent' ? '变化率' : '数量'
  const label = `${fieldOf(wanted[0]!).label}${span}${way ? wayWords[way] : '变化'}（按${kind}）`
  const column = columnFrom(label, taken)
  const left: Line[] = alone.length > 0 ? [[`缺少可比年份的报告，未列入：${namesOf(alone)}。`]] : []
  return {
    ...column,
    rest: { ...column.rest, lines: [...column.rest.lines, ...left] },
    way,
    piece: '项',
    counted: count => `可比的 ${count} 项变化`,
    size: ({ value }) => (way === 'down' ? -value : way === 'up' ? value : Math.abs(value)),
  }
}
