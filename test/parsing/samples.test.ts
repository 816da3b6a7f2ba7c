import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { reportOfFile } from '../../src/ingest/read.ts'
import { overPublished } from '../support/over-published.ts'
import { published } from '../support/published.ts'

interface Gold {
  issuer: string
  division?: string
  year: number
  edition: string
  cells: Record<string, number | null>
}

const root = join(import.meta.dirname, '../..')
const goldIn = (path: string): Gold => JSON.parse(readFileSync(path, 'utf8'))

async function compare(file: string, gold: Gold): Promise<void> {
  const report = await reportOfFile(file)
  expect(Object.fromEntries(report.cells.map(({ field, value }) => [field, value]))).toEqual(gold.cells)
  expect(report).toMatchObject({ year: gold.year, edition: gold.edition })
  expect(report.issuer.name).toContain(gold.issuer)
  if (gold.division) expect(report.issuer.division?.code).toBe(gold.division)
  for (const { value, state, raw } of report.cells) {
    expect(value === null).toBe(state !== 'reported')
    if (state === 'blank') expect(raw).toBe('')
  }
}

describe('every cell of the samples', () => {
  const golds = join(root, 'test/fixtures/samples')
  it.each(readdirSync(golds))('%s', async name => {
    await compare(join(root, 'samples/real', name.replace('.json', '.txt')), goldIn(join(golds, name)))
  })
})

overPublished('every cell of the real reports', ['seeds', 'gold'], () => {
  it.each(readdirSync(published('seeds')))('%s', async name => {
    await compare(join(published('seeds'), name), goldIn(join(published('gold'), name.replace('.txt', '.json'))))
  })
})
