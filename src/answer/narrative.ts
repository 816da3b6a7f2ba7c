import type { Query, SectionKind } from '../question/query.ts'
import type { Report, Section } from '../report/report.ts'
import type { Passage } from './answer.ts'

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
  ['公众号', '微信'],
  ['报送', '上报', '上报信息'],
  ['采用', '录用'],
  ['推送', '发布'],
  ['热线', '专线'],
]

interface Sentence {
  section: Section
  /** The sentence with the numbered head that it stands under, if any. */
  text: string
}

/** Sentences of a section; a sentence is never cut. */
function sentencesOf(section: Section): Sentence[] {
  return (section.text.match(/[^。！？\n]+[。！？]?/g) ?? [])
    .map(text => text.trim())
    .filter(Boolean)
    .map(text => ({ section, text }))
}

const passage = (report: Report, section: Section, text: string): Passage => ({
  report: report.id,
  heading: [section.number, section.heading].filter(Boolean).join('、') || '（前言）',
  text,
})

function clip(text: string): string {
  if (text.length <= longestPassage) return text
  const end = text.lastIndexOf('。', longestPassage)
  return `${text.slice(0, end > 0 ? end + 1 : longestPassage)}……`
}

/** Section of problems or improvements: the paragraphs that speak of them, from the section whose heading names them. */
function wholeSection(report: Report, kind: Exclude<SectionKind, 'contact' | 'other'>): Passage[] {
  const narrative = report.sections.filter(section => section.text.trim())
  const named = narrative.filter(section => headingOf[kind].test(section.heading)).at(-1)
  if (named) return [passage(report, named, clip(named.text.trim()))]
  const sentences = narrative.flatMap(sentencesOf).filter(({ text }) => headingOf[kind].test(text))
  return sentences.slice(0, 2).map(({ section, text }) => passage(report, section, text))
}

const forms = (word: string): string[] => [word, ...synonyms.filter(group => group.includes(word)).flat()]

/** How much of a word a sentence has: all of it, or the share of its pairs of characters. */
function closeness(word: string, text: string): number {
  if (forms(word).some(form => text.includes(form))) return 1
  const pairs = Array.from({ length: Math.max(word.length - 1, 0) }, (_, i) => word.slice(i, i + 2))
  return pairs.length > 1 ? pairs.filter(pair => text.includes(pair)).length / pairs.length / 2 : 0
}

/** The sentence that has most of the words; null where no sentence has one of them whole and half of them all. */
function bestSentence(report: Report, words: string[]): Passage[] {
  const scored = report.sections
    .flatMap(sentencesOf)
    .map(sentence => {
      const parts = words.map(word => closeness(word, sentence.text))
      const whole = parts.filter(part => part === 1).length
      const score = parts.reduce((sum, part) => sum + part, 0) / words.length
      return { ...sentence, whole, score: score + (/\d/.test(sentence.text) ? 0.01 : 0) }
    })
    .filter(({ whole, score }) => whole > 0 && score >= 0.5)
    .toSorted((a, b) => b.score - a.score)
  return scored.slice(0, 1).map(({ section, text }) => passage(report, section, text))
}

/** Passages of one report for a narrative question; empty where it says nothing of it. */
export function passagesFor(report: Report, query: Query): Passage[] {
  if (query.section === 'contact') {
    const found = report.sections.flatMap(sentencesOf).filter(({ text }) => contactPattern.test(text))
    return found.slice(0, 3).map(({ section, text }) => passage(report, section, text))
  }
  if (query.keywords.length > 0) {
    const sentence = bestSentence(report, query.keywords)
    if (sentence.length > 0 || !query.section) return sentence
  }
  return query.section && query.section !== 'other' ? wholeSection(report, query.section) : []
}
