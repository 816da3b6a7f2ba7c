import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { get } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import {
  greeting,
  type KeeperMessage,
  type ServerInfo,
  type StartFailure,
  serverPaths,
  writeInfo,
} from './handshake.ts'

/**
 * The keeper of the embedded Meilisearch: a process of its own, `node keeper.ts <data directory> <Meilisearch binary>`, because the
 * server must outlive the process that started it while another still uses it, and must never outlive them all.
 *
 * - One keeper a data directory: it holds a lock that the system takes back however it ends, so nothing stale can be left.
 * - Users hold a connection to the keeper; the starter's pipe counts until it has one. When the last has gone, by its own will or
 *   killed, the keeper stops Meilisearch and ends.
 * - When the keeper itself is killed, the kernel kills Meilisearch (`setpriv --pdeathsig`; the signal hangs on the thread that spawned,
 *   which is Node's main thread and lives as long as the process).
 * - When Meilisearch ends, so does the keeper; users see their connection close and start anew.
 */

const [dataDir, binary] = process.argv.slice(2) as [string, string]
const paths = serverPaths(dataDir)
const startTimeout = 60_000
const stopTimeout = 10_000
const greetingTimeout = 5000

class Failure extends Error {
  readonly failure: StartFailure
  constructor(failure: StartFailure, detail: string) {
    super(detail)
    this.failure = failure
  }
}

function tell(message: KeeperMessage): void {
  writeSync(1, `${JSON.stringify(message)}\n`)
}

/** Takes the lock; SQLite's is a kernel lock that ends with the process, which no lock file of our own could promise. */
function lock(): DatabaseSync {
  const database = new DatabaseSync(paths.lock)
  try {
    database.exec('BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    const busy = (error as { errcode?: number }).errcode === 5
    throw new Failure(busy ? 'busy' : 'crash', String(error))
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await new Promise(resolve => server.close(resolve))
  return port
}

/** True once Meilisearch answers on the port to this key, so that no other program on a port just taken is mistaken for it. */
function answers(port: number, key: string): Promise<boolean> {
  return new Promise(resolve => {
    const request = get({ host: '127.0.0.1', port, path: '/version', headers: { authorization: `Bearer ${key}` } })
    request.setTimeout(1000, () => request.destroy())
    request.on('error', () => resolve(false))
    request.on('response', response => {
      response.resume()
      resolve(response.statusCode === 200)
    })
  })
}

function spawnMeilisearch(port: number, key: string): ChildProcess {
  const log = openSync(paths.log, 'w', 0o600)
  const options = {
    'db-path': paths.database,
    'http-addr': `127.0.0.1:${port}`,
    env: 'production',
    'log-level': 'ERROR',
    // By default two thirds of the machine's memory, which it sets up and touches whatever it indexes: 2.6 GB and two seconds for one report.
    'max-indexing-memory': '1GiB',
    'dump-dir': `${paths.database}.dumps`,
    'snapshot-dir': `${paths.database}.snapshots`,
  }
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', binary, '--no-analytics', ...flags], {
    // Meilisearch reads config.toml where it stands and MEILI_* wherever it is: neither may reach it.
    cwd: dataDir,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, MEILI_MASTER_KEY: key },
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  return child
}

function ended(child: ChildProcess): Promise<Failure> {
  return new Promise(resolve => {
    child.once('error', error => resolve(new Failure('setpriv', String(error))))
    child.once('exit', (code, signal) => {
      const log = readFileSync(paths.log, 'utf8')
      const detail = log.slice(0, 2000) || `exit ${code ?? signal}`
      const version = /database version|infer the version|Version file/.test(log)
      resolve(new Failure(version ? 'version' : 'crash', detail))
    })
  })
}

async function startMeilisearch(): Promise<{ child: ChildProcess; port: number; key: string }> {
  const key = randomBytes(24).toString('base64url')
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const child = spawnMeilisearch(port, key)
    let failure: Failure | undefined
    ended(child).then(reason => {
      failure = reason
    })
    const deadline = performance.now() + startTimeout
    while (!failure) {
      if (await answers(port, key)) return { child, port, key }
      if (performance.now() > deadline) child.kill('SIGKILL')
      await pause(5)
    }
    // Someone else was given the port between our asking and Meilisearch's.
    if (attempt === 5 || !failure.message.includes('Address already in use')) throw failure
  }
}

/** Who uses the server; `empty` is called when the last has gone. */
function holders(empty: () => void) {
  const all = new Set<unknown>()
  return {
    add: (holder: unknown) => all.add(holder),
    remove: (holder: unknown) => {
      if (all.delete(holder) && all.size === 0) empty()
    },
  }
}

async function keep(): Promise<void> {
  const held = lock()
  rmSync(paths.info, { force: true })

  let stopping = false
  // Until there is a server that needs time to stop, leaving is enough: Meilisearch dies with us.
  let stop = (): void => process.exit(0)
  const users = holders(() => stop())
  users.add(process.stdin)
  const starterLeft = () => users.remove(process.stdin)
  process.stdin.on('end', starterLeft).on('close', starterLeft).resume()
  process.on('SIGTERM', () => stop())

  // Killed in its very first start, Meilisearch leaves a directory that it will not open again.
  if (existsSync(paths.unborn)) rmSync(paths.database, { recursive: true, force: true })
  if (!existsSync(paths.database)) writeFileSync(paths.unborn, '')
  const { child, port, key } = await startMeilisearch()
  rmSync(paths.unborn, { force: true })
  const welcome = (socket: Socket) => {
    let line = ''
    socket.on('error', () => {})
    socket.setTimeout(greetingTimeout, () => socket.destroy())
    socket.setEncoding('utf8').on('data', (part: string) => {
      line += part
      if (stopping || line.length > key.length + 1) socket.destroy()
      if (stopping || line !== `${key}\n`) return
      users.add(socket)
      socket.setTimeout(0)
      socket.write(greeting)
    })
    const leave = () => {
      users.remove(socket)
      // The last one is not let go before Meilisearch has ended: it may want to remove the directory then.
      if (!stopping) socket.end()
    }
    socket.on('end', leave).on('close', leave)
  }
  const door = createServer({ allowHalfOpen: true }, welcome)
  const info: ServerInfo = { port, key, keeperPort: await listen(door) }

  child.once('exit', () => {
    rmSync(paths.info, { force: true })
    held.close()
    process.exit(stopping ? 0 : 1)
  })
  stop = () => {
    stopping = true
    rmSync(paths.info, { force: true })
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), stopTimeout)
  }
  writeInfo(paths.info, info)
  tell({ ready: info })
}

keep().catch(error => {
  tell({ failure: error instanceof Failure ? error.failure : 'crash', detail: String(error?.stack ?? error) })
  process.exit(1)
})
