import { checkYears } from '../../report/checks.ts'
import type { Finding, Source } from '../../report/report.ts'
import { findReports, type Search, type StoredReport } from '../../search/search.ts'
import type { Holder } from '../holdings.ts'

/** What is to be known of reports before one relies on them: cells without a figure, failed checks, sources passed over. */

export interface Checked {
  report: StoredReport
  /** Cells of the report by why they have no figure. */
  empty: { blank: number; notApplicable: number; unreadable: number }
  /** The report's own, and those against the issuer's year before. */
  findings: Finding[]
}

/** Issuers whose reports are held together; a few issuers at a time, whatever their number. */
const issuersAtATime = 100

/** Every report of some issuers, years ascending in each, checked. Throws a `SearchError`. */
export async function* checked(search: Search, holders: readonly Holder[]): AsyncGenerator<Checked> {
  for (let at = 0; at < holders.length; at += issuersAtATime) {
    const some = holders.slice(at, at + issuersAtATime)
    const ids = some.flatMap(({ holdings }) => holdings.map(({ id }) => id))
    const reports = new Map((await findReports(search, { ids })).map(report => [report.id, report]))
    for (const { holdings } of some) {
      let earlier: StoredReport | undefined
      for (const { id } of holdings) {
        const report = reports.get(id)
        if (!report) continue
        yield check(report, earlier)
        earlier = report
      }
    }
  }
}

function check(report: StoredReport, earlier: StoredReport | undefined): Checked {
  const count = (state: string) => report.cells.filter(cell => cell.state === state).length
  const empty = {
    blank: count('blank'),
    notApplicable: count('notApplicable'),
    unreadable: count('unreadable'),
  }
  return { report, empty, findings: [...report.findings, ...(earlier ? checkYears(earlier, report) : [])] }
}

/** What there is to say of a report, a line each; none where it is whole. `nameOf` names a source that was passed over. */
export function remarksOn({ report, empty, findings }: Checked, nameOf: (source: Source) => string): string[] {
  const counts = [
    [empty.blank, '空白'],
    [empty.notApplicable, '不适用'],
    [empty.unreadable, '未能读出'],
  ].flatMap(([count, word]) => (count ? [`${word} ${count} 格`] : []))
  return [
    ...(counts.length > 0 ? [counts.join('，')] : []),
    ...findings.map(({ message }) => message),
    ...(report.others ?? []).map(({ source, reason }) => `另有来源 ${nameOf(source)}（未采用：所用来源${reason}）`),
  ]
}
