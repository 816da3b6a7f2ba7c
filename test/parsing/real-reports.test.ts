import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reportOfFile } from '../../src/ingest/read.ts'
import { ParseError } from '../../src/parsing/parse.ts'
import type { Report } from '../../src/report/report.ts'
import { overPublished } from '../support/over-published.ts'
import { published } from '../support/published.ts'

/** Published reports that are no part of the project; where they lie beside it, every one of their cells counts. */

interface Gold {
  year: number
  edition: string
  issuer: string
  cells: Record<string, number | null>
  /** Where the source itself is ambiguous: no number there is right, another number wrong. */
  nullAccepted: string[]
}

const reports = published('reports')
const golds = join(reports, 'gold')

overPublished('published reports', ['reports/gold'], () => {
  test.each(readdirSync(golds))('%s', async name => {
    const gold: Gold = JSON.parse(readFileSync(join(golds, name), 'utf8'))
    const report = await reportOfFile(join(reports, name.replace(/\.json$/, '')))
    expect({ year: report.year, edition: report.edition }).toEqual({ year: gold.year, edition: gold.edition })
    expect(gold.issuer.includes(report.issuer.name) || report.issuer.name.includes(gold.issuer)).toBe(true)
    expect(differences(report, gold)).toEqual([])
    expect(report.findings.filter(finding => finding.check !== 'narrative')).toEqual([])
  })
})

function differences(report: Report, gold: Gold) {
  const values = new Map(report.cells.map(cell => [cell.field, cell.value]))
  const wrong = report.cells
    .filter(({ field, value }) => value !== null && value !== (gold.cells[field] ?? null))
    .map(cell => cell.field)
  const isAccepted = (field: string) => gold.nullAccepted.some(prefix => field.startsWith(prefix))
  const missing = Object.keys(gold.cells).filter(
    field => gold.cells[field] !== null && (values.get(field) ?? null) === null && !isAccepted(field),
  )
  return [...wrong.map(field => `wrong ${field}`), ...missing.map(field => `missing ${field}`)]
}

const beginnings = join(reports, 'beginnings')
const parsed = async (slug: string) => reportOfFile(join(beginnings, `${slug}.txt`))

overPublished('beginnings of reports', ['reports/beginnings'], () => {
  test.each([
    ['cangzhou-qixiangju-2021', '河北省沧州市气象局', 2021, '2021', '1309', '2022-01-27'],
    ['dadong-qianjin-2020', '大东区前进街道', 2020, '2019', '210104018', '2021-01-26'],
    ['datonghu-kegongju-2019', '科技和工业信息化局', 2019, '2019', undefined, null],
    ['dianjiang-heyou-2023', '鹤游镇', 2023, '2021', '500231111', null],
    ['dongxiang-qixiangju-2022', '东乡区气象局', 2022, '2019', '361003', '2023-01-12'],
    ['fengshou-xiang-2022', '丰收乡', 2022, '2019', undefined, null],
    ['heihe-qixiangju-2021', '黑河市气象局', 2021, '2021', '2311', null],
    ['jiaxian-xizhen-2022', '螅镇', 2022, '2019', '610828109', '2023-01-31'],
    ['laifeng-zhengwuju-2021', '来凤县政务服务和大数据管理局', 2021, '2021', '422827', null],
    ['wendeng-xinfangju-2022-page8', '威海市文登区信访局', 2022, '2021', '371003', null],
    ['xiaogan-yanjiushi-2019', '孝感市政府研究室', 2019, '2019', '4209', null],
    ['xixian-taiping-2022', '太平镇人民政府', 2022, '2021', undefined, null],
    ['yuexiu-beijingjie-2020', '北京街道办事处', 2020, '2019', '440104003', null],
    ['yuyang-tuofenglu-2020', '驼峰路街道办事处', 2020, '2019', '610802005', null],
  ])('%s', async (slug, issuer, year, edition, code, publishedOn) => {
    const report = await parsed(slug)
    expect(report).toMatchObject({ issuer: { name: issuer }, year, edition, publishedOn })
    expect(report.issuer.division?.code).toBe(code)
  })

  test.each([
    ['wuwei-notice-2025', '通知'],
    ['shishi-notice-2023', '通知'],
    ['wuchang-minyi-2021', '统计表'],
    ['longyou-dajie-2019', '统计表'],
    ['suixi-jianxin-2018', '统计表'],
    ['nileke-zhen-2023', '机关'],
  ])('%s is refused', async (slug, reason) => {
    await expect(parsed(slug)).rejects.toThrow(ParseError)
    await expect(parsed(slug)).rejects.toThrow(reason)
  })

  const numbersIn = (report: Report) =>
    Object.fromEntries(
      report.cells.filter(cell => cell.value !== null && cell.value !== 0).map(({ field, value }) => [field, value]),
    )

  test('blank cells, lost lines and cells cut off are no numbers', async () => {
    const blank = await parsed('jiaxian-xizhen-2022')
    expect(blank.cells.every(cell => cell.value === null)).toBe(true)
    expect(blank.cells.find(cell => cell.field === 'disclosure.regulations.created')?.state).toBe('blank')
    expect(numbersIn(await parsed('cangzhou-qixiangju-2021'))).toEqual({})
    expect(numbersIn(await parsed('heihe-qixiangju-2021'))).toEqual({ 'disclosure.licensing.decisions': 2 })
    expect(numbersIn(await parsed('yuexiu-beijingjie-2020'))).toEqual({
      'disclosure.licensing.previousItems': 1,
      'disclosure.licensing.decisions': 8,
      'disclosure.penalties.previousItems': 1,
      'disclosure.penalties.decisions': 93,
      'disclosure.coercion.previousItems': 1,
      'disclosure.procurement.projects': 13,
      'disclosure.procurement.amount': 477.35,
    })
  })

  test('blank cells shown only as empty lines are put where they stand', async () => {
    const report = await parsed('yuyang-tuofenglu-2020')
    const received = report.cells.filter(cell => cell.field.startsWith('requests.received.'))
    expect(received.map(cell => cell.value)).toEqual([null, null, null, null, null, null, 0])
  })
})
