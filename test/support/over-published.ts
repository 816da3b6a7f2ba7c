import { describe, test } from 'vitest'
import { lacking } from './published.ts'

/** A suite over published reports; without them it is counted as skipped, with what it lacks in its name. */
export function overPublished(name: string, parts: string[], tests: () => void): void {
  const reason = lacking(...parts)
  if (reason === null) describe(name, tests)
  else test.skip(`${name}: ${reason}`)
}
