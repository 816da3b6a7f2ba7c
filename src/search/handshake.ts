import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the keeper of the embedded server and its users tell each other, and where it lies in the data directory. */

export interface ServerPaths {
  /** Meilisearch's own files. */
  database: string
  /** There as long as the database has not once been up: what is in it then is half of nothing. */
  unborn: string
  log: string
  /** `ServerInfo`, for this user's eyes only; may be left over from a keeper that was killed. */
  info: string
  /** Locked, by the system, for as long as a keeper lives. */
  lock: string
}

export function serverPaths(dataDir: string): ServerPaths {
  return {
    database: join(dataDir, 'meili'),
    unborn: join(dataDir, 'meili.unborn'),
    log: join(dataDir, 'meili.log'),
    info: join(dataDir, 'server.json'),
    lock: join(dataDir, 'server.lock'),
  }
}

/** Where the server that serves this data directory is. Ports are on 127.0.0.1. */
export interface ServerInfo {
  /** Port of Meilisearch. */
  port: number
  /** Meilisearch's master key, new with each start; the keeper asks for it, too. */
  key: string
  /** Port of the keeper: the server stays up while anyone is connected here. */
  keeperPort: number
}

/** Why a keeper did not get a server up. */
export type StartFailure =
  /** Another keeper has the data directory. */
  | 'busy'
  /** The database was written by another version of Meilisearch. */
  | 'version'
  /** `setpriv` of util-linux is not there. */
  | 'setpriv'
  /** Meilisearch ended at once: a damaged database, no room, no rights. */
  | 'crash'

/** What the keeper answers to one who has said the key. */
export const greeting = 'ok\n'

/** The one line that a keeper writes to its starter. */
export type KeeperMessage = { ready: ServerInfo } | { failure: StartFailure; detail: string }

/** What the info file says, or null where there is none or it is not whole. */
export function readInfo(file: string): ServerInfo | null {
  try {
    const info = JSON.parse(readFileSync(file, 'utf8'))
    const whole = Number.isInteger(info.port) && Number.isInteger(info.keeperPort) && typeof info.key === 'string'
    return whole ? info : null
  } catch {
    return null
  }
}

/** Writes the info file at one stroke, readable for its owner only. */
export function writeInfo(file: string, info: ServerInfo): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(info), { mode: 0o600 })
  renameSync(draft, file)
}
