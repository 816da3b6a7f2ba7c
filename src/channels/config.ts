import { readFileSync } from 'node:fs'
import type { TelegramConfig } from './telegram/telegram.ts'
import type { WechatConfig } from './wechat/wechat.ts'

/** Settings of the channels from the environment; `.env.example` explains each. */

/** A setting that cannot be used: which, and what is wrong with it. The value is not repeated, it may be a secret. */
export class BadSetting extends Error {
  constructor(name: string, fault: string) {
    super(`环境变量 ${name} ${fault}`)
    this.name = 'BadSetting'
  }
}

type Env = Record<string, string | undefined>

const given = (env: Env, name: string): string | null => env[name]?.trim() || null

function address(env: Env, name: string, schemes: string[]): string | null {
  const value = given(env, name)
  if (value === null) return null
  const scheme = URL.canParse(value) ? new URL(value).protocol : ''
  if (!schemes.includes(scheme)) {
    throw new BadSetting(name, `应为以 ${schemes.map(each => `${each}//`).join(' 或 ')} 开头的网址`)
  }
  return value
}

function flag(env: Env, name: string): boolean {
  const value = given(env, name)
  if (value !== null && value !== 'true' && value !== 'false') throw new BadSetting(name, '应为 true 或 false')
  return value === 'true'
}

function port(env: Env, name: string, usual: number): number {
  const value = given(env, name) ?? String(usual)
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < 1 || number > 65_535) throw new BadSetting(name, '应为 1 到 65535 之间的端口号')
  return number
}

/** How Telegram is configured; null where it is not. Throws `BadSetting`. */
export function telegramConfig(env: Env): TelegramConfig | null {
  const token = given(env, 'TELEGRAM_BOT_TOKEN')
  if (token === null) return null
  if (!/^\d+:[\w-]+$/.test(token))
    throw new BadSetting('TELEGRAM_BOT_TOKEN', '格式不对，应为 BotFather 给出的“数字:字母”')
  const url = address(env, 'TELEGRAM_WEBHOOK_URL', ['https:'])
  const host = given(env, 'TELEGRAM_WEBHOOK_HOST') ?? '127.0.0.1'
  const webhook = url === null ? null : { url, host, port: port(env, 'TELEGRAM_WEBHOOK_PORT', 8443) }
  return {
    token,
    apiRoot: address(env, 'TELEGRAM_API_ROOT', ['https:', 'http:']) ?? 'https://api.telegram.org',
    proxy: address(env, 'TELEGRAM_PROXY', ['http:', 'https:']) ?? address(env, 'HTTPS_PROXY', ['http:', 'https:']),
    webhook,
  }
}

function certificate(env: Env, name: string): string | null {
  const path = given(env, name)
  if (path === null) return null
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new BadSetting(name, `所指的文件读不到（${(error as NodeJS.ErrnoException).code}）`)
  }
}

/** How WeChat is configured; null where it is not. Throws `BadSetting`. */
export function wechatConfig(env: Env): WechatConfig | null {
  const token = given(env, 'WECHAT_TOKEN')
  const endpoint = given(env, 'WECHAT_ENDPOINT')
  if (token === null && endpoint === null) return null
  if (token === null) throw new BadSetting('WECHAT_TOKEN', '没有设置，但设置了 WECHAT_ENDPOINT')
  if (endpoint === null || !/^[^\s:/]+:\d+$/.test(endpoint)) {
    throw new BadSetting('WECHAT_ENDPOINT', '应为网关的“主机:端口”，例如 127.0.0.1:8788')
  }
  const disable = flag(env, 'WECHAT_TLS_DISABLE')
  const serverName = given(env, 'WECHAT_TLS_SERVER_NAME')
  if (!disable && !serverName && !/^.+_[^_]+$/.test(token)) {
    throw new BadSetting('WECHAT_TOKEN', '没有“名称_”前缀：请在前面加上 insecure_，或设置 WECHAT_TLS_SERVER_NAME')
  }
  return { token, endpoint, tls: { disable, caCert: certificate(env, 'WECHAT_TLS_CA_CERT'), serverName } }
}
