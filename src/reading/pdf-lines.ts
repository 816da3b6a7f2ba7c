import { greatest, least } from './grid.ts'
import type { Direction, Glyph } from './pdf-page.ts'
import { squeeze, squeezeKeepingTabs } from './text-cleaning.ts'

/** Glyphs → runs that belong together → lines of text. */

/** Neighbouring glyphs painted one after the other without a gap: never split between two cells. */
export interface Run {
  glyphs: Glyph[]
  x: number
  y: number
}

export interface Line {
  glyphs: Glyph[]
  /** Pieces far apart are separated by tabs. */
  text: string
  pieces: Piece[]
  left: number
  right: number
  top: number
  bottom: number
  size: number
}

export interface Piece {
  text: string
  left: number
  right: number
}

/** Some programs print bold text twice, a hair apart. */
export function withoutOverprints(glyphs: Glyph[]): Glyph[] {
  const seen = new Map<string, Glyph[]>()
  const around = [-1, 0, 1].flatMap(dx => [-1, 0, 1].map(dy => [dx, dy] as const))
  return glyphs.filter(glyph => {
    const near = 0.15 * glyph.size
    const key = (dx: number, dy: number) =>
      `${glyph.text} ${Math.floor(glyph.x / 4) + dx} ${Math.floor(glyph.y / 4) + dy}`
    const isTwin = (other: Glyph) => Math.abs(other.x - glyph.x) < near && Math.abs(other.y - glyph.y) < near
    if (around.some(([dx, dy]) => seen.get(key(dx, dy))?.some(isTwin))) return false
    const own = seen.get(key(0, 0))
    if (own === undefined) seen.set(key(0, 0), [glyph])
    else own.push(glyph)
    return true
  })
}

export function runsOf(glyphs: Glyph[]): Run[] {
  const runs: Run[] = []
  let current: Glyph[] = []
  const end = () => {
    if (current.length > 0) runs.push(runOf(current))
    current = []
  }
  for (const glyph of glyphs) {
    const last = current.at(-1)
    if (last !== undefined && !follows(last, glyph)) end()
    current.push(glyph)
  }
  end()
  return runs
}

function runOf(glyphs: Glyph[]): Run {
  const first = glyphs[0]!
  const last = glyphs.at(-1)!
  return { glyphs, x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 }
}

function follows(a: Glyph, b: Glyph): boolean {
  if (a.direction !== b.direction) return false
  const [from, to] = [upright(a), upright(b)]
  const gap = to.u - from.u - (a.advance + b.advance) / 2
  const size = Math.max(a.size, b.size)
  // Figures that overlap belong to two cells, one of which runs over.
  const overlap = /\d/.test(b.text) ? 0.1 : 0.5
  return Math.abs(to.v - from.v) < 0.3 * size && gap < 0.2 * size && gap > -overlap * size
}

/** Place along (`u`) and across (`v`, growing from line to line) the direction of writing. */
function upright(glyph: Glyph): { u: number; v: number } {
  switch (glyph.direction) {
    case 'right':
      return { u: glyph.x, v: glyph.y }
    case 'down':
      return { u: glyph.y, v: -glyph.x }
    case 'left':
      return { u: -glyph.x, v: -glyph.y }
    case 'up':
      return { u: -glyph.y, v: glyph.x }
  }
}

/** Lines from top to bottom. Text that runs in other directions follows the ordinary lines. */
export function linesOf(runs: Run[]): Line[] {
  const directions: Direction[] = ['right', 'down', 'up', 'left']
  return directions.flatMap(direction =>
    groupLines(runs.flatMap(run => (run.glyphs[0]!.direction === direction ? run.glyphs : []))),
  )
}

/** The lines' text, one below the other. */
export const textOfRuns = (runs: Run[]): string =>
  linesOf(runs)
    .map(line => line.text.replace(/(?<=\d)\t+(?=\d)/g, '\u3000').replace(/\t+/g, ' '))
    .join('\n')

function groupLines(glyphs: Glyph[]): Line[] {
  const placed = glyphs.map(glyph => ({ glyph, ...upright(glyph) })).sort((a, b) => a.v - b.v)
  const groups: (typeof placed)[] = []
  let level = Number.NEGATIVE_INFINITY
  for (const place of placed) {
    const group = groups.at(-1)
    if (group !== undefined && Math.abs(place.v - level) < 0.5 * Math.min(place.glyph.size, group[0]!.glyph.size)) {
      group.push(place)
      level += (place.v - level) / group.length
    } else {
      groups.push([place])
      level = place.v
    }
  }
  return groups.map(group => lineOf(group.sort((a, b) => a.u - b.u))).filter(line => line.text !== '')
}

function lineOf(places: { glyph: Glyph; u: number }[]): Line {
  const pieces: Piece[] = []
  for (const [index, { glyph, u }] of places.entries()) {
    const before = places[index - 1]
    const gap = before === undefined ? '\t' : gapBetween(before.glyph, glyph, u - before.u)
    const right = glyph.x + glyph.advance / 2
    if (gap === '\t') pieces.push({ text: glyph.text, left: glyph.x - glyph.advance / 2, right })
    else {
      const piece = pieces.at(-1)!
      piece.text += gap + glyph.text
      piece.right = Math.max(piece.right, right)
    }
  }
  const glyphs = places.map(place => place.glyph)
  return {
    glyphs,
    text: squeezeKeepingTabs(pieces.map(piece => piece.text).join('\t')),
    pieces: pieces.map(piece => ({ ...piece, text: squeeze(piece.text) })),
    left: least(pieces.map(piece => piece.left)),
    right: greatest(pieces.map(piece => piece.right)),
    top: least(glyphs.map(glyph => glyph.y - glyph.size / 2)),
    bottom: greatest(glyphs.map(glyph => glyph.y + glyph.size / 2)),
    size: greatest(glyphs.map(glyph => glyph.size)),
  }
}

const ideograph = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’—…]/u

/** A space where a reader would see one: justified Chinese text stands wide without any. A gap of two characters is a tab. */
function gapBetween(before: Glyph, after: Glyph, distance: number): string {
  const gap = distance - (before.advance + after.advance) / 2
  const size = Math.max(before.size, after.size)
  if (gap > 2 * size) return '\t'
  const wide = ideograph.test(before.text) && ideograph.test(after.text) ? 0.6 : 0.2
  return gap > wide * size ? ' ' : ''
}
