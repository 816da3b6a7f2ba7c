/** How much one person or one chat may ask. */

export interface Limit {
  most: number
  /** ms. */
  span: number
}

/** `notice`: the first message over the limit, to be told so · `silent`: one after it, within the same span. */
export type Verdict = 'allowed' | 'notice' | 'silent'

/** Counts messages over a sliding span, by key. Kept in memory: a restart forgives. */
export function openLimit({ most, span }: Limit): (key: string, now: number) => Verdict {
  const asked = new Map<string, { times: number[]; told: number | null }>()
  return (key, now) => {
    if (asked.size > 10_000) {
      for (const [each, { times }] of asked) if ((times.at(-1) ?? 0) <= now - span) asked.delete(each)
    }
    const entry = asked.get(key) ?? { times: [], told: null }
    asked.set(key, entry)
    entry.times = entry.times.filter(time => time > now - span)
    if (entry.times.length < most) {
      entry.times.push(now)
      return 'allowed'
    }
    if (entry.told !== null && entry.told > now - span) return 'silent'
    entry.told = now
    return 'notice'
  }
}
