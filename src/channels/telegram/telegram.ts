import { once as event } from 'node:events'
import type { Server } from 'node:http'
import type { Update } from 'telegraf/types'
import { lineText } from '../../answer/line.ts'
import type { Chat, ChatReply } from '../../conversation/message.ts'
import type { Channel, Ledger, Log } from '../channel.ts'
import { type Keep, openMail } from '../mail.ts'
import type { Pace } from '../outbox.ts'
import { errorText, judge, NoAnswer, openClient } from './client.ts'
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
  ledger: Ledger
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

/** Said to a chat whose reply was handed over without a word from Telegram. */
const doubt: Part = {
  kind: 'text',
  html: '网络不稳，刚才的回复可能没有送达。如果没有看到，请再问一次。',
  keyboard: [],
  replyTo: null,
  edit: null,
}

export function openTelegram(
  config: TelegramConfig,
  { chat, commands, ledger, onGone, log: tell }: TelegramHouse,
  { pace, waits, polling, deadline, draining }: TelegramTimes = usualTimes,
): Channel {
  const client = openClient(config)
  const secret = webhookSecret(config.token)
  const log: Log = line => tell(line.replaceAll(config.token, '***').replaceAll(secret, '***'))
  const mail = openMail<Part>({
    channel: 'telegram',
    ledger,
    pace,
    send: (to, part) => sendPart(client, to, part, deadline),
    judge,
    probe: getsThrough,
    doubt,
    onGone,
    errorText,
    log,
  })
  const stopping = new AbortController()
  const stop = stopping.signal
  let running: Promise<void> | null = null

  /** Any answer of Telegram's will do. */
  async function getsThrough(): Promise<void> {
    await client.call('getMe', {}, deadline).catch((error: unknown) => {
      if (error instanceof NoAnswer) throw error
    })
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

  const ask = (heard: Heard, keep: (reply: ChatReply | null) => void): Promise<ChatReply | null> =>
    chat({ ...heard, mayManage: async () => !heard.group || runsGroup(heard) }, keep)

  async function answerMessage({ incoming, message }: Extract<Taken, { kind: 'message' }>, keep: Keep<Part>) {
    const say = once((reply: ChatReply | null) =>
      keep(reply ? partsOf(reply, incoming.group ? message : null, null) : []),
    )
    say(await ask(incoming, say))
  }

  async function answerPress(callback: string, incoming: Heard, message: number | null, keep: Keep<Part>) {
    let open = true
    const close = (text: string) => {
      if (open) acknowledge(callback, text)
      open = false
    }
    const timer = setTimeout(close, toastPatience, '')
    const isToast = (reply: ChatReply) => reply.brief && open
    const say = once((reply: ChatReply | null) =>
      keep(reply && !isToast(reply) ? partsOf(reply, null, reply.inPlace ? message : null) : []),
    )
    const reply = await ask(incoming, say).finally(() => clearTimeout(timer))
    say(reply)
    close(reply && isToast(reply) ? toastOf(reply) : '')
  }

  /** Begins to answer what is kept. */
  function work(id: string, taken: Taken | null): void {
    if (taken?.kind === 'message') mail.answer(id, taken.incoming.chat, keep => answerMessage(taken, keep))
    else if (taken?.kind === 'press' && taken.incoming) {
      const { incoming, callback, message } = taken
      mail.answer(id, incoming.chat, keep => answerPress(callback, incoming, message, keep))
    } else mail.ignore(id)
  }

  function take(update: Update, self: Self): void {
    const taken = readUpdate(update, self)
    if (taken?.kind === 'gone') onGone(taken.chat)
    if (taken?.kind === 'press' && !taken.incoming) acknowledge(taken.callback, '')
    else if (taken?.kind === 'message' || taken?.kind === 'press') {
      const id = `${update.update_id}`
      if (mail.receive(id, update)) work(id, taken)
    }
  }

  /** What an earlier run took in and did not answer. */
  function goOn(self: Self): void {
    for (const { id, body } of mail.goOn()) work(id, readUpdate(body as Update, self))
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

  async function begin(): Promise<Self> {
    const self = await introduce()
    goOn(self)
    return self
  }

  async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
    server.listen(port, host)
    await event(server, 'listening')
    server.on('error', (error: NodeJS.ErrnoException) => log(`telegram: webhook ${error.code ?? error.name}`))
  }

  async function receiveByWebhook(webhook: NonNullable<TelegramConfig['webhook']>): Promise<void> {
    let self: Self | null = null
    const path = new URL(webhook.url).pathname
    const isReady = () => self !== null && !stop.aborted
    const server = webhookServer({ path, secret, isReady, take: update => take(update, self!) })
    await persist(() => listen(server, webhook), stop, waits, log)
    self = await persist(begin, stop, waits, log)
    if (self) log(`telegram: @${self.username} 已就绪（webhook）`)
    if (!stop.aborted) await event(stop, 'abort')
    server.close()
    server.closeIdleConnections()
  }

  async function receiveByPolling(): Promise<void> {
    const self = await persist(begin, stop, waits, log)
    if (!self) return
    log(`telegram: @${self.username} 已就绪`)
    await poll({ client, seconds: polling, deadline, waits, stop, log, take: update => take(update, self) })
  }

  return {
    name: 'telegram',
    start: () => {
      running ??= config.webhook ? receiveByWebhook(config.webhook) : receiveByPolling()
    },
    stop: async () => {
      stopping.abort()
      await running
      await mail.close(draining)
    },
    send: (to, reply) => mail.send(to, partsOf(reply, null, null)),
  }
}

/** Runs the first time only. */
function once<T>(run: (value: T) => void): (value: T) => void {
  let isDone = false
  return value => {
    if (!isDone) run(value)
    isDone = true
  }
}

function toastOf({ outcome }: ChatReply): string {
  return outcome.lines.map(lineText).join('')
}
