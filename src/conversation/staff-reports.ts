import type { NoFindings } from '../answer/finding/find.ts'
import { outcomeOf } from '../answer/finding/outcome.ts'
import type { Checked } from '../answer/finding/quality.ts'
import {
  checkCsv,
  checkOutcome,
  conditionOf,
  listCsv,
  listOutcome,
  listRow,
  pageOf,
  worstFirst,
} from '../answer/finding/reports.ts'
import type { Roster } from '../answer/finding/roster.ts'
import type { Holder } from '../answer/holdings.ts'
import { askedOf } from './asked.ts'
import { type Call, type Command, type ForStaff, publicReports, type Said, saying } from './commands.ts'

/** Commands of staff over whole reports: the list of all that is indexed, and what the checks found. */

/** What these need from the index, handed in. */
export interface Shelf {
  /** The reports that some words mean. */
  roster: (words: string, now: Date) => Promise<Roster | NoFindings>
  checked: (holders: readonly Holder[]) => AsyncIterable<Checked>
}

const listedPerPage = 10
const checkedPerPage = 5

/** More reports than this take longer to read than a chat waits. */
const mostRead = 5000

const tooMany = (roster: Roster): string =>
  `符合条件的报告有 ${roster.holdings.length} 份，一次最多读 ${mostRead} 份，请写上省、市、县或年份缩小范围。`

const advice = (found: NoFindings): Said => ({ kind: 'say', outcome: outcomeOf(found, () => '') })

const file = (name: string, text: string, count: number): Said => ({
  kind: 'say',
  outcome: saying(`已导出 ${count} 份报告。`),
  files: [{ name, data: Buffer.from(text) }],
})

/** Buttons to the next page and to the file. */
const offersOf = (command: string, words: string, page: number, pages: number) => [
  ...(page < pages ? [{ label: '下一页', says: `/${command} ${words} 第${page + 1}页` }] : []),
  { label: '导出表格', says: `/${command} ${words} 导出` },
]

async function* meant(shelf: Shelf, { holders, holdings }: Roster): AsyncGenerator<Checked> {
  const wanted = new Set(holdings.map(({ id }) => id))
  for await (const each of shelf.checked(holders)) if (wanted.has(each.report.id)) yield each
}

async function listed(shelf: Shelf, { words, now }: Call): Promise<Said> {
  const asked = askedOf(words)
  const roster = await shelf.roster(asked.text, now)
  if ('advice' in roster) return advice(roster)
  const { holders, holdings } = roster
  if (asked.file) {
    if (holdings.length > mostRead) return { kind: 'say', outcome: saying(tooMany(roster)) }
    const rows: string[][] = []
    for await (const each of meant(shelf, roster)) rows.push(listRow(each))
    return file('报告列表.csv', listCsv(rows), rows.length)
  }
  const { page, pages, from } = pageOf(asked.page, listedPerPage, holdings.length)
  const shown = new Set(holdings.slice(from, from + listedPerPage).map(({ id }) => id))
  const some = holders.filter(holder => holder.holdings.some(({ id }) => shown.has(id)))
  const read: Checked[] = []
  for await (const each of shelf.checked(some)) if (shown.has(each.report.id)) read.push(each)
  return {
    kind: 'say',
    outcome: listOutcome(roster, read, page, pages),
    offers: offersOf('reports', asked.text.trim(), page, pages),
  }
}

async function examined(shelf: Shelf, { words, now }: Call): Promise<Said> {
  const asked = askedOf(words)
  const roster = await shelf.roster(asked.text, now)
  if ('advice' in roster) return advice(roster)
  if (roster.holdings.length > mostRead) return { kind: 'say', outcome: saying(tooMany(roster)) }
  const all = []
  for await (const each of meant(shelf, roster)) all.push(conditionOf(each))
  if (asked.file) return file('核对情况.csv', checkCsv(all), all.length)
  const { page, pages, from } = pageOf(asked.page, checkedPerPage, worstFirst(all).length)
  return {
    kind: 'say',
    outcome: checkOutcome(roster, all, { page, pages, from, perPage: checkedPerPage }),
    offers: offersOf('check', asked.text.trim(), page, pages),
  }
}

export function reportCommands(shelf: Shelf, forStaff: ForStaff, isStaff: (call: Call) => boolean): Command[] {
  return [
    { ...publicReports, run: call => (isStaff(call) ? listed(shelf, call) : publicReports.run(call)) },
    {
      name: 'check',
      words: ['核对', '查核对', '核对报告'],
      takes: 'words',
      description: '核对发现：勾稽不平、正文与表格不一致、空白、跨年不衔接',
      ...forStaff(call => examined(shelf, call)),
    },
  ]
}
