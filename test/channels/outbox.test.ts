import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Undelivered } from '../../src/channels/channel.ts'
import { openOutbox, type Verdict } from '../../src/channels/outbox.ts'
import { telegramPace } from '../../src/channels/telegram/telegram.ts'
import { wechatPace } from '../../src/channels/wechat/wechat.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A platform that takes `delay` for each message and answers with the next of the failures, if any. */
function platform({ delay = 30, failures = [] as (Verdict | null)[], pace = telegramPace } = {}) {
  const sent: { at: number; chat: string; text: string }[] = []
  const tried: number[] = []
  const outbox = openOutbox<string>(
    pace,
    async (chat, text) => {
      const at = performance.now()
      tried.push(at)
      await new Promise(resolve => setTimeout(resolve, delay))
      const failure = failures.shift()
      if (failure) throw failure
      sent.push({ at, chat, text })
    },
    error => error as Verdict,
  )
  return { outbox, sent, tried, texts: () => sent.map(({ text }) => text) }
}

/** Most sends within any stretch of `span` ms. */
function densest(times: number[], span: number): number {
  return Math.max(0, ...times.map(from => times.filter(at => at >= from && at < from + span).length))
}

describe('limits', () => {
  test('a thousand messages to a hundred chats: 30 a second, one a second in a chat, 20 a minute in a group', async () => {
    const { outbox, sent } = platform()
    const chats = Array.from({ length: 100 }, (_, i) => (i % 20 === 0 ? `-${i}` : `${i}`))
    const all = chats.flatMap(chat =>
      Array.from({ length: 10 }, (_, i) => outbox.push(chat, `${chat}/${i}`, i % 3 ? 'reply' : 'bulk')),
    )
    const flood = Array.from({ length: 30 }, (_, i) => outbox.push('-0', `-0/more${i}`, 'reply'))
    await vi.advanceTimersByTimeAsync(300_000)
    await Promise.all([...all, ...flood])
    expect(sent).toHaveLength(1030)
    expect(
      densest(
        sent.map(({ at }) => at),
        1000,
      ),
    ).toBeLessThanOrEqual(30)
    for (const chat of chats) {
      const times = sent.filter(each => each.chat === chat).map(({ at }) => at)
      expect(densest(times, 1000)).toBe(1)
      if (chat.startsWith('-')) expect(densest(times, 60_000)).toBeLessThanOrEqual(20)
    }
  })

  test('WeChat gets one message at a time, at the pace of a person', async () => {
    const { outbox, sent } = platform({ pace: wechatPace, delay: 200 })
    for (let i = 0; i < 40; i++) void outbox.push(`${i % 4}`, `${i}`, i % 5 ? 'reply' : 'bulk')
    await vi.advanceTimersByTimeAsync(300_000)
    const between = (times: number[]) => times.slice(1).map((at, i) => at - times[i]!)
    expect(sent).toHaveLength(40)
    expect(Math.min(...between(sent.map(({ at }) => at)))).toBeGreaterThanOrEqual(1500)
    for (const chat of ['0', '1', '2', '3']) {
      const own = sent.filter(each => each.chat === chat).map(({ at }) => at)
      expect(Math.min(...between(own))).toBeGreaterThanOrEqual(3000)
    }
    expect(
      densest(
        sent.map(({ at }) => at),
        60_000,
      ),
    ).toBeLessThanOrEqual(40)
  })

  test('a thousand messages take no longer than the limits ask for', async () => {
    const { outbox, sent } = platform()
    for (let i = 0; i < 1000; i++) void outbox.push(`${i % 100}`, `${i}`, 'reply')
    await vi.advanceTimersByTimeAsync(41_000)
    expect(sent).toHaveLength(1000)
  })
})

describe('order', () => {
  test('a chat gets its messages in order, replies before bulk', async () => {
    const { outbox, texts } = platform()
    void outbox.push('7', 'digest 1', 'bulk')
    void outbox.push('7', 'digest 2', 'bulk')
    void outbox.push('7', 'reply 1', 'reply')
    void outbox.push('7', 'reply 2', 'reply')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(texts()).toEqual(['digest 1', 'reply 1', 'reply 2', 'digest 2'])
  })

  test('bulk to many chats does not hold up a reply', async () => {
    const { outbox, sent } = platform()
    for (let i = 0; i < 500; i++) void outbox.push(`${i}`, 'digest', 'bulk')
    await vi.advanceTimersByTimeAsync(1000)
    const asked = performance.now()
    void outbox.push('1000', 'reply', 'reply')
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent.find(({ text }) => text === 'reply')!.at - asked).toBeLessThanOrEqual(40)
  })

  test('order holds over failures', async () => {
    const { outbox, texts } = platform({
      failures: [{ kind: 'again' }, { kind: 'flood', after: 3000 }, { kind: 'offline' }],
    })
    for (const text of ['1', '2', '3']) void outbox.push('7', text, 'reply')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(texts()).toEqual(['1', '2', '3'])
  })
})

describe('faults', () => {
  test('a flood holds the whole account for as long as it was told', async () => {
    const { outbox, tried } = platform({ failures: [{ kind: 'flood', after: 7000 }] })
    void outbox.push('1', 'a', 'reply')
    await vi.advanceTimersByTimeAsync(30)
    void outbox.push('2', 'b', 'reply')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(tried).toHaveLength(3)
    expect(tried[1]! - tried[0]!).toBeGreaterThanOrEqual(7000)
  })

  test('an hour without the network loses nothing and keeps trying now and then', async () => {
    const failures: Verdict[] = Array.from({ length: 130 }, () => ({ kind: 'offline' }))
    const { outbox, sent, tried } = platform({ failures })
    const all = ['1', '2', '3'].map(chat => outbox.push(chat, 'x', 'reply'))
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(sent).toHaveLength(0)
    expect(tried.length).toBeGreaterThan(100)
    await vi.advanceTimersByTimeAsync(600_000)
    await Promise.all(all)
    expect(sent).toHaveLength(3)
  })

  test('one message that the platform stumbles over does not hold up other chats, and is given up after an hour', async () => {
    const tried: string[] = []
    const outbox = openOutbox<string>(
      telegramPace,
      async (_, text) => {
        tried.push(text)
        if (text === 'bad') throw new Error('500')
      },
      () => ({ kind: 'again' }),
    )
    const bad = outbox.push('1', 'bad', 'reply')
    const outcome = expect(bad).rejects.toMatchObject({ name: 'Undelivered', reason: 'refused' })
    const good = outbox.push('2', 'good', 'reply')
    await vi.advanceTimersByTimeAsync(2 * 3_600_000)
    await Promise.all([outcome, good])
    expect(tried.filter(text => text === 'bad').length).toBeGreaterThan(100)
    expect(tried.indexOf('good')).toBeLessThan(3)
  })

  test.each([
    ['gone', 'gone'],
    ['refused', 'refused'],
    ['uncertain', 'uncertain'],
  ] as const)('a message that is %s is not tried again', async (kind, reason) => {
    const { outbox, tried } = platform({ failures: [{ kind }] })
    const result = expect(outbox.push('1', 'x', 'bulk')).rejects.toMatchObject({ reason })
    await vi.advanceTimersByTimeAsync(10_000)
    await result
    expect(tried).toHaveLength(1)
  })

  test('a link that lost a message is used again only once it gives a sign of life', async () => {
    const failures: (Verdict | null)[] = [{ kind: 'uncertain' }]
    const sent: string[] = []
    const probes: number[] = []
    const outbox = openOutbox<string>(
      telegramPace,
      async (_, text) => {
        const failure = failures.shift()
        if (failure) throw failure
        sent.push(text)
      },
      error => error as Verdict,
      async () => {
        probes.push(performance.now())
        if (probes.length < 5) throw new Error('no answer')
      },
    )
    const lost = expect(outbox.push('1', 'a', 'reply')).rejects.toMatchObject({ reason: 'uncertain' })
    await vi.advanceTimersByTimeAsync(3_600_000)
    await lost
    expect(probes).toEqual([])
    const rest = ['b', 'c'].map(text => outbox.push('1', text, 'reply'))
    await vi.advanceTimersByTimeAsync(60_000)
    await Promise.all(rest)
    expect(sent).toEqual(['b', 'c'])
    expect(probes.slice(1).map((at, i) => Math.round(at - probes[i]!))).toEqual([2000, 4000, 8000, 16_000])
  })

  test('while the link is down nothing is tried; what came meanwhile goes out in order', async () => {
    const { outbox, tried, texts } = platform()
    outbox.pause()
    void outbox.push('1', 'a', 'reply')
    void outbox.push('1', 'b', 'reply')
    await vi.advanceTimersByTimeAsync(600_000)
    expect(tried).toHaveLength(0)
    outbox.resume()
    await vi.advanceTimersByTimeAsync(5000)
    expect(texts()).toEqual(['a', 'b'])
  })
})

describe('stopping', () => {
  test('what waits is sent, nothing more is taken', async () => {
    const { outbox, texts } = platform()
    for (let i = 0; i < 5; i++) void outbox.push('1', `${i}`, 'reply')
    const closed = outbox.close(10_000)
    await expect(outbox.push('1', 'late', 'reply')).rejects.toMatchObject({ reason: 'stopped' })
    await vi.advanceTimersByTimeAsync(10_000)
    await closed
    expect(texts()).toEqual(['0', '1', '2', '3', '4'])
    expect(outbox.size()).toBe(0)
  })

  test('what could not be sent in time is told to whoever sent it', async () => {
    const failures: Verdict[] = Array.from({ length: 100 }, () => ({ kind: 'offline' }))
    const { outbox } = platform({ failures })
    const results = [outbox.push('1', 'a', 'reply'), outbox.push('1', 'b', 'bulk')].map(each =>
      each.then(
        () => 'sent',
        (error: Undelivered) => error.reason,
      ),
    )
    const closed = outbox.close(5000)
    await vi.advanceTimersByTimeAsync(60_000)
    await closed
    expect(await Promise.all(results)).toEqual(['stopped', 'stopped'])
  })

  test('what was handed over in the end and never confirmed is told apart from what was not', async () => {
    const { outbox } = platform({ delay: 8000, failures: [{ kind: 'uncertain' }] })
    const results = [outbox.push('1', 'a', 'reply'), outbox.push('1', 'b', 'bulk')].map(each =>
      each.catch((error: Undelivered) => error.reason),
    )
    const closed = outbox.close(5000)
    await vi.advanceTimersByTimeAsync(60_000)
    await closed
    expect(await Promise.all(results)).toEqual(['uncertain', 'stopped'])
  })
})
