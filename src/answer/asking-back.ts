import type { IssuerRef, Query } from '../question/query.ts'
import { type Choice, fullName, type Outcome, told } from './answer.ts'
import type { Holder } from './holdings.ts'
import { yearsHeld } from './sets.ts'

/** Questions that are asked back: whom, and which year, out of what is indexed. */

const listed = 8

/** The reference that names one holder and nobody else. */
export function refOf(holder: Holder, ref: IssuerRef | null): IssuerRef {
  const { division, name, kind } = holder.issuer
  const places = ref?.places.filter(place => place.code === division?.code) ?? []
  const place =
    places[0] ??
    (division
      ? { code: division.code, name: division.path.at(-1)!, level: 'county' as const, path: division.path, parents: [] }
      : null)
  const body = ref?.body ?? (kind === 'department' || kind === 'other' ? null : { kind: 'government' as const })
  const told = place !== null && body !== null
  return { text: name, places: place ? [place] : [], body, ...(told ? {} : { key: holder.key }), year: null }
}

/** The reference that names one holder and nobody else, for whatever is asked about it next. */
export const refTo = (holder: Holder): IssuerRef => refOf(holder, null)

/** Two of one printed name are told apart by the years of their reports. */
const labelOf = ({ issuer, holdings }: Holder): string =>
  issuer.division
    ? fullName(issuer)
    : `${fullName(issuer)}（${holdings.map(({ year }) => `${year}年`).join('、')}报告，没有写明在哪里）`

/** Which of these is meant; each choice names its holder and nobody else, in the place of `ref`. */
export function askIssuer(
  query: Query,
  holders: Holder[],
  ref: IssuerRef | null,
  opening: string,
  scope: Query['scope'] = 'named',
): Outcome {
  const choices: Choice[] = holders.slice(0, listed).map(holder => ({
    label: labelOf(holder),
    query: {
      ...query,
      scope,
      issuers: ref
        ? query.issuers.map(each =>
            each === ref ? { ...ref, ...refOf(holder, ref), year: ref.year, body: ref.body } : each,
          )
        : [refOf(holder, null)],
    },
  }))
  const more = holders.length > listed ? [[`……共收录 ${holders.length} 个单位，请直接说出单位名称。`]] : []
  return { kind: 'clarify', slot: 'issuer', choices, ...told(query, [[opening], ...more]) }
}

/** Of a year that is said, those who have reported for it; all where nobody has. */
export function inYearsOf({ years }: Query, holders: Holder[]): Holder[] {
  const own = holders.filter(
    holder => years?.kind === 'list' && yearsHeld(holder).some(year => years.years.includes(year)),
  )
  return own.length > 0 ? own : holders
}

/** Which of the years that are held, from the latest; `whose` names the issuer where it is one. */
export const askYear = (query: Query, held: number[], whose = ''): Outcome => ({
  kind: 'clarify',
  slot: 'year',
  choices: held
    .toReversed()
    .slice(0, listed)
    .map(year => ({ label: `${year}年`, query: { ...query, years: { kind: 'list', years: [year] } } })),
  ...told(query, [[`请问您想查${whose}哪一年的报告？`]]),
})

/** The query about one holder instead. */
export const aboutHolder = (query: Query, holder: Holder): Choice => ({
  label: labelOf(holder),
  query: { ...query, scope: 'named', issuers: [refOf(holder, null)] },
})
