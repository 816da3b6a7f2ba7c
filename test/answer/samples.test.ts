import { expect, test } from 'vitest'
import { converse, freshMemory } from '../../src/conversation/converse.ts'
import type { Report } from '../../src/report/report.ts'
import { districtReports, libraryOf } from '../support/library.ts'

/** 阿城区 is a sample, 道里区 an invented one, the others are reports of one's own. */
const mixed = districtReports.map((report): Report => {
  const code = report.issuer.division?.code
  if (code === '230112') return { ...report, sample: 'rewritten' }
  return code === '230102' ? { ...report, sample: 'invented' } : report
})
const all = districtReports.map((report): Report => ({ ...report, sample: 'rewritten' }))

const rewritten = expect.stringContaining('文字为改写')
const invented = expect.stringContaining('编造')

test.each<[string, Report[], string, unknown[]]>([
  ['a figure of a sample', mixed, '阿城区2021年收到多少申请', [rewritten]],
  ['a figure of an invention', mixed, '道里区2021年收到多少申请', [invented]],
  ['a figure over both', mixed, '阿城区和道里区2021年申请哪个多', [rewritten, invented]],
  ['words of a sample', mixed, '阿城区2021年存在什么问题', [rewritten]],
  ['no sample', mixed, '南岗区2021年收到多少申请', []],
  ['words of none', mixed, '南岗区2021年存在什么问题', []],
  ['a list of samples alone', all, '有哪些报告', [rewritten]],
  ['a list with others', mixed, '有哪些报告', []],
  ['nothing said of any report', all, '你好', []],
])('%s', async (_, reports, question, notices) => {
  const { outcome } = await converse(question, freshMemory, libraryOf(reports), new Date('2023-05-01'))
  expect(outcome.notices).toEqual(notices)
})
