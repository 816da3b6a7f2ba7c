import { call, type IndexKind, isMissingIndex, type Search } from './connection.ts'

/** More than any index holds: the server's own limits are for searches, not for fetching documents. */
const everything = 1_000_000_000

/**
 * Documents that meet a filter, the listed fields of each, in one request and so from one state of the index; none where the index is
 * not there yet. `total` counts those beyond `limit`, too.
 */
export async function fetchDocuments<D, F extends keyof D & string = keyof D & string>(
  search: Search,
  index: IndexKind,
  filter: string[],
  { fields, limit = everything }: { fields?: readonly F[]; limit?: number } = {},
): Promise<{ documents: Pick<D, F>[]; total: number }> {
  const query = { filter, limit, ...(fields ? { fields: [...fields] } : {}) }
  try {
    const { results, total } = await call(search, client => client.index(search.indexes[index]).getDocuments(query))
    return { documents: results as Pick<D, F>[], total }
  } catch (error) {
    if (isMissingIndex(error)) return { documents: [], total: 0 }
    throw error
  }
}
