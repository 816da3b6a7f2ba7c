import type { Document } from '../reading/document.ts'
import { type Atom, atomsOf } from './atoms.ts'
import { lastTextOf } from './ending.ts'
import { type Mark, marksOf, meaningOf, type Run, runsOf } from './marks.ts'
import { recoverLabels } from './recover.ts'

/** A document's atoms with everything that the form prints marked among them: what the three table parsers work on. */
export interface Printed {
  atoms: Atom[]
  runs: Run[]
  /** In printed order. */
  marks: Mark[]
  /** The mark after each. */
  nextMark: Map<Mark, Mark>
  /** By atom: whether it holds text that no mark explains. */
  loose: boolean[]
  /** By row: how many atoms it has. */
  widths: Map<number, number>
  /** The document was stored with every repeated line taken out: what is missing was printed once. */
  linesLost: boolean
  /** The figure with which the file breaks off within a line. */
  unfinished: Atom | undefined
  /** See `lastTextOf`. */
  lastText: number
}

export function printedOf(document: Document): Printed {
  const atoms = atomsOf(document)
  const runs = runsOf(atoms)
  const marksOfRuns = runs.map(marksOf)
  recoverLabels(atoms, runs, marksOfRuns)
  const marks = marksOfRuns.flat()
  const nextMark = new Map(marks.slice(1).map((mark, at) => [marks[at]!, mark]))
  const widths = new Map<number, number>()
  for (const atom of atoms) widths.set(atom.row, (widths.get(atom.row) ?? 0) + 1)
  const loose = looseAtoms(atoms.length, runs)
  return {
    atoms,
    runs,
    marks,
    nextMark,
    loose,
    lastText: lastTextOf(atoms, loose),
    widths,
    linesLost: linesLost(marks),
    unfinished: document.breaksOff && atoms.at(-1)?.kind === 'number' ? atoms.at(-1) : undefined,
  }
}

function looseAtoms(count: number, runs: Run[]): boolean[] {
  const loose = new Array<boolean>(count).fill(false)
  for (const run of runs) {
    run.atomOf.forEach((atom, at) => {
      if (!run.covered[at] && !run.inBrackets[at]) loose[atom] = true
    })
  }
  return loose
}

/** Each of the blocks 第二十条第（一）项 … begins with 信息内容: the words once, over several blocks, are what is left of repeated lines. */
function linesLost(marks: Mark[]): boolean {
  const items = marks.filter(mark => meaningOf(mark, 'item')).length
  return items >= 3 && marks.filter(mark => mark.phrase.wording === blockHeading).length === 1
}

const blockHeading = '信息内容'
