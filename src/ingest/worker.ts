import { basename } from 'node:path'
import { parseReport } from '../parsing/parse.ts'
import { readDocumentHere } from '../reading/read.ts'
import type { Report } from '../report/report.ts'

/** One file's work in a worker thread: its report, or why there is none. */
export interface Task {
  bytes: Uint8Array
  path: string
  sha256: string
}

export type TaskResult = { report: Report } | { refusal: string }

/** Errors whose message was written for a person. */
const spoken = new Set(['ReadingError', 'ParseError'])

// On some damaged files the PDF library leaves a rejection behind that nobody waits for; the reader's own promise tells what matters.
process.on('unhandledRejection', () => undefined)

export default async function run({ bytes, path, sha256 }: Task): Promise<TaskResult> {
  const name = basename(path)
  try {
    return { report: parseReport(await readDocumentHere(bytes, { name }), { file: path, sha256 }, name) }
  } catch (error) {
    if (error instanceof Error && spoken.has(error.name)) return { refusal: error.message }
    return { refusal: '文件已损坏，无法读取' }
  }
}
