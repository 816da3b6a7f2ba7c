import type { Report } from '../report/report.ts'
import { isSpoken, traceOf } from '../spoken.ts'

/** `refusal`: what is wrong with the source, in Chinese. `fault`: the program failed; its trace, for the log. */
export type Attempt = { report: Report } | { refusal: string } | { fault: string }

/** The report that `read` makes, or why it makes none. */
export async function attempted(read: () => Report | Promise<Report>): Promise<Attempt> {
  try {
    return { report: await read() }
  } catch (error) {
    return isSpoken(error) ? { refusal: error.message } : { fault: traceOf(error) }
  }
}
