import type { Choice, Outcome } from '../answer/answer.ts'
import { figureText } from '../answer/figure.ts'
import { nextSteps } from '../answer/next.ts'
import type { Library } from '../answer/reply.ts'
import { unavailableOutcome } from '../answer/wording.ts'
import type { Conversations } from '../store/conversations.ts'
import type { FeedbackStore } from '../store/feedback.ts'
import { type Command, commandIn, saying } from './commands.ts'
import { converse, type Memory } from './converse.ts'
import { openLimit } from './limits.ts'
import { bareReply, type Chat, type ChatReply, type Incoming, type Picture, type Press } from './message.ts'
import { pageCount, pageOf } from './pages.ts'
import { type ChatState, stateFrom, type Turn, withTurn } from './state.ts'

export interface ChatParts {
  library: Library
  conversations: Conversations
  feedback: FeedbackStore
  commands: Command[]
  /** Names a chat or person in the store without telling who it is. */
  pseudonym: (...parts: string[]) => string
  /** Whether there are limits to how much one may ask: not for an operator at the terminal. */
  limited: boolean
  /** Pictures of an answer. */
  draw: (outcome: Outcome) => Promise<Picture[]>
  now: () => Date
  /** A short id that no other reply has: lower-case letters and digits. */
  newId: () => string
  /** Lines for the operator; never what somebody wrote. */
  log: (line: string) => void
}

/** Longer messages are cut, characters. */
const longestMessage = 500
/** Numbers pick a choice for so long, ms. */
const choiceAge = 10 * 60 * 1000
/** A question that takes longer is given up, ms. */
const patience = 30_000

const perPerson = { most: 20, span: 60_000 }
const perChat = { most: 60, span: 60_000 }

const more = ['更多', '下一页', '继续']
const back = ['上一页']
const helpful = ['👍', '有用', '赞', '有帮助']
const unhelpful = ['👎', '没用', '踩', '没帮助']

const bareNumber = /^第?\s*(\d{1,2})\s*(?:[.、。]|个|项|号)?$/

/** What is to be said and kept. */
interface Step {
  reply: ChatReply
  state: ChatState
}

/** Answers messages of all channels. A channel asks about one message of a chat at a time. */
export function openChat(parts: ChatParts): Chat {
  const { library, conversations, feedback, commands, pseudonym, limited, draw, now, newId, log } = parts
  const personLimit = openLimit(perPerson)
  const chatLimit = openLimit(perChat)

  const plain = (outcome: Outcome, rest: Partial<ChatReply> = {}): ChatReply => ({
    ...bareReply(outcome),
    turn: newId(),
    ...rest,
  })
  const brief = (state: ChatState, words: string): Step => ({ state, reply: plain(saying(words), { brief: true }) })

  async function answered(question: string, memory: Memory) {
    const { outcome, memory: after } = await converse(question, memory, library, now())
    return { outcome, after, steps: nextSteps(outcome, await library.holdings()) }
  }

  /** A question to the reports, from a message or from a choice; `told` is how feedback names it. */
  async function ask(question: string, memory: Memory, state: ChatState, told = question): Promise<Step> {
    const found = await intime(answered(question, memory), log)
    const { outcome, after, steps } = found ?? { outcome: unavailableOutcome, after: memory, steps: [] }
    const asked = 'choices' in outcome ? outcome.choices : []
    const choices = [...asked, ...steps]
    const count = pageCount(outcome)
    const rated = ['answer', 'passages', 'missing', 'reports'].includes(outcome.kind)
    const pictures = outcome.kind === 'answer' ? await drawn(outcome) : []
    const turn: Turn = {
      id: newId(),
      question: told,
      query: outcome.query,
      choices,
      answer: textOf(outcome),
      rated,
      paged: count > 1 ? outcome : null,
    }
    const labels = choices.map(({ label }) => label)
    const reply = plain(pageOf(outcome, 0), {
      turn: turn.id,
      choices: labels,
      steps: steps.length,
      page: count > 1 ? { index: 0, count } : null,
      rated,
      pictures,
    })
    const remembered = choices.length > 0 ? { ...after, choices } : after
    return {
      reply,
      state: {
        ...state,
        memory: remembered,
        turns: withTurn(state.turns, turn),
        reading: count > 1 ? { turn: turn.id, index: 0 } : null,
      },
    }
  }

  /** A chart is an addition: without it the text says the same. */
  async function drawn(outcome: Outcome): Promise<Picture[]> {
    return draw(outcome).catch((error: unknown) => {
      log(`chat: 画图失败：${(error as Error).name}`)
      return []
    })
  }

  /** A choice is asked as the only one there is, whatever else was said since it was offered. */
  function pick(choice: Choice, state: ChatState): Promise<Step> {
    const memory = { query: state.memory.query, choices: [choice], at: now().getTime() }
    return ask('1', memory, state).then(step => {
      const turns = step.state.turns.map(turn =>
        turn.id === step.reply.turn ? { ...turn, question: choice.label } : turn,
      )
      return { ...step, state: { ...step.state, turns } }
    })
  }

  function show(turn: Turn, index: number, state: ChatState): Step | null {
    const count = turn.paged ? pageCount(turn.paged) : 0
    if (!turn.paged || index < 0 || index >= count) return null
    const { id, choices, rated } = turn
    const asked = 'choices' in turn.paged ? turn.paged.choices.length : 0
    return {
      state: { ...state, reading: { turn: id, index } },
      reply: plain(pageOf(turn.paged, index), {
        turn: id,
        choices: choices.map(({ label }) => label),
        steps: choices.length - asked,
        page: { index, count },
        rated,
        inPlace: true,
      }),
    }
  }

  function rate(turn: Turn, isHelpful: boolean, incoming: Incoming, state: ChatState): Step {
    const { id, question, query, answer } = turn
    const person = pseudonym(incoming.channel, incoming.user)
    const about = { turn: id, question, query, answer, comment: null }
    feedback.add({ ...about, at: now(), channel: incoming.channel, person, helpful: isHelpful })
    return brief(state, isHelpful ? '谢谢您的评价！' : '谢谢您的评价，我们会改进。也可以发送“反馈 您的意见”。')
  }

  async function pressed(press: Press, incoming: Incoming, state: ChatState): Promise<Step> {
    const turn = state.turns.find(({ id }) => id === press.turn)
    const expired = brief(state, '这个按钮已经过期，或不是给您的，请重新提问。')
    if (!turn) return expired
    if (press.kind === 'rating') return turn.rated ? rate(turn, press.index === 1, incoming, state) : expired
    if (press.kind === 'page') return show(turn, press.index, state) ?? expired
    const choice = turn.choices[press.index]
    return choice ? pick(choice, state) : expired
  }

  /** Words that stand for a button where there are none. */
  function typedButton(text: string, incoming: Incoming, state: ChatState): Step | null {
    const rated = state.turns.findLast(turn => turn.rated)
    if ([...helpful, ...unhelpful].includes(text)) {
      return rated ? rate(rated, helpful.includes(text), incoming, state) : null
    }
    const step = more.includes(text) ? 1 : back.includes(text) ? -1 : 0
    const read = state.turns.find(({ id }) => id === state.reading?.turn)
    if (step === 0 || !read) return null
    return (
      show(read, state.reading!.index + step, state) ?? brief(state, step > 0 ? '已经是最后一页。' : '已经是第一页。')
    )
  }

  /** A number that picks nothing is told, so that it is not taken for a question. */
  function typedNumber(text: string, { memory }: ChatState): string | null {
    const number = bareNumber.exec(text)?.[1]
    if (!number || memory.choices.length === 0) return null
    if (now().getTime() - memory.at > choiceAge) return '选项已经过期，请重新提问。'
    const isThere = Number(number) >= 1 && Number(number) <= memory.choices.length
    return isThere ? null : `没有第 ${Number(number)} 项，请回复 1 到 ${memory.choices.length}。`
  }

  async function typed(incoming: Incoming, state: ChatState): Promise<Step | null> {
    const text = incoming.text.normalize('NFKC').trim()
    const button = typedButton(text, incoming, state)
    if (button) return button
    const wrong = typedNumber(text, state)
    if (wrong) return brief(state, wrong)
    const choice = state.memory.choices[Number(bareNumber.exec(text)?.[1]) - 1]
    if (choice) return pick(choice, state)
    if (!text) return brief(state, '我只能读懂文字，请用文字提问，例如：阿城区2021年收到多少申请')
    const found = commandIn(incoming.text, commands)
    if (found === 'unknown') {
      // In a group the command of another bot is none of ours.
      return incoming.group ? null : brief(state, '没有这个命令，发送“帮助”看有哪些命令。')
    }
    if (found) {
      const person = pseudonym(incoming.channel, incoming.user)
      const said = await found.command.run({ incoming, words: found.words, person, now: now() })
      return said.kind === 'ask' ? ask(said.question, state.memory, state) : { state, reply: plain(said.outcome) }
    }
    return question(text, state)
  }

  async function question(text: string, state: ChatState): Promise<Step> {
    const letters = Array.from(text)
    if (letters.length <= longestMessage) return ask(text, state.memory, state)
    const step = await ask(letters.slice(0, longestMessage).join(''), state.memory, state)
    const notice = `消息太长，只读了前 ${longestMessage} 个字。`
    const { outcome } = step.reply
    return { ...step, reply: { ...step.reply, outcome: { ...outcome, notices: [notice, ...outcome.notices] } } }
  }

  /** One notice a minute to whoever asks too much, then nothing. */
  function refused({ channel, chat, user }: Incoming): ChatReply | 'silent' | null {
    const time = now().getTime()
    const verdicts = [personLimit(pseudonym(channel, user), time), chatLimit(pseudonym(channel, chat), time)]
    if (verdicts.includes('silent')) return 'silent'
    return verdicts.includes('notice') ? plain(saying('您问得太快了，请过一分钟再试。'), { brief: true }) : null
  }

  return async incoming => {
    const refusal = limited ? refused(incoming) : null
    if (refusal) return refusal === 'silent' ? null : refusal
    const { channel, chat, user, group, press } = incoming
    // In a group each person has a context: one must not change what another's “那2022年呢” means.
    const key = group ? pseudonym(channel, chat, user) : pseudonym(channel, chat)
    const state = stateFrom(conversations.load(key))
    const step = press ? await pressed(press, incoming, state) : await typed(incoming, state)
    if (!step) return null
    conversations.save(key, step.state, now())
    return step.reply
  }
}

/** An answer as text, for whoever reads feedback. */
const textOf = ({ lines }: Outcome): string =>
  lines.map(line => line.map(part => (typeof part === 'string' ? part : figureText(part))).join('')).join('\n')

/** The result, or null where it fails or does not come in time. */
async function intime<T>(work: Promise<T>, log: (line: string) => void): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>(resolve => {
    timer = setTimeout(resolve, patience, null)
  })
  try {
    return await Promise.race([work, late])
  } catch (error) {
    log(`chat: 回答失败：${(error as Error).name}`)
    return null
  } finally {
    clearTimeout(timer)
  }
}
