import { setImmediate as requestLeaves } from 'node:timers/promises'
import type { Choice, Outcome } from '../answer/answer.ts'
import { type Library, lookAt, reply } from '../answer/reply.ts'
import { unavailableOutcome } from '../answer/wording.ts'
import { trailed } from '../question/follow.ts'
import type { Query, Trace } from '../question/query.ts'
import { understand } from '../question/understand.ts'

/** What a chat remembers between messages. */
export interface Memory {
  query: Query | null
  /** Single figures that were asked for one after another, the last one included: “谁多” compares them. */
  trail: Query[]
  /** What the last question back offered, as queries, whoever picks of it and how. */
  offered: Query[]
  /** What was offered beside the choice that was taken: “另一个”. */
  others: Query[]
  /** Choices of the last question back; a number or a label picks one. */
  choices: Choice[]
  /** When the last message came, in ms since 1970. */
  at: number
}

export const freshMemory: Memory = { query: null, trail: [], offered: [], others: [], choices: [], at: 0 }

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

/** Of so many choices the list was cut: 都要 is then not about all there are. */
const cutAt = 8

/** 都要 after 请问哪一个: the same of each that was offered; null where something else than the issuer was asked for. */
function allOffered(message: string, offered: Query[]): Query | null {
  const text = message.normalize('NFKC').trim()
  const [first, ...others] = offered
  const isAll = /^(?:我?(?:都|全都?|全部都?)(?:要|查|看|想看|想查)|都要看|都查一下|全部|每个都要)[。.!吧]*$/.test(text)
  if (!isAll || !first || others.length === 0 || offered.length >= cutAt) return null
  const apart = (query: Query) => JSON.stringify({ ...query, issuers: [] })
  const alike = offered.every(each => each.issuers.length === 1 && apart(each) === apart(first))
  const issuers = offered.flatMap(each => each.issuers)
  const differ = new Set(issuers.map(each => JSON.stringify(each))).size === issuers.length
  return alike && differ && first.scope === 'named' ? { ...first, issuers } : null
}

/** One incoming message to one reply. Never throws for what a person typed; a search that is down is an outcome of its own. */
export async function converse(message: string, memory: Memory, library: Library, now: Date): Promise<Reply> {
  // The index looks whether it has changed while the question is read: reading takes as long as the request does.
  const sight = lookAt(library)
  await requestLeaves()
  const current = now.getTime() - memory.at > quiet ? freshMemory : memory
  const choice = picked(message, current.choices)
  const query = choice?.query ?? allOffered(message, current.offered)
  const understanding = query
    ? ({ kind: 'query', query, trace: null } as const)
    : understand(message, { now, before: current.query && { ...current, query: current.query } })
  const outcome = await reply(
    understanding.kind === 'query' ? { ...understanding, trace: understanding.trace ?? emptyTrace } : understanding,
    library,
    sight,
  )
  return { outcome, memory: remembered(outcome, current, now), trace: understanding.trace }
}

export const emptyTrace: Trace = { normalised: '', findings: [], changes: [], ignored: [] }

function remembered(outcome: Outcome, before: Memory, now: Date): Memory {
  const at = now.getTime()
  const keeps =
    outcome.kind === 'help' ||
    outcome.kind === 'declined' ||
    outcome.kind === 'unavailable' ||
    outcome === unavailableOutcome
  if (keeps) return { ...before, at }
  const { query } = outcome
  const choices = 'choices' in outcome ? outcome.choices : []
  const offered = outcome.kind === 'clarify' ? choices.map(choice => choice.query) : []
  const answered = query !== null && (outcome.kind === 'answer' || outcome.kind === 'missing')
  const trail = answered ? trailed(before.trail, query) : before.trail
  return { query, trail, offered, others: query ? notTaken(query, before.offered) : [], choices, at }
}

const keyOf = ({ issuers, years, measure }: Query): string =>
  JSON.stringify([issuers.map(({ places, key }) => [key, places.map(({ code }) => code)]), years, measure])

/** What was offered and not taken, whether it was picked or said in words; nothing where none of it was taken. */
function notTaken(query: Query, offered: Query[]): Query[] {
  const rest = offered.filter(each => keyOf({ ...each, years: each.years ?? query.years }) !== keyOf(query))
  return rest.length < offered.length ? rest : []
}
