import type { Operation, Side } from '../question/query.ts'
import type { Figure, Line } from './answer.ts'
import type { Column, Row } from './column.ts'
import { difference, percentage, sum, times } from './figure.ts'
import { type Computed, formulaOf } from './list.ts'
import { figuresOf, rowLine, usedBy } from './ranking.ts'

/** Sides of a comparison, each a figure or a sum of some: held against each other by difference, multiple or share. */

type Sides = Extract<Operation, { kind: 'sides' }>

interface Total {
  name: string
  figure: Figure
  /** More than one figure was added up. */
  sums: boolean
}

/** Null where one of its figures is missing, or where figures do not add up to anything: rates, several units. */
function totalOf({ reports = [], scope }: Side, { rows, label }: Column): Total | null {
  const own = reports.flatMap(id => rows.filter(row => row.reports.length === 1 && row.reports[0] === id))
  const figures = own.map(({ figure }) => figure)
  const [first] = own
  if (!first || own.length < reports.length) return null
  if (own.length === 1) return { name: first.name, figure: first.figure, sums: false }
  if (figures.some(({ unit }) => unit !== first.figure.unit || unit === '%')) return null
  const name = `${sumName(own, scope !== 'named')}之和`
  return { name, figure: sum(figures, `${label}之和`, first.figure.field), sums: true }
}

/** 嘉禾县2019年、2020年; of a set how many there are, which are listed below. */
function sumName(rows: Row[], isSet: boolean): string {
  const years = [...new Set(rows.map(({ figure }) => `${figure.year}年`))].join('、')
  const issuers = [...new Set(rows.map(({ issuer }) => issuer))]
  if (issuers.length === 1) return `${issuers[0]}${years}`
  return isSet ? `${years}已收录的 ${rows.length} 份报告` : rows.map(({ name }) => name).join('、')
}

type Told = { line: Line; figures: Figure[] }

const noDivisor = (name: string): Told => ({ line: [`${name}是零，无法计算。`], figures: [] })

function told(left: Total, right: Total, by: Sides['by'], label: string): Told {
  const [a, b] = [left.figure, right.figure]
  if (by === 'times') {
    const result = times(a, b, `${left.name}与${right.name}之比`)
    if (!result) return noDivisor(right.name)
    return { line: [`${left.name}是${right.name}的 `, result, `（${result.formula}）`], figures: [result] }
  }
  if (by === 'share') {
    const result = percentage([a], [b], `${left.name}占${right.name}`)
    if (!result) return noDivisor(right.name)
    return {
      line: [`${left.name}的“${label}”相当于${right.name}的 `, result, `（${result.formula}）`],
      figures: [result],
    }
  }
  const gap = difference(a, b, `${left.name}减${right.name}`)
  const [more, less] = a.unit === '%' ? ['更高', '更低'] : ['更多', '更少']
  const word = gap.value > 0 ? more : gap.value < 0 ? less : '相同'
  const line: Line = [`${left.name}比${right.name}${word}，相差 `, gap, `（${gap.formula}）`]
  if (by === 'difference') return { line, figures: [gap] }
  const rate = a.unit === '%' ? null : percentage([gap], [b], `${left.name}比${right.name}`)
  if (!rate) return { line: [...line, `；${right.name}是零或不是数量，无法计算百分比。`], figures: [gap] }
  return { line: [...line, '，按百分比 ', rate, `（${rate.formula}）`], figures: [gap, rate] }
}

/** Each of the first sides against each of the others. Nothing is said of a side that lacks a figure. */
export function sided(column: Column, { lefts, rights, by }: Sides): Computed {
  const { label, rows, rest } = column
  const listed: Line[] = [[`“${label}”：`], ...rows.map(each => rowLine(each)), ...rest.lines]
  const totals = new Map([...lefts, ...rights].map(side => [side, totalOf(side, column)]))
  const pairs = lefts.flatMap(left => rights.map(right => [totals.get(left)!, totals.get(right)!] as const))
  const results = pairs.flatMap(([left, right]) =>
    left && right && left.figure.unit === right.figure.unit ? [told(left, right, by, label)] : [],
  )
  const sums = [...totals.values()].filter(each => each?.sums)
  const lacking: Line[] = results.length < pairs.length ? [['有一方缺少报告或数字，无法比较。']] : []
  return {
    ...rest,
    figures: [...results.flatMap(({ figures }) => figures), ...sums.map(each => each!.figure), ...figuresOf(rows)],
    used: [...usedBy(rows), ...rest.used],
    lines: [
      ...results.map(({ line }) => line),
      ...lacking,
      ...sums.map((each): Line => [`${each!.name}：`, each!.figure, ...formulaOf(each!.figure)]),
      ...listed,
    ],
  }
}
