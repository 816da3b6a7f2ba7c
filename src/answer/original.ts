import { basename } from 'node:path'
import { type Figure, type Line, type Outcome, type SourceLine, statedInProse } from './answer.ts'
import { isSampleNotice } from './samples.ts'

/** The way from an answer to what was published: the report, where it lies, the place in it, and what is printed there. */

const addressOf = ({ url, file }: SourceLine): Line[] => {
  if (url) return [[`原文：${url}`]]
  return file ? [[`原文件：${basename(file)}`]] : []
}

const sourceLines = (source: SourceLine): Line[] => [
  [`《${source.title.replace(/\s+/g, ' ')}》`],
  ...addressOf(source),
  [`位置：${source.place}`],
]

/** How a figure came from what is printed: its sentence, its formula, or the cell as it stands. */
function printed({ field, raw, formula }: Figure): string {
  if (field === statedInProse) return `原句：“${raw}”`
  return formula ? `（${formula}）` : `，原表印作“${raw.trim()}”`
}

/** Where the figures of an answer are printed; null for a reply that rests on no cell and no sentence. */
export function originalOf(outcome: Outcome): Outcome | null {
  if (outcome.kind !== 'answer' || outcome.figures.length === 0 || outcome.sources.length === 0) return null
  const { figures, sources } = outcome
  const isOneReport = new Set(figures.map(({ report }) => report)).size === 1
  const who = ({ issuer, year }: Figure) => (isOneReport ? '' : `${issuer}${year}年 `)
  return {
    kind: 'answer',
    figures,
    lines: [
      ...sources.flatMap(sourceLines),
      ...figures.map((figure): Line => [`· ${who(figure)}${figure.label} `, figure, printed(figure)]),
    ],
    notices: outcome.notices.filter(isSampleNotice),
    sources: [],
    query: null,
  }
}
