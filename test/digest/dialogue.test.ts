import { describe, expect, test } from 'vitest'
import { holdingsOf } from '../../src/answer/holdings.ts'
import { commandsWith } from '../../src/conversation/commands.ts'
import type { Incoming } from '../../src/conversation/message.ts'
import { digestCommands } from '../../src/digest/commands.ts'
import { openDesk } from '../../src/digest/desk.ts'
import type { Wish } from '../../src/digest/subscription.ts'
import { openDatabase } from '../../src/store/database.ts'
import { feedbackIn } from '../../src/store/feedback.ts'
import { subscriptionsIn } from '../../src/store/subscriptions.ts'
import { makeChat, message, textOf } from '../support/chat.ts'
import { districtReports } from '../support/library.ts'

/** A chat in which one may subscribe. */
function open(channels = ['test']) {
  const database = openDatabase(':memory:')
  const subscriptions = subscriptionsIn<Wish>(database)
  const desk = openDesk({ subscriptions, holdings: async () => holdingsOf(districtReports), round: async () => 7 })
  const { commands, mailed } = digestCommands({ desk, page: () => null, latestTurn: () => null }, channels)
  const { chat, pass } = makeChat({ commands: commandsWith(commands, feedbackIn(database)), mailed, limited: false })
  const say = async (text: string, where: Partial<Incoming> = {}) => {
    const reply = (await chat(message(text, where)))!
    return { text: textOf(reply), choices: reply.choices, reply }
  }
  return { say, subscriptions, pass, own: () => subscriptions.of('test', 'c1') }
}

describe('subscribing', () => {
  test('in one line', async () => {
    const { say, own } = open()
    const { text } = await say('订阅 每周一早上8点 哈尔滨市')
    expect(text).toBe(
      '已订阅：黑龙江省哈尔滨市（含下级），每周一 8:00。\n下一次：2024年5月6日 08:00。没有新报告时不打扰。\n发送“订阅”可以查看、更改或退订。',
    )
    expect(own()).toMatchObject([{ state: 'active', told: 7, quiet: 0, wish: { zone: 'Asia/Shanghai' } }])
  })

  test('step by step, with buttons and with words', async () => {
    const { say, own } = open()
    expect(await say('/subscribe')).toMatchObject({
      text: expect.stringMatching(/^请问订阅什么？/),
      choices: ['全部报告'],
    })
    expect(await say('阿城区和道里区')).toMatchObject({
      text: expect.stringMatching(/^订阅.*阿城区（含下级）、.*道里区（含下级）。请问什么时候发送？$/),
      choices: ['每天早上8点', '每周一早上8点', '每月1日早上8点', '有新报告时发送'],
    })
    expect((await say('4')).text).toMatch(/^已订阅：.*有新报告时。\n收录新报告后一小时内发送/)
    expect(own()).toHaveLength(1)
  })

  test('a time first, then what', async () => {
    const { say, own } = open()
    expect((await say('订阅 每月31日')).text).toMatch(/^请问订阅什么？/)
    expect((await say('全部报告')).text).toMatch(/^已订阅：全部报告，每月最后一天 8:00。/)
    expect(own()).toHaveLength(1)
  })

  test('a question in between is answered, and ends it', async () => {
    const { say, own } = open()
    await say('订阅')
    expect((await say('阿城区2021年收到多少申请')).text).toContain('12 件')
    expect((await say('那2022年呢')).text).toContain('24 件')
    expect((await say('订阅 每天 阿城区2021年收到多少申请')).text).toContain('12 件')
    expect(own()).toEqual([])
  })

  test('what cannot be is one sentence, and what was typed may be typed anew', async () => {
    const { say, own } = open()
    expect((await say('订阅 每天25点 阿城区')).text).toMatch(/^没有“25点”这个时间[^。]*。$/)
    expect((await say('订阅 火星市 每天')).text).toMatch(/^没有认出“火星市”[^。]*。$/)
    expect((await say('订阅 2月31日 阿城区')).text).toMatch(/^2月没有31日[^。]*。$/)
    expect((await say('订阅 开封市 每天')).text).toMatch(/^还没有收录[^。]*。$/)
    expect((await say(`订阅 每天${'阿城区'.repeat(200)}`)).text).toMatch(/^太长了[^。]*。$/)
    expect(own()).toEqual([])
  })

  test('at most ten', async () => {
    const { say, own } = open()
    for (let i = 0; i < 11; i++) await say(`订阅 每天${i + 1}点 阿城区`)
    expect(own()).toHaveLength(10)
    expect((await say('订阅 每天 全部报告')).text).toMatch(/^最多 10 个订阅/)
  })

  test('a conversation that cannot be written to unasked says so', async () => {
    const { say, own } = open(['telegram'])
    expect((await say('订阅 每天 阿城区')).text).toBe('这里不能定时发送消息，请在 Telegram 或微信里订阅。')
    expect(own()).toEqual([])
  })
})

describe('managing', () => {
  async function withTwo() {
    const room = open()
    await room.say('订阅 每天 阿城区')
    await room.say('订阅 每周一 全部报告')
    return room
  }

  test('the list has buttons to pause, change and remove', async () => {
    const { say, own } = await withTwo()
    expect(await say('订阅')).toMatchObject({
      text: '您的订阅：\n1. 黑龙江省哈尔滨市阿城区（含下级），每天 8:00\n2. 全部报告，每周一 8:00',
      choices: ['暂停第1个', '更改第1个', '删除第1个', '暂停第2个', '更改第2个', '删除第2个', '新订阅'],
    })
    expect((await say('暂停第1个')).text).toBe('已暂停：黑龙江省哈尔滨市阿城区（含下级），每天 8:00。')
    expect((await say('订阅')).text).toContain('每天 8:00（已暂停）')
    expect((await say('恢复第1个')).text).toMatch(/^已恢复：/)
    await say('订阅')
    expect((await say('删除第2个')).text).toBe('已退订：全部报告，每周一 8:00。')
    expect(own().map(({ state }) => state)).toEqual(['active'])
  })

  test('a change keeps what is not said', async () => {
    const { say, own } = await withTwo()
    await say('订阅')
    expect((await say('更改第2个')).text).toMatch(/^请问订阅什么？/)
    expect((await say('每天20点')).text).toMatch(/^已更改：全部报告，每天 20:00。/)
    expect((await say('订阅 更改 1 道里区')).text).toMatch(/^已更改：.*道里区（含下级），每天 8:00。/)
    expect(own()).toHaveLength(2)
  })

  test('退订 ends the only one, asks which of several, ends all when told so', async () => {
    const { say, own } = await withTwo()
    expect((await say('退订')).text).toMatch(/^您的订阅：/)
    expect((await say('退订 1')).text).toMatch(/^已退订：.*阿城区/)
    expect((await say('取消订阅')).text).toMatch(/^已退订：全部报告/)
    expect((await say('退订')).text).toBe('现在没有订阅。')
    await say('订阅 每天 阿城区')
    await say('订阅 每天 道里区')
    expect((await say('/unsubscribe 全部')).text).toBe('已退订全部 2 个订阅。')
    expect(own()).toEqual([])
  })

  test('another chat has nothing to say about it', async () => {
    const { say, own } = await withTwo()
    const { id } = own()[0]!
    expect((await say(`订阅 删除 #${id}`, { chat: 'c2', user: 'u2' })).text).toMatch(/^没有这个订阅/)
    expect((await say('退订 全部', { chat: 'c2', user: 'u2' })).text).toBe('现在没有订阅。')
    expect(own()).toHaveLength(2)
  })

  test('in a group only those who run it', async () => {
    const { say, subscriptions } = open()
    const group = { group: true, chat: 'g1' }
    const asked = await say('订阅 每天 阿城区', { ...group, mayManage: async () => false })
    expect(asked.text).toMatch(/^群里只有管理员可以管理订阅/)
    expect(subscriptions.of('test', 'g1')).toEqual([])
    await say('订阅 每天 阿城区', group)
    expect(subscriptions.of('test', 'g1')).toHaveLength(1)
  })
})
