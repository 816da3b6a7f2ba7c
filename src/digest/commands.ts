import type { Mailed } from '../conversation/chat.ts'
import { type Call, type Command, type Said as Reply, saying } from '../conversation/commands.ts'
import type { Asking, Said } from './desk.ts'
import type { DigestRoom } from './digest.ts'

/** What digests bring into a conversation: the commands of subscribers, and the further pages of what they were sent. */

const elsewhere: Reply = {
  kind: 'say',
  outcome: saying('这里不能定时发送消息，请在 Telegram 或微信里订阅。'),
}

/** `channels`: those through which digests can be sent. */
export function digestCommands(
  { desk, page, latestTurn }: Pick<DigestRoom, 'desk' | 'page' | 'latestTurn'>,
  channels: readonly string[],
): { commands: Command[]; mailed: Mailed } {
  const answering =
    (answer: (asking: Asking) => Promise<Said>) =>
    async ({ incoming, words, now }: Call): Promise<Reply> => {
      const { channel, chat } = incoming
      if (!channels.includes(channel)) return elsewhere
      const { lines, choices, awaits, question } = await answer({
        channel,
        chat,
        words,
        now,
        mayManage: await incoming.mayManage(),
      })
      if (question !== null) return { kind: 'ask', question }
      return { kind: 'say', outcome: saying(...lines), offers: choices, awaits }
    }
  return {
    commands: [
      {
        name: 'subscribe',
        words: ['订阅'],
        takes: 'words',
        description: '定时收到新报告的摘要，例如：订阅 每周一早上8点 开封市',
        run: answering(desk.subscribe),
      },
      {
        name: 'unsubscribe',
        words: ['退订', '取消订阅'],
        takes: 'words',
        description: '取消订阅',
        run: answering(desk.unsubscribe),
      },
    ],
    mailed: { page, latestTurn },
  }
}
