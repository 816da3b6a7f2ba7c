import { expect, test } from 'vitest'
import { noMeasure, partsOf, rateFields, wantedOf, wholeOf } from '../../src/question/measure.ts'
import { fields, printedFields } from '../../src/report/fields.ts'

test.each<[string, Partial<typeof noMeasure>, string[][]]>([
  ['a row alone is its total', { rows3: ['granted'] }, [['requests.granted.total']]],
  ['an applicant alone is of 新收', { applicants: ['business'] }, [['requests.received.business']]],
  [
    'rows by columns',
    { rows3: ['granted'], applicants: ['naturalPerson', 'business'] },
    [['requests.granted.naturalPerson'], ['requests.granted.business']],
  ],
  [
    '其他 is one row or another by edition',
    { rows3: ['other.remaining'] },
    [['requests.other.remaining.total', 'requests.other.total']],
  ],
  ['许可 means the decisions', { rows2: ['licensing'] }, [['disclosure.licensing.decisions']]],
  ['a block alone is its total', { blocks: ['review'] }, [['review.total']]],
  ['a result alone is of both', { results: ['upheld'] }, [['review.upheld'], ['litigation.upheld']]],
  [
    'an amount of procurement',
    { rows2: ['procurement'], columns2: ['procurementAmount'] },
    [['disclosure.procurement.amount']],
  ],
  ['a column that the row lacks', { rows2: ['licensing'], columns2: ['inForce'] }, []],
  ['nothing', {}, []],
])('%s', (_, measure, wanted) => {
  expect(wantedOf({ ...noMeasure, ...measure })).toEqual(wanted)
})

test('every printed field of both editions is a field, and what it consists of is, too', () => {
  for (const id of [...printedFields('2019'), ...printedFields('2021'), ...fields.keys()]) {
    for (const [part] of partsOf(id)) expect(fields.has(part!), `${id} has ${part}`).toBe(true)
    for (const whole of wholeOf(id) ?? []) expect(fields.has(whole), `${id} is of ${whole}`).toBe(true)
  }
})

test.each([
  ['requests.refused.total', 'requests.handled.total'],
  ['requests.received.naturalPerson', 'requests.received.total'],
  ['review.upheld', 'review.total'],
  ['litigation.direct.total', 'litigation.total'],
])('%s is a share of %s', (part, whole) => {
  expect(wholeOf(part)).toEqual([whole])
})

test('shares of table 2 have no whole', () => {
  expect(wholeOf('disclosure.licensing.decisions')).toBeNull()
})

test('败诉率 is of litigation, 维持率 of what is named', () => {
  expect(rateFields('lost', noMeasure).map(({ denominator }) => denominator)).toEqual([['litigation.total']])
  expect(rateFields('upheld', { ...noMeasure, blocks: ['review'] })).toMatchObject([
    { numerator: ['review.upheld'], denominator: ['review.total'] },
  ])
  expect(rateFields('upheld', noMeasure)).toHaveLength(2)
})
