/** Paragraphs out of printed lines: layout breaks lines in the middle of sentences, and headings end without a stop. */

export interface ProseLine {
  text: string
  /** A line of its own that names what follows. */
  isHeading: boolean
}

const marker =
  /^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．是要]|\d{1,2}\s*[、.．](?!\d)|[①-⑳])/
const ended = /[。！？!?；;：:…”」』）)]$/
const date = /^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$/
/** 标题: …, 电话：…: a line of its own whatever stands before it. */
const labelled = /^[\p{Script=Han}]{2,6}\s*[:：]/u

/** Words that open a sentence, whatever the line before has lost at its end. */
const opener = /^(?:为此|对此|下一?步|今后|针对|同时|此外|另外|结合)/

const longestHeading = 24
const shortestParagraph = 14
/** Paper is wider than this: a shorter line without a stop ended there of its own. */
const narrowest = 20

/** 加强组织领导，强化统筹协调 above a paragraph: short, without a stop, behind a sentence's end and before a longer line. */
function isHeading(line: string, before: string | undefined, next: string | undefined): boolean {
  if (line.length < 4 || line.length > longestHeading || next === undefined) return false
  if (before !== undefined && !ended.test(before)) return false
  if (/[。；;：:！？?，,、“]$|[。；;：:！？]/.test(line) || date.test(line) || marker.test(line)) return false
  return next.length > line.length && next.length >= shortestParagraph && !date.test(next)
}

const goesOn = (line: string, next: string): boolean =>
  line.length >= narrowest &&
  !ended.test(line) &&
  !(marker.test(line) && line.length <= 30) &&
  !marker.test(next) &&
  !opener.test(next) &&
  !labelled.test(next) &&
  !date.test(next)

/** The paragraphs of a section's text, lines that layout has broken put together again; marks of Markdown headings are left out. */
export function joinedLines(text: string): ProseLine[] {
  const lines = text
    .split('\n')
    .map(line => line.replace(/^#+\s*/, '').trim())
    .filter(Boolean)
  const paragraphs: ProseLine[] = []
  let open = false
  lines.forEach((line, at) => {
    const next = lines[at + 1]
    const last = paragraphs.at(-1)
    if (open && last) last.text += line
    else paragraphs.push({ text: line, isHeading: isHeading(line, lines[at - 1], next) })
    const heading = paragraphs.at(-1)!.isHeading
    open = next !== undefined && !heading && goesOn(line, next)
  })
  return paragraphs
}
