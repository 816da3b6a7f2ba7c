import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { encodeGb18030, modernPage } from '../../scripts/fixtures/pages.ts'
import { randomReport, randomTitle } from '../../scripts/fixtures/random-report.ts'
import { pageText } from '../../scripts/fixtures/report-document.ts'
import { expectedCells } from '../../scripts/fixtures/tables.ts'
import { parseReport } from '../../src/parsing/parse.ts'
import type { Document } from '../../src/reading/document.ts'
import { readHtml } from '../../src/reading/html.ts'
import { readDocumentHere } from '../../src/reading/read.ts'

const cellsOf = (document: Document) =>
  Object.fromEntries(
    parseReport(document, { file: 'random', sha256: '' }).cells.map(({ field, value, state }) => [
      field,
      { value, state },
    ]),
  )

it('random figures on a page come back exact, cell and state, whatever its charset', () => {
  for (let seed = 1; seed <= 80; seed++) {
    const page = modernPage(pageText(randomTitle(seed), randomReport(seed)), 'utf-8')
    const bytes = seed % 3 === 0 ? encodeGb18030(page) : new TextEncoder().encode(page)
    expect(cellsOf(readHtml(bytes)), `seed ${seed}`).toMatchObject(expectedCells(randomReport(seed)))
  }
})

const markups: [string, (page: string) => string][] = [
  [
    'cells of paragraphs and spans',
    page => page.replace(/<td([^>]*)>([^<]*)<\/td>/g, '<td$1><p><span>$2</span></p></td>'),
  ],
  ['a space that does not break in every blank', page => page.replace(/<td([^>]*)><\/td>/g, '<td$1>&nbsp;</td>')],
  ['figures in two spans', page => page.replace(/>(\d)(\d+)<\/td>/g, '><span>$1</span><span>$2</span></td>')],
  ['figures broken over two lines', page => page.replace(/>(\d)(\d+)<\/td>/g, '>$1<br>$2</td>')],
  ['cells of headings', page => page.replaceAll('<td', '<th').replaceAll('</td>', '</th>')],
  ['ends of rows and cells left out', page => page.replaceAll('</tr>', '').replaceAll('</td>', '')],
  ['a table for each row', page => page.replace(/<\/tr>\s*<tr/g, '</tr></table><table><tr')],
  ['merged cells not said to be', page => page.replace(/ (col|row)span="?\d+"?/g, '')],
  [
    'tables for the layout around it all',
    page =>
      page
        .replace(/<body[^>]*>/, '<body><table><tr><td>左栏</td><td><table><tr><td>')
        .replace('</body>', '</table></table></body>'),
  ],
]

it.each(markups)('random figures come back exact from a page with %s', (_, change) => {
  for (const seed of [2, 3, 5, 8]) {
    const page = change(modernPage(pageText(randomTitle(seed), randomReport(seed)), 'utf-8'))
    const cells = cellsOf(readHtml(new TextEncoder().encode(page)))
    expect(cells, `seed ${seed}`).toMatchObject(expectedCells(randomReport(seed)))
  }
})

// Files of LibreOffice, written by scripts/make-random-fixtures.ts; scripts/soak-formats.ts tries any number of them.
const folder = join(import.meta.dirname, '../fixtures/random')

it.each(readdirSync(folder))('random figures come back exact, cell and state: %s', async name => {
  const document = await readDocumentHere(new Uint8Array(readFileSync(join(folder, name))), { name })
  expect(cellsOf(document)).toMatchObject(expectedCells(randomReport(Number.parseInt(name, 10))))
})
