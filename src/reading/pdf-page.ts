import { ReadingError } from './document.ts'
import { greatest, least } from './grid.ts'
import { OPS, type PDFPageProxy, takePieces } from './pdf-library.ts'

/**
 * What one page paints: glyphs and ruling lines with their places, in points, origin top left, y downwards. Taken from the page's
 * drawing operators and not from the library's text runs, which put neighbouring cells into one run where their gap is narrow.
 */

export type Direction = 'right' | 'down' | 'left' | 'up'

export interface Glyph {
  text: string
  /** Centre of the glyph's box. */
  x: number
  y: number
  /** Extent along the direction of writing. */
  advance: number
  size: number
  /** Where the next glyph of the line stands: `right` in ordinary lines. */
  direction: Direction
}

/** A drawn line: `at` is its place across, `from` and `to` its extent along. */
export interface Rule {
  axis: 'horizontal' | 'vertical'
  at: number
  from: number
  to: number
}

/** Where a picture is painted. */
export interface Picture {
  left: number
  right: number
  top: number
  bottom: number
}

export interface PageContent {
  width: number
  height: number
  glyphs: Glyph[]
  rules: Rule[]
  pictures: Picture[]
}

type Matrix = readonly [number, number, number, number, number, number]

interface Font {
  vertical?: boolean
  fontMatrix?: number[]
}

interface State {
  transform: Matrix
  text: Matrix
  x: number
  y: number
  lineX: number
  lineY: number
  leading: number
  font: Font
  size: number
  charSpacing: number
  wordSpacing: number
  horizontalScale: number
  rise: number
}

/** A glyph as the library's operators carry it; metrics in units of the font's matrix. */
interface OperatorGlyph {
  unicode: string
  width: number
  isSpace: boolean
  vmetric?: number[]
}

const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** A filled shape no thicker than this many points is a line. */
const thickestRule = 3

/** Lines of one page: with more of them it is a drawing, and the rest is of no use. */
const mostRules = 20_000

/** How far above its base line a glyph's middle is, in sizes: where figures and Chinese characters agree. */
const middle = 0.36

/** @throws ReadingError when the page has more operators than `budget` still allows; what it has is taken off. */
export async function readPage(page: PDFPageProxy, budget: { operators: number }): Promise<PageContent> {
  const viewport = page.getViewport({ scale: 1 })
  const operators = await operatorsOf(page, budget)
  const fonts = (name: string): Font => (page.commonObjs.has(name) ? page.commonObjs.get(name) : {})
  const painted = paint(operators, fonts, viewport.transform as unknown as Matrix)
  return { width: viewport.width, height: viewport.height, ...painted }
}

/** States saved within one another; the library takes longer for each operator with each of them. */
const deepestState = 1000

/**
 * The library hands over a page's operators in pieces: so a page that draws without end, by forms within forms for one, is given up at
 * the budget, and its reading ended with the task.
 */
function operatorsOf(page: PDFPageProxy, budget: { operators: number }): ReturnType<PDFPageProxy['getOperatorList']> {
  return new Promise((resolve, reject) => {
    let saved = 0
    takePieces(page, ({ fnArray }) => {
      budget.operators -= fnArray.length
      for (const operator of fnArray) saved += operator === OPS.save ? 1 : operator === OPS.restore ? -1 : 0
      if (budget.operators >= 0 && saved < deepestState) return true
      reject(new ReadingError('PDF 内容过于复杂，无法读取'))
      return false
    })
    page.getOperatorList().then(resolve, reject)
  })
}

function paint(
  operators: { fnArray: number[]; argsArray: unknown[][] },
  fonts: (name: string) => Font,
  base: Matrix,
): Pick<PageContent, 'glyphs' | 'rules' | 'pictures'> {
  const glyphs: Glyph[] = []
  const rules: Rule[] = []
  const pictures: Picture[] = []
  const saved: State[] = []
  let state: State = {
    transform: base,
    text: identity,
    x: 0,
    y: 0,
    lineX: 0,
    lineY: 0,
    leading: 0,
    font: {},
    size: 0,
    charSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    rise: 0,
  }
  const save = () => {
    saved.push({ ...state })
  }
  const restore = () => {
    state = saved.pop() ?? state
  }
  const transform = (matrix: Matrix) => {
    state.transform = multiply(state.transform, matrix)
  }
  const moveLine = (x: number, y: number) => {
    state.lineX += x
    state.lineY += y
    state.x = state.lineX
    state.y = state.lineY
  }
  const setFont = (name: string, size: number) => {
    state.font = fonts(name)
    state.size = size
  }
  const paintPicture = (width: number, height: number) => {
    if (width * height >= fewestDots && pictures.length < mostRules) pictures.push(unitSquare(state.transform))
  }
  const handlers: Record<number, (...args: never[]) => void> = {
    [OPS.save]: save,
    [OPS.restore]: restore,
    [OPS.transform]: (...matrix: Matrix) => transform(matrix),
    [OPS.paintFormXObjectBegin]: (matrix: Matrix | null) => {
      save()
      if (matrix) transform(matrix)
    },
    [OPS.paintFormXObjectEnd]: restore,
    [OPS.beginText]: () => {
      state = { ...state, text: identity, x: 0, y: 0, lineX: 0, lineY: 0 }
    },
    [OPS.setTextMatrix]: (matrix: Matrix) => {
      state = { ...state, text: matrix, x: 0, y: 0, lineX: 0, lineY: 0 }
    },
    [OPS.moveText]: (x: number, y: number) => moveLine(x, y),
    [OPS.setLeadingMoveText]: (x: number, y: number) => {
      state.leading = y
      moveLine(x, y)
    },
    [OPS.setLeading]: (leading: number) => {
      state.leading = -leading
    },
    [OPS.nextLine]: () => moveLine(0, state.leading),
    [OPS.setCharSpacing]: (spacing: number) => {
      state.charSpacing = spacing
    },
    [OPS.setWordSpacing]: (spacing: number) => {
      state.wordSpacing = spacing
    },
    [OPS.setHScale]: (scale: number) => {
      state.horizontalScale = scale / 100
    },
    [OPS.setTextRise]: (rise: number) => {
      state.rise = rise
    },
    [OPS.setFont]: (name: string, size: number) => setFont(name, size),
    [OPS.setGState]: (entries: [string, unknown][]) => {
      for (const [key, value] of entries) if (key === 'Font' && Array.isArray(value)) setFont(value[0], value[1])
    },
    [OPS.showText]: (shown: (OperatorGlyph | number | null)[]) => {
      showText(state, shown, glyphs)
    },
    [OPS.paintImageXObject]: (_: string, width: number, height: number) => paintPicture(width, height),
    [OPS.paintImageMaskXObject]: ({ width, height }: Size) => paintPicture(width, height),
    [OPS.paintInlineImageXObject]: ({ width, height }: Size) => paintPicture(width, height),
    [OPS.constructPath]: (kind: number, path: unknown[]) => {
      const filled = fillKinds.has(kind)
      const stroked = strokeKinds.has(kind)
      const drawn = path?.[0]
      if ((filled || stroked) && drawn instanceof Float32Array && rules.length < mostRules) {
        for (const shape of shapesOf(drawn, state.transform)) rules.push(...(stroked ? edges(shape) : thinShape(shape)))
      }
    },
  }
  for (const [index, operator] of operators.fnArray.entries()) {
    handlers[operator]?.(...((operators.argsArray[index] ?? []) as never[]))
  }
  return { glyphs, rules, pictures }
}

interface Size {
  width: number
  height: number
}

/** With fewer, a picture is a way to draw a line or to fill a box. */
const fewestDots = 25

/** Pictures are painted into the square from 0 to 1. */
function unitSquare(transform: Matrix): Picture {
  const corners = [apply(transform, 0, 0), apply(transform, 1, 0), apply(transform, 0, 1), apply(transform, 1, 1)]
  const xs = corners.map(corner => corner.x)
  const ys = corners.map(corner => corner.y)
  return { left: least(xs), right: greatest(xs), top: least(ys), bottom: greatest(ys) }
}

const fillKinds = new Set<number>([OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke])
const strokeKinds = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
])

function showText(state: State, shown: (OperatorGlyph | number | null)[], glyphs: Glyph[]): void {
  const unit = state.size * (state.font.fontMatrix?.[0] ?? 0.001)
  const vertical = state.font.vertical === true
  const toPage = multiply(state.transform, state.text)
  const size = Math.abs(state.size) * Math.hypot(toPage[2], toPage[3])
  const along = vertical ? apply(toPage, 0, -1, true) : apply(toPage, Math.sign(state.size) || 1, 0, true)
  const stretch = Math.hypot(along.x, along.y)
  const direction = directionOf(along)
  for (const glyph of shown) {
    if (glyph === null) continue
    if (typeof glyph === 'number') {
      const shift = (-glyph * state.size) / 1000
      if (vertical) state.y += shift
      else state.x += shift * state.horizontalScale
      continue
    }
    const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)
    const length = vertical ? -(glyph.vmetric?.[0] ?? -1000) * unit : glyph.width * unit * state.horizontalScale
    const centre = vertical
      ? apply(toPage, state.x, state.y - length / 2)
      : apply(toPage, state.x + length / 2, state.y + state.rise + middle * state.size)
    const text = plainCharacter(glyph.unicode)
    if (text.trim() !== '') {
      glyphs.push({ text, x: centre.x, y: centre.y, advance: Math.abs(length) * stretch, size, direction })
    }
    if (vertical) state.y -= length + spacing
    else state.x += length + spacing * state.horizontalScale
  }
}

/** Radicals and compatibility forms that fonts map to the characters they look like (⼀ for 一). */
function plainCharacter(text: string): string {
  return /[\u2e80-\u2fdf\uf900-\ufaff]/.test(text) ? text.normalize('NFKC') : text
}

function directionOf({ x, y }: { x: number; y: number }): Direction {
  if (Math.abs(x) >= Math.abs(y)) return x >= 0 ? 'right' : 'left'
  return y >= 0 ? 'down' : 'up'
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ]
}

function apply(matrix: Matrix, x: number, y: number, asVector = false): { x: number; y: number } {
  return {
    x: matrix[0] * x + matrix[2] * y + (asVector ? 0 : matrix[4]),
    y: matrix[1] * x + matrix[3] * y + (asVector ? 0 : matrix[5]),
  }
}

type Shape = { x: number; y: number }[]

/** The straight-lined shapes of a path: 0 begins one, 1 goes on, 2 and 3 are curves, 4 closes. */
function shapesOf(path: Float32Array, transform: Matrix): Shape[] {
  const shapes: Shape[] = []
  let shape: Shape = []
  const arity = [2, 2, 6, 4, 0]
  for (let at = 0; at < path.length; ) {
    const kind = path[at]!
    const count = arity[kind]
    if (count === undefined) break
    if (kind === 0) {
      shape = []
      shapes.push(shape)
    }
    if (kind === 4 && shape.length > 0) shape.push(shape[0]!)
    if (count > 0) shape.push(apply(transform, path[at + count - 1]!, path[at + count]!))
    at += count + 1
  }
  return shapes
}

function edges(shape: Shape): Rule[] {
  return shape.slice(1).flatMap((point, index) => thinShape([shape[index]!, point]))
}

function thinShape(shape: Shape): Rule[] {
  const xs = shape.map(point => point.x)
  const ys = shape.map(point => point.y)
  const [left, right, top, bottom] = [least(xs), greatest(xs), least(ys), greatest(ys)]
  const width = right - left
  const height = bottom - top
  if (!(Math.max(width, height) > thickestRule)) return []
  if (height <= thickestRule) return [{ axis: 'horizontal', at: (top + bottom) / 2, from: left, to: right }]
  if (width <= thickestRule) return [{ axis: 'vertical', at: (left + right) / 2, from: top, to: bottom }]
  return []
}
