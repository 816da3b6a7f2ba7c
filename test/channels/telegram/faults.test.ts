import { describe, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { type Fault, status } from '../../support/fake-telegram.ts'
import { answeredInMemory, saying } from '../../support/replies.ts'
import { startBot } from '../../support/telegram.ts'

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
    const answered = answeredInMemory()
    const { server, channel } = await startBot({ house: { answered } })
    server.say('一')
    await server.message(42)
    await channel.stop()
    server.offerAgain(1000)
    server.say('二')
    await startBot({ server, house: { answered } })
    await server.message(42, 1)
    expect(server.to(42).map(({ text }) => text)).toEqual(['答：一', '答：二'])
  })

  test('the network is gone for a while', async () => {
    const { server, lines } = await startBot()
    server.say('一')
    await server.message(42)
    await server.stop()
    server.say('二')
    await eventually(() => lines.length > 3)
    await server.start()
    expect((await server.message(42, 1)).text).toBe('答：二')
  })

  test.each(['getMe', 'getUpdates', 'sendMessage', 'answerCallbackQuery'])(
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
    ['502 with a page', { kind: 'page', status: 502 }, 2],
    ['200 with a page', { kind: 'page', status: 200 }, 2],
    ['dropped', { kind: 'drop' }, 3],
  ]
  test.each(faults)('%s', async (_, fault, times) => {
    const { server } = await startBot({ prepare: server => server.fault('sendMessage', fault, times) })
    server.say('一')
    server.say('二')
    await server.message(42, 1)
    expect(server.to(42).map(({ text }) => text)).toEqual(['答：一', '答：二'])
    expect(server.faultsLeft).toBe(0)
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

  test('a reply that did not get out is asked for again after the restart', async () => {
    const answered = answeredInMemory()
    const { server, channel } = await startBot({ house: { answered }, times: { draining: 100 } })
    server.say('一')
    await server.message(42)
    server.fault('sendMessage', status(500), 1000)
    const before = server.called('sendMessage').length
    server.say('二')
    await server.until(() => server.called('sendMessage').length > before)
    await channel.stop()
    expect(answered.has('telegram:1000')).toBe(true)
    expect(answered.has('telegram:1001')).toBe(false)
  })

  test('before Telegram ever answered', async () => {
    const { channel } = await startBot({ prepare: server => server.fault('getMe', { kind: 'hang' }, 10) })
    await channel.stop()
  })
})
