import { afterAll, describe, expect, it } from 'vitest'
import { nianbao, scratch } from '../support/cli.ts'

const folder = scratch()
// Nothing was indexed into it: the samples are taken in with the first question.
const run = (...args: string[]) => nianbao(['search', ...args], { dataDir: folder.path })
afterAll(() => folder.remove())

describe('search', () => {
  it('shows passages with heading and id, or as JSON with source and ranges', async () => {
    const text = await run('政策解读 不够通俗', '--issuer', '阿城区', '--year', '2021', '--section', 'problems')
    expect(text.code).toBe(0)
    expect(text.stdout).toContain('【政策解读】得【不够通俗】')
    expect(text.stdout).toContain('五、存在的主要问题及改进情况')
    const json = JSON.parse((await run('政策解读 不够通俗', '--issuer', '阿城区', '--json')).stdout)
    expect(json).toMatchObject({
      total: 1,
      page: 1,
      pages: 1,
      hits: [{ report: '230112-government-2021', year: 2021, section: 'problems', source: 'acheng-2021.txt' }],
    })
    const [{ text: passage, ranges }] = json.hits
    expect(ranges.map(([start, end]: [number, number]) => passage.slice(start, end))).toEqual(['政策解读', '不够通俗'])
  })

  it('exports', async () => {
    const csv = await run('新闻发布会', '--csv')
    expect(csv.stdout.split('\r\n')[0]).toBe('\ufeff"单位","年份","部分","标题","原文","报告","来源","编号"')
    expect((await run('新闻发布会', '--markdown')).stdout).toMatch(/^## .*相山区发展和改革委员会 2020年/)
    expect(await run('量子计算机', '--csv')).toMatchObject({ code: 1, stdout: '' })
  })

  it.each([
    [[], /请给出要找的词/],
    [['x', '--page', '0'], /--page 要一个/],
    [['x', '--year', '二〇'], /--year 要年份/],
    [['x', '--year', '0x7e4'], /--year 要年份/],
    [['x', '--year', '2020,'], /--year 要年份/],
    [['x', '--csv', '--page', 'abc'], /--page 不能与 --csv/],
    [['x', '--markdown', '--page', '2'], /--page 不能与 --csv/],
    [['x', '--section', 'foo'], /--section 是其中之一：overview/],
    [['x', '--csv', '--json'], /只能选一个/],
    [['x', '--issuer', '月球'], /没有认出单位“月球”/],
    [['x', '--foo'], /没有选项“--foo”/],
    [['x', '--page'], /选项“--page”的写法有误/],
  ])('%j is wrong usage', async (args, words) => {
    const { code, stderr, stdout } = await run(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(words)
  })

  it.each([['"'], ['-培训'], [',,,'], ['year > 0'], ['培训 "'], ['培训', '--page', '99']])(
    '%s %s %s is answered',
    async (...args) => {
      const { code, stdout, stderr } = await run(...args.filter(Boolean))
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout.trim().length).toBeGreaterThan(5)
    },
  )
})
