import { codes, isWithin, names, placeAt } from './divisions.ts'
import { type Reading, readingsAt } from './lexicon.ts'
import type { Place, PlaceMention } from './place.ts'
import { costOf, everydayUse } from './words.ts'

/**
 * A text is cut into names and ordinary words so that the sum of their costs is least; a cost is -ln of how common a
 * word is. Names of units compete with words on these terms: 决定/安排 is cheaper than 决/定安/排, 五常市/民意乡 than
 * 五常/市民/意/乡. The costs of names are what the tables of the tests settled.
 */
const cost = {
  /** A character that the dictionary lacks. */
  unknown: 13,
  /** Punctuation, a number, a Latin word. */
  other: 2,
  upper: 6,
  /** 赵县, 达旗: a full name of two characters. */
  short: 10,
  township: 8,
  /** 军粮城街, 北京街. */
  form: 9,
  bare: 10.5,
  bareTownship: 12,
  /** Whatever stands after its parent, or where only a name fits. */
  placed: 6,
}

/** A place in the text before it is known what came before. */
interface Step {
  start: number
  end: number
  /** Units, by their positions in `codes`; empty for words. */
  units: number[]
  cost: number
}

const slotBefore = /(?:^|[\s\p{P}\p{S}]|[和与跟及比查问看在是把给对]|关于|请问|查询|比较|对比|帮我|一下|知道)$/u
const slotAfter =
  /^(?:$|[\s\p{P}\p{S}]|\d|[二两][〇○零]|[一二三四五六七八九〇零]{2,4}年|[去今前上本近历]年|[的和与跟及在呢比有共收]|(?:人民)?政府|发改|教[育体]局|财政|民政局|住建|卫健|人社|自然资源|生态环境|市场监管|税务|气象局|审计|统计局|司法|信访局|应急|医保|城管|农业农村|水[利务]局|交通|文[化旅]|退役|商务局|科技局|工信|林业局)/u

const joint = /^(?:[\s·/\\>＞、-]{0,3}|的|下辖的?|下属的?)$/
const cluster = /^(?:\d+(?:年度?)?|[A-Za-z]+)/
const isOther = /[\s\p{P}\p{S}\dA-Za-z]/u

/** Whether a unit lies in another, or in one of those that took an abolished one's place. */
const belongs = (child: number, parent: number): boolean => {
  const code = codes[child]!
  const above = codes[parent]!
  if (code === above) return false
  if (code.startsWith(above) || isWithin(code, above)) return true
  return placeAt(parent).successors?.some(heir => heir !== code && isWithin(code, heir)) ?? false
}

const under = (units: number[], parents: number[]): number[] =>
  units.filter(unit => parents.some(parent => belongs(unit, parent)))

const isTownship = (unit: number) => codes[unit]!.length === 9
const addressLike = /[路街村里]$/
export {}
