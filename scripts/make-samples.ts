import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { reportId } from '../src/parsing/identity.ts'
import type { Cell, Report } from '../src/report/report.ts'
import { yearsOf } from './make-reports.ts'
import { type Body, departmentOf, governmentOf, placeOf } from './reports/issuers.ts'
import { randomOf } from './reports/random.ts'
import { fileOf, layouts } from './reports/render.ts'

/** Writes `samples/fictional/`: invented reports that together show what one report cannot. Always the same files. */

const folder = fileURLToPath(new URL('../samples/fictional/', import.meta.url))

const government = (code: string): Body => governmentOf(placeOf(code))
const department = (code: string, own: string): Body => departmentOf(placeOf(code), own)

/** The office that signs its government's report. */
const office = (code: string): Body => {
  const { issuer, size } = government(code)
  return {
    issuer: { ...issuer, name: `${issuer.name}办公室`, kind: 'office' },
    own: '人民政府办公室',
    size: Math.ceil(size / 3),
  }
}

const sets: [Body[], number[]][] = [
  // One issuer across both editions.
  [[government('431024')], [2019, 2020, 2021, 2022, 2023]],
  // A city and its districts; the province above.
  [['3202', '320205', '320206', '320211', '320213', '320214'].map(government), [2021, 2022]],
  [[government('32')], [2022]],
  [['教育局', '市场监督管理局', '发展和改革委员会', '卫生健康委员会'].map(own => department('320213', own)), [2022]],
  // A government and its office, both with reports.
  [[office('320205')], [2022]],
  // Namesakes of each other, and of 鹤岗's 南山区 among the real samples.
  [[government('440305')], [2020, 2021]],
  [['330106', '360103', '110105', '220104', '320106', '350102', '320302', '410204'].map(government), [2022]],
  // Townships that share a name, one of them below a county that has a report, too.
  [['120116156', '230102101', '410325100', '340322100', '410325'].map(government), [2021]],
  // A zone.
  [[government('31Z01')], [2022]],
]

type Edit = (cell: Cell) => Cell

const printed =
  (state: Cell['state'], raw: string) =>
  (cell: Cell): Cell => ({ ...cell, value: null, state, raw })

/** A county whose report leaves cells empty, crosses them out, or prints what nobody can read. */
const gaps: Record<string, Edit> = {
  'disclosure.regulations.issued': printed('notApplicable', '/'),
  'disclosure.regulations.repealed': printed('notApplicable', '/'),
  'disclosure.regulations.inForce': printed('notApplicable', '/'),
  'disclosure.coercion.decisions': printed('blank', ''),
  'disclosure.fees.amount': printed('notApplicable', '不涉及'),
  'requests.carriedIn.total': printed('blank', ''),
  'review.corrected': printed('blank', ''),
  'requests.refused.thirdPartyRights.naturalPerson': printed('unreadable', '1O'),
}

const edited = (report: Report, edits: Record<string, Edit>): Report => ({
  ...report,
  cells: report.cells.map(cell => edits[cell.field]?.(cell) ?? cell),
})

/** 2021 edition but for 其他处理, which it prints as one row. */
function mixedForm(report: Report): Report {
  const cells = report.cells.flatMap((cell): Cell[] => {
    const [, row, part, column] = cell.field.split('.')
    if (row !== 'other' || column === undefined) return [cell]
    if (part !== 'notCorrected') return []
    const value = ['notCorrected', 'feeUnpaid', 'remaining'].reduce(
      (sum, each) => sum + (report.cells.find(({ field }) => field === `requests.other.${each}.${column}`)?.value ?? 0),
      0,
    )
    return [{ ...cell, field: `requests.other.${column}`, value, raw: String(value) }]
  })
  return { ...report, cells }
}

/** A total that does not add up, and a number in the prose that is not the table's. */
function mistaken(report: Report): Report {
  const wrong = edited(report, {
    'requests.granted.total': cell => ({ ...cell, value: cell.value! + 1, raw: String(cell.value! + 1) }),
  })
  return {
    ...wrong,
    sections: wrong.sections.map(section => ({
      ...section,
      text: section.text.replace(
        /全年新收政府信息公开申请(\d+)件/,
        (_, count) => `全年新收政府信息公开申请${Number(count) + 7}件`,
      ),
    })),
  }
}

/** A town that does not say where it lies: dozens bear its name. */
function homeless(report: Report, name: string): Report {
  const issuer = { ...report.issuer, name, division: null }
  const rename = (text: string) => text.replaceAll(report.issuer.name, name)
  const title = rename(report.title)
  const sections = report.sections.map(section => ({ ...section, text: rename(section.text) }))
  return {
    ...report,
    issuer,
    title,
    sections,
    id: reportId(name, issuer.kind, { division: null, body: '人民政府', hasNamesakes: true }, report.year, title),
  }
}

const random = randomOf(20190415)
const one = (body: Body, year: number): Report => yearsOf(body, [year], random)[0]!

const reports = [
  ...sets.flatMap(([bodies, years]) => bodies.flatMap(body => yearsOf(body, years, random))),
  edited(one(government('331121'), 2022), gaps),
  mixedForm(one(government('321323'), 2023)),
  mistaken(one(government('340828'), 2021)),
  homeless(one(government('410725104'), 2023), '太平镇人民政府'),
]

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const [at, report] of reports.entries()) {
  const { name, text } = fileOf(report, layouts[at % layouts.length]!)
  writeFileSync(`${folder}${report.issuer.division ? name : name.replace(/^.*(?=-)/, 'no-division')}`, text)
}
console.error(`${readdirSync(folder).length} files in samples/fictional`)
