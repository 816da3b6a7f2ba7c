import { once } from 'node:events'
import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Update } from 'telegraf/types'
import { lineText } from '../../answer/line.ts'
import type { Chat, ChatReply } from '../../conversation/message.ts'
import type { Answered, Channel, Log, Undelivered } from '../channel.ts'
import { openInbox } from '../inbox.ts'
import { openOutbox, type Pace } from '../outbox.ts'
import { errorText, judge, openClient } from './client.ts'
import { persist, poll, usualWaits, type Waits } from './polling.ts'
import { type Part, partsOf, sendPart } from './sending.ts'
import { anonymousAdmin, type Heard, readUpdate, type Self, type Taken, wantedUpdates } from './update.ts'
import { webhookSecret, webhookServer } from './webhook.ts'

export interface TelegramConfig {
  token: string
  apiRoot: string
  proxy: string | null
  /** Receive by webhook instead of polling: the public address, and where to listen for what a reverse proxy passes on. */
  webhook: { url: string; host: string; port: number } | null
}

export interface TelegramHouse {
  chat: Chat
  /** Commands for the menu of the app. */
  commands: { command: string; description: string }[]
  answered: Answered
  /** Told when a person blocked the bot or a chat is no more. */
  onGone: (chat: string) => void
  log: Log
}

/** What tests set otherwise: times only. */
export interface TelegramTimes {
  pace: Pace
  waits: Waits
  /** Of a polling request, s. */
  polling: number
  /** For any call that Telegram does not hold open, ms; a picture over a slow relay needs most of it. */
  deadline: number
  /** For the outbox when stopping, ms. */
  draining: number
}

/** Telegram's limits (Bot FAQ: 30 a second, 1 a second in a chat, 20 a minute in a group), each kept with some room. */
export const telegramPace: Pace = {
  gap: 40,
  chatGap: 1050,
  jitter: 0,
  concurrency: 8,
  perMinute: { most: 19, minute: 60_000, isGroup: chat => chat.startsWith('-') },
  firstWait: 1000,
  longestWait: 30_000,
}

const usualTimes: TelegramTimes = {
  pace: telegramPace,
  waits: usualWaits,
  polling: 50,
  deadline: 20_000,
  draining: 20_000,
}

/** Telegram shows so much in passing over a button; a press must be answered within seconds or is refused. */
const longestToast = 200
const toastPatience = 3000

export function openTelegram(
  config: TelegramConfig,
  { chat, commands, answered, onGone, log: tell }: TelegramHouse,
  { pace, waits, polling, deadline, draining }: TelegramTimes = usualTimes,
): Channel {
  const client = openClient(config)
  const secret = webhookSecret(config.token)
  const log: Log = line => tell(line.replaceAll(config.token, '***').replaceAll(secret, '***'))
  const inbox = openInbox('telegram', answered, log)
  const outbox = openOutbox<Part>(pace, (to, part) => sendPart(client, to, part, deadline), judge)
  const stopping = new AbortController()
  const stop = stopping.signal
  let running: Promise<() => Promise<void>> | null = null

  async function deliver(to: string, parts: Part[], order: 'reply' | 'bulk'): Promise<void> {
    const results = await Promise.allSettled(parts.map(part => outbox.push(to, part, order)))
    const failed = results.find(result => result.status === 'rejected')
    if (!failed) return
    const error = failed.reason as Undelivered
    log(`telegram: 发送失败（${error.reason}）：${error.cause ? errorText(error.cause) : ''}`)
    if (error.reason === 'gone') onGone(to)
    throw error
  }

  /** The sign on a pressed button ends with this; what a brief reply says is shown with it. */
  function acknowledge(callback: string, text: string): void {
    const said = text ? { text: text.slice(0, longestToast) } : {}
    const sent = client.call('answerCallbackQuery', { callback_query_id: callback, ...said }, deadline)
    sent.catch((error: unknown) => log(`telegram: answerCallbackQuery ${errorText(error)}`))
  }

  /** Whoever runs the group; where Telegram does not say, nobody. */
  async function runsGroup({ chat: group, user }: Heard): Promise<boolean> {
    if (Number(user) === anonymousAdmin) return true
    const asked = client.call('getChatMember', { chat_id: group, user_id: Number(user) }, deadline)
    return asked.then(
      ({ status }) => status === 'creator' || status === 'administrator',
      () => false,
    )
  }

  const ask = (heard: Heard): Promise<ChatReply | null> =>
    chat({ ...heard, mayManage: async () => !heard.group || runsGroup(heard) })

  async function answerMessage({ incoming, message }: Extract<Taken, { kind: 'message' }>) {
    const reply = await ask(incoming)
    const parts = reply ? partsOf(reply, incoming.group ? message : null, null) : []
    return { delivered: deliver(incoming.chat, parts, 'reply') }
  }

  async function answerPress(callback: string, incoming: Heard, message: number | null) {
    let open = true
    const close = (text: string) => {
      if (open) acknowledge(callback, text)
      open = false
    }
    const timer = setTimeout(close, toastPatience, '')
    const reply = await ask(incoming).finally(() => clearTimeout(timer))
    if (reply?.brief && open) {
      close(toastOf(reply))
      return { delivered: Promise.resolve() }
    }
    close('')
    const parts = reply ? partsOf(reply, null, reply.inPlace ? message : null) : []
    return { delivered: deliver(incoming.chat, parts, 'reply') }
  }

  function take(update: Update, self: Self): Promise<boolean> {
    const taken = readUpdate(update, self)
    if (taken?.kind === 'message') {
      return inbox.take(`${update.update_id}`, taken.incoming.chat, () => answerMessage(taken))
    }
    if (taken?.kind === 'press') {
      const { incoming, callback, message } = taken
      if (incoming)
        return inbox.take(`${update.update_id}`, incoming.chat, () => answerPress(callback, incoming, message))
      acknowledge(callback, '')
    }
    if (taken?.kind === 'gone') onGone(taken.chat)
    return Promise.resolve(true)
  }

  /** Who the bot is, its commands told, its way of receiving set. Commands are an ornament: without them it works. */
  async function introduce(): Promise<Self> {
    const { id, username } = await client.call('getMe', {}, deadline, stop)
    if (config.webhook) {
      const { url } = config.webhook
      await client.call('setWebhook', { url, secret_token: secret, allowed_updates: wantedUpdates }, deadline, stop)
    } else {
      await client.call('deleteWebhook', {}, deadline, stop)
    }
    await client
      .call('setMyCommands', { commands }, deadline, stop)
      .catch((error: unknown) => log(`telegram: setMyCommands ${errorText(error)}`))
    return { id, username }
  }

  async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
    server.listen(port, host)
    await once(server, 'listening')
    server.on('error', (error: NodeJS.ErrnoException) => log(`telegram: webhook ${error.code ?? error.name}`))
  }

  async function receiveByWebhook(webhook: NonNullable<TelegramConfig['webhook']>): Promise<() => Promise<void>> {
    let self: Self | null = null
    const path = new URL(webhook.url).pathname
    const isReady = () => self !== null && !stop.aborted
    const server = webhookServer({ path, secret, isReady, take: update => take(update, self!) })
    await persist(() => listen(server, webhook), stop, waits, log)
    self = await persist(introduce, stop, waits, log)
    if (self) log(`telegram: @${self.username} 已就绪（webhook）`)
    if (!stop.aborted) await once(stop, 'abort')
    return async () => {
      server.close()
      server.closeIdleConnections()
    }
  }

  async function receiveByPolling(): Promise<() => Promise<void>> {
    const self = await persist(introduce, stop, waits, log)
    if (!self) return async () => {}
    log(`telegram: @${self.username} 已就绪`)
    return poll({ client, seconds: polling, deadline, waits, stop, log, take: update => take(update, self) })
  }

  return {
    name: 'telegram',
    start: () => {
      running ??= config.webhook ? receiveByWebhook(config.webhook) : receiveByPolling()
    },
    stop: async () => {
      stopping.abort()
      const finish = await running
      await Promise.race([inbox.idle(), sleep(draining, undefined, { ref: false })])
      await outbox.close(draining)
      await finish?.()
    },
    send: (to, reply) => deliver(to, partsOf(reply, null, null), 'bulk'),
  }
}

function toastOf({ outcome }: ChatReply): string {
  return outcome.lines.map(lineText).join('')
}
