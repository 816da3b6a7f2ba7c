import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeReports } from '../../scripts/make-reports.ts'
import { openTelegram } from '../../src/channels/telegram/telegram.ts'
import { postThrough } from '../../src/digest/digest.ts'
import { openDatabase } from '../../src/store/database.ts'
import { digestsOver } from './digest-room.ts'
import { telegramTimes } from './digest-year.ts'
import { echo, ledgerFor } from './replies.ts'
import { suiteLog } from './suite-log.ts'

/** A process that sends digests until it is killed: an hour passes in `hour` ms since `begun`, and each hour brings a report. */
export interface ChildSetting {
  path: string
  apiRoot: string
  token: string
  begun: number
  hour: number
  reports: number
}

export const firstHour = Date.parse('2026-05-01T00:00:00+08:00')

export const hoursGone = ({ begun, hour }: Pick<ChildSetting, 'begun' | 'hour'>): number => (Date.now() - begun) / hour

if (import.meta.main) {
  // Loading takes its time; the hours begin once somebody is there to live through them.
  process.send!('ready')
  const [begun] = await once(process, 'message')
  process.channel!.unref()
  const setting: ChildSetting = { ...JSON.parse(process.argv[2]!), begun }
  const { path, apiRoot, token, reports } = setting
  const channel = openTelegram(
    { token, apiRoot, proxy: null, webhook: null },
    { chat: echo, commands: [], ledger: ledgerFor('telegram'), onGone: () => {}, log: suiteLog },
    telegramTimes,
  )
  const { tick } = digestsOver(openDatabase(path), makeReports({ count: reports, seed: 9 }), {
    now: () => firstHour + hoursGone(setting) * 3_600_000,
    published: () => Math.min(reports, Math.floor(hoursGone(setting))),
    holder: `process ${process.pid}`,
    post: postThrough([channel]),
  })
  for (;;) {
    await tick()
    await sleep(5)
  }
}
