import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { parseReport } from '../parsing/parse.ts'
import { readDocument } from '../reading/read.ts'
import type { Report } from '../report/report.ts'
import { CommandError } from './io.ts'

/** Reads and parses one file. Throws an error with one clear line for whatever is wrong with it. */
export async function reportOf(file: string, read: (file: string) => Promise<Uint8Array>): Promise<Report> {
  const bytes = await read(file).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`读不了文件 ${file}：${errno[error.code ?? ''] ?? error.code}`)
  })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const name = basename(file)
  return parseReport(await readDocument(bytes, { name }), { file, sha256 }, name)
}

export const errno: Record<string, string> = {
  ENOENT: '没有这个文件',
  EISDIR: '这是一个文件夹，请用 index',
  EACCES: '没有读取权限',
  ENOTDIR: '路径中有一段不是文件夹',
}
