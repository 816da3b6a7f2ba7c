import { describe, expect, test } from 'vitest'
import { isValue, type Measure, type MoneyUnit, readCell } from '../../src/parsing/numbers.ts'

type Case = [printed: string, value: number | null, state: string]

function check(measure: Measure, cases: Case[], unit?: MoneyUnit) {
  test.each(cases)(`${measure} ${unit ?? ''} “%s” → %s`, (printed, value, state) => {
    expect(readCell(printed, measure, unit)).toEqual({ value, state })
  })
}

describe('a printed cell', () => {
  check('count', [
    ['0', 0, 'reported'],
    [' 81 ', 81, 'reported'],
    ['２３', 23, 'reported'],
    ['1,395', 1395, 'reported'],
    ['1，395', 1395, 'reported'],
    ['517645', 517645, 'reported'],
    ['1 395', 1395, 'reported'],
    ['**97**', 97, 'reported'],
    ['3件', 3, 'reported'],
    ['22（其中修订16件）', 22, 'reported'],
    ['3\n件', 3, 'reported'],
    ['22（其中修订1\n6件）', 22, 'reported'],
    ['27①', 27, 'reported'],
    ['2²', 2, 'reported'],
    ['⑦', null, 'unreadable'],
    ['①27', null, 'unreadable'],
    ['27[1]', null, 'unreadable'],
    ['4000余', null, 'unreadable'],
    ['99 27', null, 'unreadable'],
    ['1 395 000', 1395000, 'reported'],
    ['3\n5', null, 'unreadable'],
    ['3  5', null, 'unreadable'],
    ['3\u00a0\u00a05', null, 'unreadable'],
    ['3\u30005', null, 'unreadable'],
    ['３\n５', null, 'unreadable'],
    ['', null, 'blank'],
    ['\u3000', null, 'blank'],
    ['/', null, 'notApplicable'],
    ['／', null, 'notApplicable'],
    ['-', null, 'notApplicable'],
    ['--', null, 'notApplicable'],
    ['——', null, 'notApplicable'],
    ['N/A', null, 'notApplicable'],
    ['无', null, 'notApplicable'],
    ['不涉及', null, 'notApplicable'],
    ['不适用', null, 'notApplicable'],
    ['-3', null, 'unreadable'],
    ['+3', null, 'unreadable'],
    ['2.5', null, 'unreadable'],
    ['007', null, 'unreadable'],
    ['0 0', null, 'unreadable'],
    ['1,39', null, 'unreadable'],
    ['O', null, 'unreadable'],
    ['〇', null, 'unreadable'],
    ['约5', null, 'unreadable'],
    ['5万元', null, 'unreadable'],
    ['12345678901234', null, 'unreadable'],
  ])
  check('change', [
    ['+36', 36, 'reported'],
    ['＋36', 36, 'reported'],
    ['-267', -267, 'reported'],
    ['－3', -3, 'reported'],
    ['−3', -3, 'reported'],
    ['减少3', -3, 'reported'],
    ['减少3项', -3, 'reported'],
    ['增加12', 12, 'reported'],
    ['-0', 0, 'reported'],
    ['5', 5, 'reported'],
    ['减', null, 'unreadable'],
    ['+3\n5', null, 'unreadable'],
    ['+1.5', null, 'unreadable'],
  ])
  check('money', [
    ['0', 0, 'reported'],
    ['5225.19万元', 5225.19, 'reported'],
    ['251000元', 25.1, 'reported'],
    ['1元', 0.0001, 'reported'],
    ['1.2亿元', 12000, 'reported'],
    ['0.1亿', 1000, 'reported'],
    ['24252.311082', 24252.311082, 'reported'],
    ['1,234.5', 1234.5, 'reported'],
    ['24252.31\n1082', null, 'unreadable'],
    ['5225.19\n万元', 5225.19, 'reported'],
    ['约300', null, 'unreadable'],
    ['300余', null, 'unreadable'],
    ['-5', null, 'unreadable'],
    ['3件', null, 'unreadable'],
  ])
  check('money', [['251000', 25.1, 'reported']], '元')
  check('money', [['0.3', 3000, 'reported']], '亿元')
  check('money', [['5225.19万元', 5225.19, 'reported']], '元')
})

test.each(['0', '+3', '1,395', '25.1万元', '/', '无', '减少3'])('“%s” stands where a value stands', printed => {
  expect(isValue(printed)).toBe(true)
})

test.each(['总计', '1.', '（一）', '2020年', '第5页', '见附件', ''])('“%s” is no value', printed => {
  expect(isValue(printed)).toBe(false)
})
