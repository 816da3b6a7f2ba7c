import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joined } from '../../src/ingest/duplicates.ts'
import type { Report } from '../../src/report/report.ts'
import { type CellSpec, makeReport } from '../support/reports.ts'

const unread: CellSpec = [null, 'unreadable', '？']
const from = (file: string, publishedOn: string | null, granted: CellSpec = 3): Report =>
  makeReport({ source: { file, sha256: file }, publishedOn, cells: { 'requests.granted.total': granted } })

const file = (report: Report): string => ('file' in report.source ? report.source.file : report.source.url)

describe('the same report from two sources', () => {
  it.each([
    [
      'a later publication',
      from('b.txt', '2024-05-01'),
      from('a.html', '2024-01-10'),
      '公布日期更晚，视为更正后重新公布',
    ],
    ['a date', from('b.txt', '2024-01-10', unread), from('a.html', null), '印有公布日期'],
    ['fewer unreadable cells', from('b.txt', null), from('a.html', null, unread), '未能读出的格子更少'],
    [
      'fewer unreadable cells, of one date',
      from('b.txt', '2024-01-10'),
      from('a.html', '2024-01-10', unread),
      '未能读出的格子更少',
    ],
    ['a format that keeps tables', from('b.html', null), from('a.txt', null), '格式更能保留表格'],
    ['a format that keeps tables', from('b.docx', null), from('a.pdf', null), '格式更能保留表格'],
    ['the name, where nothing else tells', from('a.txt', null), from('b.txt', null), '内容相当，取名称在前的'],
  ])('%s wins, whichever comes first', (_, better, worse, reason) => {
    for (const [first, second] of [
      [better, worse],
      [worse, better],
    ] as const) {
      const report = joined(first, second)
      expect(file(report)).toBe(file(better))
      expect(report.others).toEqual([{ source: worse.source, reason }])
    }
  })

  it('any number of sources leave the same, in whatever order and whichever are joined first', () => {
    const source = fc.record({
      file: fc.constantFrom('a.txt', 'b.html', 'c.pdf', 'd.html', 'e.txt'),
      publishedOn: fc.constantFrom(null, '2024-01-10', '2024-05-01'),
      granted: fc.constantFrom<CellSpec>(3, unread),
    })
    const sources = fc.uniqueArray(source, { selector: ({ file }) => file, minLength: 2 })
    const joinedAll = (reports: Report[], cut: number): Report => {
      if (reports.length === 1) return reports[0]!
      const at = 1 + (cut % (reports.length - 1))
      return joined(joinedAll(reports.slice(0, at), cut), joinedAll(reports.slice(at), cut))
    }
    const twoWays = sources.chain(some =>
      fc.tuple(
        fc.constant(some),
        fc.shuffledSubarray(some, { minLength: some.length }),
        fc.nat({ max: 5 }),
        fc.nat({ max: 5 }),
      ),
    )
    fc.assert(
      fc.property(twoWays, ([some, others, cut, otherCut]) => {
        const read = (each: typeof some) =>
          each.map(({ file, publishedOn, granted }) => from(file, publishedOn, granted))
        expect(joinedAll(read(others), otherCut)).toEqual(joinedAll(read(some), cut))
      }),
    )
  })

  it('every source keeps the reader that read it', () => {
    const by = (readBy: string, report: Report): Report => ({ ...report, readBy })
    const report = joined(by('old', from('a.html', null)), by('new', from('b.txt', null)))
    expect(report).toMatchObject({ readBy: 'old', others: [{ source: { file: 'b.txt' }, readBy: 'new' }] })
  })

  it('three sources leave one report and two others, in any order', () => {
    const three = [from('a.txt', null), from('b.pdf', null), from('c.html', null)]
    for (const [x, y, z] of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [1, 0, 2],
    ] as const) {
      const report = joined(joined(three[x]!, three[y]!), three[z]!)
      expect(file(report)).toBe('c.html')
      expect(report.others?.map(({ source }) => 'file' in source && source.file)).toEqual(['a.txt', 'b.pdf'])
    }
  })

  it('a new reading of the same source replaces the old one', () => {
    const old = {
      ...from('a.txt', null, unread),
      others: [{ source: { file: 'z.txt', sha256: 'z' }, reason: '内容相当，取名称在前的' }],
    }
    const report = joined(old, from('a.txt', null, 7))
    expect(report.cells[0]?.value).toBe(7)
    expect(report.others).toEqual(old.others)
  })
})
