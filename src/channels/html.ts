import { basename } from 'node:path'
import type { Line, Outcome, SourceLine } from '../answer/answer.ts'
import { styled } from '../answer/line.ts'
import { split, utf16 } from './split.ts'

/** Telegram's HTML: figures and found words stand out, sources link. Everything that comes from a report or a person is escaped. */

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, sign => entities[sign]!)

const bold = (text: string): string => `<b>${escapeHtml(text)}</b>`

const lineHtml = (line: Line): string => styled(line, { figure: bold, mark: bold }, escapeHtml)

/** Telegram opens http and https only; anything else stays text. */
const linked = (url: string | undefined): url is string => url !== undefined && /^https?:\/\//i.test(url)

function sourceHtml({ title, url, file, place }: SourceLine): string {
  const name = escapeHtml(`《${title.replace(/\s+/g, ' ')}》`)
  const shown = linked(url) ? `<a href="${escapeHtml(url)}">${name}</a>` : name
  const where = [place, linked(url) ? '' : (url ?? (file && basename(file)) ?? '')].filter(Boolean).join('，')
  return `<i>来源：${shown}${escapeHtml(where)}</i>`
}

/**
 * The outcome as blocks, one line each: a line is whole HTML of its own, so that blocks may be sent apart. Choices are the keyboard's.
 */
export function htmlBlocks(outcome: Outcome): string[] {
  return [
    ...outcome.lines.map(lineHtml),
    ...outcome.notices.map(escapeHtml),
    ...new Set(outcome.sources.map(sourceHtml)),
  ].filter(Boolean)
}

/** What a reader sees of some HTML: Telegram counts its limit of 4,096 after reading the tags. */
export function shownText(html: string): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }
  return html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot);/g, (_, name: string) => signs[name]!)
}

/** Telegram's limit of a message, in UTF-16 units of the shown text. */
export const longestHtml = 4096

/** Blocks joined into as few messages as their length allows; a block that is too long for one goes on as plain text. */
export function htmlParts(blocks: string[]): string[] {
  const pieces = blocks.flatMap(block =>
    shownText(block).length <= longestHtml ? [block] : split(shownText(block), longestHtml, utf16).map(escapeHtml),
  )
  const parts: string[] = []
  let room = 0
  for (const piece of pieces) {
    const length = shownText(piece).length + 1
    if (length <= room) {
      parts[parts.length - 1] += `\n${piece}`
      room -= length
    } else {
      parts.push(piece)
      room = longestHtml - length + 1
    }
  }
  return parts
}
