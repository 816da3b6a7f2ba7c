import { readFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { utf8 } from '../../../src/channels/split.ts'
import type { Chat } from '../../../src/conversation/message.ts'
import { eventually } from '../../support/eventually.ts'
import { type FakeWechat, room, startWechat } from '../../support/fake-wechat.ts'
import { freePort } from '../../support/ports.ts'
import { ledgerFor, saying } from '../../support/replies.ts'
import { startAccount, type WechatSetting } from '../../support/wechat.ts'

async function start(setting: WechatSetting & { gateway?: Parameters<typeof startWechat>[0] } = {}) {
  const gateway = await startWechat(setting.gateway)
  onTestFinished(gateway.stop)
  const account = startAccount(gateway.endpoint, setting)
  await gateway.login()
  await eventually(() => account.lines.includes('wechat: 已登录'))
  return { gateway, ...account }
}

const pem = (name: string) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')
/** Of a gateway called mygw, made for these tests alone. */
const certificate = pem('gateway.cert.pem')

const noTls = { disable: true, caCert: null, serverName: null }

describe('connecting', () => {
  const tls = (parts: object) => ({ disable: false, caCert: null, serverName: null, ...parts })
  const cases: [string, Parameters<typeof startWechat>[0], WechatSetting['config']][] = [
    ['with TLS and the certificate that wechaty ships', {}, {}],
    ['without TLS, as some vendors ask', { tls: { disable: true } }, { tls: noTls }],
    [
      'with a certificate of its own, signed by itself',
      { token: 'mygw_0000', tls: { serverCert: certificate, serverKey: pem('gateway.key.pem') } },
      { token: 'mygw_0000', tls: tls({ caCert: certificate }) },
    ],
    [
      'without TLS, with a token that has no prefix',
      { token: '11111111-1111-1111-1111-111111111111', tls: { disable: true } },
      { token: '11111111-1111-1111-1111-111111111111', tls: noTls },
    ],
    [
      'with a token of another name, by the name on the certificate',
      { token: 'mygw_00000000-0000-0000-0000-000000000000' },
      { token: 'mygw_00000000-0000-0000-0000-000000000000', tls: tls({ serverName: 'insecure' }) },
    ],
  ]
  test.each(cases)('%s', async (_, options = {}, config = {}) => {
    const { gateway } = await start({ gateway: options, config })
    gateway.say('阿城区申请')
    expect(await gateway.sent(1)).toEqual([{ to: 'alice-id', text: '答：阿城区申请', mentions: [] }])
  })

  const failing: [string, Parameters<typeof startWechat>[0], WechatSetting['config']][] = [
    ['a wrong token', {}, { token: 'insecure_11111111-1111-1111-1111-111111111111' }],
    ['a token without a prefix', {}, { token: '11111111-1111-1111-1111-111111111111' }],
    [
      'a certificate that nobody vouches for',
      { tls: { serverCert: certificate, serverKey: pem('gateway.key.pem') } },
      {},
    ],
    ['a certificate of another name', {}, { tls: tls({ serverName: 'other' }) }],
    ['TLS where there is none', { tls: { disable: true } }, {}],
  ]
  // Side by side: the library takes five seconds to give up.
  test('what cannot be is told, without the token, and tried again', async () => {
    const told = await Promise.all(
      failing.map(async ([name, options = {}, config = {}]) => {
        const gateway = await startWechat(options)
        onTestFinished(gateway.stop)
        const { lines, channel } = startAccount(gateway.endpoint, { config })
        await eventually(() => lines.some(line => line.includes('重连')))
        await channel.stop()
        return { name, lines }
      }),
    )
    for (const { name, lines } of told) {
      expect(lines.join('\n'), name).not.toMatch(/1111|0000/)
      expect(lines[0], name).toMatch(/^wechat: 连接网关失败（/)
    }
  })
})

describe('talking', () => {
  test('a room hears only who mentions the bot, and the answer mentions who asked', async () => {
    const { gateway } = await start()
    gateway.say('大家好', { room: true })
    gateway.say('@年报助手\u2005 阿城区申请', { room: true, mentioning: true, from: 'bob-id' })
    expect(await gateway.sent(1)).toEqual([{ to: room, text: '@Bob\u2005\n答：阿城区申请', mentions: ['bob-id'] }])
  })

  test('a room knows who runs it', async () => {
    const chat: Chat = async ({ mayManage }) => saying(`${await mayManage()}`)
    const { gateway } = await start({ house: { chat } })
    gateway.say('@年报助手 订阅', { room: true, mentioning: true })
    gateway.say('@年报助手 订阅', { room: true, mentioning: true, from: 'bob-id' })
    gateway.say('订阅', { from: 'bob-id' })
    const said = await gateway.sent(3)
    const to = (chat: string) => said.filter(each => each.to === chat).map(({ text }) => text)
    expect(to(room)).toEqual(['@Alice\u2005\ntrue', '@Bob\u2005\nfalse'])
    expect(to('bob-id')).toEqual(['true'])
  })

  test('questions of one chat are answered in order', async () => {
    const { gateway } = await start()
    for (const text of ['一', '二', '三', '四', '五']) gateway.say(text)
    expect((await gateway.sent(5)).map(({ text }) => text)).toEqual(['答：一', '答：二', '答：三', '答：四', '答：五'])
  })

  test('a long answer comes in parts of 1,800 bytes', async () => {
    const text = '一段关于申请的话。'.repeat(300)
    const { gateway } = await start({ house: { chat: async () => saying(text) } })
    gateway.say('长')
    const parts = await gateway.sent(5)
    expect(parts.map(part => part.text).join('')).toBe(text)
    for (const part of parts) expect(utf8(part.text)).toBeLessThanOrEqual(1800)
  })

  test('choices have numbers, pictures and files follow', async () => {
    const png = new Uint8Array(2000).fill(7)
    const files = [{ name: '检索结果.csv', data: new Uint8Array(10) }]
    const offers = { choices: ['上一年', '原文'], steps: 2, pictures: [{ png, caption: '图' }] }
    const reply = saying('对比', { ...offers, files })
    const { gateway } = await start({ house: { chat: async () => reply } })
    gateway.say('对比')
    expect((await gateway.sent(1))[0]!.text).toBe('对比\n\n1. 上一年\n2. 原文\n回复数字选择')
    await eventually(() => gateway.pictures.length === 2)
    expect(gateway.pictures).toEqual([2000, 10])
  })

  test('a message that the gateway tells twice is answered once, even after a restart', async () => {
    const ledger = ledgerFor('wechat')
    const { gateway, channel } = await start({ house: { ledger } })
    const ids: string[] = []
    gateway.puppet.on('message', ({ messageId }) => {
      if (!ids.includes(messageId)) ids.push(messageId)
    })
    gateway.say('一')
    await gateway.sent(1)
    const [first] = ids
    gateway.puppet.emit('message', { messageId: first! })
    gateway.say('二')
    await gateway.sent(2)
    await channel.stop()
    const { lines } = startAccount(gateway.endpoint, { house: { ledger } })
    await relogin(gateway, lines)
    gateway.puppet.emit('message', { messageId: first! })
    gateway.say('三')
    expect((await gateway.sent(3)).map(({ text }) => text)).toEqual(['答：一', '答：二', '答：三'])
  })

  test('what the bot says itself is not answered', async () => {
    const { gateway, channel } = await start()
    await channel.send('alice-id', saying('摘要'))
    gateway.say('一')
    expect((await gateway.sent(2)).map(({ text }) => text)).toEqual(['摘要', '答：一'])
  })
})

async function relogin(gateway: FakeWechat, lines: string[]): Promise<void> {
  await gateway.login()
  await eventually(() => lines.includes('wechat: 已登录'))
}

/** A line to the gateway that can be cut, or go silent without being cut. */
async function lineTo(endpoint: string) {
  const port = await freePort()
  const upstream = Number(endpoint.split(':')[1])
  const pairs = new Set<Socket>()
  let frozen = false
  const server = createServer(client => {
    const other = connect(upstream, '127.0.0.1')
    for (const [from, to] of [
      [client, other],
      [other, client],
    ] as const) {
      pairs.add(from)
      from.on('data', data => {
        if (!frozen) to.write(data)
      })
      from.on('error', () => {})
      from.on('close', () => to.destroy())
    }
  })
  server.listen(port, '127.0.0.1')
  const cut = () => {
    for (const socket of pairs) socket.destroy()
    pairs.clear()
  }
  onTestFinished(() => {
    cut()
    server.close()
  })
  return {
    endpoint: `127.0.0.1:${port}`,
    cut,
    freeze: () => {
      frozen = true
    },
    thaw: () => {
      frozen = false
      cut()
    },
  }
}

describe('a year of running', () => {
  test('the line is cut: it comes back, and what waits is sent', async () => {
    const gateway = await startWechat()
    onTestFinished(gateway.stop)
    const line = await lineTo(gateway.endpoint)
    const { channel, lines } = startAccount(line.endpoint)
    await relogin(gateway, lines)
    for (let i = 0; i < 3; i++) {
      lines.length = 0
      line.cut()
      await eventually(() => lines.some(text => text.includes('重连')))
      const digest = channel.send('alice-id', saying(`摘要${i}`))
      await relogin(gateway, lines)
      await digest
      gateway.say(`问${i}`)
      await gateway.sent(2 * i + 2)
      await channel.send('bob-id', saying(`摘要${i}`))
      gateway.said.pop()
    }
    expect(gateway.said.map(({ text }) => text)).toEqual(['摘要0', '答：问0', '摘要1', '答：问1', '摘要2', '答：问2'])
  })

  test('the line goes silent without being cut: noticed by the missing heartbeat', async () => {
    const gateway = await startWechat()
    onTestFinished(gateway.stop)
    const line = await lineTo(gateway.endpoint)
    const { channel, lines } = startAccount(line.endpoint, { times: { patience: 400, deadline: 300 } })
    await relogin(gateway, lines)
    lines.length = 0
    line.freeze()
    const digest = channel.send('alice-id', saying('摘要'))
    await eventually(() => lines.some(text => text.includes('没有心跳')))
    line.thaw()
    lines.length = 0
    await relogin(gateway, lines)
    await digest
    expect(gateway.said.at(-1)!.text).toBe('摘要')
  })

  test('a quiet connection is kept: the gateway is asked for signs of life', async () => {
    let dings = 0
    const { gateway, lines } = await start({ times: { patience: 200 } })
    gateway.puppet.ding = () => {
      dings += 1
      gateway.puppet.emit('dong', { data: '' })
    }
    await eventually(() => dings >= 12)
    expect(lines).toEqual(['wechat: 已登录'])
    gateway.say('在吗')
    await gateway.sent(1)
  })

  test('the gateway is down when the bot starts', async () => {
    const port = await freePort()
    const { lines } = startAccount(`127.0.0.1:${port}`, { times: { deadline: 500 } })
    await eventually(() => lines.length >= 2)
    const gateway = await startWechat({ port })
    onTestFinished(gateway.stop)
    await relogin(gateway, lines)
    gateway.say('在吗')
    await gateway.sent(1)
  })

  test('a send that is never answered may have arrived: it is not said twice, and the chat is told so', async () => {
    const { gateway, lines } = await start({ times: { deadline: 200 } })
    gateway.failures.push('hang')
    gateway.say('一')
    expect((await gateway.sent(1))[0]!.text).toContain('可能没有送达')
    gateway.say('二')
    expect((await gateway.sent(2))[1]!.text).toBe('答：二')
    expect(lines.join()).toContain('uncertain')
  })

  test('what an earlier run took in and did not answer is answered by the next; a reply that it was sending is not', async () => {
    const ledger = ledgerFor('wechat')
    let asked = 0
    const never: Chat = () => {
      asked += 1
      return new Promise(() => {})
    }
    const { gateway, channel, lines } = await start({ house: { ledger, chat: never }, times: { draining: 50 } })
    gateway.say('一')
    await eventually(() => asked === 1)
    await channel.stop()
    expect(lines.at(-1)).toBe('wechat: 已登录')
    const [left] = ledger.settle('earlier', 'bob-id', ['答：零'])
    ledger.sending(left!)
    const next = startAccount(gateway.endpoint, { house: { ledger } })
    await relogin(gateway, next.lines)
    const said = await gateway.sent(2)
    expect(said.map(({ to, text }) => [to, text])).toEqual(
      expect.arrayContaining([
        ['alice-id', '答：一'],
        ['bob-id', expect.stringContaining('可能没有送达')],
      ]),
    )
    await next.channel.stop()
    expect(gateway.said).toHaveLength(2)
    expect(ledger.left().parts).toEqual([])
  })

  test('a message that cannot be kept does not end the program', async () => {
    const ledger = ledgerFor('wechat')
    let full = true
    const receive: typeof ledger.receive = (...message) => {
      if (full) throw new Error('database or disk is full')
      return ledger.receive(...message)
    }
    const { gateway, lines } = await start({ house: { ledger: { ...ledger, receive } } })
    gateway.say('一')
    await eventually(() => lines.some(line => line.includes('没能存下')))
    full = false
    gateway.say('二')
    expect((await gateway.sent(1))[0]!.text).toBe('答：二')
  })

  test('a message that the gateway could not hand over is asked for again once it is back', async () => {
    const gateway = await startWechat()
    onTestFinished(gateway.stop)
    const line = await lineTo(gateway.endpoint)
    const { lines } = startAccount(line.endpoint, { times: { deadline: 300 } })
    await relogin(gateway, lines)
    const payload = gateway.puppet.messageRawPayload.bind(gateway.puppet)
    let asked = 0
    gateway.puppet.messageRawPayload = async id => {
      asked += 1
      return asked <= 2 ? new Promise<never>(() => {}) : payload(id)
    }
    gateway.say('一')
    await eventually(() => lines.some(text => text.includes('读取消息失败')))
    lines.length = 0
    line.cut()
    await relogin(gateway, lines)
    expect((await gateway.sent(1))[0]!.text).toBe('答：一')
  })

  test('WeChat says that it is too often: quiet for an hour', async () => {
    const { gateway, channel, lines } = await start({ times: { draining: 50 } })
    gateway.failures.push(new Error('操作过于频繁，请稍后再试'))
    gateway.say('一')
    await eventually(() => gateway.failures.length === 0)
    const second = channel.send('alice-id', saying('摘要')).catch((error: { reason: string }) => error.reason)
    await channel.stop()
    expect(await second).toBe('stopped')
    expect(gateway.said).toEqual([])
    expect(lines.join('\n')).not.toContain('答：一')
  })

  test('stopping answers what was asked, and leaves the gateway and its account running', async () => {
    const { gateway, channel } = await start()
    for (const text of ['一', '二', '三']) gateway.say(text)
    await gateway.sent(1)
    await channel.stop()
    expect(gateway.said).toHaveLength(3)
    expect(gateway.puppet.isLoggedIn).toBe(true)
  })
})
