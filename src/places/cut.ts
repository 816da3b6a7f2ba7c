import { type Reading, readingsAt } from './lexicon.ts'
import { codeAt, former, isTownship, isWithin } from './register.ts'
import { costOf, everydayUse, isOutshone } from './words.ts'

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
  /** 开封 */
  bare: 10.5,
  /** 军粮城 */
  bareTownship: 12,
  /** Whatever follows its parent, or stands where only a name fits. */
  placed: 6,
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
const beforeName = /[\s\p{P}\p{S}]$|[和与跟及比查问看在是把给]$|关于$|请问$|查询$|比较$|对比$|帮我$|一下$|知道$/u
const year = '\\d{2,4}年|[一二三四五六七八九〇零]{2,4}年|[去今前上本近历]年'
const beforeYear = new RegExp(`^(?:${year}|20\\d\\d(?!\\d))`)
const afterName = new RegExp(
  `^(?:$|[\\s\\p{P}\\p{S}]|\\d|${year}|[的和与跟及在呢比有共收]|(?:人民)?政府|发改|教[育体]局|财政|民政局|住建|卫健|人社|自然资源|生态环境|市场监管|税务|气象局|审计|统计局|司法|信访局|应急|医保|城管|农业农村|水[利务]局|交通|文[化旅]|退役|商务局|科技局|工信|林业局)`,
  'u',
)
/** What makes a bare name part of another one: 中山路, 南山医院. */
const otherName = /^(?:[路巷]|街(?!道)|大道|大街|大学|学院|中学|小学|医院|机场|公园|山脉|半岛|海峡|盆地)/
const addressLike = /[路街村里]$/
/** What may stand between a parent and its child: 鹤岗的南山, 越秀区人民政府北京街道办事处. */
export const joint = /^(?:[\s·/\\>＞]{0,3}|的|(?:人民)?政府)$/

/** Whether a unit lies in another one, or in a unit that took an abolished one's place. */
const belongs = (child: number, parent: number): boolean => {
  const code = codeAt(child)
  if (child === parent) return false
  if (isWithin(code, codeAt(parent))) return true
  return former.get(codeAt(parent))?.successors.some(heir => heir !== code && isWithin(code, heir)) ?? false
}

/** Those of the units that lie in one of the parents. */
export const within = (units: number[], parents: number[]): number[] =>
  parents.length === 0 ? none : units.filter(unit => parents.some(parent => belongs(unit, parent)))

export const unitsOf = (readings: Reading[]): number[] => [...new Set(readings.map(reading => reading.unit))]

interface Offer {
  units: number[]
  price: number
}

/** A name and what surrounds it. */
interface Surroundings {
  key: string
  /** Whether only a name fits before it. */
  opened: boolean
  /** The text after it. */
  rest: string
}

const isBare = (reading: Reading) => reading.naming === 'bare'

/** The name of a child right after its parent's. */
const childOffer = ({ key, rest }: Surroundings, readings: Reading[], parents: number[]): Offer | null => {
  const units = within(unitsOf(readings), parents)
  if (units.length === 0) return null
  const loose =
    readings.every(isBare) &&
    (everydayUse(key) !== undefined || addressLike.test(key) || (key.length < 3 && units.every(isTownship)))
  return loose && !afterName.test(rest) ? null : { units, price: cost.placed }
}

const priceOf = (key: string, readings: Reading[]): number => {
  if (key.length === 2) return cost.short
  if (readings.some(reading => !isTownship(reading.unit))) return cost.upper
  return readings.some(reading => reading.naming === 'full') ? cost.township : cost.townshipForm
}

/** A name on its own. */
const lonelyOffer = ({ key, opened, rest }: Surroundings, readings: Reading[]): Offer | null => {
  const said = readings.filter(reading => !isBare(reading))
  const upper = readings.filter(
    reading => isBare(reading) && !isTownship(reading.unit) && !isOutshone(codeAt(reading.unit)),
  )
  const everyday = everydayUse(key)
  if (everyday !== undefined) {
    const fits = everyday === 'slot' && opened && afterName.test(rest)
    return fits && said.length + upper.length > 0 ? { units: unitsOf([...said, ...upper]), price: cost.placed } : null
  }
  if (said.length > 0) return { units: unitsOf([...said, ...upper]), price: priceOf(key, said) }
  if (upper.length > 0) return { units: unitsOf(upper), price: cost.bare }
  // Nothing but a township's short name, and any two characters may be one.
  if (costOf(key) !== undefined || addressLike.test(key)) return null
  if (key.length > 2) return { units: unitsOf(readings), price: cost.bareTownship }
  return readings.length <= 3 && opened && beforeYear.test(rest)
    ? { units: unitsOf(readings), price: cost.placed }
    : null
}

/** What the text from `start` to `end` names, with its cost; null where it cannot mean a unit. */
const offerOf = (text: string, start: number, end: number, readings: Reading[], parents: number[]): Offer | null => {
  const surroundings: Surroundings = {
    key: text.slice(start, end),
    opened: start === 0 || beforeName.test(text.slice(Math.max(0, start - 2), start)),
    rest: text.slice(end, end + 8),
  }
  if (readings.every(isBare) && (everydayUse(surroundings.key) === 'never' || otherName.test(surroundings.rest)))
    return null
  return childOffer(surroundings, readings, parents) ?? lonelyOffer(surroundings, readings)
}

/** The cheapest cut of the text, from its start. */
export const cut = (text: string): Step[] => {
  const total = new Float64Array(text.length + 1).fill(Number.POSITIVE_INFINITY)
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
    return joint.test(text.slice(step.start, at)) ? (last[step.start]?.units ?? none) : none
  }
  for (let start = 0; start < text.length; start++) {
    if (total[start] === Number.POSITIVE_INFINITY) continue
    const character = text[start]!
    if (isOther.test(character)) {
      run.lastIndex = start
      take(start, start + (run.exec(text)?.[0].length ?? 1), cost.other, none)
      continue
    }
    take(start, start + 1, costOf(character) ?? cost.unknown, none)
    for (let end = start + 2; end <= start + 4 && end <= text.length; end++) {
      const price = costOf(text.slice(start, end))
      if (price !== undefined) take(start, end, price, none)
    }
    const readings = readingsAt(text, start)
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
