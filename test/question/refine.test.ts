import { expect, test } from 'vitest'
import { understand } from '../../src/question/understand.ts'

const changesOf = (question: string) => understand(question, { now: new Date('2024-06-01') }).trace.changes

test.each([
  ['阿城2021年行政强制增加了几项', 'changeColumn', 'operation', 'column2 change'],
  ['阿城2021年因国家秘密不予公开的', 'namedForItsPart', 'group refused', '无'],
])('%s: %s says from what to what', (question, refiner, from, to) => {
  const change = changesOf(question).find(each => each.refiner === refiner)
  expect(change?.from).toContain(from)
  expect(change?.to).toContain(to)
})

test.each([
  '阿城2021年收到多少申请',
  // 批 is a part of another word.
  '平潭2021年公众号发布了多少批次抽检情况',
  '上海市科委2024年批量推送政策多少条',
])('%s: nothing is told where nothing was refined', question => {
  expect(changesOf(question)).toEqual([])
})
