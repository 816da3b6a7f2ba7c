import { isInsideWord } from './boundaries.ts'
import { type Segment, textOf } from './segment.ts'

/** The words of a question that no recogniser explains, as the phrases that they stand in. */

/** Words with a meaning of their own that may as well be a part of a longer name: 重大建设项目领域, 政府常务会议. */
const partsOfNames =
  /^(?:政府|政府信息|信息|项目|事项|工作|单位|部门|机关|案件|结果|方式|类型|数据|大|小|公开|建设|会议|内容|管理|服务|全|各|区|县|市|公开了?|人员)$/

const isPart = (segment: Segment): boolean =>
  segment.kind === 'rest' ||
  (segment.kind === 'word' && (segment.meaning.kind === 'topic' || partsOfNames.test(segment.text)))

/** A small word that the rest beside it tears out of a longer one: 更|新, 邀|请, 列|席. */
function isTorn(segments: readonly Segment[], at: number): boolean {
  const segment = segments[at]!
  if (segment.kind !== 'word' || segment.meaning.kind !== 'filler') return false
  const [before, after] = [segments[at - 1], segments[at + 1]]
  const joinsBefore =
    before?.kind === 'rest' &&
    before.end === segment.start &&
    isInsideWord(before.text + segment.text, before.text.length)
  const joinsAfter =
    after?.kind === 'rest' &&
    after.start === segment.end &&
    isInsideWord(segment.text + after.text, segment.text.length)
  return joinsBefore || joinsAfter
}

/** Nouns that only ask: 什么内容. */
const empty = /^(?:内容|情况|时候|方面|东西|事情|做法|样子)$/

const content = /\p{Script=Han}/u

/**
 * Content phrases of a segmented question: what is left over, with the words beside it that belong to the same name. In a Chinese
 * question stray Latin letters and figures mean nothing; `foreign` is for one that was not written in Chinese.
 */
export function keywordsIn(segments: readonly Segment[], foreign: boolean): string[] {
  const wanted = foreign ? /\p{Script=Han}+|[\p{L}\p{N}]{2,}/gu : /[\p{Script=Han}]+/gu
  const runs: Segment[][] = []
  let end = -1
  for (const [at, segment] of segments.entries()) {
    if (!isPart(segment) && !isTorn(segments, at)) continue
    if (segment.start === end) runs.at(-1)!.push(segment)
    else runs.push([segment])
    end = segment.end
  }
  return runs.flatMap(run => {
    const unexplained = run.some(part => part.kind === 'rest' && (foreign ? wanted : content).test(part.text))
    wanted.lastIndex = 0
    // 延伸到社区: a report may say it in another order.
    const words = (textOf(run).match(wanted) ?? []).flatMap(word =>
      word.replace(/^各(?=..)/, '').split(/(?<=..)[到向](?=..)/u),
    )
    return unexplained ? words.filter(word => !empty.test(word)) : []
  })
}

/** An unknown word of three characters is worth a look into the prose (市区长专线); shorter ones are found anywhere. */
export const isTelling = (word: string): boolean => word.length > 2

const bodyBelow =
  /(?:法院|检察院|妇联|团委|党委|区委|县委|市委|人大|政协|派出所|居委会|村委会|村|社区|街道|学校|小学|中学|大学|医院|公司|[支大中]队|分局)$|^委$/

/** 阿城区法院, 军粮城派出所: a body of its own right behind the place, whose report is not the place's. */
export const isBodyBelow = (word: string, segments: readonly Segment[]): boolean =>
  bodyBelow.test(word) &&
  segments.some((part, at) => part.kind === 'place' && textOf(segments.slice(at + 1)).startsWith(word))
