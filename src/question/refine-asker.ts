import { filter } from './operations.ts'
import { isMeasured, isWord, type Refiner } from './refiner.ts'
import { operationOf, type Segment, textOf } from './segment.ts'

/** Refiners of what is said around a question: who asks, where the number is to be looked for, by what way it came. */

/** 我妈让我问问，领导让我查一下: who sent whoever asks. */
const errand =
  /^(?:我|俺)?(?:爸|妈|爷爷|奶奶|外公|外婆|老婆|老公|媳妇|老师|领导|朋友|邻居|孩子|儿子|女儿|家人|同事)(?:妈|爸)?(?:让|叫|要|托)我(?:来|帮忙)?(?:问|查|看)(?:一下|一查|问|查|看|下)?[,，]?/

const introduction =
  /(?:我|本人|俺|我们)(?:是|就是)[^,，。;；]{0,14}?(?:居民|市民|公民|村民|群众|学生|老百姓|百姓|律师|记者|业主|企业|公司|自然人|个人)(?:之一)?(?=[,，。;；\s]|我|俺|想|请|问|查|麻烦)/

/** 我是阿城区的居民，我想问…: who asks is no condition; a place that is named with it still is one. */
export const selfIntroduction: Refiner = segments => {
  const text = textOf(segments)
  const found = errand.exec(text) ?? introduction.exec(text)
  if (!found) return segments
  let offset = 0
  return segments.map((part): Segment => {
    const start = offset
    offset += part.text.length
    const inside = start >= found.index && offset <= found.index + found[0].length
    const told = part.kind === 'rest' || (part.kind === 'word' && ['applicant', 'limits'].includes(part.meaning.kind))
    return inside && told
      ? { start: part.start, end: part.end, text: part.text, kind: 'word', meaning: { kind: 'filler' } }
      : part
  })
}

/** 正文说收到多少申请: the number that the prose gives, be it another than the cell's. */
export const askedOfProse: Refiner = segments => {
  const at = segments.findIndex(({ text }) => /^(?:正文|文中|正文里|文字部分|叙述)/.test(text))
  if (at < 0 || !segments.some(isMeasured)) return segments
  // 诉讼多少件，正文对诉讼有什么说明: the clause before it asks for the cell.
  const from = segments.findLastIndex((part, i) => i < at && part.kind === 'rest' && /[,，;；。?？]/.test(part.text))
  const before = segments.slice(0, Math.max(from, 0)).some(({ text }) => /多少|几/.test(text)) ? from : -1
  return segments.map((part, i): Segment => {
    const { start, end, text } = part
    if (i <= before) return part
    if (i === at || isWord(part, 'receive')) return { start, end, text, kind: 'word', meaning: { kind: 'filler' } }
    return isMeasured(part) ? { start, end, text, kind: 'word', meaning: { kind: 'topic' } } : part
  })
}

/** 通过信函提交的: the verb belongs to the way, which is a condition of its own. */
export const byWay: Refiner = segments =>
  segments.map((part, at): Segment => {
    const [next, after] = [segments[at + 1], segments[at + 2]]
    const { start, end, text } = part
    const verb = text === '通' && next?.text === '过' ? after : /^(?:通过|采用|采取)$/.test(text) ? next : undefined
    return part.kind === 'rest' && verb && isWord(verb, 'limits')
      ? { start, end, text, kind: 'word', meaning: { kind: 'filler' } }
      : part
  })

/** 不为零, 不等于0, 不是0: some, however many. */
export const notZero: Refiner = segments => {
  const at = segments.findIndex((part, i) => {
    const spoken = operationOf(part)
    const none =
      spoken?.kind === 'filter' && spoken.test === 'equal' && spoken.bound.kind === 'number' && spoken.bound.to === 0
    const denied = /不$|^(?:不是|并不是|并非)$/.test(segments[i - 1]?.text ?? '')
    return denied && (none || (/^(?:0|零)$/.test(part.text.trim()) && segments[i - 1]!.text.length > 1))
  })
  if (at < 1) return segments
  const [before, part] = [segments[at - 1]!, segments[at]!]
  const some: Segment = {
    kind: 'operation',
    start: before.start,
    end: part.end,
    text: before.text + part.text,
    operation: filter('above', '0'),
  }
  return [...segments.slice(0, at - 1), some, ...segments.slice(at + 1)]
}
