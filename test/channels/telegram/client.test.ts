import { TelegramError } from 'telegraf'
import { expect, test } from 'vitest'
import { errorText, judge } from '../../../src/channels/telegram/client.ts'
import { usualWaits, waitAfter } from '../../../src/channels/telegram/polling.ts'

const refusal = (code: number, description: string, parameters = {}) =>
  new TelegramError({ error_code: code, description, parameters }, { method: 'sendMessage', payload: { text: '秘密' } })

const named = (name: string) => Object.assign(new Error('秘密'), { name })

const cases: [Error, ReturnType<typeof judge>, number, string][] = [
  [
    refusal(429, 'Too Many Requests', { retry_after: 7 }),
    { kind: 'flood', after: 7000 },
    7000,
    '429 Too Many Requests',
  ],
  [
    refusal(403, 'Forbidden: bot was blocked by the user'),
    { kind: 'gone' },
    1000,
    '403 Forbidden: bot was blocked by the user',
  ],
  [refusal(400, 'Bad Request: chat not found'), { kind: 'gone' }, 1000, '400 Bad Request: chat not found'],
  [refusal(400, 'Bad Request: message is too long'), { kind: 'refused' }, 1000, '400 Bad Request: message is too long'],
  [refusal(500, 'Internal Server Error'), { kind: 'again' }, 1000, '500 Internal Server Error'],
  [refusal(401, 'Unauthorized'), { kind: 'again' }, 60_000, '401 Unauthorized'],
  [refusal(409, 'Conflict'), { kind: 'again' }, 10_000, '409 Conflict'],
  [named('FetchError'), { kind: 'offline' }, 1000, 'FetchError'],
  [named('AbortError'), { kind: 'offline' }, 1000, 'AbortError'],
  [named('TypeError'), { kind: 'refused' }, 1000, 'TypeError'],
]

test.each(cases)('%s', (error, verdict, wait, text) => {
  expect(judge(error)).toEqual(verdict)
  expect(waitAfter(error, 0, usualWaits)).toBe(wait)
  expect(errorText(error)).toBe(text)
})

test('waits grow, but not beyond their bounds', () => {
  const after = (failures: number) => waitAfter(named('FetchError'), failures, usualWaits)
  expect([0, 1, 2, 3, 4, 5, 6, 500].map(after)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  const refused = (failures: number) => waitAfter(refusal(401, ''), failures, usualWaits)
  expect([0, 1, 500].map(refused)).toEqual([60_000, 120_000, 600_000])
})
