import { expect, onTestFinished } from 'vitest'
import type { Channel } from '../../src/channels/channel.ts'
import {
  openTelegram,
  type TelegramConfig,
  type TelegramHouse,
  type TelegramTimes,
} from '../../src/channels/telegram/telegram.ts'
import { webhookSecret } from '../../src/channels/telegram/webhook.ts'
import { FakeTelegram } from './fake-telegram.ts'
import { echo, ledgerFor } from './replies.ts'
import { secret, suiteLog } from './suite-log.ts'
import { limits, quickTimes } from './telegram-times.ts'

export interface Bot {
  server: FakeTelegram
  channel: Channel
  lines: string[]
  gone: string[]
}

export interface Setting {
  prepare?: (server: FakeTelegram) => void
  config?: Partial<TelegramConfig>
  house?: Partial<TelegramHouse>
  times?: Partial<TelegramTimes>
  server?: FakeTelegram
}

/** No line of any test of this house may tell a secret, or what somebody wrote or was told. */
function expectDiscreet(lines: string[], { token, history, sent }: FakeTelegram): void {
  const texts = [
    ...history.map(update => (update as { message?: { text?: string } }).message?.text),
    ...sent.map(({ text }) => text),
  ]
  const log = lines.join('\n')
  for (const secret of [token, webhookSecret(token)]) expect(log).not.toContain(secret)
  for (const text of texts) if (text && text.length > 2) expect(log).not.toContain(text)
}

/** A bot that talks to a server of its own; both are gone when the test ends. */
export async function startBot({ prepare, config, house, times, server: given }: Setting = {}): Promise<Bot> {
  const server = given ?? (await new FakeTelegram({ limits }).start())
  prepare?.(server)
  const lines: string[] = []
  const gone: string[] = []
  if (config?.token) secret(config.token)
  const channel = openTelegram(
    { token: server.token, apiRoot: server.apiRoot, proxy: null, webhook: null, ...config },
    {
      chat: echo,
      commands: [{ command: 'help', description: '帮助' }],
      ledger: ledgerFor('telegram'),
      onGone: chat => gone.push(chat),
      log: line => {
        lines.push(line)
        suiteLog(line)
      },
      ...house,
    },
    { ...quickTimes, ...times },
  )
  onTestFinished(async () => {
    await channel.stop()
    if (!given) await server.stop()
    expectDiscreet(lines, server)
  })
  channel.start()
  return { server, channel, lines, gone }
}
