/** What every reader makes of its format: paragraphs and tables in reading order. */

/** A spot of a table's grid. Merged cells are resolved: `continued` marks a spot that a cell from above or from the left covers. */
export interface GridCell {
  text: string
  continued: boolean
}

export type Block =
  /** One line or paragraph. Tabs are kept: in text files they separate cells. */
  { kind: 'paragraph'; text: string } | { kind: 'table'; rows: GridCell[][] }

export type Format = 'text' | 'html' | 'docx' | 'doc' | 'pdf'

/** What the container says about the document, where it says anything; never taken from the body's prose. */
export interface DocumentMeta {
  title?: string
  /** ISO date. */
  publishedOn?: string
  /** 来源 / 发布机构. */
  publisher?: string
}

export interface Document {
  format: Format
  blocks: Block[]
  meta: DocumentMeta
}

/** A source that cannot be read; `message` is one clear Chinese line for the person who offered it. */
export class ReadingError extends Error {
  override name = 'ReadingError'
}
