import { expect, test } from 'vitest'
import { openDigestRoom, postThrough } from '../../src/digest/digest.ts'
import { turnOf } from '../../src/digest/message.ts'
import type { Wish } from '../../src/digest/subscription.ts'
import { openDatabase } from '../../src/store/database.ts'
import { leaseIn } from '../../src/store/leases.ts'
import { subscriptionsIn } from '../../src/store/subscriptions.ts'
import { makeChat, message, press, textOf } from '../support/chat.ts'
import { wish } from '../support/digest-room.ts'
import { sharedSearch } from '../support/search.ts'

const search = sharedSearch()

/** A chat that was sent a digest of three pages. */
function sentThree() {
  const database = openDatabase(':memory:')
  const room = openDigestRoom(database, search())
  const id = subscriptionsIn<Wish>(database).add('test', 'c1', wish({ kind: 'published' }), 0, 1000)
  room.deliveries.plan({ id, channel: 'test', chat: 'c1' }, 5000, 'waiting', 5000)
  leaseIn(database, 'digest').hold('a', 5000, 1000)
  room.deliveries.claim(1, 'digest', 'a', [[['第一页']], [['第二页']], [['第三页']]], 5000)
  room.deliveries.settle(1, 'sent', null, 5000)
  return room
}

test('further pages of a digest are shown by its button and by 更多, in its chat alone', async () => {
  const mailed = sentThree()
  const { chat } = makeChat({ mailed })
  const reply = mailed.page('test', 'c1', turnOf(1), 0)!
  expect(reply.page).toEqual({ index: 0, count: 3 })
  const second = await chat(press('page', reply, 1))
  expect([textOf(second), second!.inPlace]).toEqual(['第二页', true])
  expect(textOf(await chat(message('更多')))).toBe('第三页')
  expect(textOf(await chat(message('更多')))).toBe('已经是最后一页。')
  expect(mailed.page('test', 'c2', turnOf(1), 1)).toBeNull()
  expect(mailed.page('test', 'c1', turnOf(1), 3)).toBeNull()
  expect(mailed.page('test', 'c1', 'abc', 0)).toBeNull()
  expect(mailed.latestTurn('test', 'c2')).toBeNull()
})

test.each([
  [null, 'sent'],
  ['gone', 'gone'],
  ['refused', 'refused'],
  ['uncertain', 'unsure'],
  ['stopped', 'stopped'],
])('a channel that says %j', async (reason, expected) => {
  const send = async () => {
    if (reason) throw Object.assign(new Error('x'), { reason })
  }
  const post = postThrough([{ name: 'telegram', send }])
  expect(await post('telegram', '42', { turn: 'd1', lines: [['a']], page: null })).toBe(expected)
})

test('a fault is passed on, to be tried again', async () => {
  const post = postThrough([{ name: 'telegram', send: () => Promise.reject(new Error('down')) }])
  await expect(post('telegram', '42', { turn: 'd1', lines: [['a']], page: null })).rejects.toThrow('down')
  await expect(post('wechat', '42', { turn: 'd1', lines: [['a']], page: null })).rejects.toThrow('wechat')
})
