import { readSearch } from '../../question/search-words.ts'
import type { PassageKind } from '../../report/passages.ts'
import {
  type Facet,
  mostShown,
  type PassageHit,
  type PassageHits,
  passagesOfReports,
  type Search,
  searchPassages,
  searchSome,
} from '../../search/search.ts'
import type { Holdings } from '../holdings.ts'
import { partIn, partNames } from './parts.ts'
import { similarTo } from './similar.ts'
import { type Scoped, scopeOf, yearsOf } from './within.ts'

/** Search for staff: words over every report's prose, narrowed by place, year and part, page by page. */

export interface Wish {
  /** What was typed. */
  text: string
  /** An issuer, in words: its own reports. */
  issuer?: string | undefined
  years?: readonly number[] | undefined
  kinds?: readonly PassageKind[] | undefined
  /** Id of a passage: others that say the same. */
  like?: string | undefined
  /** From 1. */
  page: number
  perPage: number
}

export interface Count {
  name: string
  count: number
}

export interface Findings {
  hits: PassageHit[]
  total: number
  page: number
  pages: number
  /** Where it was looked, in words; empty for everywhere. */
  where: string
  /** What to know about the search, in words. */
  remarks: string[]
  counts: { year: Count[]; part: Count[]; place: Count[] }
}

/** Nothing to show: why, and what to do. */
export interface NoFindings {
  hits: []
  advice: string[]
  /** The issuer that was asked for is nobody's name. */
  unknownIssuer?: true
}

const counted = (values: Record<string, number> | undefined): Count[] =>
  Object.entries(values ?? {})
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))

function tally(values: readonly string[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const value of values) sums[value] = (sums[value] ?? 0) + 1
  return sums
}

/** Passages without words: the whole of some reports, in their order. */
async function leafThrough(search: Search, scoped: Scoped, wish: Wish, holdings: Holdings): Promise<PassageHits> {
  const years = scoped.scope.years
  const yearOf = new Map(holdings.all.flatMap(holder => holder.holdings.map(({ id, year }) => [id, year] as const)))
  const reports = scoped.reports!.filter(id => years?.includes(yearOf.get(id)!) ?? true)
  const found = await passagesOfReports(search, reports.slice(0, mostLeafed))
  const hits = reports
    .flatMap(id => found.get(id) ?? [])
    .filter(({ kind }) => scoped.scope.kinds?.includes(kind) ?? true)
  const from = (wish.page - 1) * wish.perPage
  const facets = {
    year: tally(hits.map(({ year }) => String(year))),
    kind: tally(hits.map(({ kind }) => kind)),
    issuer: tally(hits.map(({ issuer }) => issuer)),
  }
  return { hits: hits.slice(from, from + wish.perPage), total: hits.length, facets }
}

const mostLeafed = 200

const usage = ['例如：政策解读 "不够通俗" -培训，或：2021年黑龙江哪些地方提到更新不及时。']

/** Finds passages for staff. Never fails for what was typed; throws a `SearchError` where the index cannot be asked. */
export async function find(search: Search, wish: Wish, holdings: Holdings, now: Date): Promise<Findings | NoFindings> {
  const part = partIn(wish.text.slice(0, longestText))
  const kinds = wish.kinds ?? (part.kind ? [part.kind] : undefined)
  const read = readSearch(part.rest, now)
  const own = wish.issuer ? readSearch(wish.issuer, now).issuers : []
  if (wish.issuer && own.length === 0)
    return {
      hits: [],
      unknownIssuer: true,
      advice: [`没有认出单位“${wish.issuer.slice(0, 40)}”，请写行政区划或部门的名称，例如：阿城区。`],
    }
  const found = scopeOf(read.issuers, own, holdings)
  const years = yearsOf(read.years, wish.years, holdings)
  const scoped: Scoped = {
    ...found,
    scope: { ...found.scope, ...(years ? { years } : {}), ...(kinds ? { kinds } : {}) },
  }
  const where = [
    scoped.where,
    years ? years.map(year => `${year}年`).join('、') : '',
    kinds ? `“${kinds.map(kind => partNames[kind]).join('、')}”部分` : '',
  ]
    .filter(Boolean)
    .join(' ')
  const remarks = [
    ...(wish.text.length > longestText ? [`输入太长，只读了前 ${longestText} 个字。`] : []),
    ...part.remarks,
    ...read.remarks,
    ...scoped.remarks,
  ]
  if (scoped.reports?.length === 0) return { hits: [], advice: [...remarks, `没有收录${scoped.where}的报告。`] }
  const query = {
    find: read,
    ...scoped.scope,
    offset: (wish.page - 1) * wish.perPage,
    limit: wish.perPage,
    facets: ['year', 'kind', scoped.facet] as Facet[],
  }
  const wordless = read.words.length + read.phrases.length === 0
  let result: PassageHits
  if (wish.like) {
    const similar = await similarTo(search, wish.like, scoped.scope, query)
    if (!similar) return { hits: [], advice: [`没有编号为“${wish.like.slice(0, 60)}”的段落。`] }
    result = similar.found
    remarks.push(`按这些提法查找：${similar.phrases.map(phrase => `“${phrase}”`).join('')}`)
  } else if (wordless) {
    if (!scoped.reports || read.excluded.length > 0)
      return { hits: [], advice: [...remarks, '请写出要找的词。', ...usage] }
    remarks.push('没有写要找的词，按原文顺序逐段列出。')
    result = await leafThrough(search, scoped, wish, holdings)
  } else {
    result = await searchPassages(search, query)
    if (result.total === 0 && read.words.length + read.phrases.length > 1) {
      const { found: some, left } = await searchSome(search, query)
      if (some.total > 0)
        remarks.push(`没有一段同时写到全部的词；下面的没有写到${left.map(word => `“${word}”`).join('')}。`)
      result = some
    }
  }
  const what = [...read.words, ...read.phrases].map(word => `“${word}”`).join('')
  if (result.total === 0)
    return {
      hits: [],
      advice: [...remarks, `${where}没有找到写到${what || '这些词'}的段落。`, '可以换更短的词，或去掉一些条件。'],
    }
  // The counts by year go on where the server's own total ends.
  const total = Math.max(
    result.total,
    Object.values(result.facets.year ?? {}).reduce((sum, count) => sum + count, 0),
  )
  const reached = Math.min(total, mostShown)
  const pages = Math.ceil(reached / wish.perPage)
  if (wish.page > pages)
    return { hits: [], advice: [...remarks, `共 ${total} 段，${pages} 页，没有第 ${wish.page} 页。`] }
  const { year, kind } = result.facets
  return {
    hits: result.hits,
    total,
    page: wish.page,
    pages,
    where,
    remarks,
    counts: {
      year: counted(year).sort((a, b) => Number(b.name) - Number(a.name)),
      part: counted(kind).map(({ name, count }) => ({ name: partNames[name as PassageKind], count })),
      place: counted(result.facets[scoped.facet] ?? result.facets.issuer),
    },
  }
}

/** Longer input is no search, characters. */
const longestText = 500
