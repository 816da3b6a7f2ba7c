import { fresh } from '../../src/digest/schedule.ts'
import type { Wish } from '../../src/digest/subscription.ts'
import type { Report } from '../../src/report/report.ts'
import type { Delivery } from '../../src/store/deliveries.ts'
import { slotsBetween } from './slots.ts'

/** Whether digests over some time were what they should have been, from what the platforms got and what the calendar and the batches say. */

export interface Batch {
  at: number
  reports: Report[]
}

export interface Sub {
  id: number
  channel: string
  chat: string
  wish: Wish
  /** null for a search, whose passages are not counted. */
  isAbout: ((report: Report) => boolean) | null
}

export interface YearRecord {
  begin: number
  end: number
  subs: Sub[]
  /** Subscriptions whose chats are gone. */
  lost: Set<number>
  rows: Delivery[]
  messages: { chat: string; text: string }[]
  /** When the program looked what is due and got through. */
  completed: number[]
  base: Report[]
  batches: Batch[]
}

export interface Judgement {
  slots: number
  /** Rows by their state. */
  rows: Record<string, number>
  messages: number
  reportsTold: number
  gone: number
  /** Slots that were due and deliverable and have no row that settles them. */
  leftOut: string[]
  /** Chats with more messages than slots, or fewer than were said to be sent. */
  miscounted: string[]
  /** Chats that were told another number of reports than were new. */
  misinformed: string[]
}

const hour = 60 * 60_000
const settling = ['sent', 'nothing', 'unsure', 'gone']

export function judged(record: YearRecord): Judgement {
  const { begin, end, subs, lost, rows, messages } = record
  const bySub = Map.groupBy(rows, row => row.subscription)
  const byChat = Map.groupBy(messages, message => message.chat)
  const each = subs.map(sub => {
    const own = (bySub.get(sub.id) ?? []).sort((a, b) => a.slot - b.slot)
    const heard = byChat.get(`${sub.channel} ${sub.chat}`) ?? []
    const due = slotsBetween(sub.wish.rhythm, sub.wish.zone, begin, end)
    const counted = heard.map(({ text }) =>
      [/新收录 (\d+) 份/, /更正 (\d+) 份/].map(pattern => Number(pattern.exec(text)?.[1] ?? 0)),
    )
    return {
      slots: due.length,
      told: counted.flat().reduce((sum, count) => sum + count, 0),
      leftOut: missing(sub, due, own, record),
      miscounted: miscount(sub, heard.length, own),
      misinformed: sub.isAbout && !lost.has(sub.id) ? factsWrong(sub, own, counted, record) : [],
    }
  })
  const sum = (of: (one: (typeof each)[number]) => number) => each.reduce((all, one) => all + of(one), 0)
  const states: Record<string, number> = {}
  for (const { state } of rows) states[state] = (states[state] ?? 0) + 1
  return {
    slots: sum(one => one.slots),
    rows: states,
    messages: messages.length,
    reportsTold: sum(one => one.told),
    gone: lost.size,
    leftOut: each.flatMap(one => one.leftOut),
    miscounted: each.flatMap(one => one.miscounted),
    misinformed: each.flatMap(one => one.misinformed),
  }
}

/** A slot is deliverable where the program looked while it was fresh and the last that had come. */
function missing(sub: Sub, due: number[], own: Delivery[], { completed, lost }: YearRecord): string[] {
  const states = new Map(own.map(row => [row.slot, row.state]))
  const goneAt = lost.has(sub.id)
    ? Math.min(...own.filter(row => row.state === 'gone').map(row => row.slot))
    : Number.POSITIVE_INFINITY
  const without = due.filter((slot, i) => {
    const until = Math.min(due[i + 1] ?? Number.POSITIVE_INFINITY, slot + fresh)
    const state = states.get(slot)
    // Without news nothing is noted for those who want news alone.
    if (slot > goneAt || (state === undefined && sub.wish.rhythm.kind === 'published')) return false
    const isMerged = state === 'merged' && own.some(row => row.slot > slot && settling.includes(row.state))
    return completed.some(at => at >= slot && at < until) && !isMerged && !settling.includes(state!)
  })
  const open = own.filter(row => row.state === 'waiting' || row.state === 'sending').map(row => row.slot)
  return [...without, ...open].map(slot => `${sub.id} ${new Date(slot).toISOString()} ${states.get(slot)}`)
}

function miscount({ channel, chat }: Sub, heard: number, own: Delivery[]): string[] {
  const [sent, unsure] = ['sent', 'unsure'].map(state => own.filter(row => row.state === state).length)
  return heard > sent! + unsure! || heard < sent!
    ? [`${channel} ${chat}: ${heard} messages, ${sent} sent, ${unsure} unsure`]
    : []
}

/** Everything is told once, and more than once only after a message that may not have come. */
function factsWrong(sub: Sub, own: Delivery[], counted: number[][], { base, batches }: YearRecord): string[] {
  const last = Math.max(0, ...own.filter(row => ['sent', 'nothing'].includes(row.state)).map(row => row.at))
  const known = new Set(base.map(({ id }) => id))
  // The clock of the program is wrong by up to three hours now and then.
  const published = [-3, 0, 3].map(wrong => {
    const inTime = batches.filter(({ at }) => at <= last + wrong * hour).flatMap(batch => batch.reports)
    const ids = inTime.filter(sub.isAbout!).map(({ id }) => id)
    return new Set(ids.filter(id => !known.has(id))).size
  })
  const news = counted.reduce((sum, [count]) => sum + count!, 0)
  const unsure = own.some(row => row.state === 'unsure')
  const isWrong = unsure ? news < published[0]! : !published.includes(news)
  return isWrong
    ? [`${sub.id} ${JSON.stringify(sub.wish)}: ${news} told, ${published} published, unsure: ${unsure}`]
    : []
}
