import {
  applicants,
  type DisclosureColumnId,
  type DisclosureRow,
  disclosureColumns,
  disclosureRows,
  disputeBlocks,
  disputeResults,
  requestGroups,
  requestRows,
} from '../report/form.ts'
import { fold } from './fold.ts'

/** Everything that the form prints besides figures, and what it means. One wording may mean several things: 总计, 其他, 其他处理. */
export type Meaning =
  | { kind: 'item'; item: DisclosureRow['item'] }
  | { kind: 'disclosureRow'; row: DisclosureRow }
  | { kind: 'disclosureColumn'; column: DisclosureColumnId }
  | { kind: 'requestRow'; index: number }
  | { kind: 'group'; group: string }
  | { kind: 'applicant'; applicant: string }
  | { kind: 'disputeBlock'; block: number }
  | { kind: 'disputeResult'; result: number }
  | { kind: 'furniture' }

export interface Phrase {
  wording: string
  meanings: Meaning[]
}

const items = ['一', '五', '六', '八', '九'] as const

/** Printed parts of the tables that are neither row nor column. */
const furniture = [
  '信息内容',
  '申请人情况',
  '法人或其他组织',
  '本列数据的勾稽关系为第一项加第二项之和等于第三项加第四项之和',
  '本年度办理结果',
  '行政诉讼',
  '单位',
  '单位万元',
  '单位元',
  '万元',
  '元',
]

function wordings(heading: { label: string; printed: readonly string[] }): string[] {
  return [heading.label, ...heading.printed].map(fold)
}

function allPhrases(): Map<string, Phrase> {
  const phrases = new Map<string, Phrase>()
  const add = (wording: string, meaning: Meaning) => {
    const phrase = phrases.get(wording)
    if (phrase) phrase.meanings.push(meaning)
    else phrases.set(wording, { wording, meanings: [meaning] })
  }
  for (const item of items) {
    for (const wording of [`第二十条第${item}项`, `第20条第${item}项`]) add(wording, { kind: 'item', item })
  }
  for (const row of disclosureRows) for (const wording of wordings(row)) add(wording, { kind: 'disclosureRow', row })
  for (const column of disclosureColumns) {
    for (const wording of wordings(column)) add(wording, { kind: 'disclosureColumn', column: column.id })
  }
  requestRows.forEach((row, index) => {
    for (const wording of wordings(row)) add(wording, { kind: 'requestRow', index })
  })
  for (const group of requestGroups) add(fold(group.label), { kind: 'group', group: group.id })
  for (const applicant of applicants) {
    for (const wording of wordings(applicant)) add(wording, { kind: 'applicant', applicant: applicant.id })
  }
  disputeBlocks.forEach((heading, block) => {
    for (const wording of wordings(heading)) add(wording, { kind: 'disputeBlock', block })
  })
  disputeResults.forEach((heading, result) => {
    for (const wording of wordings(heading)) add(wording, { kind: 'disputeResult', result })
  })
  for (const wording of furniture) add(wording, { kind: 'furniture' })
  return phrases
}

interface Node {
  next: Map<number, Node>
  phrase?: Phrase
}

const phrases = allPhrases()
const root: Node = { next: new Map() }
for (const phrase of phrases.values()) {
  let node = root
  for (let at = 0; at < phrase.wording.length; at++) {
    const code = phrase.wording.charCodeAt(at)
    let next = node.next.get(code)
    if (!next) {
      next = { next: new Map() }
      node.next.set(code, next)
    }
    node = next
  }
  node.phrase = phrase
}

/** The phrase of this folded wording. */
export function phraseOf(wording: string): Phrase {
  return phrases.get(wording)!
}

/** The longest phrase that the folded text has at this place. */
export function phraseAt(folded: string, at: number): Phrase | undefined {
  let node = root
  let longest: Phrase | undefined
  for (let end = at; end < folded.length; end++) {
    const next = node.next.get(folded.charCodeAt(end))
    if (!next) break
    node = next
    if (node.phrase) longest = node.phrase
  }
  return longest
}

/** Whether some phrase has this text within it. */
export function isWithinPhrase(folded: string): boolean {
  for (const wording of phrases.keys()) if (wording.includes(folded)) return true
  return false
}
