import type { Figure, FigureUnit, Outcome } from '../../answer/answer.ts'

/** What a chart shows of an answer. Figures only: a chart holds nothing that the text does not say. */

export interface ChartData {
  /** Bars side by side for what is compared or broken down, columns in time for a trend. */
  kind: 'bars' | 'columns'
  title: string
  unit: FigureUnit
  /** `figure` is null for a year between others that has none: time is drawn to scale. */
  points: { label: string; figure: Figure | null }[]
  /** Where the figures stand: years and titles of reports. */
  footer: string
}

const mostPoints = 12

/** Figures that stand in reports, without those computed from others for the sake of the text. */
const printed = (figures: Figure[]): Figure[] => figures.filter(figure => !figure.report.includes('+'))

const oneOf = <T>(values: T[]): T | null => (new Set(values).size === 1 ? values[0]! : null)

const shortName = (issuer: string): string => issuer.replace(/人民政府(?:办公[厅室])?$/, '')

/** Where names stop having their first units in common: after 黑龙江省哈尔滨市 of its districts. */
function commonUnits(names: string[]): number {
  const [first = ''] = names
  const ends = Array.from(first.matchAll(/[省市区县州盟旗]/g), ({ index }) => index + 1)
  return ends.findLast(end => names.every(name => name.startsWith(first.slice(0, end)) && name.length > end)) ?? 0
}

/** One place for each year from the first to the last. */
function inTime(figures: Figure[]): { year: number; figure: Figure | null }[] {
  const years = figures.map(({ year }) => year)
  const first = Math.min(...years)
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, i) => ({
    year: first + i,
    figure: figures.find(({ year }) => year === first + i) ?? null,
  }))
}

/** The data of a chart; null for an answer that a chart would not make plainer: one figure, different units, too many figures. */
export function chartData(outcome: Outcome): ChartData | null {
  if (outcome.kind !== 'answer' || !outcome.query) return null
  const { what, operation } = outcome.query
  const kind = what.kind === 'change' && operation.kind === 'value' ? 'trend' : operation.kind
  const figures = printed(outcome.figures)
  const unit = oneOf(figures.map(each => each.unit))
  if (!unit || figures.length < 2 || figures.length > mostPoints) return null
  const shown = kind === 'compare' ? figures.toSorted((a, b) => b.value - a.value) : figures
  const issuer = oneOf(shown.map(each => shortName(each.issuer)))
  const year = oneOf(shown.map(each => each.year))
  const field = oneOf(shown.map(each => each.label))
  const years = [...new Set(shown.map(each => each.year))].sort((a, b) => a - b)
  const footer = `来源：${years.join('、')}年政府信息公开工作年度报告`
  const points = (label: (figure: Figure) => string) => shown.map(figure => ({ label: label(figure), figure }))
  if (kind === 'trend' && issuer && field) {
    const all = inTime(shown)
    if (all.length > mostPoints) return null
    const without = all.filter(({ figure }) => figure === null).map(({ year }) => year)
    return {
      kind: 'columns',
      title: `${issuer} ${field}`,
      unit,
      points: all.map(({ year, figure }) => ({ label: figure ? `${year}年` : `${year}年\n无数字`, figure })),
      footer: without.length > 0 ? `${footer}；${without.join('、')}年无数字` : footer,
    }
  }
  if (what.kind === 'cells' && (kind === 'compare' || kind === 'rank') && field && !issuer) {
    const common = commonUnits(shown.map(each => shortName(each.issuer)))
    const where = shortName(shown[0]!.issuer).slice(0, common)
    const title = [where, year ? `${year}年` : '', field].filter(Boolean).join(' ')
    const name = (each: Figure) => shortName(each.issuer).slice(common)
    return {
      kind: 'bars',
      title,
      unit,
      points: points(each => (year ? name(each) : `${name(each)} ${each.year}年`)),
      footer,
    }
  }
  if (kind === 'breakdown' && issuer && year && !field) {
    return { kind: 'bars', title: `${issuer} ${year}年 明细`, unit, points: points(each => each.label), footer }
  }
  return null
}

/** The chart in words, for those who cannot see it. */
export const captionOf = ({ title, footer }: ChartData): string => `${title}（${footer}）`
