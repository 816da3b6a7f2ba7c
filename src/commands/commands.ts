import { askCommand } from './ask.ts'
import { indexCommand } from './index.ts'
import { parseCommand } from './parse.ts'
import { startCommand } from './start.ts'

export interface Command {
  name: string
  usage: string
  summary: string
  /** Resolves to the exit code: 0, or 1 when something was rejected. Throws `UsageError` and errors with a line for the operator. */
  run: (args: string[]) => Promise<number>
}

export const commands: Command[] = [startCommand, askCommand, indexCommand, parseCommand]
