/** Automatic numbers as Word counts them: what a paragraph prints before its text without the text holding it. */

export type NumberFormat =
  | 'decimal'
  | 'padded'
  | 'fullWidth'
  | 'chinese'
  | 'circled'
  | 'upperLetter'
  | 'lowerLetter'
  | 'none'

export interface NumberLevel {
  start: number
  format: NumberFormat
  /** `%1、`, `（%2）`: the counters of the levels stand for the digits. */
  pattern: string
}

export interface NumberedList {
  /** Lists made from one definition count on together. */
  counterId: string
  levels: Map<number, NumberLevel>
  /** Levels that start anew when the list is first used. */
  restarts: Map<number, number>
}

/** Gives the printed number of the next paragraph of a list; '' where there is none. Asked in document order. */
export function numberCounter(lists: Map<string, NumberedList>): (listId: string | undefined, depth: number) => string {
  const counters = new Map<string, number[]>()
  const started = new Set<string>()
  return (listId, depth) => {
    const list = listId === undefined ? undefined : lists.get(listId)
    const level = list?.levels.get(depth)
    if (listId === undefined || list === undefined || level === undefined) return ''
    const counts = counters.get(list.counterId) ?? []
    counters.set(list.counterId, counts)
    if (!started.has(listId)) {
      started.add(listId)
      for (const [restarted, start] of list.restarts) counts[restarted] = start - 1
    }
    for (let upper = 0; upper < depth; upper++) counts[upper] ??= list.levels.get(upper)?.start ?? 1
    counts[depth] = (counts[depth] ?? level.start - 1) + 1
    counts.length = depth + 1
    return level.pattern.replace(/%([1-9])/g, (_, digit) =>
      printed(counts[Number(digit) - 1] ?? 1, list.levels.get(Number(digit) - 1)?.format ?? 'decimal'),
    )
  }
}

function printed(value: number, format: NumberFormat): string {
  switch (format) {
    case 'decimal':
      return String(value)
    case 'padded':
      return String(value).padStart(2, '0')
    case 'fullWidth':
      return String(value).replace(/\d/g, digit => '０１２３４５６７８９'[Number(digit)]!)
    case 'chinese':
      return chineseNumber(value)
    case 'circled':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x245f + value) : String(value)
    case 'upperLetter':
      return String.fromCharCode(65 + ((value - 1) % 26))
    case 'lowerLetter':
      return String.fromCharCode(97 + ((value - 1) % 26))
    case 'none':
      return ''
  }
}

/** 1 to 99, which no list of a report goes beyond. */
function chineseNumber(value: number): string {
  const digits = '零一二三四五六七八九'
  if (value < 1 || value > 99) return String(value)
  const tens = Math.floor(value / 10)
  const ones = value % 10
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digits[ones] : ''}`
}
