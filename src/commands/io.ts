import { type ParseArgsConfig, parseArgs } from 'node:util'
import { isSpoken } from '../spoken.ts'

/** What every command shares at the terminal: machine output on stdout, everything else on stderr, one clear line for an error. */

/** The command was typed wrongly: exit 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Something that an operator can mend: `message` is the one line that says it. Exit 1. */
export class CommandError extends Error {
  override name = 'CommandError'
}

export function exitCodeOf(error: unknown): number {
  return error instanceof UsageError ? 2 : 1
}

/** A fault of the program shows where. */
export function fail(error: unknown): void {
  if (isSpoken(error)) console.error(error.message)
  else console.error('程序出错：', error)
}

function wrongArgs(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  const [, what = ''] = /'([^']*)'/.exec(message) ?? []
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `没有选项“${what}”。`
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `多出的参数“${what}”。`
    default:
      return `选项“${what.replace(/ <value>.*/, '')}”的写法有误，或缺少值。`
  }
}

/** `parseArgs` of Node with its errors turned into one Chinese line. */
export function readArgs<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (error) {
    throw new UsageError(`${wrongArgs(error)}用 --help 查看用法。`)
  }
}

/**
 * The instant of a day, `2021-06-01` at an hour on Beijing's clock, or of a day with a time of its own, `2021-06-01T08:30:00Z`. Null for
 * anything else, days that no calendar has among them.
 */
export function instantOf(text: string, hour: number): Date | null {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(T\d{2}:.+)?$/.exec(text) ?? []
  if (day === undefined) return null
  const date = new Date(time === undefined ? `${day}T${String(hour).padStart(2, '0')}:00:00+08:00` : text)
  // 2021-02-31 would roll over into March.
  const begun = new Date(`${day}T00:00:00Z`)
  const isDay = !Number.isNaN(begun.getTime()) && begun.toISOString().startsWith(day)
  return isDay && !Number.isNaN(date.getTime()) ? date : null
}

/** Whether a person reads the output on a terminal that shows colours. */
export const coloured = (): boolean => process.stdout.isTTY === true && !process.env.NO_COLOR

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
