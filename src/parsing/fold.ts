import { Converter } from 'opencc-js/t2cn'

/** Text as the parser compares it: see `fold`. */

const toSimplified = Converter({ from: 'twp', to: 'cn' })

/** Characters that every report has and that simplified writing never uses. */
const traditional = /[開處總規許報務國請審結訴議計數據強關類當費執]/g

/** Whether the text is written in traditional characters, a stray one aside. */
export function isTraditional(text: string): boolean {
  return (text.match(traditional)?.length ?? 0) >= 5
}

export function simplify(text: string): string {
  return toSimplified(text).replace(/覆[议議]/g, '复议')
}

/**
 * Whether the character counts when labels are compared: letters, digits and Chinese characters do; white space, brackets, quotes,
 * stops and Markdown's marks do not.
 */
export function counts(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    code === 0x3007
  )
}

/** What is left of a text when only that counts which labels are told apart by. */
export function fold(text: string): string {
  const full = text.normalize('NFKC')
  let folded = ''
  for (let at = 0; at < full.length; at++) if (counts(full.charCodeAt(at))) folded += full[at]
  return folded
}

/** All white space gone. */
export function solid(text: string): string {
  return text.replace(/\s+/g, '')
}
