import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeDirectory } from '../directory.ts'
import { migrations } from './migrations.ts'

export type Database = DatabaseSync

/** The database was written by a later version of the program, whose tables this one does not know. */
export class NewerDatabase extends Error {
  constructor(path: string, version: number) {
    super(`数据库 ${path} 由更新的版本写成（第 ${version} 版，本程序只认识第 ${migrations.length} 版），请升级程序。`)
    this.name = 'NewerDatabase'
  }
}

const versionOf = (database: Database): number => database.prepare('PRAGMA user_version').get()!.user_version as number

/** Runs what is missing up to a version, each step whole or not at all; safe where two processes open a new database at once. */
export function migrate(database: Database, upTo: number = migrations.length): void {
  while (versionOf(database) < upTo) {
    database.exec('BEGIN IMMEDIATE')
    try {
      const version = versionOf(database)
      if (version < upTo) database.exec(`${migrations[version]!}; PRAGMA user_version = ${version + 1}`)
      database.exec('COMMIT')
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
  }
}

/**
 * Opens the database of an installation, new or of any earlier version. Readers do not wait for writers (WAL).
 *
 * @throws NewerDatabase
 */
export function openDatabase(path: string): Database {
  if (path !== ':memory:') makeDirectory(dirname(path))
  const database = new DatabaseSync(path, { timeout: 5000 })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    if (versionOf(database) > migrations.length) throw new NewerDatabase(path, versionOf(database))
    migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
