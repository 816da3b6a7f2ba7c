import { describe, expect, test } from 'vitest'
import { holdingsOf } from '../../src/answer/holdings.ts'
import { readWish } from '../../src/digest/read.ts'
import { rhythmText, subjectsText } from '../../src/digest/subscription.ts'
import { makeReport } from '../support/reports.ts'

/** Issuers of whom something is indexed. */
const issuers: [id: string, name: string, code: string, path: string[], kind?: 'department'][] = [
  ['410203-government', '顺河回族区人民政府', '410203', ['河南省', '开封市', '顺河回族区']],
  ['230112-government', '阿城区人民政府', '230112', ['黑龙江省', '哈尔滨市', '阿城区']],
  ['230112-edu', '阿城区教育局', '230112', ['黑龙江省', '哈尔滨市', '阿城区'], 'department'],
  ['230404-government', '南山区人民政府', '230404', ['黑龙江省', '鹤岗市', '南山区']],
  ['440305-government', '南山区人民政府', '440305', ['广东省', '深圳市', '南山区']],
]
const holdings = holdingsOf(
  issuers.map(([key, name, code, path, kind = 'government' as never]) =>
    makeReport({ id: `${key}-2023`, year: 2023, issuer: { name, kind, division: { code, path } } }),
  ),
)
const now = new Date('2026-11-23T12:00:00+08:00')
const read = (line: string) => readWish(line, holdings, now)

/** What a line is understood as, in the words of the confirmation. */
function wish(line: string): string {
  const result = read(line)
  if (result.kind === 'which') return `哪一个：${result.choices.map(({ label }) => label).join(' ')}`
  if (result.kind === 'question') return `问：${result.question}`
  const { subjects, rhythm, zone } = result
  return `${subjectsText(subjects) || '？'}，${rhythm ? rhythmText(rhythm, zone) : '？'}`
}

describe('one line', () => {
  test.each([
    ['每周一早上8点订阅开封市和阿城区', '河南省开封市（含下级）、黑龙江省哈尔滨市阿城区（含下级），每周一 8:00'],
    ['订阅开封市', '河南省开封市（含下级），？'],
    ['每天', '？，每天 8:00'],
    ['全部报告 每天早上8点', '全部报告，每天 8:00'],
    ['全国所有报告，有新报告就发', '全部报告，有新报告时'],
    ['阿城区教育局，每月1日上午9点半', '黑龙江省哈尔滨市阿城区教育局，每月1日 9:30'],
    ['阿城区人民政府的年报 每月15号下午3点', '黑龙江省哈尔滨市阿城区人民政府，每月15日 15:00'],
    ['河南省 每月底', '河南省（含下级），每月最后一天 8:00'],
    ['河南 每月30日20点', '河南省（含下级），每月30日（没有这一天的月份在最后一天） 20:00'],
    ['“政策解读 不足” 每周五晚上7点', '提到“政策解读 不足”的段落，每周五 19:00'],
    ['开封市“政策解读 不足”每周', '河南省开封市里提到“政策解读 不足”的段落，每周一 8:00'],
    ['搜索 政策解读 不足', '提到“政策解读 不足”的段落，？'],
    ['每工作日中午12点开封市', '河南省开封市（含下级），每周一、二、三、四、五 12:00'],
    ['每周一、三、五 8:30 开封市', '河南省开封市（含下级），每周一、三、五 8:30'],
    ['每周一和周四8点 开封', '河南省开封市（含下级），每周一、四 8:00'],
    ['每星期天晚上十点 开封', '河南省开封市（含下级），每周日 22:00'],
    ['每天二十点三十分 开封', '河南省开封市（含下级），每天 20:30'],
    ['每天早上八点一刻，开封', '河南省开封市（含下级），每天 8:15'],
    ['早上9点发送开封市的新报告', '河南省开封市（含下级），每天 9:00'],
    ['每天8点东京时间 开封', '河南省开封市（含下级），每天 8:00（Asia/Tokyo 时间）'],
    ['每天20点北京时间 开封', '河南省开封市（含下级），每天 20:00'],
    ['开封 每天晚上8点上海时间', '河南省开封市（含下级），每天 20:00'],
    ['每天8点半乌鲁木齐时间 开封', '河南省开封市（含下级），每天 8:30（Asia/Urumqi 时间）'],
    ['伦敦当地时间每天8点 开封', '河南省开封市（含下级），每天 8:00（Europe/London 时间）'],
    ['每天8点 America/New_York 开封', '河南省开封市（含下级），每天 8:00（America/New_York 时间）'],
    ['每天8點訂閱開封市', '河南省开封市（含下级），每天 8:00'],
    ['每天８点开封', '河南省开封市（含下级），每天 8:00'],
    ['开封市、开封市和顺河区 实时', '河南省开封市（含下级）、河南省开封市顺河回族区（含下级），有新报告时'],
    ['请帮我每天凌晨5点推送开封市的政府信息公开年报', '河南省开封市（含下级），每天 5:00'],
    ['每周一十点 开封', '河南省开封市（含下级），每周一 10:00'],
    ['每周三点半 开封', '河南省开封市（含下级），每周一 3:30'],
    ['每天 请问阿城区2021年收到多少申请', '问：阿城区2021年收到多少申请'],
    ['每天南山区', '哪一个：黑龙江省鹤岗市南山区 广东省深圳市南山区'],
  ])('%s', (line, expected) => {
    expect(wish(line)).toBe(expected)
  })

  test('a choice among namesakes is a line of its own', () => {
    const result = read('每天 南山区“政策 不足”')
    expect(result.kind === 'which' && result.choices.map(({ line }) => wish(line))).toEqual([
      '黑龙江省鹤岗市南山区里提到“政策 不足”的段落，每天 8:00',
      '广东省深圳市南山区里提到“政策 不足”的段落，每天 8:00',
    ])
  })
})

describe('what cannot be is told in one sentence', () => {
  test.each([
    ['每月32日 开封市', /没有32日/],
    ['每月0日 开封市', /没有0日/],
    ['2月31日 开封市', /2月没有31日/],
    ['二月三十日早上8点 开封市', /2月没有30日/],
    ['13月1日 开封市', /一年没有13月/],
    ['3月1日 开封市', /只能每天/],
    ['每年3月1日 开封市', /只能每天/],
    ['每年2月31日 开封市', /2月没有31日/],
    ['每两周 开封市', /只能每天/],
    ['每小时 开封市', /只能每天/],
    ['每天25点 开封市', /没有“25点”/],
    ['每天24点 开封市', /没有“24点”/],
    ['每天8点75分 开封市', /没有“8点75分”/],
    ['每天8:60 开封市', /没有“8:60”/],
    ['每天上午15点 开封市', /24小时/],
    ['每天晚上12点 开封市', /24小时/],
    ['每天8点和18点 开封市', /一个时间/],
    ['每周八 开封市', /周一到周日/],
    ['每周9 开封市', /周一到周日/],
    ['每天8点火星时间 开封市', /^不知道“火星时间”/],
    ['每天8点 Asia/Beijing 开封市', /时区/],
    ['每天 火星市', /没有认出“火星市”/],
    ['每天 开封市和火星市', /没有认出“火星市”/],
    ['订阅天气预报', /没有认出/],
    ['订阅 漠河市', /还没有收录黑龙江省大兴安岭地区漠河市.*“黑龙江省”/],
    ['订阅 西藏自治区', /还没有收录西藏自治区.*“全部报告”/],
    ['订阅 开封市教育局', /还没有收录/],
    ['阿城区教育局“政策解读”', /不能限定单位/],
  ])('%s', (line, expected) => {
    expect(() => read(line)).toThrow(expected)
    try {
      read(line)
    } catch (error) {
      expect((error as Error).name).toBe('UnclearWish')
      expect((error as Error).message).toMatch(/^[^。]+。$/)
    }
  })
})
