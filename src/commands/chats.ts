import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Library } from '../answer/reply.ts'
import type { Channel, Log } from '../channels/channel.ts'
import { chartsOf } from '../channels/chart/chart.ts'
import { telegramConfig, wechatConfig } from '../channels/config.ts'
import { openTelegram } from '../channels/telegram/telegram.ts'
import { openWechat } from '../channels/wechat/wechat.ts'
import { type Mailed, openChat } from '../conversation/chat.ts'
import { type Command, commandsWith } from '../conversation/commands.ts'
import type { Chat } from '../conversation/message.ts'
import { conversationsIn } from '../store/conversations.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { feedbackIn } from '../store/feedback.ts'
import { installationSecret, pseudonyms, type Seal, sealOf } from '../store/identity.ts'
import { ledgerIn } from '../store/ledger.ts'
import { transaction } from '../store/transaction.ts'

/** The conversation of an installation, and its channels. */
export interface Chats {
  chat: Chat
  commands: Command[]
  database: Database
  /** Of what is kept of messages until they are answered. */
  seal: Seal
  close: () => void
}

export interface ChatsParts {
  dataDir: string
  library: Library
  /** What parts beyond the usual ones bring, such as subscriptions; made with the database that they share. */
  plug: (database: Database) => { commands: Command[]; mailed: Mailed }
  limited: boolean
  log: Log
}

/** Chats that were quiet for so long are forgotten, ms. */
const remembered = 90 * 24 * 60 * 60 * 1000

const now = (): Date => new Date()

export function openChats({ dataDir, library, plug, limited, log }: ChatsParts): Chats {
  const database = openDatabase(join(dataDir, 'nianbao.db'))
  const conversations = conversationsIn(database)
  const feedback = feedbackIn(database)
  const plugged = plug(database)
  const commands = commandsWith(plugged.commands, feedback)
  const sweep = () => conversations.forget(new Date(Date.now() - remembered))
  const sweeping = setInterval(sweep, 24 * 60 * 60 * 1000).unref()
  sweep()
  const secret = installationSecret(dataDir)
  const chat = openChat({
    library,
    conversations,
    feedback,
    commands,
    mailed: plugged.mailed,
    whole: write => transaction(database, write),
    pseudonym: pseudonyms(secret),
    limited,
    draw: chartsOf,
    now,
    newId: () => randomBytes(5).toString('hex'),
    log,
  })
  return {
    chat,
    commands,
    database,
    seal: sealOf(secret),
    close: () => {
      clearInterval(sweeping)
      database.close()
    },
  }
}

/** The channels that the environment configures, not yet started. Throws `BadSetting`. */
export function channelsFor(
  env: NodeJS.ProcessEnv,
  { chat, commands, database, seal }: Chats,
  { onGone, log }: { onGone: (channel: string, chat: string) => void; log: Log },
): Channel[] {
  const telegram = telegramConfig(env)
  const wechat = wechatConfig(env)
  const ledger = (channel: string) => ledgerIn(database, channel, seal, now)
  const menu = commands
    .filter(({ only }) => only === undefined)
    .map(({ name, description }) => ({ command: name, description }))
  const gone = (channel: string) => (to: string) => onGone(channel, to)
  return [
    ...(telegram
      ? [
          openTelegram(telegram, {
            chat,
            commands: menu,
            ledger: ledger('telegram'),
            onGone: gone('telegram'),
            log,
          }),
        ]
      : []),
    ...(wechat ? [openWechat(wechat, { chat, ledger: ledger('wechat'), log })] : []),
  ]
}
