import { join, sep } from 'node:path'
import type { SampleKind } from '../report/report.ts'

const folder = join(import.meta.dirname, '../../samples')

/** What a fresh installation answers from. */
export const samplesFolder = join(folder, 'real')

const kinds: [string, SampleKind][] = [
  [samplesFolder, 'rewritten'],
  [join(folder, 'fictional'), 'invented'],
]

/** What kind of sample lies at this absolute path; undefined for everything that does not come with the program. */
export const sampleAt = (path: string): SampleKind | undefined =>
  kinds.find(([within]) => path.startsWith(within + sep))?.[1]
