import { holdingsOf } from '../../src/answer/holdings.ts'
import { openDigests, type Post } from '../../src/digest/deliver.ts'
import { gatherer } from '../../src/digest/material.ts'
import type { Rhythm, Subject, Wish } from '../../src/digest/subscription.ts'
import { fieldOf } from '../../src/report/fields.ts'
import type { Report } from '../../src/report/report.ts'
import type { Database } from '../../src/store/database.ts'
import { deliveriesIn } from '../../src/store/deliveries.ts'
import { leaseIn } from '../../src/store/leases.ts'
import { newsIn } from '../../src/store/news.ts'
import { subscriptionsIn } from '../../src/store/subscriptions.ts'
import { heldOf } from './reports.ts'
import { suiteLog } from './suite-log.ts'

const seen = ({ id, source }: Report) => ({ id, content: source.sha256, sha256: source.sha256 })

/** Digests over reports held in memory, of which as many are there as `published` says; the store, the clock and the sending are given. */
export function digestsOver(
  database: Database,
  reports: Report[],
  parts: {
    now: () => number
    published: () => number
    post: Post
    holder?: string
    channels?: string[]
    log?: (line: string) => void
  },
) {
  const subscriptions = subscriptionsIn<Wish>(database)
  const deliveries = deliveriesIn(database)
  const news = newsIn(database)
  const holdings = holdingsOf(reports)
  const byId = new Map(reports.map(report => [report.id, heldOf(report)]))
  const gather = gatherer({
    holdings: async () => holdings,
    reports: async ids => ids.map(id => byId.get(id)!),
    passages: async () => [],
  })
  const digests = openDigests({
    subscriptions,
    deliveries,
    news,
    lease: leaseIn(database, 'digest'),
    holder: parts.holder ?? 'one',
    clock: { now: parts.now, sleep: async () => {} },
    watch: async now => {
      const known = news.known()
      news.note(
        reports
          .slice(0, parts.published())
          .filter(({ id }) => !known.has(id))
          .map(seen),
        [],
        now(),
      )
    },
    gather,
    labelOf: field => fieldOf(field).label,
    post: parts.post,
    channels: parts.channels ?? ['telegram'],
    log: parts.log ?? suiteLog,
  })
  return { ...digests, subscriptions, deliveries, news }
}

export const wish = (rhythm: Rhythm, subjects: Subject[] = [{ kind: 'everything' }]): Wish => ({
  subjects,
  rhythm,
  zone: 'Asia/Shanghai',
})
