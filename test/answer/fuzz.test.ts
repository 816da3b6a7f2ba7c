import { expect, test } from 'vitest'
import { randomOf } from '../../scripts/reports/random.ts'
import { converse, freshMemory } from '../../src/conversation/converse.ts'
import { groundless } from '../support/figures.ts'
import { misjudged } from '../support/oracle.ts'
import { turns } from '../support/recombine.ts'
import { sampleLibrary } from '../support/sample-library.ts'

const samples = sampleLibrary()

test('whatever is asked, every figure stands in a stored report and is named', async () => {
  const { library, reports } = samples()
  const stored = new Map((await reports()).map(report => [report.id, report]))
  const random = randomOf(7)
  const problems: string[] = []
  let answered = 0
  for (let each = 0; each < 900; each++) {
    const asked = turns(random)
    let memory = freshMemory
    for (const turn of asked) {
      const reply = await converse(turn, memory, library, new Date('2023-05-01'))
      memory = reply.memory
      if (reply.outcome.kind === 'answer') answered++
      const problem = groundless(reply.outcome, stored) ?? misjudged(reply.outcome, stored)
      if (problem) problems.push(`${asked.join(' / ')}: ${problem}`)
    }
  }
  expect(problems).toEqual([])
  expect(answered).toBeGreaterThan(100)
})
