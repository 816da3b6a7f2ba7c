import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { reportId } from '../src/parsing/identity.ts'
import { editionOf } from '../src/report/fields.ts'
import type { Report } from '../src/report/report.ts'
import { figuresOf, type HandedOn } from './reports/figures.ts'
import { anyBody, type Body } from './reports/issuers.ts'
import { proseOf } from './reports/prose.ts'
import { type Random, randomOf } from './reports/random.ts'
import { fileOf, layouts } from './reports/render.ts'

/** Invented reports of real divisions, any number of them: for tests, measurements and samples. Their text says that they are invented. */

export const firstYear = 2019
export const lastYear = 2025

/** Reports of one issuer for some years in a row: what one year carries out, the next carries in. */
export function yearsOf(body: Body, years: number[], random: Random): Report[] {
  let before: HandedOn | null = null
  return years.map(year => {
    const size = Math.max(3, Math.round(body.size * (0.5 + random.next())))
    const { cells, handedOn } = figuresOf(editionOf(year), size, before, random)
    before = handedOn
    const { issuer, own } = body
    const title = `${issuer.name}${year}年政府信息公开工作年度报告`
    const id = reportId(
      issuer.name,
      issuer.kind,
      { division: issuer.division, body: own, hasNamesakes: false },
      year,
      title,
    )
    return {
      id,
      title,
      issuer,
      year,
      edition: editionOf(year),
      publishedOn: `${year + 1}-01-${String(random.whole(4, 28)).padStart(2, '0')}`,
      cells,
      sections: proseOf(issuer.name, year, cells, random),
      findings: [],
      source: { file: `${id}.txt`, sha256: createHash('sha256').update(id).digest('hex') },
    }
  })
}

/** `count` reports, each of another issuer and year; an issuer has up to seven years. */
export function makeReports({ count, seed }: { count: number; seed: number }): Report[] {
  const random = randomOf(seed)
  const seen = new Set<string>()
  const reports: Report[] = []
  while (reports.length < count) {
    const body = anyBody(random)
    const key = `${body.issuer.division?.code} ${body.own}`
    if (seen.has(key)) continue
    seen.add(key)
    const from = random.whole(firstYear, lastYear)
    const years = Array.from({ length: random.whole(1, lastYear - from + 1) }, (_, at) => from + at)
    reports.push(...yearsOf(body, years, random).slice(0, count - reports.length))
  }
  return reports
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
    },
  })
  if (!values.out || !(Number(values.count) > 0)) {
    console.error('node scripts/make-reports.ts --count 5000 --seed 1 --out DIR')
    process.exit(2)
  }
  mkdirSync(values.out, { recursive: true })
  const reports = makeReports({ count: Number(values.count), seed: Number(values.seed) })
  reports.forEach((report, at) => {
    const { name, text } = fileOf(report, layouts[at % layouts.length]!)
    writeFileSync(join(values.out!, name), text)
  })
  console.error(`${reports.length} files in ${values.out}`)
}
