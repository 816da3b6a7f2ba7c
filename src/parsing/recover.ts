import { disclosureRows, type Heading, requestRows } from '../report/form.ts'
import type { Atom } from './atoms.ts'
import { fold } from './fold.ts'
import { type Mark, markOf, meaningOf, type Run } from './marks.ts'
import { phraseOf } from './phrases.ts'

/**
 * Row labels that are not printed whole in front of their values: those whose end stands behind the values (cells of two lines with
 * the figures on the first), and those that lost characters to overlapping text. The row's printed number and the order of the form
 * must agree; two candidates are none.
 */
export function recoverLabels(atoms: Atom[], runs: Run[], marksOfRuns: Mark[][]) {
  const before = rowsBefore(marksOfRuns)
  const after = rowsAfter(marksOfRuns)
  runs.forEach((run, at) => {
    const behind = atoms[run.last + 1]
    if (!behind || behind.kind === 'text' || behind.kind === 'prose') return
    const from = run.covered.lastIndexOf(true) + 1
    if (run.folded.length - from < shortestLabel) return
    const neighbours = { before: before[at]!, after: after[at]! }
    for (let start = from; start < run.folded.length; start++) {
      if (!run.opens[start]) continue
      const mark = splitLabel(run, start, runs[at + 1]) ?? damagedLabel(run, start, neighbours)
      if (!mark) continue
      marksOfRuns[at]!.push(mark)
      return
    }
  })
}

const shortestLabel = 4

const labels = [...disclosureRows, ...requestRows].flatMap(row => {
  const number = 'number' in row ? fold(row.number) : ''
  return wordingsOf(row).map(wording => ({ wording, number }))
})

function wordingsOf(row: Heading): string[] {
  return [row.label, ...row.printed].map(fold)
}

/** The label's beginning before the values, its end right behind them. */
function splitLabel(run: Run, start: number, next: Run | undefined): Mark | null {
  if (!next) return null
  const printed = run.folded.slice(start)
  const found = labels.filter(({ wording, number }) => {
    const whole = printed.startsWith(number) ? number + wording : wording
    const rest = whole.slice(printed.length)
    return (
      printed.length >= shortestLabel && whole.startsWith(printed) && rest.length >= 2 && next.folded.startsWith(rest)
    )
  })
  const longest = found.sort((a, b) => b.wording.length - a.wording.length)[0]
  if (!longest) return null
  const number = printed.startsWith(longest.number) ? longest.number : ''
  next.covered.fill(true, 0, number.length + longest.wording.length - printed.length)
  return markOf(run, phraseOf(longest.wording), number, start, run.folded.length)
}

function damagedLabel(run: Run, start: number, neighbours: { before: number; after: number }): Mark | null {
  const number = run.folded[start]!
  const printed = run.folded.slice(start + 1)
  const found = requestRows.flatMap((row, index) => {
    if (fold(row.number) !== number || index <= neighbours.before || index >= neighbours.after) return []
    const wording = fold(row.label)
    return distance(printed, wording) <= wording.length * toleratedDamage ? [wording] : []
  })
  return found.length === 1 ? markOf(run, phraseOf(found[0]!), number, start, run.folded.length) : null
}

const toleratedDamage = 0.34

/** By run: the last row label up to its end. Labels that could mean something else do not count. */
function rowsBefore(marksOfRuns: Mark[][]): number[] {
  let row = -1
  return marksOfRuns.map(marks => {
    row = rowOf(marks.findLast(isRow)) ?? row
    return row
  })
}

/** By run: the first row label behind it. */
function rowsAfter(marksOfRuns: Mark[][]): number[] {
  let row = requestRows.length
  return marksOfRuns
    .map((_, at) => at)
    .reduceRight<number[]>((rows, at) => {
      rows[at] = row
      row = rowOf(marksOfRuns[at]!.find(isRow)) ?? row
      return rows
    }, [])
}

const rowOf = (mark: Mark | undefined) => mark && meaningOf(mark, 'requestRow')!.index
const isRow = (mark: Mark) => mark.phrase.meanings.length === 1 && meaningOf(mark, 'requestRow') !== undefined

/** Characters to put in, take out or replace. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1
      current.push(Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + same))
    }
    previous = current
  }
  return previous[b.length]!
}
