import type { Figure, HeldReport, Outcome } from '../../src/answer/answer.ts'
import { lookup } from '../../src/answer/figure.ts'
import { plainText } from '../../src/channels/plain.ts'
import { fieldOf, fields } from '../../src/report/fields.ts'

/**
 * The corpus: an expectation behind `>`, under it every phrase that must give it; turns are parted by ` / `.
 *
 *     @now 2021-06-01                     the clock for what follows; without it the clock does not matter
 *     > 嘉禾2021/received.total            these cells and no others (several are parted by blanks)
 *     > … says 正是 没有               and each of these words in the text, its blanks left out
 *     > rank 甲2022/… 乙2022/…             these cells in this order
 *     > = 嘉禾2021/granted.total / 嘉禾2021/handled.total %      a computed figure; no cells but its operands, and those named `beside`
 *     > missing noReport                  no figure, for this reason (several reasons: a|b)
 *     > clarify issuer 深圳 鹤岗           asked back; each word stands in one of the choices
 *     > passages 顺河2020 118              a passage of this report with these words, which no figure comes with
 *     > reports 嘉禾 · help · declined · silent   a listing, usage, a refusal; `silent`: anything without a figure
 *
 * Reports are called by the names of `reportNames`; `requests.` and `disclosure.` may be left out of fields.
 */
export interface CorpusCase {
  file: string
  line: number
  expect: string
  turns: string[]
  now: Date | null
}

export function readCorpus(file: string, text: string): CorpusCase[] {
  const cases: CorpusCase[] = []
  let expect = ''
  let now: Date | null = null
  text.split('\n').forEach((raw, at) => {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) return
    if (line.startsWith('@now')) now = line === '@now' ? null : new Date(`${line.slice(5)}T12:00:00+08:00`)
    else if (line.startsWith('>')) expect = line.slice(1).trim()
    else cases.push({ file, line: at + 1, expect, turns: line.split(' / '), now })
  })
  return cases
}

/** What the corpus calls the sample reports: the place in short, and the year. */
export const reportNames: Record<string, string> = {
  顺河: '410203-government',
  鹤岗: '230404-government',
  阿城: '230112-government',
  军粮城: '120110008-government',
  嘉禾: '431024-government',
  无锡: '3202-government',
  锡山: '320205-government',
  锡山办: '320205-office',
  惠山: '320206-government',
  滨湖: '320211-government',
  梁溪: '320213-government',
  新吴: '320214-government',
  江苏: '32-government',
  深圳南山: '440305-government',
  杭州西湖: '330106-government',
  南昌西湖: '360103-government',
  北京朝阳: '110105-government',
  长春朝阳: '220104-government',
  南京鼓楼: '320106-government',
  福州鼓楼: '350102-government',
  徐州鼓楼: '320302-government',
  开封鼓楼: '410204-government',
  滨海太平: '120116156-government',
  道里太平: '230102101-government',
  嵩县城关: '410325100-government',
  五河城关: '340322100-government',
  嵩县: '410325-government',
  临港: '31Z01-zone',
  青田: '331121-government',
  泗阳: '321323-government',
  岳西: '340828-government',
}

/** Departments of the samples: their ids hold a hash of the name, so they are found by the name. */
const departmentNames: Record<string, string> = {
  相山发改: '相山区发展和改革委员会',
  梁溪教育: '梁溪区教育局',
  梁溪市监: '梁溪区市场监督管理局',
  梁溪发改: '梁溪区发展和改革委员会',
  梁溪卫健: '梁溪区卫生健康委员会',
  无名太平: '太平镇人民政府',
}

export function findReport(name: string, reports: readonly HeldReport[]): HeldReport {
  const [, short, year] = /^(.*?)(\d{4})$/.exec(name) ?? []
  const own = departmentNames[short ?? '']
  const found = own
    ? reports.find(
        report =>
          report.year === Number(year) &&
          report.issuer.name.endsWith(own) &&
          (short !== '无名太平' || !report.issuer.division),
      )
    : reports.find(report => report.id === `${reportNames[short ?? '']}-${year}`)
  if (!found) throw new Error(`the corpus names a report that the samples do not have: ${name}`)
  return found
}

const fieldId = (short: string): string =>
  [short, `requests.${short}`, `disclosure.${short}`].find(id => fields.has(id)) ?? fieldOf(short).id

interface CellRef {
  report: string
  field: string
  value: number
}

function cellRef(text: string, reports: readonly HeldReport[]): CellRef {
  const slash = text.indexOf('/')
  const report = findReport(text.slice(0, slash), reports)
  const field = fieldId(text.slice(slash + 1))
  const found = lookup(report, field)
  if (!('figure' in found)) throw new Error(`the corpus expects a figure where there is none: ${text}`)
  return { report: report.id, field, value: found.figure.value }
}

/** A figure that is one field of one report, be it printed or a sum of the form's own parts. */
const isCell = (figure: Figure): boolean =>
  fields.has(figure.field) && !figure.report.includes('+') && figure.label === fieldOf(figure.field).label
const keyOf = ({ report, field }: { report: string; field: string }): string => `${report} ${field}`

/** `+ - * / ( )` over numbers, as the corpus writes formulas. */
export function evaluate(tokens: (number | string)[]): number {
  let at = 0
  const atom = (): number => {
    const token = tokens[at++]
    if (token !== '(') return Number(token)
    const value = sum()
    at++
    return value
  }
  const product = (): number => {
    let value = atom()
    while (tokens[at] === '*' || tokens[at] === '/') value = tokens[at++] === '*' ? value * atom() : value / atom()
    return value
  }
  const sum = (): number => {
    let value = product()
    while (tokens[at] === '+' || tokens[at] === '-')
      value = tokens[at++] === '+' ? value + product() : value - product()
    return value
  }
  return sum()
}

function problemWithCells(
  outcome: Outcome,
  words: string[],
  inOrder: boolean,
  reports: readonly HeldReport[],
): string | null {
  if (outcome.kind !== 'answer') return `an answer was expected, not ${outcome.kind}`
  const wanted = words.map(word => cellRef(word, reports))
  const have = outcome.figures.filter(isCell)
  const missing = wanted.filter(
    want => !have.some(figure => keyOf(figure) === keyOf(want) && figure.value === want.value),
  )
  if (missing.length > 0) return `not shown: ${missing.map(keyOf).join(', ')}`
  const extra = have.filter(figure => !wanted.some(want => keyOf(want) === keyOf(figure)))
  if (extra.length > 0) return `shown besides: ${extra.map(keyOf).join(', ')}`
  const order = have.map(keyOf).filter((key, index, all) => all.indexOf(key) === index)
  return inOrder && order.join() !== wanted.map(keyOf).join() ? `in another order: ${order.join(', ')}` : null
}

function problemWithFormula(outcome: Outcome, expected: string, reports: readonly HeldReport[]): string | null {
  const [text = '', others = ''] = expected.split(' beside ')
  const beside = others
    .split(' ')
    .filter(Boolean)
    .map(word => cellRef(word, reports))
  if (outcome.kind !== 'answer') return `an answer was expected, not ${outcome.kind}`
  const unit = /\s(%|倍)$/.exec(text)?.[1]
  const operands: CellRef[] = []
  const tokens = (text.replace(/\s(?:%|倍)$/, '').match(/[()]|(?<=\s|^)[-+*/](?=\s)|[^\s()]+/g) ?? []).map(token => {
    if (/^(?:[-+*/()]|\d+)$/.test(token)) return token
    const ref = cellRef(token, reports)
    operands.push(ref)
    return ref.value
  })
  const value = evaluate(tokens) * (unit === '%' ? 100 : 1)
  const close = (figure: Figure) => figure.formula !== undefined && Math.abs(figure.value - value) < 0.00501
  if (!outcome.figures.some(figure => close(figure) && (!unit || figure.unit === unit)))
    return `${value} was not computed; figures: ${outcome.figures.map(figure => `${figure.label} ${figure.value}`).join(', ')}`
  const parts = [...operands, ...beside].flatMap(ref => [
    ref,
    ...fieldOf(ref.field).parts.map(field => ({ report: ref.report, field })),
  ])
  const extra = outcome.figures.filter(figure => isCell(figure) && !parts.some(ref => keyOf(ref) === keyOf(figure)))
  return extra.length > 0 ? `shown besides: ${extra.map(keyOf).join(', ')}` : null
}

const figuresOf = (outcome: Outcome): readonly Figure[] => (outcome.kind === 'answer' ? outcome.figures : [])

/** What is wrong with an outcome; null where it is as expected. */
export function problemWith(expected: string, outcome: Outcome, reports: readonly HeldReport[]): string | null {
  const [expect, says = ''] = expected.split(' says ') as [string, string?]
  const text = plainText(outcome).replace(/\s/g, '')
  const unsaid = says.split(' ').filter(word => !text.includes(word))
  return problemIn(expect, outcome, reports) ?? (unsaid.length > 0 ? `does not say ${unsaid.join(', ')}` : null)
}

function problemIn(expect: string, outcome: Outcome, reports: readonly HeldReport[]): string | null {
  const [kind, ...words] = expect.split(/\s+/)
  const text = plainText(outcome)
  const lacks = (list: string[], where: string) => {
    const lacking = list.filter(word => !where.includes(word))
    return lacking.length > 0 ? `without ${lacking.join(', ')}` : null
  }
  switch (kind) {
    case '=':
      return problemWithFormula(outcome, expect.slice(1).trim(), reports)
    case 'rank':
      return problemWithCells(outcome, words, true, reports)
    case 'missing':
      if (outcome.kind !== 'missing') return `something missing was expected, not ${outcome.kind}`
      return words[0] && !words[0].split('|').includes(outcome.reason)
        ? `another reason: ${outcome.reason}`
        : lacks(words.slice(1), text)
    case 'clarify':
      if (outcome.kind !== 'clarify') return `a question back was expected, not ${outcome.kind}`
      if (words[0] && words[0] !== outcome.slot) return `asked for ${outcome.slot}`
      return lacks(words.slice(1), outcome.choices.map(({ label }) => label).join('\n'))
    case 'passages': {
      if (outcome.kind !== 'passages') return `a passage was expected, not ${outcome.kind}`
      const { id } = findReport(words[0]!, reports)
      const own = outcome.passages.filter(passage => passage.report === id)
      return own.length === 0
        ? `no passage of ${id}`
        : lacks(words.slice(1), own.map(passage => passage.text).join('\n'))
    }
    case 'silent':
      return figuresOf(outcome).length > 0 ? 'a figure where none may be given' : null
    case 'reports':
    case 'help':
    case 'declined':
      return outcome.kind === kind ? lacks(words, text) : `${kind} was expected, not ${outcome.kind}`
    default:
      return problemWithCells(outcome, [kind!, ...words], false, reports)
  }
}
