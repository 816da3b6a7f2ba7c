import { editionOf } from '../report/fields.ts'
import type { Cell, Edition } from '../report/report.ts'
import { editionOfDisclosure, findDisclosure, readDisclosure } from './disclosure.ts'
import { missingDisputes, parseDisputes } from './disputes.ts'
import type { Printed } from './layout.ts'
import { missingRequests, parseRequests } from './requests.ts'

export interface Tables {
  edition: Edition
  cells: Cell[]
}

export function parseTables(printed: Printed, year: number): Tables | null {
  const disclosure = findDisclosure(printed)
  const byRows = editionOfDisclosure(disclosure)
  const requests = parseRequests(printed, byRows ?? '2021')
  const edition = byRows ?? requests?.edition ?? editionOf(year)
  const hasBlanks = requests?.cells.some(cell => cell.state === 'blank') ?? true
  const disputes = parseDisputes(printed, hasBlanks)
  if (disclosure.length === 0 && !requests && !disputes) return null
  const cells = [
    ...readDisclosure(printed, disclosure, edition),
    ...(requests?.cells ?? missingRequests(edition)),
    ...(disputes ?? missingDisputes()),
  ]
  return { edition, cells }
}
