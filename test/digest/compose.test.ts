import { describe, expect, test } from 'vitest'
import type { HeldReport } from '../../src/answer/answer.ts'
import { lineText } from '../../src/answer/line.ts'
import { plainText } from '../../src/channels/plain.ts'
import { converse, freshMemory } from '../../src/conversation/converse.ts'
import { digestLines, type FreshReport, type Material } from '../../src/digest/compose.ts'
import { extractOf } from '../../src/digest/extract.ts'
import { movesOf, watchedFields } from '../../src/digest/moves.ts'
import { checkReport } from '../../src/report/checks.ts'
import { fieldOf } from '../../src/report/fields.ts'
import { libraryOf } from '../support/library.ts'
import { type CellSpec, heldOf, makeFullReport } from '../support/reports.ts'

const place = { code: '230112', path: ['黑龙江省', '哈尔滨市', '阿城区'] }
const report = (year: number, cells: Record<string, CellSpec> = {}) => {
  const made = makeFullReport(
    { id: `230112-government-${year}`, year, issuer: { name: '阿城区人民政府', division: place } },
    field => cells[field] ?? 5,
  )
  return heldOf(made)
}

const freshOf = (of: HeldReport, kind: FreshReport['kind'] = 'new'): FreshReport => ({
  id: of.id,
  kind,
  issuer: of.issuer,
  year: of.year,
})

function materialOf(before: HeldReport | null, now: HeldReport, rest: Partial<Material> = {}): Material {
  const { moves, findings } = extractOf(now, before)
  const fresh = freshOf(now)
  return {
    subjects: [{ kind: 'everything' }],
    reports: [fresh],
    moves,
    findings: findings.length > 0 ? [{ report: fresh, findings }] : [],
    passages: [],
    ...rest,
  }
}

const text = (material: Material): string[] => digestLines(material, id => fieldOf(id).label).map(lineText)

test('nothing new is no digest', () => {
  expect(text({ subjects: [], reports: [], moves: [], findings: [], passages: [] })).toEqual([])
})

describe('moves', () => {
  const before = report(2022, {
    'requests.received.total': 100,
    'requests.granted.total': 2,
    'review.total': 0,
    'review.corrected': [null, 'blank', ''],
    'litigation.direct.total': 4,
    'litigation.direct.corrected': 0,
    'disclosure.fees.amount': 1000.5,
  })
  const now = report(2023, {
    'requests.received.total': 160,
    'requests.granted.total': 6,
    'review.total': 3,
    'review.corrected': 7,
    'litigation.direct.total': 0,
    'litigation.direct.corrected': [null, 'notApplicable', '/'],
    'disclosure.fees.amount': 9000,
  })

  test('are told with both years, the difference and the rate, the most in number and in share apart', () => {
    expect(text(materialOf(before, now))).toEqual([
      '【年报订阅】全部报告：新收录 1 份',
      '新收录：',
      '· 黑龙江省哈尔滨市：阿城区人民政府2023年——发送“黑龙江省哈尔滨市有哪些报告”',
      '与上年相比，变化数量最大：',
      '· 哈尔滨市阿城区2023年 本年新收政府信息公开申请数量：100 件 → 160 件，增加 60 件，变化率 60%——发送“哈尔滨市阿城区2022到2023年本年新收政府信息公开申请数量变化”',
      '· 哈尔滨市阿城区2023年 予以公开：2 件 → 6 件，增加 4 件，变化率 200%，上年基数小——发送“哈尔滨市阿城区2022到2023年予以公开变化”',
      '与上年相比，变化幅度最大（小基数已折减）：',
      '· 哈尔滨市阿城区2023年 行政事业性收费 本年收费金额：1000.5 万元 → 9000 万元，增加 7999.5 万元，变化率 799.55%——发送“哈尔滨市阿城区2022到2023年行政事业性收费 本年收费金额变化”',
      '从无到有：',
      '· 哈尔滨市阿城区2023年 行政复议 总计：0 件 → 3 件——发送“哈尔滨市阿城区2022到2023年行政复议 总计变化”',
      '从有到无：',
      '· 哈尔滨市阿城区2023年 行政诉讼/未经复议直接起诉 总计：4 件 → 0 件——发送“哈尔滨市阿城区2022到2023年行政诉讼/未经复议直接起诉 总计变化”',
    ])
  })

  test('a blank, a stroke and what the other form lacks are no zero', () => {
    const { moves } = extractOf(now, before)
    const fields = moves.map(move => move.now.field)
    expect(fields).not.toContain('review.corrected')
    expect(fields).not.toContain('litigation.direct.corrected')
    const older = makeFullReport(
      { id: '230112-government-2020', year: 2020, issuer: { name: '阿城区人民政府', division: place } },
      () => 9,
    )
    const newer = report(2021)
    const across = movesOf(heldOf(older), newer).map(move => move.now.field)
    expect(across).not.toContain('disclosure.normativeDocuments.issued')
    expect(across).toContain('disclosure.penalties.decisions')
  })

  test('without the year before there is nothing to compare', () => {
    expect(extractOf(now, null).moves).toEqual([])
  })

  test('every command shows what its line says', async () => {
    const library = libraryOf([before, now] as never)
    const lines = digestLines(materialOf(before, now), id => fieldOf(id).label)
    const told = lines.flatMap(line => {
      const question = /——发送“(.*)”$/.exec(lineText(line))?.[1]
      return question ? [{ line, question }] : []
    })
    expect(told).toHaveLength(6)
    for (const { line, question } of told) {
      const { outcome } = await converse(question, freshMemory, library, new Date('2026-01-01'))
      const wanted = line.filter(part => typeof part !== 'string' && 'field' in part).slice(0, 2)
      const shown = outcome.kind === 'answer' ? outcome.figures : []
      for (const { field, year, value } of wanted)
        expect(shown, question).toContainEqual(expect.objectContaining({ field, year, value }))
      if (wanted.length === 0) expect(outcome.kind, question).toBe('reports')
    }
  })

  test('the command of every watched field is understood', async () => {
    const library = libraryOf([
      report(2022),
      report(2023, Object.fromEntries(watchedFields.map(field => [field, 8]))),
    ] as never)
    for (const field of watchedFields) {
      const question = `哈尔滨市阿城区2022到2023年${fieldOf(field).label}变化`
      const { outcome } = await converse(question, freshMemory, library, new Date('2026-01-01'))
      const fields = outcome.kind === 'answer' ? outcome.figures.map(figure => figure.field) : []
      expect(new Set(fields), question).toEqual(new Set([field]))
    }
  })
})

test('findings are told, and their command shows them', async () => {
  const odd = report(2023, { 'requests.received.total': 99 })
  const now = { ...odd, findings: checkReport({ ...odd, sections: [] } as never) }
  const lines = text(materialOf(null, now))
  const at = lines.indexOf('核对发现：')
  expect(lines[at + 1]).toMatch(/^· 哈尔滨市阿城区2023年：.*（共 \d+ 处）——发送“/)
  const question = /——发送“(.*)”$/.exec(lines[at + 1]!)![1]!
  const { outcome } = await converse(question, freshMemory, libraryOf([now] as never), new Date('2026-01-01'))
  expect(plainText(outcome)).toContain(now.findings[0]!.message)
})

test('years of one issuer stand together, and a decrease is told without a sign', () => {
  const [before, now] = [report(2022, { 'review.total': 50 }), report(2023, { 'review.total': 20 })]
  const lines = text(materialOf(before, now, { reports: [freshOf(now), freshOf(before)] }))
  expect(lines[2]).toBe('· 黑龙江省哈尔滨市：阿城区人民政府2022、2023年——发送“黑龙江省哈尔滨市有哪些报告”')
  expect(lines[4]).toMatch(/行政复议 总计：50 件 → 20 件，减少 30 件，变化率 -60%——/)
})

test('reports of many places are grouped, the largest group first, and the rest comes behind', () => {
  const reports = Array.from({ length: 70 }, (_, i): FreshReport => {
    const city = Math.floor(Math.sqrt(i))
    return {
      id: `r${i}-2023`,
      kind: i === 0 ? 'corrected' : 'new',
      issuer: {
        name: `第${i}区人民政府`,
        kind: 'government',
        division: {
          code: `99${String(city).padStart(2, '0')}${String(i).padStart(2, '0')}`,
          path: ['某省', `第${city}市`, `第${i}区`],
        },
      },
      year: 2023,
    }
  })
  const lines = text({ subjects: [{ kind: 'everything' }], reports, moves: [], findings: [], passages: [] })
  expect(lines[0]).toBe('【年报订阅】全部报告：新收录 69 份，更正 1 份')
  expect(lines[2]).toMatch(/^· 某省第7市：第49区人民政府2023年；.*等 15 份——/)
  expect(lines).toContain('更正：')
  expect(lines.filter(line => line.startsWith('· 某省')).length).toBe(6 + 1 + 2)
  expect(lines.at(-3)).toBe('新收录（续）：')
})

test('passages stand under their words', () => {
  const [a, b] = [freshOf(report(2022)), freshOf(report(2023))]
  const passages = [
    { report: a, words: '政策解读 不足', heading: '存在的主要问题', text: '……解读' },
    { report: b, words: '热线', heading: '其他', text: '热线……' },
  ]
  const subjects = [{ kind: 'search' as const, words: '政策解读 不足', within: [] }]
  expect(text({ subjects, reports: [], moves: [], findings: [], passages })).toEqual([
    '【年报订阅】提到“政策解读 不足”的段落',
    '提到“政策解读 不足”的新段落：',
    '· 哈尔滨市阿城区2022年 存在的主要问题：“……解读”——发送“哈尔滨市阿城区2022年政策解读 不足”',
    '提到“热线”的新段落：',
    '· 哈尔滨市阿城区2023年 其他：“热线……”——发送“哈尔滨市阿城区2023年热线”',
  ])
})
