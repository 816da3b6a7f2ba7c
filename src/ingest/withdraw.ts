import type { Report, Source } from '../report/report.ts'
import { addReports, deleteReport, findReports, listSources, type Search, sectionsOf } from '../search/search.ts'
import { locator } from './known.ts'

/** Reports that go again: their source says something else by now, or they were samples. */

/** Whole reports as they are held. Throws a `SearchError`. */
export async function wholeReports(search: Search, ids: readonly string[]): Promise<Report[]> {
  const held = await findReports(search, { ids })
  const prose = held.length > 0 ? await sectionsOf(search, held) : new Map()
  return held.map(({ hash: _, ...report }) => ({ ...report, sections: prose.get(report.id) ?? [] }))
}

/**
 * Takes from the index what sources no longer say: `moved` names reports, and the sources that by now are of other issuers or years. A
 * report that was made of such a source is withdrawn; its other sources are given back, to be read anew. Throws a `SearchError`.
 */
export async function withdrawMoved(
  search: Search,
  moved: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<{ withdrawn: string[]; left: Source[] }> {
  const withdrawn: string[] = []
  const left: Source[] = []
  for (const { others: passedOver = [], ...report } of await wholeReports(search, [...moved.keys()])) {
    const gone = moved.get(report.id)!
    const others = passedOver.filter(({ source }) => !gone.has(locator(source)))
    if (!gone.has(locator(report.source))) {
      await addReports(search, [others.length > 0 ? { ...report, others } : report])
      continue
    }
    await deleteReport(search, report.id)
    withdrawn.push(report.id)
    left.push(...others.map(({ source }) => source))
  }
  return { withdrawn, left }
}

/** Takes out the samples that came with the program; their ids. Throws a `SearchError`. */
export async function withdrawSamples(search: Search): Promise<string[]> {
  const ids = (await listSources(search)).filter(({ sample }) => sample !== null).map(({ id }) => id)
  for (const id of ids) await deleteReport(search, id)
  return ids
}
