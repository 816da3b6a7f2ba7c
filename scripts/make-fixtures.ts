/**
 * Writes test/fixtures/: the same invented reports as Word (both kinds), PDF and pages, made by real programs, with the cells they must
 * give. Needs LibreOffice (`apt-get install libreoffice-writer fonts-wqy-zenhei`); the tests need only the files.
 *
 * Usage: node scripts/make-fixtures.ts
 */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { convert, writers } from './fixtures/libreoffice.ts'
import { flatOpenDocument, type Part } from './fixtures/opendocument.ts'
import { attachmentPage, encodeGb18030, layoutTablePage, modernPage } from './fixtures/pages.ts'
import { documentParts, heading, headings, pageText } from './fixtures/report-document.ts'
import { expectedCells, fixtureReport } from './fixtures/tables.ts'

const folder = join(import.meta.dirname, '../test/fixtures')

const qinghe = fixtureReport(
  '2021',
  20231,
  {
    'regulations.issued': '0',
    'regulations.repealed': '0',
    'regulations.inForce': '0',
    'normativeDocuments.issued': '7',
    'normativeDocuments.repealed': '2',
    'normativeDocuments.inForce': '63',
    'licensing.decisions': '18452',
    'penalties.decisions': '2093',
    'coercion.decisions': '316',
    'fees.amount': '5225.19',
  },
  '0',
)

const yunling = fixtureReport(
  '2019',
  20205,
  {
    'regulations.created': '',
    'regulations.published': '',
    'regulations.publicTotal': '',
    'normativeDocuments.created': '11',
    'normativeDocuments.published': '11',
    'normativeDocuments.publicTotal': '204',
    'licensing.previousItems': '298',
    'licensing.change': '+36',
    'licensing.decisions': '7,310',
    'otherServices.previousItems': '87',
    'otherServices.change': '-12',
    'otherServices.decisions': '954',
    'penalties.previousItems': '3120',
    'penalties.change': '-267',
    'penalties.decisions': '1488',
    'coercion.previousItems': '164',
    'coercion.change': '/',
    'coercion.decisions': '29',
    'fees.previousItems': '14',
    'fees.change': '/',
    'procurement.projects': '58',
    'procurement.amount': '251000元',
  },
  '',
)

/** A grey page with dark bars where lines of text would be: what a scanner leaves. */
function scannedPage(): Uint8Array {
  const [width, height] = [240, 330]
  const rows = Array.from({ length: height }, (_, y) => {
    const dark = y % 11 < 5 && y > 25 && y < 300
    return Buffer.from([
      0,
      ...Array.from({ length: width }, (_, x) => (dark && x > 20 && x < 220 && (x * 7 + y) % 13 > 4 ? 40 : 235)),
    ])
  })
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function make(name: string, xml: string, targets: { writer: string; suffix: string }[]): void {
  const work = mkdtempSync(join(tmpdir(), 'nianbao-fixtures-'))
  const source = join(work, `${name}.fodt`)
  writeFileSync(source, xml)
  for (const { writer, suffix } of targets) {
    convert([source], writer, work)
    renameSync(join(work, `${name}.${suffix}`), join(folder, `${name}.${suffix}`))
  }
  rmSync(work, { recursive: true })
}

const docx = { writer: writers.docx, suffix: 'docx' }
const doc = { writer: writers.doc, suffix: 'doc' }
const pdf = { writer: writers.pdf, suffix: 'pdf' }
const lockedPdf = {
  writer:
    'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"open"}}',
  suffix: 'pdf',
}

mkdirSync(folder, { recursive: true })
const qingheTitle = '青禾区2023年政府信息公开工作年度报告'
const yunlingTitle = '云岭县人民政府2020年政府信息公开工作年度报告'
const titled = (text: string): Part => ({ kind: 'paragraph', style: 'Title', text })

make(
  'qinghe-2023',
  flatOpenDocument(documentParts(titled(qingheTitle), qinghe, heading), { pageNumbers: true, ruled: true }),
  [docx, doc, pdf],
)
make(
  'yunling-2020',
  flatOpenDocument(
    documentParts({ kind: 'textBox', text: yunlingTitle }, yunling, index => ({
      kind: 'numbered',
      text: headings[index]!,
    })),
    { pageNumbers: true, ruled: true },
  ),
  [docx, doc, pdf],
)
make(
  'unruled',
  flatOpenDocument(documentParts(titled(qingheTitle), qinghe, heading), { pageNumbers: true, ruled: false }),
  [pdf],
)
make('scanned', flatOpenDocument([{ kind: 'image', png: scannedPage() }], { pageNumbers: false, ruled: true }), [pdf])
make('locked', flatOpenDocument([titled(qingheTitle)], { pageNumbers: false, ruled: true }), [lockedPdf])

const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content)
write('qinghe-2023.json', `${JSON.stringify(expectedCells(qinghe), null, 1)}\n`)
write('yunling-2020.json', `${JSON.stringify(expectedCells(yunling), null, 1)}\n`)
write('qinghe-2023.html', modernPage(pageText(qingheTitle, qinghe), 'utf-8'))
write('qinghe-2023.gb18030.html', encodeGb18030(modernPage(pageText(qingheTitle, qinghe), 'utf-8')))
write(
  'yunling-2020.gb18030.html',
  encodeGb18030(layoutTablePage(pageText(yunlingTitle, yunling)).replaceAll('\u00a0', ' ')),
)
write('attachment-only.html', attachmentPage(qingheTitle))
