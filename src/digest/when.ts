import { hanDigits } from '../question/operations.ts'
import type { ClockTime, Rhythm, Zone } from './subscription.ts'
import { usualTime } from './subscription.ts'

/** Reads when something is wanted out of one line: 每周一早上8点, 每月底, 有新报告就发. */

export interface When {
  rhythm: Rhythm | null
  zone: Zone | null
  /** The line without the words that were read. */
  rest: string
}

const number = '(?:\\d{1,4}|[零〇一二两三四五六七八九十]{1,4})'

/** 8, 十, 十二, 二十三; NaN for what is no number. */
export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const [, tens, ten, ones] = /^([一二两三四五六七八九]?)(十?)([零〇一二两三四五六七八九]?)$/.exec(text) ?? []
  if (ten === undefined || text === '') return Number.NaN
  const high = ten ? (tens ? hanDigits[tens]! : 1) * 10 : 0
  if (!ten && tens && ones) return Number.NaN
  return high + (ones ? hanDigits[ones]! : ten ? 0 : hanDigits[tens!]!)
}

/** A sentence for whoever asked for what cannot be. */
export class UnclearWish extends Error {
  override name = 'UnclearWish'
}

const zones: Record<string, Zone> = {
  北京: 'Asia/Shanghai',
  上海: 'Asia/Shanghai',
  香港: 'Asia/Hong_Kong',
  台北: 'Asia/Taipei',
  新疆: 'Asia/Urumqi',
  乌鲁木齐: 'Asia/Urumqi',
  东京: 'Asia/Tokyo',
  新加坡: 'Asia/Singapore',
  伦敦: 'Europe/London',
  巴黎: 'Europe/Paris',
  柏林: 'Europe/Berlin',
  莫斯科: 'Europe/Moscow',
  纽约: 'America/New_York',
  旧金山: 'America/Los_Angeles',
  洛杉矶: 'America/Los_Angeles',
  悉尼: 'Australia/Sydney',
}

const zonePattern = new RegExp(`(${Object.keys(zones).join('|')})(?:当地)?时[间区]`)

type Take = (pattern: RegExp) => RegExpExecArray | null

/** A text out of which words are taken one after another; what is taken leaves a blank. */
function taking(text: string): { take: Take; rest: () => string } {
  let left = text
  return {
    take: pattern => {
      const match = pattern.exec(left)
      if (match) left = `${left.slice(0, match.index)} ${left.slice(match.index + match[0].length)}`
      return match
    },
    rest: () => left,
  }
}

const unsupported =
  /每(?:隔)?(?:两|二|三|四|半|几|\d+)个?(?:天|日|周|星期|月|小时|年)|隔(?:天|日|周|月|年)|双周|每个?(?:小时|钟头|分钟|季度?|半年|年)|每年/
const only = '我只能每天、每周、每月或在有新报告时发送，例如“每周一早上8点订阅开封市”。'

const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** 2月31日, 13月1日: a date that no year has. A date of one day in the year cannot be had either, and is told apart. */
function refuseDates(take: Take): void {
  const date = take(new RegExp(`(${number})月(?:份)?的?(${number})[日号]`))
  if (!date) return
  const [, month, dayOfMonth] = [date[0], numberOf(date[1]!), numberOf(date[2]!)]
  const length = lengths[month - 1]
  if (length === undefined) throw new UnclearWish(`一年没有${month}月，请换一个时间，例如“每月1日早上8点”。`)
  if (!(dayOfMonth >= 1 && dayOfMonth <= length))
    throw new UnclearWish(`${month}月没有${dayOfMonth}日，请换一个时间，例如“每月最后一天早上8点”。`)
  throw new UnclearWish(only)
}

const halves: Record<string, [from: number, to: number, add: number]> = {
  凌晨: [0, 6, 0],
  清晨: [4, 9, 0],
  早晨: [4, 11, 0],
  早上: [4, 11, 0],
  早: [4, 11, 0],
  上午: [6, 12, 0],
  中午: [11, 14, 0],
  下午: [12, 18, 12],
  傍晚: [16, 20, 12],
  晚上: [17, 23, 12],
  晚: [17, 23, 12],
  夜里: [18, 23, 12],
}

const timePattern = new RegExp(
  `(${Object.keys(halves).join('|')})?的?(${number})(?:点钟?|时|[:：](?=\\d{2}))(半|一刻|三刻|${number}分?)?整?`,
)

function readTime(take: Take): ClockTime | null {
  const match = take(timePattern)
  if (!match) return null
  const [said, half, hours, past] = match
  const hour = numberOf(hours!)
  const fixed: Record<string, number> = { 半: 30, 一刻: 15, 三刻: 45 }
  const minute = past === undefined ? 0 : (fixed[past] ?? numberOf(past.replace('分', '')))
  if (take(timePattern)) throw new UnclearWish('一个订阅只能有一个时间，请分成两个订阅。')
  const shown = said.replace(/^的/, '')
  if (!(hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59))
    throw new UnclearWish(`没有“${shown}”这个时间，一天从0点到23点59分，例如“早上8点”。`)
  if (half === undefined) return { hour, minute }
  const [from, to, add] = halves[half]!
  const full = hour < 12 && !(half === '中午' && hour >= 11) ? hour + (half === '中午' ? 12 : add) : hour
  if (full < from || full > to || (half === '凌晨' && hour === 12))
    throw new UnclearWish(`“${shown}”说不准是几点，请用24小时制，例如“20点”。`)
  return { hour: full, minute }
}

const dayNumbers: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 6, 七: 7 }
const weekday = '(?:周|星期|礼拜)?(?:[一二三四五六日天](?![点时])|[1-7](?![0-9点时:]))'

function readDays(take: Take): ((at: ClockTime) => Rhythm) | null {
  if (
    take(
      /(?:一?有|一旦有|随时有?|凡有)?新的?(?:年度?)?报告?(?:发布|公布|收录|出来|更新)?(?:时|后|就|马上|立即|立刻)+(?:发送?|推送?|通知|提醒|告诉我)?|(?:发布|公布|收录|更新)(?:时|后|就)(?:发送?|推送?|通知)?|即时|实时|随时/,
    )
  )
    return () => ({ kind: 'published' })
  if (take(/每个?(?:工作日|上班日)|工作日/)) return at => ({ kind: 'weekly', days: [1, 2, 3, 4, 5], at })
  if (take(/每个?周末|每(?:个)?(?:周|星期|礼拜)末/)) return at => ({ kind: 'weekly', days: [6, 7], at })
  const week = take(new RegExp(`每个?(?:周|星期|礼拜)(?:的)?(${weekday}(?:[、,，和及与]?${weekday})*)?`))
  if (week) {
    const said = [...(week[1] ?? '一').matchAll(/[一二三四五六日天1-7]/g)].map(
      ([day]) => dayNumbers[day!] ?? Number(day),
    )
    if (/^每个?(?:周|星期|礼拜)(?:的)?$/.test(week[0]) && take(/^\s*[八九十089]/))
      throw new UnclearWish('一周只有周一到周日，例如“每周一早上8点”。')
    return at => ({ kind: 'weekly', days: [...new Set(said)].sort((a, b) => a - b), at })
  }
  if (take(/每个?月(?:的)?(?:月?底|最后一[天日]|末|月末)|月底/)) return at => ({ kind: 'monthly', day: 31, at })
  const month = take(new RegExp(`每个?月(?:的)?(?:(${number})[日号])?(?:那天)?`))
  if (month) {
    const day = month[1] === undefined ? 1 : numberOf(month[1])
    if (!(day >= 1 && day <= 31))
      throw new UnclearWish(`一个月没有${month[1]}日，请说1日到31日，例如“每月1日早上8点”。`)
    return at => ({ kind: 'monthly', day, at })
  }
  if (take(/每天|每日|天天|每一天|每个?(?=早上|早晨|上午|中午|下午|晚上)/)) return at => ({ kind: 'daily', at })
  return null
}

function readZone(take: Take, isZone: (name: string) => boolean): Zone | null {
  const named = take(/([A-Za-z]+\/[A-Za-z_/]+|UTC|GMT)(?:时间|时区)?/i)
  if (named) {
    const name = named[1]!.replace(
      /(^|[/_])([a-z])/g,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    )
    const zone = /^(?:utc|gmt)$/i.test(name) ? 'UTC' : name
    if (!isZone(zone)) throw new UnclearWish(`没有“${named[1]}”这个时区，请用“北京时间”或 Asia/Shanghai 这样的名称。`)
    return zone
  }
  const place = take(zonePattern)
  if (place) return zones[place[1]!]!
  // What stands before a name that is not known may be the time of day: 8点火星时间.
  const strange = take(/((?:(?![点时分半刻整])\p{Script=Han}){2,4}?)(?:当地)?时[间区]/u)
  if (strange) throw new UnclearWish(`不知道“${strange[1]}时间”，请用“北京时间”或 Asia/Shanghai 这样的名称。`)
  return null
}

/**
 * When a line wants something, and the line without it; the text is normalised. A time without a day is every day's, a day without a time
 * eight in the morning's.
 *
 * @throws UnclearWish for times that there are not, and for rhythms that cannot be had.
 */
export function readWhen(text: string, isZone: (name: string) => boolean): When {
  const { take, rest } = taking(text)
  const rare = unsupported.test(text)
  const zone = readZone(take, isZone)
  if (!/每个?月/.test(text)) refuseDates(take)
  if (rare) throw new UnclearWish(only)
  const days = readDays(take)
  const at = readTime(take)
  if (days === null && at === null) return { rhythm: null, zone, rest: rest() }
  const rhythm = (days ?? (time => ({ kind: 'daily', at: time })))(at ?? usualTime)
  return { rhythm, zone, rest: rest() }
}
