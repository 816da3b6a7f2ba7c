import { requestRows } from '../report/form.ts'
import { fold } from './fold.ts'

/** Section headings: 国办公开办函〔2021〕30号 numbers six of them; reports rename, renumber, add and drop some. */

export interface Heading {
  /** As printed; empty for a heading without one. */
  number: string
  text: string
}

/** What the six prescribed headings come to, in all wordings seen. */
const prescribed =
  '(?:公开)?总体情况|(?:主动)?公开(?:政府)?信息的?情况|(?:收到和处理)?政府信息公开申请的?情况|(?:因)?(?:政府)?信息公开(?:工作)?(?:被)?(?:申请)?(?:的)?行政复议[、和及]?(?:提起)?行政诉讼的?情况|(?:政府信息公开工作)?存在的?(?:主要)?问题[及和与、]改进(?:情况|措施)|其[他它]需要?报告的事项'

const numbered = /^#*\s*([一二三四五六七八九十]{1,3})\s*[、.．,，]\s*(\S.{0,38}\S)$/
const loosely = /^#*\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*[、.．,，]?\s*(\S.{0,38}\S)$/
const marked = /^#{2,}\s+(\S.{0,38}\S)$/
const onlyPrescribed = new RegExp(`^(?:${prescribed})$`)

/** 一、本年新收… is a row of table 3, be it printed whole or broken off. */
const tableRows = requestRows.filter(row => row.group === null).flatMap(row => [row.label, ...row.printed].map(fold))
const isTableRow = (text: string) => [...tableRows, '本年度办理结果'].some(row => row.startsWith(fold(text)))

/** The heading that a line is, or null. Sub-headings （一）… belong to their section's text. */
export function headingOf(line: string): Heading | null {
  const text = line.trim()
  if (text === '' || text.length > 60 || /[。；;！]$/.test(text)) return null
  const han = numbered.exec(text)
  if (han && !isTableRow(han[2]!)) return { number: han[1]!, text: tidy(han[2]!) }
  const other = loosely.exec(text)
  if (other && isPrescribed(other[2]!)) return { number: other[1]!, text: tidy(other[2]!) }
  const bare = marked.exec(text)?.[1] ?? text
  return isPrescribed(bare) ? { number: '', text: tidy(bare) } : null
}

/** A heading that the form prescribes, in whatever wording: such a line never belongs to a table. */
export function isPrescribedHeading(line: string): boolean {
  const heading = headingOf(line)
  return heading !== null && isPrescribed(heading.text)
}

function isPrescribed(text: string): boolean {
  return onlyPrescribed.test(text.replace(/\s+/g, ''))
}

const tidy = (text: string) => text.replace(/(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu, '').replace(/[:：]$/, '')

/** A numbered prescribed heading within a line that has lost its breaks; a sentence that lists the parts of the report is none. */
const glued = new RegExp(`(?<=^|[。；！\\s])[一二三四五六七八]、\\s*(?:${prescribed})(?![，,、；;。和及])`, 'g')

/** Cuts a line before and behind every prescribed heading in it. */
export function splitAtHeadings(line: string): string[] {
  const pieces: string[] = []
  let end = 0
  for (const match of line.matchAll(glued)) {
    pieces.push(line.slice(end, match.index), match[0])
    end = match.index + match[0].length
  }
  pieces.push(line.slice(end))
  return pieces.filter(piece => piece.trim() !== '')
}
