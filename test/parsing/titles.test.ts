import { expect, test } from 'vitest'
import { parseReport } from '../../src/parsing/parse.ts'
import { readText } from '../../src/reading/text.ts'

/** Titles as sites dress them: whose report it is and of which year. */

const body = [
  '一、总体情况',
  '依法公开政府信息。',
  '二、主动公开政府信息情况',
  '第二十条第（一）项',
  '信息内容\t本年制发件数\t本年废止件数\t现行有效件数',
  '规章\t0\t0\t0',
  '行政规范性文件\t0\t0\t0',
  '六、其他需要报告的事项',
  '无。',
]
const report = (year = '2022年') => `${year}政府信息公开工作年度报告`

test.each<[string[], string, string, string | null]>([
  [[`【2022年】柯城区财政局${report('')}`], '柯城区财政局', 'department', '330802'],
  [['柯城区财政局', report(''), '（2022年度）'], '柯城区财政局', 'department', '330802'],
  [[`柯城区财政局${report('')}`, '[二〇二二年]'], '柯城区财政局', 'department', '330802'],
  [['2022年度', `浙江省水利厅${report('')}`], '浙江省水利厅', 'department', '33'],
  [[`拱北海关${report()}`], '拱北海关', 'department', null],
  [[`国家税务总局北京市朝阳区税务局${report()}`], '国家税务总局北京市朝阳区税务局', 'department', '110105'],
  [[`国家税务总局朝阳市税务局${report()}`], '国家税务总局朝阳市税务局', 'department', '2113'],
  [[`鼓楼区人民政府${report()}`], '鼓楼区人民政府', 'government', null],
  [[`徐州市鼓楼区${report()}`], '徐州市鼓楼区', 'government', '320302'],
  [[`南京江北新区管理委员会${report()}`], '南京江北新区管理委员会', 'zone', '3201Z01'],
  [[`海南州${report()}`], '海南州', 'government', '6325'],
  [[`杭州市西湖区北山街道办事处${report()}`], '杭州市西湖区北山街道办事处', 'subdistrict', '330106002'],
])('%j', (above, name, kind, code) => {
  const { issuer, year } = parseReport(readText(new TextEncoder().encode([...above, ...body, ''].join('\n'))), {
    file: 'x.txt',
    sha256: '',
  })
  expect({ name: issuer.name, kind: issuer.kind, code: issuer.division?.code ?? null, year }).toEqual({
    name,
    kind,
    code,
    year: 2022,
  })
})
