import { isWord, type Refiner } from './refiner.ts'
import { type Segment, textOf } from './segment.ts'

/** Which of the two rows of what was carried over is meant. */

const isTimeBefore = (part: Segment | undefined) =>
  part?.kind === 'time' && (part.meaning.kind === 'list' || (part.meaning.kind === 'shift' && part.meaning.by < 0))

/** 从2020年结转来, 结转到2021年, 结转至下年度: where it comes from or goes to tells which of the two rows is meant. */
export const carriedWay: Refiner = segments => {
  const at = segments.findIndex(
    part => isWord(part, 'carried') || (part.kind === 'word' && part.text.startsWith('结转')),
  )
  const part = segments[at]
  if (part?.kind !== 'word') return segments
  const as = (id: 'carriedIn' | 'carriedOut', drop: Segment[]): Segment[] =>
    segments.flatMap(each =>
      each === part ? [{ ...part, meaning: { kind: 'row3' as const, id } }] : drop.includes(each) ? [] : [each],
    )
  const [before, after] = [segments[at - 1], segments[at + 1]]
  const twice = segments.filter(each => each.kind === 'time').length > 1
  const goal = [after, segments[at + 2]].find(each => each?.kind === 'time')
  if (goal?.kind === 'time' && (after === goal || /^[到至入给往]$/.test(after?.text ?? ''))) {
    if (goal.meaning.kind === 'list' && !twice) return segments
    return as('carriedOut', [goal])
  }
  const from = segments[at - 2]
  if (before && isTimeBefore(before) && twice && from?.kind === 'word' && /^[从由自]$/.test(from.text))
    return as('carriedIn', [before])
  // 2021年去年结转的: beside a year of its own; alone it is the year that is asked about.
  if (before?.kind === 'time' && before.text === '去年' && twice) return as('carriedIn', [before])
  return segments
}

/** 2021年留到2022年办, 从2019年转来: left over, in words that mean it only between two years. */
export const leftOver: Refiner = segments => {
  const years = segments.flatMap((part, at) => (part.kind === 'time' && part.meaning.kind === 'list' ? [at] : []))
  const [first, second] = years
  if (years.length !== 2 || segments.some(part => isWord(part, 'carried'))) return segments
  const join = (from: number, to: number) => textOf(segments.slice(from, to))
  const way = (from: number, to: number, drop: number, id: 'carriedIn' | 'carriedOut'): Segment[] => {
    const [start, end] = [segments[from]!.start, segments[to - 1]!.end]
    const row: Segment = { kind: 'word', start, end, text: join(from, to), meaning: { kind: 'row3', id } }
    return segments.flatMap((part, at): Segment[] =>
      at === from ? [row] : at === drop || (at > from && at < to) ? [] : [part],
    )
  }
  if (
    /^(?:没办完|没有办完|没办结|未办结|未办完|剩下?)?的?(?:遗?留|结?转|移|拖)(?:下)?(?:到|至|入|给|往)$/.test(
      join(first! + 1, second!),
    )
  )
    return way(first! + 1, second!, second!, 'carriedOut')
  const came = /^(?:结?转|遗?留)(?:过来|来|下来|下)/.exec(join(second! + 1, segments.length))?.[0]
  if (!came || !/^[从由自]$/.test(join(first! + 1, second!))) return segments
  let to = second! + 1
  while (join(second! + 1, to).length < came.length) to++
  return way(second! + 1, to, second!, 'carriedIn')
}
