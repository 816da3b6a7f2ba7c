import { expect } from 'vitest'

/** Waits for something that no event tells, as long as a slow machine may need. */
export async function eventually(look: () => boolean, ms = 15_000): Promise<void> {
  const end = performance.now() + ms
  while (!look() && performance.now() < end) await new Promise(resolve => setTimeout(resolve, 10))
  expect(look(), `${look}`).toBe(true)
}
