import type { Wanted } from '../question/query.ts'
import type { Share } from '../question/shares.ts'
import { fieldOf } from '../report/fields.ts'
import type { HeldReport, Line } from './answer.ts'
import { type Column, rowOf, type Taken } from './column.ts'
import { type Lookup, lookup, percentage, perItem, sum } from './figure.ts'
import { gapLine, gapWords } from './gaps.ts'
import { type Computed, distinctGaps, fieldFound, find, join, nothing, values, who } from './list.ts'

/** Rates and shares: numerators over denominators, both named. */

export interface Ratio {
  label: string
  numerator: string[]
  denominator: string[]
}

export function ratio(report: HeldReport, part: Ratio): Taken {
  const look = (fields: string[]) => fields.map(field => lookup(report, field))
  const numerator = look(part.numerator)
  const denominator = look(part.denominator)
  const all = [...numerator, ...denominator]
  const gaps = distinctGaps(all.flatMap(each => ('gap' in each ? [each.gap] : [])))
  const used = [{ report, fields: all.map(fieldFound) }]
  if (gaps.length > 0) {
    const lines = gaps.flatMap(gap => gapLine(report, gap))
    const rest = { ...nothing, lines, gaps: gaps.map(gap => ({ report, gap })), used }
    return { rest, name: who(report), why: gapWords[gaps[0]!.state] }
  }
  const figures = (found: Lookup[]) => found.flatMap(each => ('figure' in each ? [each.figure] : []))
  const above = figures(numerator)
  const below = figures(denominator)
  const names = (list: typeof above) => list.map(figure => figure.label).join('与')
  const result = percentage(above, below, part.label)
  if (!result) {
    const line: Line = [`${who(report)}：分母“${names(below)}”是零，无法计算${part.label}。`]
    return { rest: { ...nothing, lines: [line], used }, name: who(report), why: `分母“${names(below)}”是零，无法计算` }
  }
  const words: Line = [`：${part.label} `, result, `（${names(above)} ÷ ${names(below)}：${result.formula}）`]
  return { row: { ...rowOf([report]), figure: result, words, beside: [...above, ...below], used } }
}

/** One figure of a report in the same figure of another: 教育局收到的申请占全区的多少. */
export function sharedAcross(part: HeldReport, whole: HeldReport, wanted: Wanted): Computed {
  const found = [part, whole].map(report => ({ report, found: find(report, wanted) }))
  const listed = join([part, whole].map(report => values(report, [wanted], true)))
  const [above, below] = found.flatMap(({ found: each }) => ('figure' in each ? [each.figure] : []))
  const result = above && below && percentage([above], [below], `${who(part)}占${who(whole)}`)
  if (!result) return listed
  const line: Line = [`${who(part)}的“${above.label}”占${who(whole)}的 `, result, `（${result.formula}）`]
  return { ...listed, figures: [result, ...listed.figures], lines: [line, ...listed.lines] }
}

/** 平均每个采购项目多少钱: the total amount over the number of projects, in one report. */
export function perProject(report: HeldReport): Computed {
  const listed = values(report, [['disclosure.procurement.projects'], ['disclosure.procurement.amount']], true)
  const [count, whole] = listed.figures
  const mean = count && whole ? perItem(whole, count, '平均每个采购项目') : null
  if (!mean) return listed
  const line: Line = [`${who(report)}：平均每个采购项目 `, mean, `（采购总金额 ÷ 采购项目数量：${mean.formula}）`]
  return { ...listed, figures: [mean, ...listed.figures], lines: [line, ...listed.lines] }
}

/** Each report's figure in the sum of all that are listed: 各区申请占比. Counts that are zero together have no shares. */
export function sharesOfAll(column: Column): Column {
  const { label, rows, rest } = column
  const figures = rows.map(({ figure }) => figure)
  if (rows.length < 2) return column
  const whole = sum(figures, `${label}合计`, figures[0]!.field)
  const head: Line = [`已收录的 ${rows.length} 份报告，${whole.label}：`, whole, `（${whole.formula}）`]
  return {
    ...column,
    label: `${label}占合计的比例`,
    rows: rows.flatMap(row => {
      const share = percentage([row.figure], [whole], `${label}占合计的比例`)
      if (!share) return []
      const words: Line = ['：', row.figure, '，占合计的 ', share, `（${share.formula}）`]
      return [{ ...row, figure: share, words, beside: [row.figure] }]
    }),
    rest: { ...rest, lines: [head, ...rest.lines], figures: [...rest.figures, whole] },
  }
}

/** One figure set against another, as a share where the one is a part of the other. */
export function shareOf(report: HeldReport, { numerator, denominator, relation }: Share): Taken {
  const fields = (list: Wanted[]) => list.map(wanted => fieldFound(find(report, wanted)))
  const above = fields(numerator)
  const below = fields(denominator)
  if (relation === 'apart') {
    const why = `“${labelsOf(above)}”不在“${labelsOf(below)}”之内，无法计算占比`
    const used = [{ report, fields: [...above, ...below] }]
    return { rest: { ...nothing, lines: [[`${why}。`]], used }, name: who(report), why }
  }
  return ratio(report, { label: shareLabel(above, below, relation), numerator: above, denominator: below })
}

const labelsOf = (fields: string[]): string => fields.map(field => fieldOf(field).label).join('与')

export const shareLabel = (above: string[], below: string[], relation: Share['relation']): string =>
  relation === 'part' ? `${labelsOf(above)}占比` : `${labelsOf(above)}与${labelsOf(below)}之比`
