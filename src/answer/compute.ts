import { partsOf, rateFields, wantedOf, wholeOf } from '../question/measure.ts'
import type { Query, Wanted } from '../question/query.ts'
import { fieldOf } from '../report/form.ts'
import { type Figure, fullName, type HeldReport, type Line } from './answer.ts'
import { average, difference, type Gap, type Lookup, lookup, percentage, sum, times } from './figure.ts'
import { gapLine } from './gaps.ts'

/** A computed reply before sources and notices are added. `used` lists the fields that it rests on, report by report. */
export interface Computed {
  lines: Line[]
  figures: Figure[]
  gaps: { report: HeldReport; gap: Gap }[]
  used: { report: HeldReport; fields: string[] }[]
}

const empty: Computed = { lines: [], figures: [], gaps: [], used: [] }
const join = (parts: Computed[]): Computed => ({
  lines: parts.flatMap(part => part.lines),
  figures: parts.flatMap(part => part.figures),
  gaps: parts.flatMap(part => part.gaps),
  used: parts.flatMap(part => part.used),
})

const who = (report: HeldReport): string => `${fullName(report.issuer)}${report.year}年`

/** The first of the alternatives that the report's form prints. */
function find(report: HeldReport, wanted: Wanted): Lookup {
  const found = wanted.map(field => lookup(report, field))
  return (
    found.find(each => 'figure' in each) ??
    found.find(each => 'gap' in each && each.gap.state !== 'notInForm') ??
    found[0]!
  )
}

const fieldsOf = (found: Lookup): string => ('figure' in found ? found.figure.field : found.gap.field)

/** The cells that an answer rests on: a field that the form lacks stands nowhere. */
const printedOf = (found: Lookup[]): string[] =>
  found.filter(each => 'figure' in each || each.gap.state !== 'notInForm').map(fieldsOf)

/** Values of several fields of one report, as a list under one heading or as one line. */
function values(report: HeldReport, wanted: Wanted[], explicit: boolean): Computed {
  const all = wanted.map(each => find(report, each))
  const some = all.some(found => 'figure' in found)
  // A whole row is asked for by its name: columns that this form lacks are no part of it.
  const found = explicit || !some ? all : all.filter(each => 'figure' in each || each.gap.state !== 'notInForm')
  const figures = found.flatMap(each => ('figure' in each ? [each.figure] : []))
  const gaps = dedupe(found.flatMap(each => ('gap' in each ? [each.gap] : [])))
  const head: Line[] =
    figures.length === 1
      ? [[`${who(report)}：${figures[0]!.label} `, figures[0]!, ...formulaOf(figures[0]!)]]
      : figures.length > 1
        ? [[`${who(report)}：`], ...figures.map((figure): Line => [`· ${figure.label} `, figure, ...formulaOf(figure)])]
        : []
  return {
    lines: [...head, ...gaps.flatMap(gap => gapLine(report, gap))],
    figures,
    gaps: gaps.map(gap => ({ report, gap })),
    used: [{ report, fields: printedOf(found) }],
  }
}

const formulaOf = (figure: Figure): string[] => (figure.formula ? [`（${figure.formula}）`] : [])
const dedupe = (gaps: Gap[]): Gap[] => gaps.filter((gap, i) => gaps.findIndex(other => other.field === gap.field) === i)

/** One figure a report, those without one apart. */
function column(
  reports: HeldReport[],
  wanted: Wanted,
): { have: { report: HeldReport; figure: Figure }[]; rest: Computed } {
  const found = reports.map(report => ({ report, found: find(report, wanted) }))
  const have = found.flatMap(({ report, found: each }) => ('figure' in each ? [{ report, figure: each.figure }] : []))
  const gaps = found.flatMap(({ report, found: each }) => ('gap' in each ? [{ report, gap: each.gap }] : []))
  return {
    have,
    rest: {
      lines: gaps.flatMap(({ report, gap }) => gapLine(report, gap)),
      figures: have.map(({ figure }) => figure),
      gaps,
      used: found.map(({ report, found: each }) => ({ report, fields: printedOf([each]) })),
    },
  }
}

const labelOf = (have: { figure: Figure }[], wanted: Wanted): string =>
  have[0]?.figure.label ?? fieldOf(wanted[0]!).label

const rowLine = ({ report, figure }: { report: HeldReport; figure: Figure }, prefix = '· '): Line => [
  `${prefix}${who(report)} `,
  figure,
  ...formulaOf(figure),
]

const usedBy = (rows: { report: HeldReport; figure: Figure }[]) =>
  rows.map(({ report, figure }) => ({ report, fields: [figure.field] }))

function ranked(
  reports: HeldReport[],
  wanted: Wanted,
  operation: Extract<Query['operation'], { kind: 'rank' }>,
): Computed {
  const { have, rest } = column(reports, wanted)
  const sign = operation.order === 'most' ? -1 : 1
  const order = have.toSorted((a, b) => sign * (a.figure.value - b.figure.value))
  const place = (value: number) => order.filter(({ figure }) => sign * (figure.value - value) < 0).length + 1
  const last = operation.count === null ? Number.POSITIVE_INFINITY : operation.from + operation.count - 1
  const shown = order.filter(({ figure }) => place(figure.value) >= operation.from && place(figure.value) <= last)
  const word = operation.order === 'most' ? '从多到少' : '从少到多'
  const title =
    operation.count === 1 && operation.from === 1
      ? operation.order === 'most'
        ? '最多的是'
        : '最少的是'
      : `${word}排列`
  const head: Line = [`在已收录的 ${have.length} 份报告中，“${labelOf(have, wanted)}”${title}：`]
  return {
    ...rest,
    figures: shown.map(({ figure }) => figure),
    used: usedBy(shown),
    lines: [head, ...shown.map(each => rowLine(each, `${place(each.figure.value)}. `)), ...rest.lines],
  }
}

function filtered(
  reports: HeldReport[],
  wanted: Wanted,
  { test, threshold }: Extract<Query['operation'], { kind: 'filter' }>,
): Computed {
  const tests = {
    above: { word: '超过', holds: (value: number) => value > threshold },
    below: { word: '少于', holds: (value: number) => value < threshold },
    atLeast: { word: '不少于', holds: (value: number) => value >= threshold },
    atMost: { word: '不超过', holds: (value: number) => value <= threshold },
    equal: { word: '等于', holds: (value: number) => value === threshold },
  }
  const { have, rest } = column(reports, wanted)
  const kept = have
    .filter(({ figure }) => tests[test].holds(figure.value))
    .toSorted((a, b) => b.figure.value - a.figure.value)
  const head: Line = [
    `在已收录的 ${have.length} 份报告中，“${labelOf(have, wanted)}”${tests[test].word} ${threshold} 的有 ${kept.length} 份${kept.length > 0 ? '：' : '。'}`,
  ]
  return {
    ...rest,
    figures: kept.map(({ figure }) => figure),
    used: usedBy(kept),
    lines: [head, ...kept.map(each => rowLine(each)), ...rest.lines],
  }
}

function aggregated(reports: HeldReport[], wanted: Wanted, kind: 'sum' | 'average'): Computed {
  const { have, rest } = column(reports, wanted)
  if (have.length === 0) return rest
  const figures = have.map(({ figure }) => figure)
  const label = `${labelOf(have, wanted)}${kind === 'sum' ? '合计' : '平均'}`
  const result = kind === 'sum' ? sum(figures, label, figures[0]!.field) : average(figures, label)
  const head: Line = [`${label}（${have.length} 份报告）：`, result, `（${result.formula}）`]
  return { ...rest, figures: [result, ...figures], lines: [head, ...have.map(each => rowLine(each)), ...rest.lines] }
}

/** Two figures side by side: of two issuers, two years, or two fields of one report. */
function pairs(
  reports: HeldReport[],
  wanted: Wanted[],
): { a: { report: HeldReport; figure: Figure }; b: { report: HeldReport; figure: Figure } } | null {
  if (wanted.length >= 2) {
    const [a, b] = wanted.slice(0, 2).map(each => find(reports[0]!, each))
    return a && b && 'figure' in a && 'figure' in b
      ? { a: { report: reports[0]!, figure: a.figure }, b: { report: reports[0]!, figure: b.figure } }
      : null
  }
  const { have } = column(reports.slice(0, 2), wanted[0]!)
  return have.length === 2 ? { a: have[0]!, b: have[1]! } : null
}

function compared(reports: HeldReport[], wanted: Wanted): Computed {
  const { have, rest } = column(reports, wanted)
  const order = have.toSorted((a, b) => b.figure.value - a.figure.value)
  const lines: Line[] = [[`“${labelOf(have, wanted)}”：`], ...order.map(each => rowLine(each))]
  const [first, second] = order
  if (!first || !second || rest.gaps.length > 0) return { ...rest, lines: [...lines, ...rest.lines] }
  if (first.figure.unit !== second.figure.unit) return { ...rest, lines }
  if (first.figure.value === second.figure.value)
    return { ...rest, lines: [...lines, [order.length === 2 ? '两者相同。' : '最多的不止一个。']] }
  const gap = difference(first.figure, second.figure, `${first.figure.label}之差`)
  const verdict: Line = [
    `${who(first.report)}${order.length === 2 ? '更多' : '最多'}，比${who(second.report)}多 `,
    gap,
    '。',
  ]
  return { ...rest, figures: [...rest.figures, gap], lines: [...lines, verdict] }
}

function related(reports: HeldReport[], wanted: Wanted[], kind: 'difference' | 'times'): Computed {
  const pair = pairs(reports, wanted)
  const listed = join(reports.map(report => values(report, wanted, true)))
  if (!pair || pair.a.figure.unit !== pair.b.figure.unit) return listed
  const name = (each: { report: HeldReport; figure: Figure }) =>
    wanted.length >= 2 ? each.figure.label : who(each.report)
  const result =
    kind === 'times'
      ? times(pair.a.figure, pair.b.figure, `${name(pair.a)}与${name(pair.b)}之比`)
      : difference(pair.a.figure, pair.b.figure, `${name(pair.a)}减${name(pair.b)}`)
  if (!result) return { ...listed, lines: [...listed.lines, ['除数为零，无法计算倍数。']] }
  const line: Line =
    kind === 'times'
      ? [`${name(pair.a)}是${name(pair.b)}的 `, result, `（${result.formula}）`]
      : [`${name(pair.a)}减${name(pair.b)}：`, result, `（${result.formula}）`]
  return { ...listed, figures: [result, ...listed.figures], lines: [line, ...listed.lines] }
}

/** Year over year for each issuer; a step between figures that are not the same field is named and not subtracted. */
function changed(reports: HeldReport[], wanted: Wanted): Computed {
  const issuers = [...new Set(reports.map(report => fullName(report.issuer)))]
  return join(
    issuers.map(issuer => {
      const own = reports.filter(report => fullName(report.issuer) === issuer).toSorted((a, b) => a.year - b.year)
      const { have, rest } = column(own, wanted)
      const steps = have.slice(1).map((later, i) => ({ earlier: have[i]!, later }))
      const stepped = steps.map(({ earlier, later }): { line: Line; figures: Figure[] } => {
        const span = `${earlier.report.year}→${later.report.year}年`
        if (earlier.figure.field !== later.figure.field)
          return { line: [`${span}：两年的表式不同，口径不可比。`], figures: [] }
        const step = difference(later.figure, earlier.figure, `${later.figure.label}${span}变化`)
        const rate = percentage([step], [earlier.figure], `${later.figure.label}${span}变化率`)
        const word = step.value > 0 ? '增加' : step.value < 0 ? '减少' : '持平'
        return {
          line: rate
            ? [`${span}${word}：`, step, '，变化率 ', rate, `（${step.formula}）`]
            : [`${span}${word}：`, step, `（${step.formula}）`],
          figures: rate ? [step, rate] : [step],
        }
      })
      if (have.length < 2) {
        const alone: Line[] = [
          [`${issuer}“${labelOf(have, wanted)}”可比的年份不足两年，无法计算变化。`],
          ...have.map(each => rowLine(each)),
        ]
        return { ...rest, figures: [], lines: [...alone, ...rest.lines] }
      }
      return {
        ...rest,
        figures: [...rest.figures, ...stepped.flatMap(step => step.figures)],
        lines: [
          [`${issuer}“${labelOf(have, wanted)}”：`],
          ...have.map(each => rowLine(each)),
          ...stepped.map(step => step.line),
          ...rest.lines,
        ],
      }
    }),
  )
}

function ratio(report: HeldReport, part: { label: string; numerator: string[]; denominator: string[] }): Computed {
  const look = (fields: string[]) => fields.map(field => lookup(report, field))
  const numerator = look(part.numerator)
  const denominator = look(part.denominator)
  const all = [...numerator, ...denominator]
  const gaps = dedupe(all.flatMap(each => ('gap' in each ? [each.gap] : [])))
  const used = [{ report, fields: printedOf(all) }]
  if (gaps.length > 0)
    return {
      lines: gaps.flatMap(gap => gapLine(report, gap)),
      figures: [],
      gaps: gaps.map(gap => ({ report, gap })),
      used,
    }
  const figures = (found: Lookup[]) => found.flatMap(each => ('figure' in each ? [each.figure] : []))
  const over = figures(denominator)
    .map(figure => figure.label)
    .join('与')
  const result = percentage(figures(numerator), figures(denominator), part.label)
  const operands = [...figures(numerator), ...figures(denominator)]
  if (!result)
    return {
      lines: [[`${who(report)}：分母“${over}”是零，无法计算${part.label}。`]],
      figures: operands,
      gaps: [],
      used,
    }
  const formula: Line = [
    `（${figures(numerator)
      .map(figure => figure.label)
      .join('与')} ÷ ${over}：${result.formula}）`,
  ]
  return {
    lines: [[`${who(report)}：${part.label} `, result, ...formula]],
    figures: [result, ...operands],
    gaps: [],
    used,
  }
}

function shareOf(report: HeldReport, wanted: Wanted): Computed {
  const found = find(report, wanted)
  const field = fieldsOf(found)
  const whole = wholeOf(field)
  const label = fieldOf(field).label
  if (!whole)
    return {
      ...empty,
      lines: [[`“${label}”不是哪一项的组成部分，无法计算占比。`]],
      used: [{ report, fields: [field] }],
    }
  return ratio(report, { label: `“${label}”占比`, numerator: [field], denominator: whole })
}

/** Every field that a breakdown shows instead of the one asked for. */
function broken(wanted: Wanted[]): Wanted[] {
  const parts = wanted.flatMap(each => {
    const found = partsOf(each[0]!)
    return found.length > 0 && wanted.length === 1 ? found : [each]
  })
  return parts.filter((part, i) => parts.findIndex(other => other[0] === part[0]) === i)
}

/** Carries out the operation of a query over the reports that it is about, in the order given. */
export function compute(query: Query, reports: HeldReport[]): Computed {
  const wanted = wantedOf(query.measure)
  const explicit = query.measure.columns2.length > 0 || query.measure.rows2.length === 0
  const one = reports.length === 1
  const each = (list: Wanted[], named: boolean): Computed => join(reports.map(report => values(report, list, named)))
  const perField = (run: (field: Wanted) => Computed): Computed => join(wanted.map(run))
  const { operation } = query
  switch (operation.kind) {
    case 'rate':
      return join(
        reports.flatMap(report =>
          operation.rates.flatMap(rate => rateFields(rate, query.measure)).map(part => ratio(report, part)),
        ),
      )
    case 'share':
      return join(reports.flatMap(report => wanted.map(field => shareOf(report, field))))
    case 'rank':
      return perField(field => ranked(reports, field, operation))
    case 'filter':
      return perField(field => filtered(reports, field, operation))
    case 'sum':
    case 'average':
      return one && operation.kind === 'sum'
        ? each(wanted, explicit)
        : perField(field => aggregated(reports, field, operation.kind))
    case 'difference':
    case 'times':
      return related(reports, wanted, operation.kind)
    case 'compare':
      return one ? each(wanted, explicit) : perField(field => compared(reports, field))
    case 'change':
    case 'trend':
      return perField(field => changed(reports, field))
    case 'breakdown':
      return query.scope === 'named' && one ? each(broken(wanted), false) : each(wanted, explicit)
    case 'exists':
    case 'value':
      return each(wanted, explicit)
  }
}
