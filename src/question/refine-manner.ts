import { hasRow, isWord, type Refiner } from './refiner.ts'
import { operationOf, type Segment, textOf } from './segment.ts'

/** How something is done is told by a report in words: no count answers 怎么. */

const manner = /^(?:怎么|怎样|如何|咋|怎么做的?|如何做的?|怎么开展的?)$/
/** 怎么处理依申请公开, 如何办理申请: the lexicon's words for the results, in front of what is handled. */
const handling = /^(?:怎么|如何|怎样)(?:处理|办理)$|^怎么答复的$/

/** 怎么查, 怎么填的, 怎么算: about the bot, or about the cell itself. 申请数如何: how many there are. */
const ofCells = /^(?:查|看|填|写|问|找|算|变|分布|分的?$|划分|构成|知道|了解|搜|查看|查询|说(?!明)|讲|样|没|了|呢|回事)/

const subjects = ['row2', 'column2', 'row3', 'group', 'applicant', 'applicants', 'block', 'applications', 'items']

const isSubject = (part: Segment): boolean => part.kind === 'word' && subjects.includes(part.meaning.kind)
/** 怎么受理的, and nothing else. */
const isVerb = (part: Segment): boolean => isWord(part, 'receive') && /^受理/.test(part.text)

/** Something is to be counted, compared or listed, whatever else is said. */
const asksFigures = (segments: Segment[]): boolean =>
  segments.some(
    part =>
      /多少|几/.test(part.text) ||
      operationOf(part) !== null ||
      (part.kind === 'word' && ['rate', 'total', 'who', 'money', 'state'].includes(part.meaning.kind)),
  )

/** 保密工作几件, 有没有保密制度, 涉密情况: what is done and what happened, and not the requests refused for a secret's sake. */
function ofSecrecy(segments: Segment[]): boolean {
  const text = textOf(segments)
  if (segments.some(part => isWord(part, 'applications') || isWord(part, 'group'))) return false
  return /保密(?:工作|制度|措施)|涉密(?:情况|事件|问题)|(?:有没有|有无|是否|出现|发生过?)涉密(?![的而不])/.test(text)
}

/** 做了哪些工作, 有哪些做法, 做得怎样: what was done about it. */
function ofDeeds(segments: Segment[]): boolean {
  const text = textOf(segments)
  return (
    /做了(?:哪些|什么|啥)|(?:哪些|什么|啥)(?:工作|做法|举措|措施)|做得(?:怎么样|怎样|如何|咋样)|工作(?:做得|开展得)?(?:怎么样|怎样|如何)/.test(
      text,
    ) && !/多少|几/.test(text)
  )
}

/** 依申请公开工作怎么样, 依申请公开方面做了什么, 怎么改进依申请公开, 保密工作: of the work, and not of how many there were. */
const ofTheWork = (segments: Segment[]): boolean => {
  const text = textOf(segments)
  return (
    ofSecrecy(segments) ||
    ofDeeds(segments) ||
    (segments.some(part => isWord(part, 'applications') && /^依申请公开$/.test(part.text)) &&
      (/依申请公开(?:的)?(?:工作|方面|(?:情况)?(?:做得|干得|搞得|进展|开展)?(?:得)?(?:怎么样|咋样|怎样|好不好|如何)$)/.test(
        text,
      ) ||
        segments.some(part => isWord(part, 'section'))))
  )
}

/** What is asked is how: a word of manner in front of a verb or a subject, or 怎么做的 behind one. */
function asksHow(segments: Segment[]): boolean {
  return segments.some((part, at) => {
    const next = segments
      .slice(at + 1)
      .find(each => !/^(?:才|才能|能|能够|可以|去|来|会|要|把|对|被|的)$/.test(each.text))
    if (isWord(part, 'results') && handling.test(part.text)) return next !== undefined && isSubject(next)
    if (!isWord(part, 'filler') || !manner.test(part.text)) return false
    if (/做|开展/.test(part.text)) return true
    const behind = next ? textOf(segments.slice(segments.indexOf(next))) : ''
    return /^\p{Script=Han}/u.test(behind) && !ofCells.test(behind)
  })
}

/** 怎么受理依申请公开, 保密工作怎么做的: the fields are what the passage is about. The verb is looked for, and need not stand there. */
export const howItIsDone: Refiner = segments => {
  const verb = segments.some(isSubject) ? undefined : segments.find(isVerb)
  if ((asksFigures(segments) && !ofSecrecy(segments) && !ofDeeds(segments)) || !(verb || segments.some(isSubject)))
    return segments
  if (!asksHow(segments) && !ofTheWork(segments)) return segments
  return segments.map((part): Segment => {
    const { start, end, text } = part
    if (part === verb) return { start, end, text, kind: 'word', meaning: { kind: 'topic' } }
    if (isWord(part, 'receive') || isWord(part, 'disclose') || (isWord(part, 'results') && handling.test(text)))
      return { start, end, text, kind: 'word', meaning: { kind: 'filler' } }
    const handled = part.kind === 'word' && part.meaning.kind === 'row3' && part.meaning.id === 'handled'
    if (handled) return { start, end, text, kind: 'rest' }
    return isSubject(part) ? { start, end, text, kind: 'word', meaning: { kind: 'topic' } } : part
  })
}

/** 都公开了什么: what was published, and no application that was granted. */
export const whatWasDisclosed: Refiner = segments =>
  segments.map((part, at): Segment => {
    const behind = textOf(segments.slice(at + 1, at + 3))
    const granted = part.kind === 'word' && part.meaning.kind === 'row3' && part.text.endsWith('公开')
    return granted && /^了?(?:什么|哪些)/.test(behind) ? { ...part, meaning: { kind: 'disclose' } } : part
  })

const whoOrWhere = /^(?:谁|是谁|由谁|向谁|找谁|哪里|在哪里?|哪儿|在哪儿|去哪里?|去哪儿|到哪里?|哪个部门|哪个机关)$/
const whatOfIt = /(?:内容|案由|对象|名称)(?:都?是|有|包括)?(?:什么|哪些)|(?:什么|哪些)(?:内容|案由|对象|事由|方面)/

/** 军粮城谁受理依申请公开, 在哪里提交, 申请的内容是什么, 行政强制有哪些: the name, the place or the contents of it, and not how many there were. */
export const whatItWas: Refiner = segments => {
  const text = textOf(segments)
  const computes = segments.some(
    part => operationOf(part) !== null || isWord(part, 'none') || isWord(part, 'scope') || isWord(part, 'more'),
  )
  // 除了平潭，还有谁有诉讼: others, of whom nothing is told but the number.
  if (segments.some(part => isWord(part, 'except'))) return segments
  if (computes || segments.filter(({ kind }) => kind === 'place').length !== 1 || /多少|几/.test(text)) return segments
  const names = segments.some(part => whoOrWhere.test(part.text)) || whatOfIt.test(text)
  const lists =
    segments.some(part => hasRow([part], 'licensing', 'penalties', 'coercion')) && /(?:有|是|都)哪些$/.test(text)
  // 哪个部门有诉讼: whose figure it is that is not zero.
  const holds = segments.some(
    (part, at) => /^都?有$/.test(part.text) && segments[at + 1] && isSubject(segments[at + 1]!),
  )
  if (
    holds ||
    (!names && !lists) ||
    segments.some(part => isWord(part, 'report') || isWord(part, 'reports') || isWord(part, 'section'))
  )
    return segments
  return segments.map((part): Segment => {
    const { start, end, text: own } = part
    return isSubject(part) || isWord(part, 'receive')
      ? { start, end, text: own, kind: 'word', meaning: { kind: 'topic' } }
      : part
  })
}

/** 行政处罚公开了几条: messages about them, which the prose counts and the table of decisions does not. */
export const publishedMessages: Refiner = segments => {
  const disclosed = segments.some(part => isWord(part, 'disclose'))
  if (!disclosed || !/(?:多少|几)条/.test(textOf(segments))) return segments
  return segments.map(
    (part): Segment =>
      hasRow([part], 'licensing', 'otherServices', 'penalties', 'coercion')
        ? { start: part.start, end: part.end, text: part.text, kind: 'word', meaning: { kind: 'topic' } }
        : part,
  )
}

/** 怎样提高公开率, 如何减少诉讼: what is done about it, and no change that could be counted. */
export const howItIsChanged: Refiner = segments => {
  const at = segments.findIndex(
    (part, i) =>
      /^(?:怎样|如何|怎么)$/.test(part.text) && /^(?:提高|降低|减少|增加)$/.test(segments[i + 1]?.text ?? ''),
  )
  if (at < 0) return segments
  return segments.map((part, i): Segment => {
    const { start, end, text } = part
    if (i === at + 1) return { start, end, text, kind: 'rest' }
    return isSubject(part) || isWord(part, 'rate')
      ? { start, end, text, kind: 'word', meaning: { kind: 'topic' } }
      : part
  })
}
