import { SingleBar } from 'cli-progress'

interface Progress {
  done: (source: string, rejected: string | null) => void
  end: () => void
}

/** Runs something with its progress shown; a bar that nobody ends would keep the program alive. */
export async function withProgress<T>(
  total: number | null,
  run: (done: Progress['done']) => Promise<T>,
  stream: NodeJS.WriteStream = process.stderr,
): Promise<T> {
  const progress = progressOf(total, stream)
  try {
    return await run(progress.done)
  } finally {
    progress.end()
  }
}

/** A bar on a terminal, plain lines on stderr otherwise: rejected sources at once, a count every so often. */
function progressOf(total: number | null, stream: NodeJS.WriteStream): Progress {
  if (stream.isTTY && total !== null) {
    const bar = new SingleBar({
      stream,
      format: '读入 {bar} {value}/{total} 份，剩余 {eta_formatted}',
      hideCursor: true,
      clearOnComplete: true,
    })
    bar.start(total, 0)
    const rejects: string[] = []
    return {
      done: (source, rejected) => {
        if (rejected) rejects.push(`拒绝 ${source}：${rejected}`)
        bar.increment()
      },
      end: () => {
        bar.stop()
        for (const line of rejects) stream.write(`${line}\n`)
      },
    }
  }
  let count = 0
  return {
    done: (source, rejected) => {
      count++
      if (rejected) stream.write(`拒绝 ${source}：${rejected}\n`)
      if (count % 1000 === 0) stream.write(`已读 ${count} 份\n`)
    },
    end: () => {},
  }
}
