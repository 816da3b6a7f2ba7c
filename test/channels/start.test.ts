import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { eventually } from '../support/eventually.ts'
import { FakeTelegram, status } from '../support/fake-telegram.ts'
import { insecureToken, startWechat } from '../support/fake-wechat.ts'
import { freePort } from '../support/ports.ts'
import { temporaryDirectory } from '../support/search.ts'
import { secret, suiteLog } from '../support/suite-log.ts'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

/** `start` as a service would run it, until it is told to stop. */
function startService(dataDir: string, env: Record<string, string>): { child: ChildProcess; log: () => string } {
  const child = spawn(process.execPath, [cli, 'start'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', part => {
      text += part
      suiteLog(part)
    })
  }
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, log: () => text }
}

async function stopService(child: ChildProcess): Promise<number | null> {
  const closed = once(child, 'close')
  child.kill('SIGTERM')
  const [code] = (await closed) as [number | null]
  return code
}

const question = '顺河区2020年收到多少申请'

test('one channel that fails does not stop the other; nothing said and no secret is in the log', async () => {
  const dataDir = join(temporaryDirectory(), 'data')
  const server = await new FakeTelegram().start()
  onTestFinished(() => server.stop())
  const gateway = await startWechat()
  const env = { TELEGRAM_API_ROOT: server.apiRoot, WECHAT_TOKEN: insecureToken, WECHAT_ENDPOINT: gateway.endpoint }

  const wrong = secret('999999:not-this-one')
  const first = startService(dataDir, { ...env, TELEGRAM_BOT_TOKEN: wrong })
  await gateway.login()
  gateway.say(question)
  expect((await gateway.sent(1, 30_000))[0]!.text).toContain('23 件')
  await server.until(() => server.called('getMe').length > 0)
  expect(await stopService(first.child)).toBe(0)
  expect(gateway.puppet.isLoggedIn).toBe(true)
  await gateway.stop()

  const second = startService(dataDir, {
    ...env,
    TELEGRAM_BOT_TOKEN: server.token,
    WECHAT_ENDPOINT: `127.0.0.1:${await freePort()}`,
  })
  server.say(question)
  expect((await server.until(() => server.to(42)[0], 30_000)).text).toContain('<b>23 件</b>')
  expect(await stopService(second.child)).toBe(0)

  const log = first.log() + second.log()
  expect(log).toContain('TELEGRAM_BOT_TOKEN')
  expect(log).toContain('wechat: 已登录')
  for (const secret of [wrong, server.token, insecureToken, question, '23 件', 'alice-id'])
    expect(log).not.toContain(secret)
}, 180_000)

test('killed in the middle of an answer: the next run sends it, and waits for a run that still lives', async () => {
  const dataDir = join(temporaryDirectory(), 'data')
  const server = await new FakeTelegram().start()
  onTestFinished(() => server.stop())
  const env = { TELEGRAM_API_ROOT: server.apiRoot, TELEGRAM_BOT_TOKEN: server.token }
  server.fault('sendMessage', status(429, { retryAfter: 1000 }))
  const first = startService(dataDir, env)
  server.say(question)
  await server.until(() => server.faultsLeft === 0, 30_000)
  const kept = openDatabase(join(dataDir, 'nianbao.db')).prepare('SELECT state FROM unsent')
  await eventually(() => kept.get()?.state === 'waiting', 40_000)
  const second = startService(dataDir, env)
  await eventually(() => second.log().includes('等它结束'), 30_000)
  expect(server.called('getMe')).toHaveLength(1)
  first.child.kill('SIGKILL')
  expect((await server.until(() => server.to(42)[0], 30_000)).text).toContain('23 件')
  expect(await stopService(second.child)).toBe(0)
  expect(server.to(42)).toHaveLength(1)
  expect(kept.get()).toBe(undefined)
}, 180_000)

test('a setting that cannot be used is one line', async () => {
  const dataDir = join(temporaryDirectory(), 'data')
  const { child, log } = startService(dataDir, { WECHAT_TOKEN: insecureToken })
  const [code] = (await once(child, 'close')) as [number | null]
  expect({ code, log: log() }).toEqual({
    code: 1,
    log: '环境变量 WECHAT_ENDPOINT 应为网关的“主机:端口”，例如 127.0.0.1:8788\n',
  })
})
