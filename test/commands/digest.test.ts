import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { nianbao, scratch } from '../support/cli.ts'
import { FakeTelegram } from '../support/fake-telegram.ts'

const folder = scratch()
afterAll(() => folder.remove())
const dataDir = join(folder.path, 'data')
const root = fileURLToPath(new URL('../..', import.meta.url))
const sample = (name: string) => join(root, 'samples/real', name)

test('a preview tells what is new, in words and as JSON', async () => {
  const json = await nianbao(['digest', '--preview', '--json'], { dataDir })
  expect(json.code).toBe(0)
  const { text, pages, reports, figures, findings } = JSON.parse(json.stdout)
  expect(text).toMatch(/^【年报订阅】全部报告：新收录 5 份\n新收录：\n· /)
  expect(pages.join('\n')).toBe(text)
  expect(reports).toHaveLength(5)
  expect(reports[0]).toMatchObject({ kind: 'new', issuer: expect.any(String), year: expect.any(Number) })
  expect(figures).toEqual([])
  expect(findings.length).toBeGreaterThan(0)
  const plain = await nianbao(['digest', '--preview', '阿城区'], { dataDir })
  expect(plain).toMatchObject({ code: 0, stdout: expect.stringMatching(/新收录 1 份[\s\S]*阿城区人民政府2021年/) })
  const tomorrow = new Date(Date.now() + 2 * 24 * 3_600_000).toISOString().slice(0, 10)
  const none = await nianbao(['digest', '--preview', '--since', tomorrow], { dataDir })
  expect(none).toMatchObject({ code: 0, stdout: '全部报告：没有新报告，不会发送。\n' })
})

test.each([
  [[], 2, /--preview、--send-now 或 --log/],
  [['--preview', '--log'], 2, /--preview、--send-now 或 --log/],
  [['--preview', '--since', '昨天'], 2, /--since 不是一个日期/],
  [['--preview', '--since', '2026-02-30'], 2, /--since 不是一个日期：2026-02-30/],
  [['--log', '--since', 'nonsense'], 2, /--since 只用于 --preview/],
  [['--preview', '阿城区', '--chat', 'telegram:42'], 2, /自己的订阅/],
  [['--preview', '--since', '2026-01-01', '--chat', 'telegram:42'], 2, /自己的订阅/],
  [['--log', '--chat', '42'], 2, /telegram:42/],
  [['--log', '--chat', 'telegram:42'], 1, /^telegram:42 没有订阅。\n$/],
  [['--preview', '火星市'], 1, /^没有认出“火星市”[^\n]*\n$/],
])('digest %j', async (args, code, line) => {
  const run = await nianbao(['digest', ...args], { dataDir })
  expect(run).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(line) })
})

test('from a subscription in a chat to its digest, over restarts of the bot', async () => {
  const server = await new FakeTelegram().start()
  const own = join(folder.path, 'bot')
  const env = { TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.apiRoot }
  const running: ChildProcess[] = []
  const start = () => {
    const child = spawn(process.execPath, [join(root, 'src/cli.ts'), 'start'], {
      stdio: 'ignore',
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: own, ...env },
    })
    running.push(child)
    return child
  }
  const end = async (child: ChildProcess) => {
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGTERM')
    return ended
  }
  onTestFinished(async () => {
    for (const child of running) child.kill('SIGKILL')
    await server.stop()
  })

  expect((await nianbao(['index', sample('shunhe-2020.txt')], { dataDir: own })).code).toBe(0)
  const first = start()
  server.say('订阅 每周一早上8点 全部报告')
  expect((await server.message(42)).text).toContain('已订阅：全部报告，每周一 8:00')
  expect(await end(first)).toBe(0)

  expect((await nianbao(['index', sample('acheng-2021.txt')], { dataDir: own })).code).toBe(0)
  const now = await nianbao(['digest', '--send-now', '--json'], { dataDir: own })
  expect(now).toMatchObject({ code: 0, stdout: '{"planned":1}\n' })
  const preview = await nianbao(['digest', '--preview', '--chat', 'telegram:42'], { dataDir: own })
  const second = start()
  const digest = await server.message(42, 1)
  expect(digest.text.replace(/<[^>]*>/g, '')).toBe(preview.stdout.trim())
  expect(digest.text).toMatch(/新收录 1 份[\s\S]*阿城区人民政府2021年/)
  expect(await end(second)).toBe(0)

  const log = await nianbao(['digest', '--log'], { dataDir: own })
  expect(log.stdout).toMatch(/^\S+ \S+ {2}telegram:42 {2}时点 \S+ \S+ {2}已发送\n$/)
  const third = start()
  server.say('订阅')
  expect((await server.message(42, 2)).text).toContain('您的订阅：')
  expect(await end(third)).toBe(0)
  expect(server.to(42)).toHaveLength(3)
})
