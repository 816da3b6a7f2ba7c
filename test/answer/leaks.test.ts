import { expect, test } from 'vitest'
import { libraryOf } from '../../src/commands/library.ts'
import { addReports } from '../../src/search/search.ts'
import { inventedReports, leaksOf } from '../support/leaks.ts'
import { sharedSearch } from '../support/search.ts'

const reports = inventedReports(200, 11)
const search = sharedSearch(search => addReports(search, reports))

test('no passage of another place or year, whatever is asked', async () => {
  const { asked, answered, leaks } = await leaksOf(libraryOf(search()), reports, 300, 5)
  expect(leaks).toEqual([])
  expect(asked).toBe(300)
  expect(answered).toBeGreaterThan(50)
})

test('a library that mixes years up is caught', async () => {
  const library = libraryOf(search())
  const mixed = {
    ...library,
    prose: async (ids: string[]) =>
      (await library.prose(ids)).map(({ report, passages }) => ({
        report,
        passages: passages.map(passage => ({ ...passage, text: passage.text.replaceAll('20', '30') })),
      })),
  }
  expect((await leaksOf(mixed, reports, 100, 5)).leaks.length).toBeGreaterThan(0)
})
