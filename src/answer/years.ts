import type { IssuerRef, Query } from '../question/query.ts'
import type { Holder, Holding } from './holdings.ts'
import { yearsHeld } from './sets.ts'

/** Which years a query means, by those of which reports are held. */

/** Years of one issuer that the query means; null: the words leave it open and more than one is held. */
export function yearsFor(holder: Holder, query: Query, ref: IssuerRef | null): number[] | null {
  const held = yearsHeld(holder)
  if (ref?.year) return [ref.year]
  return pickYears(query, held, holder.holdings)
}

/** A change of one year is the one from the year before; a trend of all years needs no year. */
export function pickYears({ years, what, operation }: Query, held: number[], holdings: Holding[]): number[] | null {
  const last = Math.max(...held)
  const steps = what.kind === 'change' || operation.kind === 'trend'
  switch (years?.kind) {
    case 'list':
      return steps && years.years.length === 1 ? [years.years[0]! - 1, years.years[0]!] : years.years
    case 'published':
      return (
        holdings
          // A report without a date is published in the year after the one that it is about, as the law asks.
          .filter(({ publishedOn, year: about }) =>
            years.years.some(year => (publishedOn ? publishedOn.startsWith(`${year}-`) : about === year - 1)),
          )
          .map(({ year }) => year)
      )
    case 'since':
      return held.filter(year => year >= years.year)
    case 'until':
      return held.filter(year => year <= years.year)
    case 'recent':
      if (years.bare && held.length === years.count) return held
      return Array.from({ length: years.count }, (_, i) => last - years.count + 1 + i)
    case 'latest':
      return steps ? [last - 1, last] : [last]
    case 'every':
      return held
    default:
      if (what.kind === 'change' && (operation.kind === 'rank' || operation.kind === 'filter')) return held
      if (operation.kind === 'trend') return held
      if (what.kind === 'change') return [last - 1, last]
      return held.length === 1 ? held : null
  }
}
