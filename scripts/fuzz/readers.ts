import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseReport } from '../../src/parsing/parse.ts'
import { readDoc } from '../../src/reading/doc.ts'
import { type Document, ReadingError } from '../../src/reading/document.ts'
import { readDocx } from '../../src/reading/docx.ts'
import { readHtml } from '../../src/reading/html.ts'
import { readPdf } from '../../src/reading/pdf.ts'
import { readText } from '../../src/reading/text.ts'
import { openZip } from '../../src/reading/zip.ts'
import { at, ruling, writePdf } from '../fixtures/pdf.ts'
import { zip } from '../fixtures/zip.ts'
import { flipBits, mutateBytes, mutateLines, mutateMarkup, pick, type Random, randomFrom } from './mutate.ts'

/** The readers under fire: what is damaged for each, and what must hold whatever comes in. */

const folder = join(import.meta.dirname, '../../test/fixtures')
const samples = join(import.meta.dirname, '../../samples/real')
const sampleNames = readdirSync(samples).filter(name => name.endsWith('.txt'))
const sample = (random: Random) => new Uint8Array(readFileSync(join(samples, pick(random, sampleNames))))
const load = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)))
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

interface Target {
  read: (bytes: Uint8Array) => Document | Promise<Document>
  mutant: (random: Random) => Uint8Array
}

const either =
  (...makers: ((random: Random) => Uint8Array)[]) =>
  (random: Random) =>
    pick(random, makers)(random)

const damaged =
  (...names: string[]) =>
  (random: Random) =>
    mutateBytes(load(pick(random, names)), random)

function docxMutant(random: Random): Uint8Array {
  const part = openZip(load(pick(random, ['qinghe-2023.docx', 'yunling-2020.docx'])), 1e8)
  const names = ['word/document.xml', 'word/numbering.xml', 'word/styles.xml']
  const victim = pick(random, names)
  return zip(
    names.flatMap(name => {
      const bytes = part(name)
      if (bytes === undefined) return []
      return [{ name, text: name === victim ? mutateMarkup(decode(bytes), random) : decode(bytes) }]
    }),
  )
}

const page = ruling([100, 160, 220, 280, 340], [500, 520, 540, 560])
  .concat(at(72, 700, 'Words that make a text layer'), at(72, 680, 'and a second line of them'))
  .concat(
    ...[0, 1, 2].flatMap(row =>
      [0, 1, 2, 3].map(column => at(110 + 60 * column, 506 + 20 * row, String(row * 7 + column))),
    ),
  )
  .concat('q 0.9 0 0 0.9 10 10 cm\n100 100 200 40 re S\nQ\n')

const pdfMutant = (random: Random): Uint8Array => writePdf([mutateLines(page, random), mutateLines(page, random)])

export const targets: Record<Document['format'], Target> = {
  text: {
    read: readText,
    mutant: either(
      damaged('qinghe-2023.gb18030.html', 'qinghe-2023.json'),
      random => mutateBytes(sample(random), random),
      random => encode(mutateLines(decode(sample(random)), random)),
    ),
  },
  html: {
    read: bytes => readHtml(bytes),
    mutant: either(damaged('qinghe-2023.gb18030.html', 'yunling-2020.gb18030.html', 'attachment-only.html'), random =>
      encode(mutateMarkup(decode(load('qinghe-2023.html')), random)),
    ),
  },
  docx: { read: readDocx, mutant: either(damaged('qinghe-2023.docx', 'yunling-2020.docx'), docxMutant, docxMutant) },
  doc: {
    read: readDoc,
    mutant: either(damaged('qinghe-2023.doc', 'yunling-2020.doc'), random =>
      flipBits(load(pick(random, ['qinghe-2023.doc', 'yunling-2020.doc'])), random),
    ),
  },
  pdf: {
    read: readPdf,
    mutant: either(
      damaged('qinghe-2023.pdf', 'yunling-2020.pdf', 'unruled.pdf'),
      random => mutateBytes(writePdf([page]), random),
      pdfMutant,
    ),
  },
}

export interface Verdict {
  outcome: 'read' | 'refused' | 'failed'
  milliseconds: number
  problem?: string
}

/** Longer than this is a hang. */
const patience = 2000

/** Reads one mutant, named by its seed. A failure is any error but a refusal, a hang, or a document that is not in shape. */
export async function tryMutant(format: Document['format'], seed: number): Promise<Verdict> {
  const { read, mutant } = targets[format]
  const bytes = mutant(randomFrom(seed))
  const start = performance.now()
  const verdict = (outcome: Verdict['outcome'], problem?: string): Verdict => {
    const milliseconds = performance.now() - start
    if (milliseconds > patience)
      return { outcome: 'failed', milliseconds, problem: `took ${Math.round(milliseconds)} ms` }
    return problem === undefined ? { outcome, milliseconds } : { outcome, milliseconds, problem }
  }
  try {
    const document = await read(bytes)
    const problem = misshapen(document) ?? invented(document)
    return problem === undefined ? verdict('read') : verdict('failed', problem)
  } catch (error) {
    if (error instanceof ReadingError && error.message !== '' && !error.message.includes('\n'))
      return verdict('refused')
    return verdict('failed', error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}

/** A figure that the document does not print, if the parser makes one of the damaged document. */
function invented(document: Document): string | undefined {
  const bare = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')
  const printed = bare(
    document.blocks
      .flatMap(block => (block.kind === 'paragraph' ? [block.text] : block.rows.flat().map(cell => cell.text)))
      .join('\n'),
  )
  try {
    const { cells } = parseReport(document, { file: 'mutant', sha256: '' })
    const cell = cells.find(({ value, raw }) => value !== null && (raw === '' || !printed.includes(bare(raw))))
    return cell && `${cell.field}: ${cell.value} (${cell.raw}) is not printed`
  } catch (error) {
    if (error instanceof Error && error.name === 'ParseError') return undefined
    throw error
  }
}

function misshapen(document: Document): string | undefined {
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      if (block.text.includes('\n')) return 'a paragraph of several lines'
      continue
    }
    if (block.rows.length === 0 || block.rows.some(row => row.length === 0)) return 'an empty table or row'
    if (block.rows.flat().some(cell => cell.continued && cell.text !== '')) return 'a covered spot with text'
  }
  return undefined
}
