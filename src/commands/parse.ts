import { reportOfFile } from '../ingest/read.ts'
import type { Report } from '../report/report.ts'
import type { Run } from './commands.ts'
import { printJson, readArgs, UsageError } from './io.ts'

export const parse: Run = async args => {
  const { values, positionals } = readArgs({ args, options: { json: { type: 'boolean' } }, allowPositionals: true })
  const [file] = positionals
  if (!file || positionals.length > 1) throw new UsageError('请给出一个文件：parse <文件> [--json]')
  const report = await reportOfFile(file)
  if (values.json) printJson(report)
  else console.log(summaryOf(report))
  return 0
}

function summaryOf({ title, issuer, year, edition, publishedOn, cells, sections, findings }: Report): string {
  const count = (state: string) => cells.filter(cell => cell.state === state).length
  return [
    `标题：${title}`,
    `单位：${issuer.name}${issuer.division ? `（${issuer.division.path.join('')}）` : '（未能确定行政区划）'}`,
    `年份：${year}　表式：${edition}年版　公布日期：${publishedOn ?? '未写明'}`,
    `格子：${cells.length}（有数字 ${count('reported')}，空白 ${count('blank')}，不适用 ${count('notApplicable')}，未能读出 ${count('unreadable')}）`,
    ...cells
      .filter(cell => cell.state === 'reported' && cell.value !== 0)
      .map(cell => `  ${cell.label}：${cell.value}`),
    `章节：${sections
      .map(section => section.heading)
      .filter(Boolean)
      .join('、')}`,
    ...findings.map(finding => `核对：${finding.message}`),
  ].join('\n')
}
