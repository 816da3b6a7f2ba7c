import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { plainText } from '../../src/channels/plain.ts'
import { converse, freshMemory } from '../../src/conversation/converse.ts'
import { problemWith, readCorpus } from '../support/corpus.ts'
import { sampleLibrary } from '../support/sample-library.ts'

const folder = new URL('../corpus/', import.meta.url)
const files = readdirSync(folder).filter(file => file.endsWith('.txt'))

const samples = sampleLibrary()

describe.each(files)('%s', file => {
  const groups = Map.groupBy(readCorpus(file, readFileSync(new URL(file, folder), 'utf8')), each => each.expect)

  test.each([...groups])('%s', async (_, cases) => {
    const { library, reports: stored } = samples()
    const reports = await stored()
    const problems: string[] = []
    for (const { line, expect: wanted, turns, now } of cases) {
      // Without a clock of its own a phrase must hold at any time.
      let memory = freshMemory
      let outcome = null
      for (const turn of turns) {
        const reply = await converse(turn, memory, library, now ?? new Date())
        memory = reply.memory
        outcome = reply.outcome
      }
      const problem = problemWith(wanted, outcome!, reports)
      if (problem) problems.push(`${file}:${line} ${turns.join(' / ')}: ${problem}\n${plainText(outcome!)}`)
    }
    expect(problems.join('\n\n')).toBe('')
  })
})
