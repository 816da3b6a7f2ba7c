const invisible = /[\u200b-\u200d\u2060\ufeff\u00ad]/g

/** A line as a reader sees it: white space in runs collapsed to one space, invisible characters gone, ends trimmed. */
export function squeeze(text: string): string {
  return trim(plainSpaces(text).replace(/[ \t\r\n\f\v]+/g, ' '))
}

/** The same where a tab sets pieces of a line apart, as between cells. */
export function squeezeKeepingTabs(text: string): string {
  return plainSpaces(text)
    .split('\t')
    .map(piece => trim(piece.replace(/[ \r\n\f\v]+/g, ' ')))
    .join('\t')
    .replace(/^\t+$/, '')
}

/** All white space gone: for comparing what is printed, never for showing it. */
export function solid(text: string): string {
  return text.replace(invisible, '').replace(/\s+/g, '')
}

const plainSpaces = (text: string): string => text.replace(invisible, '').replace(/[\u00a0\u2002-\u200a\u202f]/g, ' ')

const trim = (text: string): string => text.replace(/^[ \u3000]+|[ \u3000]+$/g, '')
