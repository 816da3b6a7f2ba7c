import { expect, it } from 'vitest'
import { encodeGb18030, modernPage } from '../../scripts/fixtures/pages.ts'
import { randomReport } from '../../scripts/fixtures/random-report.ts'
import { pageText } from '../../scripts/fixtures/report-document.ts'
import { expectedCells } from '../../scripts/fixtures/tables.ts'
import { parseReport } from '../../src/parsing/parse.ts'
import { readHtml } from '../../src/reading/html.ts'

// Word and PDF need LibreOffice to be written: scripts/soak-formats.ts does the same with them.
it('random figures on a page come back exact, cell and state, whatever its charset', () => {
  for (let seed = 1; seed <= 80; seed++) {
    const report = randomReport(seed)
    const title = `青禾区${report.edition === '2019' ? 2020 : 2023}年政府信息公开工作年度报告`
    const page = modernPage(pageText(title, report), 'utf-8')
    const bytes = seed % 3 === 0 ? encodeGb18030(page) : new TextEncoder().encode(page)
    const { cells } = parseReport(readHtml(bytes), { file: `${seed}.html`, sha256: '' })
    const got = Object.fromEntries(cells.map(({ field, value, state }) => [field, { value, state }]))
    expect(got, `seed ${seed}`).toMatchObject(expectedCells(report))
  }
})
