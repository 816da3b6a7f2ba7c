import { hasRow, isMeasured, isWord, joining, type Refiner } from './refiner.ts'
import { operationOf, type Segment, textOf } from './segment.ts'
import { asksIfSo } from './whether.ts'

/** Refiners of words about money: amounts, bounds in 元 and what an applicant may be charged. */

/** Money asked of a row that is counted in money means that column; of any other row it is a condition that no cell meets. */
export const moneyColumn: Refiner = segments =>
  segments.map(part => {
    if (!isWord(part, 'money') || part.kind !== 'word') return part
    if (
      segments.some(each => each.kind === 'word' && each.meaning.kind === 'column2' && /mount$/.test(each.meaning.id))
    )
      return { ...part, meaning: { kind: 'filler' } }
    const projects = segments.some(
      each => each.kind === 'word' && each.meaning.kind === 'column2' && each.meaning.id === 'projects',
    )
    if (projects || hasRow(segments, 'procurement'))
      return { ...part, meaning: { kind: 'column2', id: 'procurementAmount' } }
    if (hasRow(segments, 'fees')) return { ...part, meaning: { kind: 'column2', id: 'amount' } }
    // 金额呢 alone leans on what came before.
    return segments.some(isMeasured) ? { ...part, meaning: { kind: 'limits', words: part.text } } : part
  })

/** 行政事业性收费收了多少: the fees, and not how many requests came in. */
export const feesTaken: Refiner = segments =>
  segments.some(part => isWord(part, 'applications'))
    ? segments
    : segments.map((part, at): Segment => {
        const taken =
          isWord(part, 'receive') && part.text.startsWith('收') && at > 0 && hasRow([segments[at - 1]!], 'fees')
        const { start, end, text } = part
        return taken ? { start, end, text, kind: 'word', meaning: { kind: 'filler' } } : part
      })

/** 收费3137万吗, 采购52251900元对吗: an amount that is said of a row counted in money. */
export const amountSaid: Refiner = segments => {
  const id = hasRow(segments, 'procurement') ? 'procurementAmount' : hasRow(segments, 'fees') ? 'amount' : null
  const claims = asksIfSo(textOf(segments))
  if (id === null || !claims || segments.some(({ text }) => /多少|几/.test(text))) return segments
  return segments.flatMap((part): Segment[] => {
    const [, number, unit] = part.kind === 'rest' ? (/^(\d+(?:\.\d+)?)([万亿]元?|元)$/.exec(part.text) ?? []) : []
    if (!number || !unit) return [part]
    const middle = part.start + number.length
    return [
      { ...part, end: middle, text: number } as Segment,
      { kind: 'word', start: middle, end: part.end, text: unit, meaning: { kind: 'column2', id } },
    ]
  })
}

/** 采购超过5000万元的, 采购超5000万的: the bound tells that the row's money is meant; of rows without money it is a condition that no cell meets. */
export const moneyBound: Refiner = segments => {
  const bounds = segments.filter(part => {
    const spoken = operationOf(part)
    const bound = spoken?.kind === 'filter' && spoken.bound.kind === 'number' ? spoken.bound : null
    return bound !== null && (bound.money || /万/.test(part.text))
  })
  const [bound] = bounds
  const operation = bound && operationOf(bound)
  if (!bound || operation?.kind !== 'filter' || operation.bound.kind !== 'number') return segments
  const said = segments.find(
    part => part.kind === 'word' && part.meaning.kind === 'column2' && /mount$/.test(part.meaning.id),
  )
  const column = said
    ? ''
    : hasRow(segments, 'procurement')
      ? 'procurementAmount'
      : hasRow(segments, 'fees')
        ? 'amount'
        : null
  const { start, end, text } = bound
  if (column === null)
    return operation.bound.money
      ? segments.map(part =>
          part === bound ? { kind: 'word', start, end, text, meaning: { kind: 'limits', words: text } } : part,
        )
      : segments
  const inMoney = operation.bound.money
    ? operation.bound
    : { ...operation.bound, from: operation.bound.from / 10000, to: operation.bound.to / 10000, money: true }
  const named = segments.some(part => isWord(part, 'column2'))
  return segments.flatMap((part): Segment[] =>
    part === bound
      ? [
          ...(named
            ? []
            : [{ kind: 'word' as const, start, end, text, meaning: { kind: 'column2' as const, id: column } }]),
          { kind: 'operation', start, end, text, operation: { ...operation, bound: inMoney } },
        ]
      : [part],
  )
}

/** 申请信息公开收费吗, 处理申请收了多少钱: what an applicant may be charged is 信息处理费, which is no 行政事业性收费 and stands in no cell. */
export const applicantFees: Refiner = segments =>
  segments.map((part, at) => {
    const charged = (isWord(part, 'row2') && part.text === '收费') || /^收了?多少[钱费]$/.test(part.text)
    if (part.kind !== 'word' || !charged) return part
    const before = segments.slice(0, at).findLast(each => !isWord(each, 'filler') || joining.test(each.text))
    const applied =
      before &&
      ((isWord(before, 'applicants') && /[对向找跟]/.test(segments[segments.indexOf(before) - 1]?.text ?? '')) ||
        isWord(before, 'applications') ||
        /申请$/.test(before.text) ||
        (!isWord(part, 'row2') && isWord(before, 'disclose')))
    // 政府信息公开有没有收费.
    const ofDisclosure =
      isWord(part, 'row2') &&
      /(?:政府)?信息公开(?:工作)?(?:方面)?(?:有没有|是否|有无|要|需要|会|的)*$/.test(textOf(segments.slice(0, at)))
    return applied || ofDisclosure ? { ...part, meaning: { kind: 'limits', words: '信息处理费' } } : part
  })
