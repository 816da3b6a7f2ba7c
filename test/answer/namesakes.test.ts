import { expect, test } from 'vitest'
import { yearsOf } from '../../scripts/make-reports.ts'
import { governmentOf } from '../../scripts/reports/issuers.ts'
import { randomOf } from '../../scripts/reports/random.ts'
import type { Figure, Outcome } from '../../src/answer/answer.ts'
import { plainText } from '../../src/channels/plain.ts'
import { converse, freshMemory } from '../../src/conversation/converse.ts'
import { placeAt } from '../../src/places/divisions.ts'
import { findPlaces, type Place } from '../../src/places/places.ts'
import { unitCount } from '../../src/places/register.ts'
import { libraryOf } from '../support/library.ts'

/** Every county and city there is, each with an invented report for 2022: the worst that a name can meet. */
const places = Array.from({ length: unitCount() }, (_, at) => placeAt(at)).filter(
  ({ level, abolished }) => (level === 'county' || level === 'city') && !abolished,
)
const random = randomOf(20)
const reports = places.flatMap(place => yearsOf(governmentOf(place), [2022], random))
const library = libraryOf(reports)
const byCode = new Map(reports.map(report => [report.issuer.division!.code, report]))

async function ask(question: string): Promise<Outcome> {
  return (await converse(question, freshMemory, library, new Date('2024-06-01'))).outcome
}

const figures = (outcome: Outcome): readonly Figure[] => (outcome.kind === 'answer' ? outcome.figures : [])

/** What is wrong with an answer that must be the one cell of this place; null where it is. */
function problemOf(place: Place, question: string, outcome: Outcome): string | null {
  const report = byCode.get(place.code)!
  const value = report.cells.find(cell => cell.field === 'requests.received.total')!.value
  const [figure, ...others] = figures(outcome)
  const right = figure?.report === report.id && figure.value === value && others.length === 0
  const named = plainText(outcome).includes(place.path.join(''))
  return right && named ? null : `${question}: ${plainText(outcome).slice(0, 160)}`
}

const stemOf = (name: string): string => name.replace(/[市区县旗]$/, '')
const shared = [
  ...Map.groupBy(
    places.filter(({ level }) => level === 'county'),
    ({ name }) => name,
  ),
].filter(([, same]) => same.length > 1)

test('names of counties are shared', () => {
  expect(shared.length).toBeGreaterThan(20)
})

/** 郊区 and 矿区 are everyday words, and alone no names. */
test.each(shared.filter(([name]) => findPlaces(name).length > 0))(
  '%s alone is asked back with all its namesakes',
  async (name, same) => {
    const outcome = await ask(`${name}2022年收到多少申请`)
    expect(outcome.kind).toBe('clarify')
    const labels = outcome.kind === 'clarify' ? outcome.choices.map(({ label }) => label) : []
    for (const place of same) expect(labels.join('\n')).toContain(place.path.join(''))
  },
)

test.each(shared)('%s with its parents, in full and in short, is told apart', async (name, same) => {
  const problems: string[] = []
  for (const place of same) {
    const parents = place.path.slice(0, -1)
    for (const parent of [parents.join(''), parents.at(-1)!, stemOf(parents.at(-1)!)]) {
      const question = `${parent}${name}2022年收到多少申请`
      const problem = problemOf(place, question, await ask(question))
      if (problem) problems.push(problem)
    }
  }
  expect(problems).toEqual([])
})

test('a short name never gives the figures of somebody who is not called so', async () => {
  const problems: string[] = []
  for (const stem of new Set(shared.map(([name]) => stemOf(name)).filter(name => name.length > 1))) {
    const outcome = await ask(`${stem}2022年收到多少申请`)
    const bad = figures(outcome).filter(({ report }) => {
      const place = places.find(({ code }) => `${code}-government-2022` === report)
      return !place?.name.startsWith(stem)
    })
    if (bad.length > 0 || new Set(figures(outcome).map(({ report }) => report)).size > 1)
      problems.push(`${stem}: ${plainText(outcome).slice(0, 160)}`)
  }
  expect(problems).toEqual([])
})

test('every county and city by its full path is answered with its own cell', async () => {
  const problems: string[] = []
  for (const place of places) {
    const question = `${place.path.join('')}2022年收到多少申请`
    const problem = problemOf(place, question, await ask(question))
    if (problem) problems.push(problem)
  }
  expect(problems).toEqual([])
})

test('every county by its name is answered with its own cell or asked back', async () => {
  const problems: string[] = []
  for (const place of places.filter(({ level }) => level === 'county')) {
    const outcome = await ask(`${place.name}2022年收到多少申请`)
    if (outcome.kind === 'clarify' && outcome.slot === 'issuer') continue
    const problem = problemOf(place, place.name, outcome)
    if (problem) problems.push(problem)
  }
  expect(problems).toEqual([])
})
