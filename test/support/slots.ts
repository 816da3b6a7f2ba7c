import { nextSlot } from '../../src/digest/schedule.ts'
import type { Rhythm, Zone } from '../../src/digest/subscription.ts'

/** All slots after `from` up to and including `to`, ascending. */
export function slotsBetween(rhythm: Rhythm, zone: Zone, from: number, to: number): number[] {
  const slots: number[] = []
  for (let slot = nextSlot(rhythm, zone, from); slot <= to; slot = nextSlot(rhythm, zone, slot)) slots.push(slot)
  return slots
}
