import {
  applicants,
  disclosureColumns,
  disclosureRows,
  disputeBlocks,
  disputeResults,
  type Heading,
  litigation,
  requestGroups,
  requestRows,
} from '../report/form.ts'
import { rates } from '../report/rates.ts'
import { normalise } from './normalise.ts'
import { emptyWords, fillerWords, limitingWords, type WordMeaning, wordTable } from './words.ts'

/** What a phrase can mean: a heading of the form, a rate, or one of the general words. */
export type Meaning =
  | { kind: 'row2' | 'column2' | 'row3' | 'group' | 'applicant' | 'block' | 'result' | 'rate'; id: string }
  | WordMeaning

export interface Match {
  start: number
  end: number
  text: string
  meaning: Meaning
}

/** Headings that stand in several tables; the general words `total` and `otherRow` are resolved by what stands beside them. */
const sharedHeadings = new Set(['总计', '合计', '其他', '其它'])

function phrasesOf(heading: Pick<Heading, 'label' | 'words'> & { printed?: string[] }): string[] {
  return [heading.label, ...(heading.printed ?? []), ...heading.words].filter(phrase => !sharedHeadings.has(phrase))
}

const formEntries: [Meaning, string[]][] = [
  ...disclosureRows.map((row): [Meaning, string[]] => [{ kind: 'row2', id: row.id }, phrasesOf(row)]),
  ...[...new Set(disclosureRows.map(({ item }) => item))].map((item): [Meaning, string[]] => [
    { kind: 'item', item },
    [`第二十条第（${item}）项`, `条例第二十条第（${item}）项`, `二十条第${item}项`, `第20条第${item}项`],
  ]),
  ...disclosureColumns.map((column): [Meaning, string[]] => [{ kind: 'column2', id: column.id }, phrasesOf(column)]),
  ...requestRows
    .filter(row => row.id !== 'other')
    .map((row): [Meaning, string[]] => [{ kind: 'row3', id: row.id }, phrasesOf(row)]),
  ...requestGroups.map((group): [Meaning, string[]] => [{ kind: 'group', id: group.id }, phrasesOf(group)]),
  ...applicants.map((applicant): [Meaning, string[]] => [
    { kind: 'applicant', id: applicant.id },
    phrasesOf(applicant),
  ]),
  [
    { kind: 'applicant', id: 'organizations' },
    [
      '法人或其他组织',
      '法人',
      '法人和其他组织',
      '法人组织',
      '法人及其他组织',
      '非自然人',
      '单位提的',
      '单位提出的',
      '组织提的',
      '组织提出的',
      '以单位名义',
    ],
  ],
  ...disputeBlocks.map((block): [Meaning, string[]] => [{ kind: 'block', id: block.id }, phrasesOf(block)]),
  [{ kind: 'block', id: 'litigation' }, phrasesOf(litigation)],
  ...disputeResults.map((result): [Meaning, string[]] => [{ kind: 'result', id: result.id }, phrasesOf(result)]),
  ...rates.map((rate): [Meaning, string[]] => [{ kind: 'rate', id: rate.id }, [rate.label, ...rate.words]]),
]

const entries: [Meaning, string[]][] = [
  ...formEntries,
  ...wordTable,
  ...[...limitingWords, ...emptyWords].map((words): [Meaning, string[]] => [{ kind: 'limits', words }, [words]]),
  [{ kind: 'filler' }, fillerWords],
]

const punctuation = /[\s“”"'‘’《》「」()（）[\]【】,，.。、;；:：!！?？/·—\-~…]/g

/** Phrase → meaning. The first entry wins where two tables list the same phrase: the form's own words come first. */
export const phrases: ReadonlyMap<string, Meaning> = (() => {
  const map = new Map<string, Meaning>()
  for (const [meaning, words] of entries) {
    for (const word of words) {
      for (const phrase of [normalise(word), normalise(word).replace(punctuation, '')]) {
        if (phrase && !map.has(phrase)) map.set(phrase, meaning)
      }
    }
  }
  return map
})()

const formKinds = ['row2', 'column2', 'row3', 'group', 'applicant', 'block', 'result', 'rate', 'applications']
/** Of two characters only nouns that stand for a whole row or block: 申请, 复议, 处罚; any verb sounds like some other word. */
const shortKinds = ['row2', 'block', 'applications']

/** Phrases of the form and for requests that a slip of the pen can still be recognised as. */
export const formPhrases: string[] = [...phrases].flatMap(([phrase, { kind }]) => {
  // 打赢了 is a verb of two characters: 答应了 and 打印了 are none of its slips.
  const length = phrase.replace(/(?<=..)[了过的]$/, '').length
  const plain = length === 2 && phrase.length === 2 && !/[了过]$/.test(phrase)
  const kinds = length >= 3 ? formKinds : plain ? shortKinds : []
  return /^\p{Script=Han}+$/u.test(phrase) && kinds.includes(kind) ? [phrase] : []
})

/** Two characters as one number. */
const pair = (first: number, second: number): number => (first << 16) | second

/** Phrases by their first two characters, or by the only one they have, the longest first: at most places of a question none begins. */
const phrasesFrom: ReadonlyMap<number, [phrase: string, meaning: Meaning][]> = Map.groupBy(
  [...phrases].sort(([one], [other]) => other.length - one.length),
  ([phrase]) => (phrase.length > 1 ? pair(phrase.charCodeAt(0), phrase.charCodeAt(1)) : phrase.charCodeAt(0)),
)

/** Every place where a known phrase stands, overlapping ones included. */
export function findPhrases(text: string): Match[] {
  const matches: Match[] = []
  const take = (start: number, key: number) => {
    for (const [phrase, meaning] of phrasesFrom.get(key) ?? []) {
      const end = start + phrase.length
      if (text.startsWith(phrase, start) && !insideLatin(text, start, end))
        matches.push({ start, end, text: phrase, meaning })
    }
  }
  for (let start = 0; start < text.length; start++) {
    const first = text.charCodeAt(start)
    if (start + 1 < text.length) take(start, pair(first, text.charCodeAt(start + 1)))
    take(start, first)
  }
  return matches
}

const latin = /[a-z]/

/** A Latin phrase counts only as a whole word. */
function insideLatin(text: string, start: number, end: number): boolean {
  return latin.test(text[start]!) && (latin.test(text[start - 1] ?? '') || latin.test(text[end] ?? ''))
}
