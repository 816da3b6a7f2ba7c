import { departmentOf } from '../question/bodies.ts'
import type { IssuerRef } from '../question/query.ts'
import type { Issuer } from '../report/report.ts'

/** What is indexed, without the cells: enough to settle whom and which years a question can mean. */
export interface Holding {
  id: string
  issuer: Issuer
  year: number
  publishedOn: string | null
}

/** One issuer with all its reports, years ascending. */
export interface Holder {
  key: string
  issuer: Issuer
  holdings: Holding[]
}

export interface Holdings {
  all: Holder[]
  byDivision: Map<string, Holder[]>
  /** Holders whose division could not be told. */
  homeless: Holder[]
}

/** Groups what is indexed by issuer. A report's id is its issuer's key and the year. */
export function holdingsOf(list: readonly Holding[]): Holdings {
  const byKey = new Map<string, Holder>()
  for (const holding of list) {
    const key = holding.id.replace(/-\d{4}$/, '')
    const holder = byKey.get(key)
    if (holder) holder.holdings.push(holding)
    else byKey.set(key, { key, issuer: holding.issuer, holdings: [holding] })
  }
  const byDivision = new Map<string, Holder[]>()
  const all = [...byKey.values()]
  for (const holder of all) {
    holder.holdings.sort((a, b) => a.year - b.year)
    holder.issuer = holder.holdings.at(-1)!.issuer
    const code = holder.issuer.division?.code
    if (code) byDivision.set(code, [...(byDivision.get(code) ?? []), holder])
  }
  return { all, byDivision, homeless: all.filter(holder => !holder.issuer.division) }
}

const isDepartment = (holder: Holder): boolean => ['department', 'other'].includes(holder.issuer.kind)

/** The department of an issuer, comparable with the one a question names: from the table of departments, or what follows the place. */
function departmentName({ name, division }: Issuer): string {
  const known = departmentOf(name)
  if (known) return known
  const own = division?.path.at(-1)
  const at = own ? name.lastIndexOf(own) : -1
  return at >= 0 ? name.slice(at + own!.length) : name
}

function matches(holder: Holder, { body }: IssuerRef): boolean {
  if (body?.kind === 'department') return isDepartment(holder) && departmentName(holder.issuer) === body.name
  return !isDepartment(holder)
}

/** 政府办 reports for its government: where both are indexed, the government's own report comes first. */
function ownReport(holders: Holder[]): Holder[] {
  const governments = holders.filter(holder => holder.issuer.kind !== 'office')
  return governments.length > 0 ? governments : holders
}

/** Every indexed issuer that a reference can mean: several only where divisions share the name, or departments are named alone. */
export function holdersFor(holdings: Holdings, ref: IssuerRef): Holder[] {
  if (ref.places.length === 0)
    return ref.body?.kind === 'department' ? holdings.all.filter(holder => matches(holder, ref)) : []
  const found = ref.places.flatMap(place => {
    const here = (holdings.byDivision.get(place.code) ?? []).filter(holder => matches(holder, ref))
    return ref.body?.kind === 'department' ? here : ownReport(here)
  })
  if (found.length > 0) return found
  const names = ref.places.map(place => place.name)
  return holdings.homeless.filter(
    holder => matches(holder, ref) && names.some(name => holder.issuer.name.startsWith(name)),
  )
}

/** Everything indexed in or under the divisions that a reference names. */
export function holdersBelow(holdings: Holdings, ref: IssuerRef): Holder[] {
  const codes = ref.places.map(place => place.code)
  const below = holdings.all.filter(holder => codes.some(code => holder.issuer.division?.code.startsWith(code)))
  return ref.body?.kind === 'department' ? below.filter(holder => matches(holder, ref)) : below
}
