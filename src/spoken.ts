/** Errors whose message was written for a person, in Chinese and in one line; anything else is a fault of the program. */
const names = new Set([
  'UsageError',
  'CommandError',
  'IngestError',
  'ReadingError',
  'ParseError',
  'SearchError',
  'BadSetting',
  'NewerDatabase',
])

/** By name, since errors lose their class between threads. */
export const isSpoken = (error: unknown): error is Error => error instanceof Error && names.has(error.name)

/** What a log may know of a fault: its kind and where it happened. The message is left out, since it may quote what was being read. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const places = error.stack?.split('\n').filter(line => /^\s+at /.test(line)) ?? []
  return [error.name, ...places].join('\n')
}
