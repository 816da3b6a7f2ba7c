import { openTelegram } from '../../src/channels/telegram/telegram.ts'
import type { Chat } from '../../src/conversation/message.ts'
import { sealOf } from '../../src/store/identity.ts'
import { ledgerIn } from '../../src/store/ledger.ts'
import { makeChat } from './chat.ts'
import { suiteLog } from './suite-log.ts'
import { quickTimes } from './telegram-times.ts'

/** A bot in a process of its own, to be killed. */
export interface ChildSetting {
  /** Of the database. */
  path: string
  apiRoot: string
  token: string
  /** Where it receives by webhook; null for polling. */
  hook: { url: string; port: number } | null
  /** It takes in messages and never gets as far as an answer. */
  stuck: boolean
}

if (import.meta.main) {
  const { path, apiRoot, token, hook, stuck }: ChildSetting = JSON.parse(process.argv[2]!)
  const { chat, database } = makeChat({ limited: false }, path)
  const never: Chat = () => new Promise(() => {})
  openTelegram(
    { token, apiRoot, proxy: null, webhook: hook && { ...hook, host: '127.0.0.1' } },
    {
      chat: stuck ? never : chat,
      commands: [],
      ledger: ledgerIn(database, 'telegram', sealOf(Buffer.alloc(32, 7)), () => new Date()),
      onGone: () => {},
      log: line => {
        console.error(line)
        suiteLog(line)
      },
    },
    quickTimes,
  ).start()
}
