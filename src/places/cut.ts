import { closes, continues, joins, mustBeName, opens, yearFollows } from './context.ts'
import { names, type Reading, readingsAt } from './lexicon.ts'
import { codeAt, former, isTownship, isWithin } from './register.ts'
import { costAt, costOf, everydayUse, isOutshone, lengthsAt } from './words.ts'

/**
 * A text is cut into names and ordinary words so that the sum of their costs is least; a cost is -ln of how common a
 * word is. So 决定/安排 beats 决/定安/排, and 五常市/民意乡 beats 五常/市民/意/乡. The costs of names are those with
 * which the tables of the tests come out right.
 */
const cost = {
  /** A character that the dictionary lacks. */
  unknown: 13,
  /** Punctuation, a number, a Latin word. */
  other: 2,
  /** 开封市 */
  upper: 6,
  /** 赵县, 达旗: full names of two characters. */
  short: 10,
  /** 民意乡 */
  township: 8,
  /** 军粮城街 */
  townshipForm: 9,
  /** What a township's name costs more behind a stray character: 河南/新乡, not 河/南新乡. */
  stray: 3,
  /** 开封 */
  bare: 10.5,
  /** 军粮城, dearer than most pairs of words: 大平台 is no township. */
  bareTownship: 15,
  /** What stands where only a name fits, or says its level after its parent. */
  placed: 6,
  /** 南山 after 鹤岗; dearer than a word for 和, lest 晋中和顺河 be 晋中/和顺/河. */
  child: 8,
}

/** A word or a name of the cut; `units` are positions in the register, none for a word. */
export interface Step {
  start: number
  end: number
  units: number[]
}

const none: number[] = []
const isOther = /[\s\p{P}\p{S}\dA-Za-z]/u
const run = /\d+年?度?|[A-Za-z]+/y
const addressLike = /[路街村里]$/

/** Whether a unit lies in another one, or in those of lesser rank or later date that took an abolished one's place. */
const belongs = (child: number, parent: number): boolean => {
  if (child === parent) return false
  const code = codeAt(child)
  const above = codeAt(parent)
  if (isWithin(code, above)) return true
  const heirs = former.get(above)?.successors ?? []
  return heirs.some(heir => (heir !== code || heir.length > above.length) && isWithin(code, heir))
}

/** Those of the units that lie in one of the parents. */
export const within = (units: number[], parents: number[]): number[] =>
  parents.length === 0 ? none : units.filter(unit => parents.some(parent => belongs(unit, parent)))

export const unitsOf = (readings: Reading[]): number[] => [...new Set(readings.map(reading => reading.unit))]

interface Offer {
  units: number[]
  price: number
}

/** A name where it stands. */
interface Spot {
  text: string
  start: number
  end: number
  key: string
}

const isBare = (reading: Reading) => reading.naming === 'bare'

/** The name of a child right after its parent's. */
const childOffer = ({ text, end, key }: Spot, readings: Reading[], parents: number[]): Offer | null => {
  const children = readings.filter(reading => within([reading.unit], parents).length > 0)
  if (children.length === 0) return null
  const said = children.filter(reading => !isBare(reading))
  const upper = children.filter(reading => !isTownship(reading.unit))
  const units = unitsOf(said.length > 0 ? said : upper.length > 0 ? upper : children)
  const loose =
    said.length === 0 &&
    (everydayUse(key) !== undefined || addressLike.test(key) || (key.length < 3 && units.every(isTownship)))
  return loose && !closes(text, end) ? null : { units, price: said.length > 0 ? cost.placed : cost.child }
}

const priceOf = ({ text, start, key }: Spot, readings: Reading[]): number => {
  if (key.length === 2) return cost.short
  if (readings.some(reading => !isTownship(reading.unit))) return cost.upper
  const own = readings.some(reading => reading.naming === 'full') ? cost.township : cost.townshipForm
  return opens(text, start) ? own : own + cost.stray
}

/** Whether another unit's name follows after 和: 东城和西城. */
const isPaired = (text: string, end: number): boolean =>
  /^[和与跟及、]/.test(text.slice(end, end + 1)) &&
  readingsAt(names(), text, text, end + 1).some(reading => !isTownship(reading.unit))

/** Those of the units whose own township is named right behind: 郊区长发镇, 市中区六里山街道. */
const withTownship = (text: string, end: number, units: number[]): number[] => {
  const next = readingsAt(names(), text, text, end).filter(reading => !isBare(reading) && isTownship(reading.unit))
  return units.filter(unit => next.some(reading => belongs(reading.unit, unit)))
}

/** A name on its own. */
const lonelyOffer = (spot: Spot, readings: Reading[]): Offer | null => {
  const { text, start, end, key } = spot
  const said = readings.filter(reading => !isBare(reading))
  const upper = readings.filter(
    reading => isBare(reading) && !isTownship(reading.unit) && !isOutshone(codeAt(reading.unit)),
  )
  const everyday = everydayUse(key)
  if (everyday !== undefined) {
    const holding = withTownship(text, end, unitsOf(said))
    if (holding.length > 0) return { units: holding, price: cost.placed }
    const fits = everyday === 'slot' && opens(text, start) && (isPaired(text, end) || mustBeName(text, start, end))
    return fits && said.length + upper.length > 0 ? { units: unitsOf([...said, ...upper]), price: cost.placed } : null
  }
  // 长安街 is a street before it is a subdistrict.
  if (key.endsWith('街') && costOf(key) !== undefined) return null
  if (said.length > 0) return { units: unitsOf([...said, ...upper]), price: priceOf(spot, said) }
  if (upper.length > 0) return { units: unitsOf(upper), price: cost.bare }
  // Nothing but a township's short name, and any two characters may be one.
  if (costOf(key) !== undefined || addressLike.test(key)) return null
  if (key.length > 2) {
    const price = opens(text, start) && closes(text, end) ? cost.bare : cost.bareTownship
    return { units: unitsOf(readings), price }
  }
  return readings.length <= 3 && opens(text, start) && yearFollows(text, end)
    ? { units: unitsOf(readings), price: cost.placed }
    : null
}

/** What the text from `start` to `end` names, with its cost; null where it cannot mean a unit. */
const offerOf = (text: string, start: number, end: number, readings: Reading[], parents: number[]): Offer | null => {
  const spot: Spot = { text, start, end, key: text.slice(start, end) }
  if (readings.every(isBare) && (everydayUse(spot.key) === 'never' || continues(text, end))) return null
  return childOffer(spot, readings, parents) ?? lonelyOffer(spot, readings)
}

/** A question is cut for the names that are written, and once more for those that are heard. */
let lastCut: { text: string; steps: readonly Step[] } | null = null

/** The cheapest cut of the text, from its start. */
export const cut = (text: string): readonly Step[] => {
  if (lastCut?.text !== text) lastCut = { text, steps: cheapest(text) }
  return lastCut.steps
}

const cheapest = (text: string): Step[] => {
  // A plain array: a typed one lies outside the heap, and making it takes longer than filling it.
  const total = new Array<number>(text.length + 1).fill(Number.POSITIVE_INFINITY)
  const last: Step[] = []
  total[0] = 0
  const take = (start: number, end: number, price: number, units: number[]) => {
    const sum = total[start]! + price
    if (sum >= total[end]!) return
    total[end] = sum
    last[end] = { start, end, units }
  }
  /** The units named right before a position, where a child may follow. */
  const parentsAt = (at: number): number[] => {
    const step = last[at]
    if (step === undefined || step.units.length > 0) return step?.units ?? none
    return joins(text.slice(step.start, at)) ? (last[step.start]?.units ?? none) : none
  }
  for (let start = 0; start < text.length; start++) {
    if (total[start] === Number.POSITIVE_INFINITY) continue
    const character = text[start]!
    if (isOther.test(character)) {
      run.lastIndex = start
      take(start, start + (run.exec(text)?.[0].length ?? 1), cost.other, none)
      continue
    }
    const single = costAt(text, start)
    take(start, start + 1, Number.isNaN(single) ? cost.unknown : single, none)
    const lengths = lengthsAt(text, start)
    for (let length = 2; length <= 4 && start + length <= text.length; length++) {
      if ((lengths & (1 << length)) === 0) continue
      const price = costOf(text.slice(start, start + length))
      if (price !== undefined) take(start, start + length, price, none)
    }
    const readings = readingsAt(names(), text, text, start)
    if (readings.length === 0) continue
    const parents = parentsAt(start)
    for (const [end, same] of Map.groupBy(readings, reading => reading.end)) {
      const offer = offerOf(text, start, end, same, parents)
      if (offer) take(start, end, offer.price, offer.units)
    }
  }
  const steps: Step[] = []
  for (let end = text.length; end > 0; end = last[end]!.start) steps.push(last[end]!)
  return steps.reverse()
}
