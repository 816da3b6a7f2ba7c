import { parentPort } from 'node:worker_threads'
import { type Document, ReadingError } from './document.ts'
import { type Job, readJob } from './readers.ts'

/** The thread in which documents are read: one at a time, answered in order. */

export type Outcome = { document: Document } | { refusal: string }

// On some damaged files the PDF library leaves a rejection behind that nobody waits for; the reader's own promise tells what matters.
process.on('unhandledRejection', () => undefined)

parentPort?.on('message', async (job: Job) => {
  let outcome: Outcome
  try {
    outcome = { document: await readJob(job) }
  } catch (error) {
    outcome = { refusal: error instanceof ReadingError ? error.message : '文件已损坏，无法读取' }
  }
  parentPort?.postMessage(outcome)
})
