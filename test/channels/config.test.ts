import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { telegramConfig, wechatConfig } from '../../src/channels/config.ts'
import { temporaryDirectory } from '../support/search.ts'

const token = '123456:AbC-dEf_1'
const bare = { disable: false, caCert: null, serverName: null }

describe('Telegram', () => {
  test('is off without a token, and usual with nothing but one', () => {
    expect(telegramConfig({})).toBeNull()
    expect(telegramConfig({ TELEGRAM_BOT_TOKEN: ' ' })).toBeNull()
    expect(telegramConfig({ TELEGRAM_BOT_TOKEN: token })).toEqual({
      token,
      apiRoot: 'https://api.telegram.org',
      proxy: null,
      webhook: null,
    })
  })

  test('through a relay, a proxy, a webhook', () => {
    const env = {
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_API_ROOT: 'https://relay.example/tg',
      HTTPS_PROXY: 'http://10.0.0.1:3128',
      TELEGRAM_WEBHOOK_URL: 'https://bot.example/hook',
    }
    expect(telegramConfig(env)).toEqual({
      token,
      apiRoot: 'https://relay.example/tg',
      proxy: 'http://10.0.0.1:3128',
      webhook: { url: 'https://bot.example/hook', host: '127.0.0.1', port: 8443 },
    })
    expect(telegramConfig({ ...env, TELEGRAM_PROXY: 'http://10.0.0.2:1' })!.proxy).toBe('http://10.0.0.2:1')
    expect(
      telegramConfig({ ...env, TELEGRAM_WEBHOOK_HOST: '0.0.0.0', TELEGRAM_WEBHOOK_PORT: '80' })!.webhook,
    ).toMatchObject({
      host: '0.0.0.0',
      port: 80,
    })
  })

  const wrong: [string, string][] = [
    ['TELEGRAM_BOT_TOKEN', 'hello'],
    ['TELEGRAM_API_ROOT', 'api.telegram.org'],
    ['TELEGRAM_PROXY', 'socks5://x:1'],
    ['TELEGRAM_WEBHOOK_URL', 'http://bot.example/hook'],
    ['TELEGRAM_WEBHOOK_PORT', '99999'],
    ['TELEGRAM_WEBHOOK_PORT', '80a'],
  ]
  test.each(wrong)('%s=%s is told by name, without its value', (name, value) => {
    const env = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_URL: 'https://bot.example/hook', [name]: value }
    expect(() => telegramConfig(env)).toThrow(name)
    expect(() => telegramConfig(env)).not.toThrow(value)
  })
})

describe('WeChat', () => {
  const env = { WECHAT_TOKEN: 'insecure_0000', WECHAT_ENDPOINT: '10.0.0.1:8788' }

  test('is off without settings', () => {
    expect(wechatConfig({})).toBeNull()
  })

  test('with TLS as wechaty ships it, with an own certificate, without TLS', () => {
    expect(wechatConfig(env)).toEqual({ token: 'insecure_0000', endpoint: '10.0.0.1:8788', tls: bare })
    const path = join(temporaryDirectory(), 'ca.pem')
    writeFileSync(path, 'PEM')
    expect(wechatConfig({ ...env, WECHAT_TLS_CA_CERT: path, WECHAT_TLS_SERVER_NAME: 'gw' })!.tls).toEqual({
      ...bare,
      caCert: 'PEM',
      serverName: 'gw',
    })
    expect(wechatConfig({ ...env, WECHAT_TOKEN: '1111', WECHAT_TLS_DISABLE: 'true' })).toMatchObject({
      token: '1111',
      tls: { disable: true },
    })
  })

  const wrong: [Record<string, string | undefined>, string][] = [
    [{ WECHAT_ENDPOINT: undefined }, 'WECHAT_ENDPOINT'],
    [{ WECHAT_TOKEN: undefined }, 'WECHAT_TOKEN'],
    [{ WECHAT_ENDPOINT: 'https://10.0.0.1:8788' }, 'WECHAT_ENDPOINT'],
    [{ WECHAT_TOKEN: '1111-2222' }, 'WECHAT_TOKEN'],
    [{ WECHAT_TLS_DISABLE: '1' }, 'WECHAT_TLS_DISABLE'],
    [{ WECHAT_TLS_CA_CERT: '/nowhere/ca.pem' }, 'WECHAT_TLS_CA_CERT'],
  ]
  test.each(wrong)('%j is told', (change, name) => {
    expect(() => wechatConfig({ ...env, ...change })).toThrow(name)
  })
})
