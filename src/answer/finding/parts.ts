import type { PassageKind } from '../../report/passages.ts'

/** Parts of a report, as a search is narrowed to them. */

export const partNames: Record<PassageKind, string> = {
  overview: '总体情况',
  disclosure: '主动公开',
  requests: '依申请公开',
  disputes: '复议诉讼',
  problems: '存在的问题',
  improvements: '改进措施',
  other: '其他',
}

const otherNames: Record<string, PassageKind> = {
  问题: 'problems',
  主要问题: 'problems',
  存在问题: 'problems',
  不足: 'problems',
  改进: 'improvements',
  改进情况: 'improvements',
  复议: 'disputes',
  诉讼: 'disputes',
  申请: 'requests',
  总体: 'overview',
}

const kinds = Object.keys(partNames) as PassageKind[]

/** The part that goes by this name; null where none does. */
export const partNamed = (name: string): PassageKind | null =>
  kinds.find(kind => kind === name || partNames[kind] === name) ?? otherNames[name] ?? null

/** All parts, for whoever named one that is none. */
export const partList = kinds.map(kind => `${kind}（${partNames[kind]}）`).join('、')

const names = [...Object.values(partNames), ...Object.keys(otherNames)].sort((a, b) => b.length - a.length)
const natural = new RegExp(`(?:在)?(${names.join('|')})(?:这?一?)?部分(?:里面?|中)?(?:的)?`)
const labelled = /(?:部分|section)\s*[:：=]\s*(\S+)/i

/** The part that a search names among its words (部分：改进措施, 存在的问题部分), and the words without it. */
export function partIn(text: string): { kind: PassageKind | null; rest: string; remarks: string[] } {
  const found = labelled.exec(text) ?? natural.exec(text)
  if (!found) return { kind: null, rest: text, remarks: [] }
  const kind = partNamed(found[1]!)
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
  const remarks =
    kind === null ? [`没有“${found[1]!.slice(0, 20)}”这个部分，可以写：${Object.values(partNames).join('、')}。`] : []
  return { kind, rest, remarks }
}
