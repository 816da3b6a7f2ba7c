import { createHash } from 'node:crypto'
import type { IssuerKind } from '../report/report.ts'
import type { Seat } from './division.ts'

/**
 * The report's id: letters, digits and `-` only. The same issuer and year have the same id from whatever file, different issuers never:
 * where namesakes cannot be told apart by division, the figures in the text do it, which are the same in every format.
 */
export function reportId(issuer: string, kind: IssuerKind, seat: Seat, year: number, text: string): string {
  if (seat.division === null) {
    const figures = seat.hasNamesakes ? `-${hash((text.match(/\d+/g) ?? []).join(' '))}` : ''
    return `x${hash(issuer)}${figures}-${year}`
  }
  const own = ownPart(seat.body)
  return [seat.division.code, own === '' ? wordOf(kind) : `${wordOf(kind)}-${hash(own)}`, year].join('-')
}

/** The organ of the division itself: 南山区, 南山区人民政府, 军粮城街, 军粮城街道办事处. */
const wordOf = (kind: IssuerKind) => (kind === 'town' || kind === 'subdistrict' ? 'government' : kind)

/** What is left of the name when the words go that every body of the kind has; abbreviations are made alike. */
function ownPart(body: string): string {
  return body
    .replace(/^(?:街道|地区)?(?:人民政府|政府|街道办事处|街道办|办事处|管理委员会|管委会)(?:办公室|办公厅|办)?$/, '')
    .replace(/^(?:人民)?政府(?=.)/, '')
    .replaceAll('委员会', '委')
    .replace(/[和与及、（）()]/g, '')
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}
