import type { Document } from '../reading/document.ts'
import { headingOf } from './headings.ts'

/** The parts of a document that say whose report it is and of which year. Lines are without white space at their ends, none is empty. */
export interface Frame {
  /** Lines above the first section: site navigation, title, dates, preamble. */
  head: string[]
  /** The last lines: signature, date, attachments. */
  tail: string[]
  /** Everything that is not in a table, in order. */
  lines: string[]
  /** What the container or the file name says the title is. */
  given: string[]
  publishedOn: string | undefined
  publisher: string | undefined
}

const longestHead = 60
const longestTail = 12

/** `inTable` tells blocks that belong to the statistical tables. */
export function frameOf(document: Document, inTable: (block: number) => boolean, fileName: string | undefined): Frame {
  const lines = document.blocks.flatMap((block, index) => {
    if (inTable(index)) return []
    if (block.kind === 'table')
      return block.rows.flatMap(row => row.map(cell => cell.text.trim()).filter(text => text !== ''))
    const line = block.text.normalize('NFKC').trim()
    return line === '' ? [] : [line]
  })
  const firstHeading = lines.findIndex(line => headingOf(line) !== null)
  const given = [document.meta.title, fileName?.replace(/\.\w{2,5}$/, '')].filter(text => text !== undefined)
  return {
    head: lines.slice(0, Math.min(firstHeading < 0 ? longestHead : firstHeading, longestHead)),
    tail: lines.slice(-longestTail),
    lines,
    given: given.map(text => text.normalize('NFKC')),
    publishedOn: document.meta.publishedOn,
    publisher: document.meta.publisher?.normalize('NFKC'),
  }
}
