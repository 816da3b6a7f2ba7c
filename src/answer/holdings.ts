import { isWithin, placeByCode, placesNamed } from '../places/places.ts'
import { departmentOf } from '../question/bodies.ts'
import type { Among, IssuerRef } from '../question/query.ts'
import type { Issuer, SampleKind } from '../report/report.ts'

/** What is indexed, without the cells: enough to settle whom and which years a question can mean. */
export interface Holding {
  id: string
  issuer: Issuer
  year: number
  publishedOn: string | null
  sample?: SampleKind
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
  /** Holders in or under a division, by its code. */
  under: Map<string, Holder[]>
  /** Holders whose division could not be told. */
  homeless: Holder[]
  /** Reports that come with the program, by id. */
  samples: ReadonlyMap<string, SampleKind>
}

const push = <K>(map: Map<K, Holder[]>, key: K, holder: Holder): void => {
  const list = map.get(key)
  if (list) list.push(holder)
  else map.set(key, [holder])
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
  const all = [...byKey.values()]
  const byDivision = new Map<string, Holder[]>()
  const under = new Map<string, Holder[]>()
  for (const holder of all) {
    holder.holdings.sort((a, b) => a.year - b.year)
    holder.issuer = holder.holdings.at(-1)!.issuer
    const code = holder.issuer.division?.code
    if (!code) continue
    push(byDivision, code, holder)
    for (const above of new Set([code, ...(placeByCode(code)?.parents ?? [])])) push(under, above, holder)
  }
  const samples = new Map(list.flatMap(({ id, sample }) => (sample ? [[id, sample] as const] : [])))
  return { all, byDivision, under, homeless: all.filter(holder => !holder.issuer.division), samples }
}

export const isDepartment = (holder: Holder): boolean => ['department', 'other'].includes(holder.issuer.kind)

/** The department of an issuer, comparable with the one a question names: from the table of departments, or what follows the place. */
const departmentNames = new WeakMap<Issuer, string>()

function departmentName(issuer: Issuer): string {
  const known = departmentNames.get(issuer) ?? readDepartment(issuer)
  departmentNames.set(issuer, known)
  return known
}

function readDepartment({ name, division }: Issuer): string {
  const known = departmentOf(name)
  if (known) return known
  const own = division?.path.at(-1) ?? ''
  // 连云港海事局: the place without what it is.
  const place = [own, own.slice(0, -1)].find(each => each.length > 1 && name.includes(each))
  return place ? name.slice(name.lastIndexOf(place) + place.length) : name
}

/** A department's holders by its name; where none has it, the one whose name goes on from it: 教育局 is 教育和体育局 where there is one. */
function departments(holders: Holder[], name: string): Holder[] {
  const own = holders.filter(isDepartment).map(holder => ({ holder, name: departmentName(holder.issuer) }))
  const exact = own.filter(each => each.name === name)
  const found =
    exact.length > 0
      ? exact
      : own.filter(each => each.name.startsWith(`${name}和`) || name.startsWith(`${each.name}和`))
  return found.map(({ holder }) => holder)
}

/** A government and its office are one issuer: where both have reported for a year, the government's own report counts. */
function ownReports(holders: Holder[]): Holder[] {
  const own = holders.filter(holder => !isDepartment(holder))
  const [first, ...others] = own.toSorted(
    (a, b) => Number(a.issuer.kind === 'office') - Number(b.issuer.kind === 'office'),
  )
  if (!first || others.length === 0) return own
  const years = new Map(
    [...others.toReversed(), first].flatMap(holder => holder.holdings.map(each => [each.year, each])),
  )
  return [{ ...first, holdings: [...years.values()].sort((a, b) => a.year - b.year) }]
}

/** Every indexed issuer that a reference can mean: several only where divisions share the name, or departments are named alone. */
export function holdersFor(holdings: Holdings, ref: IssuerRef): Holder[] {
  if (ref.foreign) return []
  if (ref.key) return holdings.all.filter(({ key }) => key === ref.key)
  const { body } = ref
  const inside = (holders: Holder[]): Holder[] => {
    if (body?.kind === 'department') return departments(holders, body.name)
    const offices = body?.kind === 'office' ? holders.filter(({ issuer }) => issuer.kind === 'office') : []
    return offices.length > 0 ? offices : ownReports(holders)
  }
  if (ref.places.length === 0) return body?.kind === 'department' ? departments(holdings.all, body.name) : []
  const found = ref.places.flatMap(place => inside(holdings.byDivision.get(place.code) ?? []))
  if (found.length === 1) return found
  const all = [...found, ...homelessOf(holdings, ref).flatMap(holder => inside([holder]))]
  return all.length > 0 || body ? all : zonesNamed(holdings, ref)
}

/** Reports that do not say where their town lies can be meant only by the bare name; two of one name may be of two towns. */
export const homelessOf = ({ homeless }: Holdings, { places, text }: IssuerRef): Holder[] =>
  homeless.filter(({ issuer }) => places.some(({ name }) => issuer.name.startsWith(name) && text.startsWith(name)))

/** 临港 is 临港新片区 where no town of that name has reported: zones are called by the beginning of their names. */
function zonesNamed({ all }: Holdings, { text, places }: IssuerRef): Holder[] {
  const onlyTowns = text.length > 1 && places.every(({ level, name }) => level === 'township' && name !== text)
  return onlyTowns
    ? all.filter(({ issuer: { division } }) => division?.code.includes('Z') && division.path.at(-1)!.startsWith(text))
    : []
}

const differences = (a: string, b: string): number => [...a].filter((char, at) => char !== b[at]).length

/** Holders whose printed name is one character off the place that was asked for, and names no place: 沐阳县 for 沭阳县. */
export function misprinted({ homeless }: Holdings, { places, body }: IssuerRef): Holder[] {
  const [place, ...namesakes] = places
  if (!place || namesakes.length > 0 || body?.kind === 'department') return []
  return homeless.filter(({ issuer: { name } }) => {
    const printed = name.slice(0, place.name.length)
    return differences(printed, place.name) === 1 && placesNamed(printed).length === 0
  })
}

/** A holder without a division whose name begins with a word that no recogniser knew: the register has no 沐阳县, but a report may. */
export function homelessNamed(
  holdings: Holdings,
  words: readonly string[],
): { holder: Holder; word: string; rest: string } | null {
  for (const word of words.filter(each => each.length > 1)) {
    const found = holdings.homeless.flatMap(holder => {
      const rest = restBehind(word, holder.issuer.name)
      return rest === null ? [] : [{ holder, word, rest }]
    })
    if (found.length === 1) return found[0]!
  }
  return null
}

/** 示范县, 社区: kinds of places, and no place. */
const kindOfPlace =
  /(?:示范|试点|先进|百强|贫困|保护|保税|经济|开发|高新|[小社园新景灾城库辖地牧港老县市乡镇])(?:[市县区旗镇乡]|街道)$/

/** 火星县: what is written as the name of a place and is none of the register's; null where no word is. */
export const strangeName = (words: readonly string[]): string | null =>
  words.find(word => /^\p{Script=Han}{2,4}(?:[市县区旗镇乡]|街道)$/u.test(word) && !kindOfPlace.test(word)) ?? null

/** What a word says beyond the name: 沐阳县推送 of 沐阳县人民政府 says 推送; null where it does not begin as the name does. */
function restBehind(word: string, name: string): string | null {
  if (name.startsWith(word)) return ''
  const place = /^[\p{Script=Han}]{2,}?(?:县|市|区|旗|镇|乡|街道)(?=人民政府|街道办|办事处|管理委员会|管委会|$)/u.exec(
    name,
  )?.[0]
  if (place && word.startsWith(place)) return word.slice(place.length)
  // 沐阳 for 沐阳县.
  const stem = place && place.length > 2 ? place.slice(0, -1) : null
  return stem && word.startsWith(stem) ? word.slice(stem.length) : null
}

/** Which divisions a kind of issuer means: the length of their codes, and what their names end in. */
const kinds: Record<Exclude<Among, 'departments' | 'offices' | null>, { length: number; name: RegExp }> = {
  provinces: { length: 2, name: /./ },
  cities: { length: 4, name: /./ },
  counties: { length: 6, name: /./ },
  districts: { length: 6, name: /区$/ },
  properCounties: { length: 6, name: /[县旗]$/ },
  townships: { length: 9, name: /./ },
  towns: { length: 9, name: /[镇乡]$|苏木$/ },
  subdistricts: { length: 9, name: /街道?$|办事处$/ },
  zones: { length: 6, name: /(?:开发|新|高新|示范|试验|实验|保税|度假|工业园|园|新片)区$|管理委员会$/ },
}

/** The division's rank by the length of its code; a zone stands beside the counties. Where the division could not be told, its printed name says what it is. */
export const rankOf = ({ issuer: { division, name } }: Holder): number =>
  division === null ? rankOfName(name) : division.code.includes('Z') ? 6 : division.code.length

const bareName = (name: string): string => name.replace(/(?:人民)?政府(?:办公室)?$|办事处$/, '')

const rankOfName = (name: string): number =>
  /(?:[镇乡]|苏木|街道)$/.test(bareName(name)) ? 9 : /..[县旗区]$/.test(bareName(name)) ? 6 : 0

/** What a kind is told by: the name of the division, or what is printed where there is none. */
const kindName = ({ issuer: { division, name } }: Holder): string => division?.path.at(-1) ?? bareName(name)

/** An office that reports beside its government is one of its departments; alone it reports for it. */
const isOwnOffice = ({ issuer }: Holder, holders: Holder[]): boolean =>
  issuer.kind === 'office' &&
  holders.some(other => other.issuer.kind === 'government' && other.issuer.division?.code === issuer.division?.code)

/** Holders of the kind that 各区, 各街道, 各部门 name, each division once; all of them where no kind is named. */
function ofKind(holders: Holder[], among: Among): Holder[] {
  if (among === null) return holders
  if (among === 'departments') return holders.filter(holder => isDepartment(holder) || isOwnOffice(holder, holders))
  if (among === 'offices') return holders.filter(({ issuer }) => issuer.kind === 'office')
  const { length, name } = kinds[among]
  const governments = holders.filter(
    holder => !isDepartment(holder) && rankOf(holder) === length && name.test(kindName(holder)),
  )
  return onePerDivision(governments)
}

/** Everything indexed under the divisions that a reference names, their own reports left out. */
export function holdersBelow(holdings: Holdings, ref: IssuerRef, among: Among = null): Holder[] {
  const codes = ref.foreign ? [] : ref.places.map(place => place.code)
  const found = codes.flatMap(code =>
    code.includes('Z')
      ? holdings.all.filter(({ issuer: { division } }) => division && isWithin(division.code, code))
      : (holdings.under.get(code) ?? []),
  )
  const { body } = ref
  if (body?.kind === 'department') {
    const rank = among && among !== 'departments' && among !== 'offices' ? kinds[among].length : null
    return departments(found, body.name).filter(holder => rank === null || rankOf(holder) === rank)
  }
  if (among === 'departments' || among === 'offices') return ofKind(found, among)
  const below = found.filter(holder => isDepartment(holder) || !codes.includes(holder.issuer.division!.code))
  return ofKind(below, among)
}

/** All that is indexed of one kind. */
export const holdersAmong = (holdings: Holdings, among: Among): Holder[] => ofKind(holdings.all, among)

/** Bodies of the same rank as one, itself first: under the same parent, or under whatever its code shares `within` digits with. */
export function peersOf(holdings: Holdings, holder: Holder, within: number | null): Holder[] {
  const { division } = holder.issuer
  if (!division) return [holder]
  const area = (code: string) => code.slice(0, within ?? parentLength(code))
  const alike = holdings.all.filter(
    other =>
      other.issuer.division &&
      isDepartment(other) === isDepartment(holder) &&
      (isDepartment(holder)
        ? other.issuer.division.code === division.code
        : rankOf(other) === rankOf(holder) && area(other.issuer.division.code) === area(division.code)),
  )
  const others = alike.filter(other => other.key !== holder.key && other.issuer.division!.code !== division.code)
  const beside = isDepartment(holder) ? alike.filter(({ key }) => key !== holder.key) : onePerDivision(others)
  return [holder, ...beside]
}

const parentLength = (code: string): number =>
  code.length === 9 ? 6 : code.length === 6 || code.includes('Z') ? 4 : code.length === 4 ? 2 : 0

export const onePerDivision = (holders: Holder[]): Holder[] =>
  [...Map.groupBy(holders, ({ issuer, key }) => issuer.division?.code ?? key).values()].flatMap(ownReports)
