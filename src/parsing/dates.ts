import { solid } from './fold.ts'
import type { Frame } from './frame.ts'

/** The year that a report is about, and the day on which it was published. */

const hanDigits = '〇一二三四五六七八九'
const hanYear = /[二][〇零○][〇零○一二三四五六七八九]{2}(?=年)/g

/** 二〇二〇年 → 2020年 */
function withDigits(text: string): string {
  return text.replace(hanYear, year =>
    [...year.replace(/[零○]/g, '〇')].map(digit => hanDigits.indexOf(digit)).join(''),
  )
}

/**
 * The reporting year: the title's, else that of the statistical period, else the one that the text speaks of most. The days on which the
 * report was signed or published belong to the year after.
 */
export function yearOf(title: string | null, frame: Frame): number | null {
  const ofTitle = (title === null ? null : yearInTitle(title)) ?? yearBelowTitle(frame)
  const text = withDigits(solid(frame.lines.join('\n')))
  const period = calendarYear.exec(text)?.[1]
  if (ofTitle !== null && (period === undefined || ofTitle === Number(period))) return ofTitle
  if (ofTitle !== null) return yearCovered(ofTitle, Number(period), text.replaceAll(solid(title ?? ''), ''), frame)
  // A window's title is the site's word; that the report came out the year after makes it the report's.
  const ofPage = frame.given.map(yearOfPage).find(found => found !== null && found === yearBefore(publishedOn(frame)))
  if (typeof ofPage === 'number') return ofPage
  if (period !== undefined) return Number(period)
  return mostNamedYear(text) ?? yearBefore(publishedOn(frame))
}

/** The year of the report's title within the page's or the file's. */
function yearOfPage(given: string): number | null {
  const title = /20[0-3]\d年?(?:度|政府|政务)?.{0,12}?信息公开.{0,6}?(?:年度报告|年报)/.exec(
    withDigits(solid(given)),
  )?.[0]
  return title === undefined ? null : yearInTitle(title)
}

/** （2022年度） on a line of its own above the text. */
function yearBelowTitle({ head }: Frame): number | null {
  const years = head.map(line => /^[([](20[0-3]\d)年度?[)\]]$/.exec(withDigits(solid(line)))?.[1])
  const year = years.find(found => found !== undefined)
  return year === undefined ? null : Number(year)
}

/** The year that a title names. */
export function yearInTitle(title: string): number | null {
  const year = /(20[0-3]\d)(?=年|政府|信息|$|[)])/.exec(withDigits(title))?.[1]
  return year === undefined ? null : Number(year)
}

const calendarYear = /(20[0-3]\d)[年./-]0?1[月./-]0?1日?.{0,10}?12[月./-]31/

/**
 * Title and statistical period differ: the title may name the year in which the report came out, or the period may be last year's text.
 * The day of publication tells, or else what the text speaks of; the year covered is the one that counts.
 */
function yearCovered(ofTitle: number, period: number, text: string, frame: Frame): number {
  const before = yearBefore(publishedOn(frame)) ?? mostNamedYear(text)
  return before === ofTitle ? ofTitle : period
}

/** 2021年，我区将…: of the year to come, and not of the one that the report covers. */
const planned = /(?<![〔[(（\d])20[0-3]\d年[^。；\n]{0,30}?(?:将(?!近)|计划|打算|拟|继续|进一步)/g

function mostNamedYear(whole: string): number | null {
  const text = whole.replace(planned, '')
  const counts = new Map<number, number>()
  for (const [, year] of text.matchAll(/(?<![〔[(（\d])(20[0-3]\d)年(?!\d{1,2}月)/g)) {
    counts.set(Number(year), (counts.get(Number(year)) ?? 0) + 1)
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1])
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : null
}

function yearBefore(date: string | null): number | null {
  return date === null || date.slice(5, 7) > '06' ? null : Number(date.slice(0, 4)) - 1
}

const day = '(20[0-3]\\d)[-年/.](\\d{1,2})[-月/.](\\d{1,2})日?'
const labelled = [
  /(?:发布|公开|公布|发文)(?:日期|时间)[:：]?/,
  /(?<!成文|更新|修改|生成|截止|有效|访问)(?:日期|时间)[:：]/,
  /(?:成文|生成)(?:日期|时间)[:：]/,
]
const alone = new RegExp(`^[(]?${day}[)]?$`)
/** A day, and behind it what a page prints beside it. */
const leading = new RegExp(
  `^${day}(?:\\s*\\d{1,2}:\\d{2}(?::\\d{2})?)?\\s*(?:信息来源|文章来源|来源|作者|浏览|点击|阅读|访问|字[体号])`,
)
/** The body's name and the day, on one line. */
const signature = new RegExp(
  `^[\\p{Script=Han}()]{2,40}(?:政府|局|厅|室|委|会|处|院|队|海关|站|所|镇|乡|街道)${day}$`,
  'u',
)

/** ISO date; the signature's where no day of publication is printed. */
export function publishedOn(frame: Frame): string | null {
  if (frame.publishedOn !== undefined) return frame.publishedOn
  const lines = [...frame.head, ...frame.tail].map(line => withDigits(solid(line)))
  for (const label of labelled) {
    for (const line of lines) {
      const date = isoDate(new RegExp(`${label.source}${day}`).exec(line))
      if (date !== null) return date
    }
  }
  const above = frame.head.map(line => isoDate(leading.exec(withDigits(line)))).find(date => date !== null)
  if (above) return above
  for (const line of lines.toReversed()) {
    const date = isoDate(alone.exec(line))
    if (date !== null) return date
  }
  const signed = frame.tail.map(line => isoDate(signature.exec(withDigits(solid(line)))))
  return signed.findLast(date => date !== null) ?? null
}

function isoDate(match: RegExpExecArray | null): string | null {
  if (match === null) return null
  const iso = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : null
}
