import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { randomOf } from '../../../scripts/reports/random.ts'
import { openDatabase } from '../../../src/store/database.ts'
import { feedbackIn } from '../../../src/store/feedback.ts'
import type { ChildSetting } from '../../support/bot-child.ts'
import { eventually } from '../../support/eventually.ts'
import { FakeTelegram, type Fault, status } from '../../support/fake-telegram.ts'
import { freePort } from '../../support/ports.ts'
import { temporaryDirectory } from '../../support/search.ts'
import { limits } from '../../support/telegram-times.ts'

const program = fileURLToPath(new URL('../../support/bot-child.ts', import.meta.url))

const question = '阿城区2022年收到多少申请'
const answer = /24 件/
const doubt = /可能没有送达/

async function makeHome(byWebhook: boolean) {
  const server = await new FakeTelegram({ limits }).start()
  const path = join(temporaryDirectory(), 'nianbao.db')
  const port = await freePort()
  const hook = byWebhook ? { url: `http://127.0.0.1:${port}/hook`, port } : null
  const setting = { path, apiRoot: server.apiRoot, token: server.token, hook }
  let child: ChildProcess | null = null
  let log = ''
  const start = (more: Partial<ChildSetting> = {}) => {
    child = spawn(process.execPath, [program, JSON.stringify({ ...setting, stuck: false, ...more })], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr!.setEncoding('utf8').on('data', text => {
      log += text
    })
  }
  const kill = async () => {
    const exited = once(child!, 'exit')
    child!.kill('SIGKILL')
    await exited
  }
  onTestFinished(async () => {
    await kill()
    await server.stop()
    expect(log).not.toMatch(/阿城区|24 件|TEST-secret/)
  })
  /** What was said to a chat in the end: everything before is out once this is answered. */
  const settled = async (chat = 42) => {
    server.say('关于', { from: chat })
    await server.until(() => server.to(chat).some(({ text }) => text.includes('以原报告为准')), 40_000)
    return server.to(chat).map(({ text }) => text)
  }
  return { server, start, kill, settled, path, running: () => child! }
}

/** Resolves once Telegram counts what was said as received. */
const received = (server: FakeTelegram, byWebhook: boolean) =>
  server.until(
    () =>
      byWebhook
        ? server.webhookStatuses.includes(200)
        : server.called('getUpdates').some(({ params }) => Number(params.offset) > 1000),
    40_000,
  )

describe.each([
  ['polling', false],
  ['webhook', true],
] as const)('killed in the middle of an answer, by %s', (_, byWebhook) => {
  test('taken in, not answered: answered after the restart', async () => {
    const { server, start, kill, settled } = await makeHome(byWebhook)
    start({ stuck: true })
    server.say(question)
    await received(server, byWebhook)
    await kill()
    expect(server.sent).toEqual([])
    start()
    const texts = await settled()
    expect(texts.filter(text => answer.test(text))).toHaveLength(1)
    expect(texts.filter(text => doubt.test(text))).toHaveLength(0)
  })

  test('answered, not sent: sent after the restart', async () => {
    const { server, start, kill, settled, path } = await makeHome(byWebhook)
    server.fault('sendMessage', status(429, { retryAfter: 1000 }))
    start()
    server.say(question)
    await server.until(() => server.faultsLeft === 0, 40_000)
    const kept = openDatabase(path).prepare('SELECT state FROM unsent')
    await eventually(() => kept.get()?.state === 'waiting', 40_000)
    await kill()
    expect(server.sent).toEqual([])
    start()
    const texts = await settled()
    expect(texts.filter(text => answer.test(text))).toHaveLength(1)
    expect(texts.filter(text => doubt.test(text))).toHaveLength(0)
  })

  const underway: [string, Fault, number][] = [
    ['arrived', { kind: 'mute' }, 1],
    ['did not arrive', { kind: 'hang' }, 0],
  ]
  test.each(underway)('being sent, and it %s: not sent again, and the chat is told', async (_, fault, arrived) => {
    const { server, start, kill, settled } = await makeHome(byWebhook)
    server.fault('sendMessage', fault)
    start()
    server.say(question)
    await server.until(() => server.faultsLeft === 0, 40_000)
    await kill()
    start()
    const texts = await settled()
    expect(texts.filter(text => answer.test(text))).toHaveLength(arrived)
    expect(texts.filter(text => doubt.test(text))).toHaveLength(1)
  })

  test('being told that a reply may be lost: told by the next run', async () => {
    const { server, start, kill, settled } = await makeHome(byWebhook)
    server.fault('sendMessage', { kind: 'hang' }, 2)
    server.say(question)
    for (const left of [1, 0]) {
      start()
      await server.until(() => server.faultsLeft === left, 40_000)
      await kill()
    }
    start()
    const texts = await settled()
    expect(texts.filter(text => answer.test(text))).toHaveLength(0)
    expect(texts.filter(text => doubt.test(text))).toHaveLength(1)
  })
})

test('killed at random calls: no answer twice, none lost but what was under way, and that is told', async () => {
  const { server, start, settled, path, running } = await makeHome(false)
  const random = randomOf(7)
  const kills = 8
  const chats = [51, 52, 53, 54]
  const names = ['阿城区', '道里区', '南岗区', '道外区']
  start()
  let asked = 0
  for (let kill = 0; kill < kills; kill++) {
    let left = 1 + Math.floor(random.next() * 14)
    const exited = once(running(), 'exit')
    server.onCall = () => {
      left -= 1
      if (left === 0) running().kill('SIGKILL')
    }
    for (const [i, from] of chats.entries()) server.say(`${names[i]}${2021 + (kill % 2)}年收到多少申请`, { from })
    for (const [i, from] of chats.entries()) server.say(`反馈 意见${kill}号${i}`, { from })
    asked += 2
    await exited
    server.onCall = () => {}
    start()
  }
  const replies = new Map<number, string[]>()
  for (const chat of chats) replies.set(chat, await settled(chat))
  let lost = 0
  for (const [i, chat] of chats.entries()) {
    const texts = replies.get(chat)!
    const doubts = texts.filter(text => doubt.test(text)).length
    const figures = texts.filter(text => text.includes(`${names[i]}人民政府20`)).length
    const thanks = texts.filter(text => text.includes('已经记下')).length
    const missing = asked - figures - thanks
    expect({ chat, figures: figures <= kills, thanks: thanks <= kills }).toEqual({
      chat,
      figures: true,
      thanks: true,
    })
    expect(missing).toBeGreaterThanOrEqual(0)
    expect(missing).toBeLessThanOrEqual(doubts)
    lost += missing
  }
  expect(lost).toBeLessThanOrEqual(kills)
  const comments = feedbackIn(openDatabase(path))
    .list()
    .map(({ comment }) => comment)
    .filter(comment => comment?.startsWith('意见'))
  expect(comments).toHaveLength(kills * chats.length)
  expect(new Set(comments).size).toBe(comments.length)
  expect(server.violations).toEqual([])
}, 140_000)
