import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/commands.ts'
import { nianbao, scratch } from '../support/cli.ts'

const sample = fileURLToPath(new URL('../../samples/real/acheng-2021.txt', import.meta.url))
const folder = scratch()
const dataDir = join(folder.path, 'data')
const at = (name: string) => join(folder.path, name)

beforeAll(() => {
  writeFileSync(at('empty.txt'), '')
  writeFileSync(
    at('binary.txt'),
    Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256),
  )
  writeFileSync(at('prose.txt'), '清河县人民政府2023年政府信息公开工作年度报告\n\n一、总体情况\n\n本年度工作正常。\n')
  mkdirSync(at('no-reports'))
  writeFileSync(at('no-reports/photo.png'), 'x')
})
afterAll(() => folder.remove())

const usage = { code: 2, stdout: '' }
const failure = { code: 1 }

describe('what is typed wrongly or cannot be read: one clear line and an exit code', () => {
  it.each([
    [['frobnicate'], usage, /没有“frobnicate”这个命令/],
    [['parse'], usage, /请给出一个文件/],
    [['parse', 'a', 'b'], usage, /请给出一个文件/],
    [['parse', 'a', '--frob'], usage, /没有选项“--frob”/],
    [['ask'], usage, /请给出一个问题/],
    [['ask', '你好', '--now', 'tomorrow'], usage, /--now 不是一个日期/],
    [['ask', '你好', '--now', '2021-02-31'], usage, /--now 不是一个日期：2021-02-31/],
    [['ask', '--stdin', '--explain'], usage, /--explain 只用于一个问题/],
    [['index'], usage, /请给出文件、文件夹或网址/],
    [['parse', at('missing.txt')], failure, /^读不了 .*missing\.txt：没有这个文件或文件夹\n$/],
    [['parse', at('no-reports')], failure, /^读不了 .*：这是一个文件夹\n$/],
    [['parse', at('empty.txt')], failure, /^文件是空的\n$/],
    [['parse', at('binary.txt')], failure, /^[^\n]+\n$/],
    [['parse', at('prose.txt')], failure, /^没有找到统计表[^\n]*\n$/],
    [['index', at('missing.txt')], failure, /没有这个文件或文件夹/],
    [['index', at('empty.txt')], failure, /拒绝 .*empty\.txt：文件是空的/],
    [['index', at('prose.txt')], failure, /没有找到统计表/],
    [['index', at('no-reports')], failure, /没有找到可以读入的报告文件/],
  ])('nianbao %j', async (args, expected, line) => {
    const run = await nianbao(args, { dataDir })
    expect(run).toMatchObject(expected)
    expect(run.stderr).toMatch(line)
    expect(run.stderr).not.toMatch(/\bat .*\.ts:\d+/)
  })

  it('a report that breaks off is named to the operator, a whole one is not', async () => {
    const own = { dataDir: join(folder.path, 'scant') }
    const whole = readFileSync(sample, 'utf8')
    const table = whole.indexOf('三、')
    writeFileSync(at('cut.txt'), whole.slice(0, table + (whole.indexOf('四、', table) - table) / 3))
    const cut = await nianbao(['index', at('cut.txt')], own)
    expect(cut).toMatchObject({ code: 0 })
    expect(cut.stderr).toMatch(/^注意 .*cut\.txt：200 格中有 \d+ 格未能读出，文件可能不完整，请核对$/m)
    const good = await nianbao(['index', sample, '--json'], own)
    expect(good.stderr).not.toContain('未能读出')
    expect(Object.keys(JSON.parse(good.stdout))).not.toContain('scant')
  }, 60_000)

  it('a rebuild that finds nothing says what it read before it fails, as JSON too', async () => {
    const own = { dataDir: join(folder.path, 'rebuilt') }
    const none = await nianbao(['index', at('empty.txt'), '--rebuild', '--json'], own)
    expect(none.code).toBe(1)
    expect(JSON.parse(none.stdout)).toMatchObject({ read: 1, indexed: 0, rejected: [{ reason: '文件是空的' }] })
    expect(none.stderr).toMatch(/\n重建没有得到任何报告，原来的索引保持不变。\n$/)
  })

  it.each(commands.map(({ name }) => name))('%s has --help', async name => {
    const run = await nianbao([name, '--help'], { dataDir })
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toMatch(new RegExp(`^用法：nianbao ${name}`))
  })
})

describe('a fresh data directory', () => {
  it('answers from the samples, and the terminal chat ends at end of file', async () => {
    const run = await nianbao(['start'], { dataDir: join(folder.path, 'fresh'), input: '顺河区2020年收到多少申请\n' })
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toMatch(
      /顺河回族区人民政府2020年：本年新收政府信息公开申请数量 23 件\n样例：[^\n]*文字为改写[^\n]*\n来源：《顺河回族区人民政府\s*2020\s*年/,
    )
  })

  it('loads no samples once anything was indexed, be it nothing', async () => {
    const own = { dataDir: join(folder.path, 'own') }
    await nianbao(['index', at('no-reports')], own)
    const run = await nianbao(['ask', '有哪些报告', '--json'], own)
    expect(JSON.parse(run.stdout)).toMatchObject({ outcome: 'reports', text: expect.stringContaining('没有收录') })
  })

  it('explains how a question was read, in the JSON where that is wanted', async () => {
    const own = { dataDir: join(folder.path, 'fresh') }
    const question = '顺河区2020年收到多少申请'
    const json = await nianbao(['ask', question, '--json', '--explain'], own)
    expect(JSON.parse(json.stdout)).toMatchObject({
      outcome: 'answer',
      trace: { normalised: question, ignored: [], query: { issuers: [{ places: ['410203'] }] } },
    })
    const text = await nianbao(['ask', question, '--explain'], own)
    expect(text.stdout).toMatch(/\n规整后：[\s\S]*\n查询：\{/)
  })

  it('says so where the search server cannot be reached', async () => {
    const run = await nianbao(['ask', '你好'], { dataDir, env: { MEILI_HOST: 'http://127.0.0.1:9' } })
    expect(run.code).toBe(1)
    expect(run.stderr).toMatch(/^[^\n]*搜索服务[^\n]*\n$/)
  })
})

describe('ask --stdin --json', () => {
  it('answers a line with a line, in order, and names a line that is no JSON', async () => {
    const lines = [
      '{"id":"a","turns":["顺河区2020年收到多少申请"]}',
      'not json',
      '{"id":"b","turns":["阿城2021年自然人提了多少申请","商业企业呢"]}',
      '{"id":"c","turns":["鹤岗市南山区去年收到了几件申请"],"now":"2021-06-01"}',
      '{"id":"x","turns":["顺河区2020年收到多少申请"],"now":"2021-02-31"}',
      '{"id":"y","turns":["顺河区2020年收到多少申请"],"now":5}',
      `{"id":"d","turns":["${'申请'.repeat(5000)}"]}`,
      '{"id":"e","turns":["顺河区 issuer = \\"x\\" OR 1 = 1"]}',
    ]
    const run = await nianbao(['ask', '--stdin', '--json'], {
      dataDir: join(folder.path, 'fresh'),
      input: lines.join('\n'),
    })
    expect(run.code).toBe(1)
    expect(run.stderr).toMatch(/^这一行不是 .*：not json\n$/)
    const answers = run.stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(answers.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'x', 'y', 'd', 'e'])
    expect(answers.splice(3, 2)).toEqual([
      { id: 'x', error: 'now 不是一个日期：2021-02-31（例如 2021-06-01）' },
      { id: 'y', error: 'now 不是一个日期：5（例如 2021-06-01）' },
    ])
    expect(answers[0]).toMatchObject({
      outcome: 'answer',
      figures: [{ year: 2020, field: 'requests.received.total', value: 23, unit: '件', state: 'reported', raw: '23' }],
      notices: [expect.stringContaining('文字为改写')],
      sources: [{ title: expect.stringContaining('顺河'), place: expect.stringContaining('“总计”列') }],
      elapsedMs: expect.any(Number),
    })
    expect(answers[1].figures).toMatchObject([{ field: 'requests.received.business', value: 0 }])
    expect(answers[2].figures).toMatchObject([{ year: 2020, value: 0 }])
    expect(answers[3]).toMatchObject({ outcome: 'declined', text: expect.stringContaining('太长') })
    expect(answers[4].text).not.toMatch(/invalid|filter|error/i)
  })
})
