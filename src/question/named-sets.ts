import { isWithin } from '../places/places.ts'
import type { Among, IssuerRef } from './query.ts'
import type { Segment } from './segment.ts'

/** Sets that stand beside a body in one message: 无锡市和各区, 梁溪区政府和各部门, 无锡各区和梁溪各部门. */

type Placed = IssuerRef & { end: number }

interface Said {
  of: Placed
  among: Among
  /** 和各区: a set of its own beside the body; 无锡各区: what the name itself stands for. */
  beside: boolean
}

const ofName = /^(?:的|里|里的|下|下辖的?|所辖的?|下属的?|辖区内?的?)?$/
const besideName =
  /^(?:本级)?(?:[、,，]|和|与|及|跟|同|以及|还有|加上?|连同|并)(?:其|它|他)?(?:的|所辖的?|下辖的?|下属的?|下面的?)?$/

function saidOf(segments: Segment[], issuers: Placed[]): Said[] {
  return segments.flatMap((part): Said[] => {
    if (part.kind !== 'word' || part.meaning.kind !== 'scope' || part.meaning.scope !== 'below') return []
    const of = issuers.findLast(({ end }) => end <= part.start)
    if (!of || of.places.length === 0) return []
    const between = segments
      .filter(each => each.start >= of.end && each.end <= part.start && each.kind !== 'time')
      .map(({ text }) => text.trim())
      .join('')
    const { among } = part.meaning
    if (besideName.test(between)) return [{ of, among, beside: true }]
    return ofName.test(between) ? [{ of, among, beside: false }] : []
  })
}

const contains = (outer: Placed, inner: Placed): boolean =>
  outer.places.some(place => inner.places.some(({ code }) => isWithin(code, place.code)))

/** The issuers with each set beside them as a reference of its own; as they are where one set, or none, is named. */
export function withSets(segments: Segment[], issuers: Placed[]): Placed[] {
  const said = saidOf(segments, issuers)
  const own = said.filter(({ beside }) => !beside)
  const kinds = new Set(own.map(({ among }) => among))
  const alone = issuers.filter(issuer => !own.some(({ of }) => of === issuer))
  // 无锡和徐州各区 is about the districts of both; 江苏省和无锡各区 is not.
  const mixed =
    own.length < said.length || kinds.size > 1 || own.some(({ of }) => alone.some(issuer => contains(issuer, of)))
  if (!mixed) return issuers
  return issuers.flatMap(issuer => {
    const sets = said.filter(({ of }) => of === issuer)
    const itself = sets.every(({ beside }) => beside)
    return [...(itself ? [issuer] : []), ...sets.map(({ among }) => ({ ...issuer, body: null, below: { among } }))]
  })
}
