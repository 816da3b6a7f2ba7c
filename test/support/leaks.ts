import { makeReports } from '../../scripts/make-reports.ts'
import { randomOf } from '../../scripts/reports/random.ts'
import type { Library } from '../../src/answer/reply.ts'
import { converse, freshMemory } from '../../src/conversation/converse.ts'
import type { Report } from '../../src/report/report.ts'

/** Questions about a place and a year and a subject, over invented reports: a passage of another place or year must never come. */

const subjects = [
  '微信公众号发布多少条',
  '主动公开政府信息多少条',
  '组织培训几次',
  '存在什么问题',
  '改进措施有哪些',
  '政策解读有什么问题',
  '联系电话是多少',
  '总体情况',
  '信息处理费收了多少',
  '栏目更新得怎么样',
  '有没有提到短视频',
  '抖音粉丝多少',
  '开放日办了几次',
  '问题和改进措施',
]

const mentioned = ['培训', '微信公众号', '更新不够及时', '短视频', '答复文书', '人工智能']

export interface Leaks {
  asked: number
  /** Questions that were answered with passages. */
  answered: number
  leaks: string[]
}

export const inventedReports = (count: number, seed: number): Report[] => makeReports({ count, seed })

/** Asks `count` questions of a library that holds just these reports. */
export async function leaksOf(
  library: Library,
  reports: readonly Report[],
  count: number,
  seed: number,
): Promise<Leaks> {
  const random = randomOf(seed)
  const one = <T>(list: readonly T[]): T => list[random.whole(0, list.length - 1)]!
  const byId = new Map(reports.map(report => [report.id, report]))
  const result: Leaks = { asked: 0, answered: 0, leaks: [] }
  for (; result.asked < count; result.asked++) {
    const { issuer } = one(reports)
    const path = issuer.division?.path ?? []
    const year = random.whole(2019, 2025)
    const wide = path.length > 1 && random.chance(0.2)
    const place = wide ? path[0]! : random.chance(0.3) ? (path.at(-1) ?? issuer.name) : issuer.name
    const question = wide ? `${year}年${place}哪些地方提到${one(mentioned)}` : `${place}${year}年${one(subjects)}`
    const { outcome } = await converse(question, freshMemory, library, new Date('2026-03-01'))
    if (outcome.kind !== 'passages') continue
    result.answered++
    for (const passage of outcome.passages) {
      const report = byId.get(passage.report)!
      const here = wide ? report.issuer.division?.path[0] === place : belongs(report, place, issuer.name)
      const is = report.sections.some(({ text }) =>
        text.replace(/\s/g, '').includes(passage.text.replace(/……|\s/g, '')),
      )
      if (report.year !== year || !here || !is)
        result.leaks.push(`${question} → ${passage.report} ${passage.text.slice(0, 40)}`)
    }
  }
  return result
}

/** The issuer itself where it was named in full, else an issuer of a place of that name. */
const belongs = ({ issuer }: Report, place: string, name: string): boolean =>
  place === name ? issuer.name === name : issuer.division?.path.at(-1) === place || issuer.name.includes(place)
