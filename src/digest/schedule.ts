import { type ClockTime, longestMonth, type Rhythm, type Zone } from './subscription.ts'

/** When subscriptions are due. A slot is the instant, in ms since 1970, at which one is to be sent. */

const minute = 60_000
const hour = 60 * minute

/** A slot that was missed is still sent within this time, ms. */
export const fresh = 12 * hour
const day = 24 * hour

/** Hours at which news are looked after for those who want them at once. */
const wakingHours: ClockTime[] = Array.from({ length: 15 }, (_, i) => ({ hour: 8 + i, minute: 0 }))

/** Whether a slot that has come may be sent now. News are not told at night: what the evening has left is the morning's. */
export const isOpen = (rhythm: Rhythm, slot: number, now: number): boolean =>
  rhythm.kind !== 'published' || now - slot < hour

/** A day of the calendar as the instant at which it begins in UTC: only its date is meant. */
type CalendarDay = number

const formats = new Map<Zone, Intl.DateTimeFormat>()

function formatOf(zone: Zone): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, format)
  return format
}

/** Whether there is such a time zone. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** What clocks of a zone show at an instant, as the instant at which UTC's show the same. */
function wallClock(zone: Zone, instant: number): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  return Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute, parts.second)
}

/** The instant at which clocks of a zone first show this; where they skip it, as much later as they jump. */
function instantOf(zone: Zone, wall: number): number {
  const offsets = [wall - day, wall + day].map(near => wallClock(zone, near) - near)
  const shown = offsets
    .map(offset => wall - offset)
    .filter(instant => wallClock(zone, instant) === wall)
    .sort((a, b) => a - b)
  return shown[0] ?? wall - offsets[0]!
}

function isDue(rhythm: Rhythm, date: CalendarDay): boolean {
  const calendar = new Date(date)
  switch (rhythm.kind) {
    case 'daily':
    case 'published':
      return true
    case 'weekly':
      return rhythm.days.includes(calendar.getUTCDay() || 7)
    case 'monthly': {
      const last = new Date(Date.UTC(calendar.getUTCFullYear(), calendar.getUTCMonth() + 1, 0)).getUTCDate()
      return calendar.getUTCDate() === Math.min(rhythm.day, last)
    }
  }
}

function slotsOn(rhythm: Rhythm, zone: Zone, date: CalendarDay): number[] {
  if (!isDue(rhythm, date)) return []
  const times = rhythm.kind === 'published' ? wakingHours : [rhythm.at]
  return times.map(at => instantOf(zone, date + at.hour * hour + at.minute * minute))
}

const dateAt = (zone: Zone, instant: number): CalendarDay => Math.floor(wallClock(zone, instant) / day) * day

/** No rhythm is silent for longer, in days. */
const longestGap = longestMonth + 1

/** The last slot at or before an instant. */
export function latestSlot(rhythm: Rhythm, zone: Zone, now: number): number {
  for (let back = 0, date = dateAt(zone, now); back <= longestGap; back++, date -= day) {
    const slot = slotsOn(rhythm, zone, date).findLast(each => each <= now)
    if (slot !== undefined) return slot
  }
  throw new Error(`a rhythm without slots: ${JSON.stringify(rhythm)}`)
}

/** The first slot after an instant. */
export function nextSlot(rhythm: Rhythm, zone: Zone, now: number): number {
  for (let ahead = 0, date = dateAt(zone, now); ahead <= longestGap; ahead++, date += day) {
    const slot = slotsOn(rhythm, zone, date).find(each => each > now)
    if (slot !== undefined) return slot
  }
  throw new Error(`a rhythm without slots: ${JSON.stringify(rhythm)}`)
}
