import type { Figure, Line, Outcome, SourceLine } from '../answer/answer.ts'
import { figureText } from '../answer/figure.ts'

/** Plain text, as WeChat and a terminal show it. */

const isFigure = (part: string | Figure): part is Figure => typeof part !== 'string'

const lineText = (line: Line): string => line.map(part => (isFigure(part) ? figureText(part) : part)).join('')

function sourceText({ title, url, file, place }: SourceLine): string {
  const where = [place, url ?? file].filter(Boolean).join('，')
  return `来源：《${title.replace(/\s+/g, ' ')}》${where}`
}

/** The whole reply as text; choices are numbered so that a number answers. */
export function plainText(outcome: Outcome): string {
  const choices = outcome.kind === 'clarify' || outcome.kind === 'missing' ? outcome.choices : []
  return [
    ...outcome.lines.map(lineText),
    ...choices.map(({ label }, i) => `${i + 1}. ${label}`),
    ...outcome.notices,
    ...[...new Set(outcome.sources.map(sourceText))],
  ].join('\n')
}
