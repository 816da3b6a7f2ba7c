import { expect, onTestFinished } from 'vitest'
import type { Channel } from '../../src/channels/channel.ts'
import {
  openWechat,
  type WechatConfig,
  type WechatHouse,
  type WechatTimes,
  wechatPace,
} from '../../src/channels/wechat/wechat.ts'
import { insecureToken } from './fake-wechat.ts'
import { echo, ledgerFor } from './replies.ts'
import { secret, suiteLog } from './suite-log.ts'

export const quickWechat: WechatTimes = {
  pace: { ...wechatPace, gap: 1, chatGap: 1, jitter: 0, firstWait: 20, longestWait: 50 },
  firstWait: 20,
  longestWait: 100,
  patience: 5000,
  deadline: 5000,
  draining: 2000,
}

export interface WechatSetting {
  config?: Partial<WechatConfig>
  house?: Partial<WechatHouse>
  times?: Partial<WechatTimes>
}

/** A bot connected to a gateway, gone when the test ends; declare it after the gateway. */
export function startAccount(
  endpoint: string,
  { config, house, times }: WechatSetting = {},
): { channel: Channel; lines: string[] } {
  const lines: string[] = []
  const tell = (line: string) => {
    lines.push(line)
    suiteLog(line)
  }
  secret(config?.token ?? insecureToken)
  const channel = openWechat(
    { token: insecureToken, endpoint, tls: { disable: false, caCert: null, serverName: null }, ...config },
    { chat: echo, ledger: ledgerFor('wechat'), log: tell, ...house },
    { ...quickWechat, ...times },
  )
  onTestFinished(async () => {
    await channel.stop()
    const token = config?.token ?? insecureToken
    // Replies of these tests begin with these words; nothing that was said may be in the log, nor the token.
    for (const secret of [token, '答：', '摘要', '问0']) expect(lines.join('\n')).not.toContain(secret)
  })
  channel.start()
  return { channel, lines }
}
