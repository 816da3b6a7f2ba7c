import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { addReports, close, openSearch, SearchError } from '../../src/search/search.ts'
import { findBinary } from '../../src/search/server.ts'
import { makeReport } from '../support/reports.ts'
import { countReports, processesOf, temporaryDirectory } from '../support/search.ts'

const userScript = fileURLToPath(new URL('../support/search-user.ts', import.meta.url))

/** Another process that uses the search of a directory. */
function startUser(dataDir: string, ...reportIds: string[]) {
  const child = spawn(process.execPath, [userScript, dataDir, ...reportIds], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return {
    says: async () => (await lines.next()).value as string | undefined,
    kill: () => {
      child.kill('SIGKILL')
      return exited
    },
    finish: () => {
      child.stdin.end()
      return exited
    },
  }
}

function kill(pids: number[]) {
  for (const pid of pids) process.kill(pid, 'SIGKILL')
}

const pidsOf = (directory: string, what: 'server' | 'keeper') =>
  processesOf(directory)
    .filter(process => process.what === what)
    .map(({ pid }) => pid)

const servers = (directory: string) => pidsOf(directory, 'server')

const eventually = <T>(state: () => T) => expect.poll(state, { interval: 1, timeout: 20_000 })

/** Nothing is left running; asked again and again, because those killed need a moment to go. */
const nothingLeft = (directory: string) => eventually(() => processesOf(directory)).toEqual([])

describe('one process', () => {
  test('starts the server with the first use and stops it with the last', async () => {
    const dataDir = temporaryDirectory()
    const search = await openSearch({ dataDir })
    expect(await countReports(search)).toBe(0)
    expect(servers(dataDir)).toHaveLength(1)
    await close(search)
    expect(servers(dataDir)).toEqual([])
    await nothingLeft(dataDir)
    expect(existsSync(join(dataDir, 'server.json'))).toBe(false)
  })

  test('finds its reports again', async () => {
    const dataDir = temporaryDirectory()
    const first = await openSearch({ dataDir })
    await addReports(first, [makeReport()])
    await close(first)
    const second = await openSearch({ dataDir })
    expect(await countReports(second)).toBe(1)
    await close(second)
  })

  test('opened twice, uses one server, which stays for the second', async () => {
    const dataDir = temporaryDirectory()
    const [first, second] = await Promise.all([openSearch({ dataDir }), openSearch({ dataDir })])
    expect(servers(dataDir)).toHaveLength(1)
    await close(first)
    expect(await countReports(second)).toBe(0)
    await close(second)
    expect(servers(dataDir)).toEqual([])
  })

  test('keeps the key to its user', async () => {
    const dataDir = temporaryDirectory()
    const search = await openSearch({ dataDir })
    const file = join(dataDir, 'server.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const { port, key } = JSON.parse(readFileSync(file, 'utf8'))
    const status = async (authorization: string) =>
      (await fetch(`http://127.0.0.1:${port}/version`, { headers: { authorization } })).status
    expect(await status('Bearer guess')).toBe(403)
    expect(await status(`Bearer ${key}`)).toBe(200)
    const commandLines = processesOf(dataDir).map(({ pid }) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
    expect(commandLines.some(line => line.includes(key))).toBe(false)
    await close(search)
  })

  test.each(['server', 'keeper'] as const)('goes on with a new server when the %s was killed', async what => {
    const dataDir = temporaryDirectory()
    const search = await openSearch({ dataDir })
    await addReports(search, [makeReport()])
    const before = servers(dataDir)
    kill(pidsOf(dataDir, what))
    const countAnew = async () => {
      const count = await countReports(search).catch(() => null)
      const now = servers(dataDir)
      return now.length === 1 && now[0] !== before[0] ? count : null
    }
    await eventually(countAnew).toBe(1)
    await close(search)
    await nothingLeft(dataDir)
  })
})

describe('several processes', () => {
  test('that start at once share one server', async () => {
    const dataDir = temporaryDirectory()
    const users = Array.from({ length: 4 }, (_, at) => startUser(dataDir, `r-${at}`))
    for (const user of users) expect(await user.says()).toMatch(/^open [1-4]$/)
    expect(servers(dataDir)).toHaveLength(1)
    expect(pidsOf(dataDir, 'keeper')).toHaveLength(1)
    const search = await openSearch({ dataDir })
    expect(await countReports(search)).toBe(4)
    await Promise.all(users.map(user => user.finish()))
    expect(await countReports(search)).toBe(4)
    await close(search)
    await nothingLeft(dataDir)
  })

  test('the one that started the server leaves, the other goes on', async () => {
    const dataDir = temporaryDirectory()
    const owner = startUser(dataDir, 'r-1')
    expect(await owner.says()).toBe('open 1')
    const [server] = servers(dataDir)
    const search = await openSearch({ dataDir })
    await owner.finish()
    expect(await countReports(search)).toBe(1)
    expect(servers(dataDir)).toEqual([server])
    await close(search)
    await nothingLeft(dataDir)
  })

  test('one leaves properly while the other starts: each time somebody gets a server', async () => {
    const dataDir = temporaryDirectory()
    let last = startUser(dataDir, 'r-0')
    expect(await last.says()).toBe('open 1')
    for (let round = 1; round <= 3; round++) {
      const next = startUser(dataDir, `r-${round}`)
      const left = last.finish()
      expect(await next.says()).toBe(`open ${round + 1}`)
      await left
      last = next
    }
    await last.finish()
    await nothingLeft(dataDir)
  })
})

describe('killed with SIGKILL, nothing is left running', () => {
  test.each<[string, ('owner' | 'second' | 'keeper' | 'server')[]]>([
    ['the only user', ['owner']],
    ['both users', ['owner', 'second']],
    ['the second, then the owner', ['second', 'owner']],
    ['the keeper, then the users', ['keeper', 'owner', 'second']],
    ['the server, then the users', ['server', 'owner', 'second']],
    ['the owner and the keeper', ['owner', 'keeper', 'second']],
    ['all but the server', ['keeper', 'second', 'owner']],
  ])('%s', async (_, order) => {
    const dataDir = temporaryDirectory()
    const owner = startUser(dataDir, 'r-1')
    expect(await owner.says()).toBe('open 1')
    const second = order.includes('second') ? startUser(dataDir) : null
    expect(await second?.says()).toBe(second ? 'open 1' : undefined)
    const exits: (Promise<void> | undefined)[] = []
    for (const victim of order) {
      if (victim === 'owner') exits.push(owner.kill())
      else if (victim === 'second') exits.push(second?.kill())
      else kill(pidsOf(dataDir, victim))
    }
    await Promise.all(exits)
    await nothingLeft(dataDir)
    // And the data is whole: the next one gets a server and finds what was there.
    const search = await openSearch({ dataDir })
    expect(await countReports(search)).toBe(1)
    await close(search)
  })

  test.each<[string, (dataDir: string) => boolean]>([
    ['the keeper has just been started', dataDir => pidsOf(dataDir, 'keeper').length > 0],
    ['the server has just been started', dataDir => servers(dataDir).length > 0],
    ['the server writes its first files', dataDir => existsSync(join(dataDir, 'meili', 'tasks'))],
    ['the address has just been written', dataDir => existsSync(join(dataDir, 'server.json'))],
  ])('the user, when %s', async (_, reached) => {
    const dataDir = temporaryDirectory()
    const user = startUser(dataDir)
    await eventually(() => reached(dataDir)).toBe(true)
    await user.kill()
    await nothingLeft(dataDir)
    await close(await openSearch({ dataDir }))
  })

  test('the owner goes while the second lives: the server stays up for it', async () => {
    const dataDir = temporaryDirectory()
    const owner = startUser(dataDir, 'r-1')
    expect(await owner.says()).toBe('open 1')
    const search = await openSearch({ dataDir })
    const [server] = servers(dataDir)
    await owner.kill()
    expect(await countReports(search)).toBe(1)
    expect(servers(dataDir)).toEqual([server])
    await close(search)
    await nothingLeft(dataDir)
  })
})

describe('what lies in the data directory', () => {
  const failure = async (dataDir: string) => {
    const error = await openSearch({ dataDir }).catch(reason => reason)
    expect(error).toBeInstanceOf(SearchError)
    expect(error.message).not.toMatch(/[\n]|MDB_|os error|panicked/)
    await nothingLeft(dataDir)
    return error as SearchError
  }
  const filled = async () => {
    const dataDir = temporaryDirectory()
    const search = await openSearch({ dataDir })
    await addReports(search, [makeReport()])
    await close(search)
    return dataDir
  }

  test.each(['1.12.0', '1.30.0', 'nonsense'])('a database of version %s', async version => {
    const dataDir = await filled()
    writeFileSync(join(dataDir, 'meili', 'VERSION'), version)
    const error = await failure(dataDir)
    expect(error).toMatchObject({ kind: 'incompatible' })
    expect(error.message).toContain(`${join(dataDir, 'meili')} 是另一版本的 Meilisearch 写的`)
  })

  test('a damaged database', async () => {
    const dataDir = await filled()
    writeFileSync(join(dataDir, 'meili', 'tasks', 'data.mdb'), 'x'.repeat(9000))
    const error = await failure(dataDir)
    expect(error).toMatchObject({ kind: 'unavailable' })
    expect(error.message).toContain('可能已损坏')
  })

  test('a database cut short', async () => {
    const dataDir = await filled()
    truncateSync(join(dataDir, 'meili', 'tasks', 'data.mdb'), 5000)
    expect((await failure(dataDir)).message).toContain('可能已损坏')
  })

  test('what a killed keeper left behind: an address where nobody, or somebody else, answers', async () => {
    const dataDir = temporaryDirectory()
    mkdirSync(dataDir, { recursive: true })
    const other = await openSearch({ dataDir: temporaryDirectory() })
    const { port } = new URL((await other.client()).config.host)
    for (const leftover of [
      JSON.stringify({ port: 1, keeperPort: 1, key: 'x'.repeat(32) }),
      JSON.stringify({ port: Number(port), keeperPort: Number(port), key: 'x'.repeat(32) }),
      '{"port":',
      '',
    ]) {
      writeFileSync(join(dataDir, 'server.json'), leftover)
      const search = await openSearch({ dataDir })
      expect(await countReports(search)).toBe(0)
      await close(search)
    }
    await close(other)
  })

  test('half a database, of a server killed in its first start', async () => {
    const dataDir = await filled()
    rmSync(join(dataDir, 'meili', 'VERSION'))
    writeFileSync(join(dataDir, 'meili.unborn'), '')
    const search = await openSearch({ dataDir })
    expect(await countReports(search)).toBe(0)
    await close(search)
    expect(existsSync(join(dataDir, 'meili.unborn'))).toBe(false)
  })

  test('a file where the directory should be', async () => {
    const dataDir = join(temporaryDirectory(), 'data')
    writeFileSync(dataDir, '')
    expect((await failure(dataDir)).message).toBe(`数据目录 ${dataDir} 不能写入。`)
  })

  // Linux only; elsewhere there is no /proc, and nobody may make one.
  test('a file system that makes no directories', async () => {
    expect((await failure('/proc/nianbao/data')).message).toBe('数据目录 /proc/nianbao/data 不能写入。')
  })
})

test('without the package of the server, the error says what to set', () => {
  expect(() => findBinary('@gaubee/not-installed/meilisearch')).toThrow(
    expect.objectContaining({ name: 'SearchError', message: expect.stringMatching(/npm ci.*MEILI_HOST/) }),
  )
})
