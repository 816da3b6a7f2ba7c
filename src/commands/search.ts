import { csvOf, markdownOf } from '../answer/finding/export.ts'
import { type Findings, find, type Wish } from '../answer/finding/find.ts'
import { outcomeOf } from '../answer/finding/outcome.ts'
import { partList, partNamed } from '../answer/finding/parts.ts'
import { brackets } from '../answer/line.ts'
import { plainText } from '../channels/plain.ts'
import { colours } from '../channels/terminal.ts'
import type { PassageKind } from '../report/passages.ts'
import { mostShown, type Search } from '../search/search.ts'
import type { Run } from './commands.ts'
import { readConfig } from './config.ts'
import { CommandError, coloured, printJson, readArgs, UsageError } from './io.ts'
import { withLibrary } from './library.ts'
import { sourcesOf } from './staff.ts'

/** Passages of a page, and those that an export takes at most. */
const perPage = 10
const mostExported = 1000

/** -培训 excludes a word; no option begins so. A space in front keeps it from being read as one. */
const excluding = (word: string): string => (/^-(?![-\w])/.test(word) ? ` ${word}` : word)

export const search: Run = async args => {
  const { values, positionals } = readArgs({
    args: args.map(excluding),
    options: {
      issuer: { type: 'string', multiple: true },
      year: { type: 'string', multiple: true },
      section: { type: 'string', multiple: true },
      page: { type: 'string' },
      like: { type: 'string' },
      json: { type: 'boolean' },
      csv: { type: 'boolean' },
      markdown: { type: 'boolean' },
    },
    allowPositionals: true,
  })
  const { json, csv, markdown, like } = values
  const issuer = values.issuer?.join('、')
  if ([json, csv, markdown].filter(Boolean).length > 1) throw new UsageError('--json、--csv、--markdown 只能选一个。')
  const text = positionals.join(' ')
  if (!text.trim() && !issuer && !like)
    throw new UsageError('请给出要找的词：search "<词>"，或用 --issuer 翻看一个单位的报告。')
  const exports = csv || markdown
  if (exports && values.page) throw new UsageError('--page 不能与 --csv、--markdown 同用：导出总是从头开始。')
  const wish: Wish = {
    text,
    issuer,
    like,
    years: values.year?.flatMap(yearsIn),
    kinds: values.section?.flatMap(kindsIn),
    page: exports ? 1 : numberIn(values.page ?? '1', '--page'),
    perPage: exports ? mostExported : perPage,
  }
  return withLibrary(readConfig(), async (library, index) => {
    const found = await find(index, wish, await library.holdings(), new Date())
    if ('unknownIssuer' in found) throw new UsageError(found.advice.join('\n'))
    if (exports) {
      if ('advice' in found) throw new CommandError(found.advice.join('\n'))
      const sourceOf = await sourcesOf(index, found.hits)
      process.stdout.write((csv ? csvOf : markdownOf)(found.hits, sourceOf))
      if (found.total > found.hits.length)
        console.error(`共 ${found.total} 段，导出了前 ${found.hits.length} 段；请加上单位、年份或部分缩小范围。`)
      return 0
    }
    if (json) printJson('advice' in found ? { hits: [], total: 0, advice: found.advice } : await jsonOf(index, found))
    else
      console.log(
        plainText(
          outcomeOf(found, page => `看下一页：--page ${page}`),
          coloured() ? colours : brackets,
        ),
      )
    return 0
  })
}

function numberIn(text: string, option: string): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (number < 1) throw new UsageError(`${option} 要一个从 1 起的整数，不是“${text}”。`)
  return Math.min(number, mostShown)
}

function yearsIn(text: string): number[] {
  const words = text.split(/[,，]/).map(word => word.trim())
  const years = words.map(Number)
  if (words.some(word => !/^\d{4}$/.test(word)) || years.some(year => year < 1900 || year > 2999))
    throw new UsageError(`--year 要年份，例如 2021 或 2020,2021，不是“${text}”。`)
  return years
}

function kindsIn(text: string): PassageKind[] {
  return text.split(/[,，]/).map(word => {
    const kind = partNamed(word.trim())
    if (!kind) throw new UsageError(`--section 是其中之一：${partList}；不是“${word}”。`)
    return kind
  })
}

async function jsonOf(index: Search, { hits, total, page, pages, where, remarks, counts }: Findings): Promise<unknown> {
  const sourceOf = await sourcesOf(index, hits)
  return {
    total,
    page,
    pages,
    where,
    remarks,
    counts,
    hits: hits.map(hit => ({
      id: hit.id,
      report: hit.reportId,
      issuer: hit.issuer,
      year: hit.year,
      section: hit.kind,
      heading: hit.path,
      text: hit.text,
      ranges: hit.ranges,
      title: hit.title,
      source: sourceOf(hit),
    })),
  }
}
