import { type Answered, type Log, Undelivered } from './channel.ts'

/** Takes in messages: each once, those of one chat one after another, chats side by side. */
export interface Inbox {
  /**
   * Works on a message unless it is known already. `work` resolves when its reply is queued, with a promise of the delivery. The result
   * resolves to true when nothing of the message is left to do, false when the program stopped before its reply was out; never rejects.
   */
  take: (id: string, chat: string, work: () => Promise<{ delivered: Promise<unknown> }>) => Promise<boolean>
  /** Resolves when the reply to everything taken in is queued. */
  idle: () => Promise<void>
}

/** Where an error arose, without its message: that may quote what somebody wrote. */
const traceOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}${/\n\s+at [^\n]+/.exec(error.stack ?? '')?.[0].trimEnd() ?? ''}` : 'Error'

export function openInbox(channel: string, answered: Answered, log: Log): Inbox {
  const open = new Map<string, Promise<boolean>>()
  const tails = new Map<string, Promise<unknown>>()

  /** Resolves when the reply is queued. The delivery is wrapped: a promise of a promise would be awaited as one. */
  async function handle(
    id: string,
    before: Promise<unknown>,
    work: Parameters<Inbox['take']>[2],
  ): Promise<{ done: Promise<boolean> }> {
    await before
    try {
      const { delivered } = await work()
      const isStopped = (error: unknown) => error instanceof Undelivered && error.reason === 'stopped'
      return {
        done: delivered.then(
          () => true,
          error => !isStopped(error),
        ),
      }
    } catch (error) {
      log(`${channel}: 处理消息 ${id} 时出错：${traceOf(error)}`)
      return { done: Promise.resolve(true) }
    }
  }

  return {
    take: (message, chat, work) => {
      const id = `${channel}:${message}`
      const known = open.get(id)
      if (known) return known
      if (answered.has(id)) return Promise.resolve(true)
      const queued = handle(id, tails.get(chat) ?? Promise.resolve(), work)
      tails.set(chat, queued)
      void queued.then(() => {
        if (tails.get(chat) === queued) tails.delete(chat)
      })
      const finished = queued.then(async ({ done }) => {
        const isDone = await done
        if (isDone) answered.add(id)
        open.delete(id)
        return isDone
      })
      open.set(id, finished)
      return finished
    },
    idle: async () => {
      await Promise.all(tails.values())
    },
  }
}
