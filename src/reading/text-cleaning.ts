/** White space as a reader of the page sees it: runs collapsed, invisible characters gone, ends trimmed. Tabs are kept apart by callers. */
export function squeeze(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u00a0\u2002-\u200a\u202f]/g, ' ')
    .replace(/[ \t\r\n\f\v]+/g, ' ')
    .replace(/^[ \u3000]+|[ \u3000]+$/g, '')
}

/** All white space gone: for comparing what is printed, never for showing it. */
export function solid(text: string): string {
  return text.replace(/[\s\u200b-\u200d\u2060\ufeff\u00ad]+/g, '')
}
