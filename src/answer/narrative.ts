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
  ['采用', '录用'],
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

/** The passage that speaks of every topic and has most of the other words; none where a topic or half of the words is missing. */
function bestPassage(prose: Prose, { topics, keywords }: Query): Passage[] {
  const scored = prose.sections
    .flatMap(sentencesOf)
    .filter(({ text }) => topics.every(topic => speaksOf(topic, text)))
    .map(unit => ({
      ...unit,
      score: keywords.reduce((sum, word) => sum + closeness(word, unit.text), 0),
      counts: /\d/.test(unit.text),
    }))
    .filter(({ score }) => (topics.length > 0 ? score >= keywords.length / 4 : score >= keywords.length / 2))
    .toSorted((a, b) => b.score - a.score || Number(b.counts) - Number(a.counts))
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
