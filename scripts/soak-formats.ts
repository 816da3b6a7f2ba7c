import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parseReport } from '../src/parsing/parse.ts'
import { readDocument } from '../src/reading/read.ts'
import { convert, writers } from './fixtures/libreoffice.ts'
import { modernPage } from './fixtures/pages.ts'
import { randomDocument, randomReport, randomTitle } from './fixtures/random-report.ts'
import { pageText } from './fixtures/report-document.ts'
import { expectedCells } from './fixtures/tables.ts'

/**
 * Random figures, written by LibreOffice as Word, Word 97 and PDF and as a page, read back: every cell and state exact. Every third
 * document has tables without ruling lines.
 * Needs LibreOffice, as `make-fixtures.ts` does. Usage: node scripts/soak-formats.ts [count, default 40] [seed, default 1]
 */
const [count = 40, first = 1] = process.argv.slice(2).map(Number)
const seeds = Array.from({ length: count }, (_, at) => first + at)
const folder = mkdtempSync(join(tmpdir(), 'nianbao-formats-'))
const failures: string[] = []
try {
  for (const seed of seeds) {
    writeFileSync(join(folder, `${seed}.fodt`), randomDocument(seed, seed % 3 !== 0))
    writeFileSync(join(folder, `${seed}.html`), modernPage(pageText(randomTitle(seed), randomReport(seed)), 'utf-8'))
  }
  const sources = seeds.map(seed => join(folder, `${seed}.fodt`))
  for (const writer of Object.values(writers)) convert(sources, writer, folder)
  for (const ending of ['html', ...Object.keys(writers)]) {
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
