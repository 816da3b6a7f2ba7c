import type { Bound, Operation, Wanted } from '../question/query.ts'
import type { Figure, HeldReport, Line } from './answer.ts'
import type { Column, Row } from './column.ts'
import { average, difference, median } from './figure.ts'
import { gapLine } from './gaps.ts'
import { type Computed, find, namesOf, nothing, wayOf, wayWords, withRest } from './list.ts'
import { aggregated, figuresOf, placed, rowLine, usedBy } from './ranking.ts'
import { roundedAs, tests, verdictWord } from './verdict.ts'

/** Figures held against a bound: a number, the middle of all, or one issuer's figure. */

type Filter = Extract<Operation, { kind: 'filter' }>

/** What a column is held against, in words and numbers. `shown` are the figures of these words. */
interface Held {
  words: Line
  from: number
  to: number
  shown: Figure[]
  /** The row that is the bound itself. */
  aside: Row | null
}

const middles = { average, median }
const middleNames = { average: '平均数', median: '中位数' }

/** Not rounded: 1.33 is not the mean of 1, 1 and 2. */
const exactMiddle = (kind: 'average' | 'median', figures: Figure[]): number =>
  kind === 'median'
    ? median(figures, '').value
    : figures.reduce((total, { value }) => total + value, 0) / figures.length

/** Null where there is nothing to hold against. `focus` are the reports of the issuer that is the bound. */
function heldBy(bound: Bound, { rows, label }: Column, focus: ReadonlySet<string>): Held | null {
  switch (bound.kind) {
    case 'number': {
      const units = rows.map(({ figure }) => figure.unit)
      // 超过5000万元 says nothing of what is counted in 件.
      if (bound.money && units.some(unit => unit !== '万元')) return null
      const sign = units.includes('%') ? '%' : units.includes('万元') ? ' 万元' : ''
      const words = bound.to === bound.from ? `${bound.from}${sign}` : `${bound.from}${sign} 与 ${bound.to}${sign} 之间`
      return { words: [words], from: bound.from, to: bound.to, shown: [], aside: null }
    }
    case 'average':
    case 'median': {
      if (rows.length < 2) return null
      const figures = rows.map(({ figure }) => figure)
      const middle = middles[bound.kind](figures, `${label}${bound.kind === 'average' ? '平均' : '中位数'}`)
      const value = exactMiddle(bound.kind, figures)
      const words: Line = [`${middleNames[bound.kind]} `, middle, `（${middle.formula}）`]
      return { words, from: value, to: value, shown: [middle], aside: null }
    }
    case 'issuer': {
      const aside = rows.find(({ reports }) => reports.some(id => focus.has(id)))
      if (!aside) return null
      const { value } = aside.figure
      return { words: [aside.name, ...aside.words], from: value, to: value, shown: figuresOf([aside]), aside }
    }
  }
}

const noBound = (column: Column): Computed => ({
  ...column.rest,
  lines: [[`“${column.label}”：已收录的报告里没有可以比较的数。`], ...column.rest.lines],
})

export function filtered(column: Column, { test, bound }: Filter, focus: ReadonlySet<string>): Computed {
  const held = heldBy(bound, column, focus)
  if (!held) return noBound(column)
  const { word, holds } = tests[test]
  // 增加的有哪些: the way says it all.
  const bare = column.way !== null && bound.kind === 'number' && bound.from === 0 && test === 'above'
  const rows = column.rows.filter(row => row !== held.aside)
  // 增加不到100的: of those that rose.
  const oneWay = column.way === 'up' || column.way === 'down'
  const kept = rows
    .filter(({ figure }) => holds(column.size(figure), held.from, held.to) && (!oneWay || column.size(figure) > 0))
    .toSorted((a, b) => column.size(b.figure) - column.size(a.figure))
  const head: Line = [
    `在${column.counted(rows.length)}中，“${column.label}”${bare ? '' : `${word} `}`,
    ...(bare ? [] : held.words),
    `${bare ? '' : ' '}的有 ${kept.length} ${column.piece}${kept.length > 0 ? '：' : '。'}`,
  ]
  return {
    ...column.rest,
    figures: [...held.shown, ...figuresOf(kept), ...column.rest.figures],
    used: usedBy(held.aside ? [held.aside, ...kept] : kept),
    lines: [
      head,
      ...withRest(
        kept.map(each => rowLine(each)),
        column.rest,
      ),
    ],
  }
}

/** 2020和2021年都超过50件的: issuers of which every year holds. Who lacks one of the years is named. */
export function filteredAlways(column: Column, { test, bound }: Filter, years: number[]): Computed {
  const held = heldBy(bound, column, new Set())
  if (!held) return noBound(column)
  const { word, holds } = tests[test]
  const groups = [...Map.groupBy(column.rows, ({ issuer }) => issuer)]
  const whole = groups.filter(([, rows]) => rows.length === years.length)
  const kept = whole.filter(([, rows]) => rows.every(({ figure }) => holds(column.size(figure), held.from, held.to)))
  const lacking = groups.filter(([, rows]) => rows.length < years.length).map(([issuer]) => issuer)
  const rows = kept.flatMap(([, own]) => own)
  const named = years.map(year => `${year}年`).join('、')
  return {
    ...column.rest,
    figures: [...held.shown, ...figuresOf(rows), ...column.rest.figures],
    used: usedBy(rows),
    lines: [
      [
        `在${named}都有数字的 ${whole.length} 个单位中，“${column.label}”各年都${word} `,
        ...held.words,
        ` 的有 ${kept.length} 个${kept.length > 0 ? '：' : '。'}`,
      ],
      ...rows.map(each => rowLine(each)),
      ...(lacking.length > 0 ? [[`缺少其中一年的数字，未列入：${namesOf(lacking)}。`]] : []),
      ...column.rest.lines,
    ],
  }
}

/** 阿城2021年申请超过50件吗: the figure first, then whether it is so. */
export function tested(column: Column, { test, bound }: Filter): Computed {
  const held = heldBy(bound, column, new Set())
  if (!held) return noBound(column)
  const { holds } = tests[test]
  const silent = bound.kind === 'number' && test === 'equal' && bound.from === 0
  const sized = (figure: Figure): number =>
    test === 'equal' && figure.unit === '%' ? roundedAs(column.size(figure), held.from) : column.size(figure)
  // 增加了267项吗, of what fell by 267: not so, and which way it went.
  const oneWay = test === 'equal' && column.way && column.way !== 'either' ? wayWords[column.way] : ''
  const lines = column.rows.map((row): Line => {
    const verdict: Line = silent
      ? []
      : [
          `，${verdictWord(test, holds(sized(row.figure), held.from, held.to), sized(row.figure) === held.from)}${oneWay} `,
          ...held.words,
        ]
    // A rate says its name itself.
    const [first] = row.words
    const label = oneWay ? row.figure.label : column.label
    const named = typeof first === 'string' && first.startsWith('：') ? row.name : `${row.name}：${label}`
    return [named, ...row.words, ...(oneWay ? wayOf(row.figure) : []), ...verdict]
  })
  return {
    ...column.rest,
    figures: [...figuresOf(column.rows), ...held.shown],
    used: usedBy(column.rows),
    lines: [...lines, ...column.rest.lines],
  }
}

/** 排第几, 比平均高多少: one row among its peers. */
export function standing(
  column: Column,
  { from, claims }: Extract<Operation, { kind: 'standing' }>,
  focus: ReadonlySet<string>,
): Computed {
  const own = column.rows.filter(({ reports }) => reports.every(id => focus.has(id)))
  if (own.length === 0) return column.rest
  const rows = own.length === 1 ? column.rows : own
  const [row] = own
  if (rows.length < 2 || own.length > 1 || !row) {
    const alone: Line[] = [
      [`“${column.label}”：`],
      ...own.map(each => rowLine(each)),
      ['没有收录可以相比的其他同级单位，无法排名或比较。'],
    ]
    return { ...column.rest, figures: figuresOf(own), used: usedBy(own), lines: [...alone, ...column.rest.lines] }
  }
  if (from === 'place') {
    const all = placed(rows, column.size, 'most')
    const { place } = all.find(each => each.row === row)!
    const ties = all.filter(each => each.place === place).length
    const end = claims === 'least' ? all.at(-1)!.place : 1
    const [most, least] = row.figure.unit === '%' ? ['最高', '最低'] : ['最多', '最少']
    const verdict = claims ? `${place === end ? '是' : '不是'}${claims === 'most' ? most : least}的：` : ''
    const head: Line = [
      `${verdict}${row.name}“${column.label}”排第 ${place}${ties > 1 ? '（并列）' : ''}，共 ${rows.length} 个已收录的同级单位（从多到少）：`,
    ]
    return {
      ...column.rest,
      figures: figuresOf(all.map(each => each.row)),
      used: usedBy(all.map(each => each.row)),
      lines: [head, ...all.map(each => rowLine(each.row, `${each.place}. `)), ...column.rest.lines],
    }
  }
  const middle = aggregated({ ...column, rest: nothing }, from)
  const gap = difference(row.figure, middle.figures[0]!, `${row.name}减${middleNames[from]}`)
  const exact = exactMiddle(
    from,
    rows.map(({ figure }) => figure),
  )
  const word = row.figure.value > exact ? '高于' : row.figure.value < exact ? '低于' : '等于'
  const line: Line = [
    `${row.name}：${column.label}`,
    ...row.words,
    `，${word}${middleNames[from]}，相差 `,
    gap,
    `（${gap.formula}）`,
  ]
  return {
    ...column.rest,
    figures: [gap, ...middle.figures],
    used: middle.used,
    lines: [line, ...middle.lines, ...column.rest.lines],
  }
}

/** Whose cell is blank, or holds “/”. No number comes of it. */
export function inState(reports: HeldReport[], wanted: Wanted, state: 'blank' | 'notApplicable'): Computed {
  const found = reports.flatMap(report => {
    const each = find(report, wanted)
    return 'gap' in each && each.gap.state === state ? [{ report, gap: each.gap }] : []
  })
  const printed = reports.filter(report => {
    const each = find(report, wanted)
    return 'figure' in each || each.gap.state !== 'notInForm'
  })
  const name = state === 'blank' ? '空白（未填）' : '“/”一类不适用的标记'
  return {
    ...nothing,
    lines: [
      [
        `在表式里有这一项的 ${printed.length} 份报告中，这一格是${name}的有 ${found.length} 份${found.length > 0 ? '：' : '。'}`,
      ],
      ...found.flatMap(({ report, gap }) => gapLine(report, { ...gap, related: [] })),
    ],
    gaps: found,
    used: found.map(({ report, gap }) => ({ report, fields: [gap.field] })),
  }
}
