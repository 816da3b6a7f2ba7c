import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { deliveriesIn } from '../../src/store/deliveries.ts'
import { leaseIn } from '../../src/store/leases.ts'
import { newsIn } from '../../src/store/news.ts'
import { subscriptionsIn } from '../../src/store/subscriptions.ts'
import { temporaryDirectory } from '../support/search.ts'

const chat = (database: Database) => {
  const id = subscriptionsIn<string>(database).add('telegram', '42', 'wish', 0, 1000)
  return { id, channel: 'telegram', chat: '42' }
}

describe('a lease', () => {
  const lease = () => leaseIn(openDatabase(':memory:'), 'x')

  test('is held by one at a time, kept by holding it again, and free when it ends', () => {
    const { hold, release } = lease()
    expect(hold('a', 1000, 100)).toBe('taken')
    expect(hold('b', 1050, 100)).toBe('refused')
    expect(hold('a', 1090, 100)).toBe('kept')
    expect(hold('b', 1150, 100)).toBe('refused')
    expect(hold('b', 1190, 100)).toBe('taken')
    expect(hold('a', 1200, 100)).toBe('refused')
    release('a')
    expect(hold('a', 1200, 100)).toBe('refused')
    release('b')
    expect(hold('a', 1200, 100)).toBe('taken')
  })

  test('that a clock from the future gave is void', () => {
    const { hold } = lease()
    hold('a', 9_000_000, 100)
    expect(hold('b', 1000, 100)).toBe('taken')
  })

  test('is one for all processes', () => {
    const path = join(temporaryDirectory(), 'a.db')
    const [one, other] = [openDatabase(path), openDatabase(path)]
    expect(leaseIn(one, 'x').hold('a', 1000, 100)).toBe('taken')
    expect(leaseIn(other, 'x').hold('b', 1000, 100)).toBe('refused')
    one.close()
    other.close()
  })
})

describe('deliveries', () => {
  test('a slot is planned once, and looked at is noted', () => {
    const database = openDatabase(':memory:')
    const own = chat(database)
    const deliveries = deliveriesIn(database)
    expect(deliveries.plan(own, 5000, 'waiting', 5000)).toBe(true)
    expect(deliveries.plan(own, 5000, 'waiting', 5001)).toBe(false)
    expect(subscriptionsIn(database).get(own.id)!.looked).toBe(5000)
    expect(deliveries.due('telegram', 5000)).toMatchObject([{ slot: 5000, attempts: 0 }])
    expect(deliveries.due('wechat', 5000)).toEqual([])
  })

  test('a row is claimed once, by the holder of the lease only', () => {
    const database = openDatabase(':memory:')
    const deliveries = deliveriesIn(database)
    deliveries.plan(chat(database), 5000, 'waiting', 5000)
    expect(deliveries.claim(1, 'digest', 'a', null, 5000)).toBe(false)
    leaseIn(database, 'digest').hold('a', 5000, 1000)
    expect(deliveries.claim(1, 'digest', 'b', null, 5000)).toBe(false)
    expect(deliveries.claim(1, 'digest', 'a', null, 5000)).toBe(true)
    expect(deliveries.claim(1, 'digest', 'a', null, 5000)).toBe(false)
  })

  test('what was left while sending is unsure and does not wait again, but the truth is taken when it comes', () => {
    const database = openDatabase(':memory:')
    const deliveries = deliveriesIn(database)
    const { id } = chat(database)
    deliveries.plan({ id, channel: 'telegram', chat: '42' }, 5000, 'waiting', 5000)
    leaseIn(database, 'digest').hold('a', 5000, 1000)
    deliveries.claim(1, 'digest', 'a', null, 5000)
    expect(deliveries.abandon(6000)).toBe(1)
    expect(deliveries.due('telegram', 9000)).toEqual([])
    expect(subscriptionsIn(database).get(id)!.told).toBe(0)
    deliveries.putBack(1, 6000)
    deliveries.postpone(1, 'sending', 6000, 6000)
    expect(deliveries.due('telegram', 9000)).toEqual([])
    deliveries.settle(1, 'sent', { told: 3, quiet: 0 }, 7000)
    expect(deliveries.latest(1)).toMatchObject([{ state: 'sent', at: 7000 }])
    expect(subscriptionsIn(database).get(id)!.told).toBe(3)
    deliveries.settle(1, 'sent', { told: 2, quiet: 0 }, 7000)
    expect(subscriptionsIn(database).get(id)!.told).toBe(3)
  })

  test('a row that one process sends is not settled, nor put back, by another that listed it before', () => {
    const database = openDatabase(':memory:')
    const deliveries = deliveriesIn(database)
    deliveries.plan(chat(database), 5000, 'waiting', 5000)
    leaseIn(database, 'digest').hold('a', 5000, 1000)
    deliveries.claim(1, 'digest', 'a', null, 5000)
    const intrude = () => {
      deliveries.settle(1, 'late', null, 6000)
      deliveries.settle(1, 'nothing', { told: 9, quiet: 0 }, 6000)
      deliveries.postpone(1, 'waiting', 6000, 6000)
      return deliveries.latest(1)[0]!.state
    }
    expect(intrude()).toBe('sending')
    deliveries.settle(1, 'sent', { told: 3, quiet: 0 }, 7000)
    expect(intrude()).toBe('sent')
    expect(subscriptionsIn(database).get(1)!.told).toBe(3)
  })

  test('a later slot takes in an earlier one that waits, and waits itself for one that is on its way', () => {
    const database = openDatabase(':memory:')
    const deliveries = deliveriesIn(database)
    const own = chat(database)
    leaseIn(database, 'digest').hold('a', 5000, 1000)
    for (const slot of [5000, 6000]) deliveries.plan(own, slot, 'waiting', slot)
    expect(deliveries.latest(9).map(({ state }) => state)).toEqual(['waiting', 'merged'])
    expect(deliveries.claim(1, 'digest', 'a', null, 6000)).toBe(false)
    expect(deliveries.claim(2, 'digest', 'a', null, 6000)).toBe(true)
    deliveries.plan(own, 7000, 'waiting', 7000)
    expect(deliveries.due('telegram', 7000)).toEqual([])
    expect(deliveries.claim(3, 'digest', 'a', null, 7000)).toBe(false)
    deliveries.settle(2, 'sent', { told: 1, quiet: 0 }, 7000)
    expect(deliveries.claim(3, 'digest', 'a', null, 7000)).toBe(true)
  })

  test('what failed waits for its time; a time that a clock gone wrong has set is not waited for', () => {
    const database = openDatabase(':memory:')
    const deliveries = deliveriesIn(database)
    deliveries.plan(chat(database), 5000, 'waiting', 5000)
    deliveries.postpone(1, 'waiting', 65_000, 5000)
    expect(deliveries.due('telegram', 64_999)).toEqual([])
    expect(deliveries.due('telegram', 65_000)).toMatchObject([{ attempts: 1 }])
    deliveries.postpone(1, 'waiting', 9e12, 65_000)
    expect(deliveries.due('telegram', 66_000)).toHaveLength(1)
  })

  test('pages are kept for those who ask for more; old rows are forgotten, but not those still open', () => {
    const database = openDatabase(':memory:')
    const deliveries = deliveriesIn(database)
    const own = chat(database)
    leaseIn(database, 'digest').hold('a', 5000, 1000)
    deliveries.plan(own, 5000, 'waiting', 5000)
    deliveries.claim(1, 'digest', 'a', ['一', '二'], 5000)
    deliveries.settle(1, 'sent', null, 5000)
    deliveries.plan(own, 6000, 'waiting', 6000)
    expect(deliveries.pages(1)).toEqual({ channel: 'telegram', chat: '42', pages: ['一', '二'] })
    expect(deliveries.latestPages('telegram', '42')).toEqual({ id: 1, pages: ['一', '二'] })
    expect(deliveries.pages(2)).toBeNull()
    expect(deliveries.forget(10_000)).toBe(1)
    expect(deliveries.latest(9).map(({ id }) => id)).toEqual([2])
  })
})

describe('news', () => {
  const seen = (id: string, content: string) => ({ id, content, sha256: content })

  test('are counted in rounds: new since before it came, corrected since after', () => {
    const news = newsIn(openDatabase(':memory:'))
    expect(news.round()).toBe(0)
    news.note([seen('a', '1')], [], 1000)
    news.note([seen('b', '1')], [], 2000)
    news.note([seen('a', '2')], [], 3000)
    expect(news.round()).toBe(3)
    expect(news.since(0)).toEqual([
      { id: 'a', kind: 'new' },
      { id: 'b', kind: 'new' },
    ])
    expect(news.since(1)).toEqual([
      { id: 'a', kind: 'corrected' },
      { id: 'b', kind: 'new' },
    ])
    expect(news.since(3)).toEqual([])
    expect([500, 1001, 2500, 9000].map(news.roundBefore)).toEqual([0, 1, 2, 3])
  })

  test('what another process has noted meanwhile is no news', () => {
    const news = newsIn(openDatabase(':memory:'))
    news.note([seen('a', '1')], [], 1000)
    news.note([seen('a', '1')], [], 1001)
    news.note([seen('a', '1'), seen('b', '1')], [], 1002)
    expect(news.round()).toBe(2)
    expect(news.since(1)).toEqual([{ id: 'b', kind: 'new' }])
  })

  test('what is known quietly is no news', () => {
    const news = newsIn(openDatabase(':memory:'))
    news.note([seen('a', '1')], [], 1000)
    news.note([], [seen('a', '2')], 2000)
    expect(news.round()).toBe(1)
    expect(news.known().get('a')).toEqual(seen('a', '2'))
  })
})

test('subscriptions go on from where they were paused, and a chat that is gone loses its own', () => {
  const subscriptions = subscriptionsIn<string>(openDatabase(':memory:'))
  const id = subscriptions.add('telegram', '42', 'a', 3, 1000)
  const other = subscriptions.add('telegram', '43', 'b', 3, 1000)
  subscriptions.setState(id, 'paused', 2000)
  subscriptions.lose('telegram', '42')
  expect(subscriptions.get(id)).toMatchObject({ state: 'paused', told: 3, looked: 2000 })
  subscriptions.setState(id, 'active', 3000)
  subscriptions.change(id, 'c', 4000)
  expect(subscriptions.active().map(each => each.wish)).toEqual(['c', 'b'])
  subscriptions.lose('telegram', '42')
  expect(subscriptions.active().map(each => each.id)).toEqual([other])
  subscriptions.remove(id)
  expect(subscriptions.of('telegram', '42')).toEqual([])
  expect(subscriptions.add('telegram', '42', 'd', 3, 1000)).toBe(other + 1)
})
