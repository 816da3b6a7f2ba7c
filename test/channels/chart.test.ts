import { readFileSync } from 'node:fs'
import { Resvg } from '@resvg/resvg-wasm'
import { describe, expect, test } from 'vitest'
import { chartsOf } from '../../src/channels/chart/chart.ts'
import { chartData } from '../../src/channels/chart/data.ts'
import { chartSvg } from '../../src/channels/chart/svg.ts'
import { plainText } from '../../src/channels/plain.ts'
import { converse, freshMemory } from '../../src/conversation/converse.ts'
import { districtReports, libraryOf } from '../support/library.ts'
import { makeFullReport } from '../support/reports.ts'

const library = libraryOf(districtReports)
const ask = async (question: string) => (await converse(question, freshMemory, library, new Date('2024-05-01'))).outcome

describe('what is drawn', () => {
  const cases: [string, { title: string; points: [string, number | null][]; footer: string } | null][] = [
    [
      '哈尔滨各区2022年申请对比',
      {
        title: '黑龙江省哈尔滨市 2022年 本年新收政府信息公开申请数量',
        points: [
          ['道外区', 60],
          ['南岗区', 48],
          ['道里区', 36],
          ['阿城区', 24],
        ],
        footer: '来源：2022年政府信息公开工作年度报告',
      },
    ],
    [
      '阿城区历年申请变化',
      {
        title: '黑龙江省哈尔滨市阿城区 本年新收政府信息公开申请数量',
        points: [
          ['2021年', 12],
          ['2022年', 24],
          ['2023年', 36],
        ],
        footer: '来源：2021、2022、2023年政府信息公开工作年度报告',
      },
    ],
    ['阿城区2022年收到多少申请', null],
    ['阿城区2022年信息公开有哪些问题', null],
    ['有哪些报告', null],
    ['帮助', null],
  ]
  test.each(cases)('%s', async (question, expected) => {
    const data = chartData(await ask(question))
    const shown = data && {
      title: data.title,
      points: data.points.map(({ label, figure }) => [label, figure?.value ?? null]),
      footer: data.footer,
    }
    expect(shown).toEqual(expected)
  })

  const withYears = (years: number[]) =>
    libraryOf(
      years.map(year =>
        makeFullReport(
          {
            id: `230112-${year}`,
            year,
            issuer: {
              name: '阿城区人民政府',
              kind: 'government',
              division: { code: '230112', path: ['黑龙江省', '哈尔滨市', '阿城区'] },
            },
          },
          () => year - 2000,
        ),
      ),
    )
  const trendOver = async (years: number[]) =>
    (await converse('阿城区历年申请变化', freshMemory, withYears(years), new Date('2024-05-01'))).outcome

  test('years without a figure keep their place, and the picture says so', async () => {
    const data = chartData(await trendOver([2018, 2021, 2022]))!
    expect(data.points.map(({ label, figure }) => [label, figure?.value ?? null])).toEqual([
      ['2018年', 18],
      ['2019年\n无数字', null],
      ['2020年\n无数字', null],
      ['2021年', 21],
      ['2022年', 22],
    ])
    expect(data.footer).toBe('来源：2018、2021、2022年政府信息公开工作年度报告；2019、2020年无数字')
    const words = [...chartSvg(data).matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text)
    for (const word of ['2018年', '2019年', '2020年', '无数字', '18 件', '22 件'])
      expect(words.join('|')).toContain(word)
    expect(words.join('|')).not.toMatch(/0 件/)
  })

  test('a gap that leaves no room for the rest is not drawn', async () => {
    expect(chartData(await trendOver([2009, 2022]))).toBe(null)
  })

  test('a breakdown shows its parts', async () => {
    const data = chartData(await ask('阿城区2022年办理结果明细'))!
    expect(data.title).toBe('黑龙江省哈尔滨市阿城区 2022年 明细')
    expect(data.points.map(({ label }) => label)).toContain('予以公开')
  })

  test('nothing that the text does not say', async () => {
    for (const question of ['哈尔滨各区2022年申请对比', '阿城区历年申请变化', '阿城区2022年办理结果明细']) {
      const outcome = await ask(question)
      const text = plainText(outcome)
      for (const { figure } of chartData(outcome)!.points)
        if (figure) expect(text).toContain(`${figure.value} ${figure.unit}`)
    }
  })
})

describe('the drawing', () => {
  test('holds title, labels, figures with units, and the source', async () => {
    const outcome = await ask('哈尔滨各区2022年申请对比')
    const words = [...chartSvg(chartData(outcome)!).matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text).join('|')
    for (const word of ['2022年 本年新收', '道外区', '60 件', '来源：2022年']) expect(words).toContain(word)
  })

  test('is a PNG wide enough for a phone', async () => {
    const [picture] = await chartsOf(await ask('阿城区历年申请变化'))
    const png = Buffer.from(picture!.png)
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(900)
    expect(png.length).toBeLessThan(200_000)
    expect(picture!.caption).toContain('来源：')
  })

  test('the font knows rare characters of place names', async () => {
    await chartsOf(await ask('阿城区历年申请变化'))
    const font = readFileSync(new URL('../../src/channels/chart/font/NotoSansSC.ttf', import.meta.url))
    const options = { font: { fontBuffers: [font], loadSystemFonts: false, defaultFontFamily: 'Noto Sans SC' } }
    const seen = (text: string) =>
      new Resvg(
        `<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><text y="50">${text}</text></svg>`,
        options,
      ).getBBox()
    for (const sign of '鄄亳莒讷崆峒暹尕浉瀍旸—·％（') expect(seen(sign), sign).toBeDefined()
    expect(seen('\u{1F600}')).toBeUndefined()
  })
})
