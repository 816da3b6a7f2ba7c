import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isZone, latestSlot, nextSlot } from '../../src/digest/schedule.ts'
import { type Rhythm, usualZone } from '../../src/digest/subscription.ts'
import { slotsBetween } from '../support/slots.ts'

const eight = { hour: 8, minute: 0 }
const iso = (slot: number) => new Date(slot).toISOString().slice(0, 16)

describe('the next slot', () => {
  test.each<[string, Rhythm, string, string, string]>([
    [
      'every day, before the hour',
      { kind: 'daily', at: eight },
      usualZone,
      '2026-03-31T07:59+08:00',
      '2026-03-31T08:00+08:00',
    ],
    [
      'every day, at the hour',
      { kind: 'daily', at: eight },
      usualZone,
      '2026-03-31T08:00+08:00',
      '2026-04-01T08:00+08:00',
    ],
    [
      'Mondays',
      { kind: 'weekly', days: [1], at: eight },
      usualZone,
      '2026-11-24T00:00+08:00',
      '2026-11-30T08:00+08:00',
    ],
    [
      'Sundays',
      { kind: 'weekly', days: [7], at: eight },
      usualZone,
      '2026-11-24T00:00+08:00',
      '2026-11-29T08:00+08:00',
    ],
    [
      'working days, from Friday on',
      { kind: 'weekly', days: [1, 2, 3, 4, 5], at: eight },
      usualZone,
      '2026-11-27T09:00+08:00',
      '2026-11-30T08:00+08:00',
    ],
    [
      'the 31st, in February',
      { kind: 'monthly', day: 31, at: eight },
      usualZone,
      '2026-02-01T00:00+08:00',
      '2026-02-28T08:00+08:00',
    ],
    [
      'the 30th, in a leap year',
      { kind: 'monthly', day: 30, at: eight },
      usualZone,
      '2028-02-01T00:00+08:00',
      '2028-02-29T08:00+08:00',
    ],
    [
      'the 31st, in April',
      { kind: 'monthly', day: 31, at: eight },
      usualZone,
      '2026-04-01T00:00+08:00',
      '2026-04-30T08:00+08:00',
    ],
    ['at once, in the evening', { kind: 'published' }, usualZone, '2026-04-01T22:00+08:00', '2026-04-02T08:00+08:00'],
    ['at once, at noon', { kind: 'published' }, usualZone, '2026-04-01T12:01+08:00', '2026-04-01T13:00+08:00'],
    ['New York, summer', { kind: 'daily', at: eight }, 'America/New_York', '2026-07-01T00:00Z', '2026-07-01T12:00Z'],
    ['New York, winter', { kind: 'daily', at: eight }, 'America/New_York', '2026-12-01T00:00Z', '2026-12-01T13:00Z'],
    [
      'an hour that clocks skip',
      { kind: 'daily', at: { hour: 2, minute: 30 } },
      'America/New_York',
      '2026-03-08T05:00Z',
      '2026-03-08T07:30Z',
    ],
    [
      'an hour that clocks show twice',
      { kind: 'daily', at: { hour: 1, minute: 30 } },
      'America/New_York',
      '2026-11-01T04:00Z',
      '2026-11-01T05:30Z',
    ],
    [
      'and not again the same day',
      { kind: 'daily', at: { hour: 1, minute: 30 } },
      'America/New_York',
      '2026-11-01T05:30Z',
      '2026-11-02T06:30Z',
    ],
    [
      'Lord Howe Island, half an hour',
      { kind: 'daily', at: eight },
      'Australia/Lord_Howe',
      '2026-07-01T00:00Z',
      '2026-07-01T21:30Z',
    ],
  ])('%s', (_, rhythm, zone, now, expected) => {
    expect(iso(nextSlot(rhythm, zone, Date.parse(now)))).toBe(iso(Date.parse(expected)))
  })
})

const time = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
const rhythms: fc.Arbitrary<Rhythm> = fc.oneof(
  fc.record({ kind: fc.constant('daily' as const), at: time }),
  fc.record({
    kind: fc.constant('weekly' as const),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    at: time,
  }),
  fc.record({ kind: fc.constant('monthly' as const), day: fc.integer({ min: 1, max: 31 }), at: time }),
  fc.constant({ kind: 'published' as const }),
)
const zones = fc.constantFrom(usualZone, 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC')
const instants = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) })

test('the latest, the next and the slots between agree, whatever the zone', () => {
  fc.assert(
    fc.property(rhythms, zones, instants, (rhythm, zone, now) => {
      const latest = latestSlot(rhythm, zone, now)
      const next = nextSlot(rhythm, zone, now)
      expect(latest).toBeLessThanOrEqual(now)
      expect(next).toBeGreaterThan(now)
      expect(slotsBetween(rhythm, zone, latest - 1, next)).toEqual([latest, next])
      expect(latestSlot(rhythm, zone, next)).toBe(next)
    }),
    { numRuns: 300 },
  )
})

test('a year has as many slots as its calendar', () => {
  const count = (rhythm: Rhythm) =>
    slotsBetween(rhythm, usualZone, Date.parse('2025-12-31T23:59+08:00'), Date.parse('2026-12-31T23:59+08:00')).length
  expect(count({ kind: 'daily', at: eight })).toBe(365)
  expect(count({ kind: 'weekly', days: [4], at: eight })).toBe(53)
  expect(count({ kind: 'monthly', day: 31, at: eight })).toBe(12)
  expect(count({ kind: 'published' })).toBe(365 * 15)
})

test('zones are known by their names', () => {
  expect(['Asia/Shanghai', 'UTC'].every(isZone)).toBe(true)
  expect(['Asia/Beijing', '火星'].some(isZone)).toBe(false)
})
