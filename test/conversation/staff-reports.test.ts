import { describe, expect, test } from 'vitest'
import { find } from '../../src/answer/finding/find.ts'
import { checked } from '../../src/answer/finding/quality.ts'
import { rosterOf } from '../../src/answer/finding/roster.ts'
import { libraryOf } from '../../src/commands/library.ts'
import { sourcesOf } from '../../src/commands/staff.ts'
import { commandsWith } from '../../src/conversation/commands.ts'
import { openStaff } from '../../src/conversation/staff.ts'
import { staffCommands } from '../../src/conversation/staff-commands.ts'
import { ingest } from '../../src/ingest/ingest.ts'
import { openDatabase } from '../../src/store/database.ts'
import { feedbackIn } from '../../src/store/feedback.ts'
import { staffIn } from '../../src/store/staff.ts'
import { makeChat, message, textOf } from '../support/chat.ts'
import { sharedSearch } from '../support/search.ts'

const search = sharedSearch(search => ingest(search, ['samples/real', 'samples/fictional'], { threads: 1 }))

function chatOver() {
  const library = libraryOf(search())
  const database = openDatabase(':memory:')
  const feedback = feedbackIn(database)
  const staff = openStaff(new Set(['test:boss']), staffIn(database), Buffer.alloc(32, 1))
  const finder = {
    find: async (wish: Parameters<typeof find>[1], now: Date) => find(search(), wish, await library.holdings(), now),
    sources: (hits: Parameters<typeof sourcesOf>[1]) => sourcesOf(search(), hits),
    roster: async (words: string, now: Date) => rosterOf(words, await library.holdings(), now),
    checked: (holders: Parameters<typeof checked>[1]) => checked(search(), holders),
  }
  const { chat } = makeChat({
    library,
    feedback,
    limited: false,
    commands: commandsWith(staffCommands(staff, finder, feedback), feedback),
  })
  return async (text: string, user = 'boss') => (await chat(message(text, { user, chat: user })))!
}

describe('reports', () => {
  test('the public list is short and names places; that of staff has dates, sources and what is wrong', async () => {
    const ask = chatOver()
    const [own, others] = [textOf(await ask('/reports')), textOf(await ask('/reports', 'u1'))]
    expect(others).toContain('已收录 37 个单位的 48 份年度报告')
    expect(others).not.toMatch(/\.txt|\.html|版表式/)
    expect(own).toMatch(/^共 48 份报告，37 个单位，第 1\/5 页\n按年：2023年 3，2022年 /)
    expect(own).toMatch(/· .*（2021版表式；\d{4}-\d\d-\d\d发布；[\w-]+\.(?:txt|html)/)
    expect(own.match(/^· /gm)).toHaveLength(10)
  })

  test('of a place, page by page, and as a file', async () => {
    const ask = chatOver()
    expect(textOf(await ask('/reports 阿城区'))).toContain('黑龙江省哈尔滨市阿城区人民政府2021年（')
    expect(textOf(await ask('报告列表 阿城区', 'u1'))).toContain('阿城区人民政府：2021年')
    const names = new Set<string>()
    for (const page of [1, 2, 3, 4, 5])
      for (const line of textOf(await ask(`报告列表 第${page}页`)).match(/^· [^（]+/gm)!) names.add(line)
    expect(names.size).toBe(48)
    const { files } = await ask('报告列表 导出')
    expect(files[0]!.name).toBe('报告列表.csv')
    expect(Buffer.from(files[0]!.data).toString().trim().split('\r\n')).toHaveLength(49)
  })

  test.each([['报告列表 月球'], ['核对 月球'], ['核对 西藏'], ['报告列表 1987年']])('%s is advised on', async text => {
    expect(textOf(await chatOver()(text))).toMatch(/没有认出单位|没有收录/)
  })
})

describe('check', () => {
  test('of all: the worst first, in pages, with a file', async () => {
    const ask = chatOver()
    const first = await ask('核对')
    expect(textOf(first)).toMatch(/^共 48 份报告，核对发现 \d+ 处，有情况的 \d+ 份，第 1\//)
    expect(first.choices).toEqual(['下一页', '导出表格'])
    expect(textOf(await ask('1'))).toContain('第 2/')
    expect(textOf(await ask('核对 第999页'))).not.toContain('下一页')
    const { files } = await ask('核对 导出')
    expect(Buffer.from(files[0]!.data).toString()).toContain('"报告","情况"')
  })

  test('of one issuer: everything, in the words of the checks', async () => {
    const text = textOf(await chatOver()('核对 顺河区 2020'))
    expect(text).toContain('共 1 份报告，核对发现')
    expect(text).toContain('正文写予以公开12件')
    expect(text).not.toContain('阿城')
  })
})

describe('search of those who are not staff', () => {
  test('is answered with the prose, without ids, counts and export', async () => {
    const ask = chatOver()
    const reply = await ask('/search 阿城区 政策解读', 'u1')
    expect(reply.outcome.kind).toBe('passages')
    expect(textOf(reply)).not.toMatch(/编号|按年/)
    expect(reply.files).toEqual([])
    const everywhere = await ask('搜 "新闻发布会"', 'u1')
    expect(textOf(everywhere)).toMatch(/提到“新闻发布会”的有 \d+ 段/)
    expect(textOf(await ask('搜', 'u1'))).toContain('例如')
    expect(textOf(await ask('搜 新闻发布会'))).toContain('编号')
  })
})

test('help shows the commands of staff to staff alone', async () => {
  const ask = chatOver()
  expect(textOf(await ask('帮助')) + textOf(await ask('更多'))).toContain('/check（核对）')
  expect(textOf(await ask('帮助', 'u1'))).not.toMatch(/\/check|\/opinions|\/invite|\/revoke|\/join/)
})
