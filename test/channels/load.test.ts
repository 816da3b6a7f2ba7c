import { expect, test } from 'vitest'
import { telegramPace } from '../../src/channels/telegram/telegram.ts'
import { loadRun } from '../support/load.ts'
import { quickTimes } from '../support/telegram-times.ts'

/** Telegram's second in this test, ms; `npm run soak` does the same in real time. */
const second = 100

test('200 chats ask 10 questions each at once: all answered, in order, within the limits', async () => {
  const scale = second / 1000
  const pace = {
    ...telegramPace,
    gap: telegramPace.gap * scale,
    chatGap: telegramPace.chatGap * scale,
    perMinute: { ...telegramPace.perMinute!, minute: 60 * second },
  }
  const load = await loadRun(200, 10, { ...quickTimes, pace }, { second, minute: 60 * second })
  expect(load).toMatchObject({ asked: 2000, answered: 2000, disordered: 0, violations: [] })
})
