import { setImmediate as requestLeaves } from 'node:timers/promises'
import type { Choice, Outcome } from '../answer/answer.ts'
import { type Library, lookAt, reply } from '../answer/reply.ts'
import { unavailableOutcome } from '../answer/wording.ts'
import { offeredBy, trailed } from '../question/follow.ts'
import type { Query, Trace } from '../question/query.ts'
import { understand } from '../question/understand.ts'

/** What a chat remembers between messages. */
export interface Memory {
  query: Query | null
  /** Single figures that were asked for one after another, the last one included: “谁多” compares them. */
  trail: Query[]
  /** What the last question back offered, whoever picks of it and how. */
  offered: Choice[]
  /** What was offered beside the choice that was taken: “另一个”. */
  others: Query[]
  /** Choices of the last question back; a number or a label picks one. */
  choices: Choice[]
  /** The last message was refused: what it asked for is not what came before. */
  refused: boolean
  /** When the last message came, in ms since 1970. */
  at: number
}

export const freshMemory: Memory = {
  query: null,
  trail: [],
  offered: [],
  others: [],
  choices: [],
  refused: false,
  at: 0,
}

/** Context ends after a quiet half hour. */
const quiet = 30 * 60 * 1000

export interface Reply {
  outcome: Outcome
  memory: Memory
  trace: Trace | null
}

const ordinals = '一二三四五六七八九十'

/** The choice that a message picks by number (2, ２, “2.”, 第二个), by its label, or by 是的 where it is the only one; null where it picks none. */
function picked(message: string, choices: Choice[]): Choice | null {
  const text = message.normalize('NFKC').trim()
  const number = /^第?([0-9]{1,2}|[一二三四五六七八九十])\s*(?:[.、。]|个|项|号)?$/.exec(bareOf(message))?.[1]
  if (number) return choices[(ordinals.includes(number) ? ordinals.indexOf(number) + 1 : Number(number)) - 1] ?? null
  if (choices.length === 1 && affirming.test(text)) return choices[0]!
  return choices.find(({ label }) => label.normalize('NFKC') === text) ?? null
}

/** 是的 in answer to 您是不是想问…. */
const affirming =
  /^(?:是|是的|对|对的|对啊|是啊|嗯+|嗯嗯是的|没错|就是它?|就是这个|好|好的|可以|要|要的|yes|ok)[。.!！~]*$/i

/** Of so many choices the list was cut: 都要 is then not about all there are. */
const cutAt = 8

/** 我要第二个吧, 选3, (2): what stands around a number. */
const around = /^[(（【\s]*(?:我?[要选]|就|应该是|是|看|查)*|(?:那个|的|吧|呢|啊|[.。!！)）】\s])+$/g
const bareOf = (message: string): string => message.normalize('NFKC').trim().replace(around, '')

const place = '(?:第?([0-9]{1,2}|[一二两三四五六七八九十])个?)'
const listed = new RegExp(`^(?:选|要)?${place}(?:[、,，和与跟及]+${place})+$`)
const placeIn = (word: string): number =>
  /\d/.test(word) ? Number(word) : word === '两' ? 2 : ordinals.indexOf(word) + 1

/** Which of so many choices a message picks by their places: 都要, 1和3, 前两个, 最后一个. Null where it speaks of none. */
function placesIn(message: string, count: number): number[] | null {
  const text = bareOf(message)
  const all = Array.from({ length: count }, (_, at) => at)
  if (
    /^(?:我?(?:都|全都?|全部都?)(?:要|查|看|想看|想查)|都要看|都查一下|全部|[两三四五几]年都要|[两三四五六七八九\d]个都要|每个都要|(?:都|全都?|全部都?)(?:列|查)?(?:出来|一遍)(?:看看)?)$/.test(
      text,
    )
  )
    return count < cutAt ? all : null
  if (/^(?:最后|倒数第一?)一?个$/.test(text)) return all.slice(-1)
  if (/^第一个[和与跟、]最后一个$/.test(text)) return [0, count - 1]
  const single = new RegExp(`^${place}$`).exec(text)?.[1]
  if (single) return placeIn(single) - 1 in all ? [placeIn(single) - 1] : null
  const ends = /^([前后])([两二三四五六]|\d)个$/.exec(text)
  if (ends) return ends[1] === '前' ? all.slice(0, placeIn(ends[2]!)) : all.slice(-placeIn(ends[2]!))
  if (!listed.test(text)) return null
  const named = [...text.matchAll(new RegExp(place, 'g'))].map(([, word]) => placeIn(word!) - 1)
  return named.every(at => at in all) ? named : null
}

/** The choices as one query: the same of several issuers, or of several years; null where they differ in anything else. */
function joined(queries: Query[]): Query | null {
  const [first, ...others] = queries
  if (!first || others.length === 0) return first ?? null
  const apart = (query: Query, part: 'issuers' | 'years') => JSON.stringify({ ...query, [part]: [] })
  const alike = (part: 'issuers' | 'years') => others.every(each => apart(each, part) === apart(first, part))
  if (alike('years')) {
    const years = queries.flatMap(({ years: own }) => (own?.kind === 'list' ? own.years : []))
    return years.length === queries.length ? { ...first, years: { kind: 'list', years: years.toSorted() } } : null
  }
  const issuers = queries.flatMap(each => each.issuers)
  const differ = new Set(issuers.map(each => JSON.stringify(each))).size === queries.length
  return alike('issuers') && differ && first.scope === 'named' ? { ...first, issuers } : null
}

/** What a message takes of that which was asked back: by place, or by words that one label alone has, where fields were offered. */
function takenOf(message: string, offered: Choice[]): Query | null {
  if (offered.length === 0) return null
  const places = placesIn(message, offered.length)
  if (places) return joined(places.map(at => offered[at]!.query))
  const [first, ...others] = offered.map(({ query }) => JSON.stringify([query.issuers, query.years, query.scope]))
  return others.every(each => each === first) ? offeredBy(message.normalize('NFKC').trim(), offered) : null
}

/** One incoming message to one reply. Never throws for what a person typed; a search that is down is an outcome of its own. */
export async function converse(message: string, memory: Memory, library: Library, now: Date): Promise<Reply> {
  // The index looks whether it has changed while the question is read: reading takes as long as the request does.
  const sight = lookAt(library)
  await requestLeaves()
  const current = now.getTime() - memory.at > quiet ? freshMemory : memory
  const choice = picked(message, current.choices)
  const query = choice?.query ?? takenOf(message, current.offered)
  const understanding = query
    ? ({ kind: 'query', query, trace: null } as const)
    : understand(message, { now, before: current.query && { ...current, query: current.query } })
  const outcome = await reply(
    understanding.kind === 'query' ? { ...understanding, trace: understanding.trace ?? emptyTrace } : understanding,
    library,
    sight,
  )
  const refused = understanding.kind === 'declined' && newTopics.includes(understanding.reason)
  return { outcome, memory: remembered(outcome, current, now, refused), trace: understanding.trace }
}

/** Refusals of something else than what came before: 为什么 and 正常吗 are said of it. */
const newTopics = ['outOfScope', 'beyond', 'notInTables', 'abroad']

export const emptyTrace: Trace = { normalised: '', findings: [], changes: [], ignored: [] }

function remembered(outcome: Outcome, before: Memory, now: Date, refused: boolean): Memory {
  const at = now.getTime()
  const keeps =
    outcome.kind === 'help' ||
    outcome.kind === 'declined' ||
    outcome.kind === 'unavailable' ||
    outcome === unavailableOutcome
  if (keeps) return { ...before, refused, at }
  const { query } = outcome
  const choices = 'choices' in outcome ? outcome.choices : []
  const offered = outcome.kind === 'clarify' ? choices : []
  const answered = query !== null && (outcome.kind === 'answer' || outcome.kind === 'missing')
  const trail = answered ? trailed(before.trail, query) : before.trail
  return {
    query,
    trail,
    offered,
    others: query
      ? notTaken(
          query,
          before.offered.map(({ query: each }) => each),
        )
      : [],
    choices,
    refused: false,
    at,
  }
}

const keyOf = ({ issuers, years, measure }: Query): string =>
  JSON.stringify([issuers.map(({ places, key }) => [key, places.map(({ code }) => code)]), years, measure])

/** What was offered and not taken, whether it was picked or said in words; nothing where none of it was taken. */
function notTaken(query: Query, offered: Query[]): Query[] {
  const rest = offered.filter(each => keyOf({ ...each, years: each.years ?? query.years }) !== keyOf(query))
  return rest.length < offered.length ? rest : []
}
