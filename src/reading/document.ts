/** What every reader makes of its format: paragraphs and tables in reading order. */

/**
 * A spot of a table's grid. Merged cells are resolved: `continued` marks a spot that a cell from above or from the left covers.
 * Rows are as long as the source prints them: a cell that the source lost is a shorter row, never a blank cell.
 */
export interface GridCell {
  /** Lines within the cell are separated by \n. */
  text: string
  continued: boolean
  /** What is printed in the cell from above that covers this spot, in the first of its columns. */
  above?: string
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

/** Something that the document links to; `href` is absolute where the document's address is known. */
export interface Link {
  name: string
  href: string
}

/** A file that the document links to. */
export interface Attachment extends Link {
  /** Why it could not be read, where that was tried. */
  problem?: string
}

export interface Document {
  format: Format
  blocks: Block[]
  meta: DocumentMeta
  /** The file breaks off within a line: its last figure may be longer. */
  breaksOff?: true
  /** Only pages have them, and only where they link to any. */
  attachments?: Attachment[]
  /** Everything that a page links to, in its order; named by text and title. */
  links?: Link[]
}

/** What readers print for a picture in a cell without words: a figure may be drawn in it, and the cell is not blank. */
export const picture = '〔图片〕'

/** A source that cannot be read; `message` is one clear Chinese line for the person who offered it. */
export class ReadingError extends Error {
  override name = 'ReadingError'
}
