import { createInterface } from 'node:readline'
import { styleText } from 'node:util'
import { brackets, type Emphasis } from '../answer/line.ts'
import type { Attachment, Chat } from '../conversation/message.ts'
import { plainReply } from './plain.ts'

export interface Terminal {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
  /** A person sits there: greet and prompt. Otherwise each line is a question, and end of file ends the chat. */
  interactive: boolean
  /** Whether the output shows colours. */
  coloured: boolean
  /** Tells this run's chat from others. */
  id: string
  /** Keeps a file of a reply; gives back where, or why it could not. */
  save: (file: Attachment) => Promise<string>
}

const greeting = '您好！请输入问题，例如：顺河区2020年收到多少申请（输入“帮助”看用法，Ctrl-D 退出）\n'

const painted = (colour: 'cyan' | 'yellow') => (text: string) =>
  styleText(['bold', colour], text, { validateStream: false })

/** How a terminal with colours sets off figures and found words. */
export const colours: Emphasis = { figure: painted('cyan'), mark: painted('yellow') }

/** A chat in the terminal, one conversation from start to end of input: what WeChat would show, figures set off. */
export async function terminalChat(chat: Chat, terminal: Terminal): Promise<void> {
  const { input, output, interactive, coloured, id, save } = terminal
  const lines = createInterface({ input, ...(interactive ? { output } : {}), prompt: '> ', terminal: interactive })
  const emphasis = coloured ? colours : brackets
  if (interactive) {
    output.write(greeting)
    lines.prompt()
  }
  for await (const line of lines) {
    if (line.trim()) {
      const here = { channel: 'terminal', chat: id, user: id, group: false, mayManage: async () => true }
      const reply = await chat({ ...here, text: line, press: null })
      if (reply) {
        const saved = await Promise.all(reply.files.map(save))
        output.write(`${[plainReply(reply, emphasis), ...saved].join('\n')}\n\n`)
      }
    }
    if (interactive) lines.prompt()
  }
}
