import { picture } from './document.ts'
import type { Picture } from './pdf-page.ts'

/** Pictures in the cells of a PDF's tables: figures that are drawn there are no blanks. */

export const areaOf = ({ left, right, top, bottom }: Picture): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top)

/** A cell's text with what is drawn in it. Beside words a picture is an ornament; behind a figure lies no more than a part of a stamp. */
export function withPictures(text: string, cell: Picture, pictures: Picture[]): string {
  if (/\p{L}/u.test(text)) return text
  const isIn = (each: Picture) => {
    const shared = areaOf(overlap(each, cell))
    return 2 * shared > areaOf(each) || (text === '' && 2 * shared > areaOf(cell))
  }
  return pictures.some(isIn) ? [text, picture].filter(Boolean).join('\n') : text
}

const overlap = (a: Picture, b: Picture): Picture => ({
  left: Math.max(a.left, b.left),
  right: Math.min(a.right, b.right),
  top: Math.max(a.top, b.top),
  bottom: Math.min(a.bottom, b.bottom),
})
