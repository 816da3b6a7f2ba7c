const invisible = /[\u200b-\u200d\u2060\ufeff\u00ad]/g

/** A line as a reader sees it: white space in runs collapsed to one space, invisible characters gone, ends trimmed. */
export function squeeze(text: string): string {
  return trim(plainSpaces(keepWideGaps(text, hardBlank)).replace(/[ \t\r\n\f\v]+/g, ' '))
}

/** The same where a tab sets pieces of a line apart, as between cells. */
export function squeezeKeepingTabs(text: string): string {
  return plainSpaces(keepWideGaps(text, anyBlank))
    .split('\t')
    .map(piece => trim(piece.replace(/[ \r\n\f\v]+/g, ' ')))
    .join('\t')
    .replace(/^\t+$/, '')
}

/** All white space gone: for comparing what is printed, never for showing it. */
export function solid(text: string): string {
  return text.replace(invisible, '').replace(/\s+/g, '')
}

const hardBlank = /[\u00a0\u2002-\u200a\u202f]/g
const anyBlank = /[ \u00a0\u2002-\u200a\u202f]/g
const betweenFigures = /(?<=\d)[ \r\n\f\v\u00a0\u2002-\u200a\u202f]+(?=\d)/g

/** Two visible blanks between figures stay a wide one: the figures are no single number. */
const keepWideGaps = (text: string, visible: RegExp): string =>
  text.replace(betweenFigures, gap => ((gap.match(visible)?.length ?? 0) > 1 ? '\u3000' : gap))

const plainSpaces = (text: string): string => text.replace(invisible, '').replace(/[\u00a0\u2002-\u200a\u202f]/g, ' ')

/** Not a pattern: one for the blanks at the end would try every blank within. */
function trim(text: string): string {
  const isBlank = (at: number) => text[at] === ' ' || text[at] === '\u3000'
  let from = 0
  let to = text.length
  while (from < to && isBlank(from)) from++
  while (to > from && isBlank(to - 1)) to--
  return text.slice(from, to)
}
