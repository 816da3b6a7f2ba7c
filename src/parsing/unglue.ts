import type { Block, Document } from '../reading/document.ts'
import { counts } from './fold.ts'
import { splitAtHeadings } from './headings.ts'
import { type Phrase, phraseAt } from './phrases.ts'

/**
 * Text that has lost its line breaks, tables and all (`行政许可2293 第二十条第（六）项信息内容…`): put back into lines, one label a line with
 * what is printed behind it as its only cell. Where cells are run together, that cell stays as it is printed.
 */
export function unglue(document: Document): Document {
  if (document.blocks.every(block => block.kind === 'table' || block.text.length < shortestGlued)) return document
  return {
    ...document,
    blocks: document.blocks.flatMap(block => (block.kind === 'table' ? [block] : unglueLine(block.text))),
  }
}

const shortestGlued = 80
const fewestLabels = 4

interface Token {
  phrase: Phrase
  /** Offsets into the line. */
  start: number
  end: number
}

function unglueLine(line: string): Block[] {
  if (line.length < shortestGlued) return [paragraph(line)]
  if (!/信息内容|予以公开|结果维持/.test(line.replace(/\s+/g, ''))) return prose(line)
  const tables = tablesIn(line)
  const blocks: Block[] = []
  let end = 0
  for (const tokens of tables) {
    const first = tokens[0]!
    blocks.push(...prose(line.slice(end, first.start)))
    tokens.forEach((token, at) => {
      const next = tokens[at + 1]
      const values = valuesAfter(line, token.end, next?.start)
      const label = line.slice(end < token.start && at > 0 ? end : token.start, token.end)
      blocks.push(
        paragraph(
          values.trim() === ''
            ? label
            : [
                label,
                ...values
                  .replace(/[)）”"’」』]/g, '')
                  .replace(/(\d[.．])\s+(?=\d)/g, '$1')
                  .trim()
                  .split(/\s+/),
              ].join('\t'),
        ),
      )
      end = token.end + values.length
    })
  }
  blocks.push(...prose(line.slice(end)))
  return blocks
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const prose = (text: string) => splitAtHeadings(text).map(paragraph)

/** Stretches of the line where label follows label with nothing but figures and list numbers between them. */
function tablesIn(line: string): Token[][] {
  const tables: Token[][] = []
  let table: Token[] = []
  const settle = () => {
    if (table.length >= fewestLabels) tables.push(table)
    table = []
  }
  for (const token of tokensIn(line)) {
    const previous = table.at(-1)
    if (previous && !between.test(line.slice(previous.end, token.start))) settle()
    table.push(token)
  }
  settle()
  return tables
}

function tokensIn(line: string): Token[] {
  let folded = ''
  const offsets: number[] = []
  for (let at = 0; at < line.length; at++) {
    for (const char of line[at]!.normalize('NFKC')) {
      if (!counts(char.charCodeAt(0))) continue
      folded += char
      offsets.push(at)
    }
  }
  const tokens: Token[] = []
  for (let at = 0; at < folded.length; ) {
    const phrase = phraseAt(folded, at)
    if (phrase) tokens.push({ phrase, start: offsets[at]!, end: offsets[at + phrase.wording.length - 1]! + 1 })
    at += phrase ? phrase.wording.length : 1
  }
  return tokens
}

/** What stands between two labels of a table: figures, units, list numbers, brackets. */
const between = /^[\s\d０-９.,，．+\-－＋—/()（）、一二三四五六七八单位:：万亿元]*$/
const figures = /^(?:[\s)）”"’」』]*[+\-－＋]?[\d０-９][\d０-９.,，．]*(?:[万亿]?元|[件项条宗个份次])?)*/

/** Figures right behind a label; the list number of the next label is not one of them. */
function valuesAfter(line: string, from: number, to: number | undefined): string {
  const text = line.slice(from, to)
  const values = figures.exec(text)![0]
  const listNumber =
    /\d[.．、]\s*$/.exec(values) ?? (/^\s*[、．]/.test(text.slice(values.length)) ? /\d$/.exec(values) : null)
  return listNumber ? values.slice(0, listNumber.index) : values
}
