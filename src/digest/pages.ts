import type { Line } from '../answer/answer.ts'
import { lineText } from '../answer/line.ts'

/** A digest is one message; what does not fit is on further pages, which are shown when asked for. */

export interface PageLimit {
  size: (text: string) => number
  max: number
}

/** What platforms take, less the room that buttons in words and page numbers need. */
const limits: Record<string, PageLimit> = {
  // 4,096 UTF-16 units of shown text.
  telegram: { size: text => text.length, max: 4096 - 196 },
}

/** 1,800 bytes, where a message is plain text. */
const plain: PageLimit = { size: text => Buffer.byteLength(text), max: 1800 - 100 }

export const limitOf = (channel: string): PageLimit => limits[channel] ?? plain

/** The beginning of a text, shorter by a number that would end in the middle. */
function wholeNumbers(text: string, length: number): string {
  const begun = /\d[\d.,，]*$/.exec(text.slice(0, length))
  return text.slice(0, begun && /^[.,，]*\d/.test(text.slice(length)) ? begun.index : length)
}

/** Lines are short by their making; one that is not loses its end, but never a figure's or a part of a number in its words. */
function cut(line: Line, { size, max }: PageLimit): Line {
  if (size(lineText(line)) <= max) return line
  const kept: Line = []
  for (const part of line) {
    if (size(lineText([...kept, part, '……'])) > max) {
      if (typeof part === 'string') {
        const characters = [...part]
        while (size(lineText([...kept, characters.join(''), '……'])) > max) characters.pop()
        kept.push(wholeNumbers(part, characters.join('').length))
      }
      break
    }
    kept.push(part)
  }
  return [...kept, '……']
}

const isHeading = (line: Line | undefined): boolean => line !== undefined && lineText(line).endsWith('：')

/** Lines in pages of at most the limit; a heading stays with the line below it. */
export function pagesOf(lines: readonly Line[], limit: PageLimit): Line[][] {
  const pages: Line[][] = []
  let room = 0
  for (const line of lines.map(each => cut(each, limit))) {
    const needed = limit.size(`${lineText(line)}\n`)
    const page = pages.at(-1)
    if (page && needed <= room) {
      page.push(line)
      room -= needed
      continue
    }
    const heading = page && page.length > 1 && isHeading(page.at(-1)) ? limit.size(`${lineText(page.at(-1)!)}\n`) : 0
    const carried = heading > 0 && heading + needed <= limit.max ? page!.splice(-1) : []
    pages.push([...carried, line])
    room = limit.max - needed - (carried.length > 0 ? heading : 0)
  }
  return pages
}
