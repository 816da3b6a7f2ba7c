import type { Figure, HeldReport } from '../answer.ts'
import { stated } from '../figure.ts'
import { closeness, meets } from './speaks.ts'

/** A number that a sentence states, as a figure whose source is the sentence. */

const numeral =
  /(?<![\d.〔第—-])(\d{1,3}(?:[,，]\d{3})+|\d+(?:\.\d+)?)\s*(万余?|亿)?(?:余)?\s*(个工作日|条次|人次|场次|批次|万元|亿元|元|条|次|篇|场|期|个|件|项|家|份|部|名|人|幅|批|类|种|处|块|％|%|小时|天)/gu

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

/** 由15个工作日修改为20个工作日: the first is what was, not what is; it is told by what follows it up to the end of the clause. */
const former = /(?:由|从)[\p{Script=Han}]{0,4}$/u
const becomes = /^[^。；;]*?(?:为|至|到)\s*$/u

const isFormer = (sentence: string, { start, end }: Candidate): boolean =>
  former.test(sentence.slice(0, start)) && /^[^。；;]*?(?:为|至|到)\s*\d/u.test(sentence.slice(end))

/** Numbers that a sentence gives for now; one that replaces another goes on from its clause. */
function current(sentence: string, candidates: readonly Candidate[]): (Candidate & { from: number })[] {
  return candidates.flatMap((candidate, at) => {
    if (isFormer(sentence, candidate)) return []
    const before = candidates[at - 1]
    const replaces =
      before !== undefined && isFormer(sentence, before) && becomes.test(sentence.slice(before.end, candidate.start))
    return [{ ...candidate, from: (replaces ? candidates[at - 2] : before)?.end ?? 0 }]
  })
}

/** 较上年增加20条 counts the difference, which answers only who asks for it. */
const changed = /(?:增加|增长|减少|下降|上升|提高|提升|降低|回落|增|减|多|少)了?$/

const isDifference = (clause: string, words: readonly string[]): boolean =>
  /较|比|同比|环比/.test(clause) && changed.test(clause) && !words.some(word => /[增减升降]|回落|提高|提升/.test(word))

/** 关停政务新媒体2个: how many were closed is not how many there are. */
const closing = /关停|注销|关闭|停用|停更|下线/g

/** 对常务会议的议题进行权威发布38次: what was done about it is counted, and not the meetings. */
const deeds = /发布|推送|解读|培训|报送|采用|回应|答复|检查|宣传|转载|访谈/g

/** The clause counts something that the question does not name. */
function countsDeed(clause: string, words: readonly string[]): boolean {
  const last = Math.max(...words.map(word => clause.lastIndexOf(word) + word.length))
  const others = [...(clause.match(closing) ?? []), ...(clause.slice(Math.max(last, 0)).match(deeds) ?? [])]
  return words.some(word => clause.includes(word)) && others.some(deed => !words.some(word => word.includes(deed)))
}

/** 上报180条、采用118条: 采用 is asked for, and stands in the clause of another number only. */
function namesMore(other: string, own: string, words: readonly string[]): boolean {
  const pairs = Array.from({ length: Math.max(0, other.length - 1) }, (_, at) => other.slice(at, at + 2))
  return pairs.some(
    pair =>
      /^\p{Script=Han}{2}$/u.test(pair) &&
      !/信息|公开|政务|政府/.test(pair) &&
      !own.includes(pair) &&
      words.some(word => word.includes(pair)),
  )
}

interface Scored {
  candidate: Candidate
  clause: string
  score: number
}

/** 政务信息发布: words that any kind of message has. 解读信息发布7条 beside others in 条 is one kind, and not what was asked. */
function asksAnyKind(words: readonly string[], { clause, candidate }: Scored, all: readonly Scored[]): boolean {
  const bare = words.every(word => word.replace(/政府|政务|信息|发布|公开|主动|各类|数量|[条的了]/g, '') === '')
  const alike = all.filter(other => other.candidate.unit === candidate.unit)
  return bare && alike.length > 1 && !words.some(word => clause.includes(word) && clause.length - word.length < 2)
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
  const candidates = current(sentence, candidatesIn(sentence))
  const scored = candidates.map((candidate, at) => {
    const clause = clauseBefore(sentence, candidate, candidate.from)
    // 119条政策 names what was counted behind the number.
    const follows = /^[\p{Script=Han}]{0,6}/u.exec(sentence.slice(candidate.end))![0]
    // 上报180条采用118条: what leads to the next number is of that one.
    const behind = candidate.end + follows.length === candidates[at + 1]?.start ? '' : follows
    // 公开领导信息几条: 公开信息19条，内容涵盖领导信息 states no number of it.
    const met = words.every(word => meets(word, `${heading}${clause}${behind}`))
    const score = words.reduce((sum, word) => sum + closeness(word, clause) + 0.4 * closeness(word, behind), 0)
    return { candidate, clause, score: met ? score : 0 }
  })
  const ranked = scored
    .filter(({ clause }) => !isDifference(clause, words) && !countsDeed(clause, words))
    .toSorted((a, b) => b.score - a.score)
  const [best, second] = ranked
  if (!best || (second && second.score >= best.score)) return null
  // 政策解读…，开展培训3次 states no number of 政策解读.
  if (best.score < words.length * enough) return null
  if (scored.some(other => other !== best && namesMore(other.clause, best.clause, words))) return null
  if (asksAnyKind(words, best, scored)) return null
  const { candidate, clause } = best
  // 多少家 is not answered with 132件; 个 counts anything.
  // 几个 counts many things, but no posts: 公众号有几个 is not how much it published.
  if (unit === '个' ? /[条篇期]$/.test(candidate.unit) : unit !== null && !candidate.unit.endsWith(unit)) return null
  return stated(report, { value: candidate.value, unit: candidate.unit, label: clause || heading, sentence })
}
