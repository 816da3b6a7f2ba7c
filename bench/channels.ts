import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Telegraf } from 'telegraf'
import { types } from 'wechaty-puppet'
import { PuppetService } from 'wechaty-puppet-service'
import { usualWaits } from '../src/channels/telegram/polling.ts'
import { type TelegramTimes, telegramPace } from '../src/channels/telegram/telegram.ts'
import { openWechat, type WechatTimes, wechatPace } from '../src/channels/wechat/wechat.ts'
import { FakeTelegram } from '../test/support/fake-telegram.ts'
import { type FakeWechat, insecureToken, startWechat } from '../test/support/fake-wechat.ts'
import { loadRun, replyTime, withBot } from '../test/support/load.ts'
import { echo, ledgerFor } from '../test/support/replies.ts'
import { paired, print } from './measure.ts'

/** Gaps between sends are the platforms' limits and no work: without them what is left is the channel's own. */
const unpaced = { gap: 0, chatGap: 0, jitter: 0 }
const telegramTimes: TelegramTimes = {
  pace: { ...telegramPace, ...unpaced },
  waits: usualWaits,
  polling: 50,
  deadline: 20_000,
  draining: 5000,
}
const wechatTimes: WechatTimes = {
  pace: { ...wechatPace, ...unpaced },
  firstWait: 100,
  longestWait: 1000,
  patience: 60_000,
  deadline: 10_000,
  draining: 5000,
}
const noLimits = { second: 0, minute: 0 }

/** From a message at the Bot API server to the reply there, the answer being there at once, against telegraf alone. */
async function benchTelegram(path: string): Promise<void> {
  await withBot(
    echo,
    telegramTimes,
    noLimits,
    async server => {
      const bare = await new FakeTelegram({ limits: noLimits }).start()
      const bot = new Telegraf(bare.token, { telegram: { apiRoot: bare.apiRoot } })
      bot.on('text', context => context.reply(`答：${context.message.text}`))
      void bot.launch()
      const [ours, alone] = await paired(
        400,
        run => replyTime(server, 10_000 + run),
        run => replyTime(bare, 10_000 + run),
      )
      print('Telegram：收到消息到发出回复', {
        p50毫秒: ours.p50,
        p95毫秒: ours.p95,
        '比裸 telegraf p50': ours.p50 / alone.p50,
        p95: ours.p95 / alone.p95,
      })
      bot.stop()
      await bare.stop()
    },
    path,
  )
}

const answered = (gateway: FakeWechat): Promise<void> =>
  new Promise(resolve => {
    gateway.onSaid = resolve
    gateway.say('在吗')
  })

/** The same for WeChat, through gRPC with TLS, against the puppet service alone. */
async function benchWechat(path: string): Promise<void> {
  const gateway = await startWechat()
  const config = {
    token: insecureToken,
    endpoint: gateway.endpoint,
    tls: { disable: false, caCert: null, serverName: null },
  }
  const channel = openWechat(config, { chat: echo, ledger: ledgerFor('wechat', path), log: () => {} }, wechatTimes)
  channel.start()
  await gateway.login()
  const bareGateway = await startWechat()
  const bare = new PuppetService({ endpoint: bareGateway.endpoint, token: insecureToken })
  bare.on('error', () => {})
  bare.on('message', async ({ messageId }) => {
    const { talkerId, type, text } = await bare.messagePayload(messageId)
    if (talkerId === bare.currentUserId || type !== types.Message.Text) return
    await bare.messageSendText(talkerId!, `答：${text}`)
  })
  await bare.start()
  await bareGateway.login()
  const [ours, alone] = await paired(
    200,
    () => answered(gateway),
    () => answered(bareGateway),
  )
  print('微信：收到消息到发出回复', {
    p50毫秒: ours.p50,
    p95毫秒: ours.p95,
    '比裸 puppet-service p50': ours.p50 / alone.p50,
    p95: ours.p95 / alone.p95,
  })
  await channel.stop()
}

/** At the real pace, against a server that counts what Telegram's limits count. */
async function benchLoad(): Promise<void> {
  const times = { ...telegramTimes, pace: telegramPace }
  const load = await loadRun(200, 10, times, { second: 1000, minute: 60_000 })
  const least = load.asked / 30
  print('Telegram：200 个会话同时各问 10 次', {
    答复: load.answered,
    次序错的会话: load.disordered,
    违反限速: load.violations.length,
    秒: load.seconds,
    '比每秒 30 条': load.seconds / least,
  })
}

/** What the channels cost beyond the libraries that they stand on. */
export async function benchChannels(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  try {
    await benchTelegram(join(folder, 'telegram.db'))
    await benchWechat(join(folder, 'wechat.db'))
    await benchLoad()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
