import { matchesOf } from './matches.ts'
import type { Years } from './query.ts'

/** A stretch of text that speaks of time. `shift` counts from the year that the conversation is about, and is `fromNow` where it is about none; no cell counts a `part` of a year. */
export interface TimeMatch {
  start: number
  end: number
  text: string
  meaning:
    | Years
    | { kind: 'shift'; by: number; fromNow?: number }
    | { kind: 'future'; words: string }
    | { kind: 'part'; words: string }
}

const hanDigits = '〇零一二三四五六七八九'
const digit = (char: string): number => {
  const at = hanDigits.indexOf(char)
  return /\d/.test(char) ? Number(char) : char === 'o' ? 0 : at <= 1 ? 0 : at - 1
}
const year4 = '(?:(?:19|20)\\d{2}|[二2][〇零0o][〇零一二三0-3o][〇零一二三四五六七八九0-9o])'
const year2 = '(?:[0-3]\\d|[〇零一二三][〇零一二三四五六七八九])'
const anyYear = `(?:${year4}|${year2})`

/** The year that a four- or two-digit writing means (20 → 2020, 二一 → 2021); reports exist from 2008 on. */
function yearOf(text: string): number {
  const value = [...text].reduce((sum, char) => sum * 10 + digit(char), 0)
  return text.length === 2 ? 2000 + value : value
}

const numeral: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }
const small = (text: string): number => numeral[text] ?? Number(text)

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.min(Math.abs(to - from), 40) + 1 }, (_, i) => Math.min(from, to) + i)

/** 《政府信息公开条例》 is in force since 2008: no report is of a year before it. */
const firstYear = 2008

type Rule = [RegExp, (match: RegExpMatchArray, thisYear: number) => TimeMatch['meaning'] | null]

const list = (...years: number[]): Years => ({ kind: 'list', years })

/** Rules in order of precedence; where two match the same place, the longer wins. */
const rules: Rule[] = [
  // 截至2022年底累计: all the years up to it; without a sum it is the end of that year.
  [
    new RegExp(`(?:截至|截止)到?(${year4})年?(?:底|末|年底|年末)(?=.{0,10}(?:累计|一共|总共|合计))`, 'g'),
    ([, to]) => ({ kind: 'until', year: yearOf(to!) }),
  ],
  [
    new RegExp(`(?:从|自)?(${anyYear})年?度?(?:到|至|-|~|—|–|一直到)(${anyYear})年?度?(?:之间|期间)?`, 'g'),
    ([whole, from, to]) => {
      if (!whole?.includes('年') && (from!.length === 2 || to!.length === 2)) return null
      return list(...range(yearOf(from!), yearOf(to!)))
    },
  ],
  [
    // The forms say which year they cover: 2021年1月1日至12月31日, 截至2021年底.
    new RegExp(
      `(${year4})年1月?(?:1日)?(?:起)?(?:至|到|-|—|~)(?:同年|当年|${year4}年)?12月份?(?:31日)?止?|(?:截至|截止|截止到|到)(${year4})年(?:12月31日|底|末|年底|年末)|(${year4})年12月31日(?:以前|之前|前|止|为止)`,
      'g',
    ),
    ([, year, end, last]) => list(yearOf((year ?? end ?? last)!)),
  ],
  [
    new RegExp(`(${year4})年?(?:以来|起|至今|到现在|到今天)`, 'g'),
    ([, from]) => ({ kind: 'since', year: yearOf(from!) }),
  ],
  [new RegExp(`(${year4})年?(?:以后|之后)`, 'g'), ([, from]) => ({ kind: 'since', year: yearOf(from!) + 1 })],
  [new RegExp(`(${year4})年?(?:以前|之前)`, 'g'), ([, to]) => ({ kind: 'until', year: yearOf(to!) - 1 })],
  // 2020年到去年.
  [
    new RegExp(`(?:从|自)?(${anyYear})年?度?(?:到|至|-|~|—|–)(去年|前年|今年|上年|上一年)`, 'g'),
    ([, from, to], now) => list(...range(yearOf(from!), now - (to === '前年' ? 2 : to === '今年' ? 0 : 1))),
  ],
  [
    new RegExp(`(?:截至|截止)到?(${year4})年?(?:为止|止)?(?!\\d|1?\\d月|底|末|年底|年末)|到(${year4})年?为止`, 'g'),
    ([, to, end]) => ({ kind: 'until', year: yearOf((to ?? end)!) }),
  ],
  [
    new RegExp(
      `(${year4})年?(?:\\d{1,2}月)?(?:\\d{1,2}[日号])?(?:发布|公布|公开|公开发布|发出|印发|挂网|上网)的(?=[^,，。?？]{0,12}(?:年报|报告))`,
      'g',
    ),
    ([, year]) => ({ kind: 'published', years: [yearOf(year!)] }),
  ],
  [
    new RegExp(`(?<!\\d)(${year4})(?![\\d.件项条份宗起万元个次家名%])(年度|年间|年里|年)?`, 'g'),
    // 许可1968: a bare number of years before there were reports counts something.
    ([, year, unit]) => (unit || yearOf(year!) >= firstYear ? list(yearOf(year!)) : null),
  ],
  [
    /(?:两千|二千)零?(?:([一二三]?)十([一二三四五六七八九]?)|([一二三四五六七八九]))年度?/g,
    ([, tens, ones, only]) =>
      list(2000 + (only ? numeral[only]! : (tens ? numeral[tens]! : 1) * 10 + (ones ? numeral[ones]! : 0))),
  ],
  [
    new RegExp(
      `(?<![\\d${hanDigits}近去前过第])(${year2})(?=(?:、|,|和|与|跟|及)${anyYear}(?:、|,|和|与|跟|及)?(?:${anyYear})?年)(?!${year2}年?度?\\d)`,
      'g',
    ),
    ([, year]) => list(yearOf(year!)),
  ],
  [new RegExp(`(?<![\\d${hanDigits}近去前过第])(${year2})(?:年度|年)`, 'g'), ([, year]) => list(yearOf(year!))],
  // Years that nobody has: a report of another year must not answer for 3020年 or 20211年.
  [
    /(?<!\d)(?:\d{3}|\d{5,}|[13-9]\d{3}|2[1-9]\d{2}|0\d{3}|[4-9]\d)年(?!级|限)/g,
    ([words]) => ({ kind: 'part', words: words! }),
  ],
  [
    /(?<![\d一二三四五六七八九十近去前过这])([两二三四五六七八九十])年来(?!自)/g,
    ([, count]) => ({ kind: 'recent', count: small(count!) }),
  ],
  [/(?<![\d近去前过这])\d{1,2}年来(?!自)/g, ([words]) => ({ kind: 'part', words: words! })],
  [/[大太]大前年/g, (_, now) => list(now - 4)],
  [/大前年/g, (_, now) => list(now - 3)],
  [/上上一?年度?|去去年|前去年/g, (_, now) => list(now - 2)],
  [/前前年|[大上]上上年|去去去年/g, ([words]) => ({ kind: 'part', words: words! })],
  [
    /(?<!\d)(\d|[一二两三四五六七八九十])年(?:以|之)?前(?!的?(?:报告|年报))/g,
    ([, count], now) => list(now - small(count!)),
  ],
  [/前年/g, (_, now) => list(now - 2)],
  [/去年|上一?年度|上年/g, (_, now) => list(now - 1)],
  [/今年|本年度(?!新)/g, (_, now) => list(now)],
  [/明年|后年|下个?年度/g, ([words]) => ({ kind: 'future', words: words! })],
  [
    /(?:再)?(?:前|上)一年(?!项目|度|结转)|(?:再)?往前一年/g,
    ([words], now) => ({ kind: 'shift', by: -1, ...(words === '上一年' ? { fromNow: now - 1 } : {}) }),
  ],
  [/(?:后|下|次)一年(?!度)|次年|往后一年/g, () => ({ kind: 'shift', by: 1 })],
  [
    /(?<=[县区市镇乡]|街道)([两二三四五六七八九十])年(?![级度制以之前后来期里间内])/g,
    ([, count]) => ({ kind: 'recent', count: small(count!), bare: true }),
  ],
  [
    /(?:最|过)?(?:近|去)(\d|[一二两三四五六七八九十])年(?:来|间|里)?/g,
    ([, count]) => ({ kind: 'recent', count: small(count!) }),
  ],
  [
    /历年来?|每一?年|逐年|各年度?|这几年|这些年|近几年|近年来?|所有年份|其[他它余]年份|别的年份|几年来|往年|各个年份|全部年份|哪一?年(?!报)|有[几多]少?年(?=.{0,12}(?:超过|没有|不到|[多少高低]于|都|以上|以下))|(?<=最[多少高低大小]的)一年|(?<=的)年份|(?<=[多少高低])年份/g,
    () => ({ kind: 'every' }),
  ],
  [
    /最新(?:的?一?[年期份次])?度?的?|最近(?:的?一?[年期份次])度?的?|最近的|最近那?一?年的?/g,
    () => ({ kind: 'latest' }),
  ],
  [
    /(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:底|初|中旬|上旬|下旬|以来)?(?:\d{1,2}[日号])?/g,
    ([words]) => ({ kind: 'part', words: words! }),
  ],
  [/十三五(?:期间|时期)?/g, () => list(2016, 2017, 2018, 2019, 2020)],
  [/十四五(?:期间|时期)?/g, () => list(2021, 2022, 2023, 2024, 2025)],
]

/** Beijing is eight hours ahead of UTC all the year round; asking `Intl` for its year costs a tenth of reading a question. */
const yearInBeijing = (now: Date): number => new Date(now.getTime() + 8 * 3600 * 1000).getUTCFullYear()

/**
 * All time expressions of a normalised question, overlapping ones included; `now` gives 去年 and 今年 their year.
 * 上年 inside a field's own words (上年结转) loses to the longer match of the lexicon, not here.
 */
export function findTimes(text: string, now: Date): TimeMatch[] {
  const thisYear = yearInBeijing(now)
  return rules.flatMap(([pattern, meaning]) =>
    matchesOf(pattern, text).flatMap(match => {
      const found = meaning(match, thisYear)
      return found ? [{ start: match.index, end: match.index + match[0].length, text: match[0], meaning: found }] : []
    }),
  )
}

const notYears = new Set(['shift', 'future', 'part'])

/** Years named side by side are one list: 2019、2020和2021年. A single meaning that is no list stands for itself. */
export function joinYears(meanings: TimeMatch['meaning'][]): Years | null {
  const named = meanings.filter((meaning): meaning is Years => !notYears.has(meaning.kind))
  const years = named.flatMap(meaning => (meaning.kind === 'list' ? meaning.years : []))
  const specials = named.filter(meaning => meaning.kind !== 'list')
  const special = specials.find(meaning => meaning.kind !== 'every') ?? specials[0]
  // 2019到2021年每年: the years that are said are the ones that 每年 runs over.
  if (special && !(special.kind === 'every' && years.length > 0)) return special
  return years.length > 0 ? { kind: 'list', years: [...new Set(years)] } : null
}
