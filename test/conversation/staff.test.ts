import { describe, expect, test } from 'vitest'
import type { Findings } from '../../src/answer/finding/find.ts'
import { plainReply } from '../../src/channels/plain.ts'
import { askedOf } from '../../src/conversation/asked.ts'
import { commandsWith } from '../../src/conversation/commands.ts'
import type { ChatReply, Incoming } from '../../src/conversation/message.ts'
import { invitationHours, openStaff, staffList } from '../../src/conversation/staff.ts'
import { staffCommands } from '../../src/conversation/staff-commands.ts'
import { openDatabase } from '../../src/store/database.ts'
import { feedbackIn } from '../../src/store/feedback.ts'
import { staffIn } from '../../src/store/staff.ts'
import { makeChat, message, press, textOf } from '../support/chat.ts'

const hit = {
  id: 'a-2021_3',
  reportId: 'a-2021',
  title: '某县2021年政府信息公开工作年度报告',
  issuer: '某县人民政府',
  year: 2021,
  kind: 'problems' as const,
  position: 3,
  path: ['五、存在的主要问题'],
  text: '=解读"不够"通俗。',
  ranges: [[1, 3]] as [number, number][],
}

const page = (at: number): Findings => ({
  hits: [hit],
  total: 7,
  page: at,
  pages: 2,
  where: '',
  remarks: [],
  counts: { year: [], part: [], place: [] },
})

function staffChat(configured = 'test:boss') {
  const database = openDatabase(':memory:')
  const feedback = feedbackIn(database)
  const staff = openStaff(staffList(configured).ids, staffIn(database), Buffer.alloc(32, 1))
  const asked: unknown[] = []
  const finder = {
    find: async (wish: { page: number; text: string; like?: string | undefined }) => {
      asked.push([wish.text, wish.page, wish.like ?? null])
      return page(wish.page)
    },
    sources: async () => () => 'https://example.cn/a',
    roster: async () => ({ hits: [] as [], advice: ['没有'] }),
    checked: async function* () {},
  }
  const { chat, pass } = makeChat({
    feedback,
    commands: commandsWith(staffCommands(staff, finder, feedback), feedback),
  })
  const ask = async (text: string, user: string, rest: Partial<Incoming> = {}) =>
    (await chat(message(text, { user, chat: user, ...rest })))!
  return { ask, chat, pass, database, asked, feedback }
}

const refusal = '这是工作人员使用的功能'
const codeIn = (reply: ChatReply) => /邀请码：(\w+)/.exec(textOf(reply))![1]!

describe('who may', () => {
  test.each<[string, string, Partial<Incoming>, boolean]>([
    ['a configured person', 'boss', {}, true],
    ['a configured person in a group', 'boss', { chat: 'g1', group: true }, true],
    ['anybody in a configured chat', 'u9', { chat: 'boss', group: true }, true],
    ['the operator', 'me', { channel: 'terminal' }, true],
    ['somebody', 'u1', {}, false],
    ['the same id on another channel', 'boss', { channel: 'other' }, false],
  ])('%s', async (_, user, rest, may) => {
    const { ask } = staffChat()
    for (const text of ['核对', '/check', '反馈列表', '工作人员', '撤销 1'])
      expect(textOf(await ask(text, user, rest)).includes(refusal)).toBe(!may)
  })

  test('the list of the configuration', () => {
    expect(staffList(' telegram:1，wechat:wxid_a;42')).toEqual({
      ids: new Set(['telegram:1', 'wechat:wxid_a']),
      wrong: ['42'],
    })
    expect(staffList(undefined)).toEqual({ ids: new Set(), wrong: [] })
  })
})

describe('invitations', () => {
  test('let in one person, once, who may invite in turn', async () => {
    const { ask } = staffChat()
    const code = codeIn(await ask('邀请', 'boss'))
    expect(textOf(await ask(`邀请码 ${code.toLowerCase().slice(0, 6)}-${code.slice(6)}`, 'u1'))).toContain('已成为')
    expect(textOf(await ask(`邀请码 ${code}`, 'u2'))).toContain('不对')
    expect(textOf(await ask('搜 培训', 'u1'))).toContain('共 7 段')
    expect(textOf(await ask('核对', 'u2'))).toContain(refusal)
    expect(textOf(await ask(`邀请码 ${codeIn(await ask('邀请', 'u1'))}`, 'u2'))).toContain('已成为')
  })

  test('expire', async () => {
    const { ask, pass } = staffChat()
    const code = codeIn(await ask('邀请', 'boss'))
    pass(invitationHours * 60 * 60 * 1000)
    expect(textOf(await ask(`邀请码 ${code}`, 'u1'))).toContain('不对')
    const next = codeIn(await ask('邀请', 'boss'))
    pass(invitationHours * 60 * 60 * 1000 - 1)
    expect(textOf(await ask(`邀请码 ${next}`, 'u1'))).toContain('已成为')
  })

  test('are listed with whom they are for, and taken back', async () => {
    const { ask } = staffChat()
    await ask(`邀请码 ${codeIn(await ask('邀请 张三', 'boss'))}`, 'u1')
    const second = codeIn(await ask('邀请 李四', 'u1'))
    const list = await ask('工作人员', 'boss')
    expect(textOf(list)).toContain('受邀的工作人员 1 人，待使用的邀请码 1 个')
    expect(textOf(list)).toMatch(/张三，2024-05-01 10:00 起，由您邀请，编号 [0-9a-f]{8}\n/)
    expect(textOf(list)).toMatch(/邀请码（给李四），2024-05-03 10:00 到期，由张三生成/)
    expect(textOf(list)).not.toContain(second)
    expect(list.choices).toEqual(['撤销 张三', '撤销 李四'])
    // Whoever is taken off the list takes what they gave out with them.
    expect(textOf(await ask('1', 'boss'))).toContain('已收回')
    expect(textOf(await ask('反馈列表', 'u1'))).toContain(refusal)
    expect(textOf(await ask(`邀请码 ${second}`, 'u2'))).toContain('不对')
    expect(textOf(await ask('工作人员', 'boss'))).toContain('0 人，待使用的邀请码 0 个')
  })

  test('a code that is not wanted any more', async () => {
    const { ask } = staffChat()
    const code = codeIn(await ask('邀请', 'boss'))
    const id = /编号 (\w+)/.exec(textOf(await ask('工作人员', 'boss')))![1]
    for (const wrong of ['', '12345678', 'boss', "' OR 1=1"])
      expect(textOf(await ask(`撤销 ${wrong}`, 'boss'))).toMatch(/编号/)
    expect(textOf(await ask(`撤销 ${id}`, 'u1'))).toContain(refusal)
    expect(textOf(await ask(`撤销 ${id}`, 'boss'))).toContain('已作废')
    expect(textOf(await ask(`邀请码 ${code}`, 'u1'))).toContain('不对')
  })

  test('are stored as hashes, differ, and are not given in groups or to others', async () => {
    const { ask, database } = staffChat()
    const codes = await Promise.all(['a', 'b'].map(async () => codeIn(await ask('邀请', 'boss'))))
    expect(new Set(codes).size).toBe(2)
    const stored = JSON.stringify(database.prepare('SELECT * FROM invitations').all())
    for (const code of codes) expect(stored).not.toContain(code)
    expect(textOf(await ask('邀请', 'boss', { group: true }))).toContain('单独')
    expect(textOf(await ask('邀请', 'u1'))).toContain(refusal)
    for (const wrong of ['', 'x', '%', codes[0]!.slice(1)])
      expect(textOf(await ask(`邀请码 ${wrong}`, 'u1'))).not.toContain('已成为')
  })
})

describe('searching in a chat', () => {
  test.each([
    ['政策解读 不够通俗', { text: '政策解读 不够通俗', page: 1, like: undefined, file: null }],
    ['政策解读 第2页', { text: '政策解读', page: 2, like: undefined, file: null }],
    ['政策解读 第 0 页', { text: '政策解读', page: 1, like: undefined, file: null }],
    ['政策解读 导出', { text: '政策解读', page: 1, like: undefined, file: 'csv' }],
    ['政策解读 导出Markdown', { text: '政策解读', page: 1, like: undefined, file: 'md' }],
    ['同类 a-2021_3 第3页', { text: '', page: 3, like: 'a-2021_3', file: null }],
  ])('%s', (words, asked) => {
    expect(askedOf(words)).toEqual(asked)
  })

  test('the next page by its button, similar ones by theirs', async () => {
    const { ask, chat, asked } = staffChat()
    const reply = await ask('搜索 政策解读', 'boss')
    expect(textOf(reply)).toContain('=【解读】"不够"通俗。')
    expect(reply.choices).toEqual(['下一页', '第一段的同类提法', '导出表格'])
    expect(plainReply(reply)).toContain('1. 下一页\n2. 第一段的同类提法')
    await chat(press('choice', reply, 0, { user: 'boss', chat: 'boss' }))
    await chat(press('choice', reply, 1, { user: 'boss', chat: 'boss' }))
    expect(asked).toEqual([
      ['政策解读', 1, null],
      ['政策解读', 2, null],
      ['', 1, 'a-2021_3'],
    ])
  })

  test('export gives a file that a spreadsheet opens and does not run', async () => {
    const { ask } = staffChat()
    const { files } = await ask('搜索 政策解读 导出', 'boss')
    expect(files.map(({ name }) => name)).toEqual(['检索结果.csv'])
    const text = Buffer.from(files[0]!.data).toString()
    expect(text.startsWith('\ufeff"单位","年份"')).toBe(true)
    expect(text).toContain(`"'=解读""不够""通俗。"`)
    const markdown = (await ask('搜索 政策解读 导出md', 'boss')).files[0]!
    expect(markdown.name).toBe('检索结果.md')
    expect(Buffer.from(markdown.data).toString()).toContain('> =**解读**"不够"通俗。')
  })

  test('without words it says how', async () => {
    expect(textOf(await staffChat().ask('搜索', 'boss'))).toContain('例如')
  })
})

test('feedback: what helped least first', async () => {
  const { ask, feedback } = staffChat()
  expect(textOf(await ask('反馈列表', 'boss'))).toBe('还没有反馈。')
  const about = { channel: 't', person: 'p', query: null, answer: null }
  feedback.add({ ...about, turn: '1', at: new Date('2024-01-01'), helpful: true, comment: null, question: '甲' })
  feedback.add({ ...about, turn: '2', at: new Date('2024-01-02'), helpful: false, comment: null, question: '乙' })
  const text = textOf(await ask('反馈列表', 'boss'))
  expect(text).toContain('共 2 条反馈，认为没用的 1 条')
  expect(text).toContain('· 2024-01-02 没用 问：乙')
  expect(text).not.toContain('甲')
})
