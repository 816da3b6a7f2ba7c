import { type NumberedList, type NumberFormat, type NumberLevel, numberCounter } from './numbering.ts'
import { child, val, type XmlElement } from './xml.ts'

/** The automatic numbers of a .docx file: a heading typed as 总体情况 in a list shows as 一、总体情况 (ECMA-376 part 1, 17.9). */

/** Gives the printed number of each paragraph, asked in document order; '' for a paragraph in no list. */
export type Numberer = (paragraphProperties: XmlElement | undefined) => string

export function numbererOf(numbering: XmlElement | undefined, styles: XmlElement | undefined): Numberer {
  const count = numberCounter(listsOf(numbering))
  const styleLists = styleNumbering(styles)
  return properties => {
    const own = child(properties, 'numPr')
    const styled = styleLists.get(val(properties, 'pStyle') ?? '')
    return count(val(own, 'numId') ?? styled?.listId, Number(val(own, 'ilvl') ?? styled?.depth ?? 0))
  }
}

function listsOf(numbering: XmlElement | undefined): Map<string, NumberedList> {
  const all = numbering?.children ?? []
  const abstract = new Map(
    all.filter(element => element.name === 'abstractNum').map(element => [element.attributes.abstractNumId, element]),
  )
  const lists = new Map<string, NumberedList>()
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

const deepestLevel = 8
/** “第%1章、”: no list of a report has a longer one. */
const longestPattern = 40

function levelsOf(elements: XmlElement[]): Map<number, NumberLevel> {
  const levels = new Map<number, NumberLevel>()
  for (const element of elements) {
    const depth = Number(element.attributes.ilvl)
    if (element.name !== 'lvl' || !(depth >= 0 && depth <= deepestLevel)) continue
    const format = formatOf(val(element, 'numFmt') ?? 'decimal')
    levels.set(depth, {
      start: Number(val(element, 'start') ?? 1),
      format,
      pattern: format === 'none' ? '' : (val(element, 'lvlText') ?? '').slice(0, longestPattern),
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

/** Formats that no report's list uses, and bullets, print nothing here. */
function formatOf(name: string): NumberFormat {
  if (/^(chinese|taiwanese|japanese)(Counting|Digital)|^ideographDigital$/.test(name)) return 'chinese'
  if (name.startsWith('decimalEnclosedCircle')) return 'circled'
  const formats: Record<string, NumberFormat> = {
    decimal: 'decimal',
    decimalZero: 'padded',
    decimalFullWidth: 'fullWidth',
    upperLetter: 'upperLetter',
    lowerLetter: 'lowerLetter',
  }
  return formats[name] ?? 'none'
}
