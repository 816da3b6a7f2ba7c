import { usualWaits } from '../src/channels/telegram/polling.ts'
import { telegramPace } from '../src/channels/telegram/telegram.ts'
import { loadRun, overheads } from '../test/support/load.ts'

/** Load on the Telegram channel at its real pace, against a server that counts violations of Telegram's limits. `npm run soak`. */

const times = { pace: telegramPace, waits: usualWaits, polling: 50, deadline: 20_000, draining: 20_000 }
const limits = { second: 1000, minute: 60_000 }

const load = await loadRun(200, 10, times, limits)
const taken = await overheads(200, times, limits)
const at = (share: number): number => Math.round(taken[Math.floor(taken.length * share)]! * 10) / 10

console.log(JSON.stringify({ ...load, overheadMs: { p50: at(0.5), p95: at(0.95) } }, null, 2))
process.exit(load.violations.length + load.disordered > 0 ? 1 : 0)
