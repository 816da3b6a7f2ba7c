import { isWithin, placesNamed } from '../places/places.ts'
import { isEmpty } from './measure.ts'
import type { Among, IssuerRef, Query } from './query.ts'
import { longestAbove } from './ranks.ts'
import type { Slots } from './slots.ts'

/** Whom an elliptic message means: those that it names beside, or in place of, those of the query before it. */

/** 在湖南排第几 after 嘉禾县: the place around the one that is meant. */
const liesIn = ({ places }: IssuerRef, area: IssuerRef | undefined): boolean =>
  places.some(({ code }) => area?.places.some(around => around.code !== code && isWithin(code, around.code)) ?? false)

export function mergeIssuers(slots: Slots, earlier: Query | null, leans: boolean): IssuerRef[] {
  if (!leans || !earlier) return slots.issuers
  const [said, ...others] = slots.issuers
  const [first, second] = earlier.issuers
  const { operation, what } = slots
  if (said && others.length === 0 && isEmpty(slots.measure) && earlier.scope === 'named') {
    const standing = operation?.kind === 'standing' && earlier.issuers.length === 1 && liesIn(first!, said)
    const joins = operation !== null && ['compare', 'difference', 'times', 'sum'].includes(operation.kind)
    // 是惠山的几倍 after 梁溪是滨湖的几倍: the other of the two is another now.
    const again =
      second && operation?.kind === earlier.operation.kind && ['difference', 'times'].includes(operation.kind)
    if (first && (again || (what?.kind === 'share' && what.across))) return [first, narrowed(said, slots, earlier)]
    // 惠山呢 after 梁溪占无锡的多少.
    if (second && earlier.what.kind === 'share' && earlier.what.across && what === null) return [said, second]
    // 梁溪加起来多少 after 嘉禾县2021年和2022年一共多少: the same of another, unless a word joins them.
    const sameAgain = operation?.kind === earlier.operation.kind && !slots.joining
    if (standing || (joins && !sameAgain)) {
      const other = narrowed(said, slots, earlier)
      return slots.heldAgainstIt ? [other, ...earlier.issuers] : [...earlier.issuers, other]
    }
  }
  const compares = operation?.kind === 'compare' && slots.joining
  // 和新吴、锡山比 after 梁溪: with it.
  if (
    others.length > 0 &&
    compares &&
    isEmpty(slots.measure) &&
    earlier.scope === 'named' &&
    earlier.issuers.length === 1
  )
    return [first!, ...slots.issuers.map(ref => narrowed(ref, slots, earlier))]
  if (slots.issuers.length > 0) return slots.issuers.map(ref => narrowed(ref, slots, earlier))
  // 谁的处罚多 after 锡山和惠山…, 哪个最多 after 无锡各区…: among those that the conversation is about.
  const among = earlier.scope === 'below' || earlier.issuers.length > 1 || liesBelow(slots.among, earlier.issuers)
  if (slots.scope) return slots.scope === 'below' ? earlier.issuers : []
  return slots.who && !among ? [] : earlier.issuers
}

/** 哪个区最多 after a turn about 无锡市 asks about its districts. */
const liesBelow = (among: Among, issuers: IssuerRef[]): boolean =>
  among !== null &&
  issuers.length === 1 &&
  issuers[0]!.places.some(({ code }) => code.length <= (longestAbove[among] ?? 0))

/** The department, or the office, of another place. */
function sameKind(ref: IssuerRef, { body, places, text }: IssuerRef): IssuerRef {
  const place = places.flatMap(({ name }) => [name, name.slice(0, -1)]).find(name => text.startsWith(name))
  const own = place ? text.slice(place.length) : body?.kind === 'department' ? body.name : ''
  return { ...ref, body, text: ref.text + own }
}

/** 南山区 … “不是，深圳的”, or “深圳” in answer to 哪个南山区: the parent picks among the namesakes of the place before. */
export function narrowed(ref: IssuerRef, slots: Slots, earlier: Query): IssuerRef {
  const before = earlier.issuers[0]
  if (earlier.issuers.length !== 1 || !before || ref.body) return ref
  // 滨湖呢 after 梁溪区教育局: the one of the same kind.
  const ofBody = before.body && before.body.kind !== 'government'
  if (ofBody && isEmpty(slots.measure) && slots.follows && !slots.corrects) return sameKind(ref, before)
  // 城关镇呢 after 嵩县: its own, and none of the namesakes elsewhere.
  const own = ref.places.filter(place =>
    before.places.some(({ code }) => code !== place.code && isWithin(place.code, code)),
  )
  if (ref.places.length > 1 && own.length === 1) return { ...ref, places: own }
  const [only, ...more] = before.places
  // 江苏省, 徐州市 say what they are; 江苏, 深圳的 tell namesakes apart.
  const asked = before.places.length > 1
  if (!asked && ref.places.some(({ name }) => ref.text.endsWith(name))) return ref
  // 鹤岗的 after 南山区, which was said without its city: the one that was answered for.
  const alike = placesNamed(before.text).filter(({ level, abolished }) => level === only?.level && !abolished)
  const said = more.length === 0 && only && alike.length > 1
  if (said && ref.places.some(({ code }) => isWithin(only.code, code))) return before
  const picks = slots.corrects || asked
  if (!picks && !isEmpty(slots.measure)) return ref
  const namesakes = before.places.flatMap(place => placesNamed(place.name))
  // 东丽区呢 after 军粮城: its parent tells it from nobody, and is meant itself.
  const inside = namesakes.filter(
    (place, i) =>
      namesakes.indexOf(place) === i &&
      !(more.length === 0 && place.code === only?.code) &&
      ref.places.some(parent => parent.code !== place.code && isWithin(place.code, parent.code)),
  )
  if (inside.length > 0 && !picks) return before.body?.kind === 'department' ? ref : { ...ref, instead: inside }
  const { foreign: _, ...namesake } = before
  return inside.length > 0 ? { ...namesake, text: `${ref.text}${before.text}`, places: inside } : ref
}
