import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseReport } from '../parsing/parse.ts'
import { readDocument } from '../reading/read.ts'
import type { Report } from '../report/report.ts'
import { IngestError } from './errors.ts'
import { fileFault } from './sources.ts'

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What a file holds. Throws an `IngestError` where it cannot be read, and for a pipe or a device, whose end may never come. */
export async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    const info = await stat(path)
    if (!info.isFile() && !info.isDirectory()) throw new IngestError(`读不了 ${path}：不是普通文件`)
    return await readFile(path)
  } catch (error) {
    throw error instanceof IngestError ? error : fileFault(path, error)
  }
}

/** Reads and parses one file. Throws an error with one clear Chinese line for whatever is wrong with it. */
export async function reportOfFile(path: string): Promise<Report> {
  const bytes = await bytesOf(path)
  const name = basename(path)
  return parseReport(await readDocument(bytes, { name }), { file: path, sha256: sha256Of(bytes) }, name)
}
