import { once } from 'node:events'
import { terminalChat } from '../channels/terminal.ts'
import { channelsFor, openChats } from './chats.ts'
import type { Run } from './commands.ts'
import { readConfig } from './config.ts'
import { readArgs } from './io.ts'
import { withLibrary } from './library.ts'

const log = (line: string): void => console.error(`${new Date().toISOString()} ${line}`)

/** Until somebody asks the program to end, by Ctrl-C or as a service is stopped. */
async function untilStopped(): Promise<void> {
  const given = new AbortController()
  const signals = ['SIGINT', 'SIGTERM'] as const
  await Promise.race(signals.map(signal => once(process, signal, { signal: given.signal })))
  given.abort()
}

const nothingPlugged = { commands: [], mailed: { page: () => null, latestTurn: () => null } }

export const start: Run = async args => {
  readArgs({ args, options: {} })
  const config = readConfig()
  const hasChannels = Boolean(process.env.TELEGRAM_BOT_TOKEN || process.env.WECHAT_TOKEN || process.env.WECHAT_ENDPOINT)
  await withLibrary(config, async library => {
    const chats = openChats({ dataDir: config.dataDir, library, plug: () => nothingPlugged, limited: hasChannels, log })
    try {
      const channels = channelsFor(process.env, chats, { onGone: () => {}, log })
      if (channels.length === 0) {
        await terminalChat(chats.chat, {
          input: process.stdin,
          output: process.stdout,
          interactive: process.stdin.isTTY === true,
          coloured: process.stdout.isTTY === true && !process.env.NO_COLOR,
          id: `${process.pid}-${Date.now()}`,
        })
        return
      }
      // What a channel's library lets slip must not stop the other channel; a service manager would lose both.
      process.on('unhandledRejection', error => log(`未处理的错误：${error instanceof Error ? error.name : 'Error'}`))
      for (const channel of channels) channel.start()
      await untilStopped()
      log('正在停止，先把已收到的问题答完……')
      await Promise.allSettled(channels.map(channel => channel.stop()))
    } finally {
      chats.close()
    }
  })
  return 0
}
