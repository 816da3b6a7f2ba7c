import { describe, expect, test } from 'vitest'
import type { Chat } from '../../../src/conversation/message.ts'
import { eventually } from '../../support/eventually.ts'
import { type Fault, status } from '../../support/fake-telegram.ts'
import { echo, ledgerFor, saying } from '../../support/replies.ts'
import { startBot } from '../../support/telegram.ts'
import { quickTimes } from '../../support/telegram-times.ts'

describe('faults while starting', () => {
  const faults: [string, string, Fault][] = [
    ['getMe dropped', 'getMe', { kind: 'drop' }],
    ['getMe 500', 'getMe', status(500)],
    ['getMe 429', 'getMe', status(429, { retryAfter: 0.02 })],
    ['getMe 401', 'getMe', status(401)],
    ['getMe a page', 'getMe', { kind: 'page', status: 200 }],
    ['deleteWebhook dropped', 'deleteWebhook', { kind: 'drop' }],
    ['setMyCommands 400', 'setMyCommands', status(400)],
  ]
  test.each(faults)('%s', async (_, method, fault) => {
    const { server } = await startBot({
      prepare: server => server.fault(method, fault, method === 'setMyCommands' ? 1 : 3),
    })
    server.say('在吗')
    expect((await server.message(42)).text).toBe('答：在吗')
    expect(server.faultsLeft).toBe(0)
  })

  test('a token that is not accepted is told in plain words, without the token', async () => {
    const { lines, channel } = await startBot({ config: { token: '999:wrong-secret' } })
    await eventually(() => lines.length >= 2)
    expect(lines[0]).toContain('401')
    expect(lines[0]).toContain('TELEGRAM_BOT_TOKEN')
    await channel.stop()
    expect(lines.join('\n')).not.toContain('wrong-secret')
  })
})

describe('faults while polling', () => {
  const faults: [string, Fault, number][] = [
    ['409 from a second poller', status(409), 3],
    ['401 for a while', status(401), 2],
    ['429', status(429, { retryAfter: 0.05 }), 2],
    ['500', status(500), 4],
    ['502 with a page', { kind: 'page', status: 502 }, 3],
    ['200 with a page', { kind: 'page', status: 200 }, 3],
    ['dropped', { kind: 'drop' }, 4],
  ]
  test.each(faults)('%s', async (_, fault, times) => {
    const { server } = await startBot({ prepare: server => server.fault('getUpdates', fault, times) })
    server.say('一')
    server.say('二')
    await server.message(42, 1)
    expect(server.to(42).map(({ text }) => text)).toEqual(['答：一', '答：二'])
    expect(server.faultsLeft).toBe(0)
  })

  test('a webhook that somebody set is taken away', async () => {
    const { server } = await startBot()
    server.say('一')
    await server.message(42)
    server.webhook = { url: 'http://127.0.0.1:9/' }
    await server.until(() => server.webhook.url === '')
    server.say('二')
    expect((await server.message(42, 1)).text).toBe('答：二')
  })

  test('an update that is offered again is answered once', async () => {
    const { server } = await startBot()
    server.say('一')
    await server.message(42)
    server.offerAgain(1000)
    server.say('二')
    await server.message(42, 1)
    expect(server.to(42).map(({ text }) => text)).toEqual(['答：一', '答：二'])
  })

  test('an update that is offered again after a restart is answered once', async () => {
    const ledger = ledgerFor('telegram')
    const { server, channel } = await startBot({ house: { ledger } })
    server.say('一')
    await server.message(42)
    await channel.stop()
    server.offerAgain(1000)
    server.say('二')
    await startBot({ server, house: { ledger } })
    await server.message(42, 1)
    expect(server.to(42).map(({ text }) => text)).toEqual(['答：一', '答：二'])
  })

  test('the network is gone for as many tries as there are in an hour, then comes back at the same address', async () => {
    let release = () => {}
    const gate = new Promise<void>(resolve => {
      release = resolve
    })
    const chat: Chat = async incoming => {
      if (incoming.text.startsWith('慢')) await gate
      return echo(incoming)
    }
    const lines: string[] = []
    const waiting = new Map<number, () => void>()
    const log = (line: string) => {
      lines.push(line)
      waiting.get(lines.length)?.()
    }
    const logged = (count: number) => new Promise<void>(resolve => waiting.set(count, resolve))
    const { server } = await startBot({ house: { chat, log }, times: { waits: { ...quickTimes.waits, longest: 10 } } })
    const chats = [1, 2, 3, 4, 5]
    for (const from of chats) server.say(`慢${from}`, { from })
    server.say('一')
    await server.message(42)
    const [first, anHour] = [logged(lines.length + 1), logged(lines.length + 120)]
    await server.stop()
    await first
    release()
    server.say('二')
    await anHour
    expect(server.sent).toHaveLength(1)
    await server.start()
    await server.until(() => server.sent.length === 2 + chats.length)
    server.say('三')
    await server.message(42, 2)
    expect(server.to(42).map(({ text }) => text)).toEqual(['答：一', '答：二', '答：三'])
    expect(chats.map(from => server.to(from).map(({ text }) => text))).toEqual(chats.map(from => [`答：慢${from}`]))
  })

  test('what cannot be kept is not confirmed, and asked for again', async () => {
    const ledger = ledgerFor('telegram')
    let full = 3
    const receive: typeof ledger.receive = (...message) => {
      if (full-- > 0) throw new Error('database or disk is full')
      return ledger.receive(...message)
    }
    const { server, lines } = await startBot({ house: { ledger: { ...ledger, receive } } })
    server.say('一')
    server.say('二')
    await server.message(42, 1)
    expect(server.to(42).map(({ text }) => text)).toEqual(['答：一', '答：二'])
    expect(lines.filter(line => line.includes('重试'))).toHaveLength(3)
  })

  test.each(['getMe', 'getUpdates', 'answerCallbackQuery'])(
    'a connection on which %s is never answered is given up',
    async method => {
      const { server } = await startBot({
        prepare: server => server.fault(method, { kind: 'hang' }),
        times: { polling: 0.1, deadline: 200 },
      })
      server.say('在吗')
      const first = await server.message(42)
      server.pressData(first, 'c:turn0001:0')
      expect((await server.message(42, 1)).text).toBe('按下 choice turn0001 0')
      expect(server.faultsLeft).toBe(0)
    },
  )
})

describe('faults while sending', () => {
  const faults: [string, Fault, number][] = [
    ['429', status(429, { retryAfter: 0.1 }), 2],
    ['500', status(500), 3],
    ['503 with a page of a relay', { kind: 'page', status: 503 }, 2],
    ['404 with a page of a relay', { kind: 'page', status: 404 }, 2],
  ]
  test.each(faults)('%s: not done, so it is done again', async (_, fault, times) => {
    const { server } = await startBot({ prepare: server => server.fault('sendMessage', fault, times) })
    server.say('一')
    server.say('二')
    await server.message(42, 1)
    expect(server.to(42).map(({ text }) => text)).toEqual(['答：一', '答：二'])
    expect(server.faultsLeft).toBe(0)
  })

  const unanswered: [string, Fault, boolean][] = [
    ['the answer is cut off', { kind: 'cut' }, true],
    ['the answer never comes', { kind: 'mute' }, true],
    ['heard and dropped', { kind: 'drop' }, false],
    ['never answered', { kind: 'hang' }, false],
    ['502 with a page', { kind: 'page', status: 502 }, false],
    ['504 with a page', { kind: 'page', status: 504 }, false],
    ['200 with a page', { kind: 'page', status: 200 }, false],
  ]
  test.each(unanswered)(
    '%s: nobody knows, so it is not said twice, and the chat is told so',
    async (_, fault, arrived) => {
      const { server, lines } = await startBot({
        prepare: server => server.fault('sendMessage', fault),
        times: { deadline: 300 },
      })
      server.say('一')
      server.say('二')
      await server.until(() => server.to(42).some(({ text }) => text.includes('可能没有送达')))
      await server.until(() => server.to(42).length === (arrived ? 3 : 2))
      const texts = server.to(42).map(({ text }) => text)
      expect(texts.filter(text => text === '答：一')).toHaveLength(arrived ? 1 : 0)
      expect(texts.filter(text => text === '答：二')).toHaveLength(1)
      expect(texts.filter(text => text.includes('可能没有送达'))).toHaveLength(1)
      expect(lines.join()).toContain('uncertain')
    },
  )

  test('after a lost answer nothing is sent before Telegram gives a sign of life', async () => {
    const { server } = await startBot()
    server.say('一')
    await server.message(42)
    server.fault('sendMessage', { kind: 'cut' }).fault('getMe', { kind: 'page', status: 502 }, 3)
    server.say('二')
    server.say('三')
    await server.until(() => server.to(42).length === 4)
    expect(server.faultsLeft).toBe(0)
    const [, lost, next] = server.called('sendMessage')
    const probes = server.called('getMe').filter(({ at }) => at > lost!.at && at < next!.at)
    expect(probes.length).toBe(4)
  })

  test('a page turned is edited again: that does no harm', async () => {
    const chat: Chat = async ({ press }) => saying(press ? '第二页' : '第一页', press ? { inPlace: true } : {})
    const { server } = await startBot({ house: { chat } })
    server.say('列表')
    const first = await server.message(42)
    server.fault('editMessageText', { kind: 'cut' }).fault('editMessageText', { kind: 'drop' })
    server.pressData(first, 'p:turn0001:1')
    await server.until(() => server.called('editMessageText').length === 3)
    expect(server.to(42).map(({ text }) => text)).toEqual(['第二页'])
  })

  test('an address where nobody listens for a while changes nothing', async () => {
    const { server, channel, lines } = await startBot()
    server.say('一')
    await server.message(42)
    await server.stop()
    const digest = channel.send('42', saying('摘要'))
    await eventually(() => lines.length > 4)
    await server.start()
    await digest
    expect(server.to(42).map(({ text }) => text)).toEqual(['答：一', '摘要'])
    expect(lines.join()).not.toContain('uncertain')
  })

  test('a flood is waited out as long as Telegram says', async () => {
    const { server } = await startBot({
      prepare: server => server.fault('sendMessage', status(429, { retryAfter: 0.4 })),
    })
    server.say('一')
    await server.message(42)
    const [first, second] = server.called('sendMessage')
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(390)
  })

  test('a person who blocked the bot is told to whoever keeps subscriptions', async () => {
    const { server, channel, gone } = await startBot()
    server.say('一')
    await server.message(42)
    server.fault('sendMessage', status(403, { description: 'Forbidden: bot was blocked by the user' }))
    await expect(channel.send('7', saying('摘要'))).rejects.toMatchObject({ reason: 'gone' })
    expect(gone).toEqual(['7'])
    const member = { user: { id: 1 }, status: 'kicked' }
    server.offer({ my_chat_member: { chat: { id: 8, type: 'private' }, from: { id: 8 }, new_chat_member: member } })
    await eventually(() => gone.includes('8'))
  })

  test('a group that became a supergroup is followed', async () => {
    const { server, channel } = await startBot()
    server.fault('sendMessage', status(400, { description: 'Bad Request: group chat was upgraded', movedTo: -100999 }))
    await channel.send('-5', saying('摘要'))
    expect(server.to(-100999)).toHaveLength(1)
  })
})

describe('stopping', () => {
  test('what was asked is answered, and confirmed, first', async () => {
    const { server, channel } = await startBot()
    server.say('一')
    await server.message(42)
    for (const text of ['二', '三', '四']) server.say(text)
    await server.until(() => server.to(42).length >= 2)
    await channel.stop()
    expect(server.to(42).map(({ text }) => text)).toEqual(['答：一', '答：二', '答：三', '答：四'])
    expect(server.called('getUpdates').at(-1)!.params).toMatchObject({ offset: 1004, timeout: 0 })
  })

  test('a reply that did not get out is sent after the restart', async () => {
    const ledger = ledgerFor('telegram')
    const { server, channel } = await startBot({ house: { ledger }, times: { draining: 100 } })
    server.say('一')
    await server.message(42)
    server.fault('sendMessage', status(429, { retryAfter: 1000 }))
    server.say('二')
    server.say('三')
    await server.until(() => server.faultsLeft === 0)
    await channel.stop()
    expect(server.to(42).map(({ text }) => text)).toEqual(['答：一'])
    const again = await startBot({ server, house: { ledger } })
    await server.message(42, 2)
    expect(server.to(42).map(({ text }) => text)).toEqual(['答：一', '答：二', '答：三'])
    await again.channel.stop()
    expect(ledger.left()).toEqual({ messages: [], parts: [] })
  })

  test.each([
    ['getMe', 'while starting'],
    ['getUpdates', 'while polling'],
  ])('in the middle of a long wait, because of %s %s', async method => {
    const { channel, lines } = await startBot({
      prepare: server => server.fault(method, status(401), 10),
      times: { waits: { ...quickTimes.waits, refused: 3_600_000 } },
    })
    await eventually(() => lines.some(line => line.includes('3600 秒后重试')))
    await channel.stop()
  })

  test('before Telegram ever answered', async () => {
    const { channel } = await startBot({ prepare: server => server.fault('getMe', { kind: 'hang' }, 10) })
    await channel.stop()
  })
})
