/** What a parsed annual report is. Pure shapes: every room above works on these and on nothing else. */

/** The two statutory forms: 国办公开函〔2019〕60号 and 国办公开办函〔2021〕30号. A report's edition is what it prints, not its year. */
export type Edition = '2019' | '2021'

export type Unit = '件' | '项' | '万元'

/**
 * Why a cell has, or has not, a number. `reported`: a number, 0 included · `blank`: an empty cell · `notApplicable`: “/”, “—”, “不涉及” ·
 * `notInForm`: the printed form has no such field · `unreadable`: the form asks for it but what is printed could not be read safely.
 */
export type CellState = 'reported' | 'blank' | 'notApplicable' | 'notInForm' | 'unreadable'

/** One cell of the three tables. `value` is a number exactly when `state` is `reported`; amounts are in 万元. */
export interface Cell {
  field: string
  label: string
  value: number | null
  state: CellState
  /** The printed text of the cell, untouched but for surrounding white space. */
  raw: string
  /** How the value was made out when it was not simply read, e.g. a number that layout had split. */
  note?: string
}

export type IssuerKind = 'government' | 'office' | 'department' | 'town' | 'subdistrict' | 'zone' | 'other'

export interface Division {
  /** Division code: 2 digits a province, 4 a city, 6 a county, 9 a township. */
  code: string
  /** Names from the province down, without 市辖区 and the like. */
  path: string[]
}

export interface Issuer {
  /** As the report prints it, in full where the signature or the prose gives it in full. */
  name: string
  kind: IssuerKind
  /** The division whose body this is; null where the report does not let us tell. */
  division: Division | null
}

export interface Section {
  /** 一, 二, … as printed; empty for a preamble or an unnumbered heading. */
  number: string
  heading: string
  text: string
}

export interface Finding {
  /** Which rule of `checks.ts` speaks. */
  check: string
  message: string
  fields: string[]
}

export type Source =
  | { file: string; sha256: string }
  /** `etag` and `lastModified` as the server gave them: handed in the next time, an unchanged page costs nothing. */
  | { url: string; sha256: string; etag?: string; lastModified?: string }

/** Another source of a report that is indexed once: the same report in another format, or an earlier publication. */
export interface OtherSource {
  source: Source
  /** Why the report's own source was preferred, in Chinese. */
  reason: string
  /** As `Report.readBy`, of this source. */
  readBy?: string
}

/** Reports that come with the program: figures of published reports with other words, or nothing but inventions. */
export type SampleKind = 'rewritten' | 'invented'

export interface Report {
  id: string
  title: string
  issuer: Issuer
  year: number
  edition: Edition
  /** ISO date, or null where none is printed. */
  publishedOn: string | null
  /** One cell for each field of the form that the report prints; a field without a cell is not in its form. */
  cells: Cell[]
  sections: Section[]
  findings: Finding[]
  source: Source
  /** Sources of the same report that were passed over when it was indexed; absent from a report just parsed. */
  others?: OtherSource[]
  /** Fingerprint of the readers and the parser that made it of its source; absent from a report just parsed. */
  readBy?: string
  /** Absent from everything that is no sample, and from a report just parsed. */
  sample?: SampleKind
}
