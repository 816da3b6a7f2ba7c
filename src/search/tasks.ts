import type { EnqueuedTask } from 'meilisearch'
import { call, type Search } from './connection.ts'
import { SearchError } from './errors.ts'

/**
 * Waits until the server has done a task. The client's own waiting resolves for a failed task as well; here it throws a `SearchError`
 * (`failed`) that names `what`. An `except` code is taken for done.
 */
export async function settled(
  search: Search,
  task: Pick<EnqueuedTask, 'taskUid'>,
  what: string,
  { except }: { except?: string } = {},
): Promise<void> {
  const { status, error } = await call(search, client =>
    client.tasks.waitForTask(task.taskUid, { timeout: 0, interval: 20 }),
  )
  if (status === 'succeeded' || (except !== undefined && error?.code === except)) return
  throw new SearchError(
    'failed',
    `${what}没有成功，详情见日志。`,
    new Error(`${status}: ${error?.code} ${error?.message}`),
  )
}
