import { parentPort } from 'node:worker_threads'
import { readDoc } from './doc.ts'
import type { Document, Format } from './document.ts'
import { ReadingError } from './document.ts'
import { readDocx } from './docx.ts'
import { type PageOrigin, readHtml } from './html.ts'
import { readText } from './text.ts'

/** The thread in which documents are read: one at a time, answered in order. */

export interface Job {
  format: Format
  bytes: Uint8Array
  origin: PageOrigin
}

export type Outcome = { document: Document } | { refusal: string }

const readers: Record<Format, (job: Job) => Document | Promise<Document>> = {
  text: job => readText(job.bytes),
  html: job => readHtml(job.bytes, job.origin),
  docx: job => readDocx(job.bytes),
  doc: job => readDoc(job.bytes),
  // Loaded when the first PDF comes: the library is large.
  pdf: async job => (await import('./pdf.ts')).readPdf(job.bytes),
}

// On some damaged files the PDF library leaves a rejection behind that nobody waits for; the reader's own promise tells what matters.
process.on('unhandledRejection', () => undefined)

parentPort?.on('message', async (job: Job) => {
  let outcome: Outcome
  try {
    outcome = { document: await readers[job.format](job) }
  } catch (error) {
    outcome = { refusal: error instanceof ReadingError ? error.message : '文件已损坏，无法读取' }
  }
  parentPort?.postMessage(outcome)
})
