import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Published reports, no part of the project: a folder that may lie beside it, with seeds/, gold/ and reports/. */
const folder = '../shared'

/** The path of something in that folder, there or not. */
export const published = (part: string): string => join(import.meta.dirname, '../..', folder, part)

/** One line that says what cannot run without these parts of the folder; null where they are all there. */
export function lacking(...parts: string[]): string | null {
  const missing = parts.filter(part => !existsSync(published(part)))
  return missing.length === 0
    ? null
    : `needs ${missing.map(part => `${folder}/${part}`).join(', ')}, which is not there`
}
