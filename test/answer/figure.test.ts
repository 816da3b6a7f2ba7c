import { describe, expect, test } from 'vitest'
import type { Figure } from '../../src/answer/answer.ts'
import { average, difference, figureText, lookup, percentage, sum, times } from '../../src/answer/figure.ts'
import { formulaOf } from '../../src/answer/list.ts'
import { heldOf, makeReport } from '../support/reports.ts'

const report = heldOf(
  makeReport({
    year: 2020,
    cells: {
      'requests.received.total': 81,
      'requests.carriedIn.total': [null, 'blank', ''],
      'requests.granted.total': [null, 'notApplicable', '/'],
      'requests.granted.naturalPerson': 0,
      'requests.handled.total': [null, 'unreadable', '8?'],
      'requests.refused.stateSecret.total': 2,
      'requests.refused.prohibitedByLaw.total': 0,
      'requests.refused.securityAndStability.total': 0,
      'requests.refused.thirdPartyRights.total': 2,
      'requests.refused.internalAffairs.total': 0,
      'requests.refused.processInformation.total': 0,
      'requests.refused.enforcementFile.total': 0,
      'requests.refused.administrativeInquiry.total': 0,
      'litigation.direct.total': 11,
      'litigation.afterReview.total': [null, 'blank', ''],
      'disclosure.penalties.change': -32,
      'disclosure.procurement.amount': 5225.19,
      'disclosure.fees.amount': [123.45, 'reported', '1,234,500'],
    },
  }),
)

const figure = (field: string): Figure => {
  const found = lookup(report, field)
  if (!('figure' in found)) throw new Error(`no figure: ${field}`)
  return found.figure
}

describe('a field of a report', () => {
  test('that is printed is its cell', () => {
    expect(figure('requests.received.total')).toMatchObject({ value: 81, unit: '件', year: 2020, raw: '81' })
  })

  test('that nobody prints is the sum of its parts', () => {
    expect(figure('requests.refused.total')).toMatchObject({ value: 4, formula: '2 + 0 + 0 + 2 + 0 + 0 + 0 + 0 = 4' })
  })

  test.each([
    ['requests.carriedIn.total', 'blank'],
    ['requests.granted.total', 'notApplicable'],
    ['requests.handled.total', 'unreadable'],
    ['disclosure.licensing.decisions', 'notInForm'],
    ['litigation.total', 'incomplete'],
  ])('%s has none: %s', (field, state) => {
    expect(lookup(report, field)).toMatchObject({ gap: { state } })
  })

  test('without its total offers the columns that are there', () => {
    const found = lookup(report, 'requests.granted.total')
    expect('gap' in found && found.gap.related.map(({ value, label }) => [value, label])).toEqual([
      [0, '予以公开（自然人）'],
    ])
  })
})

describe('computed', () => {
  const received = figure('requests.received.total')
  const refused = figure('requests.refused.total')

  test('sum', () => expect(sum([received, refused], '合计', 'x')).toMatchObject({ value: 85, formula: '81 + 4 = 85' }))
  test('difference', () =>
    expect(difference(refused, received, '差')).toMatchObject({ value: -77, formula: '4 - 81 = -77' }))
  test('of a negative number', () => {
    expect(difference(received, figure('disclosure.penalties.change'), '差').formula).toBe('81 - (-32) = 113')
  })
  test('share', () => {
    expect(percentage([refused], [received], '占比')).toMatchObject({
      value: 4.94,
      unit: '%',
      formula: '4 ÷ 81 = 4.94%',
    })
  })
  test('times', () => expect(times(received, refused, '倍')).toMatchObject({ value: 20.25, unit: '倍' }))
  test('mean', () => expect(average([received, refused], '平均')).toMatchObject({ value: 42.5 }))
  test('nothing over zero', () => {
    const zero = figure('requests.granted.naturalPerson')
    expect(percentage([received], [zero], '占比')).toBeNull()
    expect(times(received, zero, '倍')).toBeNull()
  })
  test('money stays exact', () => {
    const amount = figure('disclosure.procurement.amount')
    expect(sum([amount, amount, amount], '合计', 'x').value).toBe(15675.57)
  })
})

test.each([
  ['requests.received.total', '81 件'],
  ['disclosure.penalties.change', '-32 项'],
  ['disclosure.procurement.amount', '5225.19 万元'],
])('%s reads %s', (field, text) => {
  expect(figureText(figure(field))).toBe(text)
})

test('money in another unit is told as it is printed, too', () => {
  expect(formulaOf(figure('disclosure.fees.amount'))).toEqual(['（报告印作 1,234,500，已换算为万元）'])
  expect(formulaOf(figure('disclosure.procurement.amount'))).toEqual([])
})
