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
import { fail, instantOf, printJson, readArgs, UsageError } from './io.ts'
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
  if (values.stdin && values.explain) throw new UsageError('--explain 只用于一个问题，不能与 --stdin 同用。')
  const now = values.now === undefined ? undefined : instantOf(values.now, noon)
  if (now === null) throw new UsageError(`--now 不是一个日期：${values.now}（例如 2021-06-01）`)
  return withLibrary(readConfig(), async library => {
    if (values.stdin) return answerLines(library, now)
    const reply = await answerTurns(library, [positionals[0]!], now)
    const trace = values.explain ? reply.trace : null
    if (values.json) printJson({ ...jsonOf(reply), ...(trace && { trace: traceJson(trace, reply.outcome) }) })
    else console.log(plainText(reply.outcome))
    if (trace && !values.json) console.log(`\n${explained(trace, reply.outcome)}`)
    return codeOf(reply)
  })
}

/** The hour of a day that was given without one. */
const noon = 12

const codeOf = ({ outcome }: Reply): number => (outcome.kind === 'unavailable' ? 1 : 0)

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

/** A line as it was meant, or null where it is none. */
function readLine(line: string): AskLine | null {
  try {
    const value: unknown = JSON.parse(line)
    const { turns } = value as AskLine
    const isLine = Array.isArray(turns) && turns.length > 0 && turns.every(turn => typeof turn === 'string')
    return isLine ? (value as AskLine) : null
  } catch {
    return null
  }
}

async function answerLines(library: Library, now: Date | undefined): Promise<number> {
  prepare()
  let failed = 0
  for await (const line of createInterface({ input: process.stdin })) {
    if (!line.trim()) continue
    const asked = readLine(line)
    if (!asked) {
      console.error(`这一行不是 {"id","turns":["…"],"now"} 形式的 JSON：${line.slice(0, 80)}`)
      failed = 1
      continue
    }
    const id = asked.id === undefined ? {} : { id: asked.id }
    const at = asked.now === undefined ? now : instantOf(String(asked.now), noon)
    if (at === null) {
      printJson({ ...id, error: `now 不是一个日期：${asked.now}（例如 2021-06-01）` })
      failed = 1
      continue
    }
    const reply = await answerTurns(library, asked.turns, at)
    printJson({ ...id, ...jsonOf(reply) })
    failed ||= codeOf(reply)
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

/** The query that was answered, its places by their codes. */
const queryJson = (query: Outcome['query']) =>
  query && {
    ...query,
    issuers: query.issuers.map(({ text, places, body, year }) => ({
      text,
      places: places.map(({ code }) => code),
      body,
      year,
    })),
  }

const traceJson = (trace: Trace, { query }: Outcome) => ({ ...trace, query: queryJson(query) })

/** What was recognised, from which words, what was ignored, and the query that was answered. */
function explained({ normalised, findings, changes, ignored }: Trace, { query }: Outcome): string {
  return [
    `规整后：${normalised}`,
    ...findings.map(({ text, means }) => `  ${text} → ${means}`),
    ...changes.map(({ refiner, from, to }) => `  修正 ${refiner}：${from} ⇒ ${to}`),
    `未识别：${ignored.join('、') || '无'}`,
    `查询：${JSON.stringify(queryJson(query))}`,
  ].join('\n')
}
