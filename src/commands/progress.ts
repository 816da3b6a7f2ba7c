import { SingleBar } from 'cli-progress'

export interface Progress {
  done: (source: string, rejected: string | null) => void
  end: () => void
}

/** A bar on a terminal, plain lines on stderr otherwise: rejected sources at once, a count every so often. */
export function progressOf(total: number | null, stream: NodeJS.WriteStream = process.stderr): Progress {
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
