import type { Block, Document, GridCell } from '../../src/reading/document.ts'
import {
  applicants,
  disclosureColumns,
  disclosureRows,
  disputeBlocks,
  disputeResults,
  requestGroups,
  requestRows,
} from '../../src/report/form.ts'
import type { Edition } from '../../src/report/report.ts'

/** Invented reports in every layout that published ones have been seen in: what the parser must read back. */

/** Printed text by field id; an empty text is a blank cell. */
export type Figures = Map<string, string>

/** A cell of the form as a page would have it; `field` on those that hold a figure. */
export interface FormCell {
  text: string
  across: number
  down: number
  field?: string
  /** The layout leaves the cell out, and what follows moves up. */
  lost?: boolean
  /** The second half of a cell that the layout splits in two. */
  extra?: boolean
}

export type FormTable = FormCell[][]

/** Numbers that look random and are the same for the same seed. */
export class Dice {
  #state: number
  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0
  }
  /** 0 ≤ n < below */
  roll(below: number): number {
    this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0
    return ((this.#state ^ (this.#state >>> 13)) >>> 0) % below
  }
  chance(oneIn: number): boolean {
    return this.roll(oneIn) === 0
  }
  pick<T>(choices: readonly T[]): T {
    return choices[this.roll(choices.length)]!
  }
}

const cell = (text: string, across = 1, down = 1): FormCell => ({ text, across, down })

/** The three tables of the form with these figures. `oneOther`: 其他处理 as one row, whatever the edition. */
export function formTables(figures: Figures, edition: Edition, oneOther = edition === '2019'): FormTable[] {
  const value = (field: string, across = 1): FormCell => ({ text: figures.get(field) ?? '', across, down: 1, field })
  return [disclosureTable(edition, value), requestsTable(oneOther, value), disputesTable(value)]
}

type Value = (field: string, across?: number) => FormCell

function disclosureTable(edition: Edition, value: Value): FormTable {
  const rows: FormTable = []
  for (const [item, ofItem] of Map.groupBy(disclosureRows, row => row.item)) {
    const printed = ofItem.filter(row => row.columns[edition])
    const columns = printed[0]?.columns[edition]
    if (!columns) continue
    const widths = columns.length === 3 ? [1, 1, 1] : columns.length === 2 ? [2, 1] : [3]
    rows.push([cell(`第二十条第（${item}）项`, 4)])
    const labels = columns.map(id => disclosureColumns.find(column => column.id === id)!.label)
    rows.push([cell('信息内容'), ...labels.map((label, at) => cell(label, widths[at]))])
    for (const row of printed) {
      const fields = columns.map(id => `disclosure.${row.id}.${id === 'procurementAmount' ? 'amount' : id}`)
      rows.push([cell(row.label), ...fields.map((field, at) => value(field, widths[at]))])
    }
  }
  return rows
}

function requestsTable(oneOther: boolean, value: Value): FormTable {
  const rows: FormTable = [
    [cell('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3, 3), cell('申请人情况', 7)],
    [cell('自然人', 1, 2), cell('法人或其他组织', 5), cell('总计', 1, 2)],
    ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'].map(label => cell(label)),
  ]
  const shown = requestRows.filter(row => (oneOther ? row.group !== 'other' : row.id !== 'other'))
  const results = shown.filter(row => !['received', 'carriedIn', 'carriedOut'].includes(row.id))
  for (const row of shown) {
    const values = applicants.map(applicant => value(`requests.${row.id}.${applicant.id}`))
    const leading = row === results[0] ? [cell('三、本年度办理结果', 1, results.length)] : []
    if (row.group !== null) {
      const group = requestGroups.find(({ id }) => id === row.group)!
      const members = shown.filter(other => other.group === row.group)
      if (row === members[0]) leading.push(cell(`（${group.number}）${group.label}`, 1, members.length))
      rows.push([...leading, cell(`${row.number}.${row.label}`), ...values])
    } else if (row.number.startsWith('（')) {
      rows.push([...leading, cell(`${row.number}${row.id === 'handled' ? '总计' : row.label}`, 2), ...values])
    } else rows.push([cell(`${row.number}、${row.label}`, 3), ...values])
  }
  return rows
}

function disputesTable(value: Value): FormTable {
  const results = disputeResults.map(result => cell(result.label))
  return [
    [cell('行政复议', 5), cell('行政诉讼', 10)],
    [...results.map(result => ({ ...result, down: 2 })), cell('未经复议直接起诉', 5), cell('复议后起诉', 5)],
    [...results, ...results],
    disputeBlocks.flatMap(block => disputeResults.map(result => value(`${block.id}.${result.id}`))),
  ]
}

export type Layout = (tables: FormTable[], dice: Dice) => Block[][]

const line = (text: string): Block => ({ kind: 'paragraph', text })
const lines = (text: string): Block[] => text.split('\n').map(line)

type Spot = GridCell & Pick<FormCell, 'field' | 'lost' | 'extra'>

/** Merged spots resolved, as the readers of pages and Word documents do it. */
export function gridRows(table: FormTable): Spot[][] {
  const covered: number[] = []
  return table.map(row => {
    const spots: Spot[] = []
    const pass = () => {
      while ((covered[spots.length] ?? 0) > 0) {
        covered[spots.length]!--
        spots.push({ text: '', continued: true })
      }
    }
    for (const { text, across, down, field, lost, extra } of row) {
      pass()
      for (let column = 0; column < across; column++) {
        covered[spots.length] = down - 1
        spots.push({
          text: column === 0 ? text : '',
          continued: column > 0,
          ...(field && { field }),
          ...(lost && { lost }),
          ...(extra && { extra }),
        })
      }
    }
    pass()
    return spots
  })
}

const isPrinted = (each: { lost?: boolean }) => !each.lost

const grid: Layout = tables =>
  tables.map(table => [{ kind: 'table', rows: gridRows(table).map(row => row.filter(isPrinted)) }])

/** A row a line; merged spots are kept as empty cells, all of them or none. */
const tabRows: Layout = (tables, dice) => {
  const full = dice.chance(2)
  return tables.map(table =>
    gridRows(table).map(row =>
      line(
        row
          .filter(spot => isPrinted(spot) && (full || !spot.continued))
          .map(spot => spot.text)
          .join('\t'),
      ),
    ),
  )
}

/** A row a line; some rows keep merged spots before or behind their values, others do not. */
const raggedTabRows: Layout = (tables, dice) =>
  tables.map(table =>
    gridRows(table).map(row => {
      const first = row.findIndex(spot => spot.field !== undefined)
      if (first < 0) return line(row.map(spot => spot.text).join('\t'))
      const head = row.slice(0, first).filter(spot => !spot.continued || dice.chance(2))
      const values = row.slice(first).filter(spot => isPrinted(spot) && !spot.continued)
      return line([...head, ...values].map(spot => spot.text).join('\t') + (dice.chance(2) ? '\t' : ''))
    }),
  )

/** A cell a line with a tab before it, an empty line behind each row; labels are broken over lines. */
const tabCells: Layout = (tables, dice) =>
  tables.map(table =>
    gridRows(table).flatMap(row => {
      const firstOwn = row.findIndex(spot => !spot.continued)
      const cells = row.filter((spot, at) => isPrinted(spot) && (!spot.continued || at < firstOwn))
      return [
        ...cells.flatMap(spot =>
          lines(`\t${spot.field ? spot.text : broken(spot.text, dice, dice.pick(['\n', '\n\n']), 6)}`),
        ),
        line(''),
      ]
    }),
  )

/** A cell a paragraph, an empty line between any two; an empty cell is a single space. */
const paragraphs: Layout = (tables, dice) =>
  tables.map(table =>
    table
      .flat()
      .filter(isPrinted)
      .flatMap(({ text, field }) => {
        const printed = field
          ? dice.pick([text, ` ${text}`, `${text} `])
          : broken(text, dice, dice.pick(['\n', '\n\n']), 6)
        return [...lines(text === '' ? ' ' : printed), line('')]
      }),
  )

/** A cell a line and nothing else. */
const lineCells: Layout = (tables, dice) =>
  tables.map(table =>
    table
      .flat()
      .filter(isPrinted)
      .flatMap(({ text, field }) => lines(field ? text : broken(text, dice, '\n', 6))),
  )

/** A row a line between pipes, with or without Markdown's rule, filled up to the table's width or not. */
const pipeRows: Layout = (tables, dice) => {
  const edge = dice.chance(2)
  const filled = dice.chance(2)
  return tables.map(table => {
    const rows = gridRows(table)
    const width = Math.max(...rows.map(row => row.filter(spot => !spot.extra).length))
    return rows.flatMap((row, at) => {
      const own = row.filter(spot => !spot.continued)
      const cells = own.filter(isPrinted).map(spot => spot.text)
      if (filled) cells.push(...new Array<string>(width - own.filter(spot => !spot.extra).length).fill(''))
      const text = edge ? `| ${cells.join(' | ')} |` : `${cells.join(' | ')} |`
      return at === 0 && edge && dice.chance(2) ? [line(text), line(`${'|---'.repeat(cells.length)}|`)] : [line(text)]
    })
  })
}

/** A cell a line with its pipe behind it, filled up to the table's width or not. */
const pipeCells: Layout = (tables, dice) => {
  const filled = dice.chance(2)
  return tables.map(table => {
    const rows = gridRows(table)
    const width = Math.max(...rows.map(row => row.filter(spot => !spot.extra).length))
    return rows.flatMap(row => {
      const own = row.filter(spot => !spot.continued)
      const cells = own.filter(isPrinted).map(spot => spot.text)
      if (filled) cells.push(...new Array<string>(width - own.filter(spot => !spot.extra).length).fill(''))
      return cells.map(text => line(text === '' ? '|' : `${text} |`))
    })
  })
}

/** Text out of a PDF: figures behind the label, blanks between them, page numbers in between, long labels over two lines. */
const spaced: Layout = (tables, dice) =>
  tables.map(table =>
    table.flatMap(row => {
      const values = row
        .filter(each => each.field && isPrinted(each))
        .map(each => each.text)
        .join(dice.pick(['  ', ' ', '      ']))
      const labels = row.filter(each => !each.field).map(each => each.text)
      const label = labels.at(-1) ?? ''
      const page = dice.chance(8) ? [line(dice.pick(['— 5 —', '- 3 -', '－12－', '第 4 页']))] : []
      const cut = 8 + dice.roll(6)
      if (values !== '' && label.length > cut + 4 && dice.chance(2)) {
        const halves = [[...labels.slice(0, -1), label.slice(0, cut)].join('   '), label.slice(cut)]
        return dice.chance(2)
          ? [line(halves[0]!), line(`  ${halves[1]}   ${values}`), ...page]
          : [line(halves[0]!), line(`     ${values}`), line(halves[1]!), ...page]
      }
      return [line(`${labels.join('   ')}   ${values}`.trim()), ...page]
    }),
  )

/** All on one line with nothing between the cells. */
const glued: Layout = tables =>
  tables.map(table => [
    line(
      table
        .flat()
        .filter(isPrinted)
        .map(each => each.text)
        .join(''),
    ),
  ])

export const layouts = {
  grid,
  tabRows,
  raggedTabRows,
  tabCells,
  paragraphs,
  lineCells,
  pipeRows,
  pipeCells,
  spaced,
  glued,
}

export type LayoutName = keyof typeof layouts

/** Layouts that show where a cell is blank. */
export const showBlanks: LayoutName[] = ['grid', 'tabRows', 'tabCells', 'paragraphs', 'pipeRows', 'pipeCells']
/** Layouts whose blanks cannot always be told from the spots of merged cells, or that do not show them. */
export const hideBlanks: LayoutName[] = ['raggedTabRows', 'lineCells', 'spaced']

/** Line breaks put into a label, one for every so many characters; never within a number. */
function broken(text: string, dice: Dice, separator: string, every: number): string {
  return [...text].map((character, at) => (at > 0 && dice.chance(every) ? separator : '') + character).join('')
}

/** A whole report: the tables between headings and sentences. */
export function formDocument(tables: Block[][], year = 2020): Document {
  const [two, three, four] = tables
  const blocks = [
    line(`青禾区${year}年政府信息公开工作年度报告`),
    line(''),
    line('一、总体情况'),
    line(`${year}年，青禾区人民政府按要求公开信息。全年办理行政许可和行政处罚事项若干，公开政策解读12篇。`),
    line(''),
    line('二、主动公开政府信息情况'),
    line(''),
    ...two!,
    line(''),
    line('三、收到和处理政府信息公开申请情况'),
    line(''),
    ...three!,
    line(''),
    line('四、政府信息公开行政复议、行政诉讼情况'),
    line(''),
    ...four!,
    line(''),
    line('五、存在的主要问题及改进情况'),
    line('解读形式还不多样，下一步将继续改进。'),
    line(''),
    line('六、其他需要报告的事项'),
    line('无。'),
  ]
  return { format: 'text', blocks, meta: {} }
}
