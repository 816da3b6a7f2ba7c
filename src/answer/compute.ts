import { partsOf, wantedOf } from '../question/measure.ts'
import { comparedParts } from '../question/named-parts.ts'
import { addable } from '../question/named-sum.ts'
import { type Filter, isMiddle } from '../question/operations.ts'
import type { Query, Wanted } from '../question/query.ts'
import { sharesOf, sharesOfParts } from '../question/shares.ts'
import { fieldOf } from '../report/fields.ts'
import { type Figure, fullName, type HeldReport, type Line } from './answer.ts'
import type { Column } from './column.ts'
import { columnsOf, ofAll, shareColumn } from './columns.ts'
import { sum } from './figure.ts'
import { filtered, filteredAlways, inState, standing, tested } from './filtering.ts'
import { largest } from './largest.ts'
import { type Computed, find, join, nothing, values, who, withRest } from './list.ts'
import { added, aggregated, aggregatedYearly, figuresOf, ranked, usedBy } from './ranking.ts'
import { perProject, sharedAcross } from './ratios.ts'
import { changed, compared, comparedFields, related, relatedFields } from './relations.ts'
import { sided } from './sides.ts'
import { verdictOn } from './verdict.ts'

export type { Computed } from './list.ts'

/** The field itself and what it consists of; several fields stay as they are. */
function broken(wanted: Wanted[], results = false, rows = false): Wanted[] {
  // 申请5件，结果如何: the results are broken up, and what came in stands beside them.
  const cameIn = ([id]: Wanted) => /^requests\.(?:received|carried)/.test(id!)
  // 各类申请人办结多少: the columns are the parts.
  const apart = rows || new Set(wanted.map(([id]) => fieldOf(id!).row)).size === wanted.length
  const parts = wanted.flatMap(each =>
    wanted.length === 1 || (results && apart && !cameIn(each)) ? [each, ...partsOf(each[0]!)] : [each],
  )
  return parts.filter((part, i) => parts.findIndex(other => other[0] === part[0]) === i)
}

/** 有没有…: said first, as far as the figure says it. */
const yesOrNo = ({ value }: Figure): string => (value > 0 ? '有，' : value === 0 ? '没有，' : '')

/** A list over many says of how many reports it speaks: those that are indexed, and not all that exist. */
const over = ({ scope }: Query, { length }: HeldReport[]): Computed[] =>
  scope === 'named' || length === 0
    ? []
    : [{ ...nothing, lines: [[length > 1 ? `已收录的有关报告共 ${length} 份：` : '已收录的有关报告只有 1 份：']] }]

const isPrinted = (report: HeldReport, wanted: Wanted): boolean => {
  const found = find(report, wanted)
  return 'figure' in found || found.gap.state !== 'notInForm'
}

/** 行政许可废止几件: row and column are of the form, but no edition has a cell where they would meet. */
const noSuchCell: Computed = {
  lines: [['表格里没有这一项：问到的行没有这样的栏目。']],
  figures: [],
  gaps: [],
  used: [],
}

const noSuchShare: Computed = {
  lines: [['没有说清楚是哪一项占哪一项的比例，无法计算占比。请这样问：不予公开占办理结果的比例。']],
  figures: [],
  gaps: [],
  used: [],
}

/** Rates and shares that are only listed: each under its report's name. */
const listed = ({ rows, rest }: Column): Computed => {
  const each = rows.map(({ name, words }): Line => [name, ...words])
  return {
    ...rest,
    lines: withRest(each, rest),
    figures: [...figuresOf(rows), ...rest.figures],
    used: [...usedBy(rows), ...rest.used],
  }
}

/** 五区予以公开和部分公开一共多少: of each field its sum, and all of them together where they add up to something. */
function withTotal(sums: Computed[], adds: boolean): Computed {
  const totals = sums.flatMap(({ figures: [first] }) => (first?.formula ? [first] : []))
  const one = totals.length === sums.length && new Set(totals.map(({ unit }) => unit)).size === 1
  if (!adds || sums.length < 2 || !one) return join(sums)
  const total = sum(totals, '以上各项合计', totals[0]!.field)
  return join([...sums, { ...nothing, figures: [total], lines: [['以上各项合计：', total, `（${total.formula}）`]] }])
}

const yearsOf = ({ years }: Query): number[] => (years?.kind === 'list' ? years.years : [])

/** Whether figures are held against each other: a whole row then means its main column. */
const overMany = ({ kind }: Query['operation']): boolean =>
  ['rank', 'filter', 'standing', 'sum', 'compare'].includes(kind) || isMiddle(kind)

/**
 * Carries out the operation of a query over the reports that it is about, in the order given. `focus` are the ids of the reports that
 * the others are held against, or that are placed among them.
 */
export function compute(query: Query, reports: HeldReport[], focus: ReadonlySet<string>): Computed {
  const { operation, what, scope } = query
  const wanted = wantedOf(query.measure, overMany(operation))
  const explicit = query.measure.columns2.length > 0 || query.measure.rows2.length === 0
  const one = reports.length === 1
  const ofOneIssuer = !one && new Set(reports.map(report => fullName(report.issuer))).size === 1
  // 收费比2019年多多少: the row's columns are held against those of the other report, and not against each other.
  const isWholeRow = query.measure.rows2.length === 1 && query.measure.columns2.length === 0
  const each = (list: Wanted[], named: boolean): Computed =>
    join([...over(query, reports), ...reports.map(report => values(report, list, named))])
  // A whole row is asked for by its name: columns that no report's form has are no part of it.
  const printed = wanted.filter(field => reports.some(report => isPrinted(report, field)))
  const fields = explicit || printed.length === 0 ? wanted : printed
  const perColumn = (run: (column: Column) => Computed): Computed => join(columnsOf(query, reports, fields).map(run))
  if (wanted.length === 0 && what.kind !== 'rate') return noSuchCell
  if (what.kind === 'share' && !what.across && !ofAll(query, fields) && !sharesAsked()) return noSuchShare
  switch (operation.kind) {
    case 'largest': {
      // 哪类申请人结转最多: of either row its own columns.
      const sets = operation.columns
        ? rowsOf(query.measure).map(measure => comparedParts(measure, true))
        : [comparedParts(query.measure, false)]
      return join(reports.flatMap(report => sets.map(parts => largest(report, parts, operation, !one))))
    }
    case 'rank':
      return perColumn(column => ranked(column, operation))
    case 'standing':
      return perColumn(column => standing(column, operation, focus))
    case 'filter':
      if (operation.always) return perColumn(column => filteredAlways(column, operation, yearsOf(query)))
      return perColumn(column =>
        scope === 'named' && !ofOneIssuer && what.kind !== 'change'
          ? tested(column, operation)
          : filtered(column, operation, focus),
      )
    case 'stated':
      return join(
        operation.numbers
          .filter(({ fields: own }) => !isWholeRow || fields.some(field => field.join() === own.join()))
          .flatMap(({ fields: own, test, way }) => {
            const asked: Query = way ? { ...query, what: { kind: 'cells', way } } : query
            return columnsOf(asked, reports, [own]).map(column => tested(column, test))
          }),
      )
    case 'state':
      return join(fields.map(field => inState(reports, field, operation.state)))
    case 'sum':
      if (one && what.kind === 'cells')
        return join([...over(query, reports), addedUp(reports[0]!, wanted, explicit, operation.said)])
      if (operation.yearly) return perColumn(aggregatedYearly)
      return withTotal(
        columnsOf(query, reports, fields).map(column => aggregated(column, 'sum', verdictOn(operation.said))),
        what.kind === 'cells' && addable(query.measure),
      )
    case 'average':
    case 'median':
      if (one && ofProjects(query)) return perProject(reports[0]!)
      if (one) return { ...nothing, lines: [['只有一份报告，没有可以平均的数。']] }
      return perColumn(column => aggregated(column, operation.kind))
    case 'difference':
    case 'times':
      // 废止是制发的几倍, of documents of either kind: the columns of each row.
      if (what.kind === 'cells' && query.measure.rows2.length === 0 && query.measure.columns2.length === 2)
        return join(
          [...Map.groupBy(fields, ([id]) => fieldOf(id!).row).values()].map(own =>
            relatedFields(reports, own, operation.kind as 'difference' | 'times'),
          ),
        )
      // 差多少 after 许可、处罚各多少 of one year and of another.
      if (what.kind === 'cells' && wanted.length >= 2 && ofOneIssuer && query.origins.measure === 'inherited')
        return perColumn(changed)
      if (what.kind === 'cells' && wanted.length >= 2 && !isWholeRow)
        return relatedFields(reports, wanted, operation.kind)
      if (ofOneIssuer && operation.kind === 'difference') return perColumn(changed)
      return join(
        // A change is no multiple of another.
        columnsOf(
          query,
          ofOneIssuer ? inOrderSaid(reports, query) : reports,
          fields.filter(([id]) => operation.kind !== 'times' || !isWholeRow || !id!.endsWith('.change')),
        ).map(column => related(column, operation.kind)),
      )
    case 'sides':
      return perColumn(column => sided(column, operation))
    case 'compare':
      // 维持的多还是纠正的多: of reviews, and of lawsuits, their own results.
      if (one && what.kind === 'cells' && query.measure.results.length > 1 && query.measure.blocks.length === 0)
        return join(
          [...Map.groupBy(wanted, ([id]) => fieldOf(id!).row).values()].map(own => comparedFields(reports[0]!, own)),
        )
      if (one && what.kind === 'cells') return comparedFields(reports[0]!, wanted)
      return perColumn(column => (ofOneIssuer && what.kind !== 'change' ? changed : compared)(column))
    case 'trend':
      return join(columnsOf(withoutChange(query), reports, fields).map(changed))
    case 'value':
    case 'exists':
    case 'breakdown':
      return plain()
  }

  /** Null where the words do not settle what is a share of what. */
  function sharesAsked() {
    if (what.kind !== 'share') return null
    if (operation.kind !== 'breakdown') return sharesOf(wanted, query.measure, what.of, what.joint)
    return sharesOfParts(broken(wanted).slice(wanted.length === 1 ? 1 : 0), what.of ? wantedOf(what.of) : wanted)
  }

  function plain(): Computed {
    if (what.kind === 'change') return join(columnsOf(withoutChange(query), reports, fields).map(changed))
    if (what.kind === 'sum') return join(reports.map(report => addedUp(report, wanted, explicit)))
    if (what.kind === 'share' && what.across && reports.length === 2 && wanted.length === 1)
      return sharedAcross(reports[0]!, reports[1]!, wanted[0]!)
    if (what.kind === 'share' && !ofAll(query, fields))
      return join((sharesAsked() ?? []).map(share => listed(shareColumn(reports, share))))
    if (what.kind !== 'cells') return perColumn(listed)
    if (operation.kind === 'breakdown' && (operation.parts || (one && ofOne(query)))) {
      // 新公开和废止各几件: of what is broken up the form may lack parts, but what was named is never left out.
      const shown = broken(wanted, operation.parts, !explicit).filter(
        part => (explicit && wanted.includes(part)) || reports.some(report => isPrinted(report, part)),
      )
      return each(shown.length > 0 ? shown : wanted, true)
    }
    if (operation.kind === 'exists' && one && wanted.length === 1) return values(reports[0]!, wanted, explicit, yesOrNo)
    return each(wanted, explicit)
  }
}

/** 平均每个采购项目, 采购平均金额: of one report the mean is over its projects. */
const ofProjects = ({ operation, measure: { rows2, columns2 } }: Query): boolean =>
  operation.kind === 'average' &&
  columns2.includes('procurementAmount') &&
  (columns2.includes('projects') || rows2.includes('procurement'))

/** 洪泽和平潭分别多少, of which one is held: of each its figure, and no parts. */
const ofOne = ({ scope, issuers, years }: Query): boolean =>
  scope === 'named' && issuers.length < 2 && !(years?.kind === 'list' && years.years.length > 1)

/** The measure row by row of table 3. */
const rowsOf = (measure: Query['measure']): Query['measure'][] =>
  measure.rows3.length > 1 ? measure.rows3.map(row => ({ ...measure, rows3: [row] })) : [measure]

/** The figures year by year, which a change is shown with. */
const withoutChange = (query: Query): Query =>
  query.what.kind === 'change' ? { ...query, what: { kind: 'cells' } } : query

/** 2023年是2022年的几倍: the years stand in the order in which they were named. */
function inOrderSaid(reports: HeldReport[], { years }: Query): HeldReport[] {
  if (years?.kind !== 'list') return reports
  const place = ({ year }: HeldReport) => years.years.indexOf(year)
  return reports.toSorted((a, b) => place(a) - place(b))
}

function addedUp(report: HeldReport, wanted: Wanted[], explicit: boolean, said?: Filter): Computed {
  const listed = values(report, wanted, explicit)
  const figures = wanted.flatMap(each => {
    const found = find(report, each)
    return 'figure' in found ? [found.figure] : []
  })
  return added(who(report), listed, figures, verdictOn(said))
}
