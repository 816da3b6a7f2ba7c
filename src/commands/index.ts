import { close, openSearch, prepareIndexes } from '../search/search.ts'
import type { Run } from './commands.ts'
import { readConfig } from './config.ts'
import { ingest } from './ingest.ts'
import { CommandError, printJson, readArgs, UsageError } from './io.ts'

export const index: Run = async args => {
  const { values, positionals } = readArgs({ args, options: { json: { type: 'boolean' } }, allowPositionals: true })
  if (positionals.length === 0) throw new UsageError('请给出文件或文件夹：index <文件或文件夹>…')
  const config = readConfig()
  const search = await openSearch({ dataDir: config.dataDir, host: config.meiliHost, apiKey: config.meiliApiKey })
  try {
    // Even a run that finds nothing says that this index is no longer one for trying out: the samples stay away.
    await prepareIndexes(search)
    const summary = await ingest(search, positionals, line => console.error(line))
    if (values.json) printJson(summary)
    else
      console.log(
        `读入 ${summary.read}，写入 ${summary.indexed}，未变 ${summary.unchanged}，拒绝 ${summary.rejected.length}，核对发现 ${summary.findings} 处。`,
      )
    if (summary.read === 0) throw new CommandError('没有找到可以读入的报告文件。')
    return summary.rejected.length > 0 ? 1 : 0
  } finally {
    await close(search)
  }
}
