import { type Document, ReadingError } from './document.ts'
import { type FileHints, formatOf } from './format.ts'
import { readInThread } from './isolation.ts'
import { limits } from './limits.ts'

export interface ReadHints extends FileHints {
  /** The document's address, where it has one: what it links to is then named in full. */
  address?: string
}

/**
 * Reads any document that the project knows, whatever it is called.
 * @throws ReadingError, one clear Chinese line, for everything that cannot be read.
 */
export async function readDocument(bytes: Uint8Array, hints: ReadHints = {}): Promise<Document> {
  if (bytes.length > limits.fileBytes) {
    throw new ReadingError(`文件超过 ${limits.fileBytes / 1024 / 1024} MB，无法读取`)
  }
  const { address, contentType } = hints
  return readInThread({
    format: formatOf(bytes, hints),
    bytes,
    origin: { ...(address !== undefined && { address }), ...(contentType !== undefined && { contentType }) },
  })
}
