import type { SourceOf } from '../answer/finding/export.ts'
import { sourceText } from '../answer/finding/export.ts'
import { find } from '../answer/finding/find.ts'
import { checked } from '../answer/finding/quality.ts'
import { rosterOf } from '../answer/finding/roster.ts'
import type { Library } from '../answer/reply.ts'
import type { Log } from '../channels/channel.ts'
import type { Command } from '../conversation/commands.ts'
import { openStaff, staffList } from '../conversation/staff.ts'
import { type Finder, staffCommands } from '../conversation/staff-commands.ts'
import type { Shelf } from '../conversation/staff-reports.ts'
import { findReports, type PassageHit, type Search } from '../search/search.ts'
import type { Database } from '../store/database.ts'
import { feedbackIn } from '../store/feedback.ts'
import { installationSecret } from '../store/identity.ts'
import { staffIn } from '../store/staff.ts'

/** What citations of these passages name as their source. */
export async function sourcesOf(search: Search, hits: readonly PassageHit[]): Promise<SourceOf> {
  const reports = await findReports(search, { ids: [...new Set(hits.map(({ reportId }) => reportId))] })
  const sources = new Map(reports.map(({ id, source }) => [id, source]))
  return ({ reportId }) => sourceText(sources.get(reportId))
}

const finderOf = (search: Search, library: Library): Finder & Shelf => ({
  find: async (wish, now) => find(search, wish, await library.holdings(), now),
  sources: hits => sourcesOf(search, hits),
  roster: async (words, now) => rosterOf(words, await library.holdings(), now),
  checked: holders => checked(search, holders),
})

/** The commands of staff, over an installation's database; ids of `STAFF` that cannot be are told to the log. */
export function staffFor(
  env: NodeJS.ProcessEnv,
  { search, library, dataDir, log }: { search: Search; library: Library; dataDir: string; log: Log },
): (database: Database) => Command[] {
  const { ids, wrong } = staffList(env.STAFF)
  if (wrong.length > 0) log(`STAFF 里有 ${wrong.length} 个编号没有写渠道，不计，应形如 telegram:12345`)
  return database => {
    const staff = openStaff(ids, staffIn(database), installationSecret(dataDir))
    return staffCommands(staff, finderOf(search, library), feedbackIn(database))
  }
}
