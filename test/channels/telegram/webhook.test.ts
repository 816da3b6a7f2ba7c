import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { isSame, webhookSecret } from '../../../src/channels/telegram/webhook.ts'
import type { Chat } from '../../../src/conversation/message.ts'
import { freePort } from '../../support/ports.ts'
import { echo, ledgerFor } from '../../support/replies.ts'
import { type Setting, startBot } from '../../support/telegram.ts'

async function startHook(setting: Setting = {}) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/telegram/hook`
  const bot = await startBot({ ...setting, config: { webhook: { url, host: '127.0.0.1', port } } })
  await bot.server.until(() => bot.server.called('setMyCommands').length > 0)
  return { ...bot, port, url, secret: webhookSecret(bot.server.token) }
}

const updateOf = (text: string, id = 1) =>
  JSON.stringify({
    update_id: id,
    message: { message_id: 1, date: 1, chat: { id: 42, type: 'private' }, from: { id: 42, is_bot: false }, text },
  })

describe('by webhook', () => {
  test('questions come in and are answered; Telegram knows the address, the secret and the kinds of updates', async () => {
    const { server, url, secret } = await startHook()
    server.say('阿城区申请')
    expect((await server.message(42)).text).toBe('答：阿城区申请')
    expect(server.called('setWebhook')[0]!.params).toEqual({
      url,
      secret_token: secret,
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
    })
    expect(server.called('getUpdates')).toEqual([])
  })

  test('only who knows the secret is heard', async () => {
    const { server, url, secret } = await startHook()
    const post = async (headers: Record<string, string>) =>
      (await fetch(url, { method: 'POST', headers, body: updateOf('偷') })).status
    expect(await post({})).toBe(403)
    expect(await post({ 'x-telegram-bot-api-secret-token': 'wrong' })).toBe(403)
    expect(await post({ 'x-telegram-bot-api-secret-token': `${secret}0` })).toBe(403)
    expect(server.sent).toEqual([])
    expect(await post({ 'x-telegram-bot-api-secret-token': secret })).toBe(200)
    expect((await server.message(42)).text).toBe('答：偷')
  })

  const refused: [string, string, RequestInit, number][] = [
    ['another path', '/', { method: 'POST', body: '{}' }, 404],
    ['a look with a browser', '/telegram/hook', {}, 405],
    ['no JSON', '/telegram/hook', { method: 'POST', body: 'hello' }, 400],
    ['no update', '/telegram/hook', { method: 'POST', body: '[1]' }, 400],
    ['an update without a number', '/telegram/hook', { method: 'POST', body: '{"update_id":"1"}' }, 400],
    ['bytes that are no text', '/telegram/hook', { method: 'POST', body: new Uint8Array([0x7b, 0xff, 0x7d]) }, 400],
    ['more than 64 KB', '/telegram/hook', { method: 'POST', body: updateOf('长'.repeat(30_000)) }, 413],
  ]
  test.each(refused)('%s is refused', async (_, path, init, status) => {
    const { port, secret, server } = await startHook()
    const headers = { 'x-telegram-bot-api-secret-token': secret }
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers })
    expect(response.status).toBe(status)
    server.say('之后')
    expect((await server.message(42)).text).toBe('答：之后')
  })

  test('64 KB without a length told beforehand are not read on', async () => {
    const { url, secret } = await startHook()
    const headers = { 'x-telegram-bot-api-secret-token': secret }
    const endless = new ReadableStream({ pull: stream => stream.enqueue(new Uint8Array(10_000).fill(32)) })
    const init = { method: 'POST', headers, body: endless, duplex: 'half' } as RequestInit
    const status = await fetch(url, init).then(
      response => response.status,
      () => 'closed',
    )
    expect([413, 'closed']).toContain(status)
  })

  test('a character that arrives in two pieces stays whole', async () => {
    const { server, port, secret } = await startHook()
    const body = Buffer.from(updateOf('财政收入'))
    const cut = body.indexOf(Buffer.from('财')) + 1
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(
      `POST /telegram/hook HTTP/1.1\r\nhost: x\r\nx-telegram-bot-api-secret-token: ${secret}\r\ncontent-length: ${body.length}\r\n\r\n`,
    )
    socket.setNoDelay()
    await new Promise(resolve => socket.write(body.subarray(0, cut), resolve))
    socket.write(body.subarray(cut))
    expect((await server.message(42)).text).toBe('答：财政收入')
    socket.destroy()
  })

  test('an update that is sent again, even while the first is worked on, is answered once', async () => {
    let release = () => {}
    const gate = new Promise<void>(resolve => {
      release = resolve
    })
    const chat: Chat = async incoming => {
      await gate
      return echo(incoming)
    }
    const { server, url, secret } = await startHook({ house: { chat } })
    const post = () =>
      fetch(url, { method: 'POST', headers: { 'x-telegram-bot-api-secret-token': secret }, body: updateOf('一', 77) })
    const both = [post(), post()]
    release()
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200])
    expect((await post()).status).toBe(200)
    expect(server.sent.map(({ text }) => text)).toEqual(['答：一'])
  })

  test('a reply that does not get out before the end is sent after the restart; the update counts as received', async () => {
    const ledger = ledgerFor('telegram')
    const { server, channel, url, secret } = await startHook({ house: { ledger }, times: { draining: 100 } })
    server.fault('sendMessage', { kind: 'status', code: 429, retryAfter: 1000 })
    const headers = { 'x-telegram-bot-api-secret-token': secret }
    const response = await fetch(url, { method: 'POST', headers, body: updateOf('一') })
    expect(response.status).toBe(200)
    await server.until(() => server.faultsLeft === 0)
    await channel.stop()
    expect(server.webhook.url).toBe(url)
    await startHook({ server, house: { ledger } })
    expect((await server.message(42)).text).toBe('答：一')
  })

  test('an update that cannot be kept is asked for again', async () => {
    const ledger = ledgerFor('telegram')
    let full = 2
    const receive: typeof ledger.receive = (...message) => {
      if (full-- > 0) throw new Error('database or disk is full')
      return ledger.receive(...message)
    }
    const { server } = await startHook({ house: { ledger: { ...ledger, receive } } })
    server.say('一')
    expect((await server.message(42)).text).toBe('答：一')
    await server.until(() => server.webhookStatuses.length === 3 || null)
    expect(server.webhookStatuses).toEqual([503, 503, 200])
  })

  test('while the bot does not know its name yet, updates are put off', async () => {
    const { server, url } = await startBotLate()
    const status = await fetch(url.href, { method: 'POST', headers: url.headers, body: updateOf('早') }).then(
      r => r.status,
    )
    expect(status).toBe(503)
    expect(server.sent).toEqual([])
  })
})

async function startBotLate() {
  const port = await freePort()
  const href = `http://127.0.0.1:${port}/hook`
  const bot = await startBot({
    prepare: server => server.fault('getMe', { kind: 'hang' }),
    config: { webhook: { url: href, host: '127.0.0.1', port } },
  })
  await bot.server.until(() => bot.server.called('getMe').length > 0)
  const headers = { 'x-telegram-bot-api-secret-token': webhookSecret(bot.server.token) }
  return { ...bot, url: { href, headers } }
}

test('secrets are compared whole', () => {
  expect(isSame('abc', 'abc')).toBe(true)
  for (const other of ['', 'ab', 'abcd', 'abd', 'Abc']) expect(isSame('abc', other)).toBe(false)
  expect(webhookSecret('1:a')).toMatch(/^[A-Za-z0-9_-]{1,256}$/)
  expect(webhookSecret('1:a')).not.toBe(webhookSecret('1:b'))
})
