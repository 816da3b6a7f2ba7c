import type { Figure, Line, Mark } from './answer.ts'
import { figureText } from './figure.ts'

/** Lines as text. */

export const isMark = (part: Line[number]): part is Mark => typeof part !== 'string' && 'mark' in part

/** How a renderer sets off what is not plain words. */
export interface Emphasis {
  figure: (text: string) => string
  mark: (text: string) => string
}

/** Where nothing can be set off by its looks. */
export const brackets: Emphasis = { figure: text => text, mark: text => `【${text}】` }

const partText = (part: string | Figure | Mark, { figure, mark }: Emphasis): string =>
  typeof part === 'string' ? part : isMark(part) ? mark(part.mark) : figure(figureText(part))

/** A line as a renderer writes it; `plain` is how it writes plain words. */
export const styled = (line: Line, emphasis: Emphasis, plain = (text: string) => text): string =>
  line.map(part => (typeof part === 'string' ? plain(part) : partText(part, emphasis))).join('')

export const lineText = (line: Line): string => styled(line, brackets)
