import {
  MeilisearchApiError,
  MeilisearchError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
} from 'meilisearch'

/**
 * `unavailable`: nobody answers, or what answers is no Meilisearch · `denied`: the key is missing, wrong or may not do this ·
 * `incompatible`: data that another version wrote · `failed`: the server answered and did not do what was asked.
 */
export type SearchErrorKind = 'unavailable' | 'denied' | 'incompatible' | 'failed'

/** `message` is one clear Chinese line that may be shown to a user; what the server said is in `cause`, for the log only. */
export class SearchError extends Error {
  override name = 'SearchError'
  readonly kind: SearchErrorKind
  constructor(kind: SearchErrorKind, message: string, cause?: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}

/** What the server answered, or the server's page that is no JSON: the client wraps what a transport of ours throws once more. */
const bared = (error: unknown): unknown =>
  error instanceof MeilisearchRequestError &&
  (error.cause instanceof MeilisearchApiError || error.cause instanceof SyntaxError)
    ? error.cause
    : error

/** The code that Meilisearch gives an error, e.g. `index_not_found`; undefined where the error is not an answer of Meilisearch. */
export function codeOf(error: unknown): string | undefined {
  const answer = bared(error)
  return answer instanceof MeilisearchApiError ? answer.cause?.code : undefined
}

const passing = new Set([408, 429, 502, 503, 504])

/** What undici calls a head or a body that did not come in time. */
const late = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']

/** As the client's own transport says it, or ours to the embedded server. */
function timedOut(error: unknown): boolean {
  const cause = error instanceof MeilisearchRequestError ? error.cause : null
  return (
    cause instanceof MeilisearchRequestTimeOutError || late.includes((cause as { code?: string } | null)?.code ?? '')
  )
}

/** Whether a second try may help: a broken connection, a proxy's page (which is no JSON) or a busy server, but no time-out, which has cost enough. */
export function isPassing(thrown: unknown): boolean {
  const error = bared(thrown)
  if (timedOut(error)) return false
  if (error instanceof MeilisearchRequestError || error instanceof SyntaxError) return true
  return error instanceof MeilisearchApiError && passing.has(error.response.status)
}

function foreign(error: Error, place: string): SearchError {
  return new SearchError('unavailable', `${place}的回应不像是 Meilisearch 的，请检查地址。`, error)
}

/** Turns whatever a request threw into a `SearchError`. `place` names the server for a reader: 内置的搜索服务, or its address. */
export function asSearchError(thrown: unknown, place: string): SearchError {
  const error = bared(thrown)
  if (error instanceof SearchError) return error
  if (timedOut(error)) return new SearchError('unavailable', `${place}没有及时回应，请稍后再试。`, error)
  if (error instanceof MeilisearchRequestError)
    return new SearchError('unavailable', `连不上${place}，请稍后再试，或检查它是否在运行。`, error)
  if (error instanceof SyntaxError) return foreign(error, place)
  if (error instanceof MeilisearchApiError) {
    const { status } = error.response
    if (status === 401 || status === 403)
      return new SearchError('denied', `${place}不接受这个密钥，请检查 MEILI_API_KEY。`, error)
    if (passing.has(status)) return new SearchError('unavailable', `${place}暂时不可用，请稍后再试。`, error)
    if (codeOf(error) === undefined) return foreign(error, place)
  }
  if (error instanceof MeilisearchError)
    return new SearchError('failed', `${place}没能完成这次操作，详情见日志。`, error)
  throw error
}
