import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseReport } from '../parsing/parse.ts'
import { readDocument } from '../reading/read.ts'
import type { Report } from '../report/report.ts'
import { fileFault } from './sources.ts'

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Reads and parses one file. Throws an error with one clear Chinese line for whatever is wrong with it. */
export async function reportOfFile(path: string): Promise<Report> {
  const bytes = await readFile(path).catch(error => {
    throw fileFault(path, error)
  })
  const name = basename(path)
  return parseReport(await readDocument(bytes, { name }), { file: path, sha256: sha256Of(bytes) }, name)
}
