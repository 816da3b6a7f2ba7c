import { readDoc } from './doc.ts'
import type { Document, Format } from './document.ts'
import { readDocx } from './docx.ts'
import { type PageOrigin, readHtml } from './html.ts'
import { readText } from './text.ts'

/** One document to read. */
export interface Job {
  format: Format
  bytes: Uint8Array
  origin: PageOrigin
}

const readers: Record<Format, (job: Job) => Document | Promise<Document>> = {
  text: job => readText(job.bytes),
  html: job => readHtml(job.bytes, job.origin),
  docx: job => readDocx(job.bytes),
  doc: job => readDoc(job.bytes),
  // Loaded when the first PDF comes: the library is large.
  pdf: async job => (await import('./pdf.ts')).readPdf(job.bytes),
}

/** Reads where it is called: only for threads that may be lost, see `isolation.ts`. @throws ReadingError */
export async function readJob(job: Job): Promise<Document> {
  return readers[job.format](job)
}
