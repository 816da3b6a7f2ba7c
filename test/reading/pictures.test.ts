import { expect, test } from 'vitest'
import { zip } from '../../scripts/fixtures/zip.ts'
import { readDocument } from '../../src/reading/read.ts'
import { fixture, outline } from './fixtures.ts'

/** A picture in a cell may be a figure: the cell is not blank, and a figure beside it is not the whole. */

const read = async (name: string, bytes: Uint8Array) => outline((await readDocument(bytes, { name })).blocks)

/** Written by LibreOffice: three rows, a picture in a cell of its own and one behind a figure. */
test.each(['pictures.docx', 'pictures.doc', 'pictures.pdf'])('%s', async name => {
  expect(await read(name, fixture(name))).toEqual(['三、收到', 'a|b|c', '规章|〔图片〕|', '规章2|1〔图片〕|5'])
})

test.each([
  ['a picture alone', '<img src="1.png">', '〔图片〕'],
  ['in a paragraph', '<p><span><img src="1.png"></span></p>', '〔图片〕'],
  ['drawn', '<svg width="9" height="9"></svg>', '〔图片〕'],
  ['beside a figure', '1<img src="1.png">', '1〔图片〕'],
  ['beside words', '规章<img src="1.png">', '规章'],
  ['of a single dot', '5<img src="dot.gif" width="1" height="12">', '5'],
  ['a hidden field', '5<input type="hidden" value="3">', '5'],
  ['a field', '<input value="3">', '〔图片〕'],
])('on a page: %s', async (_, cell, printed) => {
  const page = `<html><body><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>${cell}</td></tr></table></body></html>`
  expect(await read('page.html', new TextEncoder().encode(page))).toEqual(['a|b', `c|${printed}`])
})

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const drawn = (inner: string) => `<w:p><w:r>${inner}</w:r></w:p>`
test.each([
  ['a drawing', drawn('<w:drawing><blip/></w:drawing>'), '〔图片〕'],
  ['a picture of old', drawn('<w:pict><shape/></w:pict>'), '〔图片〕'],
  ['an embedded object', drawn('<w:object/>'), '〔图片〕'],
  ['a figure and a drawing', drawn('<w:t>1</w:t><w:drawing/>'), '1〔图片〕'],
  ['words and a drawing', drawn('<w:t>规章</w:t><w:drawing/>'), '规章'],
  [
    'a text box',
    drawn('<w:drawing><w:txbxContent><w:p><w:r><w:t>7</w:t></w:r></w:p></w:txbxContent></w:drawing>'),
    '7',
  ],
  ['a deleted drawing', '<w:p><w:del><w:r><w:drawing/></w:r></w:del></w:p>', ''],
])('in Word: %s', async (_, cell, printed) => {
  const row = (...cells: string[]) => `<w:tr>${cells.map(each => `<w:tc>${each}</w:tc>`).join('')}</w:tr>`
  const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
  const body = `<w:document ${w}><w:body><w:tbl>${row(p('a'), p('b'))}${row(p('c'), cell)}</w:tbl></w:body></w:document>`
  const bytes = zip([{ name: 'word/document.xml', text: body }])
  expect(await read('report.docx', bytes)).toEqual(['a|b', `c|${printed}`])
})
