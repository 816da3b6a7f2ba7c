import { child, val, type XmlElement } from './xml.ts'

/**
 * Numbers that Word prints but does not write: a heading typed as 总体情况 in an automatic list shows as 一、总体情况.
 * ECMA-376 part 1, 17.9.
 */

interface Level {
  start: number
  format: string
  /** `%1、`, `（%2）`: the counters of the levels stand for the digits. */
  pattern: string
}

interface List {
  /** Lists made from one abstract list count on together. */
  counterId: string
  levels: Map<number, Level>
  /** Levels that start anew when the list is first used. */
  restarts: Map<number, number>
}

/** Gives the printed number of each paragraph, asked in document order; '' for a paragraph in no list. */
export type Numberer = (paragraphProperties: XmlElement | undefined) => string

export function numbererOf(numbering: XmlElement | undefined, styles: XmlElement | undefined): Numberer {
  const lists = listsOf(numbering)
  const styleLists = styleNumbering(styles)
  const counters = new Map<string, number[]>()
  const started = new Set<string>()
  return properties => {
    const own = child(properties, 'numPr')
    const styled = styleLists.get(val(properties, 'pStyle') ?? '')
    const listId = val(own, 'numId') ?? styled?.listId
    const list = listId === undefined ? undefined : lists.get(listId)
    const depth = Number(val(own, 'ilvl') ?? styled?.depth ?? 0)
    if (listId === undefined || list === undefined || !list.levels.has(depth)) return ''
    const counts = counters.get(list.counterId) ?? []
    counters.set(list.counterId, counts)
    if (!started.has(listId)) {
      started.add(listId)
      for (const [level, start] of list.restarts) counts[level] = start - 1
    }
    for (let level = 0; level <= depth; level++) {
      const start = list.levels.get(level)?.start ?? 1
      if (level === depth) counts[level] = (counts[level] ?? start - 1) + 1
      else counts[level] ??= start
    }
    counts.length = depth + 1
    return list.levels
      .get(depth)!
      .pattern.replace(/%([1-9])/g, (_, digit) =>
        formatNumber(counts[Number(digit) - 1] ?? 1, list.levels.get(Number(digit) - 1)?.format ?? 'decimal'),
      )
  }
}

function listsOf(numbering: XmlElement | undefined): Map<string, List> {
  const all = numbering?.children ?? []
  const abstract = new Map(
    all.filter(element => element.name === 'abstractNum').map(element => [element.attributes.abstractNumId, element]),
  )
  const lists = new Map<string, List>()
  for (const element of all) {
    if (element.name !== 'num') continue
    const counterId = val(element, 'abstractNumId') ?? ''
    const levels = levelsOf(abstract.get(counterId)?.children ?? [])
    const restarts = new Map<number, number>()
    for (const override of element.children.filter(inner => inner.name === 'lvlOverride')) {
      const start = val(override, 'startOverride')
      if (start !== undefined) restarts.set(Number(override.attributes.ilvl), Number(start))
      for (const [depth, level] of levelsOf(override.children)) levels.set(depth, level)
    }
    lists.set(element.attributes.numId ?? '', { counterId, levels, restarts })
  }
  return lists
}

function levelsOf(elements: XmlElement[]): Map<number, Level> {
  const levels = new Map<number, Level>()
  for (const element of elements) {
    if (element.name !== 'lvl') continue
    levels.set(Number(element.attributes.ilvl), {
      start: Number(val(element, 'start') ?? 1),
      format: val(element, 'numFmt') ?? 'decimal',
      pattern: val(element, 'numFmt') === 'bullet' ? '' : (val(element, 'lvlText') ?? ''),
    })
  }
  return levels
}

function styleNumbering(styles: XmlElement | undefined): Map<string, { listId: string; depth: string | undefined }> {
  const found = new Map<string, { listId: string; depth: string | undefined }>()
  for (const style of styles?.children ?? []) {
    const numbering = child(child(style, 'pPr'), 'numPr')
    const listId = val(numbering, 'numId')
    if (listId !== undefined) found.set(style.attributes.styleId ?? '', { listId, depth: val(numbering, 'ilvl') })
  }
  return found
}

function formatNumber(value: number, format: string): string {
  if (/^(chinese|taiwanese|japanese)|^ideographDigital$/.test(format)) return chineseNumber(value)
  if (format === 'decimal') return String(value)
  if (format === 'decimalZero') return String(value).padStart(2, '0')
  if (format === 'decimalFullWidth')
    return String(value).replace(/\d/g, digit => '０１２３４５６７８９'[Number(digit)]!)
  if (format.startsWith('decimalEnclosedCircle') && value >= 1 && value <= 20)
    return String.fromCodePoint(0x245f + value)
  if (format === 'upperLetter' || format === 'lowerLetter') {
    const letter = String.fromCharCode(65 + ((value - 1) % 26))
    return format === 'upperLetter' ? letter : letter.toLowerCase()
  }
  return ''
}

/** 1 to 99, which no list of a report goes beyond. */
function chineseNumber(value: number): string {
  const digits = '零一二三四五六七八九'
  if (value < 1 || value > 99) return String(value)
  const tens = Math.floor(value / 10)
  const ones = value % 10
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digits[ones] : ''}`
}
