import type { Refiner } from './refiner.ts'
import { operationOf, type Segment, textOf } from './segment.ts'
import { asksIfSo } from './whether.ts'

/** Numbers that are only about right: 大约40件, 四十来件, 50件左右, 22亿多. The figure is shown for them, and neither 正是 nor 不是. */

const about =
  /大约|大概|差不多|约莫|将近|接近|左右|上下|[来多余](?:[件项条份次宗起元]|个?[万亿])|[万亿\d][来多余](?![\d多少于出])|[约近](?=[\d零〇一二两三四五六七八九十百千万])/
const amount = '(?:\\d[\\d.]*|[零〇一二两三四五六七八九十百千万]{2,}|[十百千万]|[一二两三四五六七八九](?=个?亿))'
/** 40件, 七千多万, 22亿多元, 800多. */
const counted = `${amount}[来多余]?个?[万亿]?[来多余]?[件项条份次宗起元]|${amount}[来多余]?个?[万亿][来多余]?(?!元)|\\d+[多余](?=[,，。?？吧吗呢对是]|$)`
const number = new RegExp(`(?:大约|大概|差不多|约莫|将近|接近|约|近)?(?:${counted})(?:左右|上下)?`, 'g')

/** Names and years hold numbers of their own. */
const isName = ({ kind }: Segment): boolean => kind === 'time' || kind === 'place' || kind === 'body'

export const aboutNumbers: Refiner = segments => {
  const text = textOf(segments)
  const asks = asksIfSo(text) || !/多少|几|[哪谁什]/.test(text)
  if (!about.test(text) || !asks || segments.some(part => operationOf(part)?.kind === 'filter')) return segments
  const masked = segments.map(part => (isName(part) ? '\u0000'.repeat(part.text.length) : part.text)).join('')
  const numbers = [...masked.matchAll(number)].map(({ index, 0: words }) => ({ from: index, to: index + words.length }))
  let from = 0
  return segments.flatMap(part => {
    const start = from
    from += part.text.length
    const within = numbers.filter(each => each.from < from && each.to > start)
    return within.length > 0 ? parted(part, start, within, masked) : [part]
  })
}

/** What a segment keeps beside the numbers that it holds, and each number where it begins. */
function parted(part: Segment, start: number, numbers: { from: number; to: number }[], text: string): Segment[] {
  const { start: at, end } = part
  const pieces: Segment[] = []
  let done = start
  const keep = (to: number) => {
    if (to > done) pieces.push({ kind: 'rest', start: at, end, text: text.slice(done, to) })
  }
  for (const { from, to } of numbers) {
    keep(from)
    if (from >= start)
      pieces.push({ kind: 'word', start: at, end, text: text.slice(from, to), meaning: { kind: 'about' } })
    done = Math.max(done, to)
  }
  keep(start + part.text.length)
  return pieces
}
