import { fullName } from '../answer/answer.ts'
import { type Holder, type Holdings, holdersFor } from '../answer/holdings.ts'
import { isEmpty } from '../question/measure.ts'
import { normalise } from '../question/normalise.ts'
import type { IssuerRef } from '../question/query.ts'
import { understand } from '../question/understand.ts'
import { isAbout } from './material.ts'
import { isZone } from './schedule.ts'
import { type Rhythm, type Subject, usualZone, type Zone } from './subscription.ts'
import { readWhen, UnclearWish } from './when.ts'

/** Reads one line that asks for a subscription: 每周一早上8点订阅开封市和阿城区. */

export type Read =
  /** What was not said is empty or null. */
  | { kind: 'wish'; subjects: Subject[]; rhythm: Rhythm | null; zone: Zone }
  /** A name that several divisions or issuers bear: the line with each of them in its place. */
  | { kind: 'which'; name: string; choices: { label: string; line: string }[] }
  /** It asks for a figure: to be answered, not subscribed to. */
  | { kind: 'question'; question: string }

const mostSubjects = 10
const mostChoices = 8

const quoted = /[“"「『‘'《]([^”"」』’'》]{1,60})[”"」』’'》]/g
const searched = /(?:搜索|检索|关键词|关键字|提到|含有|包含)[:：]?\s*([^\s,，。;；](?:[^,，。;；]{0,58}[^\s,，。;；])?)/

const everything = /全部|所有|一切|不限|全国(?:各地)?|各地/g

/** What people say besides. */
const filler =
  /订阅|关注|推送|发送|通知|提醒|告诉|发给|给我|帮我|请问|(?<!申)请|麻烦|我想|我要|想要|需要|及其?下级|(?:含|包括)下级|的?(?:新的?)?(?:年度)?(?:工作)?(?:报告|年报)|摘要|消息|更新|一下|[吧了呢啊]$/g

const isNoise = (text: string): boolean =>
  !/\p{Script=Han}{2}|[\p{L}\p{N}]{3}/u.test(text.replace(/[和与跟及的里中在有]/g, ''))

function takeWords(line: string): { words: string[]; rest: string } {
  const words = [...line.matchAll(quoted)].map(([, text]) => text!.trim()).filter(Boolean)
  const rest = line.replace(quoted, ' ')
  const bare = words.length === 0 ? searched.exec(rest) : null
  const left = (bare ? rest.replace(bare[0], ' ') : rest).replace(
    /(?:搜索|检索|关键词|关键字|提到|含有|包含)[:：]?/g,
    ' ',
  )
  // Words of a search are parted by blanks, which `normalise` takes out between Chinese characters.
  const spaced = (found: string) => found.split(/\s+/).map(normalise).filter(Boolean).join(' ')
  return { words: (bare ? [bare[1]!] : words).map(spaced), rest: normalise(left) }
}

const pathOf = (ref: IssuerRef): string => ref.places[0]?.path.join('') ?? ref.text

/** The next division above that has reports, to be offered where there are none. */
function above(ref: IssuerRef, holdings: Holdings): string {
  for (const code of ref.places[0]?.parents.toReversed() ?? []) {
    const holder = holdings.all.find(({ issuer }) => issuer.division?.code.startsWith(code))
    const depth = ref.places[0]!.parents.indexOf(code)
    if (holder) return `“${ref.places[0]!.path.slice(0, depth + 1).join('')}”或`
  }
  return ''
}

const nothingHeld = (ref: IssuerRef, holdings: Holdings): UnclearWish =>
  new UnclearWish(
    `还没有收录${pathOf(ref)}${ref.body ? '' : '及其下级'}的报告，可以改为订阅${above(ref, holdings)}“全部报告”。`,
  )

const subjectOfHolder = ({ key, issuer }: Holder): Subject => ({ kind: 'issuer', key, name: fullName(issuer) })

/** What a reference can mean of what is indexed, each with a name that means it alone. */
function candidates(ref: IssuerRef, holdings: Holdings): { label: string; subject: Subject }[] {
  if (ref.body) {
    return holdersFor(holdings, ref).map(holder => ({
      label: fullName(holder.issuer),
      subject: subjectOfHolder(holder),
    }))
  }
  return ref.places.flatMap(place => {
    const name = place.path.join('')
    const subject: Subject = { kind: 'division', code: place.code, name }
    return holdings.all.some(holder => isAbout(subject, holder)) ? [{ label: name, subject }] : []
  })
}

const unique = (subjects: Subject[]): Subject[] => [
  ...new Map(subjects.map(subject => [JSON.stringify(subject), subject])).values(),
]

/**
 * What a line wishes, settled by what is indexed.
 *
 * @throws UnclearWish with one sentence for whoever typed it.
 */
export function readWish(line: string, holdings: Holdings, now: Date): Read {
  const { words, rest: unquoted } = takeWords(line.normalize('NFKC'))
  const { rhythm, zone, rest } = readWhen(unquoted, isZone)
  const wantsAll = everything.test(rest)
  everything.lastIndex = 0
  const about = rest.replace(everything, ' ').replace(filler, ' ').replace(/\s+/g, ' ').trim()
  const understanding = understand(about, { now })
  if ('query' in understanding && !isEmpty(understanding.query.measure)) return { kind: 'question', question: about }
  const refs = 'query' in understanding ? understanding.query.issuers : []
  const strange = about === '' ? [] : understanding.trace.ignored.filter(part => !isNoise(part))
  const isOffTopic = about !== '' && refs.length === 0 && !isNoise(about)
  if (strange.length > 0 || isOffTopic) {
    const name = strange[0] ?? about
    throw new UnclearWish(
      `没有认出“${name}”，请说出行政区划或单位的名称，要订阅搜索词请加引号，例如：订阅“政策解读 不足”。`,
    )
  }
  const subjects: Subject[] = []
  for (const ref of refs) {
    const found = candidates(ref, holdings)
    if (found.length === 0) throw nothingHeld(ref, holdings)
    if (found.length > 1) {
      const inFull = (label: string) => [unquoted.replace(ref.text, label), ...words.map(text => `“${text}”`)].join(' ')
      const choices = found.slice(0, mostChoices).map(({ label }) => ({ label, line: inFull(label) }))
      return { kind: 'which', name: ref.text, choices }
    }
    subjects.push(found[0]!.subject)
  }
  return { kind: 'wish', subjects: settled(subjects, words, wantsAll), rhythm, zone: zone ?? usualZone }
}

function settled(places: Subject[], words: string[], wantsAll: boolean): Subject[] {
  if (words.length > 0) {
    if (places.some(place => place.kind === 'issuer'))
      throw new UnclearWish('搜索词只能限定行政区划，不能限定单位，例如：订阅开封市“政策解读 不足”。')
    const within = places.flatMap(place => (place.kind === 'division' ? [{ code: place.code, name: place.name }] : []))
    return words.map(text => ({ kind: 'search', words: text, within }))
  }
  if (wantsAll && places.length === 0) return [{ kind: 'everything' }]
  const subjects = unique(places)
  if (subjects.length > mostSubjects)
    throw new UnclearWish(`一个订阅最多 ${mostSubjects} 个地区或单位，请分成几个订阅。`)
  return subjects
}
