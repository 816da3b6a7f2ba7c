import type { Line, Outcome } from '../answer.ts'
import { headingOf } from '../prose/reply.ts'
import type { Count, Findings, NoFindings } from './find.ts'
import { snippet } from './marked.ts'

/** What a search of staff says in a chat or at the terminal. */

const mostCounts = 8

const countsText = (name: string, counts: readonly Count[]): string[] =>
  counts.length > 1
    ? [
        `${name}：${counts
          .slice(0, mostCounts)
          .map(each => `${each.name} ${each.count}`)
          .join('，')}${counts.length > mostCounts ? `……等 ${counts.length} 项` : ''}`,
      ]
    : []

/** The findings of a page as an outcome: passages with their headings and sources, or advice. `next` tells how to see the next page. */
export function outcomeOf(found: Findings | NoFindings, next: (page: number) => string): Outcome {
  if ('advice' in found) {
    const lines = found.advice.map((line): Line => [line])
    return { kind: 'missing', reason: 'notStated', choices: [], query: null, notices: [], sources: [], lines }
  }
  const { hits, total, page, pages, where, remarks, counts } = found
  return {
    kind: 'passages',
    query: null,
    lines: [
      ...remarks.map((line): Line => [line]),
      [`${where ? `${where}：` : ''}共 ${total} 段${pages > 1 ? `，第 ${page}/${pages} 页` : ''}`],
      ...hits.map(
        ({ issuer, year, path, text, ranges, id }): Line => [
          `· ${issuer} ${year}年｜${headingOf(path)}\n  `,
          ...snippet(text, ranges),
          `\n  编号 ${id}`,
        ],
      ),
      ...[
        ...countsText(
          '按年',
          counts.year.map(({ name, count }) => ({ name: `${name}年`, count })),
        ),
        ...countsText('按部分', counts.part),
        ...countsText('按地方', counts.place),
      ].map((line): Line => [line]),
      ...(page < pages ? [[next(page + 1)] as Line] : []),
    ],
    passages: hits.map(({ reportId, path, text }) => ({ report: reportId, heading: headingOf(path), text })),
    figures: [],
    choices: [],
    notices: [],
    sources: [],
  }
}
