/** What stands at the end of a command's words: a page, a file. */

export interface Asked {
  text: string
  page: number
  like: string | undefined
  file: 'csv' | 'md' | null
}

const pageWords = /\s*第\s*(\d{1,5})\s*页\s*$/
const fileWords = /\s*导出\s*(csv|表格|md|markdown)?\s*$/i

/** 政策解读 不够通俗 第2页 · 政策解读 导出 · 同类 230112-government-2021_7 */
export function askedOf(words: string): Asked {
  const file = fileWords.exec(words)
  const rest = file ? words.slice(0, file.index) : words
  const page = pageWords.exec(rest)
  const text = page ? rest.slice(0, page.index) : rest
  const like = /^同类(?:提法)?\s+([A-Za-z0-9_-]+)$/.exec(text.trim())?.[1]
  return {
    text: like ? '' : text,
    page: Math.max(1, Number(page?.[1] ?? 1)),
    like,
    file: file ? (/^m/i.test(file[1] ?? '') ? 'md' : 'csv') : null,
  }
}
