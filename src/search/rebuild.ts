import { call, callOnce, type IndexKind, isMissingIndex, type Search } from './connection.ts'
import { prepareIndexes } from './settings.ts'
import { settled } from './tasks.ts'

/** Deletes an index; one that is not there is deleted already. */
async function drop(search: Search, uid: string): Promise<void> {
  const task = await call(search, client => client.deleteIndex(uid))
  await settled(search, task, '删除索引', { except: 'index_not_found' })
}

async function exists(search: Search, uid: string): Promise<boolean> {
  try {
    await call(search, client => client.index(uid).getRawInfo())
    return true
  } catch (error) {
    if (isMissingIndex(error)) return false
    throw error
  }
}

/**
 * Fills new indexes and puts them in the place of the old ones in one step, so that chats are answered throughout. Where `fill`
 * throws or says no, the old ones stay as they are. What an earlier rebuild that was cut off has left is thrown away first.
 * Needs twice the room on disk. Throws what `fill` throws, or a `SearchError`.
 */
export async function rebuild(search: Search, fill: (fresh: Search) => Promise<boolean>): Promise<boolean> {
  const { reports, sections, catalogue } = search.indexes
  const uids = { reports: `${reports}_new`, sections: `${sections}_new`, catalogue: `${catalogue}_new` }
  const dropNew = async () => {
    for (const uid of Object.values(uids)) await drop(search, uid)
  }
  await dropNew()
  const fresh: Search = { ...search, indexes: uids }
  try {
    await prepareIndexes(fresh)
    if (!(await fill(fresh))) return false
    await prepareIndexes(search)
    const pairs = (Object.keys(uids) as IndexKind[]).map(kind => ({
      indexes: [search.indexes[kind], uids[kind]] as [string, string],
      rename: false,
    }))
    // Once: a second swap would undo the first.
    const task = await callOnce(search, client => client.swapIndexes(pairs))
    await settled(search, task, '替换索引')
    return true
  } finally {
    // After the swap these names hold the old reports.
    if (await exists(search, uids.reports)) await dropNew()
  }
}
