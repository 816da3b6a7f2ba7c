import { validate } from 'node-cron'
import type { Channel, Log } from '../channels/channel.ts'
import { BadSetting, telegramConfig, wechatConfig } from '../channels/config.ts'
import { digestCommands } from '../digest/commands.ts'
import { type DigestRoom, openDigestRoom, type Running, startDigests } from '../digest/digest.ts'
import { readSources, sourcesFrom } from '../digest/watch.ts'
import type { Search } from '../search/search.ts'
import type { Database } from '../store/database.ts'
import type { ChatsParts } from './chats.ts'

/** The digests of a running bot, put together in the order in which its parts come to be. */
export interface Digests {
  plug: ChatsParts['plug']
  /** Told of a chat that is no more. */
  lose: (channel: string, chat: string) => void
  /** Begins to send through channels that are started. */
  start: (channels: readonly Channel[]) => Running
}

/** Sources are read again every six hours, at an odd minute: sites are busy at the full hour. */
const usualSchedule = '20 */6 * * *'

/** Throws `BadSetting`. */
export function digestsFor(env: NodeJS.ProcessEnv, search: Search, log: Log): Digests {
  const names = [...(telegramConfig(env) ? ['telegram'] : []), ...(wechatConfig(env) ? ['wechat'] : [])]
  const sources = sourcesFrom(env.SOURCES)
  const at = env.SOURCES_SCHEDULE?.trim() || usualSchedule
  if (!validate(at)) throw new BadSetting('SOURCES_SCHEDULE', '应为 cron 表达式，例如 20 */6 * * *')
  let opened: { database: Database; room: DigestRoom } | null = null

  async function read(signal: AbortSignal): Promise<void> {
    const { read, indexed, rejected } = await readSources(search, sources, { signal })
    log(`digest: 重读来源 ${read} 份，写入 ${indexed}，拒绝 ${rejected.length}`)
    for (const { source, reason } of rejected) log(`digest: 拒绝 ${source}：${reason}`)
  }

  return {
    plug: database => {
      const room = openDigestRoom(database, search)
      opened = { database, room }
      return digestCommands(room, names)
    },
    lose: (channel, chat) => opened?.room.subscriptions.lose(channel, chat),
    start: channels => startDigests({ ...opened!, channels, sources: sources.length > 0 ? { at, read } : null, log }),
  }
}
