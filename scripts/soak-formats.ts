import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parseReport } from '../src/parsing/parse.ts'
import { readDocument } from '../src/reading/read.ts'
import { flatOpenDocument } from './fixtures/opendocument.ts'
import { modernPage } from './fixtures/pages.ts'
import { randomReport } from './fixtures/random-report.ts'
import { documentParts, heading, pageText } from './fixtures/report-document.ts'
import { expectedCells } from './fixtures/tables.ts'

/**
 * Random figures, written by LibreOffice as Word, Word 97 and PDF and as a page, read back: every cell and state exact.
 * Needs LibreOffice, as `make-fixtures.ts` does. Usage: node scripts/soak-formats.ts [count, default 40] [seed, default 1]
 */
const [count = 40, first = 1] = process.argv.slice(2).map(Number)
const seeds = Array.from({ length: count }, (_, at) => first + at)
const folder = mkdtempSync(join(tmpdir(), 'nianbao-formats-'))
const formats = { docx: 'docx:MS Word 2007 XML', doc: 'doc:MS Word 97', pdf: 'pdf:writer_pdf_Export' }
const failures: string[] = []
try {
  const titleOf = (seed: number) => `青禾区${seed % 2 === 0 ? 2020 : 2023}年政府信息公开工作年度报告`
  for (const seed of seeds) {
    const report = randomReport(seed)
    const parts = documentParts({ kind: 'paragraph', style: 'Title', text: titleOf(seed) }, report, heading)
    writeFileSync(join(folder, `${seed}.fodt`), flatOpenDocument(parts, { pageNumbers: true, ruled: seed % 5 !== 0 }))
    writeFileSync(join(folder, `${seed}.html`), modernPage(pageText(titleOf(seed), report), 'utf-8'))
  }
  const sources = seeds.map(seed => join(folder, `${seed}.fodt`))
  for (const format of Object.values(formats)) {
    execFileSync('soffice', ['--headless', '--convert-to', format, '--outdir', folder, ...sources], { stdio: 'ignore' })
  }
  for (const ending of ['html', ...Object.keys(formats)]) {
    let exact = 0
    for (const seed of seeds) {
      const name = `${seed}.${ending}`
      const expected = expectedCells(randomReport(seed))
      const report = parseReport(await readDocument(readFileSync(join(folder, name)), { name }), {
        file: name,
        sha256: '',
      })
      const cells = new Map(report.cells.map(cell => [cell.field, cell]))
      const differing = Object.entries(expected).filter(([field, { value, state }]) => {
        const cell = cells.get(field)
        return !isDeepStrictEqual([cell?.value ?? null, cell?.state], [value, state])
      })
      if (differing.length === 0) exact++
      for (const [field, { value, state }] of differing.slice(0, 3)) {
        const cell = cells.get(field)
        failures.push(`${name} ${field}: ${cell?.value} ${cell?.state} for ${value} ${state}`)
      }
    }
    console.log(`.${ending}: ${exact} of ${count} exact`)
  }
  for (const failure of failures.slice(0, 40)) console.log(failure)
  process.exitCode = failures.length > 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit()
