import { type TelegramTimes, telegramPace } from '../../src/channels/telegram/telegram.ts'
import type { Limits } from './fake-telegram.ts'

/** Telegram's second in these tests, ms. */
export const second = 50

const scale = second / 1000

/** The real pace, in a world that runs faster. */
export const quickTimes: TelegramTimes = {
  pace: {
    ...telegramPace,
    gap: 40 * scale,
    chatGap: 1050 * scale,
    perMinute: { ...telegramPace.perMinute!, minute: 60_000 * scale },
    firstWait: 20,
    longestWait: 100,
  },
  waits: { first: 10, longest: 50, conflict: 20, refused: 20 },
  polling: 1,
  deadline: 5000,
  draining: 2000,
}

/** As the server counts them. */
export const limits: Limits = { second, minute: 60 * second }
