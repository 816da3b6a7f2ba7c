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

/** A government named without its place (区政府收到…) names nobody yet: the conversation or a question back must say whose. */
const homelessGovernment: Refiner = segments =>
  segments.map((part, at) =>
    part.kind === 'body' && part.body.kind === 'government' && segments[at - 1]?.kind !== 'place'
      ? { kind: 'word', start: part.start, end: part.end, text: part.text, meaning: { kind: 'filler' } }
      : part,
  )

const refiners: Refiner[] = [homelessGovernment, changeColumn, moneyColumn, projectColumn]

export function refine(segments: Segment[]): Segment[] {
  return refiners.reduce((current, refiner) => refiner(current), segments)
}
