import { isDeepStrictEqual } from 'node:util'
import type { Ledger, Log, Undelivered } from './channel.ts'
import { openOutbox, type Pace, type Verdict } from './outbox.ts'

/**
 * The mail of one account: messages in, each once, those of one chat one after another and chats side by side; replies and digests out.
 * What is in it outlives the program: no message is answered twice, and none is forgotten.
 */
export interface Mail<P> {
  /** Keeps a message, so that the platform may be told that it arrived; false where it is known already. Throws where it cannot be kept. */
  receive: (id: string, body: unknown) => boolean
  /** Answers a kept message. `work` says what the reply is by `keep`, once: it is kept from then on, and sent when `work` is done. */
  answer: (id: string, chat: string, work: (keep: Keep<P>) => Promise<void>) => void
  /** Ends a kept message that is not for the bot. */
  ignore: (id: string) => void
  /** Sends unasked, after all replies that wait; rejects with `Undelivered`. */
  send: (chat: string, parts: P[]) => Promise<void>
  /** Goes on with what an earlier run left: sends its replies, and gives back messages that it did not answer, in order. */
  goOn: () => { id: string; body: unknown; at: number }[]
  pause: () => void
  resume: () => void
  /** Answers what was taken in and empties the outbox, each in `ms` at most. What remains is kept for the next run. */
  close: (ms: number) => Promise<void>
}

export type Keep<P> = (parts: P[]) => void

export interface MailParts<P> {
  channel: string
  ledger: Ledger
  pace: Pace
  send: (chat: string, part: P) => Promise<unknown>
  judge: (error: unknown) => Verdict
  probe?: () => Promise<unknown>
  /** What is said to a chat whose reply may have got lost. */
  doubt: P
  /** Told of chats that are no more. */
  onGone: (chat: string) => void
  /** An error in words for the operator, without anything that was said. */
  errorText: (error: unknown) => string
  log: Log
}

/** A part on its way; `id` where it is kept. */
interface Letter<P> {
  part: P
  id: number | null
}

/** Where an error arose, without its message: that may quote what somebody wrote. */
const traceOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}${/\n\s+at [^\n]+/.exec(error.stack ?? '')?.[0].trimEnd() ?? ''}` : 'Error'

export function openMail<P>({ channel, ledger, send, judge, errorText, log, ...parts }: MailParts<P>): Mail<P> {
  const { pace, probe, doubt, onGone } = parts
  const outbox = openOutbox<Letter<P>>(pace, sendLetter, judge, probe)
  const tails = new Map<string, Promise<void>>()
  /** Chats that are being told that a reply may have got lost. */
  const doubting = new Set<string>()

  async function sendLetter(chat: string, { part, id }: Letter<P>): Promise<void> {
    if (id === null) return void (await send(chat, part))
    ledger.sending(id)
    try {
      await send(chat, part)
    } catch (error) {
      if (judge(error).kind !== 'uncertain') ledger.waiting(id)
      throw error
    }
  }

  /** Sends a letter; whatever becomes of it, it is kept no longer, but where it was not handed over before the end. */
  async function post(chat: string, letter: Letter<P>, order: 'reply' | 'bulk'): Promise<void> {
    const { id } = letter
    try {
      await outbox.push(chat, letter, order)
    } catch (error) {
      const { reason } = error as Undelivered
      if (id !== null && reason === 'uncertain') tellDoubt(chat, id)
      else if (id !== null && reason !== 'stopped') ledger.drop(id)
      throw error
    }
    if (id !== null) ledger.drop(id)
  }

  async function postAll(chat: string, letters: Letter<P>[], order: 'reply' | 'bulk'): Promise<void> {
    const results = await Promise.allSettled(letters.map(letter => post(chat, letter, order)))
    const failed = results.find(result => result.status === 'rejected')
    if (!failed) return
    const error = failed.reason as Undelivered
    log(`${channel}: 发送失败（${error.reason ?? error.name}）：${error.cause ? errorText(error.cause) : ''}`)
    if (error.reason === 'gone') onGone(chat)
    throw error
  }

  const reply = (chat: string, letters: Letter<P>[]): void => void postAll(chat, letters, 'reply').catch(() => {})

  /**
   * A part of a reply may not have arrived. It is not sent again; the chat is told, once, so that nobody waits in vain. Whether that
   * arrived is not asked in a run, or a bad line would be told for ever; a run that ended meanwhile leaves it to the next, since told
   * twice is better than never.
   */
  function tellDoubt(chat: string, id: number): void {
    if (doubting.has(chat)) {
      ledger.drop(id)
      return
    }
    doubting.add(chat)
    const letter = { part: doubt, id: ledger.replace(id, chat, doubt) }
    void postAll(chat, [letter], 'reply')
      .catch(() => {})
      .finally(() => doubting.delete(chat))
  }

  async function handle(id: string, chat: string, work: (keep: Keep<P>) => Promise<void>): Promise<void> {
    let letters: Letter<P>[] | null = null
    const keep: Keep<P> = said => {
      const ids = ledger.settle(id, chat, said)
      letters = said.map((part, i) => ({ part, id: ids[i]! }))
    }
    try {
      await work(keep)
    } catch (error) {
      log(`${channel}: 处理消息 ${id} 时出错：${traceOf(error)}`)
      letters = null
    }
    if (letters === null) keep([])
    reply(chat, letters!)
  }

  return {
    receive: (id, body) => ledger.receive(id, body),
    answer: (id, chat, work) => {
      const before = tails.get(chat) ?? Promise.resolve()
      const done = before
        .then(() => handle(id, chat, work))
        .catch((error: unknown) => log(`${channel}: 处理消息 ${id} 时出错：${traceOf(error)}`))
      tails.set(chat, done)
      void done.then(() => {
        if (tails.get(chat) === done) tails.delete(chat)
      })
    },
    ignore: id => {
      ledger.settle(id, '', [])
    },
    send: (chat, said) =>
      postAll(
        chat,
        said.map(part => ({ part, id: null })),
        'bulk',
      ),
    goOn: () => {
      const left = ledger.left()
      for (const { id, chat, part, uncertain } of left.parts) {
        if (!uncertain) reply(chat, [{ part: part as P, id }])
        else {
          if (!isDeepStrictEqual(part, doubt)) log(`${channel}: 上次中断时有一条回复正在发送，可能已经送达，不再重发`)
          tellDoubt(chat, id)
        }
      }
      return left.messages
    },
    pause: outbox.pause,
    resume: outbox.resume,
    close: async ms => {
      let limit: NodeJS.Timeout | undefined
      const late = new Promise<void>(resolve => {
        limit = setTimeout(resolve, ms)
      })
      await Promise.race([Promise.all(tails.values()), late])
      clearTimeout(limit)
      await outbox.close(ms)
    },
  }
}
