import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join, parse, resolve } from 'node:path'
import { terminalChat } from '../channels/terminal.ts'
import type { Attachment } from '../conversation/message.ts'
import { prepare } from '../question/understand.ts'
import { heldAlone } from '../store/alone.ts'
import type { Database } from '../store/database.ts'
import { channelsFor, openChats } from './chats.ts'
import type { Run } from './commands.ts'
import { readConfig } from './config.ts'
import { digestsFor } from './digests.ts'
import { coloured, readArgs } from './io.ts'
import { withLibrary } from './library.ts'
import { staffFor } from './staff.ts'

const log = (line: string): void => console.error(`${new Date().toISOString()} ${line}`)

/** Aborted once somebody asks the program to end, by Ctrl-C or as a service is stopped. */
function stopSignal(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  return stop.signal
}

/** Puts a file where the program was started; one that is there already is left alone. */
async function save({ name, data }: Attachment): Promise<string> {
  const { name: stem, ext } = parse(name)
  for (let copy = 1; ; copy++) {
    const path = resolve(copy === 1 ? name : `${stem}-${copy}${ext}`)
    try {
      await writeFile(path, data, { flag: 'wx' })
      return `已保存：${path}`
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EEXIST') return `没能保存 ${path}：${code}`
    }
  }
}

export const start: Run = async args => {
  readArgs({ args, options: {} })
  const config = readConfig()
  prepare()
  const hasChannels = Boolean(process.env.TELEGRAM_BOT_TOKEN || process.env.WECHAT_TOKEN || process.env.WECHAT_ENDPOINT)
  await withLibrary(config, async (library, search) => {
    const digests = digestsFor(process.env, search, log)
    const staff = staffFor(process.env, { search, library, dataDir: config.dataDir, log })
    const plug = (database: Database) => {
      const { commands, mailed } = digests.plug(database)
      return { commands: [...staff(database), ...commands], mailed }
    }
    const chats = openChats({ dataDir: config.dataDir, library, plug, limited: hasChannels, log })
    try {
      const channels = channelsFor(process.env, chats, { onGone: digests.lose, log })
      if (channels.length === 0) {
        await terminalChat(chats.chat, {
          input: process.stdin,
          output: process.stdout,
          interactive: process.stdin.isTTY === true,
          coloured: coloured(),
          id: `${process.pid}-${Date.now()}`,
          save,
        })
        return
      }
      // What a channel's library lets slip must not stop the other channel; a service manager would lose both.
      process.on('unhandledRejection', error => log(`未处理的错误：${error instanceof Error ? error.name : 'Error'}`))
      const stop = stopSignal()
      // Two that go on with what an earlier run left would both answer it.
      const alone = await heldAlone(join(config.dataDir, 'running'), stop, () =>
        log('另有一个程序正用着同一个数据目录，等它结束后再开始'),
      )
      if (!alone) return
      for (const channel of channels) channel.start()
      const sending = digests.start(channels)
      if (!stop.aborted) await once(stop, 'abort')
      log('正在停止，先把已收到的问题答完……')
      // What digests wait for is in the outboxes of the channels.
      await Promise.allSettled([sending.stop(), ...channels.map(channel => channel.stop())])
      alone.release()
    } finally {
      chats.close()
    }
  })
  return 0
}
