import { isEmpty } from '../question/measure.ts'
import type { Query, SectionKind } from '../question/query.ts'
import type { Section } from '../report/report.ts'
import type { Passage } from './answer.ts'

/** A report's prose, section by section. */
export interface Prose {
  report: string
  sections: Section[]
}

/** Passages of a report's own prose that answer a question, quoted as they stand. Only the asked reports are looked at. */

const longestPassage = 700

const headingOf: Record<Exclude<SectionKind, 'contact' | 'other'>, RegExp> = {
  overview: /总体|概述|基本情况/,
  disclosure: /主动公开/,
  requests: /申请/,
  disputes: /复议|诉讼/,
  problems: /问题|不足|困难/,
  improvements: /改进|措施|下一步|打算/,
}

const contactPattern = /电话|传真|邮编|网址|https?:|www\.|邮箱|地址[：:]|\d{3,4}-\d{7,8}/

/** Words that reports use for what people call otherwise. */
const synonyms: string[][] = [
  ['公众号', '微信公众号', '微信'],
  ['报送', '上报'],
  ['采用', '录用', '信息采用', '被采用'],
  ['热线', '专线', '市长专线'],
]

/** A passage shorter than this is a heading or a fragment: it takes in what follows. */
const shortestPassage = 40

interface Unit {
  section: Section
  text: string
}

/** Sentences of a section, never cut; a short one (a numbered head) is joined with the sentence after it in its paragraph. */
function sentencesOf(section: Section): Unit[] {
  return section.text.split('\n').flatMap(paragraph => {
    const units: string[] = []
    for (const sentence of paragraph.match(/[^。！？]+[。！？]?/g) ?? []) {
      const last = units.at(-1)
      if (last !== undefined && last.length < shortestPassage) units[units.length - 1] = last + sentence
      else units.push(sentence)
    }
    return units.flatMap(text => (text.trim() ? [{ section, text: text.trim() }] : []))
  })
}

const passage = ({ report }: Prose, section: Section, text: string): Passage => ({
  report,
  heading: [section.number, section.heading].filter(Boolean).join('、') || '（前言）',
  text,
})

function clip(text: string): string {
  if (text.length <= longestPassage) return text
  const end = text.lastIndexOf('。', longestPassage)
  return `${text.slice(0, end > 0 ? end + 1 : longestPassage)}……`
}

/** Section of problems or improvements: the paragraphs that speak of them, from the section whose heading names them. */
function wholeSection(prose: Prose, kind: Exclude<SectionKind, 'contact' | 'other'>): Passage[] {
  const narrative = prose.sections.filter(section => section.text.trim())
  const named = narrative.filter(section => headingOf[kind].test(section.heading)).at(-1)
  if (named) return [passage(prose, named, clip(named.text.trim()))]
  const sentences = narrative.flatMap(sentencesOf).filter(({ text }) => headingOf[kind].test(text))
  return sentences.slice(0, 2).map(({ section, text }) => passage(prose, section, text))
}

const forms = (word: string): string[] => [word, ...synonyms.filter(group => group.includes(word)).flat()]

const speaksOf = (word: string, text: string): boolean => forms(word).some(form => text.includes(form))

/** How much of a word a passage has: all of it, or the share of its pairs of characters. */
function closeness(word: string, text: string): number {
  if (speaksOf(word, text)) return 1
  const pairs = Array.from({ length: Math.max(word.length - 1, 0) }, (_, i) => word.slice(i, i + 2))
  return pairs.length > 1 ? pairs.filter(pair => text.includes(pair)).length / pairs.length / 2 : 0
}

/** Subjects that many sentences touch: they rank passages beside a more telling one and need not be named in so many words. */
const general =
  /^(?:发布信息|信息发布|信息采用|采用|上报|报送|公开了?|公布了?|公开的|平台|宣传|信息管理|审查|咨询|目录|领域)$/

const printedNumber = /\d|[一二三四五六七八九十百两]+(?:次|场|期|人|名|条|篇|个|件|项|家|份|部)/

/**
 * The passage that speaks of every telling topic and has most of the other words; none where a topic or half of the words is missing,
 * or where a number was asked for and none stands there. A condition on a figure (信函申请) must be named in full.
 */
function bestPassage(prose: Prose, { topics, keywords, measure, counts }: Query): Passage[] {
  const telling = topics.filter(topic => !general.test(topic))
  const must = telling.length > 0 ? telling : topics
  const rest = [...topics.filter(topic => !must.includes(topic)), ...keywords]
  const enough = !isEmpty(measure) ? rest.length : must.length > 0 ? rest.length / 4 : rest.length / 2
  const scored = prose.sections
    .flatMap(sentencesOf)
    .filter(({ text }) => must.every(topic => speaksOf(topic, text)))
    .map(unit => ({
      ...unit,
      score: rest.reduce((sum, word) => sum + closeness(word, unit.text), 0),
      numbered: printedNumber.test(unit.text),
    }))
    .filter(({ score, numbered }) => score >= enough && (numbered || !counts))
    .toSorted((a, b) => b.score - a.score || Number(b.numbered) - Number(a.numbered))
  return scored.slice(0, 1).map(({ section, text }) => passage(prose, section, text))
}

/** Passages of one report for a narrative question; empty where it says nothing of it. */
export function passagesFor(prose: Prose, query: Query): Passage[] {
  if (query.section === 'contact') {
    const found = prose.sections.flatMap(sentencesOf).filter(({ text }) => contactPattern.test(text))
    return found.slice(0, 3).map(({ section, text }) => passage(prose, section, text))
  }
  if (query.topics.length + query.keywords.length > 0) {
    const best = bestPassage(prose, query)
    if (best.length > 0 || !query.section) return best
  }
  return query.section && query.section !== 'other' ? wholeSection(prose, query.section) : []
}
