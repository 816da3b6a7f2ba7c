import { expect, test } from 'vitest'
import { departmentOf, findBodies } from '../../src/question/bodies.ts'
import { understand } from '../../src/question/understand.ts'

test.each([
  ['相山区发展和改革委员会', '发展和改革'],
  ['淮北市相山区发改委', '发展和改革'],
  ['梁溪区市场监督管理局', '市场监督管理'],
  ['梁溪区市监局', '市场监督管理'],
  ['阿城区教体局', '教育和体育'],
  ['阿城区教育局', '教育'],
  ['某县资规局', '自然资源和规划'],
  ['某县自然资源局', '自然资源'],
  ['某市卫健委', '卫生健康'],
  ['某区城管局', '城市管理'],
  ['某区人社局', '人力资源和社会保障'],
  ['某市公安局', '公安'],
])('%s is the department %s', (name, department) => {
  expect(departmentOf(name)).toBe(department)
})

test.each(['阿城区人民政府', '军粮城街道办事处', '临港新片区管理委员会', '锡山区人民政府办公室'])(
  '%s is no department',
  name => {
    expect(departmentOf(name)).toBeNull()
  },
)

/** The longest body of a text behind a place that ends at `end`. */
const longest = (text: string, end: number) =>
  findBodies(text, [end])
    .filter(({ start }) => start >= end)
    .toSorted((a, b) => b.text.length - a.text.length)[0]

test.each([
  ['阿城区人民政府2021年', 3, '人民政府', { kind: 'government' }],
  ['军粮城街道办事处2020年', 3, '街道办事处', { kind: 'government' }],
  ['阿克苏地区行政公署2021年', 5, '行政公署', { kind: 'government' }],
  ['阿克苏行署2021年', 3, '行署', { kind: 'government' }],
  ['锡山区政府办公室2022年', 3, '政府办公室', { kind: 'office' }],
  ['锡山区政府办2022年', 3, '政府办', { kind: 'office' }],
  ['锡山区发改委2022年', 3, '发改委', { kind: 'department', name: '发展和改革' }],
  // A department that no table knows is taken by its own name, behind a place only.
  ['锡山区某某管理局2022年', 3, '某某管理局', { kind: 'department', name: '某某管理局' }],
])('%s', (text, end, words, body) => {
  expect(longest(text, end)).toMatchObject({ text: words, body })
})

test.each(['收到政府办理的申请', '收到多少申请'])('no body in %s', text => {
  expect(findBodies(text, [])).toEqual([])
})

test.each(['上海市政府办公厅新平台什么时候上线', '上海市政府办公厅邀请谁列席', '阿城区政府办公室弄了个啥新东西'])(
  'what is not understood in “%s” does not take the place apart',
  question => {
    const understood = understand(question, { now: new Date('2024-05-01') })
    expect(understood.kind === 'query' && understood.query.issuers.map(({ places }) => places[0]!.code)).toEqual([
      question.startsWith('上海') ? '31' : '230112',
    ])
  },
)
