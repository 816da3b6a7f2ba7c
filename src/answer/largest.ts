import type { Operation, Wanted } from '../question/query.ts'
import { fieldOf } from '../report/fields.ts'
import type { Figure, HeldReport, Line } from './answer.ts'
import { gapLine } from './gaps.ts'
import { type Computed, values, who } from './list.ts'

/** Which part of one report is the greatest or the least: said in words, with every part and every cell that could not take part. */

type Largest = Extract<Operation, { kind: 'largest' }>

const words = { most: '最多', least: '最少' }

/** A sum never competes with what it is the sum of. */
const withoutSums = (fields: Wanted[]): Wanted[] =>
  fields.filter(
    field => !field.some(id => fields.some(other => other !== field && fieldOf(id).parts.includes(other[0]!))),
  )

const ends = (order: Largest['order']): ('most' | 'least')[] => (order === 'both' ? ['most', 'least'] : [order])

const quoted = (figures: Figure[]): string => figures.map(({ label }) => `“${label}”`).join('、')

/** Those that are `from`th from that end: 第二多的是…. */
function verdict(figures: Figure[], order: 'most' | 'least', from: number): Line {
  const sorted = figures.toSorted((a, b) => (order === 'most' ? b.value - a.value : a.value - b.value))
  const first = sorted[from - 1]
  if (!first) return [`没有第 ${from} 项。`]
  const place = from > 1 ? `第 ${from} ${order === 'most' ? '多' : '少'}` : words[order]
  const ties = sorted.filter(({ value }) => value === first.value)
  const names = quoted(ties)
  return ties.length > 1 ? [`${place}的是${names}（并列），各 `, first, '。'] : [`${place}的是${names}，`, first, '。']
}

/** The greatest, the least or both of some fields of one report; `brief` leaves the list of all of them out. */
export function largest(
  report: HeldReport,
  fields: Wanted[],
  { order, from = 1 }: Pick<Largest, 'order' | 'from'>,
  brief = false,
): Computed {
  const listed = values(report, withoutSums(fields), false)
  const { figures, gaps } = listed
  const refused = (words: string): Computed => ({ ...listed, figures: [], lines: [[`${who(report)}：${words}`]] })
  if (figures.length === 0) return fields.length === 0 ? refused('这一项没有可以比较的组成部分。') : listed
  if (new Set(figures.map(({ unit }) => unit)).size > 1) return refused('这几项的单位不同，不能比较多少。')
  if (figures.length === 1 && gaps.length === 0) return refused('这一项没有可以比较的组成部分。')
  const same = figures.every(({ value }) => value === figures[0]!.value)
  const counted = gaps.length > 0 ? '有数字的各项中，' : ''
  const verdicts: Line[] =
    figures.length === 1
      ? [[`${who(report)}：只有一项有数字，无法比较多少。`]]
      : same
        ? [
            [
              `${who(report)}：${counted}${brief ? quoted(figures) : ''}各项相同，都是 `,
              figures[0]!,
              '，没有最多和最少之分。',
            ],
          ]
        : ends(order).map(end => [`${who(report)}：${counted}`, ...verdict(figures, end, from)])
  if (!brief) return { ...listed, lines: [...verdicts, ...listed.lines] }
  const shown = new Set(verdicts.flat())
  return {
    ...listed,
    figures: figures.filter(figure => shown.has(figure)),
    lines: [...verdicts, ...gaps.flatMap(({ gap }) => gapLine(report, gap))],
  }
}
