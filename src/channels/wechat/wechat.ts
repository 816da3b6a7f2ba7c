import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { FileBox } from 'file-box'
import type { Chat, ChatReply } from '../../conversation/message.ts'
import type { Answered, Channel, Log, Undelivered } from '../channel.ts'
import { openInbox } from '../inbox.ts'
import { openOutbox, type Pace, type Verdict } from '../outbox.ts'
import { plainReply } from '../plain.ts'
import { split, utf8 } from '../split.ts'
import { errorText, type GatewayConfig, type GatewayTimes, keepConnected, type Puppet, within } from './gateway.ts'
import { type Heard, heardIn, isWorthAsking } from './message.ts'

export type WechatConfig = GatewayConfig

export interface WechatHouse {
  chat: Chat
  answered: Answered
  log: Log
}

export interface WechatTimes extends GatewayTimes {
  pace: Pace
  /** For the outbox when stopping, ms. */
  draining: number
}

/** WeChat tells no limits and closes accounts that behave like machines: a person's pace, one message at a time. */
export const wechatPace: Pace = {
  gap: 1500,
  chatGap: 3000,
  jitter: 1500,
  concurrency: 1,
  perMinute: null,
  firstWait: 2000,
  longestWait: 60_000,
}

const usualTimes: WechatTimes = {
  pace: wechatPace,
  firstWait: 2000,
  longestWait: 60_000,
  patience: 90_000,
  deadline: 15_000,
  draining: 30_000,
}

/** Longer texts are cut off silently: about 2,000 bytes are safe. */
const longestPart = 1800

/** WeChat's words for an account that sends too much. It has to keep quiet. */
const tooOften = /频繁|too (?:often|frequent)/i
const quietTime = 60 * 60 * 1000

type Part = { kind: 'text'; text: string; mention: string | null } | { kind: 'file'; name: string; data: Uint8Array }

/** gRPC: 4 no answer in time, 8 exhausted, 14 unavailable. */
function judge(error: unknown): Verdict {
  const { code, details, message } = error as { code?: number; details?: string; message?: string }
  if (tooOften.test(`${details ?? ''} ${message ?? ''}`)) return { kind: 'flood', after: quietTime }
  return code === 4 || code === 8 || code === 14 ? { kind: 'offline' } : { kind: 'refused' }
}

/** Not connected, in gRPC's terms. */
const offline = (): Error => Object.assign(new Error('not connected'), { code: 14 })

function partsOf(reply: ChatReply, to: { name: string; id: string } | null): Part[] {
  // Both the words and the id are needed for the person to be notified.
  const greeting = to ? `@${to.name}\u2005\n` : ''
  return [
    ...split(greeting + plainReply(reply), longestPart, utf8).map(
      (text, i): Part => ({ kind: 'text', text, mention: to && i === 0 ? to.id : null }),
    ),
    ...reply.pictures.map(({ png }): Part => ({ kind: 'file', name: 'chart.png', data: png })),
    ...reply.files.map(({ name, data }): Part => ({ kind: 'file', name, data })),
  ]
}

export function openWechat(
  config: WechatConfig,
  { chat, answered, log: tell }: WechatHouse,
  times: WechatTimes = usualTimes,
): Channel {
  const log: Log = line => tell(line.replaceAll(config.token, '***'))
  const inbox = openInbox('wechat', answered, log)
  const outbox = openOutbox<Part>(times.pace, sendPart, judge)
  const stopping = new AbortController()
  let current: Puppet | null = null
  let running: Promise<void> | null = null
  let isStopping = false
  outbox.pause()

  async function sendPart(to: string, part: Part): Promise<void> {
    const puppet = current
    if (!puppet) throw offline()
    const sent =
      part.kind === 'text'
        ? puppet.messageSendText(to, part.text, part.mention ? [part.mention] : [])
        : puppet.messageSendFile(to, FileBox.fromBuffer(Buffer.from(part.data), part.name))
    await within(times.deadline, sent)
  }

  async function deliver(to: string, parts: Part[], order: 'reply' | 'bulk'): Promise<void> {
    const results = await Promise.allSettled(parts.map(part => outbox.push(to, part, order)))
    const failed = results.find(result => result.status === 'rejected')
    if (!failed) return
    const error = failed.reason as Undelivered
    log(`wechat: 发送失败（${error.reason}）：${error.cause ? errorText(error.cause) : ''}`)
    throw error
  }

  /** A question to the gateway, twice if need be: WeChat does not offer a message again. */
  async function asked<T>(question: () => Promise<T>): Promise<T> {
    return within(times.deadline, question()).catch(() => within(times.deadline, question()))
  }

  async function hear(puppet: Puppet, messageId: string): Promise<{ heard: Heard; name: string } | null> {
    // A message may come before the login is told, and until then nobody knows which account it is for.
    if (!puppet.isLoggedIn) await within(times.deadline, once(puppet, 'login'))
    const id = puppet.currentUserId
    const message = await asked(() => puppet.messagePayload(messageId))
    if (!isWorthAsking(message, id, Date.now())) return null
    const { talkerId, roomId } = message
    const sender = await asked(() => puppet.contactPayload(talkerId))
    const own = await asked(() => puppet.contactPayload(id))
    const inRoom = roomId ? await asked(() => puppet.roomMemberPayload(roomId, id)).catch(() => null) : null
    const self = { id, names: [inRoom?.roomAlias ?? '', own.name] }
    const heard = heardIn(message, { self, sender, now: Date.now() })
    return heard && { heard, name: sender.name }
  }

  /** Whoever opened the room or helps to run it; where the gateway does not say, nobody. */
  async function runsRoom({ chat: roomId, user }: Heard): Promise<boolean> {
    const puppet = current
    if (!puppet) return false
    return asked(() => puppet.roomPayload(roomId)).then(
      ({ ownerId, adminIdList }) => ownerId === user || (adminIdList ?? []).includes(user),
      () => false,
    )
  }

  async function answer({ heard, name }: { heard: Heard; name: string }): Promise<{ delivered: Promise<unknown> }> {
    const mayManage = async () => !heard.group || runsRoom(heard)
    const reply = await chat({ channel: 'wechat', ...heard, press: null, mayManage })
    const to = heard.group ? { name, id: heard.user } : null
    return { delivered: deliver(heard.chat, reply ? partsOf(reply, to) : [], 'reply') }
  }

  /** Questions are read one after another, so that they keep the order in which they came. */
  let reading: Promise<void> = Promise.resolve()

  function receive(puppet: Puppet, messageId: string): void {
    if (isStopping || answered.has(`wechat:${messageId}`)) return
    reading = reading.then(async () => {
      const found = await hear(puppet, messageId).catch((error: unknown) => {
        log(`wechat: 读取消息失败（${errorText(error)}）`)
        return null
      })
      if (found) void inbox.take(messageId, found.heard.chat, () => answer(found))
    })
  }

  return {
    name: 'wechat',
    start: () => {
      running ??= keepConnected({
        config,
        times,
        stop: stopping.signal,
        log,
        onUp: puppet => {
          current = puppet
          outbox.resume()
        },
        onDown: () => {
          current = null
          outbox.pause()
        },
        onMessage: receive,
      })
    },
    stop: async () => {
      isStopping = true
      await Promise.race([reading.then(inbox.idle), sleep(times.draining, undefined, { ref: false })])
      await outbox.close(times.draining)
      stopping.abort()
      await running
    },
    send: (to, reply) => deliver(to, partsOf(reply, null), 'bulk'),
  }
}
