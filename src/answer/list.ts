import type { Wanted } from '../question/query.ts'
import { type Figure, fullName, type HeldReport, type Line } from './answer.ts'
import { type Gap, type Lookup, lookup } from './figure.ts'
import { gapLines } from './gaps.ts'

/** A computed reply before sources and notices are added. `used` lists the fields that it rests on, report by report. */
export interface Computed {
  lines: Line[]
  figures: Figure[]
  gaps: { report: HeldReport; gap: Gap }[]
  used: { report: HeldReport; fields: string[] }[]
}

export const nothing: Computed = { lines: [], figures: [], gaps: [], used: [] }

export const join = (parts: Computed[]): Computed => ({
  lines: parts.flatMap(part => part.lines),
  figures: parts.flatMap(part => part.figures),
  gaps: parts.flatMap(part => part.gaps),
  used: parts.flatMap(part => part.used),
})

export const who = (report: HeldReport): string => `${fullName(report.issuer)}${report.year}年`

/** The first of the alternatives that the report's form prints. */
export function find(report: HeldReport, wanted: Wanted): Lookup {
  const found = wanted.map(field => lookup(report, field))
  return (
    found.find(each => 'figure' in each) ??
    found.find(each => 'gap' in each && each.gap.state !== 'notInForm') ??
    found[0]!
  )
}

export const fieldFound = (found: Lookup): string => ('figure' in found ? found.figure.field : found.gap.field)

/** How a figure comes of what is printed: by its formula, or from another unit of money. */
export const formulaOf = (figure: Figure): string[] =>
  figure.formula ? [`（${figure.formula}）`] : isConverted(figure) ? [`（报告印作 ${figure.raw}，已换算为万元）`] : []

const isConverted = ({ unit, raw, value }: Figure): boolean => {
  const printed = Number(raw.replace(/[,，\s]/g, ''))
  return unit === '万元' && raw.trim() !== '' && Number.isFinite(printed) && printed !== value
}

export const distinctGaps = (gaps: Gap[]): Gap[] =>
  gaps.filter((gap, i) => gaps.findIndex(other => other.field === gap.field) === i)

export const wayWords = { up: '增加', down: '减少' }

/** Of a printed change, which way it goes: whoever asks how much something fell is to see that it rose. */
export const wayOf = ({ field, value }: Figure): string[] =>
  field.endsWith('.change') ? [value > 0 ? '（增加）' : value < 0 ? '（减少）' : '（没有增减）'] : []

/** A list with what else is to be said; what all of it are shares of comes first, where a long list cannot lose it. */
export const withRest = (lines: Line[], rest: Computed): Line[] =>
  rest.figures.length > 0 ? [...rest.lines, ...lines] : [...lines, ...rest.lines]

const mostNamed = 10

/** Names of a list that is not what was asked for: the first of them, and how many there are. */
export const namesOf = (names: string[]): string =>
  names.length > mostNamed ? `${names.slice(0, mostNamed).join('、')}等 ${names.length} 个单位` : names.join('、')

/** Values of several fields of one report, as a list under one heading or as one line. `lead` stands before a single value. */
export function values(
  report: HeldReport,
  wanted: Wanted[],
  explicit: boolean,
  lead?: (figure: Figure) => string,
): Computed {
  const all = wanted.map(each => find(report, each))
  const some = all.some(found => 'figure' in found || found.gap.state !== 'notInForm')
  // A whole row is asked for by its name: columns that this form lacks are no part of it.
  // But the money of 收费 is what is asked for, and is told to be lacking.
  const told = (each: Lookup) =>
    'figure' in each || each.gap.state !== 'notInForm' || each.gap.field === 'disclosure.fees.amount'
  const found = explicit || !some ? all : all.filter(told)
  const figures = found.flatMap(each => ('figure' in each ? [each.figure] : []))
  const gaps = distinctGaps(found.flatMap(each => ('gap' in each ? [each.gap] : [])))
  const head: Line[] =
    figures.length === 1
      ? [
          [
            `${who(report)}：${lead?.(figures[0]!) ?? ''}${figures[0]!.label} `,
            figures[0]!,
            ...wayOf(figures[0]!),
            ...formulaOf(figures[0]!),
          ],
        ]
      : figures.length > 1
        ? [
            [`${who(report)}：`],
            ...figures.map((figure): Line => [`· ${figure.label} `, figure, ...wayOf(figure), ...formulaOf(figure)]),
          ]
        : []
  return {
    lines: [...head, ...gapLines(report, gaps, figures)],
    figures,
    gaps: gaps.map(gap => ({ report, gap })),
    used: [{ report, fields: found.map(fieldFound) }],
  }
}
