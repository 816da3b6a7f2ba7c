import type { Operation, Test } from '../question/query.ts'
import type { Figure, Line } from './answer.ts'

/** Whether what is said of a figure is so. */

export const tests: Record<Test, { word: string; holds: (value: number, from: number, to: number) => boolean }> = {
  above: { word: '超过', holds: (value, from) => value > from },
  below: { word: '少于', holds: (value, from) => value < from },
  atLeast: { word: '不少于', holds: (value, from) => value >= from },
  atMost: { word: '不超过', holds: (value, from) => value <= from },
  equal: { word: '等于', holds: (value, from) => value === from },
  between: { word: '介于', holds: (value, from, to) => value >= from && value <= to },
}

/** 公开率75.6%对吗, of 75.61%: as exact as it was said. */
export const roundedAs = (value: number, said: number): number =>
  Number(value.toFixed(`${said}`.split('.')[1]?.length ?? 0))

/** 收到73件申请对吗: it is that, or it is not. */
const verdicts: Record<Test, { so: string; not: string }> = {
  above: { so: '超过', not: '没有超过' },
  below: { so: '少于', not: '不少于' },
  atLeast: { so: '不少于', not: '不到' },
  atMost: { so: '不超过', not: '超过' },
  equal: { so: '正是', not: '不是' },
  between: { so: '介于', not: '不在' },
}

export const verdictWord = (test: Test, so: boolean, same: boolean): string =>
  so && same && test === 'atLeast' ? '正是' : so ? verdicts[test].so : verdicts[test].not

/** What is said of a total, held against it: “，正是 159”. Nothing where nothing is said, or something that it is not counted in. */
export function verdictOn(said: Extract<Operation, { kind: 'filter' }> | undefined): (figure: Figure) => Line {
  return ({ value, unit }) => {
    if (said?.bound.kind !== 'number' || (said.bound.money && unit !== '万元')) return []
    const { from, to } = said.bound
    const so = tests[said.test].holds(roundedAs(value, from), from, to)
    return [`，${verdictWord(said.test, so, value === from)} ${from}${unit === '万元' ? ' 万元' : ''}`]
  }
}
