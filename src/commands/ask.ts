import { createInterface } from 'node:readline'
import type { Outcome } from '../answer/answer.ts'
import type { Library } from '../answer/reply.ts'
import { unavailableOutcome } from '../answer/wording.ts'
import { plainText } from '../channels/plain.ts'
import { converse, freshMemory, type Reply } from '../conversation/converse.ts'
import type { Trace } from '../question/query.ts'
import { prepare } from '../question/understand.ts'
import type { Run } from './commands.ts'
import { readConfig } from './config.ts'
import { fail, printJson, readArgs, UsageError } from './io.ts'
import { withLibrary } from './library.ts'

export const ask: Run = async args => {
  const { values, positionals } = readArgs({
    args,
    options: {
      json: { type: 'boolean' },
      stdin: { type: 'boolean' },
      explain: { type: 'boolean' },
      now: { type: 'string' },
    },
    allowPositionals: true,
  })
  if (values.stdin ? positionals.length > 0 : positionals.length !== 1) {
    throw new UsageError('请给出一个问题：ask "<问题>"，或用 --stdin 逐行读入。')
  }
  const now = values.now === undefined ? undefined : clock(values.now)
  return withLibrary(readConfig(), async library => {
    if (values.stdin) return answerLines(library, now)
    const reply = await answerTurns(library, [positionals[0]!], now)
    if (values.json) printJson(jsonOf(reply))
    else console.log(plainText(reply.outcome))
    if (values.explain && reply.trace) console.log(`\n${explained(reply.trace, reply.outcome)}`)
    return reply.outcome.kind === 'unavailable' ? 1 : 0
  })
}

function clock(text: string): Date {
  const now = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T12:00:00+08:00` : text)
  if (Number.isNaN(now.getTime())) throw new UsageError(`--now 不是一个日期：${text}（例如 2021-06-01）`)
  return now
}

type Timed = Reply & { elapsedMs: number }

/** Asks the turns of one fresh conversation; the time is that of the last. */
async function answerTurns(library: Library, turns: string[], now = new Date()): Promise<Timed> {
  let memory = freshMemory
  let timed: Timed | null = null
  for (const turn of turns) {
    const started = performance.now()
    // One question that fails must not keep the others from their answers.
    const reply = await converse(turn, memory, library, now).catch((error: unknown): Reply => {
      fail(error)
      return { outcome: unavailableOutcome, memory, trace: null }
    })
    memory = reply.memory
    timed = { ...reply, elapsedMs: Math.round((performance.now() - started) * 1000) / 1000 }
  }
  return timed!
}

interface AskLine {
  id?: string
  turns: string[]
  now?: string
}

function readLine(line: string): AskLine {
  const value: unknown = JSON.parse(line)
  const { turns } = value as AskLine
  if (!Array.isArray(turns) || turns.length === 0 || turns.some(turn => typeof turn !== 'string'))
    throw new Error('turns')
  return value as AskLine
}

async function answerLines(library: Library, now: Date | undefined): Promise<number> {
  prepare()
  let failed = 0
  for await (const line of createInterface({ input: process.stdin })) {
    if (!line.trim()) continue
    let asked: AskLine
    try {
      asked = readLine(line)
    } catch {
      console.error(`这一行不是 {"id","turns":["…"],"now"} 形式的 JSON：${line.slice(0, 80)}`)
      failed = 1
      continue
    }
    const reply = await answerTurns(library, asked.turns, asked.now === undefined ? now : clock(asked.now))
    printJson({ ...(asked.id === undefined ? {} : { id: asked.id }), ...jsonOf(reply) })
  }
  return failed
}

function jsonOf({ outcome, elapsedMs }: Timed): Record<string, unknown> {
  const { kind, notices, sources } = outcome
  const choices = 'choices' in outcome ? outcome.choices.map(({ label }) => label) : []
  return {
    outcome: kind,
    text: plainText(outcome),
    figures: 'figures' in outcome ? outcome.figures : [],
    ...(choices.length > 0 ? { options: choices } : {}),
    ...(kind === 'passages' ? { passages: outcome.passages } : {}),
    notices,
    sources,
    elapsedMs,
  }
}

/** What was recognised, from which words, what was ignored, and the query that was answered. */
function explained({ normalised, findings, changes, ignored }: Trace, { query }: Outcome): string {
  return [
    `规整后：${normalised}`,
    ...findings.map(({ text, means }) => `  ${text} → ${means}`),
    ...changes.map(({ refiner, from, to }) => `  修正 ${refiner}：${from} ⇒ ${to}`),
    `未识别：${ignored.join('、') || '无'}`,
    `查询：${JSON.stringify(query && { ...query, issuers: query.issuers.map(({ text, places, body, year }) => ({ text, places: places.map(({ code }) => code), body, year })) })}`,
  ].join('\n')
}
