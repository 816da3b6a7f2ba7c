import { editionOf, fields } from '../report/fields.ts'
import { disclosureRows } from '../report/form.ts'
import { ids } from './named-measure.ts'
import { hasRow, isWord, type Refiner } from './refiner.ts'
import { operationOf, type Segment, textOf } from './segment.ts'

/** Refiners of the columns of table 2: words that name one beside a row, and nothing or something else without. */

/** 规范性文件净增加多少: what was issued less what was repealed. */
export const netChange: Refiner = segments => {
  const documents = hasRow(segments, 'regulations', 'normativeDocuments')
  if (!documents || segments.some(part => isWord(part, 'column2'))) return segments
  return segments.flatMap((part): Segment[] => {
    if (operationOf(part)?.kind !== 'difference' || !part.text.startsWith('净')) return [part]
    const { start, end, text } = part
    const columns = ['issued', 'repealed'].map(
      (id): Segment => ({ kind: 'word', start, end, text, meaning: { kind: 'column2', id } }),
    )
    return [part, ...columns]
  })
}

/** The rows of table 2 whose 2019 form has a column 本年增/减. */
const rowsWithChange = disclosureRows.filter(row => row.columns['2019']?.includes('change')).map(({ id }) => id)

/** 行政处罚比上年增加了几项 asks for the printed column 本年增/减, which counts 项; decisions are counted in 件. */
export const changeColumn: Refiner = segments => {
  const items = segments.some(
    part => isWord(part, 'items') || /项/.test(part.kind === 'operation' || isWord(part, 'filler') ? part.text : ''),
  )
  const column = segments.find(part => isWord(part, 'column2'))
  if (!hasRow(segments, ...rowsWithChange)) return segments
  const single = segments.filter(part => part.kind === 'time' && part.meaning.kind === 'list').length < 2
  // 项目比上一年增减多少项: the column is the change, and none of its own is asked for.
  if (column?.kind === 'word' && column.meaning.kind === 'column2' && column.meaning.id === 'change' && single)
    return segments.map(part =>
      operationOf(part)?.kind === 'change' && /[上前]一?年|去年|同比/.test(part.text)
        ? { start: part.start, end: part.end, text: part.text, kind: 'word', meaning: { kind: 'filler' } }
        : part,
    )
  // 处罚项目减少了32项，处理决定85件对吗: beside the decisions, where a number of items is said of it.
  const said = (at: number) => /^\d+$/.test(segments[at + 1]?.text ?? '') && segments[at + 2]?.text === '项'
  if (!items || (column && !segments.some((part, at) => operationOf(part)?.kind === 'change' && said(at))))
    return segments
  const printed = segments.some(isOlder)
  return segments.map((part, at): Segment => {
    const { start, end, text } = part
    const kind = operationOf(part)?.kind
    if (column && !said(at)) return part
    const trend = kind === 'trend' && printed && single
    return trend || kind === 'change' || kind === 'difference' || isWord(part, 'more') || isWord(part, 'minus')
      ? { kind: 'word', start, end, text, meaning: { kind: 'column2', id: 'change' } }
      : part
  })
}

/** 申请增减, 2021到2022年处罚增减: a change from one year to another, and not the column of that name in table 2. */
export const countedChange: Refiner = segments => {
  const several =
    segments.filter(part => part.kind === 'time' && part.meaning.kind === 'list').length > 1 ||
    segments.some(part => part.kind === 'time' && part.meaning.kind === 'list' && part.meaning.years.length > 1)
  const requests = segments.some(
    part => part.kind === 'word' && ['applications', 'receive', 'row3', 'group', 'block'].includes(part.meaning.kind),
  )
  const row = segments.some(part => isWord(part, 'row2'))
  const printed = segments.some(isOlder)
  if (!(several && row && !printed) && !(requests && !row)) return segments
  return segments.map((part): Segment => {
    const { start, end, text } = part
    const column = part.kind === 'word' && part.meaning.kind === 'column2' && part.meaning.id === 'change'
    return column && /^增减/.test(text)
      ? { kind: 'operation', start, end, text, operation: { kind: 'change', by: 'number', way: null } }
      : part
  })
}

/** 采购了几个项目, 采购几项: the count of projects. */
export const projectColumn: Refiner = segments =>
  hasRow(segments, 'procurement')
    ? segments.map(part =>
        part.kind === 'word' && (part.meaning.kind === 'items' || /^(?:项目|项)$/.test(part.text))
          ? { ...part, meaning: { kind: 'column2', id: 'projects' } }
          : part,
      )
    : segments

/** 行政处罚项目有多少个: the items, and not the decisions. */
export const countedProjects: Refiner = segments =>
  hasRow(segments, ...rowsWithChange)
    ? segments.map((part, at): Segment => {
        const rest = segments.slice(at + 1).find(({ text }) => !/^(?:一?共|总共)?有?$/.test(text))
        return isWord(part, 'filler') &&
          /^(?:项目|事项)$/.test(part.text) &&
          /^有?(?:多少|几)个?$/.test(rest?.text ?? '')
          ? ({ ...part, kind: 'word', meaning: { kind: 'items' } } as Segment)
          : part
      })
    : segments

/** Years whose reports print the older form. */
const isOlder = (part: Segment): boolean =>
  part.kind === 'time' && part.meaning.kind === 'list' && part.meaning.years.every(year => editionOf(year) === '2019')

/** Right behind a row, as the form prints its columns: 行政处罚上一年28件, not 行政处罚比上一年, nor 行政处罚上一年相比. */
const standsAsColumn = (segments: Segment[], at: number): boolean => {
  const before = segments[at - 1]?.text === '的' ? at - 2 : at - 1
  return (
    hasRow(segments.slice(before, before + 1), ...rowsWithChange) && !/^相?比|^对比/.test(segments[at + 1]?.text ?? '')
  )
}

/** 行政许可上年有多少项, 2020年去年许可项目数量, 2020年行政许可上一年26件: the printed column 上一年项目数量, not another report. */
export const previousColumn: Refiner = segments => {
  if (!hasRow(segments, ...rowsWithChange)) return segments
  const counts = segments.some(part => isWord(part, 'items') || (part.kind === 'word' && part.text.includes('项目')))
  const several = segments.filter(part => part.kind === 'time').length > 1
  const printed = segments.some(isOlder)
  return segments.map((part, at) =>
    part.kind === 'time' &&
    (counts || (printed && standsAsColumn(segments, at))) &&
    (/^上一?年度?$/.test(part.text) || (several && part.text === '去年'))
      ? {
          kind: 'word',
          start: part.start,
          end: part.end,
          text: part.text,
          meaning: { kind: 'column2', id: 'previousItems' },
        }
      : part,
  )
}

/** 要制作的有几件, 有效申请: alone these name no column; beside a row of documents they do. */
export const wordsOfDocuments: Refiner = segments =>
  hasRow(segments, 'regulations', 'normativeDocuments')
    ? segments
    : segments.map(part =>
        isWord(part, 'column2') && /^(?:制作|有效的?)$/.test(part.text)
          ? { start: part.start, end: part.end, text: part.text, kind: 'rest' }
          : part,
      )

/** 制发了多少文件: beside a column of documents and without a row, both kinds of documents are meant. */
export const anyDocuments: Refiner = segments => {
  const column = segments.some(
    part => part.kind === 'word' && part.meaning.kind === 'column2' && documentColumns.includes(part.meaning.id),
  )
  const both = column && !segments.some(part => isWord(part, 'row2'))
  return segments.map((part): Segment => {
    if (!isWord(part, 'documents')) return part
    const { start, end, text } = part
    return both ? { start, end, text, kind: 'word', meaning: { kind: 'filler' } } : { start, end, text, kind: 'rest' }
  })
}

const documentColumns = ['created', 'published', 'publicTotal', 'issued', 'repealed', 'inForce']

/** 行政许可项目有多少项 counts items, which the 2019 form gives as those of the year before and the change; 几项 alone may mean any column. */
export const itemColumns: Refiner = segments => {
  const columnsNamed = ids(segments, 'column2')
  // 项目数量和处理决定数量, 项目数和增减: beside another column.
  const beside =
    ['decisions', 'change'].includes(columnsNamed.join()) &&
    /(?:项目|事项)数?量?(?:以及|[和与及、])|(?:以及|[和与及、])(?:项目|事项)数?量?/.test(textOf(segments))
  if (
    (columnsNamed.length > 0 && !beside) ||
    !segments.some(part => isWord(part, 'items')) ||
    !hasRow(segments, ...rowsWithChange)
  )
    return segments
  const projects = segments.some(
    part => /项目|事项/.test(part.text) && (isWord(part, 'filler') || isWord(part, 'items')),
  )
  const rows = ids(segments, 'row2')
  const columns = (projects ? ['previousItems', 'change'] : ['previousItems', 'change', 'decisions']).filter(id =>
    rows.some(row => fields.has(`disclosure.${row}.${id}`)),
  )
  return segments.flatMap((part): Segment[] =>
    isWord(part, 'items')
      ? columns.map(id => ({ ...part, kind: 'word', meaning: { kind: 'column2', id } }) as Segment)
      : [part],
  )
}

/** 许可增减、处罚决定: beside another column the decisions are one. */
export const decisionColumn: Refiner = segments =>
  segments.some(part => isWord(part, 'column2'))
    ? segments.map((part, at): Segment => {
        const before = segments[at - 1]
        const decided = isWord(part, 'filler') && /^(?:作出的?)?决定[书数量]*$/.test(part.text)
        return decided && before && hasRow([before], 'licensing', 'otherServices', 'penalties', 'coercion')
          ? { ...part, kind: 'word', meaning: { kind: 'column2', id: 'decisions' } }
          : part
      })
    : segments

/** 第二十条第（六）项: the rows that the form prints under it, whole where no column is named. */
export const itemsOfArticle: Refiner = segments => {
  if (!segments.some(part => isWord(part, 'item'))) return segments
  const column = segments.some(part => isWord(part, 'column2'))
  return segments.flatMap((part): Segment[] => {
    if (part.kind !== 'word' || part.meaning.kind !== 'item') return [part]
    const { item } = part.meaning
    const rows = disclosureRows.filter(row => row.item === item)
    const whole: Segment[] = column ? [] : [{ ...part, meaning: { kind: 'everything' } }]
    return [...rows.map((row): Segment => ({ ...part, meaning: { kind: 'row2', id: row.id } })), ...whole]
  })
}

/** 行政许可办理了多少, 复议诉讼一共办理几件: what is handled beside a row of table 2, or a dispute, is that one, not the requests. */
export const handledRow: Refiner = segments => {
  const requests = segments.some(part => isWord(part, 'applications') || isWord(part, 'receive'))
  const disputes = segments.some(part => isWord(part, 'block'))
  if (requests || !(disputes || hasRow(segments, ...rowsWithChange))) return segments
  const column = disputes || segments.some(part => isWord(part, 'column2'))
  const verb = disputes ? /^(?:办|处)理了?$/ : /^(?!.*结果)/
  return segments.map((part, at) =>
    part.kind === 'word' &&
    part.meaning.kind === 'row3' &&
    part.meaning.id === 'handled' &&
    verb.test(part.text) &&
    // 诉讼办理几件 may mean those that are done with.
    !(at > 0 && isWord(segments[at - 1]!, 'block'))
      ? { ...part, meaning: column ? { kind: 'filler' } : { kind: 'column2', id: 'decisions' } }
      : part,
  )
}
