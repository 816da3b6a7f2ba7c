import { type ApplicantId, applicants, organizationApplicants } from '../report/form.ts'
import type { Sum } from './align.ts'
import { fold } from './fold.ts'
import type { Printed } from './layout.ts'
import { type Mark, meaningOf } from './marks.ts'

/** The columns of table 3, as its headings name them: some reports print them in another order, leave one out or add one. */
export interface ApplicantColumns {
  /** Which column of the form stands in which place. */
  order: number[]
  /** What adds up to what, by place. */
  sums: Sum[]
  /** The headings are the form's: else only the sums can show that the columns are those that they are taken for. */
  certain: boolean
  /** 总计 may be the first column: no sum may fail. */
  strict: boolean
  /** The headings stand in another order than the form's, and which one cannot be told: no figure has a column. */
  unknown: boolean
}

/** A heading; `group` is 法人或其他组织, which stands above five columns. */
interface HeadingFound {
  name: ApplicantId | 'group'
  first: number
  last: number
  row: number
  /** Where it ends within its text. */
  mark: Mark | undefined
}

const inForm = applicants.map((_, column) => column)
const total = applicants.length - 1
const columnOf = (id: ApplicantId): number => applicants.findIndex(applicant => applicant.id === id)

export function applicantColumns(printed: Printed, firstRow: Mark): ApplicantColumns {
  const headings = headingsAbove(printed, firstRow)
  const organizations = organizationsIn(printed, headings)
  const places = placesIn(headings, organizations)
  const order = places?.map(columnOf) ?? inForm
  // 其他 is a word of several headings, and often lost; the four others are not.
  const leftOut =
    organizations.filter(name => name !== 'otherOrganization').length === organizationApplicants.length - 2
  const certain = !leftOut && !hasOtherHeading(printed, headings, firstRow)
  const strict = totalIsAbove(printed, headings)
  return { order, sums: [sumOf(order)], certain, strict, unknown: places === null || hasStranger(printed, headings) }
}

function sumOf(order: number[]): Sum {
  const places = order.map((_, place) => place)
  return { parts: places.filter(place => order[place] !== total), total: order.indexOf(total) }
}

function headingsAbove(printed: Printed, firstRow: Mark): HeadingFound[] {
  const { atoms, loose, marks } = printed
  const headings: HeadingFound[] = []
  let at = marks.indexOf(firstRow) - 1
  for (; at >= 0; at--) {
    const mark = marks[at]!
    const name = meaningOf(mark, 'applicant')?.applicant as ApplicantId | undefined
    if (name === undefined && !meaningOf(mark, 'furniture')) break
    const isGroup = mark.phrase.wording === fold('法人或其他组织')
    if (name === undefined && !isGroup) continue
    headings.push({ name: name ?? 'group', first: mark.first, last: mark.last, row: atoms[mark.first]!.row, mark })
  }
  for (let index = (marks[at]?.last ?? -1) + 1; index < firstRow.first; index++) {
    const { kind, text } = atoms[index]!
    if (kind !== 'text' || text.length > longestHeadings) continue
    const words = text.split(/\s+/).map(word => wordNames.get(fold(word)))
    if (loose[index] && words.length > 1 && words.every(word => word !== undefined)) {
      const row = atoms[index]!.row
      const others = headings.filter(({ first }) => first !== index)
      const found = words.map(name => ({ name, first: index, last: index, row, mark: undefined }))
      headings.splice(0, headings.length, ...others, ...found.reverse())
      continue
    }
    const name = otherNames.get(fold(text))
    const isUnit = name === 'group' && !headings.some(({ row }) => row === atoms[index]!.row)
    if (!name || isUnit || (name !== 'group' && !loose[index])) continue
    headings.push({ name, first: index, last: index, row: atoms[index]!.row, mark: undefined })
  }
  // Marks were gathered from the last to the first, and some share their atom.
  return headings
    .map((heading, place) => ({ heading, place: -place }))
    .sort((a, b) => a.heading.first - b.heading.first || a.place - b.place)
    .map(({ heading }) => heading)
}

/** What reports call the columns besides the form's names, each alone in its cell. */
const otherNames = new Map<string, HeadingFound['name']>([
  ['个人', 'naturalPerson'],
  ['公民', 'naturalPerson'],
  ['单位', 'group'],
  ['企业', 'business'],
  ['商业', 'business'],
  ['科研院所', 'research'],
  ['科研单位', 'research'],
  ['科研', 'research'],
  ['公益组织', 'publicInterest'],
  ['社会公益', 'publicInterest'],
  ['社会组织', 'publicInterest'],
  ['法律服务', 'legalService'],
  ['法律机构', 'legalService'],
  ['法律服务组织', 'legalService'],
  ['其他法人', 'otherOrganization'],
])

/** One of several on a line. */
const wordNames = new Map<string, HeadingFound['name']>([
  ...otherNames,
  ...applicants.flatMap(({ id, label, printed }) => [label, ...printed].map(each => [fold(each), id] as const)),
  ['法人或其他组织', 'group'],
])

/** Longer is no line of headings. */
const longestHeadings = 120

const isOrganization = ({ name }: HeadingFound): boolean => organizationApplicants.some(each => each === name)

/** The organisations' headings as they are printed, each once. */
function organizationsIn({ atoms }: Printed, headings: HeadingFound[]): ApplicantId[] {
  const own = headings.filter(isOrganization)
  // 法人或者其他组织, above them all, is none of them; 其他 beside the others is.
  const leads = own[0]?.name === 'otherOrganization' && own[0]
  const next = own.find(({ name }) => name !== 'otherOrganization')
  const isColumn = (heading: HeadingFound): boolean =>
    heading.row === next?.row ||
    (fold(atoms[heading.first]!.text) === '其他' && !/或者?$/.test(atoms[heading.first - 1]?.text ?? ''))
  const kept = leads && !isColumn(leads) ? own.slice(own.indexOf(next!)) : own
  return [...new Set(kept.map(({ name }) => name as ApplicantId))]
}

/**
 * The form's columns in the order of the headings; the form's own where these leave it open, null where they contradict it and do not
 * tell theirs. Organisations stand in a row of their own below 法人或其他组织, or all headings in one row or one a line.
 */
function placesIn(headings: HeadingFound[], named: ApplicantId[]): ApplicantId[] | null {
  const all = named.length === organizationApplicants.length
  const organizations = all ? named : [...organizationApplicants]
  if (!all && !isAscending(named.filter(name => name !== 'otherOrganization').map(columnOf))) return null
  const natural = headings.find(({ name }) => name === 'naturalPerson')
  const official: ApplicantId[] = ['naturalPerson', ...organizations, 'total']
  if (!natural) return official
  const beside = headings.filter(({ row }) => row === natural.row)
  const names = [...new Set(beside.map(({ name }) => name))]
  const isFlat = all && named.every(name => names.includes(name))
  const spread = (order: HeadingFound['name'][]): ApplicantId[] => {
    const flat = order.flatMap(name => (name === 'group' ? organizations : [name]))
    return flat.includes('total') ? flat : [...flat, 'total' as const]
  }
  // The three lines of the form's headings read as one: the organisations come behind all others.
  const isAbove = names.includes('group') && !named.some(name => name === names[names.indexOf('group') + 1])
  if (isFlat) return spread(names.filter(name => (isAbove ? !named.some(each => each === name) : name !== 'group')))
  if (names.some(name => organizationApplicants.some(each => each === name)))
    return names[0] === 'naturalPerson' ? official : null
  if (names.includes('group')) return spread(names)
  const first = headings.findIndex(heading => isOrganization(heading) && heading.name !== 'otherOrganization')
  if (names[0] === 'total') return ['total', 'naturalPerson', ...organizations]
  const isBehind = first >= 0 && headings.indexOf(natural) > first
  // A heading a line: 法人或其他组织 above 自然人 may stand before it or only higher.
  const group = headings.findIndex(({ name }) => name === 'group')
  const isOpen = beside.length === 1 && group >= 0 && group < headings.indexOf(natural)
  if (!isBehind) return isOpen ? null : official
  const sequence = [...new Set(headings.map(({ name }) => name))].filter(name => name !== 'group')
  const oneEach = new Set(headings.map(({ row }) => row)).size === headings.length
  return oneEach && all && sequence.length === applicants.length ? spread(sequence) : null
}

const isAscending = (numbers: number[]): boolean => numbers.every((each, at) => at === 0 || each > numbers[at - 1]!)

/** 总计 alone in a row before 自然人: it may be the first column or reach down from above. */
function totalIsAbove({ atoms }: Printed, headings: HeadingFound[]): boolean {
  const natural = headings.findIndex(({ name }) => name === 'naturalPerson')
  const last = headings.findLastIndex(({ name }) => name === 'total')
  if (last < 0 || last > natural) return false
  const { first, row } = headings[last]!
  const isBeside = (at: number) => atoms[at]?.kind === 'text' && atoms[at]!.row === row
  return (
    !isBeside(first - 1) &&
    !isBeside(headings[last]!.last + 1) &&
    headings.every((each, at) => at === last || each.row !== row)
  )
}

/** A heading that the form has not, at the end of a row of those that it has: 上年, 占比. */
function hasOtherHeading({ atoms, loose }: Printed, headings: HeadingFound[], firstRow: Mark): boolean {
  const named = headings.filter(({ name }) => name !== 'group')
  const last = new Map(named.map(heading => [atoms[heading.last]!.row, heading]))
  for (let at = named[0]?.first ?? firstRow.first; at < firstRow.first; at++) {
    const heading = last.get(atoms[at]!.row)
    if (!loose[at] || heading === undefined || heading.last > at || (heading.last === at && !heading.mark)) continue
    const text = fold(atoms[at]!.text)
    const wording = heading.last === at ? heading.mark!.phrase.wording : ''
    const rest = heading.last === at ? text.slice(text.lastIndexOf(wording) + wording.length) : text
    if (!isOfForm(rest) && !harmless.test(rest)) return true
  }
  return false
}

/** A heading of another name between those of organisations: which of them it is cannot be told. */
function hasStranger({ atoms, loose }: Printed, headings: HeadingFound[]): boolean {
  const rows = Map.groupBy(headings.filter(isOrganization), ({ row }) => row)
  return [...rows.values()].some(row => {
    if (row.length < 2) return false
    for (let at = row[0]!.first + 1; at < row.at(-1)!.last; at++) {
      const isNamed = headings.some(({ first, last }) => first <= at && at <= last)
      if (atoms[at]!.kind === 'text' && loose[at] && !isNamed && !isOfForm(fold(atoms[at]!.text))) return true
    }
    return false
  })
}

const wordings = [
  '申请人情况',
  '法人或其他组织',
  ...applicants.flatMap(({ label, printed }) => [label, ...printed]),
].map(fold)

/** A piece of a heading that is broken. */
const isOfForm = (piece: string): boolean => wordings.some(wording => wording.includes(piece))

/** A column for remarks, which holds no figures. */
const harmless = /^(?:备注|说明)$/
