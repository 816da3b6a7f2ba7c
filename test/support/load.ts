import { openTelegram, type TelegramTimes } from '../../src/channels/telegram/telegram.ts'
import type { Chat } from '../../src/conversation/message.ts'
import { makeChat } from './chat.ts'
import { FakeTelegram, type Limits } from './fake-telegram.ts'
import { echo, ledgerFor } from './replies.ts'
import { suiteLog } from './suite-log.ts'

/** Many chats asking at once, against a server that counts what Telegram's limits count. */

const names = ['阿城区', '道里区', '南岗区', '道外区']

/** The nth question of a chat, and the figure that answers it in the invented reports. */
function questionOf(chat: number, n: number): { text: string; figure: string } {
  const place = (chat + n) % names.length
  const later = n % 2
  return { text: `${names[place]}${2021 + later}年收到多少申请`, figure: `${12 * (place + later + 1)} 件` }
}

export interface Load {
  asked: number
  answered: number
  /** Chats whose answers did not come in the order of their questions. */
  disordered: number
  violations: string[]
  /** s. */
  seconds: number
}

/** A bot and a server of its own, gone when `run` is done. What it keeps is in a database at `path`, in memory without one. */
export async function withBot<T>(
  chat: Chat,
  times: TelegramTimes,
  limits: Limits,
  run: (server: FakeTelegram) => Promise<T>,
  path?: string,
): Promise<T> {
  const server = await new FakeTelegram({ limits }).start()
  const config = { token: server.token, apiRoot: server.apiRoot, proxy: null, webhook: null }
  const house = { chat, commands: [], ledger: ledgerFor('telegram', path), onGone: () => {}, log: suiteLog }
  const channel = openTelegram(config, house, times)
  channel.start()
  try {
    return await run(server)
  } finally {
    await channel.stop()
    await server.stop()
  }
}

/** `chats` chats, every tenth of them a group, ask `questions` questions each, all at once. */
export async function loadRun(chats: number, questions: number, times: TelegramTimes, limits: Limits): Promise<Load> {
  const { chat } = makeChat()
  return withBot(chat, times, limits, async server => {
    const ids = Array.from({ length: chats }, (_, i) => (i % 10 === 9 ? -(1000 + i) : 1000 + i))
    const started = performance.now()
    for (let n = 0; n < questions; n++) {
      for (const [i, id] of ids.entries()) {
        const { text } = questionOf(i, n)
        server.say(id < 0 ? `@nianbao_bot ${text}` : text, { chat: id, from: Math.abs(id) })
      }
    }
    const asked = chats * questions
    await server.until(() => server.sent.length >= asked, 10 * 60_000)
    const seconds = (performance.now() - started) / 1000
    const disordered = ids.filter((id, i) => {
      const texts = server.to(id).map(({ text }) => text)
      return texts.length !== questions || texts.some((text, n) => !text.includes(questionOf(i, n).figure))
    }).length
    return { asked, answered: server.sent.length, disordered, violations: server.violations, seconds }
  })
}

/** ms from a question's arrival at the server to its reply's; `from` asks for the first time. */
export async function replyTime(server: FakeTelegram, from: number): Promise<number> {
  const asked = performance.now()
  server.say('在吗', { from })
  const { at } = await server.message(from)
  return at - asked
}

/** Times in ms of chats that ask one after another; the answer is there at once. */
export async function overheads(count: number, times: TelegramTimes, limits: Limits): Promise<number[]> {
  return withBot(echo, times, limits, async server => {
    const taken: number[] = []
    for (let i = 0; i < count; i++) {
      taken.push(await replyTime(server, 5000 + i))
      // The pace between two sends is no overhead of the reply.
      await new Promise(resolve => setTimeout(resolve, times.pace.gap))
    }
    return taken.sort((a, b) => a - b)
  })
}
