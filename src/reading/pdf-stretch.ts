import type { Line } from './pdf-lines.ts'

/** How far a table without ruling lines may reach. */

/** Rows of blanks are lone lines of labels. */
const mostLone = 30

const sectionHeading = /^([一二三四五六七八九十]+|\d、).*(情况|事项|问题)$/

/** Behind the last line of what may be a table without ruling lines: lines in pieces, and short lone lines of labels between them. */
export function endOfTable(lines: Line[], from: number): number {
  const { size } = lines[from]!
  let to = from
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let index = from; index < lines.length && index - to < mostLone; index++) {
    const line = lines[index]!
    const isLone = line.pieces.length === 1
    // Headings stand larger, prose fills the width.
    if (Math.abs(line.size - size) >= 1.5 || line.text.includes('。')) break
    if (isLone && (line.right - line.left > 0.8 * (right - left) || sectionHeading.test(line.text))) break
    if (isLone) continue
    to = index + 1
    left = Math.min(left, line.left)
    right = Math.max(right, line.right)
  }
  const table = lines.slice(from, to)
  const rows = table.length === 0 ? [] : lines.slice(to, to + mostLone)
  const end = rows.findIndex((line, index) => !isBlankRow(line, rows[index - 1] ?? table.at(-1)!, table))
  return end < 0 ? to + rows.length : to + end
}

/** A lone label right below the table, set just as one of its labels: a last row of blanks. */
function isBlankRow(line: Line, above: Line, table: Line[]): boolean {
  if (line.pieces.length > 1 || sectionHeading.test(line.text)) return false
  const gap = line.top - above.bottom
  if (Math.abs(line.size - above.size) > 0.5 || gap < 0 || gap > 2.5 * line.size) return false
  return table.some(({ pieces: [label, figure] }) => {
    if (label === undefined || figure === undefined || line.right > figure.left) return false
    const centres = Math.abs(label.left + label.right - line.left - line.right) / 2
    return Math.abs(label.left - line.left) < 1 || centres < 1
  })
}
