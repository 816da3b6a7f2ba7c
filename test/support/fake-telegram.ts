import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { webhookSecret } from '../../src/channels/telegram/webhook.ts'
import { secret } from './suite-log.ts'

/** A Bot API server over HTTP: what Telegram does as far as a bot of text, buttons and pictures can tell, and what goes wrong with it. */

export type Fault =
  | { kind: 'status'; code: number; description?: string; retryAfter?: number; movedTo?: number }
  /** A page where JSON should be. */
  | { kind: 'page'; status: number }
  /** Hears it, does nothing, and closes the connection. */
  | { kind: 'drop' }
  /** Never answers, and does nothing. */
  | { kind: 'hang' }
  /** Does what is asked; the answer is cut off. */
  | { kind: 'cut' }
  /** Does what is asked, and never answers. */
  | { kind: 'mute' }

/** A refusal in Telegram's own way. */
export const status = (code: number, more: Partial<Extract<Fault, { kind: 'status' }>> = {}): Fault => ({
  kind: 'status',
  code,
  ...more,
})

type Params = Record<string, unknown>

export interface SentMessage {
  id: number
  chat: string
  method: string
  /** As it is after edits. */
  text: string
  buttons: { text: string; data: string }[]
  replyTo: number | null
  at: number
}

export interface Limits {
  /** Length of a second and a minute, ms: scaled down to keep a test short. */
  second: number
  minute: number
}

const tags = /^(?:b|strong|i|em|u|s|code|pre|a|blockquote)$/

/** What Telegram says of HTML that it cannot read; null where it can. */
function htmlFault(html: string): string | null {
  const open: string[] = []
  for (const [, slash, name] of html.matchAll(/<(\/?)([^\s>]*)[^>]*>?/g)) {
    if (!tags.test(name!)) return `Unsupported start tag "${name}"`
    if (!slash) open.push(name!)
    else if (open.pop() !== name) return 'Unmatched end tag'
  }
  return open.length > 0 ? `Can't find end tag corresponding to start tag "${open.at(-1)}"` : null
}

const shown = (html: string): string => html.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|quot);/g, '.')

interface Call {
  method: string
  params: Params
  at: number
}

export class FakeTelegram {
  readonly token: string
  readonly calls: Call[] = []
  readonly sent: SentMessage[] = []
  apiRoot = ''
  webhook: { url: string; secret_token?: string } = { url: '' }
  webhookStatuses: number[] = []
  readonly history: { update_id: number }[] = []
  violations: string[] = []
  /** Told of each call: when it was heard, and when it was done but not answered yet. */
  onCall: (method: string, when: 'heard' | 'done') => void = () => {}
  /** Who runs the groups. */
  readonly admins = new Set<number>()
  private readonly limits: Limits
  private readonly faults: { method: string; fault: Fault; times: number }[] = []
  private readonly server = createServer((request, response) => void this.handle(request, response))
  private readonly sockets = new Set<Socket>()
  private readonly watchers = new Set<() => void>()
  private readonly arrivals: { chat: string; at: number }[] = []
  private offered: { update_id: number }[] = []
  private poller: { flush: () => void; conflict: () => void } | null = null
  private port = 0
  private updateId = 1000
  private messageId = 1

  constructor({ token = '123456:TEST-secret', limits = { second: 1000, minute: 60_000 } } = {}) {
    this.token = secret(token)
    secret(webhookSecret(token))
    this.limits = limits
    this.server.on('connection', socket => {
      this.sockets.add(socket)
      socket.once('close', () => this.sockets.delete(socket))
    })
  }

  async start(): Promise<this> {
    this.server.listen(this.port, '127.0.0.1')
    await once(this.server, 'listening')
    this.port = (this.server.address() as AddressInfo).port
    this.apiRoot = `http://127.0.0.1:${this.port}`
    return this
  }

  /** Nobody answers at the address any more, until `start`. */
  async stop(): Promise<void> {
    const closed = once(this.server, 'close')
    this.server.close()
    for (const socket of this.sockets) socket.destroy()
    await closed
  }

  /** The next calls of a method go wrong. */
  fault(method: string, fault: Fault, times = 1): this {
    this.faults.push({ method, fault, times })
    return this
  }

  /** Whether all faults have happened. */
  get faultsLeft(): number {
    return this.faults.reduce((sum, { times }) => sum + times, 0)
  }

  // What people do.

  say(text: string, { from = 42, chat = from, ...more }: { from?: number; chat?: number } & Params = {}): number {
    const kind = chat < 0 ? { type: 'supergroup', title: '群' } : { type: 'private', first_name: '某人' }
    const person = { id: from, is_bot: false, first_name: '某人' }
    const id = this.messageId++
    this.offer({ message: { message_id: id, date: 1, chat: { id: chat, ...kind }, from: person, text, ...more } })
    return id
  }

  press(message: SentMessage, label: string, from = Number(message.chat)): void {
    const found = message.buttons.find(({ text }) => text.includes(label))
    if (!found) throw new Error(`no button ${label} among ${message.buttons.map(({ text }) => text).join(' ')}`)
    this.pressData(message, found.data, from)
  }

  pressData(message: SentMessage, data: string, from = Number(message.chat)): void {
    const chat = { id: Number(message.chat), type: Number(message.chat) < 0 ? 'supergroup' : 'private' }
    const query = {
      id: `q${this.updateId}`,
      from: { id: from, is_bot: false, first_name: '某人' },
      chat_instance: 'i',
      data,
    }
    this.offer({ callback_query: { ...query, message: { message_id: message.id, date: 1, chat, text: message.text } } })
  }

  offer(update: Params, id = this.updateId++): void {
    const whole = { update_id: id, ...update }
    this.history.push(whole)
    if (this.webhook.url) void this.deliver(whole)
    else {
      this.offered.push(whole)
      this.poller?.flush()
    }
  }

  /** The same update again, as after a confirmation that got lost. */
  offerAgain(id: number): void {
    this.offered.push(this.history.find(({ update_id: each }) => each === id)!)
    this.poller?.flush()
  }

  /** Sends an update to the webhook, and again while it is not answered with 200. */
  async deliver(update: { update_id: number }, attempts = 1000): Promise<void> {
    for (let i = 0; i < attempts; i++) {
      const secret = this.webhook.secret_token
      const headers = {
        'content-type': 'application/json',
        ...(secret ? { 'x-telegram-bot-api-secret-token': secret } : {}),
      }
      const status = await fetch(this.webhook.url, { method: 'POST', headers, body: JSON.stringify(update) }).then(
        response => response.status,
        () => 0,
      )
      this.webhookStatuses.push(status)
      for (const watch of [...this.watchers]) watch()
      if (status === 200) return
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }

  // What tests wait for.

  /** Resolves once something holds; looked at after each call of the API. */
  async until<T>(look: () => T | undefined | null | false, ms = 10_000): Promise<T> {
    const found = look()
    if (found) return found
    return new Promise<T>((resolve, reject) => {
      const late = setTimeout(() => {
        this.watchers.delete(watch)
        reject(new Error(`not seen: ${look}; sent: ${JSON.stringify(this.sent.slice(-3))}`))
      }, ms)
      const watch = () => {
        const value = look()
        if (!value) return
        clearTimeout(late)
        this.watchers.delete(watch)
        resolve(value)
      }
      this.watchers.add(watch)
    })
  }

  /** The nth message to a chat, from 0. */
  message(chat: number, index = 0): Promise<SentMessage> {
    return this.until(() => this.to(chat)[index])
  }

  to(chat: number): SentMessage[] {
    return this.sent.filter(each => each.chat === String(chat))
  }

  called(method: string): Call[] {
    return this.calls.filter(call => call.method === method)
  }

  // HTTP.

  private async handle(request: IncomingMessage, response: ServerResponse) {
    const [, token, method] = /^\/bot([^/]+)\/(\w+)/.exec(request.url ?? '') ?? []
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    } catch {
      return
    }
    const body = Buffer.concat(chunks)
    const params = parse(body, request.headers['content-type'] ?? '')
    const call = { method: method ?? '', params, at: performance.now() }
    this.calls.push(call)
    this.onCall(call.method, 'heard')
    const send = (status: number, value: unknown) => {
      this.onCall(call.method, 'done')
      if (response.destroyed) return
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
      for (const watch of [...this.watchers]) watch()
    }
    const refuse = (code: number, description: string, parameters?: Params) =>
      send(code, { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) })

    const planned = this.faults.find(each => each.method === method && each.times > 0)
    if (planned) {
      planned.times -= 1
      const { fault } = planned
      if (fault.kind === 'hang') {
        for (const watch of [...this.watchers]) watch()
        return
      }
      if (fault.kind === 'cut' || fault.kind === 'mute') {
        const end = () => {
          if (fault.kind === 'cut') request.socket.destroy()
          for (const watch of [...this.watchers]) watch()
        }
        return this.answer(call, request, end, end)
      }
      if (fault.kind === 'drop') request.socket.destroy()
      else if (fault.kind === 'page') response.writeHead(fault.status).end('<html>not what you want</html>')
      else {
        const parameters = {
          ...(fault.retryAfter === undefined ? {} : { retry_after: fault.retryAfter }),
          ...(fault.movedTo === undefined ? {} : { migrate_to_chat_id: fault.movedTo }),
        }
        refuse(fault.code, fault.description ?? 'injected', parameters)
      }
      return
    }
    if (token !== this.token) return refuse(401, 'Unauthorized')
    this.answer(call, request, value => send(200, { ok: true, result: value }), refuse)
  }

  private answer(
    { method, params }: Call,
    request: IncomingMessage,
    ok: (value: unknown) => void,
    refuse: (code: number, description: string) => void,
  ) {
    switch (method) {
      case 'getMe':
        return ok({ id: 1, is_bot: true, first_name: '年报', username: 'nianbao_bot' })
      case 'setMyCommands': {
        const commands = params.commands as { command: string; description: string }[]
        const bad = commands.find(each => !/^[a-z0-9_]{1,32}$/.test(each.command) || !each.description)
        return bad ? refuse(400, 'Bad Request: BOT_COMMAND_INVALID') : ok(true)
      }
      case 'getChatMember':
        return ok({ status: this.admins.has(Number(params.user_id)) ? 'administrator' : 'member' })
      case 'answerCallbackQuery':
        return ok(true)
      case 'deleteWebhook':
        this.webhook = { url: '' }
        return ok(true)
      case 'setWebhook':
        this.webhook = params as { url: string; secret_token?: string }
        for (const update of this.offered.splice(0)) void this.deliver(update)
        return ok(true)
      case 'getUpdates':
        return this.getUpdates(params, request, ok, refuse)
      case 'sendMessage':
      case 'sendPhoto':
      case 'sendDocument':
      case 'editMessageText':
        return this.post(method, params, ok, refuse)
      default:
        return refuse(404, 'Not Found')
    }
  }

  private getUpdates(
    params: Params,
    request: IncomingMessage,
    ok: (value: unknown) => void,
    refuse: (code: number, description: string) => void,
  ) {
    if (this.webhook.url) return refuse(409, "Conflict: can't use getUpdates method while webhook is active")
    this.poller?.conflict()
    const offset = Number(params.offset ?? 0)
    if (offset) this.offered = this.offered.filter(({ update_id: id }) => id >= offset)
    if (this.offered.length > 0 || !params.timeout) return ok(this.offered.slice(0, 100))
    const end = (action: () => void) => () => {
      clearTimeout(timer)
      request.socket.off('close', closed)
      if (this.poller === me) this.poller = null
      action()
    }
    const closed = end(() => {})
    const me = {
      flush: end(() => ok(this.offered.slice(0, 100))),
      conflict: end(() => refuse(409, 'Conflict: terminated by other getUpdates request')),
    }
    const timer = setTimeout(me.flush, Number(params.timeout) * 1000)
    this.poller = me
    request.socket.once('close', closed)
  }

  private post(
    method: string,
    params: Params,
    ok: (value: unknown) => void,
    refuse: (code: number, description: string) => void,
  ) {
    const chat = String(params.chat_id)
    this.count(chat)
    const text = String(params.text ?? params.caption ?? '')
    const markup = params.reply_markup as { inline_keyboard?: { text: string; callback_data: string }[][] } | undefined
    const buttons = (markup?.inline_keyboard ?? []).flat().map(each => ({ text: each.text, data: each.callback_data }))
    const invalid = buttons.some(({ text: label, data }) => !label || !data || Buffer.byteLength(data) > 64)
    if (invalid) return refuse(400, 'Bad Request: BUTTON_DATA_INVALID')
    const isText = method !== 'sendPhoto' && method !== 'sendDocument'
    if (isText && !shown(text).trim()) return refuse(400, 'Bad Request: message text is empty')
    const fault = params.parse_mode === 'HTML' ? htmlFault(text) : null
    if (fault) return refuse(400, `Bad Request: can't parse entities: ${fault}`)
    const length = params.parse_mode === 'HTML' ? shown(text).length : text.length
    if (length > (isText ? 4096 : 1024)) return refuse(400, 'Bad Request: message is too long')
    const replyTo = (params.reply_parameters as { message_id?: number } | undefined)?.message_id ?? null
    const fresh: SentMessage = { id: this.messageId++, chat, method, text, buttons, replyTo, at: performance.now() }
    if (method === 'editMessageText') {
      const edited = this.sent.find(each => each.chat === chat && each.id === Number(params.message_id))
      if (!edited) return refuse(400, 'Bad Request: message to edit not found')
      const same = edited.text === text && JSON.stringify(edited.buttons) === JSON.stringify(buttons)
      if (same) return refuse(400, 'Bad Request: message is not modified')
      Object.assign(edited, { text, buttons, method })
    } else this.sent.push(fresh)
    ok({ message_id: fresh.id, date: 1, chat: { id: Number(chat) } })
  }

  /** Counts what Telegram's limits count: 30 a second in all, 1 a second in a chat, 20 a minute in a group. */
  private count(chat: string): void {
    const at = performance.now()
    this.arrivals.push({ chat, at })
    const within = (span: number, of: (each: { chat: string }) => boolean) => {
      let found = 0
      for (let i = this.arrivals.length - 1; i >= 0 && this.arrivals[i]!.at > at - span; i--) {
        if (of(this.arrivals[i]!)) found += 1
      }
      return found
    }
    const own = (each: { chat: string }) => each.chat === chat
    if (within(this.limits.second, () => true) > 30) this.violations.push(`more than 30 a second at ${at}`)
    if (within(this.limits.second, own) > 1) this.violations.push(`more than 1 a second in ${chat}`)
    if (chat.startsWith('-') && within(this.limits.minute, own) > 20)
      this.violations.push(`more than 20 a minute in ${chat}`)
  }
}

/** Parameters from JSON, or the text fields of a form with a file. */
function parse(body: Buffer, type: string): Params {
  if (type.includes('json')) return JSON.parse(body.toString('utf8') || '{}')
  const fields = body
    .toString('latin1')
    .matchAll(/name="([^"]+)"(?:; filename="[^"]*")?\r\n(?:[^\r\n]+\r\n)*\r\n([\s\S]*?)\r\n--/g)
  return Object.fromEntries(
    [...fields].map(([, name, value]) => [name, Buffer.from(value!, 'latin1').toString('utf8')]),
  )
}
