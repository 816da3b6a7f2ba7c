import { beforeAll, expect, test } from 'vitest'
import { type Judged, ours, passagesIn, readJudged, type Score, score } from '../../bench/judged.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { sharedSearch } from '../support/search.ts'

const search = sharedSearch(search => ingest(search, ['samples/real', 'samples/fictional'], { threads: 1 }))

/** Of the judged cases, the share whose first passage answers: the floor is below what is reached, and far above bare Meilisearch. */
const floor = 0.93

let result: Score

beforeAll(async () => {
  result = await score(readJudged('samples'), await passagesIn(search()), await ours(search()))
})

test('the first passage answers', () => {
  expect(result.cases).toBeGreaterThanOrEqual(120)
  expect(result.first / result.cases, result.failed.join('、')).toBeGreaterThanOrEqual(floor)
})

test('most passages that answer are among the first five', () => {
  expect(result.recall / result.cases).toBeGreaterThanOrEqual(floor)
})

test('judging fails what does not answer', async () => {
  const cases: Judged[] = [
    { set: 'samples', ask: '问', report: 'a', has: ['甲', '乙'] },
    { set: 'samples', ask: '无', none: true },
    {
      set: 'samples',
      search: '找',
      relevant: [
        { report: 'a', has: ['甲'] },
        { report: 'b', has: [] },
      ],
    },
  ]
  const all = [
    { report: 'a', text: '甲乙' },
    { report: 'a', text: '甲' },
    { report: 'b', text: '乙' },
  ]
  const judge = (...shown: typeof all) => score(cases, all, async () => shown)
  expect(await judge(all[0]!)).toMatchObject({ first: 2, recall: 1 + 1 / 3, failed: ['无'] })
  expect(await judge()).toMatchObject({ first: 1, recall: 1, failed: ['问', '找'] })
  expect(await judge({ report: 'c', text: '甲乙' }, all[0]!)).toMatchObject({ first: 0, recall: 1 + 1 / 3 })
})
