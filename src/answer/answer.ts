import type { Query } from '../question/query.ts'
import type { Cell, CellState, Report, Unit } from '../report/report.ts'

export { fullName } from '../report/issuer-name.ts'

/** A report as figures are taken of it: the prose lies apart, and one cell is had without making the others. */
export type HeldReport = Omit<Report, 'sections'> & { cellOf: (field: string) => Cell | undefined }

/** Unit of a figure: of a cell, of a ratio of cells, or the measure word that a sentence counts with (条, 次, 篇). */
export type FigureUnit = Unit | '%' | '倍' | '家' | (string & Record<never, never>)

/** The field of figures whose source is a sentence. */
export const statedInProse = 'prose'

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
  /** Field of the form; `statedInProse` for a number that a sentence states. */
  field: string
  /** What the form calls it, or the sentence's own words before the number. */
  label: string
  value: number
  unit: FigureUnit
  state: CellState
  /** The printed text of the cell; for a computed figure, its formula in printed numbers; for a stated one, its sentence. */
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

/** Words of a report that a search was for: each renderer sets them off in its own way. */
export interface Mark {
  mark: string
}

/**
 * A line of an answer: words, and figures that a renderer prints with their unit. Words hold no numbers but years, counts of reports, and
 * what is quoted of a report.
 */
export type Line = (string | Figure | Mark)[]

/** Something the bot offers next: what a person reads, and the query that stands behind it. */
export interface Choice {
  label: string
  query: Query
}

/** Words of a report, quoted as they stand. */
export interface Passage {
  report: string
  /** Headings from the section down. */
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
    /** `figures`: numbers that the quoted sentences state. `choices`: the cell that the words may mean as well. */
    | { kind: 'passages'; passages: Passage[]; figures: Figure[]; choices: Choice[] }
    | { kind: 'reports'; reports: ReportLine[] }
    | { kind: 'help' }
    | { kind: 'declined' }
    | { kind: 'unavailable' }
  )

/** What an outcome says where it has neither figures nor sources. */
export const told = (query: Query | null, lines: Line[]) => ({ query, lines, notices: [], sources: [] })
