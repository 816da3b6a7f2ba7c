import type { Source } from '../../report/report.ts'
import type { PassageHit } from '../../search/search.ts'
import { headingOf } from '../prose/reply.ts'
import { marked } from './marked.ts'
import { partNames } from './parts.ts'

/** Found passages as a file: whole passages with everything that a citation needs. */

const columns = ['单位', '年份', '部分', '标题', '原文', '报告', '来源', '编号']

export type SourceOf = (hit: PassageHit) => string

/** What a citation names: the address, or the name of the file. */
export const sourceText = (source: Source | undefined): string =>
  source === undefined ? '' : 'url' in source ? source.url : (source.file.split('/').at(-1) ?? '')

const rowOf = (hit: PassageHit, sourceOf: SourceOf): string[] => [
  hit.issuer,
  String(hit.year),
  partNames[hit.kind],
  headingOf(hit.path),
  hit.text,
  hit.title.replace(/\s+/g, ' '),
  sourceOf(hit),
  hit.id,
]

/** A cell that a spreadsheet would run as a formula is put as text. */
const cell = (text: string): string => `"${text.replace(/^(?=[=+\-@\t\r])/, "'").replace(/"/g, '""')}"`

/** RFC 4180, with the mark that tells Excel of UTF-8. */
export const csv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map(row => row.map(cell).join(',')).join('\r\n')}\r\n`

export const csvOf = (hits: readonly PassageHit[], sourceOf: SourceOf): string =>
  csv([columns, ...hits.map(hit => rowOf(hit, sourceOf))])

/** Signs that Markdown would read. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&')

/** Found words in bold; a mark that runs over a line's end would be none. */
const emphasised = ({ text, ranges }: PassageHit): string =>
  marked(text, ranges)
    .map(part => (typeof part === 'string' ? plain(part) : part.mark.split('\n').map(bold).join('\n')))
    .join('')

const bold = (words: string): string => {
  const [, before, inside, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words)!
  return inside ? `${before}**${plain(inside)}**${after}` : words
}

/** Each passage as a quotation under its issuer and year. */
export function markdownOf(hits: readonly PassageHit[], sourceOf: SourceOf): string {
  return hits
    .map(hit => {
      const [issuer, year, part, heading, , title, source, id] = rowOf(hit, sourceOf).map(plain)
      const quotation = emphasised(hit)
        .split('\n')
        .map(line => `> ${line}`)
        .join('\n>\n')
      return `## ${issuer} ${year}年\n\n${part}：${heading}\n\n${quotation}\n\n来源：《${title}》${source ? `，${source}` : ''}（编号 ${id}）\n`
    })
    .join('\n')
}
