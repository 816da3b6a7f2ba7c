import type { Holdings } from '../answer/holdings.ts'
import type { Subscription, Subscriptions } from '../store/subscriptions.ts'
import { readWish } from './read.ts'
import { nextSlot } from './schedule.ts'
import { rhythmText, subjectsText, type Wish } from './subscription.ts'
import { UnclearWish } from './when.ts'

/**
 * `/subscribe` and `/unsubscribe`: each message gets its answer out of its words and the store alone. What a dialogue has settled so far
 * stands in the words behind its buttons, so there is no state to keep or to lose.
 */

export interface Said {
  lines: string[]
  /** What is offered; choosing one is like typing what it says. */
  choices: { label: string; says: string }[]
  /** Put before whatever is typed next, unless that is a command; null where nothing is awaited. */
  awaits: string | null
  /** What was typed is a question, to be answered instead. */
  question: string | null
}

export interface Asking {
  channel: string
  chat: string
  /** In a group: whether the person may subscribe for it. */
  mayManage: boolean
  /** What was typed after the command. */
  words: string
  now: Date
}

export interface Desk {
  subscribe: (asking: Asking) => Promise<Said>
  unsubscribe: (asking: Asking) => Promise<Said>
}

export interface DeskParts {
  subscriptions: Subscriptions<Wish>
  holdings: () => Promise<Holdings>
  /** The present round of news, everything indexed so far looked at. */
  round: () => Promise<number>
}

const mostSubscriptions = 10
const longestLine = 300

const say = (...lines: string[]): Said => ({ lines, choices: [], awaits: null, question: null })

const usualRhythms = ['每天早上8点', '每周一早上8点', '每月1日早上8点', '有新报告时发送']

const stateText = { active: '', paused: '（已暂停）', gone: '（因发送失败已停）' }

const wishText = ({ subjects, rhythm, zone }: Wish): string => `${subjectsText(subjects)}，${rhythmText(rhythm, zone)}`

/** The instant on the clock of the subscription. */
function nextText({ rhythm, zone }: Wish, now: Date): string {
  if (rhythm.kind === 'published') return '收录新报告后一小时内发送，夜间顺延到早上。'
  const format = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, dateStyle: 'long', timeStyle: 'short' })
  return `下一次：${format.format(nextSlot(rhythm, zone, now.getTime()))}。没有新报告时不打扰。`
}

const refusal = say('群里只有管理员可以管理订阅；您可以和我单独对话来订阅。')

export function openDesk({ subscriptions, holdings, round }: DeskParts): Desk {
  function list(own: Subscription<Wish>[]): Said {
    if (own.length === 0) return askSubject('')
    const lines = own.map(({ wish, state }, i) => `${i + 1}. ${wishText(wish)}${stateText[state]}`)
    const choices = own.flatMap(({ id, state }, i) => [
      state === 'active'
        ? { label: `暂停第${i + 1}个`, says: `/subscribe 暂停 #${id}` }
        : { label: `恢复第${i + 1}个`, says: `/subscribe 恢复 #${id}` },
      { label: `更改第${i + 1}个`, says: `/subscribe 更改 #${id}` },
      { label: `删除第${i + 1}个`, says: `/subscribe 删除 #${id}` },
    ])
    return {
      lines: ['您的订阅：', ...lines],
      choices: [...choices, { label: '新订阅', says: '/subscribe 新订阅' }],
      awaits: null,
      question: null,
    }
  }

  const prefixOf = (changing: string): string => (changing ? `/subscribe 更改 ${changing} ` : '/subscribe ')

  function askSubject(changing: string, when = ''): Said {
    const prefix = `${prefixOf(changing)}${when ? `${when} ` : ''}`
    return {
      lines: ['请问订阅什么？请说出地区、单位或加引号的搜索词，例如：开封市和阿城区，或“政策解读 不足”。'],
      choices: [{ label: '全部报告', says: `${prefix}全部报告` }],
      awaits: prefix,
      question: null,
    }
  }

  function askRhythm(changing: string, line: string, subjects: Wish['subjects']): Said {
    const prefix = `${prefixOf(changing)}${line} `
    return {
      lines: [`订阅${subjectsText(subjects)}。请问什么时候发送？`],
      choices: usualRhythms.map(rhythm => ({ label: rhythm, says: `${prefix}${rhythm}` })),
      awaits: prefix,
      question: null,
    }
  }

  /** The subscription that `#3` (its id) or `2` (its place in the list) names. */
  function named(word: string, own: Subscription<Wish>[]): Subscription<Wish> | undefined {
    return word.startsWith('#') ? own.find(({ id }) => id === Number(word.slice(1))) : own[Number(word) - 1]
  }

  async function wanted({ channel, chat, words, now }: Asking, changing: Subscription<Wish> | null): Promise<Said> {
    const at = changing ? `#${changing.id}` : ''
    if (words.length > longestLine) return say(`太长了，请在 ${longestLine} 个字以内说明订阅什么、什么时候发送。`)
    const read = readWish(words, await holdings(), now)
    if (read.kind === 'question') return { ...say(), question: read.question }
    if (read.kind === 'which') {
      return {
        lines: [`“${read.name}”不止一个，请问是哪一个？`],
        choices: read.choices.map(({ label, line }) => ({ label, says: `${prefixOf(at)}${line}` })),
        awaits: null,
        question: null,
      }
    }
    const subjects = read.subjects.length > 0 ? read.subjects : (changing?.wish.subjects ?? [])
    const rhythm = read.rhythm ?? changing?.wish.rhythm ?? null
    if (subjects.length === 0) return askSubject(at, words)
    if (!rhythm) return askRhythm(at, words, subjects)
    const zone = changing && !read.rhythm ? changing.wish.zone : read.zone
    const wish: Wish = { subjects, rhythm, zone }
    if (changing) subscriptions.change(changing.id, wish, now.getTime())
    else subscriptions.add(channel, chat, wish, await round(), now.getTime())
    return say(
      `${changing ? '已更改' : '已订阅'}：${wishText(wish)}。`,
      nextText(wish, now),
      '发送“订阅”可以查看、更改或退订。',
    )
  }

  function act(verb: string, { id, wish }: Subscription<Wish>, now: Date): Said {
    if (verb === '删除' || verb === '退订') subscriptions.remove(id)
    else subscriptions.setState(id, verb === '暂停' ? 'paused' : 'active', now.getTime())
    const done = { 删除: '已退订', 退订: '已退订', 暂停: '已暂停', 恢复: '已恢复' }[verb]
    return say(`${done}：${wishText(wish)}。`)
  }

  async function subscribe(asking: Asking): Promise<Said> {
    if (!asking.mayManage) return refusal
    const own = subscriptions.of(asking.channel, asking.chat)
    const words = asking.words.trim()
    if (words === '') return list(own)
    const [, verb, which, line = ''] =
      /^(暂停|恢复|更改|删除|退订)\s*(?:第\s*)?(#?\d+)\s*个?\s*([\s\S]*)$/.exec(words) ?? []
    if (verb) {
      const subscription = named(which!, own)
      if (!subscription) return say('没有这个订阅，发送“订阅”看现有的订阅。')
      if (verb !== '更改') return act(verb, subscription, asking.now)
      return line ? wanted({ ...asking, words: line }, subscription) : askSubject(`#${subscription.id}`)
    }
    if (own.length >= mostSubscriptions) return say(`最多 ${mostSubscriptions} 个订阅，请先发送“订阅”删除或更改一个。`)
    return words === '新订阅' ? askSubject('') : wanted({ ...asking, words }, null)
  }

  async function unsubscribe({ channel, chat, mayManage, words, now }: Asking): Promise<Said> {
    if (!mayManage) return refusal
    const own = subscriptions.of(channel, chat)
    if (own.length === 0) return say('现在没有订阅。')
    const word = words.trim()
    if (/^(?:全部|所有)/.test(word)) {
      for (const { id } of own) subscriptions.remove(id)
      return say(`已退订全部 ${own.length} 个订阅。`)
    }
    const which = /^(?:第\s*)?(#?\d+)\s*个?$/.exec(word)?.[1]
    const subscription = which ? named(which, own) : own.length === 1 && word === '' ? own[0] : undefined
    return subscription ? act('退订', subscription, now) : list(own)
  }

  /** What cannot be had is said in a sentence; whatever else goes wrong is no fault of the words. */
  const gently =
    (answer: (asking: Asking) => Promise<Said>) =>
    (asking: Asking): Promise<Said> =>
      answer(asking).catch(error => {
        if (error instanceof UnclearWish) return say(error.message)
        throw error
      })

  return { subscribe: gently(subscribe), unsubscribe: gently(unsubscribe) }
}
