import { type IngestSummary, ingest } from '../ingest/ingest.ts'
import { sourcesOf } from '../ingest/sources.ts'
import { close, openSearch, prepareIndexes, rebuild, type Search } from '../search/search.ts'
import type { Run } from './commands.ts'
import { readConfig } from './config.ts'
import { CommandError, printJson, readArgs, UsageError } from './io.ts'
import { progressOf } from './progress.ts'

export const index: Run = async args => {
  const { values, positionals } = readArgs({
    args,
    options: { json: { type: 'boolean' }, rebuild: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (positionals.length === 0) throw new UsageError('请给出文件、文件夹或网址：index <来源>…')
  const config = readConfig()
  const search = await openSearch({ dataDir: config.dataDir, host: config.meiliHost, apiKey: config.meiliApiKey })
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    const progress = progressOf(process.stderr.isTTY ? await countOf(positionals) : null)
    const options = {
      onDone: progress.done,
      signal: stop.signal,
      afresh: values.rebuild === true,
    }
    const summary = values.rebuild
      ? await rebuilt(search, fresh => ingest(fresh, positionals, options), stop.signal)
      : await filled(search, () => ingest(search, positionals, options))
    progress.end()
    if (values.json) printJson(summary)
    else console.log(summaryLine(summary))
    if (stop.signal.aborted) throw new CommandError('已中断。再次运行同一命令会从这里接着做。')
    if (summary.read === 0)
      throw new CommandError('没有找到可以读入的报告文件（.txt .md .html .htm .doc .docx .pdf）。')
    return summary.rejected.length > 0 ? 1 : 0
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    await close(search)
  }
}

async function filled(search: Search, run: () => Promise<IngestSummary>): Promise<IngestSummary> {
  // Even a run that finds nothing says that this index is no longer one for trying out: the samples stay away.
  await prepareIndexes(search)
  return run()
}

/** The old index stays where nothing could be read, and where the run was interrupted. */
async function rebuilt(
  search: Search,
  run: (fresh: Search) => Promise<IngestSummary>,
  signal: AbortSignal,
): Promise<IngestSummary> {
  let summary: IngestSummary | null = null
  const swapped = await rebuild(search, async fresh => {
    summary = await run(fresh)
    return summary.indexed > 0 && !signal.aborted
  })
  if (!swapped && !signal.aborted) throw new CommandError('重建没有得到任何报告，原来的索引保持不变。')
  return summary!
}

async function countOf(words: string[]): Promise<number> {
  let total = 0
  for (const word of words) {
    for await (const _ of sourcesOf(word)) total++
  }
  return total
}

const summaryLine = ({ read, indexed, unchanged, rejected, findings }: IngestSummary): string =>
  `读入 ${read}，写入 ${indexed}，未变 ${unchanged}，拒绝 ${rejected.length}，核对发现 ${findings} 处。`
