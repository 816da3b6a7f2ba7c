import type { Choice, Outcome } from '../answer/answer.ts'
import { nextSteps } from '../answer/next.ts'
import { originalOf } from '../answer/original.ts'
import { type Library, reply } from '../answer/reply.ts'
import { unavailableOutcome } from '../answer/wording.ts'
import type { Conversations } from '../store/conversations.ts'
import type { FeedbackStore } from '../store/feedback.ts'
import { type Command, commandIn, type Said, saying } from './commands.ts'
import { converse, emptyTrace, type Memory } from './converse.ts'
import { openLimit } from './limits.ts'
import { bareReply, type Chat, type ChatReply, type Incoming, type Picture, type Press } from './message.ts'
import { type ChatState, type Offer, stateFrom, type Turn } from './state.ts'
import { type Step, tell, turnTo } from './turns.ts'

export interface ChatParts {
  library: Library
  conversations: Conversations
  feedback: FeedbackStore
  commands: Command[]
  /** What was sent unasked and has several pages. */
  mailed: Mailed
  /** Keeps what is written in it whole or not at all. */
  whole: (write: () => void) => void
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

export interface Mailed {
  /** A page of what the chat was sent under this turn, from 0; null where there is none. */
  page: (channel: string, chat: string, turn: string, index: number) => ChatReply | null
  /** The turn of the last that the chat was sent; null where there is none. */
  latestTurn: (channel: string, chat: string) => string | null
}

/** Offered under an answer. */
const mostSteps = 4

/** Longer messages are cut, characters. */
const longestMessage = 500
/** Numbers pick an offer, and 更多 turns a page, for so long, ms. */
const offerAge = 10 * 60 * 1000
/** A question that takes longer is given up, ms. */
const patience = 30_000

const perPerson = { most: 20, span: 60_000 }
const perChat = { most: 60, span: 60_000 }

const more = ['更多', '下一页', '继续']
const back = ['上一页']
const helpful = ['👍', '有用', '赞', '有帮助']
const unhelpful = ['👎', '没用', '踩', '没帮助']

const ordinals = '一二三四五六七八九十'
const expired = '这个按钮已经过期，或不是给您的，请重新提问。'
const ratedKinds: Outcome['kind'][] = ['answer', 'passages', 'missing', 'reports']

/** The number that a message is, as 2, 2., 第二个; null where it is none. */
function numberIn(text: string): number | null {
  const found = /^第?\s*(\d{1,2}|[一二三四五六七八九十])\s*(?:[.、。]|个|项|号)?$/.exec(text)?.[1]
  if (!found) return null
  return ordinals.includes(found) ? ordinals.indexOf(found) + 1 : Number(found)
}

/** Answers messages of all channels. A channel asks about one message of a chat at a time. */
export function openChat(parts: ChatParts): Chat {
  const { library, conversations, feedback, commands, mailed, whole, pseudonym, limited, draw, now, newId, log } = parts
  const personLimit = openLimit(perPerson)
  const chatLimit = openLimit(perChat)
  const time = () => now().getTime()
  const plain = (outcome: Outcome): ChatReply => ({ ...bareReply(outcome), turn: newId() })
  const brief = (state: ChatState, words: string): Step => ({ state, reply: { ...plain(saying(words)), brief: true } })

  async function answered(question: string, memory: Memory) {
    const { outcome, memory: after } = await converse(question, memory, library, now())
    const original = originalOf(outcome)
    const steps: Offer[] = [
      ...nextSteps(outcome, await library.holdings()),
      ...(original ? [{ label: '原文', shows: original }] : []),
    ]
    return { outcome, after, steps: steps.slice(0, mostSteps) }
  }

  /** A question to the reports; `told` is how feedback names it. */
  async function ask(question: string, memory: Memory, state: ChatState, told = question): Promise<Step> {
    const found = await intime(answered(question, memory), log)
    const { outcome, after, steps } = found ?? { outcome: unavailableOutcome, after: memory, steps: [] }
    const choices = 'choices' in outcome ? outcome.choices : []
    const shown = {
      id: newId(),
      question: told,
      outcome,
      query: outcome.query,
      offers: [...choices, ...steps],
      steps: steps.length,
      rated: ratedKinds.includes(outcome.kind),
      pictures: await drawn(outcome),
      files: [],
      at: time(),
    }
    return tell(shown, { ...state, memory: { ...after, choices: [] } })
  }

  /** A chart is an addition: without it the text says the same. */
  async function drawn(outcome: Outcome): Promise<Picture[]> {
    return draw(outcome).catch((error: unknown) => {
      log(`chat: 画图失败：${(error as Error).name}`)
      return []
    })
  }

  async function pick(offer: Offer, incoming: Incoming, state: ChatState): Promise<Step | null> {
    if ('shows' in offer) return tellSaid({ kind: 'say', outcome: offer.shows }, offer.label, state)
    return 'says' in offer ? say(offer.says, incoming, state) : pickChoice(offer, state)
  }

  /** A choice is asked as the only one there is, whatever else was said since it was offered. */
  function pickChoice(choice: Choice, state: ChatState): Promise<Step> {
    return ask('1', { ...state.memory, choices: [choice], at: time() }, state, choice.label)
  }

  function rate(turn: Turn, isHelpful: boolean, incoming: Incoming, state: ChatState): Step {
    const { id, question, query, answer } = turn
    const person = pseudonym(incoming.channel, incoming.user)
    const about = { turn: id, question, query, answer, comment: null }
    feedback.add({ ...about, at: now(), channel: incoming.channel, person, helpful: isHelpful })
    return brief(state, isHelpful ? '谢谢您的评价！' : '谢谢您的评价，我们会改进。也可以发送“反馈 您的意见”。')
  }

  /** All of a reply that has pages. */
  async function wholeOf({ paged, query }: Turn): Promise<Outcome | null> {
    if (paged !== 'again') return paged
    return query && intime(reply({ kind: 'query', query, trace: emptyTrace }, library), log)
  }

  /** A page of an earlier reply, or of what was sent unasked. */
  async function page(
    { turn: id, index }: Omit<Press, 'kind'>,
    incoming: Incoming,
    state: ChatState,
  ): Promise<Step | null> {
    const turn = state.turns.find(each => each.id === id)
    if (turn) {
      const whole = await wholeOf(turn)
      return whole && turnTo(turn, whole, index, state, time())
    }
    const sent = mailed.page(incoming.channel, incoming.chat, id, index)
    return sent && { reply: sent, state: { ...state, reading: { turn: id, index, at: time() } } }
  }

  async function pressed(press: Press, incoming: Incoming, state: ChatState): Promise<Step | null> {
    if (press.kind === 'page') return (await page(press, incoming, state)) ?? brief(state, expired)
    const turn = state.turns.find(({ id }) => id === press.turn)
    if (press.kind === 'rating' && turn?.rated) return rate(turn, press.index === 1, incoming, state)
    const offer = press.kind === 'choice' ? turn?.offers[press.index] : undefined
    return offer ? pick(offer, incoming, state) : brief(state, expired)
  }

  /** 更多 and 上一页: of what was read last, or else of what was sent unasked. */
  async function leafed(step: 1 | -1, incoming: Incoming, state: ChatState): Promise<Step | null> {
    const { reading } = state
    const isFresh = reading !== null && time() - reading.at <= offerAge
    const turn = isFresh ? reading.turn : mailed.latestTurn(incoming.channel, incoming.chat)
    if (turn === null) return null
    const found = await page({ turn, index: (isFresh ? reading.index : 0) + step }, incoming, state)
    return found ?? brief(state, step > 0 ? '已经是最后一页。' : '已经是第一页。')
  }

  /** Words that stand for a button where there are none. */
  async function typedButton(text: string, incoming: Incoming, state: ChatState): Promise<Step | null> {
    if (more.includes(text)) return leafed(1, incoming, state)
    if (back.includes(text)) return leafed(-1, incoming, state)
    const turn = state.turns.findLast(({ rated }) => rated)
    const isRating = helpful.includes(text) || unhelpful.includes(text)
    return turn && isRating ? rate(turn, helpful.includes(text), incoming, state) : null
  }

  /** What a number or a label picks, or why a number picks nothing: it must not be taken for a question. */
  function picked(text: string, { offered: { offers, at } }: ChatState): Offer | string | null {
    const number = numberIn(text)
    const isOld = time() - at > offerAge
    if (offers.length === 0) return null
    if (number === null) return (isOld ? null : offers.find(({ label }) => label.normalize('NFKC') === text)) ?? null
    if (isOld) return '选项已经过期，请重新提问。'
    return offers[number - 1] ?? `没有第 ${number} 项，请回复 1 到 ${offers.length}。`
  }

  async function typed(incoming: Incoming, state: ChatState): Promise<Step | null> {
    const text = incoming.text.normalize('NFKC').trim()
    if (!text) return brief(state, '我只能读懂文字，请用文字提问，例如：阿城区2021年收到多少申请')
    const button = await typedButton(text, incoming, state)
    if (button) return button
    const offer = picked(text, state)
    if (typeof offer === 'string') return brief(state, offer)
    if (offer) return pick(offer, incoming, state)
    const isCommand = commandIn(text, commands) !== null
    return say(isCommand || state.awaits === null ? text : `${state.awaits}${text}`, incoming, state)
  }

  /** A command or a question, however it came to be said. */
  async function say(text: string, incoming: Incoming, before: ChatState): Promise<Step | null> {
    const state = { ...before, awaits: null }
    const found = commandIn(text, commands)
    if (found === null) return question(text, state)
    if (found === 'unknown') {
      // In a group the command of another bot is none of ours.
      return incoming.group ? null : brief(state, '没有这个命令，发送“帮助”看有哪些命令。')
    }
    const person = pseudonym(incoming.channel, incoming.user)
    const call = { incoming, words: found.words, person, now: now() }
    const said = await intime((async () => found.command.run(call))(), log)
    if (said === null) return { state, reply: plain(unavailableOutcome) }
    return said.kind === 'ask' ? ask(said.question, state.memory, state) : tellSaid(said, text, state)
  }

  function tellSaid(
    { outcome, files = [], offers = [], awaits = null }: Said & { kind: 'say' },
    text: string,
    state: ChatState,
  ): Step {
    const steps = offers.length
    const shown = { outcome, files, offers, question: text, query: null, steps, rated: false, pictures: [] }
    const { reply, state: after } = tell({ ...shown, id: newId(), at: time() }, { ...state, awaits })
    // Words that offer nothing leave what was offered before them.
    return { reply, state: offers.length > 0 ? after : { ...after, offered: state.offered } }
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
    const verdicts = [personLimit(pseudonym(channel, user), time()), chatLimit(pseudonym(channel, chat), time())]
    if (verdicts.includes('silent')) return 'silent'
    return verdicts.includes('notice') ? { ...plain(saying('您问得太快了，请过一分钟再试。')), brief: true } : null
  }

  return async (incoming, keep = () => {}) => {
    const refusal = limited ? refused(incoming) : null
    if (refusal) return refusal === 'silent' ? null : refusal
    const { channel, chat, user, group, press } = incoming
    // In a group each person has a context: one must not change what another's “那2022年呢” means.
    const key = group ? pseudonym(channel, chat, user) : pseudonym(channel, chat)
    const state = stateFrom(conversations.load(key))
    const step = press ? await pressed(press, incoming, state) : await typed(incoming, state)
    if (!step) return null
    whole(() => {
      conversations.save(key, step.state, now())
      keep(step.reply)
    })
    return step.reply
  }
}

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
