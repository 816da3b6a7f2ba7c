import type { Line, Outcome } from '../answer/answer.ts'
import { helpOutcome } from '../answer/wording.ts'
import type { FeedbackStore } from '../store/feedback.ts'
import type { Attachment, Incoming } from './message.ts'

/**
 * What a command may say. `say`: an outcome, with what can be picked as if it were typed, and with what to put before whatever is typed
 * next unless that is a command · `ask`: a question that is answered in its place.
 */
export type Said =
  | {
      kind: 'say'
      outcome: Outcome
      files?: Attachment[]
      offers?: { label: string; says: string }[]
      awaits?: string | null
    }
  | { kind: 'ask'; question: string }

export interface Call {
  incoming: Incoming
  /** What was typed after the command. */
  words: string
  /** The person's name in the store. */
  person: string
  now: Date
}

/** A command: `/name`, or one of its words as the whole message, where `takes` says so with words after it. */
export interface Command {
  /** Letters, digits and underscores, as Telegram wants them. */
  name: string
  words: string[]
  takes: 'nothing' | 'words'
  description: string
  run: (call: Call) => Said | Promise<Said>
  /** Whom help shows it to, where that is not everybody; such a command stands in no public menu. */
  only?: (call: Call) => boolean
}

/** Guards a command that is for staff alone. */
export type ForStaff = (run: Command['run']) => Pick<Command, 'run' | 'only'>

/** An outcome of fixed words. */
export const saying = (...lines: string[]): Outcome => ({
  kind: 'help',
  lines: lines.map((line): Line => [line]),
  notices: [],
  sources: [],
  query: null,
})

const say = (...lines: string[]): Said => ({ kind: 'say', outcome: saying(...lines) })

const listOf = (commands: Command[]): Line[] =>
  commands.map(({ name, words, description }): Line => [`/${name}（${words[0]}） ${description}`])

/** Commands of parts that an installation may lack, in the order of the menu. */
const optional = [
  { name: 'search', words: ['搜索', '检索'], description: '在报告正文里找' },
  { name: 'subscribe', words: ['订阅'], description: '订阅新报告' },
  { name: 'unsubscribe', words: ['退订', '取消订阅'], description: '取消订阅' },
]

/**
 * All commands in the order of the menu. `plugged` are those of the parts that are there, by their names; a part that is not there says
 * so itself. A name beyond the menu's own is added to it.
 */
export function commandsWith(plugged: Command[], feedback: FeedbackStore): Command[] {
  const [start, help, ...rest] = usualCommands(feedback, () => commands)
  const parts = optional.map(each => plugged.find(({ name }) => name === each.name) ?? notYet(each))
  const reports = plugged.find(({ name }) => name === publicReports.name) ?? publicReports
  const others = plugged.filter(each => each !== reports && !optional.some(({ name }) => each.name === name))
  const commands = [start!, help!, reports, ...parts, ...others, ...rest]
  return commands
}

/** What is indexed, in short: issuers and years, narrowed by a place or year where one is written. */
export const publicReports: Command = {
  name: 'reports',
  words: ['报告列表'],
  takes: 'words',
  description: '收录了哪些单位和年份',
  run: ({ words }) => ({ kind: 'ask', question: `${words}有哪些报告` }),
}

/** Commands that every installation has. */
function usualCommands(feedback: FeedbackStore, all: () => Command[]): Command[] {
  return [
    {
      name: 'start',
      words: ['开始'],
      takes: 'nothing',
      description: '开始使用',
      run: () => ({
        kind: 'say',
        outcome: {
          ...helpOutcome,
          lines: [['您好！我是政府信息公开工作年度报告问答助手。'], ...helpOutcome.lines, ['发送“帮助”看全部命令。']],
        },
      }),
    },
    {
      name: 'help',
      words: ['帮助', '菜单', '使用说明'],
      takes: 'nothing',
      description: '用法和命令',
      run: call => {
        const own = all().filter(({ only }) => only?.(call))
        const lines: Line[] = [
          ...helpOutcome.lines,
          ['命令：'],
          ...listOf(all().filter(({ only }) => only === undefined)),
          ...(own.length > 0 ? [['工作人员的命令：'] as Line, ...listOf(own)] : []),
        ]
        return { kind: 'say', outcome: { ...helpOutcome, lines } }
      },
    },
    {
      name: 'feedback',
      words: ['反馈', '意见反馈'],
      takes: 'words',
      description: '写下意见',
      run: ({ words, incoming, person, now }) => {
        if (!words) return say('请在“反馈”后面空一格写下您的意见，例如：反馈 希望收录更多单位')
        const nothing = { turn: null, helpful: null, question: null, query: null, answer: null }
        feedback.add({ ...nothing, at: now, channel: incoming.channel, person, comment: words })
        return say('谢谢，您的意见已经记下。')
      },
    },
    {
      name: 'about',
      words: ['关于', '关于本机器人'],
      takes: 'nothing',
      description: '数据来源和隐私',
      run: () =>
        say(
          '我只回答各级行政机关公布的政府信息公开工作年度报告里印出的数字和文字，每个数字都注明出处；报告没有的，我会直说没有。',
          '我不使用生成式模型，不预测，不评价。以原报告为准。',
          '隐私：我只记住每个会话最近的问题，账号以不可还原的代号保存；您点评的问答会留作改进之用。',
        ),
    },
  ]
}

function notYet({ name, words, description }: Pick<Command, 'name' | 'words' | 'description'>): Command {
  const run = () => say(`抱歉，“${words[0]}”功能暂未开通。`)
  return { name, words, description: `${description}（暂未开通）`, takes: 'words', run }
}

export type Recognised = { command: Command; words: string } | 'unknown'

/** The command that a message gives: `/name words`, a word alone, or a word, a blank and words. Null where it is a question. */
export function commandIn(text: string, commands: Command[]): Recognised | null {
  const [, slash, given, rest = ''] = /^(\/?)(\S+)\s*([\s\S]*)$/u.exec(text.normalize('NFKC').trim()) ?? []
  if (!given) return null
  if (slash) {
    const command = commands.find(({ name }) => name === given.toLowerCase())
    return command ? { command, words: rest.trim() } : 'unknown'
  }
  const command = commands.find(({ words, takes }) => words.includes(given) && (takes === 'words' || !rest.trim()))
  return command ? { command, words: rest.trim() } : null
}
