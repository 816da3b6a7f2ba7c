import { afterAll, expect, it } from 'vitest'
import { scratch } from '../support/cli.ts'
import { killIndexing } from '../support/kill.ts'

const folder = scratch()
afterAll(() => folder.remove())

it('a run killed at any point loses nothing, doubles nothing, and does not disturb who asks meanwhile', async () => {
  const outcome = await killIndexing(folder.path, { kills: 4, reports: 60, random: Math.random })
  expect(outcome.after.length).toBeGreaterThan(120)
  expect(outcome.after).toEqual(outcome.undisturbed)
  expect(outcome.failed).toBe(0)
  expect(outcome.answered).toBeGreaterThan(10)
})
