import { cluster, nearest } from './grid.ts'
import type { Rule } from './pdf-page.ts'

/** Ruling lines → the cells that they enclose. */

export interface RuledCell {
  left: number
  right: number
  top: number
  bottom: number
  /** Rows that the cell spans. */
  rowSpan: number
}

export interface RuledTable {
  left: number
  right: number
  top: number
  bottom: number
  /** Cells by the row in which they begin, from left to right. */
  rows: RuledCell[][]
}

/** Lines closer than this are one line: doubled borders, borders drawn cell by cell. */
export const tolerance = 3.5
/** A page with more separate lines is a drawing, and so is a grid with more spots. */
const mostRules = 1500
const mostSpots = 20_000

/** The tables of a page from top to bottom; a lone box is none. */
export function ruledTables(rules: Rule[]): RuledTable[] {
  const joined = [...joinRules(rules, 'horizontal'), ...joinRules(rules, 'vertical')]
  if (joined.length > mostRules) return []
  return connected(joined)
    .map(tableOf)
    .filter(table => table !== undefined)
    .sort((a, b) => a.top - b.top)
}

/** Puts lines of one direction on common places and makes touching pieces one. */
function joinRules(rules: Rule[], axis: Rule['axis']): Rule[] {
  const own = rules.filter(rule => rule.axis === axis)
  const places = cluster(
    own.map(rule => rule.at),
    tolerance,
  )
  const joined: Rule[] = []
  for (const [at, pieces] of Map.groupBy(own, rule => nearest(places, rule.at))) {
    let last: Rule | undefined
    for (const piece of pieces.sort((a, b) => a.from - b.from)) {
      if (last !== undefined && piece.from <= last.to + tolerance) last.to = Math.max(last.to, piece.to)
      else {
        last = { axis, at, from: piece.from, to: piece.to }
        joined.push(last)
      }
    }
  }
  return joined
}

function connected(rules: Rule[]): Rule[][] {
  const groupOf = rules.map((_, index) => index)
  const find = (index: number): number => {
    let root = index
    while (groupOf[root] !== root) root = groupOf[root]!
    groupOf[index] = root
    return root
  }
  const horizontal = rules.flatMap((rule, index) => (rule.axis === 'horizontal' ? [index] : []))
  const vertical = rules.flatMap((rule, index) => (rule.axis === 'vertical' ? [index] : []))
  for (const h of horizontal) for (const v of vertical) if (touch(rules[h]!, rules[v]!)) groupOf[find(h)] = find(v)
  return [...Map.groupBy(rules, (_, index) => find(index)).values()]
}

function touch(h: Rule, v: Rule): boolean {
  const within = (value: number, rule: Rule) => value >= rule.from - tolerance && value <= rule.to + tolerance
  return within(v.at, h) && within(h.at, v)
}

function tableOf(rules: Rule[]): RuledTable | undefined {
  const horizontal = rules.filter(rule => rule.axis === 'horizontal')
  const vertical = rules.filter(rule => rule.axis === 'vertical')
  if (horizontal.length === 0 || vertical.length === 0) return undefined
  const xs = withEnds(vertical, horizontal)
  const ys = withEnds(horizontal, vertical)
  if (xs.length < 2 || ys.length < 2 || (xs.length === 2 && ys.length === 2)) return undefined
  if (xs.length * ys.length > mostSpots) return undefined
  const runs = ys.slice(1).map((_, row) => horizontalRuns(xs, ys[row]!, ys[row + 1]!, vertical))
  return {
    left: xs[0]!,
    right: xs.at(-1)!,
    top: ys[0]!,
    bottom: ys.at(-1)!,
    rows: mergeDown(runs, ys, horizontal),
  }
}

/** Where the lines stand, and how far the crossing ones reach: tables are often open at their sides, or cut by the page. */
function withEnds(rules: Rule[], crossing: Rule[]): number[] {
  const ends = [Math.min(...crossing.map(rule => rule.from)), Math.max(...crossing.map(rule => rule.to))]
  const places = rules.map(rule => rule.at)
  return cluster([...places, ...ends.filter(end => Math.abs(nearest(places, end) - end) > 2 * tolerance)], tolerance)
}

/** Is the border from `from` to `to` at `at` drawn, for the greater part at least? */
function isDrawn(rules: Rule[], at: number, from: number, to: number): boolean {
  let covered = 0
  for (const rule of rules) {
    if (Math.abs(rule.at - at) > tolerance) continue
    covered += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from))
  }
  return covered >= 0.6 * (to - from)
}

interface CellRun {
  left: number
  right: number
}

function horizontalRuns(xs: number[], top: number, bottom: number, vertical: Rule[]): CellRun[] {
  const runs: CellRun[] = []
  let left = xs[0]!
  for (const [index, x] of xs.entries()) {
    if (index === 0) continue
    if (index === xs.length - 1 || isDrawn(vertical, x, top, bottom)) {
      runs.push({ left, right: x })
      left = x
    }
  }
  return runs
}

/** A cell goes on downwards where no line closes it and the row below has just the same cell. */
function mergeDown(runs: CellRun[][], ys: number[], horizontal: Rule[]): RuledCell[][] {
  const rows: RuledCell[][] = []
  let open = new Map<string, RuledCell>()
  for (const [row, cells] of runs.entries()) {
    const next = new Map<string, RuledCell>()
    const begun: RuledCell[] = []
    for (const { left, right } of cells) {
      const key = `${left}:${right}`
      const above = open.get(key)
      if (above !== undefined && !isDrawn(horizontal, ys[row]!, left, right)) {
        above.bottom = ys[row + 1]!
        above.rowSpan++
        next.set(key, above)
      } else {
        const cell = { left, right, top: ys[row]!, bottom: ys[row + 1]!, rowSpan: 1 }
        begun.push(cell)
        next.set(key, cell)
      }
    }
    rows.push(begun)
    open = next
  }
  return rows
}
