import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { reportOfFile } from '../../src/ingest/read.ts'

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

// The reports themselves are not part of the project; where they lie beside it, they count as well.
const seeds = join(root, '../shared/seeds')
const golds = join(root, '../shared/gold')
describe.runIf(existsSync(seeds))('every cell of the real reports', () => {
  it.each(existsSync(seeds) ? readdirSync(seeds) : [])('%s', async name => {
    await compare(join(seeds, name), goldIn(join(golds, name.replace('.txt', '.json'))))
  })
})
