import {
  applicants,
  disclosureColumns,
  disclosureRows,
  disputeBlocks,
  disputeResults,
  requestGroups,
  requestRows,
} from '../../src/report/form.ts'
import type { Report } from '../../src/report/report.ts'

/** A report as a file, in the layouts that published reports are found in. */

/** A cell that stretches over several columns and rows; a plain text is one of a single place. As in HTML, covered places are left out. */
type TableCell = string | { text: string; across?: number; down?: number }
type Table = TableCell[][]

/** `rows`: a line a row, cells between tabs · `cells`: a line a cell · `page`: an HTML page with real tables. */
export type Layout = 'rows' | 'cells' | 'page'
export const layouts: Layout[] = ['rows', 'cells', 'page']

const items = ['一', '五', '六', '八', '九'] as const

function disclosureTables(report: Report, raw: (field: string) => string): Table[] {
  return items.flatMap(item => {
    const rows = disclosureRows.filter(row => row.item === item && row.columns[report.edition])
    const columns = rows[0]?.columns[report.edition]
    if (!columns) return []
    const labels = columns.map(id => {
      const label = disclosureColumns.find(column => column.id === id)!.label
      return report.edition === '2021' && label === '处理决定数量' ? '本年处理决定数量' : label
    })
    return [
      [
        [{ text: `第二十条第（${item}）项`, across: columns.length + 1 }],
        ['信息内容', ...labels],
        ...rows.map(row => [
          report.edition === '2021' && row.id === 'normativeDocuments' ? '行政规范性文件' : row.label,
          ...columns.map(id => raw(`disclosure.${row.id}.${id === 'procurementAmount' ? 'amount' : id}`)),
        ]),
      ],
    ]
  })
}

function requestTable(report: Report, raw: (field: string) => string): Table {
  const printed = new Set(report.cells.map(cell => cell.field))
  const numbers = (row: string) => applicants.map(({ id }) => raw(`requests.${row}.${id}`))
  const head: Table = [
    [
      { text: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', across: 3, down: 3 },
      { text: '申请人情况', across: 7 },
    ],
    [
      { text: '自然人', down: 2 },
      { text: '法人或其他组织', across: 5 },
      { text: '总计', down: 2 },
    ],
    ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'],
  ]
  const rows = requestRows.filter(row => printed.has(`requests.${row.id}.total`))
  const alone = ['received', 'carriedIn', 'carriedOut']
  const results = rows.filter(row => !alone.includes(row.id))
  const body = rows.map((row): TableCell[] => {
    const label = row.printed.find(each => each.startsWith('部分公开')) ?? (row.id === 'handled' ? '总计' : row.label)
    if (alone.includes(row.id)) return [{ text: `${row.number}、${label}`, across: 3 }, ...numbers(row.id)]
    const opens: TableCell[] = row === results[0] ? [{ text: '三、本年度办理结果', down: results.length }] : []
    if (!row.group) return [...opens, { text: `${row.number}${label}`, across: 2 }, ...numbers(row.id)]
    const siblings = results.filter(each => each.group === row.group)
    const group = requestGroups.find(({ id }) => id === row.group)!
    const first: TableCell[] =
      row === siblings[0] ? [{ text: `（${group.number}）${group.label}`, down: siblings.length }] : []
    return [...opens, ...first, `${row.number}.${label}`, ...numbers(row.id)]
  })
  return [...head, ...body]
}

function disputeTable(raw: (field: string) => string): Table {
  const results = disputeResults.map(({ label }) => label)
  return [
    [
      { text: '行政复议', across: 5 },
      { text: '行政诉讼', across: 10 },
    ],
    [
      ...results.map(text => ({ text, down: 2 })),
      { text: '未经复议直接起诉', across: 5 },
      { text: '复议后起诉', across: 5 },
    ],
    [...results, ...results],
    disputeBlocks.flatMap(block => disputeResults.map(({ id }) => raw(`${block.id}.${id}`))),
  ]
}

type Block = { paragraph: string } | { table: Table }

function blocksOf(report: Report): Block[] {
  const byField = new Map(report.cells.map(cell => [cell.field, cell]))
  const raw = (field: string) => byField.get(field)?.raw ?? ''
  const tables: Record<string, Table[]> = {
    二: disclosureTables(report, raw),
    三: [requestTable(report, raw)],
    四: [disputeTable(raw)],
  }
  return [
    { paragraph: report.title },
    ...report.sections.flatMap((section): Block[] => [
      ...(section.heading ? [{ paragraph: `${section.number}、${section.heading}` }] : []),
      ...section.text.split('\n').map(paragraph => ({ paragraph })),
      ...(section.heading ? (tables[section.number] ?? []).map(table => ({ table })) : []),
    ]),
    { paragraph: report.issuer.name },
    ...(report.publishedOn
      ? [{ paragraph: report.publishedOn.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日') }]
      : []),
  ]
}

const shapeOf = (cell: TableCell) => ({ across: 1, down: 1, ...(typeof cell === 'string' ? { text: cell } : cell) })

/** All places of the table, covered ones empty. */
function gridOf(table: Table): string[][] {
  const grid: string[][] = table.map(() => [])
  table.forEach((row, at) => {
    for (const cell of row) {
      const { text, across, down } = shapeOf(cell)
      let column = 0
      while (grid[at]![column] !== undefined) column++
      for (let below = 0; below < down; below++)
        for (let right = 0; right < across; right++) grid[at + below]![column + right] = below + right === 0 ? text : ''
    }
  })
  return grid
}

const rowsText = (table: Table): string =>
  gridOf(table)
    .map(row => row.join('\t'))
    .join('\n')

/** A cell a line behind a tab, a blank line between rows. */
const cellsText = (table: Table): string =>
  table.map(row => row.map(cell => `\t${shapeOf(cell).text}`).join('\n')).join('\n\n')

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

function tableHtml(table: Table): string {
  const cellHtml = (cell: TableCell) => {
    const { text, across, down } = shapeOf(cell)
    return `<td${across > 1 ? ` colspan="${across}"` : ''}${down > 1 ? ` rowspan="${down}"` : ''}>${escaped(text)}</td>`
  }
  return `<table border="1">\n${table.map(row => `<tr>${row.map(cellHtml).join('')}</tr>`).join('\n')}\n</table>`
}

/** The file's name and text. */
export function fileOf(report: Report, layout: Layout): { name: string; text: string } {
  const blocks = blocksOf(report)
  if (layout === 'page') {
    const body = blocks.map(block => ('table' in block ? tableHtml(block.table) : `<p>${escaped(block.paragraph)}</p>`))
    return {
      name: `${report.id}.html`,
      text: `<!DOCTYPE html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"><title>${escaped(report.title)}</title></head>\n<body>\n${body.join('\n')}\n</body>\n</html>\n`,
    }
  }
  const tableText = layout === 'rows' ? rowsText : cellsText
  return {
    name: `${report.id}.txt`,
    text: `${blocks.map(block => ('table' in block ? tableText(block.table) : block.paragraph)).join('\n\n')}\n`,
  }
}
