import type { Database } from './database.ts'

/** Runs some statements whole or not at all; within a transaction, as a part of it. They must not wait for anything in between. */
export function transaction<T>(database: Database, run: () => T): T {
  if (database.isTransaction) return run()
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = run()
    database.exec('COMMIT')
    return result
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
