import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseReport } from '../../src/parsing/parse.ts'
import type { Report } from '../../src/report/report.ts'
import { inventFigures, spoil } from '../support/form-figures.ts'
import {
  Dice,
  formDocument,
  formTables,
  hideBlanks,
  type LayoutName,
  layouts,
  showBlanks,
} from '../support/form-layouts.ts'

/** Random figures, printed in every layout seen, must come back as they were; with a cell lost or split, never another number. */

interface Wish {
  layout: LayoutName
  seed: number
  blankOneIn?: number
  fault?: 'lost' | 'split'
}

function printAndParse({ layout, seed, blankOneIn, fault }: Wish): {
  report: Report
  expected: Map<string, number | null>
} {
  const dice = new Dice(seed)
  const edition = dice.pick(['2019', '2021'] as const)
  const oneOther = edition === '2019' || dice.chance(5)
  const { figures, expected } = inventFigures({ edition, oneOther, ...(blankOneIn && { blankOneIn }) }, dice)
  const whole = formTables(figures, edition, oneOther)
  const tables = fault ? spoil(whole, fault, dice) : whole
  const document = formDocument(layouts[layout](tables, dice))
  const report = parseReport(document, { file: 'invented.txt', sha256: '' })
  expect(report.edition).toBe(edition)
  return { report, expected }
}

function valuesOf(report: Report): Record<string, number | null> {
  return Object.fromEntries(report.cells.map(cell => [cell.field, cell.value]))
}

/** Cells that hold a number which is not the printed one. */
function wrongCells(report: Report, expected: Map<string, number | null>) {
  return report.cells.filter(cell => cell.value !== null && cell.value !== expected.get(cell.field))
}

const rowOf = (field: string): string => field.slice(0, field.lastIndexOf('.'))

/**
 * Wrong cells, but those of a row that comes out as it is read: 1, 89 and a blank total, of which 89 is torn, cannot be told from 1, 8 and
 * their total 9.
 */
function wrongUnlessByChance(report: Report, expected: Map<string, number | null>) {
  const comesOut = (row: string): boolean => {
    const own = report.cells.filter(cell => rowOf(cell.field) === row)
    const total = own.find(({ field }) => field === `${row}.total`)?.value ?? null
    const parts = own.filter(({ field }) => field !== `${row}.total`).map(({ value }) => value ?? 0)
    return total !== null && parts.reduce((sum, value) => sum + value, 0) === total
  }
  return wrongCells(report, expected).filter(({ field }) => !comesOut(rowOf(field)))
}

const seed = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const names = Object.keys(layouts) as LayoutName[]
/** Layouts whose rows are all built alike: nothing but the figures is left to tell. */
const plain = names.filter(name => name !== 'glued' && name !== 'raggedTabRows')

describe('figures printed in any layout', () => {
  test('come back exactly', () => {
    fc.assert(
      fc.property(fc.constantFrom(...plain), seed, (layout, seed) => {
        const { report, expected } = printAndParse({ layout, seed })
        expect(valuesOf(report)).toEqual(Object.fromEntries(expected))
      }),
      { numRuns: 1000 },
    )
  })

  test('come back with their blanks from a grid, which shows each cell', () => {
    fc.assert(
      fc.property(seed, seed => {
        const { report, expected } = printAndParse({ layout: 'grid', seed, blankOneIn: 9 })
        expect(valuesOf(report)).toEqual(Object.fromEntries(expected))
      }),
      { numRuns: 150 },
    )
  })

  test.each([...showBlanks, ...hideBlanks, 'glued' as const])(
    '%s: blank cells never take another cell’s number',
    layout => {
      fc.assert(
        fc.property(seed, fc.constantFrom(6, 20), (seed, blankOneIn) => {
          const { report, expected } = printAndParse({ layout, seed, blankOneIn })
          expect(wrongCells(report, expected)).toEqual([])
        }),
        { numRuns: 60 },
      )
    },
  )

  test.each(
    names.flatMap(layout => [
      { layout, fault: 'lost' as const },
      { layout, fault: 'split' as const },
    ]),
  )('$layout: with a cell $fault, no other number is said', ({ layout, fault }) => {
    fc.assert(
      fc.property(seed, seed => {
        const { report, expected } = printAndParse({ layout, seed, fault })
        expect(wrongCells(report, expected)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test.each(['grid', 'tabRows', 'paragraphs'] as const)('%s: nor with blank cells besides', layout => {
    fc.assert(
      fc.property(seed, fc.constantFrom<'lost' | 'split'>('lost', 'split'), (seed, fault) => {
        const { report, expected } = printAndParse({ layout, seed, fault, blankOneIn: 12 })
        expect(wrongUnlessByChance(report, expected)).toEqual([])
      }),
      { numRuns: 60, examples: [[1208478229, 'split']] },
    )
  })

  test('a number in two halves is put together where its row’s total tells how', () => {
    let restored = 0
    for (let seed = 1; seed <= 60; seed++) {
      const { report } = printAndParse({ layout: 'tabRows', seed, fault: 'split' })
      restored += report.cells.filter(cell => cell.note?.includes('还原')).length
    }
    expect(restored).toBeGreaterThan(30)
  })
})
