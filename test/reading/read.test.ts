import { describe, expect, test } from 'vitest'
import { writePdf } from '../../scripts/fixtures/pdf.ts'
import { ReadingError } from '../../src/reading/document.ts'
import { type FileHints, formatOf } from '../../src/reading/format.ts'
import { readInThread } from '../../src/reading/isolation.ts'
import { readDocument } from '../../src/reading/read.ts'
import { fixture, tablesOf } from './fixtures.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const page = fixture('qinghe-2023.html')

const formats: [string, Uint8Array, FileHints, string][] = [
  ['a PDF that is called text', fixture('qinghe-2023.pdf'), { name: 'a.txt', contentType: 'text/plain' }, 'pdf'],
  ['a PDF behind a few bytes', bytes('\n\n%PDF-1.4 …'), {}, 'pdf'],
  ['Word’s XML kind', fixture('qinghe-2023.docx'), { name: 'a.doc' }, 'docx'],
  ['Word’s older kind', fixture('qinghe-2023.doc'), { name: 'a.wps' }, 'doc'],
  ['a page saved as .doc', page, { name: 'a.doc' }, 'html'],
  ['a page served as text', page, { contentType: 'text/plain' }, 'html'],
  ['a piece of a page, by its type', bytes('<p>一、总体情况</p>'), { contentType: 'text/html; charset=gbk' }, 'html'],
  ['a piece of a page, by its name', bytes('<p>一、总体情况</p>'), { name: 'a.SHTML' }, 'html'],
  ['a page after comments', bytes('<!-- 模板 --><?php ?>\n<!-- 二 --><HTML>'), { name: 'a.html' }, 'html'],
  ['Markdown with tags', bytes('# 报告\n<table><tr><td>1</td></tr></table>'), { name: 'a.md' }, 'text'],
  ['text without a name', bytes('一、总体情况'), {}, 'text'],
]

test.each(formats)('the format of %s', (_, content, hints, format) => {
  expect(formatOf(content, hints)).toBe(format)
})

const refusals: [string, Uint8Array, RegExp][] = [
  ['nothing', new Uint8Array(), /空的/],
  ['a picture', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), /图片/],
  ['rich text', bytes('{\\rtf1 报告}'), /RTF/],
  ['an archive', bytes('Rar!\x1a\x07'), /解压/],
  ['another office file', fixture('qinghe-2023.docx').subarray(0, 400), /已损坏/],
  ['a hundred megabytes of text', new Uint8Array(100 * 1024 * 1024).fill(0x41), /超过 32 MB/],
  ['program code', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0), /.+/],
]

test.each(refusals)('refuses %s', async (_, content, reason) => {
  const error = await readDocument(content).catch(caught => caught)
  expect(error).toBeInstanceOf(ReadingError)
  expect(error.message).toMatch(reason)
})

test.each([
  ['qinghe-2023.pdf', 'pdf'],
  ['qinghe-2023.docx', 'docx'],
  ['qinghe-2023.doc', 'doc'],
  ['qinghe-2023.gb18030.html', 'html'],
])('%s is read whatever it is called', async (name, format) => {
  const content = fixture(name)
  const document = await readDocument(content, { name: 'report' })
  expect(document.format).toBe(format)
  expect(tablesOf(document)).toHaveLength(3)
  expect(content).toEqual(fixture(name))
})

test('many documents at once are each read', async () => {
  const names = ['qinghe-2023.pdf', 'scanned.pdf', 'qinghe-2023.docx', 'locked.pdf', 'yunling-2020.doc']
  const read = await Promise.allSettled(names.map(name => readDocument(fixture(name))))
  expect(read.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
})

describe('the thread', () => {
  const job = (content: Uint8Array) => ({ format: 'pdf' as const, bytes: content, origin: {} })
  const budget = { time: 30_000, memory: 2 ** 31 }
  const wellAfterwards = async () => expect((await readDocument(fixture('qinghe-2023.docx'))).format).toBe('docx')

  test('ends a reader that takes too long', async () => {
    const long = writePdf(Array(300).fill('BT /F1 10 Tf 72 700 Td (words) Tj ET\n'.repeat(200)))
    await expect(readInThread(job(long), { ...budget, time: 20 })).rejects.toThrow(/超时/)
    await wellAfterwards()
  })

  test('ends a reader that takes too much memory', async () => {
    // Two bytes for 128 blanks.
    const bomb = writePdf([String.fromCharCode(129, 32).repeat(800_000)], { filter: 'RunLengthDecode' })
    expect(bomb.length).toBeLessThan(2_000_000)
    await expect(readInThread(job(bomb), { ...budget, memory: 40_000_000 })).rejects.toThrow(/内存/)
    await wellAfterwards()
  })
})
