import { phrases } from './lexicon.ts'
import { bodyPlaces } from './named-issuers.ts'
import { joinsParent } from './named-parents.ts'
import { parseNumber } from './operations.ts'
import { isMeasured, isWord, type Refiner } from './refiner.ts'
import { operationOf, type Segment, textOf } from './segment.ts'

/** Refiners of questions over many reports: kinds of bodies, years that are asked for, empty cells. */

/** 所有报告里最多的: of whichever years they are. */
export const allReports: Refiner = segments => {
  const all = segments.find(
    part =>
      part.kind === 'word' &&
      part.meaning.kind === 'scope' &&
      part.meaning.scope === 'all' &&
      /报告|年报/.test(part.text),
  )
  if (!all || segments.some(({ kind }) => kind === 'time')) return segments
  const { start, end } = all
  return [...segments, { start, end, text: '', kind: 'time', meaning: { kind: 'every' } }]
}

const isBelow = (part: Segment): boolean =>
  part.kind === 'word' &&
  part.meaning.kind === 'scope' &&
  part.meaning.scope === 'below' &&
  part.meaning.among === null &&
  joinsParent.test(part.text)

/** 无锡市下面的锡山区, 梁溪区下属的市监局: the one that is named, and not all below; right behind its place the word says no more. */
export const belowNamed: Refiner = segments => {
  const at = segments.findIndex((part, i) => {
    const next = segments[i + 1]?.text === '的' ? segments[i + 2] : segments[i + 1]
    const named = next?.kind === 'place' || (next?.kind === 'body' && next.body.kind === 'department')
    return named && isBelow(part)
  })
  if (at < 0) return segments
  const [before, after] = [segments.slice(0, at), segments.slice(at + 1)]
  if (before.at(-1)?.kind === 'place') return [...before, ...after.filter((part, i) => i > 0 || part.text !== '的')]
  const { start, end, text } = segments[at]!
  return [...before, { start, end, text, kind: 'word', meaning: { kind: 'filler' } }, ...after]
}

/** A government named without its place (区政府收到…) names nobody yet, and behind a place of another rank (无锡市区政府) a kind of body. */
export const homelessGovernment: Refiner = segments =>
  segments.map((part, at) => {
    if (part.kind !== 'body' || part.body.kind === 'department') return part
    const before = segments[at - 1]
    const rank = /^([区县镇乡])政府$/.exec(part.text)?.[1]
    const own = before?.kind === 'place' && (!rank || before.places.some(({ name }) => name.endsWith(rank)))
    if (own) return part
    // 梁溪区教育局和区政府: of the place that is named before, or, in a message without one, of the conversation's.
    const places = segments.flatMap(each => (each.kind === 'place' ? [each] : []))
    const home = places.findLast(({ end }) => end <= part.start)
    const found = home ? bodyPlaces(part.text, home.places).length > 0 : places.length === 0 && !segments.some(overMany)
    const { start, end, text } = part
    // 政府办申请最多的, 政府办的报告有哪些: a kind of body.
    if (part.body.kind === 'office' && (segments.some(overMany) || (places.length === 0 && listsReports(segments))))
      return { kind: 'word', start, end, text, meaning: { kind: 'bodies', among: 'offices' } }
    if (before?.kind !== 'place' && found) return part
    // 各区和市政府: beside others it names somebody, and nobody knows whom.
    if ([segments[at - 1], segments[at + 1]].some(each => each && /^(?:和|与|及|跟|以及|、)$/.test(each.text.trim())))
      return { kind: 'rest', start, end, text }
    return { kind: 'word', start, end, text, meaning: phrases.get(text) ?? { kind: 'filler' } }
  })

const listsReports = (segments: Segment[]): boolean =>
  segments.some(part => isWord(part, 'reports') || isWord(part, 'report')) && !segments.some(isMeasured)

const overMany = (part: Segment): boolean => {
  const kind = operationOf(part)?.kind
  return (
    isWord(part, 'who') ||
    isWord(part, 'scope') ||
    (kind !== undefined && ['rank', 'filter', 'average', 'median', 'standing'].includes(kind))
  )
}

/** 梁溪区政府和部门: a kind of body beside a name is all of that kind below it. */
export const joinedBodies: Refiner = segments =>
  segments.map((part, at): Segment => {
    const last = segments.slice(0, at).findLastIndex(({ kind }) => kind === 'place' || kind === 'body')
    const before = segments[last]
    const joins = /^(?:和|与|及|跟|以及|还有|、)(?:其|它的)?$/.test(
      segments
        .slice(last + 1, at)
        .map(({ text }) => text.trim())
        .join(''),
    )
    if (part.kind !== 'word' || part.meaning.kind !== 'bodies' || /政府/.test(part.text) || !joins) return part
    return before?.kind === 'place' || before?.kind === 'body'
      ? { ...part, meaning: { kind: 'scope', scope: 'below', among: part.meaning.among } }
      : part
  })

const others = /^(?:其[他它余]|另外|剩下|余下|剩余)的?$/

/** 其他四个区, 其余几个区, 另外四个区: those that are left where some are excepted. */
const otherBodies: Refiner = segments => {
  const done: Segment[] = []
  for (const part of segments) {
    const before = isWord(part, 'scope') ? [1, 2, 3].map(count => done.slice(-count)) : []
    const said = before.find(each => others.test(textOf(each)))
    if (said) done.splice(-said.length)
    done.push(said ? { ...part, start: said[0]!.start, text: textOf(said) + part.text } : part)
  }
  return done
}

/** 锡山惠山两个区: so many as were named right before are these; 梁溪占无锡五个区的 are others. */
export const countedPlaces: Refiner = all => {
  const segments = otherBodies(all)
  return segments.map((part, at): Segment => {
    if (!isWord(part, 'scope') || !isCounted(part.text) || segments[at - 1]?.kind !== 'place') return part
    const before = segments.slice(0, at)
    const run = before.slice(
      before.findLastIndex(
        each => each.kind !== 'place' && !/^(?:和|与|及|跟|以及|还有|、|，|,)$/.test(each.text.trim()),
      ) + 1,
    )
    const count = /[两二三四五六七八九十]|\d+/.exec(part.text)![0]
    const { start, end, text } = part
    return run.filter(({ kind }) => kind === 'place').length === parseNumber(count)
      ? { kind: 'word', start, end, text, meaning: { kind: 'filler' } }
      : part
  })
}

/** 五个区, 这五个县, 五区. */
export const isCounted = (text: string): boolean => /^这?[两二三四五六七八九十\d]+个?(?:区|县|区县|部门)$/.test(text)

/** 乡镇排名, 部门里谁最多: a kind of body only where many are compared; otherwise the words say nothing, or not what they seem (阿城街道). */
export const kindsOfBodies: Refiner = segments => {
  if (segments.some(overMany))
    return segments.map((part, at): Segment => {
      const before = segments[at - 1]
      // 第二多的区, 平均每个区; 我区 is one that nobody named.
      // 最多的无锡区: those of the city.
      const ofCity = before?.kind === 'place' && before.places.every(({ code }) => code.length === 4)
      const counted = before && (ofCity || operationOf(before) !== null || /(?:的|每|个|有)$/.test(before.text))
      if (part.text !== '区' || !isWord(part, 'bodies') || counted) return part
      return { kind: 'rest', start: part.start, end: part.end, text: part.text }
    })
  // 有哪些街道的年报: the reports of that kind.
  const listed = listsReports(segments)
  return segments.map((part): Segment => {
    if (!isWord(part, 'bodies') || listed) return part
    const { start, end, text } = part
    return /政府|部门|单位/.test(text)
      ? { kind: 'word', start, end, text, meaning: { kind: 'filler' } }
      : { kind: 'rest', start, end, text }
  })
}

/** 哪些年超过100件: the years are asked for, not the reports. */
export const whichYears: Refiner = segments =>
  segments.some(part => part.kind === 'word' && measured.includes(part.meaning.kind))
    ? segments.map(part =>
        isWord(part, 'reports') && /哪几?些?年|年份/.test(part.text) && !/报/.test(part.text)
          ? { kind: 'time', start: part.start, end: part.end, text: part.text, meaning: { kind: 'every' } }
          : part,
      )
    : segments

const measured = ['row2', 'column2', 'row3', 'group', 'block', 'result', 'rate', 'applications', 'applicant', 'carried']

/** 没填的有哪些, 填了斜杠的单位: whose cell is empty is asked; of one report nothing is narrowed by it. */
export const emptyCells: Refiner = segments => {
  if (!segments.some(part => isWord(part, 'who') || isWord(part, 'scope') || /^(?:单位|地方|地区)$/.test(part.text)))
    return segments
  return segments.map((part): Segment => {
    if (part.kind !== 'word' || part.meaning.kind !== 'limits') return part
    const state = /^(?:没填|未填|没有填|未填报|没填写|未填写|没有填写|空白|留空|空着|空的)/.test(part.text)
      ? 'blank'
      : /斜杠|斜线|不适用|不涉及|\//.test(part.text)
        ? 'notApplicable'
        : null
    const { start, end, text } = part
    return state ? { kind: 'operation', start, end, text, operation: { kind: 'state', state } } : part
  })
}

const adds = (part: Segment): boolean =>
  isWord(part, 'total') ||
  (isWord(part, 'applications') && part.text.includes('总')) ||
  ['sum', 'average'].includes(operationOf(part)?.kind ?? '')

/** 嘉禾县五年一共, 各区两年合计: the latest so many years, in a question that names a place; alone they are those that were spoken of. */
const lastYears: Refiner = segments => {
  if (segments.some(({ kind }) => kind === 'time') || !segments.some(({ kind }) => kind === 'place')) return segments
  if (!segments.some(adds)) return segments
  return segments.map((part, at): Segment => {
    const count = /^([两二三四五六七八九十]|\d)年$/.exec(part.text)?.[1]
    if (!count || !isWord(part, 'filler') || /[这那前后第]$/.test(segments[at - 1]?.text ?? '')) return part
    const { start, end, text } = part
    return { kind: 'time', start, end, text, meaning: { kind: 'recent', count: parseNumber(count), bare: true } }
  })
}

/** 最多的一年, 最少的两年: years are ranked. */
export const rankedYears: Refiner = all => {
  const segments = lastYears(all)
  return segments.some(part => part.kind === 'time')
    ? segments
    : segments.flatMap((part): Segment[] =>
        part.kind === 'operation' && /^最.+年$/.test(part.text)
          ? [part, { kind: 'time', start: part.start, end: part.end, text: part.text, meaning: { kind: 'every' } }]
          : [part],
      )
}
