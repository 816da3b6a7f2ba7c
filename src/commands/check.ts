import { fullName } from '../answer/answer.ts'
import { holdingsOf } from '../answer/holdings.ts'
import { checkYears } from '../report/checks.ts'
import type { Finding, OtherSource } from '../report/report.ts'
import { close, findReports, loadCatalogue, openSearch, type Search, type StoredReport } from '../search/search.ts'
import type { Run } from './commands.ts'
import { readConfig } from './config.ts'
import { printJson, readArgs } from './io.ts'

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
  const { values } = readArgs({ args, options: { json: { type: 'boolean' } } })
  const { dataDir, meiliHost, meiliApiKey } = readConfig()
  const search = await openSearch({ dataDir, host: meiliHost, apiKey: meiliApiKey })
  try {
    let reports = 0
    let findings = 0
    const issues: ReportQuality[] = []
    for await (const quality of qualityOf(search)) {
      reports++
      findings += quality.findings.length
      if (values.json) issues.push(quality)
      else for (const line of linesOf(quality)) console.log(line)
    }
    if (values.json) printJson({ reports: issues, findings })
    else console.log(`共 ${reports} 份报告，核对发现 ${findings} 处。`)
    return 0
  } finally {
    await close(search)
  }
}

/** Issuers whose reports are held together; a few issuers at a time, whatever their number. */
const issuersAtATime = 100

async function* qualityOf(search: Search): AsyncGenerator<ReportQuality> {
  const holders = holdingsOf(await loadCatalogue(search)).all
  for (let at = 0; at < holders.length; at += issuersAtATime) {
    const some = holders.slice(at, at + issuersAtATime)
    const reports = new Map(
      (await findReports(search, { ids: some.flatMap(({ holdings }) => holdings.map(({ id }) => id)) })).map(report => [
        report.id,
        report,
      ]),
    )
    for (const { holdings } of some) {
      let earlier: StoredReport | undefined
      for (const { id } of holdings) {
        const report = reports.get(id)
        if (!report) continue
        yield quality(report, earlier)
        earlier = report
      }
    }
  }
}

function quality(report: StoredReport, earlier: StoredReport | undefined): ReportQuality {
  const count = (state: string) => report.cells.filter(cell => cell.state === state).length
  return {
    report: report.id,
    issuer: fullName(report.issuer),
    year: report.year,
    edition: report.edition,
    blank: count('blank'),
    notApplicable: count('notApplicable'),
    unreadable: count('unreadable'),
    findings: [...report.findings, ...(earlier ? checkYears(earlier, report) : [])],
    others: report.others ?? [],
  }
}

function linesOf({ issuer, year, blank, notApplicable, unreadable, findings, others }: ReportQuality): string[] {
  const counts = [
    [blank, '空白'],
    [notApplicable, '不适用'],
    [unreadable, '未能读出'],
  ].flatMap(([count, word]) => (count ? [`${word} ${count} 格`] : []))
  const details = [
    ...(counts.length > 0 ? [`  ${counts.join('，')}`] : []),
    ...findings.map(({ message }) => `  ${message}`),
    ...others.map(
      ({ source, reason }) => `  另有来源 ${'file' in source ? source.file : source.url}（未采用：所用来源${reason}）`,
    ),
  ]
  return details.length > 0 ? [`${issuer} ${year}年`, ...details] : []
}
