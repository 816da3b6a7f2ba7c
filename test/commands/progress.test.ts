import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { withProgress } from '../../src/commands/progress.ts'

const hideCursor = '\x1b[?25l'
const showCursor = '\x1b[?25h'

/** What a terminal, or a file, was written to. */
function stream(isTTY: boolean) {
  const written = Object.assign(new PassThrough(), { isTTY, columns: 80, rows: 24 })
  return { stream: written as unknown as NodeJS.WriteStream, text: () => String(written.read() ?? '') }
}

test('a bar ends with its run, also with one that fails, and then names what was rejected', async () => {
  const { stream: terminal, text } = stream(true)
  const run = withProgress(
    2,
    async done => {
      done('a.txt', null)
      done('b.txt', '文件是空的')
      throw new Error('down')
    },
    terminal,
  )
  await expect(run).rejects.toThrow('down')
  const shown = text()
  expect(shown.lastIndexOf(showCursor)).toBeGreaterThan(shown.lastIndexOf(hideCursor))
  expect(stripVTControlCharacters(shown)).toMatch(/拒绝 b\.txt：文件是空的\n$/)
})

test('no bar outside a terminal: rejected sources at once, and what the run gives', async () => {
  const { stream: file, text } = stream(false)
  const given = await withProgress(
    null,
    async done => {
      done('b.txt', '文件是空的')
      expect(text()).toBe('拒绝 b.txt：文件是空的\n')
      return 7
    },
    file,
  )
  expect([given, text()]).toEqual([7, ''])
})
