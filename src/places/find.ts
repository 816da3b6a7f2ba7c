import { placeAt } from './divisions.ts'
import { type Reading, readingsAt } from './lexicon.ts'
import type { Place, PlaceMention } from './place.ts'
import { codeAt, former, isTownship, isWithin, nameAt } from './register.ts'
import { costOf, everydayUse } from './words.ts'

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
  form: 9,
  /** 开封 */
  bare: 10.5,
  /** 军粮城 */
  bareTownship: 12,
  /** Whatever follows its parent, or stands where only a name fits. */
  placed: 6,
}

/** A word or a name of the cut; `units` are positions in the register, none for a word. */
interface Step {
  start: number
  end: number
  units: number[]
}

const none: number[] = []
const isOther = /[\s\p{P}\p{S}\dA-Za-z]/u
const run = /\d+年?度?|[A-Za-z]+/y
const beforeName = /[\s\p{P}\p{S}]$|[和与跟及比查问看在是把给]$|关于$|请问$|查询$|比较$|对比$|帮我$|一下$|知道$/u
const afterName =
  /^(?:$|[\s\p{P}\p{S}]|\d|[一二三四五六七八九〇零]{2,4}年|[去今前上本近历]年|[的和与跟及在呢比有共收]|(?:人民)?政府|发改|教[育体]局|财政|民政局|住建|卫健|人社|自然资源|生态环境|市场监管|税务|气象局|审计|统计局|司法|信访局|应急|医保|城管|农业农村|水[利务]局|交通|文[化旅]|退役|商务局|科技局|工信|林业局)/u
/** What makes a bare name part of another one: 中山路, 南山医院. */
const otherName = /^(?:[路巷]|街(?!道)|大道|大街|大学|学院|中学|小学|医院|机场|公园|山脉|半岛|海峡|盆地)/
/** What may stand between a parent and its child. */
const joint = /^(?:[\s·/\\>＞]{0,3}|的)$/

/** Whether a unit lies in another one, or in a unit that took an abolished one's place. */
const belongs = (child: number, parent: number): boolean => {
  const code = codeAt(child)
  if (child === parent) return false
  if (isWithin(code, codeAt(parent))) return true
  return former.get(codeAt(parent))?.successors.some(heir => heir !== code && isWithin(code, heir)) ?? false
}

const within = (units: number[], parents: number[]) =>
  units.filter(unit => parents.some(parent => belongs(unit, parent)))

const unitsOf = (readings: Reading[]) => [...new Set(readings.map(reading => reading.unit))]

/** The name's step with its cost, or null where the text cannot mean a unit by it. */
const nameStep = (text: string, start: number, end: number, readings: Reading[], parents: number[]) => {
  const key = text.slice(start, end)
  const rest = text.slice(end, end + 8)
  const everyday = everydayUse(key)
  const bare = readings.every(reading => reading.naming === 'bare')
  if (bare && (everyday === 'never' || otherName.test(rest))) return null

  const children = parents.length > 0 ? within(unitsOf(readings), parents) : none
  if (children.length > 0) {
    const address = /[路街村里]$/.test(key)
    const loose = bare && (everyday || address || (key.length < 3 && children.every(isTownship)))
    if (!loose || afterName.test(rest)) return { units: children, cost: cost.placed }
  }

  const placed = () =>
    (start === 0 || beforeName.test(text.slice(Math.max(0, start - 2), start))) && afterName.test(rest)
  if (everyday)
    return everyday === 'slot' && placed()
      ? {
          units: unitsOf(readings.filter(reading => reading.naming !== 'bare' || !isTownship(reading.unit))),
          cost: cost.placed,
        }
      : null

  const upper = readings.filter(reading => !isTownship(reading.unit))
  const strong = readings.filter(reading => reading.naming !== 'bare')
  if (strong.length > 0) {
    const price =
      end - start === 2
        ? cost.short
        : strong.every(reading => isTownship(reading.unit))
          ? strong.some(reading => reading.naming === 'full')
            ? cost.township
            : cost.form
          : cost.upper
    return { units: unitsOf([...strong, ...upper]), cost: price }
  }
  if (upper.length > 0) return { units: unitsOf(upper), cost: cost.bare }
  if (costOf(key) !== undefined || /[路街村里]$/.test(key)) return null
  if (key.length < 3) return readings.length <= 3 && placed() ? { units: unitsOf(readings), cost: cost.placed } : null
  return { units: unitsOf(readings), cost: cost.bareTownship }
}

/** The cheapest cut of the text, from its start. */
const cut = (text: string): Step[] => {
  const total = new Float64Array(text.length + 1).fill(Number.POSITIVE_INFINITY)
  const last: Step[] = []
  total[0] = 0
  const offer = (start: number, end: number, price: number, units: number[]) => {
    const sum = total[start]! + price
    if (sum >= total[end]!) return
    total[end] = sum
    last[end] = { start, end, units }
  }
  /** The units named right before a position, where a child may follow. */
  const parentsAt = (at: number): number[] => {
    const step = last[at]
    if (step === undefined || step.units.length > 0) return step?.units ?? none
    return joint.test(text.slice(step.start, at)) ? (last[step.start]?.units ?? none) : none
  }
  for (let start = 0; start < text.length; start++) {
    if (total[start] === Number.POSITIVE_INFINITY) continue
    const character = text[start]!
    if (isOther.test(character)) {
      run.lastIndex = start
      offer(start, start + (run.exec(text)?.[0].length ?? 1), cost.other, none)
      continue
    }
    offer(start, start + 1, costOf(character) ?? cost.unknown, none)
    for (let end = start + 2; end <= start + 4 && end <= text.length; end++) {
      const price = costOf(text.slice(start, end))
      if (price !== undefined) offer(start, end, price, none)
    }
    const readings = readingsAt(text, start)
    if (readings.length === 0) continue
    const parents = parentsAt(start)
    for (const [end, same] of Map.groupBy(readings, reading => reading.end)) {
      const step = nameStep(text, start, end, same, parents)
      if (step) offer(start, end, step.cost, step.units)
    }
  }
  const steps: Step[] = []
  for (let end = text.length; end > 0; end = last[end]!.start) steps.unshift(last[end]!)
  return steps
}

const order = (a: Place, b: Place) =>
  (a.abolished ?? 0) - (b.abolished ?? 0) || a.code.length - b.code.length || (a.code < b.code ? -1 : 1)

const mention = (text: string, start: number, step: Step): PlaceMention => {
  const own = text.slice(step.start, step.end)
  return {
    start,
    end: step.end,
    text: text.slice(start, step.end),
    places: step.units.map(placeAt).sort(order),
    via: step.units.some(unit => nameAt(unit) === own) ? 'name' : 'alias',
  }
}

/**
 * The places that a text names, from left to right, without overlaps. A run from parent to child (河南省开封市顺河区,
 * 鹤岗的南山) is one mention, of the child; a child that lies in none of the parents stands alone, with all its namesakes.
 * The text is simplified Chinese after NFKC.
 */
export const findPlaces = (text: string): PlaceMention[] => {
  const found: PlaceMention[] = []
  let previous: { start: number; step: Step } | undefined
  for (const step of cut(text)) {
    if (step.units.length === 0) continue
    const children =
      previous && joint.test(text.slice(previous.step.end, step.start)) ? within(step.units, previous.step.units) : none
    const merged = previous !== undefined && children.length > 0
    const start = merged ? previous!.start : step.start
    const kept: Step = merged ? { ...step, units: children } : step
    if (merged) found.pop()
    found.push(mention(text, start, kept))
    previous = { start, step: kept }
  }
  return found
}

/** The units of exactly this name, in full or shortened: 顺河区, 南山, 军粮城街道办事处. */
export const placesNamed = (name: string): Place[] =>
  unitsOf(readingsAt(name, 0).filter(reading => reading.end === name.length))
    .map(placeAt)
    .sort(order)
