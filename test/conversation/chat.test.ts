import { describe, expect, test } from 'vitest'
import { type Command, commandsWith, saying } from '../../src/conversation/commands.ts'
import { bareReply, type ChatReply } from '../../src/conversation/message.ts'
import { conversationsIn } from '../../src/store/conversations.ts'
import { openDatabase } from '../../src/store/database.ts'
import { feedbackIn } from '../../src/store/feedback.ts'
import { makeChat, message, press, textOf } from '../support/chat.ts'
import { districtReports, libraryOf } from '../support/library.ts'
import { makeFullReport } from '../support/reports.ts'

const question = '阿城区2022年收到多少申请'

describe('questions', () => {
  test('are answered with what can be asked next', async () => {
    const { chat } = makeChat()
    const reply = (await chat(message(question)))!
    expect(textOf(reply)).toContain('24 件')
    expect(reply).toMatchObject({
      choices: ['办理结果明细', '上一年（2021年）', '与哈尔滨市其他区县比较', '原文'],
      steps: 4,
      rated: true,
    })
  })

  const ways: [string, string][] = [
    ['a number', '2'],
    ['a full-width number', '２'],
    ['a number with a point', '2.'],
    ['第二个', '第二个'],
    ['the label', '上一年（2021年）'],
  ]
  test.each(ways)('a next step by %s', async (_, text) => {
    const { chat } = makeChat()
    await chat(message(question))
    expect(textOf(await chat(message(text)))).toContain('12 件')
  })

  test('a clarification by number, by label and by button gives the same', async () => {
    const answers: string[] = []
    for (const pick of [
      () => message('3'),
      (reply: ChatReply) => message(reply.choices[2]!),
      (reply: ChatReply) => press('choice', reply, 2),
    ]) {
      const { chat } = makeChat()
      const asked = (await chat(message('阿城区收到多少申请')))!
      expect(asked.outcome.kind).toBe('clarify')
      expect(asked.choices).toEqual(['2023年', '2022年', '2021年'])
      answers.push(textOf(await chat(pick(asked))))
    }
    expect(answers[0]).toContain('12 件')
    expect(new Set(answers).size).toBe(1)
  })

  test('the original: the report, its address, the place in it, and what is printed there', async () => {
    for (const pick of [() => message('4'), () => message('原文'), (reply: ChatReply) => press('choice', reply, 3)]) {
      const { chat } = makeChat()
      const answer = (await chat(message(question)))!
      const original = (await chat(pick(answer)))!
      expect(textOf(original).split('\n')).toEqual([
        '《哈尔滨市阿城区人民政府2022年政府信息公开工作年度报告》',
        '原文：https://example.gov.cn/230112/2022.html?a=1&b=2',
        '位置：三、收到和处理政府信息公开申请情况（表）“本年新收政府信息公开申请数量”行“总计”列',
        '· 本年新收政府信息公开申请数量 24 件，原表印作“24”',
      ])
      // What was offered before is offered still.
      expect(textOf(await chat(message('2')))).toContain('12 件')
    }
  })

  test('the original of a report that came as a file, and of what was computed', async () => {
    const source = { file: '/somewhere/of/ours/acheng-2022.docx', sha256: '0' }
    const reports = districtReports.map(report => ({ ...report, source }))
    const { chat } = makeChat({ library: libraryOf(reports) })
    await chat(message('阿城区2022年自然人申请占比'))
    const text = textOf(await chat(message('原文')))
    expect(text).toContain('\n原文件：acheng-2022.docx\n')
    expect(text).toContain('20 ÷ 24')
    expect(text).not.toContain('/somewhere')
  })

  test('go on from the one before', async () => {
    const { chat } = makeChat()
    await chat(message(question))
    expect(textOf(await chat(message('那道里区呢')))).toContain('36 件')
  })

  test('context is kept over a restart', async () => {
    const first = makeChat()
    const reply = (await first.chat(message(question)))!
    const { chat } = makeChat({ conversations: conversationsIn(first.database) })
    expect(textOf(await chat(press('choice', reply, 1)))).toContain('12 件')
    expect(textOf(await chat(message('那道里区呢')))).toContain('24 件')
  })

  test('in a group everybody has a context of their own', async () => {
    const { chat } = makeChat()
    const alice = { chat: 'g', group: true, user: 'alice' }
    const bob = { ...alice, user: 'bob' }
    await chat(message(question, alice))
    await chat(message('道里区2021年行政处罚多少件', bob))
    expect(textOf(await chat(message('那2021年呢', alice)))).toContain('12 件')
  })
})

describe('choices', () => {
  test('have expired after ten minutes', async () => {
    const { chat, pass } = makeChat()
    await chat(message(question))
    pass(9 * 60_000)
    expect(textOf(await chat(message('2')))).toContain('12 件')
    pass(11 * 60_000)
    expect(textOf(await chat(message('1')))).toContain('过期')
  })

  test('a number that none has is told', async () => {
    const { chat } = makeChat()
    await chat(message(question))
    expect(textOf(await chat(message('9')))).toBe('没有第 9 项，请回复 1 到 4。')
    expect(textOf(await chat(message('0')))).toBe('没有第 0 项，请回复 1 到 4。')
  })

  test('buttons of an answer work after others came, until they are too old', async () => {
    const { chat } = makeChat()
    const first = (await chat(message(question)))!
    await chat(message('道里区2021年行政处罚多少件'))
    expect(textOf(await chat(press('choice', first, 1)))).toContain('12 件')
    for (let i = 0; i < 6; i++) await chat(message('道里区2021年行政处罚多少件'))
    const late = (await chat(press('choice', first, 1)))!
    expect(textOf(late)).toContain('过期')
    expect(late.brief).toBe(true)
  })

  test('buttons of somebody else, and of nobody, do nothing', async () => {
    const { chat } = makeChat()
    const alice = { chat: 'g', group: true, user: 'alice' }
    const reply = (await chat(message(question, alice)))!
    for (const pressing of [
      press('choice', reply, 1, { ...alice, user: 'bob' }),
      press('choice', reply, 99, alice),
      press('page', reply, 1, alice),
      press('rating', { ...reply, turn: 'none' }, 1, alice),
    ]) {
      expect(textOf(await chat(pressing))).toContain('过期')
    }
  })
})

describe('long lists', () => {
  const many = Array.from({ length: 20 }, (_, i) =>
    makeFullReport(
      { id: `x${i}-2022`, year: 2022, issuer: { name: `第${i}单位`, kind: 'department', division: null } },
      () => i,
    ),
  )
  const library = libraryOf(many)

  test('come in pages, by button and by word', async () => {
    const { chat } = makeChat({ library })
    const first = (await chat(message('有哪些报告')))!
    expect(first.page).toEqual({ index: 0, count: 2 })
    const second = (await chat(press('page', first, 1)))!
    expect(second).toMatchObject({ page: { index: 1, count: 2 }, inPlace: true, turn: first.turn })
    const pages = [first, second].flatMap(reply => reply.outcome.lines)
    expect(pages).toHaveLength(21)
    expect(textOf(await chat(message('更多')))).toBe('已经是最后一页。')
    expect(textOf(await chat(message('上一页')))).toBe(textOf(first))
    expect(textOf(await chat(message('更多')))).toBe(textOf(second))
  })

  test('of a thousand bodies every page can be reached, and the chat does not remember them all', async () => {
    const names = Array.from({ length: 1000 }, (_, i) => `第${i}单位`)
    const thousand = names.map((name, i) =>
      makeFullReport({ id: `y${i}-2022`, year: 2022, issuer: { name, kind: 'department', division: null } }, () => i),
    )
    const { chat, database } = makeChat({ library: libraryOf(thousand), limited: false })
    const first = (await chat(message('有哪些报告')))!
    expect(first.page).toEqual({ index: 0, count: 84 })
    const told = [textOf(first)]
    for (let i = 1; i < 84; i++) told.push(textOf(await chat(press('page', first, i))))
    const text = told.join('\n')
    for (const name of names) expect(text).toContain(`${name}：2022年`)
    expect(textOf(await chat(message('更多')))).toBe('已经是最后一页。')
    const [state] = database.prepare('SELECT state FROM conversations').all()
    expect((state!.state as string).length).toBeLessThan(10_000)
  })
})

describe('feedback', () => {
  test('by button or word is stored with the question, the query and the answer', async () => {
    const { chat, feedback } = makeChat()
    const first = (await chat(message(question)))!
    const thanks = (await chat(press('rating', first, 1)))!
    expect(thanks).toMatchObject({ brief: true })
    await chat(message('2'))
    await chat(message('没用'))
    await chat(message('反馈 希望收录更多单位'))
    const [good, bad, words] = feedback.list()
    expect(good).toMatchObject({ helpful: true, question, turn: first.turn, channel: 'test' })
    expect(good!.answer).toContain('24 件')
    expect(good!.query).toMatchObject({ topic: 'figures' })
    expect(bad).toMatchObject({ helpful: false, question: '上一年（2021年）' })
    expect(words).toMatchObject({ comment: '希望收录更多单位', helpful: null, answer: null })
    for (const each of [good, bad, words]) expect(each!.person).not.toContain('u1')
  })

  test('is no answer to a question back or to a greeting', async () => {
    const { chat, feedback } = makeChat()
    const asked = (await chat(message('阿城区收到多少申请')))!
    expect(asked.rated).toBe(false)
    await chat(press('rating', asked, 1))
    expect(feedback.list()).toEqual([])
  })
})

describe('commands', () => {
  const cases: [string, string, RegExp][] = [
    ['/start', '开始', /问答助手/],
    ['/help', '帮助', /\/subscribe（订阅）/],
    ['/reports', '有哪些报告', /已收录 4 个单位/],
    ['/search 公开', '搜索 公开', /暂未开通/],
    ['/subscribe', '订阅', /暂未开通/],
    ['/unsubscribe', '退订', /暂未开通/],
    ['/feedback', '反馈', /写下您的意见/],
    ['/about', '关于', /隐私/],
  ]
  test.each(cases)('%s and %s say the same', async (slash, word, pattern) => {
    const { chat } = makeChat()
    const answer = textOf(await chat(message(slash)))
    expect(answer).toMatch(pattern)
    expect(textOf(await chat(message(word)))).toBe(answer)
    expect(textOf(await chat(message(slash.toUpperCase())))).toBe(answer)
  })

  test('one that nobody knows is told, but not in a group', async () => {
    const { chat } = makeChat()
    expect(textOf(await chat(message('/weather')))).toContain('帮助')
    expect(await chat(message('/weather', { group: true }))).toBeNull()
  })

  test('a command does not change what was talked about', async () => {
    const { chat } = makeChat()
    await chat(message(question))
    await chat(message('/help'))
    expect(textOf(await chat(message('那道里区呢')))).toContain('36 件')
  })

  test('words of a command inside a question are a question', async () => {
    const { chat } = makeChat()
    expect((await chat(message('帮助我查阿城区2022年收到多少申请')))!.outcome.kind).toBe('answer')
  })
})

describe('parts that are plugged in', () => {
  const heard: string[] = []
  const subscribe: Command = {
    name: 'subscribe',
    words: ['订阅'],
    takes: 'words',
    description: '订阅新报告',
    run: ({ words }) => {
      heard.push(words)
      const outcome = saying(`听到：${words}`)
      if (words.includes('每周')) return { kind: 'say', outcome }
      const offers = [{ label: '每周一', says: '/subscribe 阿城区 每周一' }]
      return { kind: 'say', outcome, offers, awaits: '/subscribe 阿城区 ' }
    },
  }
  const withPart = () => {
    const database = openDatabase(':memory:')
    return makeChat({ commands: commandsWith([subscribe], feedbackIn(database)) })
  }

  test('take the place of what is not there yet', async () => {
    const { chat } = withPart()
    expect(textOf(await chat(message('/subscribe 阿城区')))).toBe('听到：阿城区')
    expect(textOf(await chat(message('/help')))).toContain('/subscribe（订阅） 订阅新报告\n')
  })

  test('their offers are picked by number, label and button as if typed', async () => {
    for (const pick of [() => message('1'), () => message('每周一'), (reply: ChatReply) => press('choice', reply, 0)]) {
      const { chat } = withPart()
      const reply = (await chat(message('订阅 阿城区')))!
      expect(reply).toMatchObject({ choices: ['每周一'], rated: false })
      expect(textOf(await chat(pick(reply)))).toBe('听到：阿城区 每周一')
    }
  })

  test('what they await goes before what is typed next, but for a command', async () => {
    const { chat } = withPart()
    await chat(message('订阅 阿城区'))
    expect(textOf(await chat(message('每周二')))).toBe('听到：阿城区 每周二')
    expect((await chat(message(question)))!.outcome.kind).toBe('answer')
    await chat(message('订阅 阿城区'))
    expect(textOf(await chat(message('关于')))).toContain('隐私')
    expect((await chat(message(question)))!.outcome.kind).toBe('answer')
  })

  test('one that fails says so', async () => {
    const failing = { ...subscribe, run: () => Promise.reject(new Error('disk full')) }
    const { chat, lines } = makeChat({ commands: commandsWith([failing], feedbackIn(openDatabase(':memory:'))) })
    expect((await chat(message('订阅')))!.outcome.kind).toBe('unavailable')
    expect(lines).toEqual(['chat: 回答失败：Error'])
  })

  test('what was sent unasked is leafed through, by button and by word', async () => {
    const pages = ['第一页', '第二页', '第三页']
    const page = (index: number): ChatReply | null =>
      pages[index] ? { ...bareReply(saying(pages[index])), turn: 'd1', page: { index, count: 3 }, inPlace: true } : null
    const { chat } = makeChat({
      mailed: {
        page: (_, to, turn, index) => (to === 'c1' && turn === 'd1' ? page(index) : null),
        latestTurn: (_, to) => (to === 'c1' ? 'd1' : null),
      },
    })
    expect(textOf(await chat(message('更多')))).toBe('第二页')
    expect(textOf(await chat(message('更多')))).toBe('第三页')
    expect(textOf(await chat(message('更多')))).toBe('已经是最后一页。')
    expect(textOf(await chat(press('page', page(0)!, 0)))).toBe('第一页')
    expect(textOf(await chat(press('page', page(0)!, 1, { chat: 'c2' })))).toContain('过期')
  })
})

describe('limits', () => {
  test('twenty questions a minute, one notice, then silence, and again after a minute', async () => {
    const { chat, pass } = makeChat()
    const kinds: string[] = []
    for (let i = 0; i < 25; i++) {
      const reply = await chat(message('关于'))
      kinds.push(reply === null ? 'silent' : textOf(reply).includes('太快') ? 'notice' : 'answer')
    }
    expect(kinds).toEqual([...Array(20).fill('answer'), 'notice', ...Array(4).fill('silent')])
    expect(textOf(await chat(message('关于', { user: 'u2', chat: 'c2' })))).toContain('隐私')
    pass(61_000)
    expect(textOf(await chat(message('关于')))).toContain('隐私')
  })

  test('a group as a whole', async () => {
    const { chat } = makeChat()
    const group = (i: number) => ({ chat: 'g', group: true, user: `u${i}` })
    const replies: (ChatReply | null)[] = []
    for (let i = 0; i < 63; i++) replies.push(await chat(message('关于', group(i))))
    expect(replies.filter(reply => reply && textOf(reply).includes('隐私'))).toHaveLength(60)
    expect(replies.filter(reply => reply === null)).toHaveLength(2)
  })

  test('a message of more than 500 characters is cut, and that is said', async () => {
    const { chat } = makeChat()
    const reply = (await chat(message(`${question}${'，谢谢'.repeat(300)}`)))!
    expect(reply.outcome.notices[0]).toBe('消息太长，只读了前 500 个字。')
    expect(reply.outcome.kind).not.toBe('unavailable')
  })

  test('a message without words is answered in words', async () => {
    const { chat } = makeChat()
    expect(textOf(await chat(message('  ')))).toContain('请用文字提问')
  })
})

describe('when something is broken', () => {
  test('the search is down: told so, what was talked about is kept, nothing said is logged', async () => {
    const library = libraryOf(districtReports)
    let down = false
    const { chat, lines } = makeChat({
      library: {
        ...library,
        holdings: () => (down ? Promise.reject(new Error(`connection refused: ${question}`)) : library.holdings()),
      },
    })
    await chat(message(question))
    down = true
    const reply = (await chat(message('那道里区呢')))!
    expect(reply.outcome.kind).toBe('unavailable')
    down = false
    expect(textOf(await chat(message('那道里区呢')))).toContain('36 件')
    expect(lines.join('\n')).toMatch(/回答失败/)
    expect(lines.join('\n')).not.toMatch(/道里区|阿城区/)
  })

  test('a picture that cannot be drawn does not cost the answer', async () => {
    const { chat, lines } = makeChat({ draw: () => Promise.reject(new Error('no font')) })
    expect(textOf(await chat(message(question)))).toContain('24 件')
    expect(lines).toEqual(['chat: 画图失败：Error'])
  })

  test('a state of another version is forgotten', async () => {
    const { chat, database } = makeChat()
    await chat(message(question))
    database.exec(`UPDATE conversations SET state = '{"version":0}'`)
    expect((await chat(message('2')))!.outcome.kind).not.toBe('unavailable')
  })

  test('the store names nobody', async () => {
    const { chat, database } = makeChat()
    await chat(message(question, { chat: '1234567', user: '7654321' }))
    const rows = JSON.stringify(database.prepare('SELECT key, state FROM conversations').all())
    expect(rows).not.toMatch(/1234567|7654321/)
  })
})
