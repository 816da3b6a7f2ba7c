import { expect, test } from 'vitest'
import { parseReport } from '../../src/parsing/parse.ts'
import { readDocument } from '../../src/reading/read.ts'
import { expectedOf, fixture } from './fixtures.ts'

/** From the file to the cells: every format of a report must give every one of its cells. */
const files: [string, 'qinghe-2023' | 'yunling-2020'][] = [
  ['qinghe-2023.docx', 'qinghe-2023'],
  ['qinghe-2023.doc', 'qinghe-2023'],
  ['qinghe-2023.pdf', 'qinghe-2023'],
  ['qinghe-2023.html', 'qinghe-2023'],
  ['qinghe-2023.gb18030.html', 'qinghe-2023'],
  ['unruled.pdf', 'qinghe-2023'],
  ['yunling-2020.docx', 'yunling-2020'],
  ['yunling-2020.doc', 'yunling-2020'],
  ['yunling-2020.pdf', 'yunling-2020'],
  ['yunling-2020.gb18030.html', 'yunling-2020'],
]

test.each(files)('%s', async (name, report) => {
  const { cells, year, edition } = parseReport(
    await readDocument(fixture(name), { name }),
    { file: name, sha256: '' },
    name,
  )
  const read = Object.fromEntries(cells.map(({ field, value, state }) => [field, { value, state }]))
  expect(read).toEqual(expectedOf(report))
  expect([year, edition]).toEqual(report === 'qinghe-2023' ? [2023, '2021'] : [2020, '2019'])
})
