import { expect, test } from 'vitest'
import { targets, tryMutant } from '../../scripts/fuzz/readers.ts'
import type { Format } from '../../src/reading/document.ts'

/** A short run of `npm run fuzz`; the seeds are fixed, so a failure can be looked at again. */
test.each(Object.keys(targets) as Format[])('150 damaged documents do not break the reader: %s', async format => {
  const outcomes = { read: 0, refused: 0 }
  for (let seed = 1; seed <= 150; seed++) {
    const { outcome, problem } = await tryMutant(format, seed)
    expect(problem, `${format}, seed ${seed}`).toBeUndefined()
    if (outcome !== 'failed') outcomes[outcome]++
  }
  // Mutants that are all refused, or all read, would test little.
  expect(outcomes.read).toBeGreaterThan(15)
  expect(outcomes.refused).toBeGreaterThan(5)
})
