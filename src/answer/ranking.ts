import type { Query, Wanted } from '../question/query.ts'
import type { Figure, HeldReport, Line } from './answer.ts'
import { average, sum } from './figure.ts'
import { type Computed, column, formulaOf, labelOf, type Row, rowLine, who } from './list.ts'

/** Operations over one figure of each of many reports: ranking, filtering, adding up. */

type Rank = Extract<Query['operation'], { kind: 'rank' }>
type Filter = Extract<Query['operation'], { kind: 'filter' }>

const usedBy = (rows: Row[]) => rows.map(({ report, figure }) => ({ report, fields: [figure.field] }))

/** Equal figures share a place: both seconds are shown for 第二. */
export function ranked(reports: HeldReport[], wanted: Wanted, { order, from, count }: Rank): Computed {
  const { have, rest } = column(reports, wanted)
  const sign = order === 'most' ? -1 : 1
  const sorted = have.toSorted((a, b) => sign * (a.figure.value - b.figure.value))
  const placeByValue = new Map<number, number>()
  for (const [at, { figure }] of sorted.entries())
    if (!placeByValue.has(figure.value)) placeByValue.set(figure.value, at + 1)
  const place = (value: number) => placeByValue.get(value)!
  const last = count === null ? Number.POSITIVE_INFINITY : from + count - 1
  const shown = sorted.filter(({ figure }) => place(figure.value) >= from && place(figure.value) <= last)
  const single = count === 1 && from === 1
  const title = single
    ? order === 'most'
      ? '最多的是'
      : '最少的是'
    : order === 'most'
      ? '从多到少排列'
      : '从少到多排列'
  const head: Line = [`在已收录的 ${have.length} 份报告中，“${labelOf(have, wanted)}”${title}：`]
  return {
    ...rest,
    figures: shown.map(({ figure }) => figure),
    used: usedBy(shown),
    lines: [head, ...shown.map(each => rowLine(each, `${place(each.figure.value)}. `)), ...rest.lines],
  }
}

const tests: Record<
  Filter['test'],
  { word: string; holds: (value: number, threshold: number, upper: number) => boolean }
> = {
  above: { word: '超过', holds: (value, threshold) => value > threshold },
  below: { word: '少于', holds: (value, threshold) => value < threshold },
  atLeast: { word: '不少于', holds: (value, threshold) => value >= threshold },
  atMost: { word: '不超过', holds: (value, threshold) => value <= threshold },
  equal: { word: '等于', holds: (value, threshold) => value === threshold },
  between: { word: '介于', holds: (value, threshold, upper) => value >= threshold && value <= upper },
}

const bounds = (threshold: number, upper: number): string =>
  upper === threshold ? `${threshold}` : `${threshold} 与 ${upper} 之间`

export function filtered(
  reports: HeldReport[],
  wanted: Wanted,
  { test, threshold, upper = threshold }: Filter,
): Computed {
  const { word, holds } = tests[test]
  const { have, rest } = column(reports, wanted)
  const kept = have
    .filter(({ figure }) => holds(figure.value, threshold, upper))
    .toSorted((a, b) => b.figure.value - a.figure.value)
  const head: Line = [
    `在已收录的 ${have.length} 份报告中，“${labelOf(have, wanted)}”${word} ${bounds(threshold, upper)} 的有 ${kept.length} 份${kept.length > 0 ? '：' : '。'}`,
  ]
  return {
    ...rest,
    figures: kept.map(({ figure }) => figure),
    used: usedBy(kept),
    lines: [head, ...kept.map(each => rowLine(each)), ...rest.lines],
  }
}

/** 阿城2021年申请超过50件吗: the figure first, then whether it is so. */
export function tested(
  reports: HeldReport[],
  wanted: Wanted,
  { test, threshold, upper = threshold }: Filter,
): Computed {
  const { word, holds } = tests[test]
  const { have, rest } = column(reports, wanted)
  const lines = have.map(({ report, figure }): Line => {
    const verdict =
      test === 'equal' && threshold === 0
        ? ''
        : `，${holds(figure.value, threshold, upper) ? '' : '没有'}${word} ${bounds(threshold, upper)}`
    return [`${who(report)}：${figure.label} `, figure, ...formulaOf(figure), verdict]
  })
  return { ...rest, lines: [...lines, ...rest.lines] }
}

/** Sum or mean of one figure over reports; the operands are listed, so that nobody takes it for a figure of the whole. */
export function aggregated(reports: HeldReport[], wanted: Wanted, kind: 'sum' | 'average'): Computed {
  const { have, rest } = column(reports, wanted)
  if (have.length === 0) return rest
  const figures = have.map(({ figure }) => figure)
  const label = `${labelOf(have, wanted)}${kind === 'sum' ? '合计' : '平均'}`
  const result = kind === 'sum' ? sum(figures, label, figures[0]!.field) : average(figures, label)
  const head: Line = [`已收录的 ${have.length} 份报告，${label}：`, result, `（${result.formula}）`]
  return { ...rest, figures: [result, ...figures], lines: [head, ...have.map(each => rowLine(each)), ...rest.lines] }
}

/** Several fields of one report added up; units that differ are not. */
export function added(report: HeldReport, listed: Computed, figures: Figure[]): Computed {
  if (figures.length < 2 || listed.gaps.length > 0 || new Set(figures.map(({ unit }) => unit)).size > 1) return listed
  const result = sum(figures, `${figures.map(({ label }) => label).join('与')}之和`, figures[0]!.field)
  const line: Line = [`${who(report)}合计：`, result, `（${result.formula}）`]
  return { ...listed, figures: [result, ...listed.figures], lines: [...listed.lines, line] }
}
