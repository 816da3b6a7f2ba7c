import { type IngestSummary, ingest } from '../ingest/ingest.ts'
import { sourcesOf } from '../ingest/sources.ts'
import { close, openSearch, prepareIndexes, rebuild, type Search } from '../search/search.ts'
import type { Run } from './commands.ts'
import { readConfig } from './config.ts'
import { CommandError, printJson, readArgs, UsageError } from './io.ts'
import { withProgress } from './progress.ts'

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
    const total = process.stderr.isTTY ? await countOf(positionals) : null
    const { signal } = stop
    const { summary, kept } = await withProgress(total, onDone =>
      values.rebuild
        ? rebuilt(search, fresh => ingest(fresh, positionals, { onDone, signal, afresh: true }), signal)
        : filled(search, () => ingest(search, positionals, { onDone, signal })),
    )
    const { scant, ...counts } = summary
    for (const { source, unread, of } of scant)
      console.error(`注意 ${source}：${of} 格中有 ${unread} 格未能读出，文件可能不完整，请核对`)
    if (values.json) printJson(counts)
    else console.log(summaryLine(summary))
    if (signal.aborted) throw new CommandError('已中断。再次运行同一命令会从这里接着做。')
    if (!kept) throw new CommandError('重建没有得到任何报告，原来的索引保持不变。')
    if (summary.read === 0)
      throw new CommandError('没有找到可以读入的报告文件（.txt .md .html .htm .doc .docx .pdf）。')
    return summary.rejected.length > 0 ? 1 : 0
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    await close(search)
  }
}

interface Filling {
  summary: IngestSummary
  /** Whether what was read is in the index. */
  kept: boolean
}

async function filled(search: Search, run: () => Promise<IngestSummary>): Promise<Filling> {
  // Even a run that finds nothing says that this index is no longer one for trying out: the samples stay away.
  await prepareIndexes(search)
  return { summary: await run(), kept: true }
}

/** The old index stays where nothing could be read, and where the run was interrupted. */
async function rebuilt(
  search: Search,
  run: (fresh: Search) => Promise<IngestSummary>,
  signal: AbortSignal,
): Promise<Filling> {
  let summary: IngestSummary | null = null
  const kept = await rebuild(search, async fresh => {
    summary = await run(fresh)
    return summary.indexed > 0 && !signal.aborted
  })
  return { summary: summary!, kept }
}

async function countOf(words: string[]): Promise<number> {
  let total = 0
  for (const word of words) {
    for await (const _ of sourcesOf(word)) total++
  }
  return total
}

const summaryLine = ({ read, indexed, unchanged, rejected, findings, withdrawn }: IngestSummary): string =>
  `读入 ${read}，写入 ${indexed}，未变 ${unchanged}，拒绝 ${rejected.length}，${withdrawn.length > 0 ? `撤下 ${withdrawn.length}，` : ''}核对发现 ${findings} 处。`
