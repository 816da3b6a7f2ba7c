import type { Atom } from './atoms.ts'
import { counts } from './fold.ts'
import { type Meaning, type Phrase, phraseAt } from './phrases.ts'

/** A stretch of atoms that prints one of the form's phrases. */
export interface Mark {
  phrase: Phrase
  /** The list number printed before it: 一 二 三 …, 1 2 3 …; empty where none is. */
  number: string
  /** First and last atom. */
  first: number
  last: number
  /** Nothing but a remark in brackets stands between it and the values behind. */
  closes: boolean
}

/** Text between two values, put together as it stands: labels are broken over lines and cells anywhere. */
export interface Run {
  folded: string
  /** By character of `folded`: its atom, and whether it begins a cell, a line, a word or a bracket. */
  atomOf: number[]
  opens: boolean[]
  first: number
  last: number
  /** Remarks in brackets belong to the label before them. */
  inBrackets: boolean[]
  bracketOpen: boolean
  /** The last character that is not in brackets. */
  lastOutside: number
  /** Its atom is a list number and nothing else. */
  isNumber: boolean[]
  /** Characters that marks cover. */
  covered: boolean[]
}

export function meaningOf<K extends Meaning['kind']>(mark: Mark, kind: K): Extract<Meaning, { kind: K }> | undefined {
  return mark.phrase.meanings.find((meaning): meaning is Extract<Meaning, { kind: K }> => meaning.kind === kind)
}

export function runsOf(atoms: Atom[]): Run[] {
  const runs: Run[] = []
  let run: Run | undefined
  atoms.forEach((atom, index) => {
    if (atom.kind === 'text') {
      run ??= {
        folded: '',
        atomOf: [],
        opens: [],
        first: index,
        last: index,
        inBrackets: [],
        isNumber: [],
        bracketOpen: false,
        lastOutside: -1,
        covered: [],
      }
      addText(run, atom.text, index)
    } else if (run && !(atom.kind === 'blank' && atom.soft)) {
      runs.push(run)
      run = undefined
    }
  })
  if (run) runs.push(run)
  return runs
}

const opening = /[\s([{<《〈「『【:|/#—-]/

const listNumber = /^[([]?[\d一二三四五六七八][)\]]?[.．、]?$/

function addText(run: Run, text: string, atom: number) {
  const full = text.normalize('NFKC')
  const isNumber = listNumber.test(full)
  run.last = atom
  let opens = true
  for (let at = 0; at < full.length; at++) {
    if (full[at] === '(') run.bracketOpen = true
    else if (full[at] === ')') run.bracketOpen = false
    if (counts(full.charCodeAt(at))) {
      run.folded += full[at]
      run.atomOf.push(atom)
      run.opens.push(opens)
      run.inBrackets.push(run.bracketOpen)
      if (!run.bracketOpen) run.lastOutside = run.folded.length - 1
      run.isNumber.push(isNumber)
      run.covered.push(false)
      opens = false
    } else if (opening.test(full[at]!)) opens = true
  }
}

interface Token {
  phrase: Phrase
  number: string
  /** Of the list number, where there is one. */
  start: number
  end: number
}

/** The form's phrases in the run, in printed order. */
export function marksOf(run: Run): Mark[] {
  const marks: Mark[] = []
  let chain: Token[] = []
  const settle = () => {
    if (chain.length > 0 && isClean(run, chain)) {
      for (const token of chain) {
        marks.push(markOf(run, token.phrase, token.number, token.start, token.end))
      }
    }
    chain = []
  }
  for (let at = 0; at < run.folded.length; ) {
    const phrase = phraseAt(run.folded, at)
    if (!phrase) {
      at++
      continue
    }
    const number = numberBefore(run, at, chain.at(-1)?.end ?? -1)
    const token = { phrase, number, start: at - number.length, end: at + phrase.wording.length }
    if (chain.at(-1)?.end !== token.start || run.opens[token.start]) settle()
    chain.push(token)
    at = token.end
  }
  settle()
  return marks
}

export function markOf(run: Run, phrase: Phrase, number: string, start: number, end: number): Mark {
  run.covered.fill(true, start, end)
  const closes = run.lastOutside < end
  return { phrase, number, first: run.atomOf[start]!, last: run.atomOf[end - 1]!, closes }
}

/** A list number begins a cell, a line or a bracket, or follows right behind another phrase. In a cell of its own it has its stop. */
function numberBefore(run: Run, at: number, previousEnd: number): string {
  const number = run.folded[at - 1] ?? ''
  const stands = run.opens[at - 1] || at - 1 === previousEnd
  const alone = run.atomOf[at - 1] !== run.atomOf[at]
  return stands && /[\d一二三四五六七八]/.test(number) && (!alone || run.isNumber[at - 1]) ? number : ''
}

/**
 * Whether the phrases stand by themselves, as in a table, and not within a sentence that happens to use the form's words. A table's cell
 * or line begins where they begin and ends where they end; a remark in brackets may follow. 其中：予以公开 is a row of the report's own.
 */
function isClean(run: Run, chain: Token[]): boolean {
  const { start } = chain[0]!
  const end = chain.at(-1)!.end
  const ends = end === run.folded.length || run.opens[end]
  const isPart = run.folded.slice(Math.max(0, start - 2), start) === '其中'
  return Boolean(run.opens[start] && ends && !isPart && !inSentence(run, start, end))
}

/** A comma-separated sentence has its words between stops too: what else stands in the same cell tells. */
function inSentence(run: Run, start: number, end: number): boolean {
  const sameCell = (at: number, as: number) => run.atomOf[at] === run.atomOf[as]
  return sameCell(start - longestRemark - 1, start) || sameCell(end + longestRemark, end - 1)
}

const longestRemark = 30
