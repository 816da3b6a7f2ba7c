import { join } from 'node:path'
import type { Figure } from '../answer/answer.ts'
import { fullName } from '../answer/answer.ts'
import { lineText } from '../answer/line.ts'
import { digestLines, type Material } from '../digest/compose.ts'
import { type DigestRoom, openDigestRoom } from '../digest/digest.ts'
import { limitOf, pagesOf } from '../digest/pages.ts'
import { readWish } from '../digest/read.ts'
import { type Subject, subjectsText, type Wish } from '../digest/subscription.ts'
import { openDatabase } from '../store/database.ts'
import type { DeliveryState } from '../store/deliveries.ts'
import type { Subscription } from '../store/subscriptions.ts'
import type { Run } from './commands.ts'
import { readConfig } from './config.ts'
import { CommandError, instantOf, printJson, readArgs, UsageError } from './io.ts'
import { withLibrary } from './library.ts'

export const digest: Run = async args => {
  const { values, positionals } = readArgs({
    args,
    options: {
      preview: { type: 'boolean' },
      'send-now': { type: 'boolean' },
      log: { type: 'boolean' },
      chat: { type: 'string' },
      since: { type: 'string' },
      json: { type: 'boolean' },
    },
    allowPositionals: true,
  })
  const asked = [values.preview, values['send-now'], values.log].filter(Boolean).length
  if (asked !== 1 || (positionals.length > 0 && !values.preview))
    throw new UsageError('请给出 --preview、--send-now 或 --log 之一；用 --help 查看用法。')
  if (values.since !== undefined && !values.preview) throw new UsageError('--since 只用于 --preview。')
  if (values.chat !== undefined && (values.since !== undefined || positionals.length > 0))
    throw new UsageError('--chat 看的是这个会话自己的订阅，不能再给出范围或 --since。')
  const since = sinceOf(values.since)
  const config = readConfig()
  const database = openDatabase(join(config.dataDir, 'nianbao.db'))
  const print = (text: string[], json: unknown) => (values.json ? printJson(json) : console.log(text.join('\n')))
  try {
    return await withLibrary(config, async (_, search) => {
      const room = openDigestRoom(database, search)
      const chat = chatFrom(values.chat, room)
      if (values.log) return shown(print, logOf(room, chat))
      if (values['send-now']) return shown(print, sendNow(room, chat))
      await room.watch(Date.now)
      const previews = chat
        ? await Promise.all(chat.map(({ wish, told }) => preview(room, wish.subjects, told)))
        : [await preview(room, await subjectsFrom(positionals.join(' '), room), room.news.roundBefore(since))]
      return shown(print, {
        text: previews.map(each => each.text),
        json: chat ? previews.map(each => each.json) : previews[0]!.json,
      })
    })
  } finally {
    database.close()
  }
}

type Print = (text: string[], json: unknown) => void

const shown = (print: Print, { text, json }: { text: string[]; json: unknown }): number => {
  print(text, json)
  return 0
}

/** Subscriptions of `telegram:42`; null where no chat was named. */
function chatFrom(text: string | undefined, room: DigestRoom): Subscription<Wish>[] | null {
  if (text === undefined) return null
  const [, channel, chat] = /^(\w+):(.+)$/.exec(text) ?? []
  if (!channel || !chat) throw new UsageError('--chat 应为“渠道:会话”，例如 telegram:42。')
  const found = room.subscriptions.of(channel, chat)
  if (found.length === 0) throw new CommandError(`${text} 没有订阅。`)
  return found
}

async function subjectsFrom(text: string, room: DigestRoom): Promise<Subject[]> {
  if (text.trim() === '') return [{ kind: 'everything' }]
  const read = await room.shelf.holdings().then(holdings => {
    try {
      return readWish(text, holdings, new Date())
    } catch (error) {
      throw (error as Error).name === 'UnclearWish' ? new CommandError((error as Error).message) : error
    }
  })
  if (read.kind === 'which')
    throw new CommandError(`“${read.name}”不止一个：${read.choices.map(({ label }) => label).join('、')}。`)
  if (read.kind === 'question') throw new CommandError('请给出范围，例如：阿城区，或“政策解读 不足”。')
  return read.subjects.length > 0 ? read.subjects : [{ kind: 'everything' }]
}

const week = 7 * 24 * 60 * 60 * 1000

function sinceOf(text: string | undefined): number {
  const since = text === undefined ? Date.now() - week : instantOf(text, 0)?.getTime()
  if (since === undefined) throw new UsageError(`--since 不是一个日期：${text}（例如 2026-01-01）`)
  return since
}

const figuresIn = ({ moves }: Material): Figure[] =>
  moves.flatMap(({ before, now, step, rate }) => [before, now, step, ...(rate ? [rate] : [])])

/** What a digest would say of what came after a round, in the pages of plain text, which are the smallest. */
async function preview({ gather, news, labelOf }: DigestRoom, subjects: Subject[], told: number) {
  const material = await gather(subjects, news.since(told), news.round())
  const lines = digestLines(material, labelOf)
  const pages = pagesOf(lines, limitOf('plain')).map(page => page.map(lineText).join('\n'))
  const text = lines.length > 0 ? pages.join('\n——\n') : `${subjectsText(subjects)}：没有新报告，不会发送。`
  return {
    text,
    json: {
      subjects: subjectsText(subjects),
      text: lines.map(lineText).join('\n'),
      pages,
      reports: material.reports.map(({ id, kind, issuer, year }) => ({ id, kind, issuer: fullName(issuer), year })),
      figures: figuresIn(material),
      findings: material.findings.map(({ report, findings }) => ({ report: report.id, findings })),
      passages: material.passages.map(({ report, words, heading, text: passage }) => ({
        report: report.id,
        words,
        heading,
        text: passage,
      })),
    },
  }
}

/** Notes a slot that is now; the bot that runs sends it with its next look. */
function sendNow({ subscriptions, deliveries }: DigestRoom, chat: Subscription<Wish>[] | null) {
  const now = Date.now()
  const wanted = (chat ?? subscriptions.active()).filter(({ state }) => state === 'active')
  const planned = wanted.filter(subscription => deliveries.plan(subscription, now, 'waiting', now)).length
  const text =
    planned > 0
      ? `已登记 ${planned} 份，正在运行的机器人会在一分钟内开始发送；没有新内容的不发。`
      : '没有正在进行的订阅。'
  return { text: [text], json: { planned } }
}

const stateText: Record<DeliveryState, string> = {
  waiting: '等待发送',
  sending: '正在发送',
  sent: '已发送',
  nothing: '没有新内容，未发送',
  merged: '并入了下一份',
  unsure: '发送时中断，不再重发',
  refused: '平台不接收这条消息',
  gone: '会话已不可达',
  late: '超过十二小时，不再发送',
}

const logged = 100

function logOf({ deliveries }: DigestRoom, chat: Subscription<Wish>[] | null) {
  const ids = chat && new Set(chat.map(({ id }) => id))
  const rows = deliveries.latest(logged).filter(row => ids?.has(row.subscription) ?? true)
  const time = (at: number) => new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })
  const lines = rows.map(
    row =>
      `${time(row.at)}  ${row.channel}:${row.chat}  时点 ${time(row.slot)}  ${stateText[row.state]}${row.attempts > 0 ? `（失败 ${row.attempts} 次）` : ''}`,
  )
  const json = rows.map(row => ({ ...row, slot: new Date(row.slot).toISOString(), at: new Date(row.at).toISOString() }))
  return { text: lines.length > 0 ? lines : ['还没有发送过。'], json }
}
