import { hasRow, isMeasured, isWord, type Refiner } from './refiner.ts'
import { operationOf, type Segment, textOf } from './segment.ts'

/** Refiners of what is to be counted: a field is counted in its own unit, and not in persons, bodies or times. */

const limits = (part: Segment, words = part.text): Segment => ({
  kind: 'word',
  start: part.start,
  end: part.end,
  text: part.text,
  meaning: { kind: 'limits', words },
})

const people = /^(?:人|人次|个人|位|名|户|家|个企业|个单位)/

/** 采购几家, 收费几次, 处罚多少人, 重复申请几个人: counted in a unit that the field does not have. Requests may be counted by who made them. */
export const otherUnit: Refiner = segments => {
  const row2 = segments.some(part => isWord(part, 'row2'))
  const results = segments.some(part => isWord(part, 'row3') || isWord(part, 'group'))
  if (!(row2 || results) || segments.some(part => operationOf(part)?.kind === 'rank')) return segments
  return segments.map((part, at): Segment => {
    const said = part.text + (segments[at + 1]?.text ?? '')
    const counted = /^有?(?:多少|几)(.*)$/.exec(said)?.[1]
    const small = isWord(part, 'filler') || isWord(part, 'scope') || isWord(part, 'who') || part.kind === 'rest'
    if (counted === undefined || !small) return part
    if (people.test(counted) && !isNamed(segments)) return limits(part, said)
    // 强制多少件，收费多少: of the row that it stands behind.
    const own = [rowBefore(segments, at)]
    const money = hasRow(own, 'fees', 'procurement')
    const times = hasRow(own, 'fees') ? /^(?:次|回|起|件|天|宗|笔|批)/ : /^(?:次|回|起|天|笔|批)/
    if (money && times.test(counted) && !segments.some(each => isWord(each, 'column2'))) return limits(part, said)
    return part
  })
}

const rowBefore = (segments: Segment[], at: number): Segment =>
  segments.slice(0, at).findLast(part => isWord(part, 'row2')) ??
  segments.find(part => isWord(part, 'row2')) ??
  segments[at]!

/** 几家单位有许可 asks it of many where nobody is named. */
const isNamed = (segments: Segment[]): boolean => !segments.some(({ kind }) => kind === 'place')

/** 重复申请的人有几个, 重复申请的人是谁: who they were. */
export const whoTheyWere: Refiner = segments =>
  segments.some(part => isWord(part, 'row3') || isWord(part, 'group') || isWord(part, 'row2'))
    ? segments.map((part, at): Segment => {
        const owned = segments[at - 1]?.text.endsWith('的') ?? false
        return /^人们?$/.test(part.text) && isWord(part, 'filler') && owned
          ? limits(part, segments[at - 1]!.text + part.text)
          : part
      })
    : segments

/** 有几个单位实施处罚, 几个部门有许可: of one body's report nobody can tell how many of its parts did something. */
export const bodiesOfOne: Refiner = segments => {
  const places = segments.filter(({ kind }) => kind === 'place')
  const [only] = places
  if (places.length !== 1 || only?.kind !== 'place' || !segments.some(isMeasured)) return segments
  if (!only.places.every(({ code }) => code.length >= 6) || !segments.some(part => isWord(part, 'row2')))
    return segments
  return segments.map((part, at): Segment => {
    const before = segments[at - 1]?.text ?? ''
    const counted =
      /^有?(?:几|多少)个?家?(?:单位|部门|机关|地方)/.test(part.text) ||
      (/^的?(?:单位|部门|机关)$/.test(part.text) &&
        (/^(?:有?几|有?多少)[个家]?$/.test(before) || /^有?(?:几|多少)[个家]/.test(segments[at + 1]?.text ?? '')))
    return counted ? limits(part, /几|多少/.test(part.text) ? part.text : before + part.text) : part
  })
}

const powers = ['licensing', 'otherServices', 'penalties', 'coercion', 'fees']

/** 许可项目最多的, 处罚事项年末数, 哪个项目多: the form prints items of the year before and their change, and no number of items to compare. */
export const comparedItems: Refiner = segments => {
  if (!hasRow(segments, ...powers) || segments.some(part => isWord(part, 'column2'))) return segments
  // 项目增加最多的: by the printed change.
  const changes = (part: Segment) => ['change', 'difference'].includes(operationOf(part)?.kind ?? '')
  if (segments.some(part => changes(part) || isWord(part, 'minus'))) return segments
  const compares = segments.some(part => {
    const kind = operationOf(part)?.kind
    return kind !== undefined && ['rank', 'compare', 'filter', 'average', 'times'].includes(kind)
  })
  // 哪家项目多, 哪个项目多; 比上年多几项 is the printed change.
  const more = segments.some(part => isWord(part, 'who')) && segments.some(part => isWord(part, 'more'))
  const final = segments.some(({ text }) => /^(?:年末|年底|期末)/.test(text))
  return compares || more || final
    ? segments.map((part, at): Segment => {
        const before = segments[at - 1]
        const behindRow =
          before !== undefined && (isWord(before, 'row2') || isWord(before, 'who') || operationOf(before) !== null)
        return /^(?:项目|事项|项目数|项目数量)$/.test(part.text) && behindRow
          ? limits(part, before.text + part.text)
          : part
      })
    : segments
}

/** 收费项目几个, 许可事项有多少: the project is what is counted, whatever stands for its measure word. */
export const countedItems: Refiner = segments =>
  hasRow(segments, ...powers)
    ? segments.map((part, at): Segment => {
        const [before, next] = [segments[at - 1], segments[at + 1]]
        const counts = (each: Segment | undefined) =>
          each !== undefined && /^(?:有|是|现在|目前)?(?:几个?|多少个?)$/.test(each.text)
        // 多少个行政许可项目, 行政许可项目现在多少.
        const asked =
          counts(next) ||
          counts(segments[at - 2]) ||
          (/^(?:现在|目前)$/.test(next?.text ?? '') && counts(segments[at + 2]))
        const { start, end, text } = part
        return asked && before && isWord(before, 'row2') && /^(?:项目|事项)$/.test(text)
          ? { start, end, text, kind: 'word', meaning: { kind: 'items' } }
          : part
      })
    : segments

const detail =
  /(?:什么|哪些|哪个|哪种|哪类|哪方面|啥)(?:样的)?(?:类型(?!的?申请)|种类|行为|案件|案子|依据|标准|领域|法律|法规|违法|项目|方面)|(?:什么|啥)申请(?!人)|(?:依据|标准|案由|缘由)(?:都?是|有)(?:什么|哪些|啥)|(?:关于|涉及|针对|围绕)(?:的)?(?:是|都是)?(?:什么|哪些|啥)|(?:分别)?(?:是)?问(?:的)?(?:什么|啥)|(?:是)?(?:被)?谁(?:告|起诉|申请复议)的?/

/** 处罚的依据是什么, 处罚了什么行为, 是谁告的: what no report counts, where the form has how many. 不予公开的理由 are rows of their own. */
export const detailsOf: Refiner = segments => {
  const text = textOf(segments)
  const found = detail.exec(text)
  const named = segments.some(
    part =>
      part.kind === 'word' &&
      ['row2', 'column2', 'block', 'applications', 'carried', 'row3'].includes(part.meaning.kind),
  )
  if (
    !found ||
    !named ||
    /多少|几/.test(text) ||
    segments.some(part => isWord(part, 'group') || isWord(part, 'section'))
  )
    return segments
  let offset = 0
  const covered = segments.filter(part => {
    const at = offset
    offset += part.text.length
    return at < found.index + found[0].length && offset > found.index
  })
  const [first, ...others] = covered
  const small = ['filler', 'who', 'source', 'items', 'topic', 'operation', 'applications', 'receive']
  const free = covered.every(part => part.kind !== 'word' || small.includes(part.meaning.kind))
  if (!first || !free) return segments
  return segments.flatMap(part =>
    part === first
      ? [limits({ ...first, end: covered.at(-1)!.end, text: textOf(covered) }, found[0])]
      : others.includes(part)
        ? []
        : [part],
  )
}

/** 采购了什么, 废止了哪些规范性文件, 都是什么事: which they were, where the form has how many. */
export const whichThings: Refiner = segments => {
  if (!segments.some(({ kind }) => kind === 'place')) return segments
  const named = (part: Segment | undefined) =>
    part !== undefined && (isWord(part, 'row2') || isWord(part, 'column2') || isWord(part, 'block'))
  return segments.map((part, at): Segment => {
    const before = segments.slice(0, at).findLast(each => !/^(?:了|的|是|都|都是|些|过)$/.test(each.text))
    const next = segments[at + 1]
    const what = /^(?:什么|啥|什么事|什么东西|些什么)$/.test(part.text) && named(before)
    const ends = next === undefined || next.kind === 'rest' || /^(?:呢|啊|呀|东西|事|事情|内容|项目)$/.test(next.text)
    if (what && isWord(part, 'filler') && ends) return limits(part, before!.text + part.text)
    const which = part.text === '哪些' && next !== undefined && isWord(next, 'row2') && named(before)
    return which ? limits(part, part.text + next.text) : part
  })
}
