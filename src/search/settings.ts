import { isDeepStrictEqual } from 'node:util'
import type { Settings } from 'meilisearch'
import catalogue from '../../index-config/catalogue.json' with { type: 'json' }
import reports from '../../index-config/reports.json' with { type: 'json' }
import sections from '../../index-config/sections.json' with { type: 'json' }
import synonyms from '../../index-config/synonyms.json' with { type: 'json' }
import { call, type IndexKind, isMissingIndex, type Search } from './connection.ts'
import { settled } from './tasks.ts'

/** The settings of the indexes as `index-config/` gives them; what it leaves out stays at the server's default. */
export const indexSettings: Record<IndexKind, Settings> = {
  reports: reports as Settings,
  sections: { ...(sections as Settings), synonyms },
  catalogue,
}

/** The part of `wanted` that is not in force. An object of the server may say more than was asked; an array says it all. */
export function missingSettings(wanted: Settings, inForce: Settings): Settings {
  const covers = (wish: unknown, has: unknown): boolean => {
    if (typeof wish !== 'object' || wish === null || Array.isArray(wish)) return isDeepStrictEqual(wish, has)
    if (typeof has !== 'object' || has === null) return false
    return Object.entries(wish).every(([key, value]) => covers(value, (has as Record<string, unknown>)[key]))
  }
  const equal = (key: string, wish: unknown, has: unknown) =>
    key === 'synonyms' ? isDeepStrictEqual(wish, has) : covers(wish, has)
  return Object.fromEntries(
    Object.entries(wanted).filter(([key, wish]) => !equal(key, wish, inForce[key as keyof Settings])),
  )
}

const prepared = new WeakSet<Search>()

/**
 * Makes sure that the indexes exist and have their settings, before any document: settings that come after the documents cost a second
 * indexing. Only what differs is sent, so this is three short requests where nothing has changed, and none the second time.
 */
export async function prepareIndexes(search: Search): Promise<void> {
  if (prepared.has(search)) return
  for (const [kind, wanted] of Object.entries(indexSettings) as [IndexKind, Settings][]) {
    const uid = search.indexes[kind]
    const inForce = await call(search, client => client.index(uid).getSettings()).catch(error => {
      if (isMissingIndex(error)) return null
      throw error
    })
    if (inForce === null) {
      const task = await call(search, client => client.createIndex(uid, { primaryKey: 'id' }))
      // Another process may have created it just before.
      await settled(search, task, '建立索引', { except: 'index_already_exists' })
    }
    const missing = missingSettings(wanted, inForce ?? {})
    if (Object.keys(missing).length === 0) continue
    const task = await call(search, client => client.index(uid).updateSettings(missing))
    await settled(search, task, '设置索引')
  }
  prepared.add(search)
}
