import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

/** Between two tries, ms. */
const pause = 200

/**
 * Waits until no other process has the file, then has it until `release` or the end of the process, however that comes: the lock is the
 * operating system's. Null where `stop` came first. `onWait` is called once where another process has it.
 */
export async function heldAlone(
  path: string,
  stop: AbortSignal,
  onWait: () => void,
): Promise<{ release: () => void } | null> {
  const database = new DatabaseSync(path, { timeout: 0 })
  let told = false
  while (!stop.aborted) {
    try {
      database.exec('BEGIN EXCLUSIVE')
      return { release: () => database.close() }
    } catch (error) {
      if (!/locked|busy/i.test((error as Error).message)) throw error
      if (!told) onWait()
      told = true
      await sleep(pause, undefined, { signal: stop }).catch(() => {})
    }
  }
  database.close()
  return null
}
