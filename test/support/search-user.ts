/**
 * A process of its own that uses the search of a data directory: says `open <how many reports>` and stays until its input ends, then
 * closes properly, or until it is killed. What went wrong is said as `error <message>`.
 */
import { addReports, close, findReports, openSearch } from '../../src/search/search.ts'
import { makeReport } from './reports.ts'

const [dataDir, ...ids] = process.argv.slice(2) as [string, ...string[]]
try {
  const search = await openSearch({ dataDir })
  await addReports(
    search,
    ids.map(id => makeReport({ id })),
  )
  process.stdout.write(`open ${(await findReports(search, {})).length}\n`)
  process.stdin.resume().once('end', async () => {
    await close(search)
    process.stdout.write('closed\n')
    process.exit()
  })
} catch (error) {
  process.stdout.write(`error ${(error as Error).message}\n`)
  process.exit(1)
}
