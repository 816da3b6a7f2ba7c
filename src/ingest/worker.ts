import type { Report } from '../report/report.ts'
import { reportOfBytes } from './read.ts'

/** One file's work in a worker thread: its report, or why there is none. */
export interface Task {
  bytes: Uint8Array
  path: string
  sha256: string
}

export type TaskResult = { report: Report } | { refusal: string }

/** Errors whose message was written for a person. */
const spoken = new Set(['ReadingError', 'ParseError'])

export default async function run({ bytes, path, sha256 }: Task): Promise<TaskResult> {
  try {
    return { report: await reportOfBytes(bytes, path, sha256) }
  } catch (error) {
    if (error instanceof Error && spoken.has(error.name)) return { refusal: error.message }
    throw error
  }
}
