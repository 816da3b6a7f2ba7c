import { requestRows } from '../report/form.ts'
import type { Segment } from './segment.ts'

/** Refiners: each looks at the segments side by side and gives a better reading of some of them. Run in order. */
type Refiner = (segments: Segment[]) => Segment[]

const isWord = <K extends string>(segment: Segment, kind: K) => segment.kind === 'word' && segment.meaning.kind === kind
const hasRow = (segments: Segment[], ...ids: string[]) =>
  segments.some(part => part.kind === 'word' && part.meaning.kind === 'row2' && ids.includes(part.meaning.id))

/** The rows of table 2 whose 2019 form has a column 本年增/减. */
const rowsWithChange = ['licensing', 'otherServices', 'penalties', 'coercion', 'fees']

/** 行政处罚比上年增加了几项 asks for the printed column 本年增/减, which counts 项; decisions are counted in 件. */
const changeColumn: Refiner = segments => {
  if (!hasRow(segments, ...rowsWithChange) || !segments.some(part => isWord(part, 'items'))) return segments
  return segments.map(part =>
    part.kind === 'word' && part.meaning.kind === 'operation' && part.meaning.operation.kind === 'change'
      ? { ...part, meaning: { kind: 'column2', id: 'change' } }
      : part,
  )
}

/** Money asked of a row that is counted in money means that column; of any other row it is a condition that no cell meets. */
const moneyColumn: Refiner = segments =>
  segments.map(part => {
    if (!isWord(part, 'money') || part.kind !== 'word') return part
    if (hasRow(segments, 'procurement')) return { ...part, meaning: { kind: 'column2', id: 'procurementAmount' } }
    if (hasRow(segments, 'fees')) return { ...part, meaning: { kind: 'column2', id: 'amount' } }
    return { ...part, meaning: { kind: 'limits', words: part.text } }
  })

/** 采购了几个项目, 采购几项: the count of projects. */
const projectColumn: Refiner = segments =>
  hasRow(segments, 'procurement')
    ? segments.map(part =>
        part.kind === 'word' && (part.meaning.kind === 'items' || /^(?:项目|项)$/.test(part.text))
          ? { ...part, meaning: { kind: 'column2', id: 'projects' } }
          : part,
      )
    : segments

/** 行政许可上年有多少项: the printed column 上一年项目数量, not another report. */
const previousColumn: Refiner = segments => {
  const counts = segments.some(part => isWord(part, 'items') || (part.kind === 'word' && part.text.includes('项目')))
  if (!counts || !hasRow(segments, ...rowsWithChange)) return segments
  return segments.map(part =>
    part.kind === 'time' && /^上一?年度?$/.test(part.text)
      ? {
          kind: 'word',
          start: part.start,
          end: part.end,
          text: part.text,
          meaning: { kind: 'column2', id: 'previousItems' },
        }
      : part,
  )
}

/** 去年也就是2020年: the year in figures explains the other, and counts alone. */
const explainedYear: Refiner = segments => {
  const at = segments.findIndex(part => part.kind === 'word' && /^(?:也就是说?|就是|即)$/.test(part.text))
  const explained = segments[at - 1]
  if (at < 1 || explained?.kind !== 'time' || segments[at + 1]?.kind !== 'time') return segments
  return segments.filter(part => part !== explained)
}

const groupOf = new Map(requestRows.flatMap(row => (row.group ? [[row.id, row.group] as const] : [])))

/** 不予处理的信访类, 办理结果里予以公开的: the whole is named only to say where its part stands. */
const namedForItsPart: Refiner = segments =>
  segments.filter((part, at) => {
    if (part.kind !== 'word' || !('id' in part.meaning)) return true
    const { kind, id } = part.meaning
    if (kind !== 'group' && !(kind === 'row3' && id === 'handled')) return true
    const next = segments.slice(at + 1).find(each => !isWord(each, 'filler') && !isWord(each, 'disclose'))
    if (next?.kind !== 'word' || !('id' in next.meaning)) return true
    const { kind: nextKind, id: nextId } = next.meaning
    if (kind === 'group') return !(nextKind === 'row3' && groupOf.get(nextId) === id)
    return !(nextKind === 'row3' || nextKind === 'group')
  })

/** A government named without its place (区政府收到…) names nobody yet: the conversation or a question back must say whose. */
const homelessGovernment: Refiner = segments =>
  segments.map((part, at) =>
    part.kind === 'body' && part.body.kind === 'government' && segments[at - 1]?.kind !== 'place'
      ? { kind: 'word', start: part.start, end: part.end, text: part.text, meaning: { kind: 'filler' } }
      : part,
  )

const refiners: Refiner[] = [
  homelessGovernment,
  explainedYear,
  changeColumn,
  moneyColumn,
  previousColumn,
  projectColumn,
  namedForItsPart,
]

export function refine(segments: Segment[]): Segment[] {
  return refiners.reduce((current, refiner) => refiner(current), segments)
}
