import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { telegramPace } from '../../../src/channels/telegram/telegram.ts'
import { anonymousAdmin } from '../../../src/channels/telegram/update.ts'
import type { Chat } from '../../../src/conversation/message.ts'
import { eventually } from '../../support/eventually.ts'
import { FakeTelegram, status } from '../../support/fake-telegram.ts'
import { echo, saying } from '../../support/replies.ts'
import { startBot } from '../../support/telegram.ts'
import { quickTimes } from '../../support/telegram-times.ts'

describe('a private chat', () => {
  test('gets its answer and the menu of commands', async () => {
    const { server } = await startBot()
    server.say('阿城区2021年收到多少申请')
    expect((await server.message(42)).text).toBe('答：阿城区2021年收到多少申请')
    expect(server.called('setMyCommands')[0]!.params.commands).toEqual([{ command: 'help', description: '帮助' }])
  })

  test('buttons say what they are, pages replace the message, a brief reply shows in passing', async () => {
    const chat: Chat = async ({ text, press }) => {
      if (text) return saying('共三页', { choices: ['阿城区', '道里区'], page: { index: 0, count: 3 }, rated: true })
      if (press?.kind === 'page') return saying('第二页', { page: { index: 1, count: 3 }, inPlace: true })
      return press?.kind === 'rating' ? saying('谢谢您的评价', { brief: true }) : saying(`选了 ${press?.index}`)
    }
    const { server } = await startBot({ house: { chat } })
    server.say('列表')
    const first = await server.message(42)
    expect(first.buttons.map(({ text }) => text)).toEqual(['阿城区', '道里区', '下一页 1/3 ›', '👍', '👎'])
    server.press(first, '道里区')
    expect((await server.message(42, 1)).text).toBe('选了 1')
    server.press(first, '下一页')
    await server.until(() => first.text === '第二页')
    expect(first.buttons.map(({ text }) => text)).toEqual(['‹ 上一页', '下一页 2/3 ›'])
    expect(server.to(42)).toHaveLength(2)
    const shown = server.called('answerCallbackQuery').length
    server.pressData(first, 'r:turn0001:1')
    const toast = await server.until(() => server.called('answerCallbackQuery')[shown])
    expect(toast.params.text).toBe('谢谢您的评价')
    expect(server.to(42)).toHaveLength(2)
  })

  test('pages that did not change, and messages that can no longer be edited, do no harm', async () => {
    const chat: Chat = async ({ press }) => saying('同一页', press ? { inPlace: true } : {})
    const { server } = await startBot({ house: { chat } })
    server.say('列表')
    const first = await server.message(42)
    server.pressData(first, 'p:turn0001:1')
    await server.until(() => server.called('editMessageText').length === 1)
    server.fault('editMessageText', status(400, { description: "Bad Request: message can't be edited" }))
    server.pressData(first, 'p:turn0001:1')
    expect((await server.message(42, 1)).text).toBe('同一页')
  })

  test.each([
    '',
    'x',
    'c:turn0001',
    'c:turn0001:999999',
    'c:../../etc:1',
    "c:'; DROP TABLE x:1",
    'c:turn0001:1:2',
    `c:${'a'.repeat(60)}:1`,
  ])('callback data %j that no button of ours sends is acknowledged and otherwise ignored', async data => {
    const { server } = await startBot()
    server.say('一')
    const first = await server.message(42)
    server.pressData(first, data)
    await server.until(() => server.called('answerCallbackQuery').length === 1)
    server.say('二')
    expect((await server.message(42, 1)).text).toBe('答：二')
  })

  test('a long answer comes in parts, in order, buttons under the last', async () => {
    const text = '一段关于申请的话。'.repeat(900)
    const { server } = await startBot({ house: { chat: async () => saying(text, { rated: true }) } })
    server.say('长')
    const parts = await server.until(() => (server.to(42).length === 2 ? server.to(42) : null))
    expect(parts.map(part => part.text).join('')).toBe(text)
    expect(parts.map(({ buttons }) => buttons.length)).toEqual([0, 2])
  })

  test('a picture comes after its text', async () => {
    const pictures = [{ png: new Uint8Array([137, 80, 78, 71]), caption: '来源：2021年报告' }]
    const { server } = await startBot({ house: { chat: async () => saying('对比', { pictures }) } })
    server.say('对比')
    expect(await server.message(42, 1)).toMatchObject({ method: 'sendPhoto', text: '来源：2021年报告' })
    expect((await server.message(42)).text).toBe('对比')
  })

  test('a file comes after its text', async () => {
    const files = [{ name: '检索结果.csv', data: Buffer.from('单位,年份') }]
    const { server } = await startBot({ house: { chat: async () => saying('结果', { files }) } })
    server.say('结果')
    expect(await server.message(42, 1)).toMatchObject({ method: 'sendDocument' })
  })

  test('signs of markup are text', async () => {
    const { server } = await startBot()
    server.say('增长<5% & <b>粗</b>')
    expect((await server.message(42)).text).toBe('答：增长&lt;5% &amp; &lt;b&gt;粗&lt;/b&gt;')
  })
})

describe('a group', () => {
  const group = -100123
  const me = { id: 1, is_bot: true, first_name: '年报' }
  const heard: [string, object, string | null][] = [
    ['大家好', {}, null],
    ['@nianbao_bot 阿城区申请', {}, '阿城区申请'],
    ['阿城区申请 @NianBao_Bot', {}, '阿城区申请'],
    ['@nianbao_bot2 你好', {}, null],
    ['那2022年呢', { reply_to_message: { from: me } }, '那2022年呢'],
    ['那2022年呢', { reply_to_message: { from: { ...me, id: 9 } } }, null],
    ['/help@nianbao_bot', {}, '/help'],
    ['/help', {}, null],
    ['/help', { reply_to_message: { from: me } }, '/help'],
    ['/help@nianbao_bot 之后', {}, '/help 之后'],
    ['/help @nianbao_bot', {}, '/help'],
    ['/start@other_bot', {}, null],
    ['/start@other_bot 然后 @nianbao_bot', {}, null],
  ]
  test.each(heard)('%j %j', async (text, more, question) => {
    const { server } = await startBot()
    const id = server.say(text, { chat: group, ...more })
    server.say('之后')
    await server.message(42)
    const replies = server.to(group)
    expect(replies.map(reply => reply.text)).toEqual(question === null ? [] : [`答：${question}`])
    if (question !== null) expect(replies[0]!.replyTo).toBe(id)
  })

  test('knows who runs it', async () => {
    const chat: Chat = async ({ mayManage, user }) => saying(`${user} ${await mayManage()}`)
    const { server } = await startBot({ house: { chat } })
    server.admins.add(7)
    server.say('@nianbao_bot 订阅', { chat: group, from: 7 })
    server.say('@nianbao_bot 订阅', { chat: group, from: 8 })
    server.say('@nianbao_bot 订阅', { chat: group, from: anonymousAdmin })
    server.say('订阅', { from: 8 })
    await server.until(() => server.to(group).length === 3 && server.to(8).length === 1)
    server.fault('getChatMember', status(400))
    server.say('@nianbao_bot 订阅', { chat: group, from: 7 })
    await server.message(group, 3)
    expect(server.to(group).map(({ text }) => text)).toEqual(['7 true', '8 false', `${anonymousAdmin} true`, '7 false'])
    expect(server.to(8)[0]!.text).toBe('8 true')
  })

  test('other bots and events are not answered', async () => {
    const { server } = await startBot()
    server.offer({
      message: {
        message_id: 1,
        date: 1,
        chat: { id: group, type: 'group' },
        from: { id: 5, is_bot: true },
        text: '@nianbao_bot 好',
      },
    })
    server.offer({
      message: { message_id: 2, date: 1, chat: { id: 42, type: 'private' }, from: { id: 42 }, pinned_message: {} },
    })
    server.offer({
      edited_message: { message_id: 3, date: 1, chat: { id: 42, type: 'private' }, from: { id: 42 }, text: '改' },
    })
    server.say('之后')
    await server.message(42)
    expect(server.sent.map(({ text }) => text)).toEqual(['答：之后'])
  })
})

describe('chats', () => {
  test('a slow answer holds up its own chat only, and is followed in order', async () => {
    let release = () => {}
    const chat: Chat = async incoming => {
      if (incoming.text === '慢') {
        await new Promise<void>(resolve => {
          release = resolve
        })
      }
      return echo(incoming)
    }
    const { server } = await startBot({ house: { chat } })
    server.say('慢', { from: 1 })
    server.say('快', { from: 1 })
    server.say('别人', { from: 2 })
    await server.message(2)
    expect(server.to(1)).toHaveLength(0)
    release()
    await server.message(1, 1)
    expect(server.to(1).map(({ text }) => text)).toEqual(['答：慢', '答：快'])
  })

  test('an answer that fails harms nobody else, and what was asked is not in the log', async () => {
    const chat: Chat = async incoming => {
      if (incoming.text.includes('坏')) throw new Error(`cannot answer ${incoming.text}`)
      return echo(incoming)
    }
    const { server, lines } = await startBot({ house: { chat } })
    server.say('坏问题')
    server.say('好问题')
    expect((await server.message(42)).text).toBe('答：好问题')
    expect(lines.join('\n')).toMatch(/出错/)
    expect(lines.join('\n')).not.toMatch(/坏问题|好问题/)
  })
})

test('the usual pace is within the limits of Telegram', () => {
  expect(1000 / telegramPace.gap).toBeLessThan(30)
  expect(telegramPace.chatGap).toBeGreaterThan(1000)
  expect(telegramPace.perMinute!.most).toBeLessThan(20)
  expect(quickTimes.pace.gap).toBeLessThan(telegramPace.gap)
})

test('a proxy is asked for the way to the Bot API', async () => {
  const asked: string[] = []
  const proxy = createServer()
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    socket.end('HTTP/1.1 503 Unavailable\r\n\r\n')
  })
  proxy.listen(0, '127.0.0.1')
  onTestFinished(() => void proxy.close())
  await new Promise(resolve => proxy.once('listening', resolve))
  const { port } = proxy.address() as AddressInfo
  await startBot({ config: { apiRoot: 'https://telegram.invalid', proxy: `http://127.0.0.1:${port}` } })
  await eventually(() => asked.length > 0)
  expect(asked[0]).toBe('telegram.invalid:443')
})

test('an API root with a path keeps it', async () => {
  const server = await new FakeTelegram().start()
  onTestFinished(() => server.stop())
  const relay = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(502).end()
  })
  const asked: string[] = []
  relay.listen(0, '127.0.0.1')
  onTestFinished(() => void relay.close())
  await new Promise(resolve => relay.once('listening', resolve))
  const { port } = relay.address() as AddressInfo
  await startBot({ server, config: { apiRoot: `http://127.0.0.1:${port}/relay/tg` } })
  await eventually(() => asked.length > 0)
  expect(asked[0]).toBe(`/relay/tg/bot${server.token}/getMe`)
})
