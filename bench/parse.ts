import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseReport } from '../src/parsing/parse.ts'
import { readText } from '../src/reading/text.ts'
import { print, timed } from './measure.ts'

const folder = join(import.meta.dirname, '../samples/real')

/** Reports parsed per second on one core, as a ratio to decoding the same bytes and splitting their lines. */
export async function benchParse(): Promise<void> {
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.txt'))
    .map(name => ({ name, bytes: readFileSync(join(folder, name)) }))
  const each = (run: number) => files[run % files.length]!
  const parse = await timed(500, run => {
    const { name, bytes } = each(run)
    parseReport(readText(bytes), { file: name, sha256: '' }, basename(name))
  })
  const raw = await timed(500, run => new TextDecoder().decode(each(run).bytes).split('\n').length)
  print('解析文本报告', { '份/秒': 1000 / parse.p50, p95毫秒: parse.p95, 比只解码: parse.p50 / raw.p50 })
}
