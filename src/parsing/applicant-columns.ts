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
}

interface HeadingFound {
  applicant: ApplicantId | undefined
  mark: Mark
}

const inForm = applicants.map((_, column) => column)
const total = applicants.length - 1

export function applicantColumns(printed: Printed, firstRow: Mark): ApplicantColumns {
  const headings = headingsAbove(printed, firstRow)
  const organizations = organizationsIn(headings)
  const places = organizations ?? inForm.slice(1, -1)
  const before = totalBefore(printed, headings)
  const order = before === 'in row' ? [total, 0, ...places] : [0, ...places, total]
  const certain = organizations !== null && !hasOtherHeading(printed, headings, firstRow)
  return { order, sums: [sumOf(order)], certain, strict: before === 'above' }
}

function sumOf(order: number[]): Sum {
  const places = order.map((_, place) => place)
  return { parts: places.filter(place => order[place] !== total), total: order.indexOf(total) }
}

function headingsAbove(printed: Printed, firstRow: Mark): HeadingFound[] {
  const headings: HeadingFound[] = []
  for (let at = printed.marks.indexOf(firstRow) - 1; at >= 0; at--) {
    const mark = printed.marks[at]!
    const applicant = meaningOf(mark, 'applicant')?.applicant as ApplicantId | undefined
    if (applicant === undefined && !meaningOf(mark, 'furniture')) break
    headings.unshift({ applicant, mark })
  }
  return headings
}

/** Only headings that name all organisations say in which order they stand. Null where one of them is left out. */
function organizationsIn(headings: HeadingFound[]): number[] | null {
  const named = headings
    .map(({ applicant }) => applicant)
    .filter(id => organizationApplicants.some(each => each === id))
  // 法人或者其他组织, above them all, is none of them.
  const organizations = [...new Set(named.slice(named.findIndex(id => id !== 'otherOrganization')))]
  // 其他 is a word of several headings, and often lost; the four others are not.
  const plain = organizations.filter(id => id !== 'otherOrganization').length
  if (plain === organizationApplicants.length - 2) return null
  if (organizations.length !== organizationApplicants.length) return inForm.slice(1, -1)
  return organizations.map(id => applicants.findIndex(applicant => applicant.id === id))
}

/**
 * Whether 总计 stands before 自然人: in one row with it, it is the first column; alone in a row, it may be that or reach down from above.
 */
function totalBefore(printed: Printed, headings: HeadingFound[]): 'in row' | 'above' | null {
  const applicant = (id: ApplicantId) => (heading: HeadingFound) => heading.applicant === id
  const natural = headings.findIndex(applicant('naturalPerson'))
  const last = headings.findLastIndex(applicant('total'))
  if (last < 0 || last > natural) return null
  const row = (heading: HeadingFound) => printed.atoms[heading.mark.first]!.row
  if (row(headings[last]!) === row(headings[natural]!)) return 'in row'
  const beside = headings.some(each => each !== headings[last] && row(each) === row(headings[last]!))
  return beside ? null : 'above'
}

/** A heading that the form has not, at the end of a row of those that it has: 上年, 占比. */
function hasOtherHeading({ atoms, loose }: Printed, headings: HeadingFound[], firstRow: Mark): boolean {
  const named = headings.filter(({ applicant }) => applicant !== undefined)
  const last = new Map(named.map(({ mark }) => [atoms[mark.last]!.row, mark]))
  for (let at = named[0]?.mark.first ?? firstRow.first; at < firstRow.first; at++) {
    const heading = last.get(atoms[at]!.row)
    if (!loose[at] || heading === undefined || heading.last > at) continue
    const text = fold(atoms[at]!.text)
    const rest =
      heading.last === at ? text.slice(text.lastIndexOf(heading.phrase.wording) + heading.phrase.wording.length) : text
    if (!isOfForm(rest) && !harmless.test(rest)) return true
  }
  return false
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
