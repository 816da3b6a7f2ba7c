import type { Order, Wanted } from '../question/query.ts'
import type { Share } from '../question/shares.ts'
import { fieldOf } from '../report/form.ts'
import type { HeldReport, Line } from './answer.ts'
import { type Lookup, lookup, percentage } from './figure.ts'
import { gapLine } from './gaps.ts'
import { type Computed, distinctGaps, fieldFound, find, join, values, who } from './list.ts'

/** Rates and shares: numerators over denominators, both named. */

export interface Ratio {
  label: string
  numerator: string[]
  denominator: string[]
}

export function ratio(report: HeldReport, part: Ratio): Computed {
  const look = (fields: string[]) => fields.map(field => lookup(report, field))
  const numerator = look(part.numerator)
  const denominator = look(part.denominator)
  const all = [...numerator, ...denominator]
  const gaps = distinctGaps(all.flatMap(each => ('gap' in each ? [each.gap] : [])))
  const used = [{ report, fields: all.map(fieldFound) }]
  if (gaps.length > 0)
    return {
      lines: gaps.flatMap(gap => gapLine(report, gap)),
      figures: [],
      gaps: gaps.map(gap => ({ report, gap })),
      used,
    }
  const figures = (found: Lookup[]) => found.flatMap(each => ('figure' in each ? [each.figure] : []))
  const above = figures(numerator)
  const below = figures(denominator)
  const names = (list: typeof above) => list.map(figure => figure.label).join('与')
  const result = percentage(above, below, part.label)
  const operands = [...above, ...below]
  if (!result)
    return {
      lines: [[`${who(report)}：分母“${names(below)}”是零，无法计算${part.label}。`]],
      figures: [],
      gaps: [],
      used,
    }
  const formula: Line = [`（${names(above)} ÷ ${names(below)}：${result.formula}）`]
  return {
    lines: [[`${who(report)}：${part.label} `, result, ...formula]],
    figures: [result, ...operands],
    gaps: [],
    used,
  }
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

/** Ratios of several reports, ranked where that is asked: those that could be computed by their place, the others behind. */
export function ratios(all: Computed[], order: Order | null): Computed {
  if (!order || all.length < 2) return join(all)
  const sign = order.order === 'most' ? -1 : 1
  const shareIn = ({ figures }: Computed): number | null => (figures[0]?.unit === '%' ? figures[0].value : null)
  const ranked = all.filter(each => shareIn(each) !== null).toSorted((a, b) => sign * (shareIn(a)! - shareIn(b)!))
  const place = (each: Computed) => ranked.findIndex(other => shareIn(other) === shareIn(each)) + 1
  const last = order.count === null ? ranked.length : order.from + order.count - 1
  const shown = ranked.filter(each => place(each) >= order.from && place(each) <= last)
  const numbered = shown.map(each => ({
    ...each,
    lines: each.lines.map((line): Line => [`${place(each)}. `, ...line]),
  }))
  const rest = all.filter(each => shareIn(each) === null).map(each => ({ ...each, figures: [] }))
  const head: Line = [`在可计算的 ${ranked.length} 份报告中${order.order === 'most' ? '从高到低' : '从低到高'}：`]
  return join([{ lines: [head], figures: [], gaps: [], used: [] }, ...numbered, ...rest])
}

/** One figure set against another, as a share where the one is a part of the other. */
export function shareOf(report: HeldReport, { numerator, denominator, relation }: Share): Computed {
  const fields = (list: Wanted[]) => list.map(wanted => fieldFound(find(report, wanted)))
  const above = fields(numerator)
  const below = fields(denominator)
  const names = (list: string[]) => list.map(field => fieldOf(field).label).join('与')
  if (relation === 'apart')
    return {
      lines: [[`“${names(above)}”不在“${names(below)}”之内，无法计算占比。`]],
      figures: [],
      gaps: [],
      used: [{ report, fields: [...above, ...below] }],
    }
  const label = relation === 'part' ? `“${names(above)}”占比` : `“${names(above)}”与“${names(below)}”之比`
  return ratio(report, { label, numerator: above, denominator: below })
}
