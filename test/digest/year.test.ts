import { expect, test } from 'vitest'
import { simulateYear } from '../support/digest-year.ts'
import { temporaryDirectory, temporarySearch } from '../support/search.ts'

test('weeks of digests, with kills, faults and clocks that change: each slot once at most, none left out, everything told', async () => {
  const search = await temporarySearch()
  const folder = temporaryDirectory()
  const result = await simulateYear({
    search,
    folder,
    chats: 45,
    days: 35,
    batches: 12,
    kills: 6,
    faults: 8,
    clockChanges: 4,
    seed: 5,
  })
  expect(result.leftOut).toEqual([])
  expect(result.miscounted).toEqual([])
  expect(result.misinformed).toEqual([])
  expect(result.violations).toEqual([])
  expect(result.rows.sent).toBeGreaterThan(200)
  expect(result.rows.unsure ?? 0).toBeLessThanOrEqual(6 * 8)
  expect(Object.values(result.kills).reduce((sum, count) => sum + count, 0)).toBe(6)
}, 300_000)
