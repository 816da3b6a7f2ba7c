import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import CFB from 'cfb'
import { parse as parseHtml } from 'parse5'
import { SaxesParser } from 'saxes'
import { Tinypool } from 'tinypool'
import { sha256Of } from '../src/ingest/read.ts'
import type { Task } from '../src/ingest/worker.ts'
import { openZip } from '../src/reading/zip.ts'
import { print, timed } from './measure.ts'

const fixtures = join(import.meta.dirname, '../test/fixtures')
const decoder = new TextDecoder()

/** What the bare library of each format does with the same bytes: all of the text out, no tables, no cells. */
const bare: Record<string, (bytes: Uint8Array) => Promise<unknown> | unknown> = {
  txt: bytes => decoder.decode(bytes).split('\n').length,
  html: bytes => parseHtml(decoder.decode(bytes)),
  docx: bytes => {
    const parser = new SaxesParser()
    let text = ''
    parser.on('text', part => {
      text += part
    })
    parser.write(decoder.decode(openZip(bytes, 1e8)('word/document.xml'))).close()
    return text
  },
  doc: bytes => CFB.find(CFB.read(bytes, { type: 'buffer' }), 'WordDocument')?.content.length,
  pdf: async bytes => {
    const { getDocument, VerbosityLevel } = await import('../src/reading/pdf-library.ts')
    const document = await getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS }).promise
    for (let page = 1; page <= document.numPages; page++) await (await document.getPage(page)).getTextContent()
    await document.loadingTask.destroy()
  },
}

const files = [
  join(import.meta.dirname, '../samples/real/acheng-2021.txt'),
  ...['html', 'docx', 'doc', 'pdf'].map(ending => join(fixtures, `qinghe-2023.${ending}`)),
]

/** Reports per second of a pool of threads that does the work of `index` without writing. */
async function rate(path: string, bytes: Uint8Array, threads: number, count: number): Promise<number> {
  const pool = new Tinypool({
    filename: fileURLToPath(new URL('../src/ingest/worker.ts', import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    runtime: 'worker_threads',
  })
  const task: Task = { bytes, path, sha256: sha256Of(bytes) }
  await Promise.all(Array.from({ length: threads * 3 }, () => pool.run(task)))
  const started = performance.now()
  await Promise.all(Array.from({ length: count }, () => pool.run(task)))
  const seconds = (performance.now() - started) / 1000
  await pool.destroy()
  return count / seconds
}

/** Bytes to report, format by format, on one core and on two. */
export async function benchFormats(): Promise<void> {
  for (const path of files) {
    const bytes = new Uint8Array(readFileSync(path))
    const ending = basename(path).split('.').at(-1)!
    const library = await timed(40, () => bare[ending]!(bytes))
    const one = await rate(path, bytes, 1, 60)
    const two = await rate(path, bytes, 2, 120)
    print(`读入并解析 .${ending}`, { '份/秒（一核）': one, '（两核）': two, 比裸库取文字: 1000 / one / library.p50 })
  }
}
