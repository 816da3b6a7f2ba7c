import { fullName } from '../../src/answer/answer.ts'
import { holdingsOf } from '../../src/answer/holdings.ts'
import type { Library } from '../../src/answer/reply.ts'
import { passagesOf } from '../../src/report/passages.ts'
import type { Report } from '../../src/report/report.ts'
import type { PassageHits, PassageQuery } from '../../src/search/search.ts'
import { type CellSpec, heldOf, makeFullReport } from './reports.ts'

/** A library of reports held in memory. */
export function libraryOf(reports: Report[]): Library {
  const holdings = holdingsOf(reports)
  const named = (ids: string[]) => reports.filter(({ id }) => ids.includes(id))
  return {
    holdings: async () => holdings,
    current: async () => true,
    reports: async ids => named(ids).map(heldOf),
    prose: async ids => named(ids).map(({ id, sections }) => ({ report: id, passages: passagesOf(sections) })),
    passages: async query => passagesWith(reports, query),
    mentioning: async () => new Set(),
  }
}

/** Passages that hold every word and phrase letter by letter, in the order of the reports. */
function passagesWith(reports: Report[], { find, years, within, kinds, reportIds, limit }: PassageQuery): PassageHits {
  const hits = reports
    .filter(({ id, year, issuer: { division } }) => {
      const here = within?.some(code => division?.code.startsWith(code)) ?? true
      return here && (years?.includes(year) ?? true) && (reportIds?.includes(id) ?? true)
    })
    .flatMap(({ id, title, issuer, year, sections }) =>
      passagesOf(sections).map(passage => ({
        ...passage,
        id: `${id}_${passage.position}`,
        reportId: id,
        title,
        issuer: fullName(issuer),
        year,
        ranges: [],
      })),
    )
    .filter(({ kind, text }) => {
      const words = [...find.words, ...find.phrases]
      return (kinds?.includes(kind) ?? true) && words.length > 0 && words.every(word => text.includes(word))
    })
  return { hits: hits.slice(0, limit), total: hits.length, facets: {} }
}

const districts = [
  ['230112', '阿城区'],
  ['230102', '道里区'],
  ['230103', '南岗区'],
  ['230104', '道外区'],
] as const

/** Cells of an invented report whose request table adds up: 10 requests from persons and 2 from companies for each point of `size`. */
function cellOf(field: string, size: number): CellSpec {
  const [table, ...rest] = field.split('.')
  const column = rest.at(-1)
  const row = rest.slice(0, -1).join('.')
  if (table !== 'requests') return size
  const share = { naturalPerson: 10 * size, business: 2 * size, total: 12 * size }[column!] ?? 0
  return ['received', 'granted', 'handled'].includes(row) ? share : 0
}

/** Four districts of 哈尔滨 with two or three years each and a street office of 天津; every figure is invented. */
export const districtReports: Report[] = [
  ...districts.flatMap(([code, name], place) =>
    [2021, 2022, ...(place === 0 ? [2023] : [])].map((year, later) =>
      makeFullReport(
        {
          id: `${code}-${year}`,
          year,
          issuer: { name: `哈尔滨市${name}人民政府`, division: { code, path: ['黑龙江省', '哈尔滨市', name] } },
          sections: [
            { number: '一', heading: '总体情况', text: `${name}${year}年通过政府网站公开信息若干条。` },
            {
              number: '五',
              heading: '存在的主要问题及改进情况',
              text: `存在的问题：${year}年公开不够及时 <b>&。\n改进措施：将加强培训。`,
            },
          ],
          source: { url: `https://example.gov.cn/${code}/${year}.html?a=1&b=2`, sha256: '0'.repeat(64) },
        },
        field => cellOf(field, place + later + 1),
      ),
    ),
  ),
]
