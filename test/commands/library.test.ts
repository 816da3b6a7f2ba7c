import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { libraryOf } from '../../src/commands/library.ts'
import { converse, freshMemory } from '../../src/conversation/converse.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { close, openSearch, type Search } from '../../src/search/search.ts'
import { scratch } from '../support/cli.ts'

const samples = join(import.meta.dirname, '../../samples/real')
const folder = scratch()
let search: Search

beforeAll(async () => {
  search = await openSearch({ dataDir: join(folder.path, 'data') })
})
afterAll(async () => {
  await close(search)
  folder.remove()
})

it('a running bot answers from what was indexed since its last answer', async () => {
  const library = libraryOf(search)
  const ask = async (question: string) => (await converse(question, freshMemory, library, new Date())).outcome
  await ingest(search, [join(samples, 'shunhe-2020.txt')])
  expect(await ask('阿城区2021年行政处罚多少件')).toMatchObject({ kind: 'missing', reason: 'noReport' })
  await ingest(search, [join(samples, 'acheng-2021.txt')])
  expect(await ask('阿城区2021年行政处罚多少件')).toMatchObject({ kind: 'answer', figures: [{ value: 227 }] })
})
