import { isEmpty, noMeasure, wantedOf } from '../question/measure.ts'
import type { IssuerRef, Query } from '../question/query.ts'
import type { Choice, Outcome } from './answer.ts'
import { type Holder, type Holdings, holdersFor } from './holdings.ts'

/** What may be asked next. Only what is indexed is offered; pure over the query as answered and the holdings. */

/** A comparison of more bodies than this does not read well on a phone. */
const mostCompared = 8

/** What the divisions at each length of code are called together. */
const ranks: Record<number, string> = { 2: '省份', 4: '市州', 6: '区县', 9: '街镇' }

const isDepartment = ({ issuer }: Holder): boolean => issuer.kind === 'department' || issuer.kind === 'other'

const holds = (holder: Holder, year: number): boolean => holder.holdings.some(holding => holding.year === year)

const inYear = (query: Query, year: number): Query => ({
  ...query,
  issuers: query.issuers.map(issuer => ({ ...issuer, year: null })),
  years: { kind: 'list', years: [year] },
})

/** The parts of 办理结果, where the answer was about requests and was not these already. */
function details(query: Query): Choice[] {
  const { rows3, applicants } = query.measure
  const isRequests = rows3.length + applicants.length > 0
  if (!isRequests || (rows3.includes('handled') && query.operation.kind === 'breakdown')) return []
  const measure = { ...noMeasure, rows3: ['handled'] }
  return [
    {
      label: '办理结果明细',
      query: { ...query, measure, what: { kind: 'cells' }, operation: { kind: 'breakdown', parts: true } },
    },
  ]
}

function yearBefore(query: Query, holders: Holder[], year: number): Choice[] {
  return holders.every(holder => holds(holder, year - 1))
    ? [{ label: `上一年（${year - 1}年）`, query: inYear(query, year - 1) }]
    : []
}

function refOf({ issuer: { name, division } }: Holder): IssuerRef {
  const { code, path } = division!
  const place = { code, name: path.at(-1)!, level: 'county' as const, path, parents: [] }
  return { text: name, places: [place], body: { kind: 'government' }, year: null }
}

/** Bodies of the same rank under the same parent that have reported for the year, the one asked about first. */
function beside(query: Query, holder: Holder, year: number, holdings: Holdings): Choice[] {
  const { division } = holder.issuer
  if (!division || isDepartment(holder) || isEmpty(query.measure) || wantedOf(query.measure).length > 2) return []
  const { code, path } = division
  const parent = code.slice(0, code.length === 9 ? 6 : code.length - 2)
  const others = holdings.all.filter(other => {
    const own = other.issuer.division?.code
    const isSister = own !== undefined && own !== code && own.length === code.length && own.startsWith(parent)
    return isSister && !isDepartment(other) && holds(other, year)
  })
  const sisters = others.filter((other, i) => {
    const same = others.findIndex(each => each.issuer.division!.code === other.issuer.division!.code)
    return same === i
  })
  if (sisters.length === 0) return []
  const compared = [holder, ...sisters.slice(0, mostCompared - 1)]
  const label = `与${path.at(-2) ?? '全国'}其他${ranks[code.length] ?? '单位'}比较`
  const issuers = compared.map(refOf)
  return [{ label, query: { ...inYear(query, year), issuers, scope: 'named', operation: { kind: 'compare' } } }]
}

/** At most three next steps from an answer; none where it was about several years or about bodies that are not named one by one. */
export function nextSteps(outcome: Outcome, holdings: Holdings): Choice[] {
  const { query } = outcome
  if ((outcome.kind !== 'answer' && outcome.kind !== 'passages') || !query) return []
  if (query.scope !== 'named' || query.years?.kind !== 'list' || query.years.years.length !== 1) return []
  const year = query.years.years[0]!
  const holders = query.issuers.flatMap(issuer => holdersFor(holdings, issuer))
  if (holders.length === 0 || query.issuers.some(issuer => issuer.year !== null && issuer.year !== year)) return []
  const [only, second] = holders
  const single = second === undefined ? only! : null
  const isFigures = outcome.kind === 'answer' && query.what.kind !== 'change'
  return [
    ...(isFigures && single ? details(query) : []),
    ...(isFigures || outcome.kind === 'passages' ? yearBefore(query, holders, year) : []),
    ...(isFigures && single ? beside(query, single, year, holdings) : []),
  ]
}
