/**
 * Filters of Meilisearch. Every value passes through `quoted`, every attribute name is a literal of this program; the parts of a
 * filter go as an array, whose elements the server parses apart from each other and joins with AND.
 */

/** A filter value in quotes. Both the backslash and the quote must be escaped: with the quote alone, a trailing backslash frees the rest. */
export function quoted(value: string): string {
  return `"${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`
}

/** `attribute IN [...]` over texts. The server compares without regard to case and width, so callers compare again where that matters. */
export function oneOf(attribute: string, values: readonly string[]): string {
  return `${attribute} IN [${values.map(quoted).join(', ')}]`
}

/** `attribute IN [...]` over whole numbers; throws on anything else, which is a fault of the program. */
export function oneOfNumbers(attribute: string, values: readonly number[]): string {
  const wrong = values.find(value => !Number.isSafeInteger(value))
  if (wrong !== undefined) throw new TypeError(`not a whole number in a filter on ${attribute}: ${wrong}`)
  return `${attribute} IN [${values.join(', ')}]`
}

/** Ids that Meilisearch takes, short enough that a section's number still fits behind; others never reach a request. */
export function isReportId(id: string): boolean {
  return /^[A-Za-z0-9_-]{1,500}$/.test(id)
}
