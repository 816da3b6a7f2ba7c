import { terminalChat } from '../channels/terminal.ts'
import type { Command } from './commands.ts'
import { readConfig } from './config.ts'
import { readArgs } from './io.ts'
import { withLibrary } from './library.ts'

export const startCommand: Command = {
  name: 'start',
  usage: 'start',
  summary: '启动机器人；没有设置任何令牌时，在终端里对话（标准输入不是终端时逐行读问题，读完即止）。',
  run: async args => {
    readArgs({ args, options: {} })
    await withLibrary(readConfig(), library =>
      terminalChat(library, {
        input: process.stdin,
        output: process.stdout,
        interactive: process.stdin.isTTY === true,
      }),
    )
    return 0
  },
}
