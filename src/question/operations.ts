import type { Operation } from './query.ts'

/** Operations that carry a number: 前五, 倒数第三, 超过50件. The others are plain words of the word table. */
export interface OperationMatch {
  start: number
  end: number
  text: string
  operation: Operation
}

/** The digits as Chinese writes them in a sentence. */
export const hanDigits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10000 }
const number = '(\\d+(?:\\.\\d+)?万?|[零〇一二两三四五六七八九十百千万]+)'
const unit = '(?:个|件|项|条|份|次|宗|起|万元|元)?'

/** 五十, 一百二十, 3万 → a number. */
export function parseNumber(text: string): number {
  const plain = /^(\d+(?:\.\d+)?)(万?)$/.exec(text)
  if (plain) return Number(plain[1]) * (plain[2] ? 10000 : 1)
  let total = 0
  let section = 0
  let current = 0
  for (const char of text) {
    const scale = units[char]
    if (scale === undefined) current = hanDigits[char] ?? 0
    else if (scale === 10000) {
      total += (section + current) * scale
      section = current = 0
    } else {
      section += (current || 1) * scale
      current = 0
    }
  }
  return total + section + current
}

const above =
  (test: 'above' | 'below' | 'atLeast' | 'atMost' | 'equal') =>
  (text: string): Operation => ({
    kind: 'filter',
    test,
    threshold: parseNumber(text),
  })

const rules: [RegExp, (number: string, upper: string) => Operation][] = [
  [
    new RegExp(`(?:在|介于)?${number}${unit}(?:到|至|和|与|-|~|—)${number}${unit}(?:之间|以内)`, 'g'),
    (low, high) => ({ kind: 'filter', test: 'between', threshold: parseNumber(low), upper: parseNumber(high) }),
  ],
  [new RegExp(`(?:超过|大于|多于|高于|不止|多过)了?${number}${unit}`, 'g'), above('above')],
  [new RegExp(`(?:不少于|至少|不低于|达到|超过或等于|大于等于)${number}${unit}`, 'g'), above('atLeast')],
  [new RegExp(`${number}${unit}(?:及|或)?以上`, 'g'), above('atLeast')],
  [new RegExp(`(?:不足|少于|小于|低于|不到|不满)${number}${unit}`, 'g'), above('below')],
  [new RegExp(`(?:不超过|至多|不多于|不大于|不高于|最多不超过)${number}${unit}`, 'g'), above('atMost')],
  [new RegExp(`${number}${unit}(?:及|或)?以下`, 'g'), above('atMost')],
  [new RegExp(`(?:正好|刚好|恰好|等于)(?:是|为)?${number}${unit}`, 'g'), above('equal')],
  // 一件申请都没收到: what was not received stands in between and is read by the lexicon.
  [/(?:一[件个项条份宗起次例]|1[件个项条份宗起次例])(?=[^,，。?？]{0,8}[都也]?(?:没|未))/g, () => above('equal')('0')],
  [/零(?=申请|收件|诉讼|复议|官司|处罚|许可)|为零|是零|为0(?!\d)|是0(?!\d)/g, () => above('equal')('0')],
  [/(?<!净)(?:增加|减少|增长|下降|上升|降低|上涨|增多)了?(?:多少|几)[件个项份宗起]?/g, () => ({ kind: 'change' })],
  [
    new RegExp(`(?:排名?|位居|名列|位列)第?${number}(?:名|位|的)?`, 'g'),
    text => ({ kind: 'rank', order: 'most', from: parseNumber(text), count: 1 }),
  ],
  [
    new RegExp(`(?:排名?)?前${number}(?:名|位|的|家)?`, 'g'),
    text => ({ kind: 'rank', order: 'most', from: 1, count: parseNumber(text) }),
  ],
  [
    new RegExp(`(?:后|最后|末)${number}(?:名|位|家)`, 'g'),
    text => ({ kind: 'rank', order: 'least', from: 1, count: parseNumber(text) }),
  ],
  [
    new RegExp(`(?:倒数|最少的?|最低的?)前${number}(?:名|位|的|家)?`, 'g'),
    text => ({ kind: 'rank', order: 'least', from: 1, count: parseNumber(text) }),
  ],
  [
    new RegExp(`倒数第?${number}(?:名|位|的)?`, 'g'),
    text => ({ kind: 'rank', order: 'least', from: parseNumber(text), count: 1 }),
  ],
  [
    new RegExp(`(?<!倒数)(?:排名?)?第${number}(?:名|位|多|高|大)的?`, 'g'),
    text => ({ kind: 'rank', order: 'most', from: parseNumber(text), count: 1 }),
  ],
  [
    new RegExp(`第${number}(?:少|低|小)的?`, 'g'),
    text => ({ kind: 'rank', order: 'least', from: parseNumber(text), count: 1 }),
  ],
  [
    new RegExp(`(?:最多|最高)的?${number}(?:个|家|名|位)`, 'g'),
    text => ({ kind: 'rank', order: 'most', from: 1, count: parseNumber(text) }),
  ],
  [
    new RegExp(`(?:最少|最低)的?${number}(?:个|家|名|位)`, 'g'),
    text => ({ kind: 'rank', order: 'least', from: 1, count: parseNumber(text) }),
  ],
]

/** All operations with numbers in a normalised text. */
export function findOperations(text: string): OperationMatch[] {
  return rules.flatMap(([pattern, operation]) =>
    [...text.matchAll(pattern)].map(match => ({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      operation: operation(match[1] ?? '0', match[2] ?? '0'),
    })),
  )
}

/** Where several operations are named, the one that says most about the answer's shape comes first. */
const precedence: Operation['kind'][] = [
  'rate',
  'filter',
  'share',
  'rank',
  'largest',
  'times',
  'average',
  'change',
  'difference',
  'trend',
  'compare',
  'sum',
  'breakdown',
  'exists',
  'value',
]

export function strongest(operations: Operation[]): Operation {
  return operations.toSorted((a, b) => precedence.indexOf(a.kind) - precedence.indexOf(b.kind))[0] ?? { kind: 'value' }
}
