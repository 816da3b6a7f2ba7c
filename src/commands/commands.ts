/** A command's work. Resolves to the exit code: 0, or 1 when something was rejected. Throws errors with a line for the operator. */
export type Run = (args: string[]) => Promise<number>

export interface Command {
  name: string
  usage: string
  summary: string
  /** Loaded only when it is called: what one command needs does not slow the start of another. */
  load: () => Promise<Run>
}

export const commands: Command[] = [
  {
    name: 'start',
    usage: 'start',
    summary: '启动机器人；没有设置任何令牌时，在终端里对话（标准输入不是终端时逐行读问题，读完即止）。',
    load: async () => (await import('./start.ts')).start,
  },
  {
    name: 'ask',
    usage: 'ask "<问题>" [--json] [--explain] [--now 2021-06-01]\n      nianbao ask --stdin --json',
    summary: '回答一个问题；--stdin 逐行读入 {"id","turns","now"} 并逐行输出；--explain 显示识别出了什么。',
    load: async () => (await import('./ask.ts')).ask,
  },
  {
    name: 'index',
    usage: 'index <文件、文件夹或网址>… [--json] [--rebuild]',
    summary:
      '读入报告并写入索引；同一份报告再次读入不会改变什么，更正过的报告会替换旧的。\n--rebuild 从头建立新的索引，建成后一次替换旧的，其间照常回答。',
    load: async () => (await import('./index.ts')).index,
  },
  {
    name: 'search',
    usage:
      'search "<词>" [--issuer 单位] [--year 2021] [--section problems] [--page 2] [--json | --csv | --markdown]\n      nianbao search --like <段落编号>',
    summary:
      '在全部报告的正文里查找：词、"短语"、-排除的词，地方和年份也可以写在词里；--like 找同类提法。\n只给 --issuer 时逐段翻看该单位的报告；--csv、--markdown 导出。',
    load: async () => (await import('./search.ts')).search,
  },
  {
    name: 'check',
    usage: 'check ["<单位或年份>"] [--json]',
    summary: '检查已收录报告的质量（默认全部）：勾稽不平、正文与表格不一致、空白、跨年不衔接、重复的来源。',
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'digest',
    usage:
      'digest --preview [范围] [--since 2026-01-01] [--chat telegram:42] [--json]\n      nianbao digest --send-now [--chat telegram:42]\n      nianbao digest --log [--chat telegram:42] [--json]',
    summary:
      '订阅摘要：--preview 看某个范围（默认全部报告、最近一周）或某个会话的下一份摘要；\n--send-now 让正在运行的机器人立即发送；--log 看最近的发送情况。',
    load: async () => (await import('./digest.ts')).digest,
  },
  {
    name: 'parse',
    usage: 'parse <文件> [--json]',
    summary: '读出一份报告的全部格子、章节和勾稽情况，不写入索引。',
    load: async () => (await import('./parse.ts')).parse,
  },
]
