import { isEmpty } from '../../question/measure.ts'
import type { Query } from '../../question/query.ts'
import { kindOfHeading, type Passage } from '../../report/passages.ts'
import { sentencesIn } from '../../report/sentences.ts'
import { closeness, isIdle, meets, speaksOf } from './speaks.ts'

/** Which passages of a report answer a question, the best first. */

export interface Ranked {
  passage: Passage
  score: number
  /** The sentence of the passage that answers. */
  sentence: string
}

/** Subjects that many sentences touch: they rank passages beside a more telling one and need not be named in so many words. */
const general =
  /^(?:发布信息|信息发布|信息采用|采用|上报|报送|公开了?|公布了?|公开的|平台|宣传|信息管理|审查|咨询|目录|领域|建议|回应|栏目|人员|主动公开(?:的|了)?)$/

/** A number of something; a year, a date, the number of a picture or of a hotline counts nothing. */
const printedNumber =
  /(?<![图表第]\s*\d*)(?<!\d)(?!123\d\d(?!\d))\d(?:[\d,，.]*)\s*(?:万|亿)?余?\s*(?![年月日号〕\d,，.])[\p{Script=Han}%％]|[一二三四五六七八九十百两]+(?:次|场|期|人|名|条|篇|个|件|项|家|份|部)/u

/** 未收取信息处理费, 无收取情况: nothing of it is as good an answer to 多少 as a number. */
const denial = /(?:未|没有|无)(?:因|收取|收费|发生|产生|收到|受理|出现)|没有收费|未收费/u

/** What a report says of its own parts counts nothing that anybody asks for. */
const ofItself = /(?:本报告|报告全文|全文)[^。]*部分/u

/** How telling each word is in these passages: what stands everywhere tells nothing apart. */
function weights(words: string[], passages: readonly Passage[]): Map<string, number> {
  return new Map(
    words.map(word => {
      const having = passages.filter(({ text }) => speaksOf(word, text)).length
      return [word, Math.log(1 + passages.length / (having + 0.5))]
    }),
  )
}

const plainVerb = (word: string): string => word.replace(/(?<=..)[了过着]$/, '')

/** What a report says of itself before it begins: it names everything and tells nothing. */
export const isPreamble = ({ path }: Passage): boolean => path[0] === '（前言）'

/** In a section that the form does not have. */
const isOwn = ({ path: [section = ''] }: Passage): boolean => section !== '（前言）' && kindOfHeading(section) === null

/** A passage in front of others that say the same at greater length. */
const brevity = (text: string): number => 0.1 / (1 + text.length / 200)

/** Measure words that count the same things: what is asked in 条 may be told in 篇, and not in 家. */
const alike = ['条篇份件则期', '次场期批', '人名位', '家户', '类种', '部本']

/** A number with a measure word that can answer the one of the question; 个 and 项 count all but what is published or done. */
function countsIn(unit: string): RegExp {
  const last = unit.at(-1)!
  const same = alike.filter(group => group.includes(last)).join('')
  const number = '(?:\\d\\s*|[一二三四五六七八九十百千两])(?:千|万|亿)?[余多]?'
  const any = same.includes('条') ? same : `${same || last}个项`
  return new RegExp(`${number}${/[个项]/.test(last) ? '(?![条篇期次年月日号])[\\p{Script=Han}]' : `[${any}]`}`, 'u')
}

/** That no fee was taken answers only who asks for fees. */
const ofFees = /信息处理费|收费|收取/u

const answersHowMany = (sentence: string, counted: RegExp | null, words: readonly string[]): boolean =>
  (printedNumber.test(sentence) && !ofItself.test(sentence) && (counted?.test(sentence) ?? true)) ||
  (denial.test(sentence) && (!ofFees.test(sentence) || words.some(word => /费|收/.test(word))))

/**
 * Passages that speak of every telling topic and of most of the other words; none where a topic or half of the words is missing, or
 * where a number was asked for and none stands there. A condition on a figure (信函申请) must be named in full.
 */
export function rankPassages(passages: readonly Passage[], query: Query): Ranked[] {
  const { measure, counts, unit } = query
  // 公开了什么 asks after what a report calls 公开.
  const keywords = query.keywords.map(plainVerb)
  // 多少元 says that a number is wanted, and nothing that a sentence would have to say.
  const said = query.topics.filter(topic => !/多少|几/.test(topic)).map(plainVerb)
  // 严格信息发布流程 says 信息发布 itself, and more closely.
  const topics = said.filter(topic => !general.test(topic) || !keywords.some(word => word.includes(topic)))
  // 公众号关注: a number of 公众号 is none of those who follow it.
  const beside = keywords.map(word =>
    topics.reduce((rest, topic) => (rest.startsWith(topic) ? rest.slice(topic.length) : rest), word),
  )
  const owned = beside.filter((word, at) => word !== keywords[at])
  const telling = topics.filter(topic => !general.test(topic))
  const must = telling.length > 0 || keywords.length > 0 ? telling : topics
  const rest = [...topics.filter(topic => !telling.includes(topic)), ...keywords]
  // 罚了多少钱 names nothing that a passage could be looked for with; any number would do, and none would answer.
  if (must.length + rest.length === 0) return []
  // 纳入考核 with the topic 考核: the topic is a must already, how it is put is not.
  // 第四季度发布多少条: beside a subject, that something was published is no subject of its own.
  const needed = rest.filter(
    word => !must.some(topic => word.includes(topic)) && !(must.length > 0 && keywords.includes(word) && isIdle(word)),
  )
  const enough = needed.length * (!isEmpty(measure) ? 1 : must.length > 0 ? 1 / 4 : 1 / 3)
  const isRate = [...topics, ...keywords].some(word => /(?<![效频])率$/.test(word))
  const counted = counts && unit !== null ? new RegExp(`\\d\\s*${unit}`, 'u') : isRate ? /\d\s*[%％]/ : null
  // 公开了多少条: where nothing more telling is said, 件 will not do.
  const bare = telling.length + keywords.length === 0
  const countable = counts && unit !== null ? (bare ? counted : countsIn(unit)) : null
  const weightOf = weights([...must, ...rest], passages)
  const share = (words: string[], text: string) =>
    words.reduce((sum, word) => sum + weightOf.get(word)! * closeness(word, text), 0)
  return passages
    .flatMap((passage): Ranked[] => {
      // The form's own sections name everything; one of the report's own making names its subject.
      const named = (isOwn(passage) ? passage.path : passage.path.slice(1)).join('\n')
      const whole = [named, passage.text].join('\n')
      if (!must.every(topic => speaksOf(topic, whole))) return []
      // 领导小组组长: what is asked is the head, and not the group.
      if (!owned.every(word => meets(word, whole))) return []
      if (needed.reduce((sum, word) => sum + closeness(word, whole), 0) < enough) return []
      const sentences = sentencesIn(passage.text).filter(
        sentence =>
          (!counts || answersHowMany(sentence, countable, [...said, ...keywords])) &&
          (!isRate || /\d\s*[%％]/.test(sentence)),
      )
      const fits = (sentence: string) => (counted?.test(sentence) ? 0.3 : 0)
      const scored = sentences
        .map(sentence => ({ sentence, score: share([...must, ...rest], sentence) + fits(sentence) }))
        .toSorted((a, b) => b.score - a.score)
      const best = scored[0]
      // A number must stand in the sentence that speaks of what was asked, not in another of the same passage.
      if (!best || (counts && !must.every(topic => speaksOf(topic, best.sentence)))) return []
      // 通过报纸公开几条, 公开财政信息多少条: a number of anything else, or of all together, is none of it.
      if (counts && !beside.every(word => meets(word, `${named}${best.sentence}`))) return []
      const fit = share([...must, ...rest], named)
      const score =
        best.score + 0.5 * share([...must, ...rest], whole) + (isOwn(passage) ? 1.2 : 0.5) * fit + brevity(passage.text)
      return [{ passage, score: isPreamble(passage) ? score / 2 : score, sentence: best.sentence }]
    })
    .toSorted((a, b) => b.score - a.score || a.passage.position - b.passage.position)
}
