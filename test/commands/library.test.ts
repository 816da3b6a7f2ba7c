import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { libraryOf } from '../../src/commands/library.ts'
import { converse, freshMemory } from '../../src/conversation/converse.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { close, openSearch, type Search } from '../../src/search/search.ts'
import { nianbao, scratch } from '../support/cli.ts'
import { serve } from '../support/http.ts'

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

it('questions that the search server fails are answered so, and the batch has failed', async () => {
  const { host, apiKey } = (await search.client()).config
  // Tells that the index is there, and fails whatever is looked up in it.
  const proxy = await serve(async ({ url, method }, response) => {
    if (method !== 'GET') return void response.writeHead(404).end()
    const answer = await fetch(new URL(url!, host), { headers: { authorization: `Bearer ${apiKey}` } })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  const run = await nianbao(['ask', '--stdin', '--json'], {
    dataDir: folder.path,
    input: '{"id":1,"turns":["阿城区2021年行政处罚多少件"]}\n{"id":2,"turns":["你好"]}\n',
    env: { MEILI_HOST: proxy },
  })
  const outcomes = run.stdout.split('\n').flatMap(line => (line ? [JSON.parse(line).outcome] : []))
  expect({ code: run.code, outcomes }).toEqual({ code: 1, outcomes: ['unavailable', 'help'] })
})
