import { Worker } from 'node:worker_threads'
import { type Document, ReadingError } from './document.ts'
import { limits } from './limits.ts'
import type { Outcome } from './reader-thread.ts'
import type { Job } from './readers.ts'

/**
 * Reads in a thread of its own, so that no document, however hostile, holds up or brings down the process: a reader that takes too long
 * or too much memory is ended with its thread.
 */

let thread: Worker | undefined
let queue: Promise<unknown> = Promise.resolve()

/** @throws ReadingError as the reader does, and for documents that take more than `budget` allows (milliseconds, bytes). */
export function readInThread(
  job: Job,
  budget: { time: number; memory: number } = { time: limits.readingTime, memory: limits.readingMemory },
): Promise<Document> {
  const reading = queue.then(() => run(job, budget))
  queue = reading.catch(() => undefined)
  return reading
}

function run(job: Job, budget: { time: number; memory: number }): Promise<Document> {
  const worker = thread ?? startThread()
  thread = worker
  worker.ref()
  // A copy of its own: the slice of a Buffer is none, and what lies in a pool cannot be handed over.
  const bytes = new Uint8Array(job.bytes)
  const before = process.memoryUsage.rss()
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer)
      clearInterval(watch)
      worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd)
      worker.unref()
      act()
    }
    const abandon = (reason: string) => {
      thread = undefined
      void worker.terminate()
      settle(() => reject(new ReadingError(reason)))
    }
    const onMessage = (outcome: Outcome) =>
      settle(() => ('document' in outcome ? resolve(outcome.document) : reject(new ReadingError(outcome.refusal))))
    const onEnd = () => abandon('文件过大或已损坏，无法读取')
    const timer = setTimeout(() => abandon('读取超时：文件过于复杂'), budget.time)
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > budget.memory) abandon('读取所需内存过多：文件过大或已损坏')
    }, 50)
    worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd)
    worker.postMessage({ ...job, bytes }, [bytes.buffer])
  })
}

function startThread(): Worker {
  const worker = new Worker(new URL('./reader-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: limits.readingMemory / 1024 / 1024 },
    // Nothing that a library prints may get into the program's own output.
    stdout: true,
    stderr: true,
  })
  const forget = () => {
    if (thread === worker) thread = undefined
  }
  return worker.on('error', forget).on('exit', forget)
}
