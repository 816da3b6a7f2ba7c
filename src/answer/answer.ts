import type { Query } from '../question/query.ts'
import type { CellState, Issuer, Report, Unit } from '../report/report.ts'

/** A report as the index holds it for figures: the prose lies apart. */
export type HeldReport = Omit<Report, 'sections'>

/** Unit of a figure: of a cell, or of a ratio of cells. */
export type FigureUnit = Unit | '%' | '倍' | '家'

declare const made: unique symbol

/**
 * A number with the cell, or the formula over cells, that it comes from. Only `figure.ts` makes figures; renderers print figures and
 * never plain numbers, so a number that nobody published cannot be said.
 */
export interface Figure {
  readonly [made]: true
  /** Report id; for a figure over several reports, their ids joined by `+`. */
  report: string
  issuer: string
  year: number
  field: string
  label: string
  value: number
  unit: FigureUnit
  state: CellState
  /** The printed text of the cell; for a computed figure, its formula in printed numbers. */
  raw: string
  /** How it was computed, in words and numbers; absent for a single cell. */
  formula?: string
}

/** Where a figure or passage stands. */
export interface SourceLine {
  title: string
  url?: string
  file?: string
  /** Section, row and column. */
  place: string
}

/** A line of an answer: words, and figures that a renderer prints with their unit. Words hold no numbers but years and counts of reports. */
export type Line = (string | Figure)[]

/** Something the bot offers next: what a person reads, and the query that stands behind it. */
export interface Choice {
  label: string
  query: Query
}

export interface Passage {
  report: string
  heading: string
  text: string
}

export interface ReportLine {
  id: string
  issuer: string
  years: number[]
}

/** Why there is no figure. The six outcomes of the form, and a computation that lacks an operand. */
export type MissingReason =
  | 'blank'
  | 'notApplicable'
  | 'notInForm'
  | 'unreadable'
  | 'noReport'
  | 'notComputable'
  | 'notStated'
  | 'notInTables'

interface Told {
  lines: Line[]
  notices: string[]
  sources: SourceLine[]
  /** The query as answered, every default filled in: what the conversation goes on from. Null where nothing can be followed up. */
  query: Query | null
}

/** Everything a reply can be. Each channel renders each kind; the compiler finds the forgotten one. */
export type Outcome = Told &
  (
    | { kind: 'answer'; figures: Figure[] }
    | { kind: 'clarify'; slot: 'issuer' | 'year' | 'field'; choices: Choice[] }
    | { kind: 'missing'; reason: MissingReason; choices: Choice[] }
    | { kind: 'passages'; passages: Passage[] }
    | { kind: 'reports'; reports: ReportLine[] }
    | { kind: 'help' }
    | { kind: 'declined' }
    | { kind: 'unavailable' }
  )

/** An issuer with the parents that its name leaves out: 黑龙江省鹤岗市南山区人民政府, never a bare 南山区. */
export function fullName({ name, division }: Issuer): string {
  if (!division) return name
  const missing = division.path.slice(0, -1).filter(parent => !name.includes(parent))
  const own = division.path.at(-1)!
  // A department's or town's signature may leave out its own division as well (教育局 of 阿城区).
  const stem = own.replace(/(?:街道|[省市区县旗镇乡])$/, '')
  return `${missing.join('')}${name.includes(own) || name.includes(stem) ? '' : own}${name}`
}
