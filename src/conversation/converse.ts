import type { Choice, Outcome } from '../answer/answer.ts'
import { type Library, reply } from '../answer/reply.ts'
import { unavailableOutcome } from '../answer/wording.ts'
import type { Query, Trace } from '../question/query.ts'
import { understand } from '../question/understand.ts'

/** What a chat remembers between messages. */
export interface Memory {
  query: Query | null
  /** Choices of the last question back; a number or a label picks one. */
  choices: Choice[]
  /** When the last message came, in ms since 1970. */
  at: number
}

export const freshMemory: Memory = { query: null, choices: [], at: 0 }

/** Context ends after a quiet half hour. */
const quiet = 30 * 60 * 1000

export interface Reply {
  outcome: Outcome
  memory: Memory
  trace: Trace | null
}

const ordinals = '一二三四五六七八九十'

/** The choice that a message picks by number (2, ２, “2.”, 第二个) or by its label; null where it picks none. */
function picked(message: string, choices: Choice[]): Choice | null {
  const text = message.normalize('NFKC').trim()
  const number = /^第?([0-9]{1,2}|[一二三四五六七八九十])\s*(?:[.、。]|个|项|号)?$/.exec(text)?.[1]
  if (number) return choices[(ordinals.includes(number) ? ordinals.indexOf(number) + 1 : Number(number)) - 1] ?? null
  return choices.find(({ label }) => label.normalize('NFKC') === text) ?? null
}

/** One incoming message to one reply. Never throws for what a person typed; a search that is down is an outcome of its own. */
export async function converse(message: string, memory: Memory, library: Library, now: Date): Promise<Reply> {
  const current = now.getTime() - memory.at > quiet ? freshMemory : memory
  const choice = picked(message, current.choices)
  const understanding = choice
    ? ({ kind: 'query', query: choice.query, trace: null } as const)
    : understand(message, { now, earlier: current.query })
  const outcome = await reply(
    understanding.kind === 'query' ? { ...understanding, trace: understanding.trace ?? emptyTrace } : understanding,
    library,
  )
  return { outcome, memory: remembered(outcome, current, now), trace: understanding.trace }
}

const emptyTrace: Trace = { normalised: '', findings: [], changes: [], ignored: [] }

function remembered(outcome: Outcome, before: Memory, now: Date): Memory {
  const choices = 'choices' in outcome ? outcome.choices : []
  const keeps =
    outcome.kind === 'help' ||
    outcome.kind === 'declined' ||
    outcome.kind === 'unavailable' ||
    outcome === unavailableOutcome
  return { query: keeps ? before.query : outcome.query, choices: keeps ? before.choices : choices, at: now.getTime() }
}
