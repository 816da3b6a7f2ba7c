import type { Query } from '../question/query.ts'
import { fullName, type HeldReport, type Line, type Outcome, type SourceLine } from './answer.ts'
import { refTo } from './asking-back.ts'
import { type Computed, compute } from './compute.ts'
import { figures, inOrder, mostComputed, noticesFor, tooMany } from './figures.ts'
import { absentLine } from './gaps.ts'
import type { Holdings } from './holdings.ts'
import { sourceOf } from './place.ts'
import { type Absent, scopeOf, type Target } from './scope.ts'

/** Questions in two steps: some reports are picked by one question, and asked about by another. */

interface Reader {
  reports: (ids: string[]) => Promise<HeldReport[]>
}

interface Picked {
  targets: Target[]
  lines: Line[]
  computed: Computed[]
}

/** Operations over the set that is left; anything else is asked of each that was picked. */
const overSet = ['rank', 'filter', 'state', 'sum', 'average', 'median']

async function pickedBy(query: Query, library: Reader, holdings: Holdings): Promise<Picked | { outcome: Outcome }> {
  const before = query.chosen ? await pickedBy(query.chosen, library, holdings) : null
  if (before && 'outcome' in before) return before
  const scoped = scopeOf({ ...query, chosen: null }, holdings)
  if ('outcome' in scoped) return scoped
  const targets = before ? kept(scoped.targets, idsOf(before)) : scoped.targets
  if (targets.length > mostComputed) return { outcome: tooMany(targets, { ...query, chosen: null }) }
  const reports = inOrder(await library.reports(targets.map(({ holding }) => holding.id)), targets)
  const computed = compute(scoped.query, reports, scoped.focus)
  const used = new Set(computed.used.map(({ report }) => report.id))
  return {
    targets: targets.filter(({ holding: { id } }) => used.has(id) && !scoped.focus.has(id)),
    // Who is not held is said here, since nothing is picked of them.
    lines: [...(before?.lines ?? []), ...computed.lines, ...scoped.absent.map(absentLine)],
    computed: [...(before?.computed ?? []), computed],
  }
}

const idsOf = ({ targets }: Picked): Set<string> => new Set(targets.map(({ holding }) => holding.id))

const kept = (targets: Target[], ids: Set<string>): Target[] => targets.filter(({ holding }) => ids.has(holding.id))

const yearsOf = ({ years }: Query): number[] | null => (years?.kind === 'list' ? years.years : null)

/** What is asked of those that were picked: of the same reports, or of other years of their issuers. */
function askedOf({ targets }: Picked, query: Query, chosen: Query): { targets: Target[]; absent: Absent[] } {
  const years = yearsOf(query)
  if (years === null || years.join() === yearsOf(chosen)?.join()) return { targets, absent: [] }
  const holders = [...new Map(targets.map(({ holder }) => [holder.key, holder])).values()]
  const wanted = holders.flatMap(holder => years.map(year => ({ holder, year })))
  const found = wanted.map(({ holder, year }) => ({
    holder,
    year,
    holding: holder.holdings.find(each => each.year === year),
  }))
  return {
    targets: found.flatMap(({ holder, holding }) => (holding ? [{ holder, holding }] : [])),
    absent: found.flatMap(({ holder, year, holding }) =>
      holding ? [] : [{ name: fullName(holder.issuer), year, held: holder.holdings.map(each => each.year) }],
    ),
  }
}

/** A question back about those that are to be picked: whatever the answer is, the whole question goes on. */
function askedFirst(outcome: Outcome, query: Query): Outcome {
  const whole = (choice: Query): Query => ({ ...query, years: query.years ?? choice.years, chosen: choice })
  const choices =
    'choices' in outcome ? { choices: outcome.choices.map(each => ({ ...each, query: whole(each.query) })) } : {}
  return { ...outcome, ...choices, query: outcome.query && whole(outcome.query) } as Outcome
}

/** The pick with its figures, then what was asked of those that it left. */
export async function chosenAnswer(query: Query, chosen: Query, library: Reader, holdings: Holdings): Promise<Outcome> {
  const picked = await pickedBy(chosen, library, holdings)
  if ('outcome' in picked) return askedFirst(picked.outcome, query)
  const { targets, absent } = askedOf(picked, query, chosen)
  const over = overSet.includes(query.operation.kind)
  const about: Query = {
    ...query,
    chosen: null,
    over: { ...chosen, chosen: null, over: null },
    scope: over ? 'all' : 'named',
    among: null,
    issuers: [...new Map(targets.map(({ holder }) => [holder.key, refTo(holder)])).values()],
    years: { kind: 'list', years: [...new Set(targets.map(({ holding }) => holding.year))] },
  }
  const choice = {
    lines: picked.lines,
    sources: picked.computed.flatMap(({ used }): SourceLine[] =>
      used.slice(0, 4).map(({ report, fields }) => sourceOf(report, fields)),
    ),
    notices: noticesFor(picked.computed.flatMap(({ used }) => used)),
  }
  if (targets.length === 0)
    return {
      kind: 'missing',
      reason: absent.length > 0 ? 'noReport' : 'notComputable',
      choices: [],
      query: null,
      ...choice,
      lines: [...choice.lines, ...absent.map(absentLine)],
    }
  const reports = inOrder(await library.reports(targets.map(({ holding }) => holding.id)), targets)
  const outcome = figures({ targets, absent, query: about, focus: new Set(), remarks: [] }, reports)
  const common = {
    query: { ...about, scope: 'named' as const },
    lines: [...choice.lines, ...outcome.lines],
    sources: [...choice.sources, ...outcome.sources],
    notices: [...new Set([...choice.notices, ...outcome.notices])],
  }
  const shown = picked.computed.flatMap(computed => computed.figures)
  return outcome.kind === 'answer'
    ? { ...outcome, ...common, figures: [...outcome.figures, ...shown] }
    : { ...outcome, ...common }
}
