import { createInterface } from 'node:readline'
import type { Library } from '../answer/reply.ts'
import { unavailableOutcome } from '../answer/wording.ts'
import { converse, freshMemory } from '../conversation/converse.ts'
import { plainText } from './plain.ts'

export interface Terminal {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
  /** A person sits there: greet and prompt. Otherwise each line is a question, and end of file ends the chat. */
  interactive: boolean
}

const greeting = '您好！请输入问题，例如：顺河区2020年收到多少申请（输入“帮助”看用法，Ctrl-D 退出）\n'

/** A chat in the terminal, one conversation from start to end of input. */
export async function terminalChat(library: Library, { input, output, interactive }: Terminal): Promise<void> {
  const lines = createInterface({ input, ...(interactive ? { output } : {}), prompt: '> ', terminal: interactive })
  if (interactive) {
    output.write(greeting)
    lines.prompt()
  }
  let memory = freshMemory
  for await (const line of lines) {
    if (line.trim()) {
      const reply = await converse(line, memory, library, new Date()).catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : error)
        return { outcome: unavailableOutcome, memory }
      })
      memory = reply.memory
      output.write(`${plainText(reply.outcome)}\n\n`)
    }
    if (interactive) lines.prompt()
  }
}
