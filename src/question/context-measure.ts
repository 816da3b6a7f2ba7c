import { isEmpty, isWithinBlock, type Measure, noMeasure, onlyPart, wantedOf } from './measure.ts'
import type { Query } from './query.ts'
import type { Slots } from './slots.ts'

/** Which field an elliptic message means: its own pieces of the form, laid over those of the query before it. */

/** Rows of table 2 that a measure means, whether they or their columns are named. */
const rowsOf = (measure: Measure): string[] => [
  ...new Set(
    wantedOf(measure)
      .map(([id]) => id!.split('.'))
      .flatMap(([table, row]) => (table === 'disclosure' ? [row!] : [])),
  ),
]

/** “金额呢” after 采购 or 收费: the row's column that is counted in money. Null where the row before has none. */
function moneyOf(earlier: Measure): Measure | null {
  const rows2 = rowsOf(earlier)
  const columns2 = rows2.flatMap(row =>
    row === 'procurement' ? ['procurementAmount'] : row === 'fees' ? ['amount'] : [],
  )
  return columns2.length > 0 ? { ...noMeasure, rows2, columns2 } : null
}

/** “商业企业呢” exchanges the column and keeps the row; “部分公开呢” exchanges the row and keeps the column. */
export function mergeMeasure(
  said: Measure,
  earlier: Measure,
  follows: boolean,
  bare: boolean,
  whole: boolean,
): Measure {
  if (isEmpty(said)) return earlier
  const table3 = earlier.rows3.length + earlier.applicants.length > 0
  const table4 = earlier.blocks.length + earlier.results.length > 0
  if (onlyPart(said, 'applicants') && table3) return { ...said, rows3: earlier.rows3 }
  if (onlyPart(said, 'rows3') && table3 && follows && !whole) return { ...said, applicants: earlier.applicants }
  // 公开了几件 after 企业的呢 leaves open whether theirs or all are meant: both are given.
  if (onlyPart(said, 'rows3') && bare && earlier.applicants.length > 0 && !earlier.applicants.includes('total'))
    return { ...said, applicants: [...earlier.applicants, 'total'] }
  if (onlyPart(said, 'results') && table4) return { ...said, blocks: earlier.blocks }
  if (onlyPart(said, 'blocks') && table4 && follows) return { ...said, results: earlier.results }
  // 收费金额呢 after 行政处罚: the row before has no such column, and the words name a field of their own.
  const fitting = (measure: Measure) => (wantedOf(measure).length > 0 ? measure : said)
  if (onlyPart(said, 'columns2') && earlier.rows2.length > 0) return fitting({ ...said, rows2: earlier.rows2 })
  if (onlyPart(said, 'rows2') && earlier.columns2.length > 0 && follows)
    return fitting({ ...said, columns2: earlier.columns2 })
  return said
}

/** 诉讼, 许可的: a name and nothing else, which takes the place of its like. */
export const isBareName = ({ counts, issuers, years, operation, what, who, scope, keywords }: Slots): boolean =>
  !counts && !who && issuers.length + keywords.length === 0 && years === null && scope === null && !operation && !what

/** 败诉几件 after 复议后起诉几件 asks of those lawsuits. */
export const sameCourt = ({ measure, court, adds }: Slots, earlier: Measure): Measure =>
  !court && !adds && earlier.blocks.length > 0 && earlier.blocks.every(block => isWithinBlock(block, 'litigation'))
    ? { ...measure, blocks: [] }
    : measure

/** 个人申请的有几件, 谁申请的 after 予以公开几件: of those requests, and not of all that came in. */
export function sameRow(said: Measure, { receives, everyApplicant, issuers, years }: Slots, earlier: Measure): Measure {
  const whose = said.applicants.length > 0 || everyApplicant
  const weak = said.rows3.join() === 'received' && !receives && whose && issuers.length === 0 && years === null
  const row = earlier.rows3.length > 0 && !earlier.rows3.includes('received')
  return weak && row ? { ...said, rows3: [] } : said
}

/** 其中结转多少 after 新收和结转一共多少: the one of the two that was added up. */
export function amongRows(said: Measure, { ofThose }: Slots, earlier: Measure): Measure {
  const rows3 = ofThose ? said.rows3.filter(row => earlier.rows3.includes(row)) : []
  return rows3.length > 0 ? { ...said, rows3 } : said
}

/** What is asked in money is either the row before's or a condition that nothing meets. */
export function settleMoney(slots: Slots, earlier: Query | null): Slots {
  if (slots.money === null || !isEmpty(slots.measure)) return slots
  const measure = earlier?.topic === 'figures' ? moneyOf(earlier.measure) : null
  return measure ? { ...slots, measure, topic: 'figures' } : { ...slots, limits: [...slots.limits, slots.money] }
}

/** 结果怎么样 after 行政诉讼几件, after 企业申请几件: theirs, and no other's. */
export function settleResults(slots: Slots, earlier: Query | null): Slots {
  const { rows3, ...others } = slots.measure
  const bare = isEmpty({ ...others, rows3: [] }) && (rows3.length === 0 || rows3.join() === 'handled')
  const before = earlier?.topic === 'figures' ? earlier.measure : noMeasure
  const { blocks, applicants } = before
  const requests = before.rows3.includes('received') || (applicants.length > 0 && !applicants.includes('total'))
  if (!slots.results || !bare || slots.rates.length > 0 || (blocks.length === 0 && !requests)) return slots
  return {
    ...slots,
    measure: blocks.length > 0 ? { ...noMeasure, blocks } : { ...noMeasure, rows3: ['handled'], applicants },
    operation: slots.operation ?? { kind: 'breakdown', parts: true },
    topic: 'figures',
  }
}

/** 项目数呢 after 采购金额, 几项 after 许可: the items of the row before. */
export function settleItems(slots: Slots, earlier: Query | null): Slots {
  const rows2 = earlier?.topic === 'figures' ? rowsOf(earlier.measure) : []
  if (!slots.items || !isEmpty(slots.measure) || rows2.length === 0) return slots
  // 项目数增加了几项: the printed change.
  if (slots.what?.kind === 'change')
    return {
      ...slots,
      measure: { ...noMeasure, rows2, columns2: ['change'] },
      what: null,
      operation: null,
      topic: 'figures',
    }
  const columns2 = rows2.flatMap(row => (row === 'procurement' ? ['projects'] : ['previousItems', 'change']))
  return { ...slots, measure: { ...noMeasure, rows2, columns2 }, topic: 'figures' }
}
