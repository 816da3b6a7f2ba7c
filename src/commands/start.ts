import { terminalChat } from '../channels/terminal.ts'
import type { Run } from './commands.ts'
import { readConfig } from './config.ts'
import { readArgs } from './io.ts'
import { withLibrary } from './library.ts'

export const start: Run = async args => {
  readArgs({ args, options: {} })
  await withLibrary(readConfig(), library =>
    terminalChat(library, {
      input: process.stdin,
      output: process.stdout,
      interactive: process.stdin.isTTY === true,
    }),
  )
  return 0
}
