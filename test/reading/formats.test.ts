import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDoc } from '../../src/reading/doc.ts'
import type { Document } from '../../src/reading/document.ts'
import { readDocx } from '../../src/reading/docx.ts'
import { readHtml } from '../../src/reading/html.ts'
import { readPdf } from '../../src/reading/pdf.ts'
import { overPublished } from '../support/over-published.ts'
import { published } from '../support/published.ts'
import { expectedOf, figuresOf, fixture, outline, printedValue, tablesOf } from './fixtures.ts'

/** One report in many formats: every reader must give the same grids and, from them, every printed figure. */
const files: [string, 'qinghe-2023' | 'yunling-2020', (bytes: Uint8Array) => Document | Promise<Document>][] = [
  ['qinghe-2023.docx', 'qinghe-2023', readDocx],
  ['qinghe-2023.doc', 'qinghe-2023', readDoc],
  ['qinghe-2023.pdf', 'qinghe-2023', readPdf],
  ['qinghe-2023.html', 'qinghe-2023', bytes => readHtml(bytes)],
  ['qinghe-2023.gb18030.html', 'qinghe-2023', bytes => readHtml(bytes)],
  ['yunling-2020.docx', 'yunling-2020', readDocx],
  ['yunling-2020.doc', 'yunling-2020', readDoc],
  ['yunling-2020.pdf', 'yunling-2020', readPdf],
  ['yunling-2020.gb18030.html', 'yunling-2020', bytes => readHtml(bytes)],
]

const editions = { 'qinghe-2023': '2021', 'yunling-2020': '2019' } as const

describe.each(files)('%s', (name, report, read) => {
  test('has every figure in its place', async () => {
    const figures = figuresOf(await read(fixture(name)), editions[report])
    const values = Object.fromEntries(Object.entries(figures).map(([field, text]) => [field, printedValue(text)]))
    expect(values).toEqual(expectedOf(report))
  })

  test('reads like the same report in Word', async () => {
    const document = await read(fixture(name))
    expect(outline(document.blocks)).toEqual(outline(readDocx(fixture(`${report}.docx`)).blocks))
  })

  test('gives all rows of a table the same length', async () => {
    for (const table of tablesOf(await read(fixture(name)))) {
      expect(new Set(table.map(row => row.length)).size).toBe(1)
    }
  })
})

overPublished('published reports', ['reports/gold'], () => {
  const shared = published('reports')
  const gold = (name: string): Record<string, number | null> =>
    JSON.parse(readFileSync(join(shared, 'gold', `${name}.json`), 'utf8')).cells
  const bytes = (name: string) => new Uint8Array(readFileSync(join(shared, name)))

  test('a PDF whose tables run over pages', async () => {
    const tables = tablesOf(await readPdf(bytes('hongze-2024.pdf')))
    expect(tables.map(table => table.length)).toEqual([14, 26, 4])
    const totals = tables[1]!.slice(3).map(row => Number(row.at(-1)!.text))
    const expected = gold('hongze-2024.pdf')
    const fields = Object.keys(expected).filter(field => /^requests\..*\.total$/.test(field))
    expect(totals).toEqual(fields.map(field => expected[field]))
  })

  test('a page of the 2021 edition', () => {
    const document = readHtml(bytes('pingtan-2024.html'))
    const expected = gold('pingtan-2024.html')
    const figures = Object.entries(figuresOf(document, '2021')).map(([field, text]) => [
      field,
      printedValue(text).value,
    ])
    expect(Object.fromEntries(figures)).toEqual(expected)
    expect(document.meta.publishedOn).toBe('2025-03-10')
    expect(outline(document.blocks).at(-1)).toContain('信息处理费')
  })

  test('a page of the 2019 edition with blanks', () => {
    const document = readHtml(bytes('shanghai-office-2019.html'))
    const figures = Object.entries(figuresOf(document, '2019')).map(([field, text]) => [
      field,
      printedValue(text).value,
    ])
    expect(Object.fromEntries(figures)).toEqual(gold('shanghai-office-2019.html'))
  })

  test('the blank form', () => {
    const document = readDocx(bytes('blank-form-2021.docx'))
    const states = Object.values(figuresOf(document, '2021')).map(text => printedValue(text).state)
    expect(new Set(states)).toEqual(new Set(['blank']))
    expect(tablesOf(document).map(table => table.length)).toEqual([14, 28, 4])
  })
})
