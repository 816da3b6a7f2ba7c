import { isEmpty, type Measure, noMeasure, ownerOf, productOf } from './measure.ts'
import { disclosedIn, has, readMeasure } from './named-measure.ts'
import { isWord } from './refiner.ts'
import { type Segment, spokenIn } from './segment.ts'

/**
 * Rows and columns of a table that a message pairs one by one: 复议维持和诉讼总数 is two cells, and not every result of either. A message
 * that leaves open which column belongs to which row is read as the rows by the columns.
 */

type Part = 'rows2' | 'rows3' | 'blocks'

/** The columns of each table, and the one that a count of the row alone means. */
const tables = [
  { row: 'rows2', column: 'columns2', whole: 'decisions' },
  { row: 'rows3', column: 'applicants', whole: 'total' },
  { row: 'blocks', column: 'results', whole: 'total' },
] as const satisfies { row: Part; column: keyof Measure; whole: string }[]

const joining = /^(?:和|与|及|跟|同|以及|还有|加上?|减去?|比|[、，,；;])$/

const isCount = (part: Segment): boolean => isWord(part, 'filler') && /多少|几/.test(part.text)

/** One thing that a message names. */
interface Item {
  measure: Measure
  /** 诉讼总数. */
  total: boolean
  /** 收到几件. */
  counted: boolean
  /** 自然人予以公开: the applicant is that of this row alone. */
  columnFirst: boolean
  /** 被纠正的复议和诉讼: the result is of all that follow it. */
  resultFirst: boolean
  /** 分别维持多少: of all that stand before it. */
  each: boolean
}

function stretchesOf(segments: Segment[]): Segment[][] {
  const stretches: Segment[][] = [[]]
  for (const part of segments) {
    // 复议（维持、纠正）、诉讼: over the bracket.
    if (joining.test(part.text.trim().replace(/^[)）]/, ''))) stretches.push([])
    else {
      // 复议总计 诉讼总计: the next block begins where the one before it has its column.
      const open = stretches.at(-1)!
      if (isWord(part, 'block') && has(open, 'block') && has(open, 'result', 'total')) stretches.push([part])
      else open.push(part)
    }
    if (isCount(part)) stretches.push([])
  }
  return stretches
}

function itemOf(stretch: Segment[], at: number): Item {
  const applicant = stretch.findIndex(part => isWord(part, 'applicant'))
  const row = stretch.findIndex(part => has([part], 'row3', 'group', 'disclose'))
  const result = stretch.findIndex(part => isWord(part, 'result'))
  const block = stretch.findIndex(part => isWord(part, 'block'))
  const own = (at > 0 || applicant >= 0 ? disclosedIn(stretch) : null) ?? readMeasure(stretch)
  return {
    // 输了几件 behind 直接起诉的赢了几件: of those.
    measure: at > 0 && block < 0 && result >= 0 ? { ...own, blocks: [] } : own,
    each: stretch.some(({ text }) => /^(?:各|分别|都|各自)|^各?有?各/.test(text)),
    total: stretch.some(
      part =>
        (isWord(part, 'total') && /^总(?:[数计量]|数量)$/.test(part.text)) ||
        (isWord(part, 'applications') && part.text.includes('总')),
    ),
    counted: stretch.some(part => isCount(part) || /^(?:件?数|数量|个数)$/.test(part.text)),
    columnFirst: applicant >= 0 && applicant < row,
    resultFirst: result >= 0 && result < block,
  }
}

/** The pairs of one table, as measures of one row and its columns each; null where one of them is left open. */
function pairsOf(items: Item[], { row, column, whole }: (typeof tables)[number]): Measure[] | null {
  const named = items.filter(({ measure }) => measure[row].length + measure[column].length > 0)
  if (named.length < 2) return null
  let rows: string[] = []
  const all = new Set<string>()
  const seen = new Set<string>()
  let last: string[] = []
  const pairs: Measure[] = []
  let ofAll = false
  for (const [at, { measure, total, counted, resultFirst, each }] of named.entries()) {
    // 收到几件，办结几件，其中自然人几件: of the one or of the other.
    if (row === 'rows3' && measure[row].length === 0 && new Set(pairs.flatMap(pair => pair[row])).size > 1) return null
    const owners = row === 'rows2' ? measure.columns2.flatMap(id => ownerOf(id) ?? []) : []
    if (measure[row].length > 0) rows = measure[row]
    else if (owners.length > 0) rows = owners
    else if (each) rows = [...all]
    for (const id of rows) all.add(id)
    // 自然人申请几件，公开几件: theirs; 复议维持几件，诉讼几件: all lawsuits.
    const own = counted && !ofAll && (last.length === 0 || row !== 'rows3')
    const apart = last.length === 0 && (named[at + 1]?.columnFirst ?? false)
    ofAll ||= row === 'blocks' && resultFirst
    // 其中自然人多少，企业多少，公开了多少: of all, since it can be of neither alone.
    const open = seen.size > 1 && row === 'rows3' ? [whole] : row === 'rows3' || ofAll ? last : []
    const columns = measure[column].length > 0 ? measure[column] : total || own || apart ? [whole] : open
    const pair = { ...noMeasure, [row]: rows, [column]: columns }
    if (rows.length === 0 || columns.length === 0 || productOf(pair).length === 0) return null
    if (measure[column].length > 0) {
      last = columns
      seen.add(columns.join())
    }
    pairs.push(pair)
  }
  return last.length > 0 ? pairs : null
}

/** `measure` narrowed to the cells that the message pairs; as it is where it pairs none. */
export function paired(segments: Segment[], measure: Measure): Measure {
  const plain = spokenIn(segments).every(({ kind }) =>
    ['breakdown', 'exists', 'sum', 'difference', 'compare'].includes(kind),
  )
  if (!plain || has(segments, 'rate', 'otherRow')) return measure
  const stretches = stretchesOf(segments).filter(stretch => stretch.length > 0)
  if (stretches.length < 2 || isEmpty(measure)) return measure
  const items = stretches.map(itemOf)
  const found = tables.flatMap(table => {
    const pairs = pairsOf(items, table)
    return pairs ? [{ table, pairs }] : []
  })
  if (found.length === 0) return measure
  const union = (pairs: Measure[], part: keyof Measure) => [...new Set(pairs.flatMap(pair => pair[part]))]
  const parts = found.flatMap(({ table: { row, column }, pairs }) => [
    [row, union(pairs, row)],
    [column, union(pairs, column)],
  ])
  const all: Measure = { ...measure, ...Object.fromEntries(parts) }
  const others: Measure = { ...measure, ...Object.fromEntries(parts.map(([part]) => [part, []])) }
  const cells = new Set(
    [others, ...found.flatMap(({ pairs }) => pairs)].flatMap(each => productOf(each).map(([id]) => id!)),
  )
  return productOf(all).length > cells.size ? { ...all, cells: [...cells] } : all
}
