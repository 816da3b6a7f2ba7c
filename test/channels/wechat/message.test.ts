import { describe, expect, test } from 'vitest'
import { type payloads, types } from 'wechaty-puppet'
import { heardIn } from '../../../src/channels/wechat/message.ts'

const now = 1_700_000_000_000
const message = (parts: Record<string, unknown>) =>
  ({
    id: 'm1',
    type: types.Message.Text,
    talkerId: 'alice',
    listenerId: 'bot',
    roomId: '',
    timestamp: now / 1000,
    ...parts,
  }) as unknown as payloads.Message

const around = {
  self: { id: 'bot', names: ['小年', '年报(助手)'] },
  sender: { type: types.Contact.Individual },
  now,
}

const room = { roomId: 'r@chatroom' }

describe('what is for the bot', () => {
  const cases: [string, Record<string, unknown>, string | null][] = [
    ['a word to it', { text: '阿城区申请' }, '阿城区申请'],
    ['talk in a room', { ...room, text: '大家好' }, null],
    ['a mention by its name', { ...room, text: '@年报(助手)\u2005阿城区申请' }, '阿城区申请'],
    ['a mention by its name in the room', { ...room, text: '@小年 阿城区申请' }, '阿城区申请'],
    ['a mention at the end', { ...room, text: '阿城区申请 @小年' }, '阿城区申请'],
    ['a mention that only the list tells', { ...room, text: '@我 申请', mentionIdList: ['bot'] }, '@我 申请'],
    ['a mention of everybody else', { ...room, text: '@小年糕 你好', mentionIdList: ['other'] }, null],
    ['a name without a mention', { ...room, text: '小年在吗' }, null],
    ['a reply to a quotation', { text: '「某人：旧话\n第二行」\n- - - - - - - -\n那2022年呢' }, '那2022年呢'],
    ['a mention inside a quotation only', { ...room, text: '「@小年 旧话」\n- - - - -\n好的' }, null],
    ['its own message', { text: '答', talkerId: 'bot' }, null],
    ['a picture', { type: types.Message.Image, text: '<xml>' }, null],
    ['an empty text', { text: '' }, null],
    ['an old message, time in s', { text: '旧', timestamp: now / 1000 - 301 }, null],
    ['an old message, time in ms', { text: '旧', timestamp: now - 301_000 }, null],
    ['a recent message, time in ms', { text: '新', timestamp: now - 60_000 }, '新'],
  ]
  test.each(cases)('%s', (_, parts, text) => {
    expect(heardIn(message(parts), around)?.text ?? null).toBe(text)
  })

  test('official accounts are not answered', () => {
    const official = { ...around, sender: { type: types.Contact.Official } }
    expect(heardIn(message({ text: '推送' }), official)).toBeNull()
  })

  test('a room is a group of people, a private chat is its person', () => {
    expect(heardIn(message({ text: '好' }), around)).toMatchObject({ chat: 'alice', user: 'alice', group: false })
    expect(heardIn(message({ ...room, text: '@小年 好' }), around)).toMatchObject({
      chat: 'r@chatroom',
      user: 'alice',
      group: true,
    })
  })
})
