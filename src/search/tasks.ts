import { setTimeout as wait } from 'node:timers/promises'
import type { EnqueuedTask } from 'meilisearch'
import { call, type Search } from './connection.ts'
import { SearchError } from './errors.ts'

/** In ms. */
const interval = 20

/** A server that cannot write down what it has done, as on a full disk, begins the same task again and again, and never ends it. */
const mostStarts = 3

/**
 * Waits until the server has done a task. Throws a `SearchError` (`failed`) that names `what` where it could not be done, and
 * `unavailable` where the server comes to no end of it. An `except` code is taken for done.
 */
export async function settled(
  search: Search,
  { taskUid }: Pick<EnqueuedTask, 'taskUid'>,
  what: string,
  { except }: { except?: string } = {},
): Promise<void> {
  const starts = new Set<string>()
  let task = await call(search, client => client.tasks.getTask(taskUid))
  while (task.status === 'enqueued' || task.status === 'processing') {
    if (task.startedAt) starts.add(task.startedAt)
    if (starts.size > mostStarts)
      throw new SearchError('unavailable', `${what}没有完成：检索服务写不进数据，请检查磁盘空间和日志。`)
    await wait(interval)
    task = await call(search, client => client.tasks.getTask(taskUid))
  }
  const { status, error } = task
  if (status === 'succeeded' || (except !== undefined && error?.code === except)) return
  throw new SearchError(
    'failed',
    `${what}没有成功，详情见日志。`,
    new Error(`${status}: ${error?.code} ${error?.message}`),
  )
}
