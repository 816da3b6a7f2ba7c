import { basename } from 'node:path'
import { parseReport } from '../parsing/parse.ts'
import { readDocumentHere } from '../reading/read.ts'
import { type Attempt, attempted } from './attempt.ts'

/** One file's work in a worker thread. */
export interface Task {
  bytes: Uint8Array
  path: string
  sha256: string
}

// On some damaged files the PDF library leaves a rejection behind that nobody waits for; the reader's own promise tells what matters.
process.on('unhandledRejection', () => undefined)

export default async function run({ bytes, path, sha256 }: Task): Promise<Attempt> {
  const name = basename(path)
  return attempted(async () => parseReport(await readDocumentHere(bytes, { name }), { file: path, sha256 }, name))
}
