import { once } from 'node:events'
import { FileBox } from 'file-box'
import type { Chat, ChatReply } from '../../conversation/message.ts'
import type { Channel, Ledger, Log } from '../channel.ts'
import { type Keep, openMail } from '../mail.ts'
import type { Pace, Verdict } from '../outbox.ts'
import { plainReply } from '../plain.ts'
import { split, utf8 } from '../split.ts'
import { errorText, type GatewayConfig, type GatewayTimes, keepConnected, type Puppet, within } from './gateway.ts'
import { type Heard, heardIn, isWorthAsking } from './message.ts'

export type WechatConfig = GatewayConfig

export interface WechatHouse {
  chat: Chat
  ledger: Ledger
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

/** What grpc-js says where a call never left, for want of a connection. */
const unsent = /no connection established|name resolution failed|not connected/i

/**
 * gRPC: 4 no answer in time, 8 exhausted, 14 unavailable. A call that left and got no answer may have been carried out, and the protocol
 * knows no receipts.
 */
export function judge(error: unknown): Verdict {
  const { code, details, message } = error as { code?: number; details?: string; message?: string }
  const said = `${details ?? ''} ${message ?? ''}`
  if (tooOften.test(said)) return { kind: 'flood', after: quietTime }
  if (code === 8 || (code === 14 && unsent.test(said))) return { kind: 'offline' }
  return { kind: code === 4 || code === 14 ? 'uncertain' : 'refused' }
}

/** Not connected, in gRPC's terms. */
const offline = (): Error => Object.assign(new Error('not connected'), { code: 14 })

/** Said to a chat whose reply was handed to the gateway, which never answered. */
const doubt: Part = {
  kind: 'text',
  text: '网络不稳，刚才的回复可能没有送达。如果没有看到，请再问一次。',
  mention: null,
}

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
  { chat, ledger, log: tell }: WechatHouse,
  times: WechatTimes = usualTimes,
): Channel {
  const log: Log = line => tell(line.replaceAll(config.token, '***'))
  const mail = openMail<Part>({
    channel: 'wechat',
    ledger,
    pace: times.pace,
    send: sendPart,
    judge,
    doubt,
    onGone: () => {},
    errorText,
    log,
  })
  const stopping = new AbortController()
  let current: Puppet | null = null
  let running: Promise<void> | null = null
  let isStopping = false
  let hasGoneOn = false
  mail.pause()

  async function sendPart(to: string, part: Part): Promise<void> {
    const puppet = current
    if (!puppet) throw offline()
    // A line may be dead for a while before anybody knows. What is sent on it then is lost, so the gateway is asked for something first.
    await within(times.deadline, puppet.contactRawPayload(puppet.currentUserId)).catch(() => {
      throw offline()
    })
    const sent =
      part.kind === 'text'
        ? puppet.messageSendText(to, part.text, part.mention ? [part.mention] : [])
        : puppet.messageSendFile(to, FileBox.fromBuffer(Buffer.from(part.data), part.name))
    await within(times.deadline, sent)
  }

  /** A question to the gateway, twice if need be: WeChat does not offer a message again. */
  async function asked<T>(question: () => Promise<T>): Promise<T> {
    return within(times.deadline, question()).catch(() => within(times.deadline, question()))
  }

  async function hear(puppet: Puppet, messageId: string, now: number): Promise<{ heard: Heard; name: string } | null> {
    // A message may come before the login is told, and until then nobody knows which account it is for.
    if (!puppet.isLoggedIn) await within(times.deadline, once(puppet, 'login'))
    const id = puppet.currentUserId
    const message = await asked(() => puppet.messagePayload(messageId))
    if (!isWorthAsking(message, id, now)) return null
    const { talkerId, roomId } = message
    const sender = await asked(() => puppet.contactPayload(talkerId))
    const own = await asked(() => puppet.contactPayload(id))
    const inRoom = roomId ? await asked(() => puppet.roomMemberPayload(roomId, id)).catch(() => null) : null
    const self = { id, names: [inRoom?.roomAlias ?? '', own.name] }
    const heard = heardIn(message, { self, sender, now })
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

  async function answer({ heard, name }: { heard: Heard; name: string }, keep: Keep<Part>): Promise<void> {
    const mayManage = async () => !heard.group || runsRoom(heard)
    const to = heard.group ? { name, id: heard.user } : null
    let isKept = false
    const say = (reply: ChatReply | null) => {
      if (!isKept) keep(reply ? partsOf(reply, to) : [])
      isKept = true
    }
    say(await chat({ channel: 'wechat', ...heard, press: null, mayManage }, say))
  }

  /** Questions are read one after another, so that they keep the order in which they came. */
  let reading: Promise<void> = Promise.resolve()

  /** Messages that the gateway has told of and could not hand over, for the next connection: WeChat does not offer them again. */
  const unread: { id: string; at: number }[] = []

  /** `now`: when the message came, ms since 1970. */
  function read(puppet: Puppet, messageId: string, now: number): void {
    reading = reading.then(async () => {
      try {
        const found = await hear(puppet, messageId, now)
        if (found) mail.answer(messageId, found.heard.chat, keep => answer(found, keep))
        else mail.ignore(messageId)
      } catch (error) {
        log(`wechat: 读取消息失败（${errorText(error)}）`)
        if (judge(error).kind === 'refused') mail.ignore(messageId)
        else unread.push({ id: messageId, at: now })
      }
    })
  }

  /** Events of the library come from outside any promise: what fails there would end the program. */
  function guarded(run: () => void): void {
    try {
      run()
    } catch (error) {
      log(`wechat: 消息没能存下（${errorText(error)}）`)
    }
  }

  function receive(puppet: Puppet, messageId: string): void {
    // What comes while the program stops is kept for the next run.
    guarded(() => {
      if (mail.receive(messageId, null) && !isStopping) read(puppet, messageId, Date.now())
    })
  }

  /** The gateway may still know messages that were not answered before a crash. */
  function goOn(puppet: Puppet): void {
    guarded(() => {
      if (!hasGoneOn) unread.unshift(...mail.goOn())
      hasGoneOn = true
    })
    for (const { id, at } of unread.splice(0)) read(puppet, id, at)
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
          mail.resume()
          goOn(puppet)
        },
        onDown: () => {
          current = null
          mail.pause()
        },
        onMessage: receive,
      })
    },
    stop: async () => {
      isStopping = true
      await within(times.draining, reading).catch(() => {})
      await mail.close(times.draining)
      stopping.abort()
      await running
    },
    send: (to, reply) => mail.send(to, partsOf(reply, null)),
  }
}
