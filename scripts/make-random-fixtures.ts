/**
 * Writes test/fixtures/random/: reports with random figures as LibreOffice writes them, by seed, with ruled tables and without.
 * Needs LibreOffice, as `make-fixtures.ts` does; the tests need only the files. `soak-formats.ts` tries any number of such files.
 *
 * Usage: node scripts/make-random-fixtures.ts
 */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convert, writers } from './fixtures/libreoffice.ts'
import { randomDocument } from './fixtures/random-report.ts'

const files: { seed: number; ruled: boolean; format: keyof typeof writers }[] = [
  { seed: 12, ruled: true, format: 'docx' },
  { seed: 27, ruled: false, format: 'docx' },
  { seed: 14, ruled: true, format: 'doc' },
  { seed: 29, ruled: false, format: 'doc' },
  { seed: 40, ruled: true, format: 'pdf' },
  { seed: 41, ruled: true, format: 'pdf' },
  // A row of blanks just before the page breaks and the headings come again.
  { seed: 128, ruled: false, format: 'pdf' },
  // A column without a figure.
  { seed: 1535, ruled: false, format: 'pdf' },
  // A last row without a figure.
  { seed: 1077, ruled: false, format: 'pdf' },
  // Rows of blanks between labels of groups.
  { seed: 148, ruled: false, format: 'pdf' },
]

const folder = join(import.meta.dirname, '../test/fixtures/random')
const work = mkdtempSync(join(tmpdir(), 'nianbao-random-'))
mkdirSync(folder, { recursive: true })
for (const { seed, ruled, format } of files) {
  const source = join(work, `${seed}.fodt`)
  writeFileSync(source, randomDocument(seed, ruled))
  convert([source], writers[format], work)
  renameSync(join(work, `${seed}.${format}`), join(folder, `${seed}.${format}`))
}
rmSync(work, { recursive: true })
