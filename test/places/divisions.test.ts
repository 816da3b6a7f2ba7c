import { expect, test } from 'vitest'
import { isWithin, placeByCode } from '../../src/places/places.ts'

test.each([
  ['11', ['北京市'], 'province'],
  ['4102', ['河南省', '开封市'], 'city'],
  ['410203', ['河南省', '开封市', '顺河回族区'], 'county'],
  ['120110', ['天津市', '东丽区'], 'county'],
  ['120110008', ['天津市', '东丽区', '军粮城街道'], 'township'],
  ['500231', ['重庆市', '垫江县'], 'county'],
  ['429004', ['湖北省', '仙桃市'], 'county'],
  ['4419', ['广东省', '东莞市'], 'city'],
  ['441900003', ['广东省', '东莞市', '东城街道'], 'township'],
  ['659012', ['新疆维吾尔自治区', '白杨市'], 'county'],
  ['130171', ['河北省', '石家庄市', '石家庄高新技术产业开发区'], 'zone'],
  ['430971', ['湖南省', '益阳市', '大通湖管理区'], 'zone'],
  ['429005452', ['湖北省', '潜江市', '熊口管理区'], 'zone'],
  ['35Z01', ['福建省', '平潭综合实验区'], 'zone'],
  ['3213Z01', ['江苏省', '宿迁市', '洋河新区'], 'zone'],
  ['71', ['台湾省'], 'province'],
])('%s is %j, a %s', (code, path, level) => {
  const place = placeByCode(code)
  expect(place).toMatchObject({ code, path, level, name: path.at(-1) })
  expect(place!.parents.map(parent => placeByCode(parent)!.name)).toEqual(path.slice(0, -1))
})

test.each([
  ['110000', '11'],
  ['410200', '4102'],
  ['410203000', '410203'],
  ['120110008000', '120110008'],
  ['230000000000', '23'],
  ['441900', '4419'],
])('%s is understood as %s', (long, short) => {
  expect(placeByCode(long)).toBe(placeByCode(short))
})

test.each(['1201', '120100', '4290', '469000', '', '0', '00', '99', '410299', '41020', 'x'])('%j is no unit', code => {
  expect(placeByCode(code)).toBeUndefined()
})

test.each([
  ['330103', '下城区', 2021, ['拱墅区']],
  ['330104', '江干区', 2021, ['上城区', '钱塘区']],
  ['350402', '梅列区', 2021, ['三元区']],
  ['350427', '沙县', 2021, ['沙县区']],
  ['350625', '长泰县', 2021, ['长泰区']],
  ['350681', '龙海市', 2021, ['龙海区']],
  ['410306', '吉利区', 2021, ['孟津区']],
  ['410322', '孟津县', 2021, ['孟津区']],
  ['410381', '偃师市', 2021, ['偃师区']],
  ['431121', '祁阳县', 2021, ['祁阳市']],
  ['450127', '横县', 2021, ['横州市']],
  ['513425', '会理县', 2021, ['会理市']],
  ['520522', '黔西县', 2021, ['黔西市']],
  ['532331', '禄丰县', 2021, ['禄丰市']],
  ['540422', '米林县', 2023, ['米林市']],
  ['540530', '错那县', 2023, ['错那市']],
  ['610322', '凤翔县', 2021, ['凤翔区']],
  ['610928', '旬阳县', 2021, ['旬阳市']],
  ['654223', '沙湾县', 2021, ['沙湾市']],
  ['3712', '莱芜市', 2019, ['莱芜区', '钢城区']],
])('%s %s was abolished in %i', (code, name, abolished, heirs) => {
  const place = placeByCode(code)
  expect(place).toMatchObject({ name, abolished })
  expect(place!.successors!.map(heir => placeByCode(heir)!.name)).toEqual(heirs)
})

test.each([
  ['410203', '41', true],
  ['410203', '4102', true],
  ['410203', '410203', true],
  ['4102', '410203', false],
  ['410203', '4103', false],
  ['120110008', '12', true],
  ['610423111', '61Z01', true],
  ['130638', '13Z01', true],
  ['130638', '1306', true],
  ['130601', '13Z01', false],
  ['3213Z01', '3213', true],
  ['12Z01', '120116', true],
  ['330103', '3301', true],
])('%s lies in %s: %s', (code, ancestor, expected) => {
  expect(isWithin(code, ancestor)).toBe(expected)
})
