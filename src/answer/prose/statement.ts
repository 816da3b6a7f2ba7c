import type { Figure, HeldReport } from '../answer.ts'
import { stated } from '../figure.ts'
import { closeness } from './speaks.ts'

/** A number that a sentence states, as a figure whose source is the sentence. */

const numeral =
  /(?<![\d.〔第—-])(\d{1,3}(?:[,，]\d{3})+|\d+(?:\.\d+)?)\s*(万余?|亿)?(?:余)?\s*(条次|人次|万元|亿元|元|条|次|篇|场|期|个|件|项|家|份|部|名|人|幅|批次|批|类|种|处|块|场次|％|%|小时|天|个工作日)/gu

interface Candidate {
  value: number
  unit: string
  start: number
  end: number
}

function candidatesIn(sentence: string): Candidate[] {
  return [...sentence.matchAll(numeral)].flatMap(match => {
    const [whole, digits, scale, unit] = match
    // 10万余条 is not a number that could be said exactly.
    if (scale?.includes('余') || whole.includes('余')) return []
    const factor = scale === '万' ? 1e4 : scale === '亿' ? 1e8 : 1
    const value = Math.round(Number(digits!.replace(/[,，]/g, '')) * factor * 1e6) / 1e6
    return [{ value, unit: unit === '％' ? '%' : unit!, start: match.index, end: match.index + whole.length }]
  })
}

/** The clause that a number ends: what stands before it, back to the last stop or the number before. */
function clauseBefore(sentence: string, candidate: Candidate, previousEnd: number): string {
  const before = sentence.slice(previousEnd, candidate.start)
  return before
    .split(/[。，,；;：:、（(\n]/)
    .at(-1)!
    .trim()
}

/** The number's own clause must have this share of the words. */
const enough = 0.5

/**
 * The number that the words ask for: the one whose own clause has most of them. Null where two numbers fit equally well: the sentence
 * then speaks for itself.
 */
export function statementOf(
  report: HeldReport,
  sentence: string,
  words: readonly string[],
  unit: string | null,
  heading: string,
): Figure | null {
  const candidates = candidatesIn(sentence)
  let end = 0
  const scored = candidates.map(candidate => {
    const clause = clauseBefore(sentence, candidate, end)
    // 119条政策 names what was counted behind the number.
    const behind = /^[\p{Script=Han}]{0,6}/u.exec(sentence.slice(candidate.end))![0]
    end = candidate.end
    const score = words.reduce((sum, word) => sum + closeness(word, clause) + 0.4 * closeness(word, behind), 0)
    return { candidate, clause, score }
  })
  const ranked = scored.toSorted((a, b) => b.score - a.score)
  const [best, second] = ranked
  if (!best || (second && second.score >= best.score)) return null
  // 政策解读…，开展培训3次 states no number of 政策解读.
  if (best.score < words.length * enough) return null
  const { candidate, clause } = best
  // 多少家 is not answered with 132件; 个 counts anything.
  if (unit !== null && unit !== '个' && !candidate.unit.endsWith(unit)) return null
  return stated(report, { value: candidate.value, unit: candidate.unit, label: clause || heading, sentence })
}
