import { createHash } from 'node:crypto'
import type { Division, IssuerKind } from '../report/report.ts'

/**
 * The report's id: letters, digits, `_` and `-` only. The same issuer and year have the same id from whatever file, different issuers
 * never. Where the division is unknown (a dozen towns may bear the name), `text` tells reports apart.
 */
export function reportId(issuer: string, kind: IssuerKind, division: Division | null, body: string, year: number, text: string): string {
  if (division === null) return `x${hash(issuer)}-${hash(text)}-${year}`
  const own = ownPart(body)
  return [division.code, own === '' ? wordOf(kind) : `${wordOf(kind)}-${hash(own)}`, year].join('-')
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
