import { type Document, ReadingError } from './document.ts'
import { type FileHints, formatOf } from './format.ts'
import { readInThread } from './isolation.ts'
import { limits } from './limits.ts'
import { type Job, readJob } from './readers.ts'

export interface ReadHints extends FileHints {
  /** The document's address, where it has one: what it links to is then named in full. */
  address?: string
}

function jobOf(bytes: Uint8Array, hints: ReadHints): Job {
  if (bytes.length > limits.fileBytes) {
    throw new ReadingError(`文件超过 ${limits.fileBytes / 1024 / 1024} MB，无法读取`)
  }
  const { address, contentType } = hints
  const origin = { ...(address !== undefined && { address }), ...(contentType !== undefined && { contentType }) }
  return { format: formatOf(bytes, hints), bytes, origin }
}

/**
 * Reads any document that the project knows, whatever it is called.
 * @throws ReadingError, one clear Chinese line, for everything that cannot be read.
 */
export async function readDocument(bytes: Uint8Array, hints: ReadHints = {}): Promise<Document> {
  return readInThread(jobOf(bytes, hints))
}

/** As `readDocument`, for a thread that its owner ends when a document takes too long or too much. @throws ReadingError */
export async function readDocumentHere(bytes: Uint8Array, hints: ReadHints = {}): Promise<Document> {
  return readJob(jobOf(bytes, hints))
}
