import { describe, expect, test } from 'vitest'
import { type ZipPart as Part, zip } from '../../scripts/fixtures/zip.ts'
import { readDoc } from '../../src/reading/doc.ts'
import { readDocx } from '../../src/reading/docx.ts'
import { openZip } from '../../src/reading/zip.ts'
import { fixture, outline, paragraphsOf } from './fixtures.ts'

const names =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
const body = (xml: string) => `<w:document ${names}><w:body>${xml}</w:body></w:document>`
const docx = (xml: string, others: Part[] = []) => zip([{ name: 'word/document.xml', text: body(xml) }, ...others])

const p = (text: string, properties = '') => `<w:p>${properties}<w:r><w:t>${text}</w:t></w:r></w:p>`
const tc = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`
const tr = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`
const tbl = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`

const bodies: [string, string, string[]][] = [
  ['runs of one paragraph', '<w:p><w:r><w:t>本年</w:t></w:r><w:r><w:t>新收</w:t></w:r></w:p>', ['本年新收']],
  ['breaks', '<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>', ['甲', '乙']],
  ['cells merged across', tbl(tr(tc('a', '<w:gridSpan w:val="2"/>')), tr(tc('b'), tc('c'))), ['a|~', 'b|c']],
  [
    'cells merged across in the older way',
    tbl(tr(tc('a', '<w:hMerge w:val="restart"/>'), tc('', '<w:hMerge/>')), tr(tc('b'), tc('c'))),
    ['a|~', 'b|c'],
  ],
  [
    'cells merged downwards',
    tbl(tr(tc('a', '<w:vMerge w:val="restart"/>'), tc('b')), tr(tc('', '<w:vMerge/>'), tc('c')), tr(tc('d'), tc('e'))),
    ['a|b', '~|c', 'd|e'],
  ],
  [
    'a row that begins later',
    tbl(tr(tc('a'), tc('b')), '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p/></w:tc></w:tr>'),
    ['a|b', '|'],
  ],
  [
    'a cell in a content control',
    tbl(`<w:tr><w:sdt><w:sdtContent>${tc('a')}</w:sdtContent></w:sdt>${tc('b')}</w:tr>`, tr(tc('c'), tc('d'))),
    ['a|b', 'c|d'],
  ],
  [
    'tracked changes as they will be',
    '<w:p><w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins><w:r><w:t>6</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>7</w:t></w:r></w:moveFrom></w:p>',
    ['6'],
  ],
  [
    'a row tracked as deleted',
    tbl('<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr>', tr(tc('a'), tc('b'))),
    ['a|b'],
  ],
  [
    'hidden text',
    '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>5</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>6</w:t></w:r></w:p>',
    ['6'],
  ],
  [
    'a text box once, though two kinds of it are kept',
    `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${p('标题')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${p('标题')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    ['标题'],
  ],
  [
    'a table in a text box',
    `<w:p><w:r><w:txbxContent>${tbl(tr(tc('a'), tc('b')))}</w:txbxContent></w:r></w:p>`,
    ['a|b'],
  ],
  ['field instructions', '<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>', ['3']],
]

describe('.docx', () => {
  test.each(bodies)('%s', (_, xml, lines) => {
    expect(outline(readDocx(docx(xml)).blocks)).toEqual(lines)
  })

  test('two blanks between figures stay a wide gap, one stays one', () => {
    const spaced = '<w:p><w:r><w:t xml:space="preserve">3  5 和  7 8</w:t></w:r></w:p>'
    expect(readDocx(docx(spaced)).blocks).toEqual([{ kind: 'paragraph', text: '3\u30005 和 7 8' }])
  })

  test('prefixes of its own choosing', () => {
    const text = body(p('甲')).replaceAll('w:', 'ns0:').replace('xmlns:w=', 'xmlns:ns0=')
    expect(paragraphsOf(readDocx(zip([{ name: 'word/document.xml', text }])))).toEqual(['甲'])
  })

  const level = (depth: number, format: string, text: string, start = 1) =>
    `<w:lvl w:ilvl="${depth}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
  const numbering = (levels: string, nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') => ({
    name: 'word/numbering.xml',
    text: `<w:numbering ${names}><w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum>${nums}</w:numbering>`,
  })
  const item = (text: string, depth = 0, list = 1) =>
    p(text, `<w:pPr><w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>`)

  test('automatic numbers are printed', () => {
    const levels =
      level(0, 'chineseCounting', '%1、') + level(1, 'chineseCountingThousand', '（%2）') + level(2, 'decimal', '%3.')
    const xml = [item('总体'), item('主动', 1), item('依申请', 1), item('一件', 2), item('公开'), item('其他', 1)].join(
      '',
    )
    expect(paragraphsOf(readDocx(docx(xml, [numbering(levels)])))).toEqual([
      '一、总体',
      '（一）主动',
      '（二）依申请',
      '1.一件',
      '二、公开',
      '（一）其他',
    ])
  })

  test('a list that starts anew, a bullet, a numbered style', () => {
    const nums =
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="11"/></w:lvlOverride></w:num>'
    const styles = {
      name: 'word/styles.xml',
      text: `<w:styles ${names}><w:style w:styleId="h"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>`,
    }
    const levels = level(0, 'chineseCounting', '%1、') + level(1, 'bullet', '●')
    const xml = item('甲') + item('乙', 1) + p('丙', '<w:pPr><w:pStyle w:val="h"/></w:pPr>')
    expect(paragraphsOf(readDocx(docx(xml, [numbering(levels, nums), styles])))).toEqual(['一、甲', '乙', '十一、丙'])
  })

  const refusals: [string, Uint8Array, RegExp][] = [
    ['a container without a document', zip([{ name: 'xl/workbook.xml', text: '<a/>' }]), /不是 Word 文档/],
    ['a container cut short', fixture('qinghe-2023.docx').subarray(0, 5000), /已损坏/],
    ['XML that is not well-formed', zip([{ name: 'word/document.xml', text: '<w:document><w:body>' }]), /XML 已损坏/],
    [
      'a part with a wrong checksum',
      zip([{ name: 'word/document.xml', text: body(p('5')), claims: { crc: 1 } }]),
      /已损坏/,
    ],
    [
      'an encrypted part',
      zip([{ name: 'word/document.xml', text: body(p('5')), claims: { encrypted: true } }]),
      /加密/,
    ],
    [
      'a part that claims a gigabyte',
      zip([{ name: 'word/document.xml', text: body(p('5')), claims: { size: 2 ** 30 } }]),
      /过大/,
    ],
    [
      'a part larger than it claims',
      zip([{ name: 'word/document.xml', text: body(p('5').repeat(9000)), claims: { size: 100 } }]),
      /已损坏/,
    ],
    ['a bomb that tells the truth', zip([{ name: 'word/document.xml', text: ' '.repeat(80_000_000) }]), /过大/],
    ['a tag without end', docx(`<w:p ${'a="1" '.repeat(5000)}/>`), /过大/],
    ['more attributes than any document has', docx('<w:p a="1" b="2" c="3" d="4" e="5"/>'.repeat(81_000)), /过大/],
    ['empty runs by the hundred thousand', docx(`<w:p>${'<w:r/>'.repeat(201_000)}</w:p>`), /过大/],
    ['more text than any report has', docx(p('信'.repeat(400_001))), /文字过多/],
    ['elements in one another without end', docx('<w:sdt>'.repeat(3000) + '</w:sdt>'.repeat(3000)), /嵌套过深/],
    [
      'tables in one another without end',
      docx('<w:tbl><w:tr><w:tc>'.repeat(30) + p('1') + '</w:tc></w:tr></w:tbl>'.repeat(30)),
      /表格嵌套过深/,
    ],
    [
      'an entity that stands for millions',
      zip([{ name: 'word/document.xml', text: `<!DOCTYPE a [<!ENTITY a "${'a'.repeat(1000)}">]>${body(p('&a;'))}` }]),
      /XML 已损坏/,
    ],
    ['a document without text', docx('<w:p/>'), /没有文字/],
  ]

  test.each(refusals)('refuses %s', (_, bytes, reason) => {
    expect(() => readDocx(bytes)).toThrow(reason)
  })

  test('parts are read at most up to the limit together', () => {
    const part = openZip(
      zip([
        { name: 'a', text: 'a'.repeat(600) },
        { name: 'b', text: 'b'.repeat(600) },
      ]),
      1000,
    )
    expect(part('a')).toHaveLength(600)
    expect(part('c')).toBeUndefined()
    expect(() => part('b')).toThrow(/过大/)
  })
})

describe('.doc', () => {
  test('cells that the table merges', () => {
    const [, , , , table] = readDoc(fixture('qinghe-2023.doc')).blocks
    expect(outline([table!]).slice(0, 3)).toEqual([
      '第二十条第（一）项|~|~|~',
      '信息内容|本年制发件数|本年废止件数|现行有效件数',
      '规章|0|0|0',
    ])
  })

  const doc = fixture('qinghe-2023.doc')
  const patched = (change: (bytes: Uint8Array, textStream: number) => void) => {
    const bytes = doc.slice()
    const at = Buffer.from(bytes).indexOf(Buffer.from([0xec, 0xa5]))
    change(bytes, at)
    return bytes
  }
  const refusals: [string, Uint8Array, RegExp][] = [
    ['a file cut short', doc.subarray(0, 3000), /已损坏/],
    ['an encrypted file', patched((bytes, at) => (bytes[at + 0x0b]! |= 1)), /密码/],
    ['a file of Word 95', patched((bytes, at) => (bytes[at] = 0xdc)), /Word 95/],
    ['another kind of file in the same container', patched((bytes, at) => bytes.fill(0, at, at + 2)), /不是 Word 文档/],
    ['a piece table that points outside', patched((bytes, at) => bytes.fill(0xff, at + 0x1a2, at + 0x1a6)), /已损坏/],
    ['no container', new TextEncoder().encode('文档'.repeat(500)), /已损坏/],
  ]

  test.each(refusals)('refuses %s', (_, bytes, reason) => {
    expect(() => readDoc(bytes)).toThrow(reason)
  })
})
