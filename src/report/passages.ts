import { joinedLines } from './prose-lines.ts'
import type { Section } from './report.ts'
import { sentencesIn } from './sentences.ts'

/**
 * A report's prose in passages: what is found, quoted and cited. A passage is a numbered subsection, or a part of one where it is long,
 * or a group of paragraphs; it never begins or ends inside a sentence, and problems and improvements never stand in one.
 */

export type PassageKind = 'overview' | 'disclosure' | 'requests' | 'disputes' | 'problems' | 'improvements' | 'other'

export interface Passage {
  /** From 0, in the order of the report. */
  position: number
  kind: PassageKind
  /** Headings from the section down; the preamble is `（前言）`. Never empty. */
  path: string[]
  text: string
}

/** What a paragraph may be numbered with; those of one report nest in the order in which they appear. */
const markers: [level: string, pattern: RegExp][] = [
  ['（一）', /^[（(][一二三四五六七八九十]{1,3}[）)]\s*/],
  ['一、', /^[一二三四五六七八九十]{1,3}[、.．]\s*/],
  ['1、', /^\d{1,2}\s*[、.．](?!\d)\s*/],
  ['（1）', /^(?:[（(]\d{1,2}[）)]|[①-⑳])\s*/],
]

/** A subsection that begins with its name and no number: 监督保障方面。我区…. */
const named = /^[\p{Script=Han}]{2,12}(?:方面|情况)[。：:]/u

interface Opening {
  level: string
  heading: string
}

const longestHeading = 30

/** The heading that a numbered paragraph begins with: its first short stretch. */
function headingIn(paragraph: string): string {
  const stretch = /^[^。：:；;！？]*/.exec(paragraph)![0].trim()
  if (stretch.length <= longestHeading) return stretch
  const clause = /^[^。：:；;，,]*/.exec(paragraph)![0].trim()
  return clause.length <= longestHeading ? clause : ''
}

function openingOf(paragraph: string, isHeading: boolean): Opening | null {
  for (const [level, pattern] of markers) {
    const marker = pattern.exec(paragraph)?.[0]
    if (marker !== undefined) return { level, heading: headingIn(paragraph) || marker.trim() }
  }
  // Unnumbered subsections stand beside the numbered ones of the section.
  return isHeading || named.test(paragraph) ? { level: '（一）', heading: headingIn(paragraph) } : null
}

const kinds: [PassageKind, RegExp][] = [
  ['disputes', /复议|诉讼/],
  ['requests', /申请/],
  ['disclosure', /主动公开|公开(?:政府)?信息的?情况|公开数量/],
  ['overview', /总体|概述|概况|基本情况/],
]

const aboutProblems = /问题|不足|困难|短板|差距/
const aboutImprovements = /改进|整改|措施|下一步|打算|努力方向|工作(?:计划|思路|安排|重点)/

/** Kind that a heading gives by itself; null where it names another subject. */
export function kindOfHeading(heading: string): PassageKind | null {
  if (aboutProblems.test(heading)) return 'problems'
  if (aboutImprovements.test(heading)) return 'improvements'
  if (/其[他它].*事项/.test(heading)) return 'other'
  return kinds.find(([, pattern]) => pattern.test(heading))?.[0] ?? null
}

/** Subsections that are about nothing else, wherever they stand: layout may have lost the section's own heading. */
const plainlyBoth = /^\S{0,4}?(?:(?:存在的?)?(?:主要)?(?:问题|不足)|改进(?:措施|情况)|下一步(?:工作)?(?:打算|措施)?)$/
/** Which kinds the headings of subsections can give in a section. */
function kindOfSubsection(heading: string, own: PassageKind, both: boolean): PassageKind | null {
  const said = kindOfHeading(heading)
  const ofBoth = said === 'problems' || said === 'improvements'
  if (ofBoth) return both || plainlyBoth.test(heading.replace(/\s/g, '')) ? said : null
  return own === 'overview' ? said : null
}

const turn = /^(?:下一?步|今后|接下来|为此|针对)/
const plan =
  /下一?步|今后|接下来|为此|针对(?:上述|以上|存在|这些|此|该)|改进(?:措施|情况|工作|如下|方面)|方面(?:加以)?改进|将(?:从|在|重点|继续|进一步|着力|切实|按照|完善|加强|不断)|准备(?:从|这样|在)|打算|拟(?:从|采取)|采取(?:了)?(?:以下|如下)|明年/
const fault =
  /不够|不足|有待|欠缺|不强|不高|不深|不透|不熟|偏(?:慢|低|少|弱)|滞后|薄弱|短板|差距|不到位|单一|不及时|不全面|不规范|不平衡|不充分|尚未|仍需|还需|还要|需要?(?:进一步)?(?:加强|提高|提升|完善|规范|巩固)|仍?存在/
const remedy = /解决|克服|避免|防止|补齐|杜绝|弥补|针对/

/** Which of the two a sentence of 存在的主要问题及改进情况 is about, given what the one before it was. */
function problemOrPlan(sentence: string, before: PassageKind): PassageKind {
  if (plan.test(sentence)) return 'improvements'
  return fault.test(sentence) && !remedy.test(sentence) ? 'problems' : before
}

interface Piece {
  text: string
  /** Begins a paragraph. */
  breaks: boolean
  opening: Opening | null
  kind: PassageKind
}

/** What follows a sentence as （一）… though layout has lost the break between them. */
const lostBreak = /(?<=[。；！？])\s*(?=[（(][一二三四五六七八九十]{1,3}[）)])/

function piecesOf({ heading, text }: Section): Piece[] {
  const own = heading === '' ? 'other' : (kindOfHeading(heading) ?? 'overview')
  const both = own === 'problems' && aboutImprovements.test(heading)
  let kind: PassageKind = own
  let ruled = false
  return joinedLines(text).flatMap(({ text: line, isHeading }) =>
    line.split(lostBreak).flatMap(paragraph => {
      const opening = openingOf(paragraph, isHeading)
      if (opening) {
        const said = kindOfSubsection(opening.heading, own, both)
        // （一）主要问题 rules until the next such heading or a turn; （一）加强培训 goes on with what it stands under.
        ruled = both && said !== null && !fault.test(opening.heading)
        kind = said ?? (own === 'overview' ? own : kind)
      }
      return sentencesIn(paragraph).map((sentence, at): Piece => {
        if (both && (!ruled || turn.test(sentence))) kind = problemOrPlan(sentence, kind)
        return { text: sentence, breaks: at === 0, opening: at === 0 ? opening : null, kind }
      })
    }),
  )
}

/** A passage grows to about this many characters; one sentence may be longer. */
const longest = 400
/** A new paragraph joins a passage that is shorter than this, and a list goes on in it. */
const shortest = 120
const shortestLead = 40

const listItem = /^(?:#+\s*)?(?:[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]|其[一二三四])/

const textOf = (pieces: Piece[]): string =>
  pieces.map(({ text, breaks }, at) => (breaks && at > 0 ? '\n' : '') + text).join('')

/** Headings without a text of their own stay with what follows them. */
const onlyHeadings = (pieces: Piece[]): boolean =>
  pieces.every(({ opening, text }) => opening !== null && text.length <= longestHeading && !/[。！？；;]$/.test(text))

/** 今后准备这样做： before the numbered measures says nothing by itself. */
const leadsIn = (group: Piece[], length: number): boolean =>
  length < shortestLead &&
  group.every(({ opening, kind }) => opening === null && (kind === 'problems' || kind === 'improvements'))

function begins(group: Piece[], piece: Piece): boolean {
  if (group.length === 0 || onlyHeadings(group)) return false
  if (piece.kind !== group.at(-1)!.kind) return true
  const length = group.reduce((sum, { text }) => sum + text.length, 0)
  if (piece.opening) return !leadsIn(group, length)
  return length + piece.text.length > longest || (length >= shortest && (piece.breaks || listItem.test(piece.text)))
}

/** The prose of a report in passages. Every sentence of the sections stands in one of them and keeps its place in the order. */
export function passagesOf(sections: readonly Section[]): Passage[] {
  const passages: Passage[] = []
  for (const section of sections) {
    const name = [section.number, section.heading].filter(Boolean).join('、') || '（前言）'
    let open: Opening[] = []
    let group: Piece[] = []
    let path = [name]
    const settle = () => {
      if (group.length > 0)
        passages.push({ position: passages.length, kind: group.at(-1)!.kind, path, text: textOf(group) })
      group = []
    }
    for (const piece of piecesOf(section)) {
      if (begins(group, piece)) settle()
      if (piece.opening) {
        const { level } = piece.opening
        const at = open.findIndex(each => each.level === level)
        open = [...(at < 0 ? open : open.slice(0, at)), piece.opening]
        path = [name, ...open.map(({ heading }) => heading)]
      }
      group.push(piece)
    }
    settle()
  }
  return passages
}
