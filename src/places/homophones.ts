import { closes, joins, opens, yearFollows } from './context.ts'
import { cut, type Step, unitsOf, within } from './cut.ts'
import { placesOf } from './find.ts'
import { type Lexicon, lexiconBy, names, type Reading, readingsAt } from './lexicon.ts'
import type { PlaceMention } from './place.ts'
import { isTownship } from './register.ts'
import { readingsOf, soundsOf } from './sounds.ts'
import { costOf } from './words.ts'

let built: Lexicon | undefined
const heard = (): Lexicon => {
  built ??= lexiconBy(readingsOf, soundsOf)
  return built
}

/** Builds the tables of names, as written and as they sound, that the first texts would else wait for. */
export const prepareNames = (): void => {
  names()
  heard()
}

/** Words that no name begins with: 住房和城乡建设 does not speak of 鹤城乡. */
const particle = /^[和与及或的在对各全本该每我你他等为向从被把是有到将以了不这那哪几]/

/** Whether a stretch may be a slip for the name: written otherwise, with a character of it and its word for the level. */
const isSlip = (written: string, { form, naming }: Reading): boolean => {
  const stem = naming === 'bare' ? form.length : form.length - 1
  if (stem < 2 || written === form || particle.test(written) || written.slice(stem) !== form.slice(stem)) return false
  if (costOf(written) !== undefined || costOf(written.slice(0, stem)) !== undefined) return false
  for (let at = 0; at < stem; at++) if (written[at] === form[at]) return true
  return false
}

/** What the text from `start` on sounds like, the longest such stretch; null where it is written right or is a word. */
const slipAt = (text: string, keys: string, start: number, edges: Set<number>, parent: Step | undefined) => {
  const readings = readingsAt(heard(), keys, text, start)
  const ends = [...new Set(readings.map(reading => reading.end))].sort((a, b) => b - a)
  for (const end of ends) {
    const written = text.slice(start, end)
    const same = readings.filter(reading => reading.end === end)
    if (!edges.has(end) || same.some(reading => reading.form === written)) continue
    const slips = same.filter(reading => {
      if (!isSlip(written, reading)) return false
      if (reading.naming !== 'bare') return true
      return parent ? closes(text, end) : opens(text, start) && yearFollows(text, end)
    })
    const upper = slips.filter(reading => reading.naming !== 'bare' || !isTownship(reading.unit))
    const units = unitsOf(upper.length > 0 || end - start < 3 ? upper : slips)
    const kept = parent ? within(units, parent.units) : units
    if (kept.length > 0) return { end, units: kept }
  }
  return null
}

/**
 * Stretches that name no place as written but sound like one: 顺和区 for 顺河回族区. A parent named right before narrows
 * them and belongs to the mention. They are guesses, to be asked back or said aloud, never taken in silence.
 */
export const homophones = (text: string): PlaceMention[] => {
  const steps = cut(text)
  const edges = new Set(steps.map(step => step.end))
  const keys = soundsOf(text)
  const found: PlaceMention[] = []
  let parent: Step | undefined
  let free = 0
  for (const step of steps) {
    if (step.units.length > 0) parent = step
    if (step.units.length > 0 || step.start < free) continue
    const above = parent && joins(text.slice(parent.end, step.start)) ? parent : undefined
    const slip = slipAt(text, keys, step.start, edges, above)
    if (slip === null) continue
    free = slip.end
    const start = above?.start ?? step.start
    found.push({ start, end: slip.end, text: text.slice(start, slip.end), places: placesOf(slip.units), via: 'pinyin' })
  }
  return found
}
