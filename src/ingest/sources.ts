import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { IngestError } from './errors.ts'

/** One thing to read: a file, or an address; or a path where the file system would not let us look. */
export type SourceRef =
  | { kind: 'file'; path: string }
  | { kind: 'url'; url: string }
  | { kind: 'fault'; path: string; fault: IngestError }

const readable = new Set(['.txt', '.md', '.html', '.htm', '.doc', '.docx', '.pdf'])

/** What a folder holds about itself is no report; a dot begins what programs leave for themselves. */
const notReports = /^(?:\.|~\$|readme\b|license\b|changelog\b)/i

export const errno: Record<string, string> = {
  ENOENT: '没有这个文件或文件夹',
  EACCES: '没有读取权限',
  ENOTDIR: '路径中有一段不是文件夹',
  EISDIR: '这是一个文件夹',
  ELOOP: '链接绕成了圈',
}

/** The Chinese line for a fault of the file system. */
export function fileFault(path: string, error: unknown): IngestError {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return new IngestError(`读不了 ${path}：${errno[code] ?? code}`)
}

/** One folder that cannot be read does not end the others. */
async function* walk(folder: string): AsyncGenerator<SourceRef> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(error => fileFault(folder, error))
  if (entries instanceof IngestError) {
    yield { kind: 'fault', path: folder, fault: entries }
    return
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (notReports.test(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(path)
    else if (entry.isFile() && readable.has(extname(entry.name).toLowerCase())) yield { kind: 'file', path }
  }
}

/**
 * What an operator's word stands for, one source at a time: an address, a file, or a folder with all below it in the order of names.
 */
export async function* sourcesOf(word: string): AsyncGenerator<SourceRef> {
  if (/^https?:\/\//i.test(word)) {
    yield { kind: 'url', url: word }
    return
  }
  const info = await stat(word).catch(error => fileFault(word, error))
  if (info instanceof IngestError) yield { kind: 'fault', path: word, fault: info }
  else if (info.isDirectory()) yield* walk(word)
  else yield { kind: 'file', path: word }
}

export const nameOf = (ref: SourceRef): string => (ref.kind === 'url' ? ref.url : ref.path)
