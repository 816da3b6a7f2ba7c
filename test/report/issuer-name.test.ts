import { expect, test } from 'vitest'
import { fullName } from '../../src/report/issuer-name.ts'

test.each<[printed: string, path: string, full: string]>([
  ['南山区人民政府', '黑龙江省 鹤岗市 南山区', '黑龙江省鹤岗市南山区人民政府'],
  ['鹤岗市南山区人民政府', '黑龙江省 鹤岗市 南山区', '黑龙江省鹤岗市南山区人民政府'],
  ['开封市顺河区教育局', '河南省 开封市 顺河回族区', '河南省开封市顺河回族区教育局'],
  ['恩施州教育局', '湖北省 恩施土家族苗族自治州', '湖北省恩施土家族苗族自治州教育局'],
  ['前郭县政府', '吉林省 松原市 前郭尔罗斯蒙古族自治县', '吉林省松原市前郭尔罗斯蒙古族自治县政府'],
  ['大理州大理市教育局', '云南省 大理白族自治州 大理市', '云南省大理白族自治州大理市教育局'],
  ['吉林市教育局', '吉林省 吉林市', '吉林省吉林市教育局'],
  ['上海市市场监督管理局', '上海市', '上海市市场监督管理局'],
  ['宁夏教育厅', '宁夏回族自治区', '宁夏回族自治区教育厅'],
  ['军粮城街办事处', '天津市 东丽区 军粮城街道', '天津市东丽区军粮城街道办事处'],
  ['国家税务总局珠海市香洲区税务局', '广东省 珠海市 香洲区', '国家税务总局广东省珠海市香洲区税务局'],
  ['教育局', '黑龙江省 哈尔滨市 阿城区', '黑龙江省哈尔滨市阿城区教育局'],
])('%s of %s is %s', (name, path, full) => {
  expect(fullName({ name, kind: 'department', division: { code: '1', path: path.split(' ') } })).toBe(full)
})

test('a body whose place is not known goes by its own name', () => {
  expect(fullName({ name: '新桥镇人民政府', kind: 'town', division: null })).toBe('新桥镇人民政府')
})
