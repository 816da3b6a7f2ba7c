import { fieldOf } from '../report/fields.ts'
import { type Figure, fullName, type HeldReport, type Line, type MissingReason } from './answer.ts'
import type { Gap } from './figure.ts'
import type { Absent } from './scope.ts'

/** The words for what is not there: each kind of missing in its own, none of them a number. */

const editionName = { '2019': '2019年版', '2021': '2021年版' }

export function gapLine(report: HeldReport, gap: Gap): Line[] {
  const who = `${fullName(report.issuer)}${report.year}年`
  const label = fieldOf(gap.field).label
  const related: Line[] =
    gap.related.length > 0
      ? [
          [
            '报告里有的相关各栏：',
            ...gap.related.flatMap((figure, i) => [`${i > 0 ? '，' : ''}${figure.label} `, figure]),
          ],
        ]
      : []
  switch (gap.state) {
    case 'blank':
      return [[`${who}：“${label}”一格在报告里是空白（未填），不能当作零。`], ...related]
    case 'notApplicable':
      return [[`${who}：“${label}”一格在报告里填的是“${gap.raw}”（不适用），没有数字。`], ...related]
    case 'notInForm':
      // 泗阳县 prints 其他处理 of 2023 as one row.
      if (fieldOf(gap.field).editions.includes(report.edition))
        return [[`${who}的报告的表格里没有印这一项（“${label}”）。`], ...related]
      return [[`${who}的报告用的是${editionName[report.edition]}表格，表式里没有这一项（“${label}”）。`], ...related]
    case 'unreadable':
      return [[`${who}：“${label}”一格未能从报告原文可靠读出，请看原文。`], ...related]
    case 'incomplete':
      return [[`${who}：“${label}”要由几格相加，其中有空白或未能读出的格子，无法计算。`], ...related]
  }
}

/** Several gaps of one report: what is there instead is told once, and not where it was asked for itself. */
export function gapLines(report: HeldReport, gaps: Gap[], asked: Figure[]): Line[] {
  const told = new Set(asked.map(({ field }) => field))
  return gaps.flatMap(gap => {
    const related = gap.related.filter(({ field }) => !told.has(field))
    for (const { field } of related) told.add(field)
    return gapLine(report, { ...gap, related })
  })
}

/** Why a report is left out of a list, in a few words. */
export const gapWords: Record<Gap['state'], string> = {
  blank: '这一格是空白',
  notApplicable: '这一格填的是“/”一类不适用的标记',
  notInForm: '表格里没有这一项',
  unreadable: '这一格未能可靠读出',
  incomplete: '要相加的格子里有空白或未能读出的',
}

export const gapReason: Record<Gap['state'], MissingReason> = {
  blank: 'blank',
  notApplicable: 'notApplicable',
  notInForm: 'notInForm',
  unreadable: 'unreadable',
  incomplete: 'notComputable',
}

export function absentLine({ name, year, held }: Absent): Line {
  const asked = year === null ? `${name}的报告` : `${name}${year}年的报告`
  return [
    held.length > 0
      ? `未收录${asked}。已收录的年份：${held.map(each => `${each}年`).join('、')}。`
      : `未收录${asked}。`,
  ]
}
