import { PassThrough } from 'node:stream'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chartsOf } from '../../src/channels/chart/chart.ts'
import { shownText } from '../../src/channels/html.ts'
import { terminalChat } from '../../src/channels/terminal.ts'
import { libraryOf } from '../../src/commands/library.ts'
import { commandsWith } from '../../src/conversation/commands.ts'
import type { Chat, ChatReply } from '../../src/conversation/message.ts'
import { digestCommands } from '../../src/digest/commands.ts'
import { openDesk } from '../../src/digest/desk.ts'
import type { Wish } from '../../src/digest/subscription.ts'
import { addReports } from '../../src/search/search.ts'
import { openDatabase } from '../../src/store/database.ts'
import { feedbackIn } from '../../src/store/feedback.ts'
import { subscriptionsIn } from '../../src/store/subscriptions.ts'
import { makeChat } from '../support/chat.ts'
import { eventually } from '../support/eventually.ts'
import type { FakeTelegram, SentMessage } from '../support/fake-telegram.ts'
import { startWechat } from '../support/fake-wechat.ts'
import { districtReports } from '../support/library.ts'
import { makeFullReport } from '../support/reports.ts'
import { sharedSearch } from '../support/search.ts'
import { startBot } from '../support/telegram.ts'
import { startAccount } from '../support/wechat.ts'

/** What a person does at a turn: writes, or picks what is offered, by whatever means the platform has. */
type Act = { say: string } | { pick: string } | { page: 'next' } | { rate: 'good' | 'bad' }

/** A turn and what its reply must show, whatever the platform. */
interface Turn {
  act: Act
  shows: RegExp
  outcome: ChatReply['outcome']['kind']
  pictures?: number
}

const manyReports = [
  ...districtReports,
  ...Array.from({ length: 24 }, (_, i) =>
    makeFullReport(
      { id: `d${i}-2022`, year: 2022, issuer: { name: `第${i}号单位`, kind: 'department', division: null } },
      () => i,
    ),
  ),
]

const dialogue: Turn[] = [
  { act: { say: '/start' }, outcome: 'help', shows: /问答助手/ },
  { act: { say: '阿城区收到多少申请' }, outcome: 'clarify', shows: /哪一年/ },
  { act: { pick: '2022年' }, outcome: 'answer', shows: /阿城区人民政府2022年：.*24 件/ },
  { act: { say: '那道里区呢' }, outcome: 'answer', shows: /道里区人民政府2022年：.*36 件/ },
  { act: { pick: '上一年（2021年）' }, outcome: 'answer', shows: /道里区人民政府2021年：.*24 件/ },
  { act: { pick: '原文' }, outcome: 'answer', shows: /原文：https:\/\/example\.gov\.cn\/230102\/2021.*原表印作“24”/s },
  { act: { pick: '与哈尔滨市其他区县比较' }, outcome: 'answer', shows: /道外区.*48 件/s, pictures: 1 },
  { act: { rate: 'good' }, outcome: 'help', shows: /谢谢您的评价/ },
  { act: { say: '有哪些报告' }, outcome: 'reports', shows: /已收录 28 个单位/ },
  { act: { page: 'next' }, outcome: 'reports', shows: /第1\d号单位/ },
  { act: { say: '阿城区2022年信息公开有哪些问题' }, outcome: 'passages', shows: /公开不够及时 <b>&/ },
  { act: { say: '北京市朝阳区2022年收到多少申请' }, outcome: 'missing', shows: /未收录北京市朝阳区/ },
  { act: { say: '订阅' }, outcome: 'help', shows: /请问订阅什么/ },
  { act: { say: '阿城区和道里区' }, outcome: 'help', shows: /请问什么时候发送/ },
  { act: { pick: '每周一早上8点' }, outcome: 'help', shows: /已订阅：.*阿城区（含下级）.*每周一 8:00/ },
  { act: { say: '退订' }, outcome: 'help', shows: /退订|取消/ },
  { act: { say: '今天天气怎么样' }, outcome: 'declined', shows: /超出了我的范围/ },
  { act: { say: '反馈 很好用' }, outcome: 'help', shows: /已经记下/ },
]

const search = sharedSearch(each => addReports(each, manyReports))

/** A conversation over a real index, whose replies can be looked at behind the channel. */
function watched() {
  const library = libraryOf(search())
  const database = openDatabase(':memory:')
  const subscriptions = subscriptionsIn<Wish>(database)
  const desk = openDesk({ subscriptions, holdings: library.holdings, round: async () => 7 })
  const nothingSent = { page: () => null, latestTurn: () => null }
  const { commands, mailed } = digestCommands({ desk, ...nothingSent }, ['telegram', 'wechat', 'terminal'])
  const feedback = feedbackIn(database)
  const made = {
    ...makeChat({ library, draw: chartsOf, feedback, mailed, commands: commandsWith(commands, feedback) }),
    feedback,
    subscriptions,
  }
  const replies: ChatReply[] = []
  const chat: Chat = async incoming => {
    const reply = await made.chat(incoming)
    if (reply) replies.push(reply)
    return reply
  }
  return { ...made, chat, replies }
}

/** What was shown, in plain words, for each turn. */
type Play = (chat: Chat, turns: Turn[]) => Promise<string[]>

/** The last message with such a button: the one to scroll up to. */
const offering = (server: FakeTelegram, label: string): SentMessage =>
  server.sent.findLast(({ buttons }) => buttons.some(({ text }) => text === label))!

const onTelegram: Play = async (chat, turns) => {
  const { server } = await startBot({ house: { chat } })
  const shown: string[] = []
  let last: SentMessage | null = null
  for (const { act, pictures = 0 } of turns) {
    const before = server.sent.length
    const edits = server.called('editMessageText').length
    const toasts = server.called('answerCallbackQuery').length
    if ('say' in act) server.say(act.say)
    else if ('pick' in act) server.press(offering(server, act.pick), act.pick)
    else if ('page' in act) server.press(last!, '下一页')
    else server.press(last!, act.rate === 'good' ? '👍' : '👎')
    if ('page' in act) {
      await server.until(() => server.called('editMessageText').length > edits)
      await server.until(() => last!.method === 'editMessageText')
    } else if ('rate' in act) {
      const toast = await server.until(() => server.called('answerCallbackQuery')[toasts])
      shown.push(String(toast.params.text))
      continue
    } else {
      await server.until(() => server.sent.length === before + 1 + pictures)
      last = server.sent[before]!
      expect(server.sent.slice(before + 1).every(({ method }) => method === 'sendPhoto')).toBe(true)
    }
    shown.push(shownText(last!.text))
  }
  expect(server.violations).toEqual([])
  return shown
}

/** What is typed where there are no buttons. */
const typed = (act: Act, offered: string[]): string => {
  if ('say' in act) return act.say
  if ('pick' in act) return String(offered.indexOf(act.pick) + 1)
  if ('page' in act) return '更多'
  return act.rate === 'good' ? '有用' : '没用'
}

const offeredIn = (text: string): string[] => [...text.matchAll(/^\d+\. (.+)$/gm)].map(([, label]) => label!)

const onWechat: Play = async (chat, turns) => {
  const gateway = await startWechat()
  onTestFinished(gateway.stop)
  const { lines } = startAccount(gateway.endpoint, { house: { chat } })
  await gateway.login()
  const shown: string[] = []
  let offered: string[] = []
  for (const { act, pictures = 0 } of turns) {
    const before = { texts: gateway.said.length, pictures: gateway.pictures.length }
    gateway.say(typed(act, offered))
    await gateway.sent(before.texts + 1)
    await eventually(() => gateway.pictures.length === before.pictures + pictures)
    const text = gateway.said
      .slice(before.texts)
      .map(part => part.text)
      .join('\n')
    if (offeredIn(text).length > 0) offered = offeredIn(text)
    shown.push(text)
  }
  expect(lines).toEqual(['wechat: 已登录'])
  return shown
}

const inTerminal: Play = async (chat, turns) => {
  const input = new PassThrough()
  const output = new PassThrough().setEncoding('utf8')
  const done = terminalChat(chat, {
    input,
    output,
    interactive: false,
    coloured: false,
    id: 'terminal',
    save: async () => '',
  })
  const shown: string[] = []
  let offered: string[] = []
  for (const { act } of turns) {
    input.write(`${typed(act, offered)}\n`)
    const text = await new Promise<string>(resolve => output.once('data', resolve))
    if (offeredIn(text).length > 0) offered = offeredIn(text)
    shown.push(text)
  }
  input.end()
  await done
  return shown
}

const platforms: [string, Play][] = [
  ['Telegram', onTelegram],
  ['WeChat', onWechat],
  ['the terminal', inTerminal],
]

describe('one dialogue', () => {
  test.each(platforms)('on %s', async (_, play) => {
    const { chat, replies, feedback } = watched()
    const shown = await play(chat, dialogue)
    for (const [i, turn] of dialogue.entries()) {
      expect(shown[i], JSON.stringify(turn.act)).toMatch(turn.shows)
      expect(replies[i]!.outcome.kind, JSON.stringify(turn.act)).toBe(turn.outcome)
      expect(replies[i]!.pictures.length, JSON.stringify(turn.act)).toBe(turn.pictures ?? 0)
    }
    expect(feedback.list()).toMatchObject([
      { helpful: true, question: '与哈尔滨市其他区县比较' },
      { comment: '很好用' },
    ])
  })

  test('gives the same outcomes on all of them', async () => {
    const outcomes = await Promise.all(
      platforms.map(async ([, play]) => {
        const { chat, replies } = watched()
        await play(chat, dialogue)
        return replies.map(({ outcome, choices, page }) => ({ outcome, choices, page }))
      }),
    )
    expect(outcomes[1]).toEqual(outcomes[0])
    expect(outcomes[2]).toEqual(outcomes[0])
  })
})

test('figures stand out in a terminal that shows colours', async () => {
  const { chat } = watched()
  const input = new PassThrough()
  const output = new PassThrough().setEncoding('utf8')
  const done = terminalChat(chat, {
    input,
    output,
    interactive: false,
    coloured: true,
    id: 'terminal',
    save: async () => '',
  })
  input.end('阿城区2022年收到多少申请\n')
  const text = await new Promise<string>(resolve => output.once('data', resolve))
  await done
  expect(text).toContain('\u001b[1m\u001b[36m24 件')
})
