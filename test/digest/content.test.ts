import { beforeAll, expect, test } from 'vitest'
import { makeReports } from '../../scripts/make-reports.ts'
import { type Random, randomOf } from '../../scripts/reports/random.ts'
import { lineText } from '../../src/answer/line.ts'
import { digestLines, type Material } from '../../src/digest/compose.ts'
import { type DigestRoom, openDigestRoom } from '../../src/digest/digest.ts'
import { watchedFields } from '../../src/digest/moves.ts'
import type { Subject } from '../../src/digest/subscription.ts'
import { checkReport, checkYears } from '../../src/report/checks.ts'
import { fieldOf } from '../../src/report/fields.ts'
import type { Cell, Report } from '../../src/report/report.ts'
import { addReports } from '../../src/search/search.ts'
import { openDatabase } from '../../src/store/database.ts'
import { sharedSearch } from '../support/search.ts'

/** Digests of random scopes against the reports themselves, counted and compared without anything that digests are made with. */

const all = makeReports({ count: 400, seed: 11 })
const early = all.filter((_, i) => i % 3 !== 0)
const late = all.filter((_, i) => i % 3 === 0).map(withFindings)
const again = early
  .filter((_, i) => i % 10 === 0)
  .map(report => withFindings({ ...changedIn(report), source: { file: `${report.id}.txt`, sha256: 'f'.repeat(64) } }))
const current = new Map([...early, ...late, ...again].map(report => [report.id, report]))

function changedIn(report: Report): Report {
  const change = (cell: Cell): Cell =>
    cell.field === 'requests.received.total' ? { ...cell, value: 777, state: 'reported', raw: '777' } : cell
  return { ...report, cells: report.cells.map(change) }
}

function withFindings(report: Report): Report {
  return { ...report, findings: checkReport(report) }
}

const search = sharedSearch(search => addReports(search, early))
let room: DigestRoom
let told: number

beforeAll(async () => {
  room = openDigestRoom(openDatabase(':memory:'), search())
  await room.watch(Date.now)
  told = room.news.round()
  await addReports(search(), late)
  await addReports(search(), again)
  await room.watch(Date.now)
})

const keyOf = (id: string) => id.replace(/-\d{4}$/, '')

interface Scope {
  subject: Subject
  has: (report: Report) => boolean
}

function scopeOf(random: Random): Scope {
  const draw = random.next()
  const { id, issuer } = random.pick(all.filter(report => report.issuer.division !== null))
  if (draw < 0.05) return { subject: { kind: 'everything' }, has: () => true }
  if (draw < 0.25)
    return {
      subject: { kind: 'issuer', key: keyOf(id), name: issuer.name },
      has: report => keyOf(report.id) === keyOf(id),
    }
  const code = issuer.division!.code.slice(0, random.pick([2, 4, 6]))
  return {
    subject: { kind: 'division', code, name: code },
    has: report => report.issuer.division?.code.startsWith(code) ?? false,
  }
}

/** A field's number as the report prints it, or as the sum of what it prints. */
function numberIn(report: Report, field: string): number | null {
  const cell = report.cells.find(each => each.field === field)
  if (cell) return cell.state === 'reported' ? cell.value : null
  const parts = fieldOf(field).parts.map(part => numberIn(report, part))
  return parts.length > 0 && parts.every(part => part !== null) ? parts.reduce((sum, part) => sum! + part!, 0) : null
}

interface Change {
  key: string
  from: number
  to: number
}

/** All changes against the year before in a scope, and their order by a measure. */
function changesIn(reports: Report[], fields: string[]): Change[] {
  return reports.flatMap(report => {
    const before = current.get(`${keyOf(report.id)}-${report.year - 1}`)
    if (!before) return []
    return fields.flatMap(field => {
      const [from, to] = [numberIn(before, field), numberIn(report, field)]
      return from === null || to === null || from === to ? [] : [{ key: `${report.id} ${field}`, from, to }]
    })
  })
}

/** The three values that lead, ties and all. */
const leading = (changes: Change[], by: (change: Change) => number): number[] =>
  changes
    .map(by)
    .sort((a, b) => b - a)
    .slice(0, 3)

const lead = (
  { moves }: Material,
  of: 'changed' | 'appeared' | 'vanished',
  by: (change: Change) => number,
  counts = false,
) =>
  leading(
    moves
      .filter(({ kind, now }) => kind === of && !(counts && now.unit === '万元'))
      .map(({ before, now }) => ({ key: '', from: before.value, to: now.value })),
    by,
  )

test('two hundred random scopes tell what the reports themselves tell', async () => {
  const random = randomOf(3)
  const isNew = new Set(late.map(({ id }) => id))
  let compared = 0
  for (let i = 0; i < 200; i++) {
    const { subject, has } = scopeOf(random)
    const material = await room.gather([subject], room.news.since(told), room.news.round())
    const expected = [...late, ...again].filter(has)
    const name = JSON.stringify(subject)
    expect(new Map(material.reports.map(({ id, kind }) => [id, kind])), name).toEqual(
      new Map(expected.map(({ id }) => [id, isNew.has(id) ? 'new' : 'corrected'])),
    )
    const changes = changesIn(expected, watchedFields)
    const counts = changesIn(
      expected,
      watchedFields.filter(field => fieldOf(field).unit !== '万元'),
    )
    const size = ({ from, to }: Change) => Math.round(Math.abs(to - from) * 1e6) / 1e6
    const damped = (change: Change) => size(change) / (Math.abs(change.from) + 10)
    const both = (list: Change[]) => list.filter(({ from, to }) => from !== 0 && to !== 0)
    expect(lead(material, 'changed', size, true), name).toEqual(leading(both(counts), size))
    expect(lead(material, 'changed', damped), name).toEqual(leading(both(changes), damped))
    expect(lead(material, 'appeared', size), name).toEqual(
      leading(
        changes.filter(({ from }) => from === 0),
        size,
      ),
    )
    expect(lead(material, 'vanished', size), name).toEqual(
      leading(
        changes.filter(({ from, to }) => from !== 0 && to === 0),
        size,
      ),
    )
    const known = new Map(changes.map(change => [change.key, change]))
    for (const { before, now, step } of material.moves) {
      expect(known.get(`${now.report} ${now.field}`), name).toMatchObject({ from: before.value, to: now.value })
      expect(step.value).toBeCloseTo(now.value - before.value, 6)
    }
    const findings = expected.flatMap(report => {
      const before = current.get(`${keyOf(report.id)}-${report.year - 1}`)
      const own = [...report.findings, ...(before ? checkYears(before, report) : [])]
      return own.length > 0 ? [[report.id, own.map(({ message }) => message)] as const] : []
    })
    expect(
      new Map(material.findings.map(each => [each.report.id, each.findings.map(({ message }) => message)])),
      name,
    ).toEqual(new Map(findings))
    const text = digestLines(material, room.labelOf).map(lineText).join('\n')
    expect(text === '').toBe(expected.length === 0)
    for (const { issuer, year } of expected.length <= 8 ? expected : [])
      expect(text, name).toMatch(new RegExp(`${issuer.division?.path.at(-1) ?? issuer.name}[^；\\n]*${year}`))
    compared += expected.length
  }
  expect(compared).toBeGreaterThan(500)
})

test('passages of a saved search are those of the fresh reports that print the words', async () => {
  const random = randomOf(4)
  const word = '政策解读'
  let found = 0
  for (let i = 0; i < 40; i++) {
    const code = random.pick(late.filter(({ issuer }) => issuer.division)).issuer.division!.code.slice(0, 2)
    const subject: Subject = { kind: 'search', words: word, within: [{ code, name: code }] }
    const { passages, reports } = await room.gather([subject], room.news.since(told), room.news.round())
    const printing = [...late, ...again].filter(
      ({ issuer, sections }) =>
        issuer.division?.code.startsWith(code) &&
        sections.some(({ text, heading }) => `${heading}${text}`.includes(word)),
    )
    expect(reports).toEqual([])
    expect(new Set(passages.map(({ report }) => report.id)), code).toEqual(new Set(printing.map(({ id }) => id)))
    found += passages.length
  }
  expect(found).toBeGreaterThan(20)
})
