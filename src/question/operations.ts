import { matchesOf } from './matches.ts'
import type { Middle, Operation, Test, What } from './query.ts'

/** What a word can say about the computing: what is done, or what it is done with. */
export type Spoken = Operation | Extract<What, { kind: 'change' | 'share' }>

/** Operations that carry a number: 前五, 倒数第三, 超过50件. The others are plain words of the word table. */
export interface OperationMatch {
  start: number
  end: number
  text: string
  operation: Spoken
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
const han = '[零〇一二两三四五六七八九十百千万]+'
const number = `(\\d+(?:\\.\\d+)?万?|${han})`
/** 超过2021年 is no number to hold figures against. */
const unit = '(?:个|件|项|条|份|次|宗|起|万元|元)?(?![\\d年零〇一二两三四五六七八九]|个?[区县市省镇乡])'
/** 50件, 三成, 30%, 百分之三十, 一半, 5000万元, 1.2亿. */
const bound = `((?:\\d+(?:\\.\\d+)?|${han})(?:(?:万万|[万亿])元|亿|元)|百分之(?:\\d+(?:\\.\\d+)?|${han})|\\d+(?:\\.\\d+)?%|[一二两三四五六七八九\\d]成半?|一半|半数|\\d+(?:\\.\\d+)?万?|${han})${unit}`

/** 五十, 一百二十, 3万 → a number. */
export function parseNumber(text: string): number {
  const plain = /^(\d+(?:\.\d+)?)(万?)$/.exec(text)
  if (plain) return Number(plain[1]) * (plain[2] ? 10000 : 1)
  let total = 0
  let section = 0
  let current = 0
  // 一百五 is 150, 一万二 12000: a last digit counts tenths of the scale before it, unless 零 stands between.
  let next = 1
  for (const char of text) {
    const scale = units[char]
    if (scale === undefined) {
      current = hanDigits[char] ?? 0
      if (current === 0) next = 1
    } else {
      next = scale / 10
      if (scale === 10000) {
        total += (section + current) * scale
        section = current = 0
      } else {
        section += (current || 1) * scale
        current = 0
      }
    }
  }
  return total + section + current * next
}

/** 万元 to one of the unit. */
const moneyUnits: Record<string, number> = { 元: 0.0001, 万元: 1, 亿: 10000, 亿元: 10000, 万万元: 10000 }

/** A number to hold figures against; 三成 and 一半 are shares, 5000万元 is money. */
export function parseBound(text: string): { value: number; percent: boolean; money: boolean } {
  const plain = { percent: false, money: false }
  if (/^(?:一半|半数)$/.test(text)) return { ...plain, value: 50, percent: true }
  const tenths = /^(.)成(半?)$/.exec(text)
  if (tenths) return { ...plain, value: parseNumber(tenths[1]!) * 10 + (tenths[2] ? 5 : 0), percent: true }
  const percent = /^百分之(.+)$|^(.+)%$/.exec(text)
  if (percent) return { ...plain, value: parseNumber(percent[1] ?? percent[2]!), percent: true }
  const money = /^(.+?)(万万元|万元|亿元?|元)$/.exec(text)
  return money
    ? { ...plain, value: Number((parseNumber(money[1]!) * moneyUnits[money[2]!]!).toFixed(6)), money: true }
    : { ...plain, value: parseNumber(text) }
}

export type Filter = Extract<Operation, { kind: 'filter' }>
export type Rank = Extract<Operation, { kind: 'rank' }>

export function filter(test: Test, low: string, high = low): Filter {
  const [from, to] = [parseBound(low), parseBound(high)]
  const percent = from.percent || to.percent
  const money = from.money || to.money
  return {
    kind: 'filter',
    test,
    bound: { kind: 'number', from: from.value, to: to.value, percent, money },
    always: false,
  }
}

const holding =
  (test: Test) =>
  (text: string): Operation =>
    filter(test, text)

export const rank = (
  order: 'most' | 'least' | 'both',
  from = 1,
  count: number | null = 1,
  then: 'sum' | 'difference' | null = null,
): Rank => ({ kind: 'rank', order, from, count, then, each: false })

const againstMiddle = (test: Test, text: string): Operation => ({
  kind: 'filter',
  test,
  bound: { kind: /中位数|中值/.test(text) ? 'median' : 'average' },
  always: false,
})

const middle = '(?:全?[省市县区国]的?|所有的?|整体的?|总体的?)?(?:平均水平|平均数|平均值|平均线|平均|均值|中位数|中值)'
const not = '(?:(?<!有)并?没有?|并?未曾?|从未|从没|(?<!是)不是|并不|(?<![能会])不)'
const first = (order: 'most' | 'least') => (text: string) => rank(order, 1, parseNumber(text))
const nth = (order: 'most' | 'least') => (text: string) => rank(order, parseNumber(text), 1)

const rules: [RegExp, (number: string, upper: string) => Spoken][] = [
  [
    new RegExp(`(?:在|介于)?${bound}(?:到|至|和|与|-|~|—)${bound}(?:之间|以内)`, 'g'),
    (low, high) => filter('between', low, high),
  ],
  [new RegExp(`(?:超过|大于|多于|高于|不止|多过|超)了?${bound}`, 'g'), holding('above')],
  // 没有超过50件: the negation turns the test, and is no word of its own.
  [new RegExp(`${not}(?:超过|超出|大于|多于|高于|多过|超)${bound}`, 'g'), holding('atMost')],
  [new RegExp(`${not}(?:少于|小于|低于)${bound}`, 'g'), holding('atLeast')],
  [new RegExp(`${not}(?:达到|够|到|满)${bound}`, 'g'), holding('below')],
  [new RegExp(`${not}(?:超过|多于|大于|高于|高出|超出)(${middle})`, 'g'), text => againstMiddle('atMost', text)],
  [new RegExp(`${not}(?:低于|少于|小于)(${middle})`, 'g'), text => againstMiddle('atLeast', text)],
  [new RegExp(`${not}(?:达到|到)(${middle})`, 'g'), text => againstMiddle('below', text)],
  [
    /(?:填|写|打|标)(?:了|的是|的|着)?[“"'「]?(?:\/|不适用|不涉及|斜杠|斜线)[”"'」]?/g,
    () => ({ kind: 'state', state: 'notApplicable' }),
  ],
  [/过半|超半数/g, () => filter('above', '一半')],
  // 申请过百的, 处罚上千的.
  [
    /(?:过|上|破|超)([百千万])(?![一二三四五六七八九\d分])(?=[件的了吗吧呢,，。?？]|$)/g,
    scale => filter('atLeast', `一${scale}`),
  ],
  [new RegExp(`(?:不少于|至少|不低于|达到|超过或等于|大于等于)${bound}`, 'g'), holding('atLeast')],
  [new RegExp(`${bound}(?:及|或)?以上`, 'g'), holding('atLeast')],
  // 比50件多的; 比2021多 names a year.
  [
    new RegExp(`比(?!(?:19|20)\\d\\d(?![\\d件个项条份次]))${bound}(?:要|还)?(?:多|高|大)(?![少多])`, 'g'),
    holding('above'),
  ],
  [
    new RegExp(`比(?!(?:19|20)\\d\\d(?![\\d件个项条份次]))${bound}(?:要|还)?(?:少|低|小)(?![少多])`, 'g'),
    holding('below'),
  ],
  // 有没有300件, 到200件没有, 够50件吗: whether it is so many.
  [new RegExp(`有没有(?:够|满|达到|到)?${bound}`, 'g'), holding('atLeast')],
  [
    new RegExp(
      `(?<![没收接受得看见提拿遇找想听直])(?:够得?上?|满|到了?|有)${bound}(?=[^,，。;；\\d]{0,6}(?:没有?|吗|么|不)[?？]?$)`,
      'g',
    ),
    holding('atLeast'),
  ],
  [new RegExp(`(?:不足|少于|小于|低于|不到|不满)${bound}`, 'g'), holding('below')],
  [new RegExp(`(?:不超过|至多|不多于|不大于|不高于|最多不超过)${bound}`, 'g'), holding('atMost')],
  [new RegExp(`${bound}(?:及|或)?以下`, 'g'), holding('atMost')],
  [new RegExp(`(?:正好|刚好|恰好|等于)(?:是|为)?${bound}`, 'g'), holding('equal')],
  [new RegExp(`(?:高于|超过|多于|大于|高出|超出)了?(${middle})`, 'g'), text => againstMiddle('above', text)],
  [new RegExp(`(?:低于|少于|小于|不及|不到|不足)了?(${middle})`, 'g'), text => againstMiddle('below', text)],
  [new RegExp(`(${middle})(?:及|或)?以上`, 'g'), text => againstMiddle('above', text)],
  [new RegExp(`(${middle})(?:及|或)?以下`, 'g'), text => againstMiddle('below', text)],
  // 一件申请都没收到: what was not received stands in between and is read by the lexicon.
  [
    /(?<![\d第十百千万])(?:一[件个项条份宗起次例]|1[件个项条份宗起次例])(?=[^,，。?？]{0,8}[都也]?(?:没|未))/g,
    () => filter('equal', '0'),
  ],
  [
    /零(?=申请|收件|诉讼|复议|官司|处罚|许可)|为零|是零|(?:为|是)0(?![\d.])(?:万?元|[件个项条份宗起次])?/g,
    () => filter('equal', '0'),
  ],
  [
    /(?<!净)(?:增加|增长|上升|上涨|增多|涨)了?(?:多少|几)[件个项份宗起]?/g,
    () => ({ kind: 'change', by: 'number', way: 'up' }),
  ],
  [
    /(?<!净)(?:减少|下降|降低|降|跌)了?(?:多少|几)[件个项份宗起]?/g,
    () => ({ kind: 'change', by: 'number', way: 'down' }),
  ],
  [
    /(?<=增长|增加|上升|上涨|增速|涨|升|下降|减少|降低|降|跌|变化)(?:得|的)?最(?:快|猛|厉害|明显|显著)/g,
    () => rank('most'),
  ],
  [new RegExp(`(?:排名?|位居|名列|位列)第?${number}(?:名|位|的)?`, 'g'), nth('most')],
  [new RegExp(`(?:排名?)?前${number}(?:名|位|家|个|的)?(?!年)`, 'g'), first('most')],
  [new RegExp(`(?:后|最后|末)${number}(?:名|位|家)`, 'g'), first('least')],
  [new RegExp(`(?:倒数|最少的?|最低的?)前${number}(?:名|位|的|家)?`, 'g'), first('least')],
  [
    new RegExp(`倒数(?:第${number}(?:名|位|的)?|${number}(?![个名位家]))`, 'g'),
    (one, other) => nth('least')(one === '0' ? other : one),
  ],
  // 倒数三个, 垫底的两个: so many, and not the third.
  [new RegExp(`(?:倒数|垫底|末尾|末位)的?${number}(?:个|名|位|家)`, 'g'), first('least')],
  [new RegExp(`(?<=[少低])的${number}(?:个|家)(?=[区县市省镇乡街单地部]|$)`, 'g'), first('least')],
  [new RegExp(`(?<!倒数)(?:排名?)?第${number}(?:名|位|多|高|大)的?`, 'g'), nth('most')],
  [new RegExp(`第${number}(?:少|低|小)的?`, 'g'), nth('least')],
  [new RegExp(`^那?第${number}(?=呢|是谁|是哪|$)`, 'g'), nth('most')],
  [new RegExp(`(?:最多|最高)的?${number}(?:个|家|名|位)`, 'g'), first('most')],
  [new RegExp(`(?:最少|最低)的?${number}(?:个|家|名|位)`, 'g'), first('least')],
  // 最多的三年; 最多2021年 names a year.
  [/(?:最多|最高)的?([1-9]|[一二两三四五六七八九十])年/g, first('most')],
  [/(?:最少|最低)的?([1-9]|[一二两三四五六七八九十])年/g, first('least')],
  [/前两[名位家]?(?:之间)?的?(?:相?差|差距)/g, () => rank('most', 1, 2, 'difference')],
  [/第一[名位]?(?:的)?(?:比|和|与|跟)第二[名位]?/g, () => rank('most', 1, 2, 'difference')],
  [/最[多高大]的?(?:单位|地方|区|县|市|年份)?(?:比|和|与|跟)最[少低小]的?/g, () => rank('both')],
  [/最[少低小]的?(?:单位|地方|区|县|市|年份)?(?:比|和|与|跟)最[多高大]的?/g, () => rank('both')],
  [/仅次于(?:最多|第一|最高)名?的?|次多|次高|^(?:那么?)?其次(?=[呢是的?？]|$)/g, () => rank('most', 2, 1)],
  [
    /排(?:名|在)?第?几(?:名|位)?|第几(?:名|位|多|高)|名次(?:是|为)?(?:多少|几)|排名(?:是|为)?(?:多少|几)|排多少名/g,
    () => ({ kind: 'standing', from: 'place', within: null }),
  ],
]

/** All operations with numbers in a normalised text. */
export function findOperations(text: string): OperationMatch[] {
  return rules.flatMap(([pattern, operation]) =>
    matchesOf(pattern, text).map(match => ({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      operation: operation(match[1] ?? '0', match[2] ?? '0'),
    })),
  )
}

/** Where several operations are named, the one that says most about the answer's shape comes first. */
const precedence: Operation['kind'][] = [
  'sides',
  'standing',
  'state',
  'filter',
  'rank',
  'largest',
  'times',
  'average',
  'median',
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

export const isMiddle = (kind: string): kind is Middle => kind === 'average' || kind === 'median'
