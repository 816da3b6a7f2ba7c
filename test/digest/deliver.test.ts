import { describe, expect, test } from 'vitest'
import { makeReports } from '../../scripts/make-reports.ts'
import { lineText } from '../../src/answer/line.ts'
import type { Post } from '../../src/digest/deliver.ts'
import type { DigestMessage } from '../../src/digest/message.ts'
import { openDatabase } from '../../src/store/database.ts'
import { digestsOver, wish } from '../support/digest-room.ts'

const reports = makeReports({ count: 40, seed: 2 })
const at = (text: string) => Date.parse(`${text}+08:00`)
const hour = 3_600_000
const daily = wish({ kind: 'daily', at: { hour: 8, minute: 0 } })

/** A bot that one chat has subscribed to, late on the first of May, with a clock and an index that stand until they are moved. */
async function open(given = daily, { holder = 'one', channel = 'telegram', database = openDatabase(':memory:') } = {}) {
  const world = { now: at('2026-05-01T22:00'), published: 10, answers: [] as Awaited<ReturnType<Post>>[], faults: 0 }
  const sent: { chat: string; text: string; at: number; message: DigestMessage }[] = []
  const room = digestsOver(database, reports, {
    now: () => world.now,
    published: () => world.published,
    holder,
    channels: [channel],
    post: async (_, chat, message) => {
      if (world.faults-- > 0) throw new Error('not now')
      const answer = world.answers.shift() ?? 'sent'
      if (answer === 'sent') sent.push({ chat, text: message.lines.map(lineText).join('\n'), at: world.now, message })
      return answer
    },
  })
  await room.tick()
  const id = room.subscriptions.add(channel, '42', given, room.news.round(), world.now)
  const tickAt = async (text: string) => {
    world.now = at(text)
    await room.tick()
  }
  const states = () =>
    room.deliveries
      .latest(99)
      .map(({ state }) => state)
      .reverse()
  return { ...room, database, world, sent, id, tickAt, states }
}

test('a slot that has come is sent once, with what is new, however often one looks', async () => {
  const { world, sent, tickAt, states } = await open()
  world.published = 13
  await tickAt('2026-05-02T07:59')
  expect(sent).toEqual([])
  for (const time of ['08:00', '08:01', '09:00']) await tickAt(`2026-05-02T${time}`)
  expect(sent).toMatchObject([{ chat: '42', text: expect.stringMatching(/^【年报订阅】全部报告：新收录 3 份\n/) }])
  expect(states()).toEqual(['sent'])
})

test('nothing new is no message, and each fourth time a short one', async () => {
  const { sent, tickAt, states } = await open()
  for (let day = 2; day <= 11; day++) await tickAt(`2026-05-${String(day).padStart(2, '0')}T08:00`)
  expect(sent.map(({ text }) => text)).toEqual(Array(2).fill('【年报订阅】全部报告：没有新报告。'))
  expect(sent.map(each => new Date(each.at + 8 * hour).getUTCDate())).toEqual([5, 9])
  expect(states()).toHaveLength(10)
})

test('those who want news alone hear of nothing else, within the hour and not at night', async () => {
  const { world, sent, tickAt, states } = await open(wish({ kind: 'published' }))
  await tickAt('2026-05-02T08:00')
  world.published = 11
  await tickAt('2026-05-02T22:30')
  expect(sent).toHaveLength(1)
  world.published = 12
  for (const time of ['03T01:00', '03T07:59']) await tickAt(`2026-05-${time}`)
  expect(sent).toHaveLength(1)
  await tickAt('2026-05-03T08:00')
  expect(sent).toHaveLength(2)
  expect(states()).toEqual(['sent', 'sent'])
})

test('news that come at night wait for the morning, and so does what could not be sent in the evening', async () => {
  const { world, sent, tickAt } = await open(wish({ kind: 'published' }))
  await tickAt('2026-05-02T12:00')
  world.published = 11
  for (const time of ['00:20', '03:00', '07:59']) await tickAt(`2026-05-03T${time}`)
  expect(sent).toEqual([])
  await tickAt('2026-05-03T08:00')
  world.published = 12
  world.faults = 2
  for (const time of ['03T22:30', '03T22:32', '03T23:01', '04T02:00', '04T08:00']) await tickAt(`2026-05-${time}`)
  expect(sent.map(each => each.at)).toEqual([at('2026-05-03T08:00'), at('2026-05-04T08:00')])
})

describe('what was missed', () => {
  test('is sent while it is fresh, and once', async () => {
    const { world, sent, tickAt } = await open()
    world.published = 13
    await tickAt('2026-05-02T19:59')
    await tickAt('2026-05-02T20:30')
    expect(sent).toHaveLength(1)
  })

  test('is not sent after twelve hours; the next digest tells it', async () => {
    const { world, sent, tickAt, states } = await open()
    world.published = 13
    await tickAt('2026-05-02T20:01')
    expect(sent).toEqual([])
    await tickAt('2026-05-03T08:00')
    expect(sent[0]!.text).toContain('新收录 3 份')
    expect(states()).toEqual(['late', 'sent'])
  })

  test('of several slots the last one tells all', async () => {
    const { world, sent, tickAt, states } = await open()
    world.published = 13
    await tickAt('2026-05-09T08:30')
    expect(sent).toHaveLength(1)
    expect(states()).toEqual(['sent'])
  })
})

describe('a clock that changes', () => {
  test('back: a slot is not sent twice', async () => {
    const { world, sent, tickAt } = await open()
    world.published = 13
    await tickAt('2026-05-02T08:00')
    world.published = 15
    await tickAt('2026-05-02T06:00')
    await tickAt('2026-05-02T08:00')
    expect(sent).toHaveLength(1)
    await tickAt('2026-05-03T08:00')
    expect(sent).toHaveLength(2)
  })

  test('years ahead and back: digests go on', async () => {
    const { world, sent, tickAt } = await open()
    await tickAt('2099-05-02T08:00')
    world.published = 13
    await tickAt('2026-05-02T07:00')
    await tickAt('2026-05-02T08:00')
    expect(sent).toHaveLength(1)
    await tickAt('2026-05-03T08:00')
    world.published = 15
    await tickAt('2026-05-04T08:00')
    expect(sent).toHaveLength(2)
  })
})

describe('a platform', () => {
  test('that stumbles is tried again, later each time, while the slot is fresh', async () => {
    const { world, sent, tickAt, deliveries, states } = await open()
    world.published = 13
    world.faults = 3
    await tickAt('2026-05-02T08:00')
    expect(states()).toEqual(['waiting'])
    expect(deliveries.latest(1)[0]!.next).toBe(at('2026-05-02T08:01'))
    for (const time of ['08:01', '08:02', '08:03', '08:06', '08:07']) await tickAt(`2026-05-02T${time}`)
    expect(sent.map(each => each.at)).toEqual([at('2026-05-02T08:07')])
    expect(states()).toEqual(['sent'])
  })

  test('that never takes it is given up; the next digest tells it', async () => {
    const { world, sent, tickAt, states } = await open()
    world.published = 13
    world.faults = 1000
    for (let hours = 8; hours < 23; hours++) await tickAt(`2026-05-02T${String(hours).padStart(2, '0')}:00`)
    world.faults = 0
    await tickAt('2026-05-03T08:00')
    expect(states()).toEqual(['late', 'sent'])
    expect(sent[0]!.text).toContain('新收录 3 份')
  })

  test('that says the chat is gone is not asked again', async () => {
    const { world, sent, tickAt, states, subscriptions, id } = await open()
    world.published = 13
    world.answers = ['gone']
    for (const day of ['02', '03', '04']) await tickAt(`2026-05-${day}T08:00`)
    expect(sent).toEqual([])
    expect(states()).toEqual(['gone'])
    expect(subscriptions.get(id)!.state).toBe('gone')
  })

  test('that refuses a message is not offered it again, and the next one tells it', async () => {
    const { world, sent, tickAt, states } = await open()
    world.published = 13
    world.answers = ['refused']
    for (const day of ['02', '03']) await tickAt(`2026-05-${day}T08:00`)
    expect(states()).toEqual(['refused', 'sent'])
    expect(sent[0]!.text).toContain('新收录 3 份')
  })

  test('that never confirms a message is not offered it again, and the next one tells it', async () => {
    const { world, sent, tickAt, states } = await open()
    world.published = 13
    world.answers = ['unsure']
    for (const day of ['02', '03']) await tickAt(`2026-05-${day}T08:00`)
    expect(states()).toEqual(['unsure', 'sent'])
    expect(sent[0]!.text).toContain('新收录 3 份')
  })

  test('that stops has sent nothing: the next process does', async () => {
    const { world, sent, tickAt, states, stop, database } = await open()
    world.published = 13
    world.answers = ['stopped']
    await tickAt('2026-05-02T08:00')
    expect(states()).toEqual(['waiting'])
    await stop()
    const other = digestsOver(database, reports, {
      now: () => world.now,
      published: () => 13,
      holder: 'two',
      post: async (_, chat) => {
        sent.push({ chat, text: '', at: world.now, message: null as never })
        return 'sent'
      },
    })
    await other.tick()
    expect(sent).toHaveLength(1)
  })
})

test('pauses send nothing and lose nothing', async () => {
  const { world, sent, tickAt, subscriptions, id } = await open()
  subscriptions.setState(id, 'paused', world.now)
  world.published = 13
  await tickAt('2026-05-02T08:00')
  subscriptions.setState(id, 'active', world.now + hour)
  await tickAt('2026-05-02T09:30')
  expect(sent).toEqual([])
  await tickAt('2026-05-03T08:00')
  expect(sent[0]!.text).toContain('新收录 3 份')
})

test('what was on its way when the program died is not sent again, and its news are told the next time', async () => {
  const { world, sent, tickAt, database, states } = await open()
  world.published = 13
  const dying = digestsOver(database, reports, {
    now: () => world.now,
    published: () => world.published,
    post: () => new Promise(() => {}),
  })
  world.now = at('2026-05-02T08:00')
  void dying.tick()
  await new Promise(resolve => setImmediate(resolve))
  expect(states()).toEqual(['sending'])
  const next = digestsOver(database, reports, {
    now: () => world.now,
    published: () => 15,
    holder: 'two',
    post: async (_, chat, message) => {
      sent.push({ chat, text: message.lines.map(lineText).join('\n'), at: world.now, message })
      return 'sent'
    },
  })
  for (const time of ['02T08:01', '02T08:02', '02T08:04', '03T08:00']) {
    world.now = at(`2026-05-${time}`)
    await next.tick()
  }
  expect(states()).toEqual(['unsure', 'sent'])
  expect(sent).toMatchObject([{ text: expect.stringContaining('新收录 5 份') }])
  await tickAt('2026-05-03T08:01')
  expect(sent).toHaveLength(1)
})

test('of two processes one sends', async () => {
  const one = await open()
  const two = await open(daily, { holder: 'two', database: one.database })
  one.world.published = 13
  two.world.published = 13
  for (const day of ['02', '03', '04']) {
    await Promise.all([one.tickAt(`2026-05-${day}T08:00`), two.tickAt(`2026-05-${day}T08:00`)])
  }
  const chats = 2
  expect(one.sent.length + two.sent.length).toBe(chats)
  expect(one.states().filter(state => state === 'sent')).toHaveLength(chats)
})

test('a long digest is one message whose other pages are kept', async () => {
  const { world, sent, tickAt, deliveries } = await open(daily, { channel: 'wechat' })
  world.published = 40
  await tickAt('2026-05-02T08:00')
  const pages = deliveries.pages(1)
  expect(sent).toHaveLength(1)
  expect(sent[0]!.message.page).toEqual({ index: 0, count: (pages!.pages as unknown[]).length })
  expect(sent[0]!.message.turn).toMatch(/^d[0-9a-z]+$/)
})
