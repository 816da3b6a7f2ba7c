import type { Operation, Query, Side } from '../question/query.ts'
import { fullName, type Outcome, told } from './answer.ts'
import type { Holdings } from './holdings.ts'
import { namesOf } from './list.ts'
import { type Absent, type Scoped, scopeOf, type Target } from './scope.ts'

/** Which reports each side of a comparison is about. */

type Sides = Extract<Operation, { kind: 'sides' }>

/** The sum of one side, as a question of its own. */
const asked = (query: Query, { issuers, scope, among, years }: Side): Query => ({
  ...query,
  issuers: issuers.length > 0 || scope !== 'named' ? issuers : query.issuers,
  scope,
  among,
  years: years ?? query.years,
  operation: { kind: scope === 'named' ? 'value' : 'sum' },
})

const unnamed = ({ issuers, scope }: Side): boolean => issuers.length === 0 && scope === 'named'

/** A question back about one side goes on with the others as they were; a year that is chosen counts for all that said none. */
function askedBack(outcome: Outcome, query: Query, operation: Sides, side: Side): Outcome {
  const whole = (choice: Query): Query => {
    const settled: Side = { issuers: choice.issuers, scope: choice.scope, among: choice.among, years: side.years }
    const put = (sides: Side[]) => sides.map(each => (each === side ? settled : each))
    const years = side.years === null ? choice.years : query.years
    return { ...query, years, operation: { ...operation, lefts: put(operation.lefts), rights: put(operation.rights) } }
  }
  return outcome.kind === 'clarify'
    ? { ...outcome, query, choices: outcome.choices.map(each => ({ ...each, query: whole(each.query) })) }
    : { ...outcome, query }
}

/** The reports of all sides, and in the query which of them belong to which. */
export function scopeOfSides(query: Query, operation: Sides, holdings: Holdings): Scoped {
  const all = [...operation.lefts, ...operation.rights]
  // 比锡山和滨湖合计多多少: whose figure is held against them was said before, if at all.
  if (all.some(unnamed) && !(all.every(unnamed) && query.issuers.length > 0)) {
    const lines = [['请问要和哪个单位、哪一年或哪一项比较？请一次说出要比较的两方。']]
    return { outcome: { kind: 'clarify', slot: 'issuer', choices: [], ...told(query, lines) } }
  }
  const found: Found[] = []
  for (const side of all) {
    const scoped = scopeOf(asked(query, side), holdings)
    if ('outcome' in scoped) return { outcome: askedBack(scoped.outcome, query, operation, side) }
    const held = holdersOf(scoped.targets)
    // 四家, where six have reported: which of them are meant is not said.
    if (side.count && scoped.absent.length === 0 && held.size !== side.count) {
      const names = namesOf([...held.values()])
      const lines = [[`已收录的是 ${held.size} 个单位，不是 ${side.count} 个：${names}。请说出要计算的各个单位。`]]
      return { outcome: { kind: 'clarify', slot: 'issuer', choices: [], ...told(query, lines) } }
    }
    found.push({ side, targets: scoped.targets, absent: scoped.absent, remarks: scoped.remarks })
  }
  const { sides, left } = comparable(found)
  const settled = new Map(
    // A side that lacks a report has no sum.
    sides.map(({ side, targets, absent }) => [
      side,
      { ...side, reports: absent.length > 0 ? [] : targets.map(({ holding }) => holding.id) },
    ]),
  )
  const put = (each: Side[]) => each.map(side => settled.get(side)!)
  const targets = sides.flatMap(each => each.targets)
  const absent = sides.flatMap(each => each.absent)
  const keyOf = ({ name, year }: Absent) => `${name} ${year}`
  return {
    targets: targets.filter(({ holding }, at) => targets.findIndex(each => each.holding.id === holding.id) === at),
    absent: absent.filter((each, at) => absent.findIndex(other => keyOf(other) === keyOf(each)) === at),
    query: { ...query, operation: { ...operation, lefts: put(operation.lefts), rights: put(operation.rights) } },
    focus: new Set(),
    remarks: [...new Set([...sides.flatMap(({ remarks }) => remarks), ...left])],
  }
}

interface Found {
  side: Side
  targets: Target[]
  absent: Absent[]
  remarks: string[]
}

const holdersOf = (targets: Target[]): Map<string, string> =>
  new Map(targets.map(({ holder }) => [holder.key, fullName(holder.issuer)]))

/** 各区合计比上年: of one set in two years only those are added up that have reported for both. */
function comparable(found: Found[]): { sides: Found[]; left: string[] } {
  const sets = found.filter(({ side }) => side.scope !== 'named')
  const same = sets.every(({ side }) => JSON.stringify(side.issuers) === JSON.stringify(sets[0]!.side.issuers))
  if (sets.length < 2 || !same) return { sides: found, left: [] }
  const held = sets.map(({ targets }) => holdersOf(targets))
  const lacking = new Map(held.flatMap(own => [...own].filter(([key]) => held.some(other => !other.has(key)))))
  if (lacking.size === 0) return { sides: found, left: [] }
  const kept = (each: Found): Found =>
    sets.includes(each) ? { ...each, targets: each.targets.filter(({ holder }) => !lacking.has(holder.key)) } : each
  return { sides: found.map(kept), left: [`（缺少其中一年的报告，未计入：${namesOf([...lacking.values()])}。）`] }
}
