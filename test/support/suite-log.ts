import { appendFileSync } from 'node:fs'
import { join } from 'node:path'

/** What every bot, channel and program of the suite logs, and which secrets they had: searched when the suite ends. */

const folder = process.env.NIANBAO_SUITE_LOG

const note = (name: string, text: string): void => {
  if (folder) appendFileSync(join(folder, name), `${text}\n`)
}

export const suiteLog = (text: string): void => note('log', text)

/** Something that no log may hold. */
export const secret = (text: string): string => {
  note('secrets', text)
  return text
}

/** The secrets that a log holds. */
export const secretsIn = (log: string, secrets: string): string[] =>
  [...new Set(secrets.split('\n'))].filter(each => each !== '' && log.includes(each))
