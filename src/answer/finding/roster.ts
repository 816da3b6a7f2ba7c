import { readSearch } from '../../question/search-words.ts'
import type { Holder, Holding, Holdings } from '../holdings.ts'
import type { NoFindings } from './find.ts'
import { scopeOf, yearsOf } from './within.ts'

/** Which indexed reports staff mean by some words: 阿城区, 黑龙江 2021, or nothing for all. */

export interface Roster {
  holders: Holder[]
  /** Reports of the holders that are meant: not all where a year was named. */
  holdings: Holding[]
  /** In words; empty for everywhere. */
  where: string
}

/** Issuers in the order of their divisions. Words that name neither issuer nor year are advised on, not passed over. Pure. */
export function rosterOf(words: string, all: Holdings, now: Date): Roster | NoFindings {
  const read = readSearch(words.slice(0, longest), now)
  const said = [...read.words, ...read.phrases, ...read.excluded]
  // A body that the register of divisions does not know is found by the name that its report prints.
  const byName = said.length > 0 ? all.all.filter(({ issuer }) => said.every(word => issuer.name.includes(word))) : []
  if (said.length > 0 && byName.length === 0)
    return {
      hits: [],
      advice: [`没有认出单位“${said.join(' ').slice(0, 40)}”，请写行政区划或部门的名称，例如：阿城区 2021。`],
    }
  const { where, reports } = scopeOf(read.issuers, [], all)
  const years = yearsOf(read.years, undefined, all)
  const wanted = reports && new Set(reports)
  const isMeant = ({ id, year }: Holding) => (wanted?.has(id) ?? true) && (years?.includes(year) ?? true)
  const named = said.length > 0 ? byName : all.all
  const holders = named.filter(({ holdings }) => holdings.some(isMeant)).sort(byDivision)
  const place = [
    where || (said.length > 0 ? `“${said.join(' ')}”` : ''),
    (years ?? []).map(year => `${year}年`).join('、'),
  ]
    .filter(Boolean)
    .join(' ')
  if (holders.length === 0) return { hits: [], advice: [`没有收录${place}的报告。`] }
  return { holders, holdings: holders.flatMap(({ holdings }) => holdings.filter(isMeant)), where: place }
}

/** A province with all below it, and so on; those whose division nobody knows at the end. */
function byDivision(a: Holder, b: Holder): number {
  const [one, other] = [a, b].map(({ issuer }) => `${issuer.division?.code ?? '~'} ${issuer.name}`)
  return one! < other! ? -1 : one! > other! ? 1 : 0
}

const longest = 200
