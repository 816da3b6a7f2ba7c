import { isPartOf } from '../question/measure.ts'
import type { Operation } from '../question/query.ts'
import type { Figure, Line } from './answer.ts'
import type { Column, Row } from './column.ts'
import { average, difference, median, sum, times } from './figure.ts'
import { type Computed, join, namesOf, nothing } from './list.ts'

/** Operations over a column: ranking, filtering, adding up, the middle. */

type Rank = Extract<Operation, { kind: 'rank' }>

export const usedBy = (rows: Row[]): Computed['used'] => rows.flatMap(({ used }) => used)
export const figuresOf = (rows: Row[]): Figure[] => rows.flatMap(({ figure, beside }) => [figure, ...beside])
export const rowLine = ({ name, words }: Row, prefix = '· '): Line => [`${prefix}${name}`, ...words]

export interface Placed {
  row: Row
  /** From 1; equal figures share a place. */
  place: number
}

/** The rows by size, each with its place. */
export function placed(rows: Row[], size: Column['size'], order: 'most' | 'least'): Placed[] {
  const sign = order === 'most' ? -1 : 1
  const sorted = rows.toSorted((a, b) => sign * (size(a.figure) - size(b.figure)))
  return sorted.map(row => ({ row, place: sorted.findIndex(each => size(each.figure) === size(row.figure)) + 1 }))
}

/** Those at the places asked for; of equals all, so that both seconds are shown for 第二. */
function atPlaces(all: Placed[], from: number, count: number | null): Placed[] {
  const last = count === null ? all.length : Math.min(from + count - 1, all.length)
  const wanted = new Set(all.slice(from - 1, last).map(({ place }) => place))
  return all.filter(({ place }) => wanted.has(place))
}

/** Those at both ends, each once. */
function atEnds(all: Placed[], first: number, last: number): Placed[] {
  const wanted = new Set([...all.slice(0, first), ...all.slice(-last)].map(({ place }) => place))
  return all.filter(({ place }) => wanted.has(place))
}

const titles = { most: ['最多的是', '从多到少排列'], least: ['最少的是', '从少到多排列'] } as const
const percentTitles = { most: ['最高的是', '从高到低排列'], least: ['最低的是', '从低到高排列'] } as const

const titleOf = ({ order, from, count }: Rank, isPercent: boolean): string => {
  if (order === 'both') return isPercent ? '最高和最低的是' : '最多和最少的是'
  const [single, whole] = (isPercent ? percentTitles : titles)[order]
  return count === 1 && from === 1 ? single : whole
}

const opening = ({ label, rows, counted }: Column): string => `在${counted(rows.length)}中，“${label}”`

export function ranked(column: Column, rank: Rank): Computed {
  if (rank.each) return rankedEach(column, rank)
  if (rank.yearly) {
    const { yearly: _, ...once } = rank
    const years = [...Map.groupBy(column.rows, ({ figure }) => figure.year)].toSorted(([a], [b]) => a - b)
    const own = years.map(([, rows]) => ranked({ ...column, rows, rest: nothing }, once))
    return join([...own, column.rest])
  }
  // 增加最多的 is one of those that rose; a list of all has the others, too.
  const own =
    column.way && rank.count !== null ? column.rows.filter(({ figure }) => column.size(figure) > 0) : column.rows
  const isPercent = own.some(({ figure }) => figure.unit === '%')
  const head = opening(column)
  if (column.rows.length === 0)
    return { ...column.rest, lines: [[`“${column.label}”：没有可以比较的数。`], ...column.rest.lines] }
  if (own.length === 0)
    return {
      ...column.rest,
      lines: [
        [`${head}：没有一项是${{ up: '增加', down: '减少', either: '有增减' }[column.way ?? 'either']}的。`],
        ...column.rest.lines,
      ],
    }
  const all = placed(own, column.size, rank.order === 'least' ? 'least' : 'most')
  const ends = rank.order === 'both' ? atEnds(all, rank.count ?? 1, rank.last ?? 1) : null
  const shown = ends ?? atPlaces(all, rank.from, rank.count)
  if (shown.length === 0)
    return { ...column.rest, lines: [[`${head}只有 ${own.length} 份，没有第 ${rank.from} 名。`], ...column.rest.lines] }
  const rows = shown.map(({ row }) => row)
  const tail = then(rank, all, rows)
  const same = all.length > 1 && all.every(({ place }) => place === 1)
  return {
    ...column.rest,
    figures: [...tail.figures, ...figuresOf(rows), ...column.rest.figures],
    used: usedBy(rows),
    lines: [
      [`${head}${same ? '都相同，没有高低之分' : titleOf(rank, isPercent)}：`],
      ...shown.map(({ row, place }) => rowLine(row, `${place}. `)),
      ...tail.lines,
      ...column.rest.lines,
    ],
  }
}

/** 前三名合计, 最多的比最少的多多少: what is done with those that were ranked. */
function then({ then: next, order, from, count, last: ofLast = 1 }: Rank, all: Placed[], rows: Row[]): Computed {
  const [first] = all
  if (!next || !first || all.length < 2) return nothing
  if (next === 'sum') {
    const meant = (count ?? 0) + (order === 'both' ? ofLast : 0)
    if (count !== null && rows.length !== Math.min(meant, all.length))
      return { ...nothing, lines: [['名次有并列，只取其中几个相加没有确定的结果。']] }
    const figures = rows.map(({ figure }) => figure)
    const total = sum(figures, `${figures[0]!.label}合计`, figures[0]!.field)
    return { ...nothing, lines: [['合计：', total, `（${total.formula}）`]], figures: [total] }
  }
  const last = order === 'both' ? all.at(-1)! : all[from + (count ?? 2) - 2]
  if (!last || last === first) return nothing
  const [high, low] = first.row.figure.value >= last.row.figure.value ? [first, last] : [last, first]
  if (next === 'times') {
    const result = times(high.row.figure, low.row.figure, `${high.row.name}与${low.row.name}之比`)
    const line: Line = result
      ? [`${high.row.name}是${low.row.name}的 `, result, `（${result.formula}）`]
      : ['最少的是零，无法计算倍数。']
    return { ...nothing, lines: [line], figures: result ? [result] : [] }
  }
  const gap = difference(high.row.figure, low.row.figure, `${high.row.name}比${low.row.name}多`)
  return {
    ...nothing,
    lines: [[`${high.row.name}比${low.row.name}多 `, gap, `（${gap.formula}）`]],
    figures: [gap],
  }
}

/** 各区哪一年最多: of each issuer its own years. */
function rankedEach(column: Column, rank: Rank): Computed {
  const groups = [...Map.groupBy(column.rows, ({ issuer }) => issuer).values()]
  const tops = groups.map(rows => {
    const own = column.way ? rows.filter(({ figure }) => column.size(figure) > 0) : rows
    const all = placed(own, column.size, rank.order === 'least' ? 'least' : 'most')
    return { rows: atPlaces(all, rank.from, rank.count).map(({ row }) => row), of: rows.length }
  })
  const rows = tops.flatMap(each => each.rows)
  return {
    ...column.rest,
    figures: [...figuresOf(rows), ...column.rest.figures],
    used: usedBy(rows),
    lines: [
      [`“${column.label}”，各单位分别在自己已收录的年份里比较，${titleOf(rank, false)}：`],
      ...tops.flatMap(top => top.rows.map((row): Line => [...rowLine(row), `（共 ${top.of} 年）`])),
      ...column.rest.lines,
    ],
  }
}

/** Sum, mean or middle of one figure over reports; the operands are listed, so that nobody takes it for a figure of the whole. */
export function aggregated(
  { label, rows, rest }: Column,
  kind: 'sum' | 'average' | 'median',
  verdict: (total: Figure) => Line = () => [],
): Computed {
  if (rows.length === 0) return rest
  // Of several reports only one has the number: it is no total.
  if (rows.length === 1 && rest.gaps.length > 0)
    return {
      ...rest,
      figures: figuresOf(rows),
      used: usedBy(rows),
      lines: [
        [`“${label}”：`],
        ...rows.map(each => rowLine(each)),
        ['只有这一份报告有这个数字，没有可以合计或平均的。'],
        ...rest.lines,
      ],
    }
  const figures = rows.map(({ figure }) => figure)
  const name = `${label}${{ sum: '合计', average: '平均', median: '中位数' }[kind]}`
  const result = kind === 'sum' ? sum(figures, name, figures[0]!.field) : { average, median }[kind](figures, name)
  const head: Line = [`已收录的 ${rows.length} 份报告，${name}：`, result, `（${result.formula}）`, ...verdict(result)]
  return {
    ...rest,
    figures: [result, ...figuresOf(rows)],
    used: usedBy(rows),
    lines: [head, ...rows.map(each => rowLine(each)), ...rest.lines],
  }
}

/** 各区哪年合计最多: the sum of each year over those that have reported for all of them, and which is the greatest. */
export function aggregatedYearly(column: Column): Computed {
  const years = [...Map.groupBy(column.rows, ({ figure }) => figure.year)].toSorted(([a], [b]) => a - b)
  const whole = new Set(
    [...Map.groupBy(column.rows, ({ issuer }) => issuer)].flatMap(([issuer, own]) =>
      own.length === years.length ? [issuer] : [],
    ),
  )
  const left = [...new Set(column.rows.map(({ issuer }) => issuer))].filter(issuer => !whole.has(issuer))
  const lacking: Line[] = left.length > 0 ? [[`缺少其中一年的数字，未计入：${namesOf(left)}。`]] : []
  const rest = { ...column.rest, lines: [...column.rest.lines, ...lacking] }
  if (whole.size === 0 || years.length < 2)
    return years.length < 2
      ? aggregated(column, 'sum')
      : { ...rest, lines: [['没有各年都齐全的报告，无法比较各年的合计。'], ...rest.lines] }
  const sums = years.map(([year, rows]) => {
    const own = { ...column, rows: rows.filter(({ issuer }) => whole.has(issuer)), rest: nothing }
    return { year, sum: aggregated(own, 'sum') }
  })
  const totals = sums.map(each => each.sum.figures[0]!.value)
  const yearsWith = (value: number): string =>
    sums.flatMap(({ year }, at) => (totals[at] === value ? [`${year}年`] : [])).join('、')
  const [most, least] = [Math.max(...totals), Math.min(...totals)]
  const verdict = most === least ? '各年的合计相同。' : `合计最多的是${yearsWith(most)}，最少的是${yearsWith(least)}。`
  const heads = sums.map(({ year, sum: own }): Line => [`${year}年，`, ...own.lines[0]!])
  const operands = sums.map(({ sum: own }): Computed => ({ ...own, lines: own.lines.slice(1) }))
  return join([{ ...nothing, lines: [[verdict], ...heads] }, ...operands, rest])
}

/** Several fields of one report added up; units that differ are not. */
export function added(name: string, listed: Computed, figures: Figure[], verdict: (total: Figure) => Line): Computed {
  if (figures.length < 2 || listed.gaps.length > 0 || new Set(figures.map(({ unit }) => unit)).size > 1) return listed
  // 不予公开一共多少，其中国家秘密几件: the one holds the other.
  if (figures.some(part => figures.some(whole => isPartOf(part.field, whole.field))))
    return { ...listed, lines: [...listed.lines, ['（其中一项已包含另一项，没有相加。）']] }
  const result = sum(figures, `${figures.map(({ label }) => label).join('与')}之和`, figures[0]!.field)
  const line: Line = [`${name}合计：`, result, `（${result.formula}）`, ...verdict(result)]
  return join([{ ...listed, figures: [result, ...listed.figures], lines: [...listed.lines, line] }])
}
