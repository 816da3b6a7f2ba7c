import { fullName } from '../answer/answer.ts'
import { type Checked, checked, remarksOn } from '../answer/finding/quality.ts'
import { rosterOf } from '../answer/finding/roster.ts'
import { holdingsOf } from '../answer/holdings.ts'
import type { Finding, OtherSource } from '../report/report.ts'
import { close, loadCatalogue, openSearch } from '../search/search.ts'
import type { Run } from './commands.ts'
import { readConfig } from './config.ts'
import { CommandError, printJson, readArgs } from './io.ts'

interface ReportQuality {
  report: string
  issuer: string
  year: number
  edition: string
  blank: number
  notApplicable: number
  unreadable: number
  findings: Finding[]
  /** Sources of the same report that were passed over, and why. */
  others: OtherSource[]
}

export const check: Run = async args => {
  const { values, positionals } = readArgs({
    args,
    options: { json: { type: 'boolean' } },
    allowPositionals: true,
  })
  const { dataDir, meiliHost, meiliApiKey } = readConfig()
  const search = await openSearch({ dataDir, host: meiliHost, apiKey: meiliApiKey })
  try {
    const holdings = holdingsOf(await loadCatalogue(search))
    const words = positionals.join(' ')
    const roster = words.trim() ? rosterOf(words, holdings, new Date()) : { holders: holdings.all, holdings: null }
    if ('advice' in roster) throw new CommandError(roster.advice.join('\n'))
    const wanted = roster.holdings && new Set(roster.holdings.map(({ id }) => id))
    let reports = 0
    let findings = 0
    const issues: ReportQuality[] = []
    for await (const each of checked(search, roster.holders)) {
      if (wanted && !wanted.has(each.report.id)) continue
      reports++
      findings += each.findings.length
      if (values.json) issues.push(qualityOf(each))
      else for (const line of linesOf(each)) console.log(line)
    }
    if (values.json) printJson({ reports: issues, findings })
    else console.log(`共 ${reports} 份报告，核对发现 ${findings} 处。`)
    return 0
  } finally {
    await close(search)
  }
}

const qualityOf = ({ report, empty, findings }: Checked): ReportQuality => ({
  report: report.id,
  issuer: fullName(report.issuer),
  year: report.year,
  edition: report.edition,
  ...empty,
  findings,
  others: report.others ?? [],
})

function linesOf(each: Checked): string[] {
  const remarks = remarksOn(each, source => ('file' in source ? source.file : source.url))
  const { issuer, year } = each.report
  return remarks.length > 0 ? [`${fullName(issuer)} ${year}年`, ...remarks.map(remark => `  ${remark}`)] : []
}
