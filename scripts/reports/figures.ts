import { fieldOf, printedFields } from '../../src/report/fields.ts'
import { applicants, disclosureRows, disputeBlocks, requestRows } from '../../src/report/form.ts'
import type { Cell, Edition } from '../../src/report/report.ts'
import type { Random } from './random.ts'

/** Figures that balance as 勾稽 demands: rows and columns of table 3, the blocks of table 4, and years of one issuer with each other. */

/** What one year hands on to the next: open requests by applicant column, and documents in force. */
export interface HandedOn {
  carried: number[]
  inForce: { regulations: number; normativeDocuments: number }
}

export type Values = Map<string, number>

const columns = applicants.filter(({ id }) => id !== 'total').map(({ id }) => id)

/** How the handled requests fall on the rows of the form: rough shares of published reports. */
const shares: Record<string, number> = {
  granted: 42,
  partlyGranted: 8,
  'refused.stateSecret': 0.3,
  'refused.prohibitedByLaw': 0.8,
  'refused.securityAndStability': 0.2,
  'refused.thirdPartyRights': 1.5,
  'refused.internalAffairs': 2,
  'refused.processInformation': 2,
  'refused.enforcementFile': 2,
  'refused.administrativeInquiry': 1.5,
  'unavailable.notHeld': 20,
  'unavailable.needsCreation': 4,
  'unavailable.unclear': 2,
  'notProcessed.petition': 5,
  'notProcessed.duplicate': 3,
  'notProcessed.publication': 0.3,
  'notProcessed.excessive': 0.5,
  'notProcessed.confirmation': 0.4,
  other: 6,
  'other.notCorrected': 3,
  'other.feeUnpaid': 0.5,
  'other.remaining': 2.5,
}

const resultRows = (edition: Edition): string[] =>
  requestRows.filter(row => row.id in shares && row.editions.includes(edition)).map(row => row.id)

/** Splits a whole number over weights at random. */
function split(total: number, weights: number[], random: Random): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const parts = weights.map(() => 0)
  for (let one = 0; one < total; one++) {
    let at = random.next() * sum
    const index = weights.findIndex(weight => {
      at -= weight
      return at < 0
    })
    parts[Math.max(index, 0)]!++
  }
  return parts
}

function requests(values: Values, edition: Edition, size: number, carriedIn: number[], random: Random): number[] {
  const received = columns.map((_, at) => (at === 0 ? random.whole(0, size) : random.whole(0, Math.floor(size / 12))))
  const open = received.map((count, at) => count + carriedIn[at]!)
  const carriedOut = open.map(count =>
    random.chance(0.4) ? random.whole(0, Math.min(count, Math.ceil(size / 10))) : 0,
  )
  const rows = resultRows(edition)
  const put = (row: string, counts: number[]) => {
    for (const [at, count] of counts.entries()) values.set(`requests.${row}.${columns[at]}`, count)
    values.set(
      `requests.${row}.total`,
      counts.reduce((all, count) => all + count, 0),
    )
  }
  const handled = open.map((count, at) => count - carriedOut[at]!)
  const byColumn = handled.map(count =>
    split(
      count,
      rows.map(row => shares[row]!),
      random,
    ),
  )
  put('received', received)
  put('carriedIn', carriedIn)
  rows.forEach((row, index) => {
    put(
      row,
      byColumn.map(parts => parts[index]!),
    )
  })
  put('handled', handled)
  put('carriedOut', carriedOut)
  return carriedOut
}

function disputes(values: Values, size: number, random: Random): void {
  for (const block of disputeBlocks) {
    const total = random.chance(0.4) ? 0 : random.whole(0, Math.ceil(size / 8))
    const [upheld, corrected, other, pending] = split(total, [50, 12, 25, 13], random)
    values.set(`${block.id}.upheld`, upheld!)
    values.set(`${block.id}.corrected`, corrected!)
    values.set(`${block.id}.other`, other!)
    values.set(`${block.id}.pending`, pending!)
    values.set(`${block.id}.total`, total)
  }
}

function disclosure(
  values: Values,
  edition: Edition,
  size: number,
  before: HandedOn,
  random: Random,
): HandedOn['inForce'] {
  const inForce = { ...before.inForce }
  for (const { id, columns: printed } of disclosureRows) {
    const set = (column: string, value: number) => {
      if (printed[edition]?.some(each => (each === 'procurementAmount' ? 'amount' : each) === column))
        values.set(`disclosure.${id}.${column}`, value)
    }
    if (id === 'regulations' || id === 'normativeDocuments') {
      const issued = id === 'regulations' ? 0 : random.whole(0, 12)
      const repealed = Math.min(inForce[id], id === 'regulations' ? 0 : random.whole(0, 6))
      inForce[id] += issued - repealed
      set('created', issued)
      set('published', issued)
      set('publicTotal', inForce[id])
      set('issued', issued)
      set('repealed', repealed)
      set('inForce', inForce[id])
    } else {
      set('previousItems', random.whole(0, 400))
      set('change', random.whole(-40, 40))
      set('decisions', random.whole(0, size * 20))
      set('projects', random.whole(0, size))
      set('amount', random.whole(0, size * 100000) / 100)
    }
  }
  return inForce
}

/** One year's figures of an issuer with about `size` requests a year. */
export function figuresOf(
  edition: Edition,
  size: number,
  before: HandedOn | null,
  random: Random,
): { cells: Cell[]; handedOn: HandedOn } {
  const start = before ?? {
    carried: columns.map((_, at) => (at === 0 ? random.whole(0, Math.ceil(size / 12)) : 0)),
    inForce: { regulations: 0, normativeDocuments: random.whole(5, 90) },
  }
  const values: Values = new Map()
  const inForce = disclosure(values, edition, size, start, random)
  const carried = requests(values, edition, size, start.carried, random)
  disputes(values, size, random)
  const cells = printedFields(edition).map((field): Cell => {
    const value = values.get(field)!
    return { field, label: fieldOf(field).label, value, state: 'reported', raw: String(value) }
  })
  return { cells, handedOn: { carried, inForce } }
}
