import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Wish } from '../../src/digest/subscription.ts'
import { openDatabase } from '../../src/store/database.ts'
import { deliveriesIn } from '../../src/store/deliveries.ts'
import { newsIn } from '../../src/store/news.ts'
import { subscriptionsIn } from '../../src/store/subscriptions.ts'
import { type ChildSetting, firstHour, hoursGone } from '../support/digest-child.ts'
import { wish } from '../support/digest-room.ts'
import { second } from '../support/digest-year.ts'
import { FakeTelegram } from '../support/fake-telegram.ts'
import { temporaryDirectory } from '../support/search.ts'

const child = fileURLToPath(new URL('../support/digest-child.ts', import.meta.url))

/** Hours of the digests, ms of one, chats, kills. */
const hours = 120
const hour = 60
const chats = 30
const kills = 6

test('two processes on one store, killed again and again: nothing twice, nothing lost', async () => {
  const server = await new FakeTelegram({ limits: { second, minute: 60 * second } }).start()
  const path = join(temporaryDirectory(), 'nianbao.db')
  const database = openDatabase(path)
  const subscriptions = subscriptionsIn<Wish>(database)
  for (let chat = 1; chat <= chats; chat++) {
    subscriptions.add(
      'telegram',
      String(chat),
      wish({ kind: 'daily', at: { hour: chat % 24, minute: 0 } }),
      0,
      firstHour,
    )
  }
  const { apiRoot, token } = server
  const setting: ChildSetting = { path, apiRoot, token, begun: 0, hour, reports: hours }
  const start = async (): Promise<ChildProcess> => {
    const one = spawn(process.execPath, [child, JSON.stringify(setting)], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    await once(one, 'message')
    return one
  }
  const ended = (process: ChildProcess) => new Promise(resolve => process.once('exit', resolve))
  const running = await Promise.all([start(), start()])
  setting.begun = Date.now()
  for (const process of running) process.send(setting.begun)
  for (let kill = 0; kill < kills; kill++) {
    await sleep((hours * hour * (0.5 + Math.random())) / (kills + 2))
    const end = ended(running[kill % 2]!)
    running[kill % 2]!.kill('SIGKILL')
    await end
    running[kill % 2] = await start()
    running[kill % 2]!.send(setting.begun)
  }
  while (hoursGone(setting) < hours + 30) await sleep(20)
  for (const process of running) {
    const end = ended(process)
    process.kill('SIGKILL')
    await end
  }
  const rows = deliveriesIn(database).latest(100_000)
  const news = newsIn(database)
  const untold = new Map(subscriptions.all().map(({ chat, told }) => [chat, news.since(told).length]))
  database.close()
  await server.stop()

  expect(server.violations).toEqual([])
  expect(server.sent.length).toBeGreaterThan(kills)
  const bySubscription = Map.groupBy(rows, row => row.chat)
  for (let chat = 1; chat <= chats; chat++) {
    const own = bySubscription.get(String(chat)) ?? []
    const count = (state: string) => own.filter(row => row.state === state).length
    const messages = server.to(chat)
    expect(messages.length).toBeGreaterThanOrEqual(count('sent'))
    expect(messages.length).toBeLessThanOrEqual(count('sent') + count('unsure') + count('sending'))
    // Told or still to be told: together all that came, and more only where a message that was told again had arrived after all.
    const told = messages.reduce((sum, { text }) => sum + Number(/新收录 (\d+) 份/.exec(text)?.[1] ?? 0), 0)
    const all = told + untold.get(String(chat))!
    if (messages.length === count('sent')) expect(all).toBe(hours)
    else expect(all).toBeGreaterThanOrEqual(hours)
  }
}, 180_000)
